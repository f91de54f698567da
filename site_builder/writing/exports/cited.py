"""Sources and articles to what a citation of them says, whatever the form."""

import re
from collections.abc import Iterator
from itertools import chain as joined

import msgspec

from site_builder.model.annotation import Claim, Quotation
from site_builder.model.article import Article
from site_builder.model.dates import EdtfDate
from site_builder.model.target import Target
from site_builder.model.text import Reference
from site_builder.writing.catalogue import Catalogue

GENRES = {"press-release": "press release", "readout": "readout"}
"""Types that CSL takes for genres of document."""


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """A work that can be cited."""

    key: str
    """Of a source its id, of an article `article:` and its slug, which no id can be."""

    type: str
    """A type of CSL."""

    title: str
    page: str
    """Its address on the site."""

    genre: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    container: str | None = None
    issued: EdtfDate | None = None
    accessed: EdtfDate | None = None
    url: str | None = None
    archived: str | None = None
    language: str | None = None


def cite(target: Target, catalogue: Catalogue) -> Cited:
    """Say what a citation of a source or of an article says."""
    page = catalogue.archive.config.origin + catalogue.address(catalogue.path(target))
    if target.kind == "article":
        return _article(target.id, page, catalogue)
    fields = catalogue.archive.sources[target.id].fields
    genre = GENRES.get(fields.type)
    return Cited(
        key=target.id,
        type="document" if genre else fields.type,
        genre=genre,
        title=fields.title,
        page=page,
        authors=fields.authors,
        publisher=catalogue.publisher(fields.publisher.text).label if fields.publisher else None,
        container=fields.container_title,
        issued=fields.issued,
        accessed=fields.accessed,
        url=fields.url,
        archived=fields.archived,
        language=fields.language,
    )


def _article(slug: str, page: str, catalogue: Catalogue) -> Cited:
    fields = catalogue.archive.articles[slug].fields
    return Cited(
        key=f"article:{slug}",
        type="article-newspaper",
        title=fields.title,
        page=page,
        authors=fields.authors,
        publisher=catalogue.publisher(fields.publisher.text).label if fields.publisher else None,
        issued=fields.published,
        accessed=fields.retrieved,
        url=fields.source,
        archived=fields.archived,
        language=fields.language or catalogue.archive.config.language,
    )


def sources_of(article: Article, catalogue: Catalogue) -> tuple[Target, ...]:
    """List all sources that an article names, each once: its own, then those of its passages."""
    names = catalogue.archive.names
    named = names.all(joined(article.source_ids, _of_passages(article)), ("source",))
    steps = names.all(_via(article), ("source", "entity"))
    return tuple(dict.fromkeys((*named, *(step for step in steps if step.kind == "source"))))


def _of_passages(article: Article) -> Iterator[Reference]:
    for annotation in article.annotations:
        yield from annotation.source_ids
    for event in article.events:
        yield from event.source_ids


def _via(article: Article) -> Iterator[Reference]:
    for annotation in article.annotations:
        if isinstance(annotation.content, Quotation | Claim):
            yield from annotation.content.via


def type_words(work: Cited) -> str:
    """Say what sort of work it is in words, for forms that have no type for it."""
    return work.genre or work.type.replace("_", " ")


PLAIN = frozenset({"time", "day", "month", "year"})


def parts(date: EdtfDate | None) -> tuple[int, ...]:
    """Give year, month and day as far as they are known; nothing for what is no single date."""
    if date is None or date.precision not in PLAIN or (date.year or 0) < 1:
        return ()
    known = (date.year, date.month, date.day_of_month)
    return tuple(part for part in known if part is not None)


def is_certain(date: EdtfDate) -> bool:
    """Tell whether a date is neither about right nor perhaps wrong."""
    return not (date.is_approximate or date.is_uncertain)


BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")


def one_line(text: str) -> str:
    """Put a blank where a text breaks, for forms that end a value with its line."""
    return BREAKS.sub(" ", text).strip()
