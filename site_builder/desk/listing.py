"""What waits for the desk: drafts, lost passages, links without an archive, questions, disputes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

import msgspec

from site_builder.build import read_linked
from site_builder.link import Linked
from site_builder.model.annotation import Annotation, Claim
from site_builder.model.article import Article
from site_builder.model.attribution import all_claims, annotations_of, contradictions_in
from site_builder.model.claims import subject_of
from site_builder.model.event import Event
from site_builder.model.source import Copy, Source
from site_builder.request import Request
from site_builder.writing.catalogue import is_open_question
from site_builder.writing.statements import claim_label

Kind = Literal["drafts", "orphans", "unarchived", "questions", "disputed"]

KINDS: tuple[Kind, ...] = get_args(Kind)


class Item(msgspec.Struct, frozen=True, order=True):
    """One thing that waits, and where it is."""

    path: str
    line: int
    what: str
    """In a word: `draft`, `orphaned`, `question`, …"""

    id: str
    """Of the record, or `article-slug#id` of the annotation; empty for a link."""

    text: str
    """Its title, its words or its address."""


class Listing(msgspec.Struct, frozen=True):
    """All that waits of one kind, in the order of files and lines."""

    items: tuple[Item, ...]
    unread: tuple[str, ...]
    """Files that could not be read, so that it is not known what waits in them."""


def list_waiting(request: Request, kind: Kind) -> Listing:
    """List what waits of one kind, on a site with problems too."""
    linked = read_linked(msgspec.structs.replace(request, drafts=request.drafts or kind in UNSHOWN))
    packets = linked.files.packets
    unread = tuple(path for path, packet in packets.items() if packet.record is None)
    return Listing(tuple(sorted(set(LISTERS[kind](linked)))), unread)


UNSHOWN = frozenset[Kind]({"drafts", "orphans"})
"""What is looked for in drafts too."""


def say_item(item: Item) -> str:
    """Say in one line what waits and where."""
    told = ": ".join(filter(None, (item.what, item.id, " ".join(item.text.split()))))
    return f"{item.path}:{item.line}: {told}"


def as_json(listing: Listing) -> str:
    """Tell a list as one JSON object."""
    return msgspec.json.encode(listing).decode()


def _articles(linked: Linked) -> Iterator[Article]:
    """Go through all articles that can be read, shown or not."""
    records = (packet.record for packet in linked.files.packets.values())
    yield from (record for record in records if isinstance(record, Article))


def _drafts(linked: Linked) -> Iterator[Item]:
    for packet in linked.files.packets.values():
        record = packet.record
        if record is None or isinstance(record, Copy):
            continue
        if record.fields.draft:
            id_ = getattr(record, "id", "") or getattr(record, "slug", "")
            name = getattr(record.fields, "title", "") or getattr(record.fields, "name", "")
            yield Item(record.path, 1, "draft", id_, name)
        if isinstance(record, Article):
            yield from _drafts_within(record)


def _drafts_within(article: Article) -> Iterator[Item]:
    parts: Iterable[Event | Source] = (*article.events, *article.sources)
    for part in parts:
        if part.fields.draft:
            yield Item(article.path, part.fields.line, "draft", part.id, part.fields.title)
    for annotation in article.annotations:
        if annotation.fields.draft:
            yield _item("draft", article, annotation, _words(annotation))


def _orphans(linked: Linked) -> Iterator[Item]:
    for article in _articles(linked):
        for annotation in article.annotations:
            if annotation.state != "found":
                yield _item(annotation.state, article, annotation, _words(annotation))


def _unarchived(linked: Linked) -> Iterator[Item]:
    archive, site = linked.catalogue.archive, linked.files.found.site
    for article in archive.articles.values():
        url = article.fields.source
        if url and not article.fields.archived:
            yield Item(article.path, _line_of(site, article.path, url), "unarchived", "", url)
    for source in archive.sources.values():
        url = source.fields.url
        if url and not source.fields.archived:
            yield Item(source.path, _line_of(site, source.path, url), "unarchived", "", url)


def _questions(linked: Linked) -> Iterator[Item]:
    for article in linked.catalogue.archive.articles.values():
        for annotation in article.annotations:
            if is_open_question(annotation):
                asked = annotation.body.text if annotation.body else _words(annotation)
                yield _item("question", article, annotation, asked)


def _disputed(linked: Linked) -> Iterator[Item]:
    """Go through claims that stand against others, and those that are called disputed."""
    catalogue = linked.catalogue
    archive = catalogue.archive
    found = contradictions_in(catalogue.ledger)
    contradicting = {(posting.id, posting.item) for each in found for posting in each.claims}
    for article, annotation in annotations_of(archive, all_claims(archive)):
        claim = annotation.content
        is_against = (article.slug, annotation.id) in contradicting
        if isinstance(claim, Claim) and (is_against or claim.status == "disputed"):
            about, property_ = subject_of(archive, article.slug, claim)
            thing = ", ".join(filter(None, (about.id, property_)))
            text = f"{thing}: {claim_label(annotation, catalogue)}"
            yield _item("contradicted" if is_against else "disputed", article, annotation, text)


LISTERS: Mapping[Kind, Callable[[Linked], Iterator[Item]]] = MappingProxyType(
    {
        "drafts": _drafts,
        "orphans": _orphans,
        "unarchived": _unarchived,
        "questions": _questions,
        "disputed": _disputed,
    }
)


def _item(what: str, article: Article, annotation: Annotation, text: str) -> Item:
    name = f"{article.slug}#{annotation.id}"
    return Item(article.path, annotation.fields.line, what, name, text)


def _words(annotation: Annotation) -> str:
    exact = annotation.fields.exact
    return annotation.words or (exact.text if exact else "")


def _line_of(site: Path, path: str, words: str) -> int:
    """Find the line of a file on which words stand; 1 where they are not seen."""
    try:
        text = (site / path).read_text("utf-8", "replace")
    except OSError:
        return 1
    before, found, _ = text.partition(words)
    return before.count("\n") + 1 if found else 1
