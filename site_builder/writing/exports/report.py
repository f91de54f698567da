"""The state of every annotation, of what was looked for in copies, and of what claims differ in."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import msgspec

from site_builder.model.archive import Archive
from site_builder.model.article import Article
from site_builder.model.attribution import contradictions_in
from site_builder.model.target import Target
from site_builder.model.verification import verifications
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Making
from site_builder.writing.exports.forms import RECORDS, Described, Field, SiteExport

PATH = "data/report.json"


def report(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Write the report, articles in the order of their slugs."""
    archive = catalogue.archive
    articles = [archive.articles[slug] for slug in sorted(archive.articles)]
    lists = {
        "annotations": _pieces("report/annotations", _annotations, articles, catalogue),
        "verification": _pieces("report/verification", _verification, articles, catalogue),
        "contradictions": map(msgspec.json.encode, _contradictions(catalogue)),
        "origins": map(msgspec.json.encode, _origins(catalogue)),
        "unarchived": map(msgspec.json.encode, sorted(set(unarchived(archive)))),
    }
    told = (f'"{name}": [\n'.encode() + b",\n".join(items) + b"]" for name, items in lists.items())
    yield PATH, b"{" + b",\n".join(told) + b"}\n"


def unarchived(archive: Archive) -> Iterator[str]:
    """Go through the originals of articles and sources of which no archived copy is named."""
    for article in archive.articles.values():
        if article.fields.source and not article.fields.archived:
            yield article.fields.source
    for source in archive.sources.values():
        if source.fields.url and not source.fields.archived:
            yield source.fields.url


Tell = Callable[[Article, Archive], Iterable[object]]


def _pieces(
    name: str, tell: Tell, articles: Iterable[Article], catalogue: Catalogue
) -> Iterator[bytes]:
    """Give what is told of each article as JSON, a line each; it is made once."""
    for article in articles:
        target = Target("article", article.slug)
        make = partial(_lines, tell, article, catalogue.archive)
        if piece := catalogue.piece(name, target, make):
            yield piece


def _lines(tell: Tell, article: Article, archive: Archive) -> bytes:
    return b",\n".join(map(msgspec.json.encode, tell(article, archive)))


def _annotations(article: Article, archive: Archive) -> Iterator[object]:
    del archive
    for annotation in article.annotations:
        # Where a passage of an excerpt stands in the whole would tell what is left out before it.
        passage = annotation.passage if article.fields.display == "full" else None
        yield {
            "article": article.slug,
            "id": annotation.id,
            "type": annotation.fields.type,
            "state": annotation.state,
            "start": passage.start if passage else None,
            "end": passage.end if passage else None,
            "draft": annotation.fields.draft or article.fields.draft,
        }


def _verification(article: Article, archive: Archive) -> Iterator[object]:
    compared = archive.compared.get(article.slug, {})
    for annotation in article.annotations:
        for found in verifications(annotation, archive.names, compared):
            yield {
                "article": article.slug,
                "id": annotation.id,
                "source": found.source.id,
                "state": found.state,
            }


def _origins(catalogue: Catalogue) -> Iterator[object]:
    for claim, count in sorted(catalogue.origin_counts.items()):
        yield {"claim": claim, "outlets": count.outlets, "origins": count.origins}


def _contradictions(catalogue: Catalogue) -> Iterator[object]:
    for found in contradictions_in(catalogue.ledger):
        yield {
            "about": found.about.id,
            "property": found.property,
            "claims": sorted(f"{posting.id}#{posting.item}" for posting in found.claims),
        }


def _make(making: Making) -> Iterator[tuple[str, bytes]]:
    yield from report(making.catalogue)


SITE = SiteExport(
    switch="report",
    files=(
        Described(
            path=PATH,
            form="JSON",
            about="What a desk checks before it publishes, as data: the state of every annotation,"
            " what was looked for in saved copies, contradictions, origins, and links without an"
            " archived copy.",
            fields=(
                Field(
                    "annotations",
                    "article, id, type and state of each; start and end of its passage in code"
                    " points, null for one on the whole article or in an excerpt; whether it is a"
                    " draft",
                ),
                Field(
                    "verification",
                    "for each quotation or claim and each source that should hold its words"
                    " whether the saved copy does: verified, failed or unchecked",
                ),
                Field("contradictions", "claims that stand against each other, as article#id"),
                Field(
                    "origins",
                    "for each claim how many outlets passed on what it says, with all claims that"
                    " give the same value, and how many independent origins they had",
                ),
                Field("unarchived", "originals of which no archived copy is named"),
            ),
        ),
    ),
    made_from=RECORDS | {"passages", "verification"},
    make=_make,
)
