"""A linked site to the addresses elsewhere that it names, and what rests on each of them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from site_builder.link import Linked
from site_builder.model.archive import Archive, Record
from site_builder.model.article import Article
from site_builder.model.html import Tag, attributes, tokens
from site_builder.model.prose import Prose
from site_builder.model.source import Source
from site_builder.model.target import Target

NAMED = frozenset({"archived", "same_as", "source", "url"})
"""Fields whose values are addresses."""

EXTERNAL = re.compile(r"https?://", re.IGNORECASE)


class Standing(msgspec.Struct, frozen=True, order=True):
    """Where an address stands in a file."""

    path: str
    line: int
    column: int


class Outward(msgspec.Struct, frozen=True, kw_only=True):
    """An address elsewhere."""

    url: str
    """Without a fragment, of which no server is told."""

    standing: tuple[Standing, ...]
    """A place in each file that names it, in the order of paths."""

    resting: tuple[str, ...] = ()
    """Where the passages stand that rest on it, each as `path:line`."""

    archived: str = ""
    """A copy of what it leads to; empty where none is named."""

    is_original: bool = False
    """Whether it is that of an article or a source, of which there can be such a copy."""


def find_outward(
    linked: Linked, site: Path, text_of: Callable[[str], Prose]
) -> tuple[Outward, ...]:
    """List every address elsewhere once, in the order of addresses.

    `text_of` gives the text of an article by its slug.
    """
    archive = linked.catalogue.archive
    paths: defaultdict[str, set[str]] = defaultdict(set)
    for record in _files(archive):
        texts = (text_of(record.slug),) if isinstance(record, Article) else ()
        for url in (*_urls(record), *(url for text in texts for url in _urls(text))):
            paths[url.partition("#")[0]].add(record.path)
    files = {path: _read(site, path) for path in sorted(set().union(*paths.values()))}
    originals = _originals(archive)
    return tuple(
        Outward(
            url=url,
            standing=tuple(_standing(path, files[path], url) for path in sorted(paths[url])),
            resting=tuple(dict.fromkeys(_resting(archive, originals.get(url, ())))),
            archived=_archived(originals.get(url, ())),
            is_original=url in originals,
        )
        for url in sorted(paths)
    )


def _files(archive: Archive) -> Iterator[Record]:
    """Go through what has a file of its own; what an article defines is part of it."""
    yield from archive.articles.values()
    yield from archive.entities.values()
    yield from (event for event in archive.events.values() if event.article is None)
    yield from (source for source in archive.sources.values() if source.article is None)
    yield from archive.stories.values()
    yield from archive.pages.values()


def _urls(value: object, field: str = "") -> Iterator[str]:
    """Go through all addresses in a record: those of its fields, and those its texts link to."""
    match value:
        case Prose(html=html):
            tags = (token for token in tokens(html) if isinstance(token, Tag) and token.name == "a")
            for tag in tags:
                href = attributes(html[tag.start : tag.end]).get("href", "")
                if EXTERNAL.match(href):
                    yield href
        case str() if field in NAMED and EXTERNAL.match(value):
            yield value
        case tuple():
            for each in value:
                yield from _urls(each, field)
        case msgspec.Struct():
            for name in value.__struct_fields__:
                if name != "extra":
                    yield from _urls(getattr(value, name), name)


def _originals(archive: Archive) -> dict[str, tuple[Article | Source, ...]]:
    """Say of what articles and sources an address is that of the original."""
    found: defaultdict[str, list[Article | Source]] = defaultdict(list)
    for article in archive.articles.values():
        if article.fields.source:
            found[article.fields.source.partition("#")[0]].append(article)
    for source in archive.sources.values():
        if source.fields.url:
            found[source.fields.url.partition("#")[0]].append(source)
    return {url: tuple(records) for url, records in found.items()}


def _archived(records: Iterable[Article | Source]) -> str:
    return next((record.fields.archived for record in records if record.fields.archived), "")


def _resting(archive: Archive, records: Iterable[Article | Source]) -> Iterator[str]:
    for record in records:
        if isinstance(record, Article):
            lines = (annotation.fields.line for annotation in record.annotations)
            yield from (f"{record.path}:{line}" for line in lines)
            continue
        for posting in archive.related("passages", Target("source", record.id)):
            line = archive.annotation(posting).fields.line
            yield f"{archive.articles[posting.id].path}:{line}"


def _read(site: Path, path: str) -> str:
    try:
        return (site / path).read_text("utf-8", "replace")
    except OSError:
        # Gone since it was read; it is told of without its place.
        return ""


def _standing(path: str, text: str, url: str) -> Standing:
    before, found, _ = text.partition(url)
    if not found:
        return Standing(path, 1, 1)
    return Standing(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
