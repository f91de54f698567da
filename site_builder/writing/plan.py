"""An Archive to the pages that the site will have, each to be made on its own."""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

import msgspec

from site_builder.model.archive import Archive, Relation
from site_builder.model.config import Config
from site_builder.model.problems import Problem
from site_builder.model.target import Target
from site_builder.model.urls import path_of
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Made, Making, PlannedPage
from site_builder.writing.exports.registry import DOCUMENTS, plan_documents, site_files
from site_builder.writing.exports.sitemap import part_names
from site_builder.writing.lists import LISTS, list_path, postings_of
from site_builder.writing.ownership import MARKER, folders_of
from site_builder.writing.pages import (
    article,
    articles,
    claims,
    data,
    entity,
    event,
    front,
    listing,
    search,
    source,
    story,
    timeline,
)
from site_builder.writing.paging import LENGTH, page_path, pages_of
from site_builder.writing.search.places import INDEX, NAMES


class Maker(msgspec.Struct, frozen=True):
    """How pages of one kind are made."""

    template: str
    make: Callable[[PlannedPage, Making], Made]


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "home": Maker("home.html", front.make_home),
        "article": Maker("article.html", article.make_article),
        "articles": Maker("articles.html", articles.make_articles),
        "articles-year": Maker("articles.html", articles.make_year),
        "entities": Maker("entities.html", entity.make_entities),
        "entity": Maker("entity.html", entity.make_entity),
        "event": Maker("event.html", event.make_event),
        "timeline": Maker("timeline.html", timeline.make_timeline),
        "timeline-year": Maker("timeline.html", timeline.make_year),
        "stories": Maker("stories.html", story.make_stories),
        "story": Maker("story.html", story.make_story),
        "sources": Maker("sources.html", source.make_sources),
        "source": Maker("source.html", source.make_source),
        "claims": Maker("claims.html", claims.make_claims),
        "listing": Maker("listing.html", listing.make_listing),
        "topic": Maker("topic.html", articles.make_topic),
        "publisher": Maker("publisher.html", articles.make_publisher),
        "data": Maker("data.html", data.make_data),
        "search": Maker("search.html", search.make_search),
        "page": Maker("page.html", front.make_plain),
        "not-found": Maker("404.html", front.make_not_found),
        "redirect": Maker("redirect.html", front.make_redirect),
    }
)
"""By the kind of a planned page."""


def plan_pages(catalogue: Catalogue) -> Iterator[PlannedPage]:
    """List every page, redirects last, and the documents of records behind them."""
    archive = catalogue.archive
    yield PlannedPage("/", "home")
    yield PlannedPage("/404.html", "not-found")
    for slug in archive.articles:
        yield PlannedPage(path_of("article", slug), "article", slug)
        yield from _listings(Target("article", slug), catalogue)
    yield from _article_lists(catalogue)
    yield from _entity_pages(catalogue)
    yield from _event_pages(catalogue)
    yield from _story_pages(catalogue)
    yield from _source_pages(catalogue)
    yield from _list(claims.PATH, "claims", "", len(catalogue.ledger))
    yield from _word_pages(archive)
    yield PlannedPage(data.PATH, "data")
    if archive.config.build.search:
        yield PlannedPage(search.PATH, "search")
    for slug in archive.pages:
        yield PlannedPage(path_of("page", slug), "page", slug)
    yield from _redirects(archive)
    yield from plan_documents(archive)


def needs_text(page: PlannedPage) -> bool:
    """Tell whether a page or document is made with the text of its article."""
    return page.kind == "article" or (page.is_document and DOCUMENTS[page.kind].needs_text)


def count_pages(pages: Iterable[PlannedPage]) -> int:
    """Count what people read: pages without documents."""
    return sum(not page.is_document for page in pages)


def _list(path: str, kind: str, subject: str, total: int) -> Iterator[PlannedPage]:
    for number in pages_of(total):
        yield PlannedPage(page_path(path, number), kind, subject, number)


def _article_lists(catalogue: Catalogue) -> Iterator[PlannedPage]:
    yield PlannedPage(articles.PATH, "articles")
    if len(catalogue.archive.articles) > LENGTH:
        for name, slugs in catalogue.articles_by_year.items():
            yield from _list(articles.year_path(name), "articles-year", name, len(slugs))


def _entity_pages(catalogue: Catalogue) -> Iterator[PlannedPage]:
    archive = catalogue.archive
    yield from _list(entity.PATH, "entities", "", len(archive.entities))
    for id_ in archive.entities:
        yield PlannedPage(path_of("entity", id_), "entity", id_)
        yield from _listings(Target("entity", id_), catalogue)


def _event_pages(catalogue: Catalogue) -> Iterator[PlannedPage]:
    yield PlannedPage(timeline.PATH, "timeline")
    if len(catalogue.archive.events) > timeline.UNDIVIDED:
        for name, ids in catalogue.events_by_year.items():
            yield from _list(timeline.year_path(name), "timeline-year", name, len(ids))
    for id_, record in catalogue.archive.events.items():
        if record.article is None:
            yield PlannedPage(path_of("event", id_), "event", id_)
            yield from _listings(Target("event", id_), catalogue)


def _story_pages(catalogue: Catalogue) -> Iterator[PlannedPage]:
    archive = catalogue.archive
    yield PlannedPage("/stories/", "stories")
    for id_ in archive.stories:
        yield PlannedPage(path_of("story", id_), "story", id_)
        yield from _listings(Target("story", id_), catalogue)


def _source_pages(catalogue: Catalogue) -> Iterator[PlannedPage]:
    archive = catalogue.archive
    yield from _list(source.PATH, "sources", "", len(archive.sources))
    for id_, record in archive.sources.items():
        if record.article is None:
            yield PlannedPage(path_of("source", id_), "source", id_)
            yield from _listings(Target("source", id_), catalogue)


def _listings(target: Target, catalogue: Catalogue) -> Iterator[PlannedPage]:
    for name in LISTS[target.kind]:
        total = len(postings_of(target, name, catalogue))
        if total > LENGTH:
            subject = listing.listing_subject(target, name)
            yield from _list(list_path(target, name, catalogue), "listing", subject, total)


WORD_RELATIONS: Mapping[str, tuple[Relation, ...]] = MappingProxyType(
    {"topic": ("articles", "notes"), "publisher": ("articles", "sources")}
)
"""Which lists say of a topic or a publisher that there is such a one."""


def _word_pages(archive: Archive) -> Iterator[PlannedPage]:
    """List the pages of topics and publishers: of whatever something says it has."""
    for kind, relations in WORD_RELATIONS.items():
        targets: dict[Target, int] = {}
        for relation in relations:
            for target, postings in archive.postings.get(relation, {}).items():
                if target.kind == kind:
                    targets[target] = max(targets.get(target, 0), len(postings))
        for target in sorted(targets):
            yield from _list(path_of(*target), kind, target.id, targets[target])


def _redirects(archive: Archive) -> Iterator[PlannedPage]:
    for slug, record in archive.articles.items():
        for alias in record.fields.aliases:
            yield PlannedPage(alias, "redirect", path_of("article", slug))
    for slug, page in archive.pages.items():
        for alias in page.fields.aliases:
            yield PlannedPage(alias, "redirect", path_of("page", slug))


def file_of(page: PlannedPage) -> str:
    """Give the file of the output that a host answers the path of a page with."""
    inside = page.path.removeprefix("/")
    if page.is_document:
        return inside
    if page.path.endswith("/"):
        return f"{inside}index.html"
    return inside if inside.endswith((".html", ".htm")) else f"{inside}/index.html"


class Claimed(msgspec.Struct, frozen=True, array_like=True):
    """A file of the output, and what asks for it."""

    file: str
    by: str
    """A content file, or words for a page that no single file asks for."""

    part: str = ""
    """What of the content file asks for it, if not the whole: `the topic "diplomacy"`."""

    word: str = ""
    """That part as it stands in the content file: `diplomacy`."""


def claims_of(pages: Collection[PlannedPage], archive: Archive) -> Iterator[Claimed]:
    """Say which file of the output each page asks for."""
    names = archive.names
    files = {target: path for path, target in names.by_file.items()}
    yield from (Claimed(file, OURS) for file in own_files(archive.config))
    if archive.config.exports.sitemap:
        yield from (Claimed(file, OURS) for file in part_names(pages, archive))
    yield from (Claimed(file, own.path) for own in archive.config.own for file in own.files)
    for page in pages:
        target = Target(page.kind.partition("/")[0], page.subject)
        if page.kind == "redirect":
            target = names.by_path.get(page.subject, target)
        words = f'the {page.kind} "{page.subject}"' if page.subject else f"the page {page.path}"
        file = files.get(target)
        if page.kind == "redirect" and file is not None:
            yield Claimed(file_of(page), file, f"the alias {page.path}", page.path)
        elif file is None and (carrier := _first_carrier(target, archive)):
            yield Claimed(file_of(page), carrier, words, page.subject)
        else:
            yield Claimed(file_of(page), file or words)


def _first_carrier(target: Target, archive: Archive) -> str:
    """Give the first file that carries a topic or names a publisher."""
    for relation in WORD_RELATIONS.get(target.kind, ()):
        for posting in archive.related(relation, target):
            owners = archive.sources if posting.kind == "source" else archive.articles
            return owners[posting.id].path
    return ""


OURS = "the builder's own file"

AUTHORS = ("content/", "exports/")
"""What the paths of files begin with that people write."""


def own_files(config: Config) -> tuple[str, ...]:
    """List the files that the builder makes besides pages, documents and assets."""
    sitemap = ("sitemap.xml",) if config.exports.sitemap else ()
    index = (f"{INDEX}pagefind.js",) if config.build.search else ()
    ours = ("robots.txt", ".nojekyll", "data/urls.txt", MARKER, NAMES, *index)
    return (*ours, *sitemap, *site_files(config))


Locate = Callable[[str, str], tuple[int, int]]
"""Gives the line and column on which the front matter of a content file names a word."""


def collisions(claimed: Iterable[Claimed], locate: Locate) -> Iterator[Problem]:
    """Find files of the output that two things ask for, case and Unicode form aside.

    Of several such files of the same two things the first is told.
    """
    first: dict[str, Claimed] = {}
    told: set[tuple[str, str, str, str]] = set()
    for claim in claimed:
        other = first.setdefault(_key(claim.file), claim)
        pair = (claim.by, claim.word, other.by, other.word)
        if other is not claim and pair not in told:
            told.add(pair)
            url = f"/{claim.file.removesuffix('index.html')}"
            message = f"{_named(claim)} and {_named(other)} would both be {url}"
            yield _collision(claim, other, message, locate)
    for key, claim in first.items():
        for folder in folders_of((key,)) & first.keys():
            other = first[folder]
            message = f"{_named(other)} is /{other.file}, where {_named(claim)} needs a folder"
            yield _collision(claim, other, message, locate)


def _key(file: str) -> str:
    return unicodedata.normalize("NFC", file).casefold()


def _named(claim: Claimed) -> str:
    return f"{claim.part} of {claim.by}" if claim.part else claim.by


def _collision(claim: Claimed, other: Claimed, message: str, locate: Locate) -> Problem:
    blamed = claim if claim.by.startswith(AUTHORS) else other
    place = locate(blamed.by, blamed.word) if blamed.word else (1, 1)
    hint = "give one of them another slug, name or alias"
    if claim.word and other.word:
        hint = "write both in the same way, or in other words"
    return Problem(blamed.by, *place, "url-collision", message, hint)
