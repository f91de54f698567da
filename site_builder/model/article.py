"""An annotated news article."""

from typing import Annotated, Literal

import msgspec

from site_builder.model.annotation import Annotation
from site_builder.model.dates import EdtfDate
from site_builder.model.event import Event
from site_builder.model.fields import Also, Extra
from site_builder.model.image import Image
from site_builder.model.prose import Heading, Link
from site_builder.model.revision import Revision
from site_builder.model.source import Source
from site_builder.model.text import (
    Author,
    Id,
    Language,
    Reference,
    ReferenceOrText,
    SitePath,
    Topic,
    Url,
)


class ArticleFields(msgspec.Struct, frozen=True, kw_only=True):
    """Front matter of an article, but for its events, sources and annotations."""

    title: str
    published: Annotated[EdtfDate | None, Also(("date",))] = None
    """When its publisher published it."""

    updated: Annotated[EdtfDate | None, Also(("modified",))] = None
    """When its publisher last changed it."""

    authors: Annotated[tuple[Author, ...], Also(("author",))] = ()
    publisher: Annotated[ReferenceOrText | None, Also(("site", "sitename"))] = None
    source: Annotated[Url | None, Also(("url", "link", "canonical"))] = None
    """The original."""

    archived: Url | None = None
    retrieved: Annotated[EdtfDate | None, Also(("created", "clipped"))] = None
    """When the text was taken."""

    language: Annotated[Language | None, Also(("lang",))] = None
    summary: Annotated[str | None, Also(("description", "excerpt"))] = None
    slug: Id | None = None
    aliases: tuple[SitePath, ...] = ()
    """Old URLs that redirect here."""

    draft: bool = False
    expires: EdtfDate | None = None
    display: Literal["full", "excerpt"] = "full"
    """`excerpt`: only passages that annotations name are published."""

    stories: tuple[Reference, ...] = ()
    topics: Annotated[tuple[Topic, ...], Also(("tags",))] = ()
    image: Image | None = None
    entities: tuple[Reference, ...] = ()
    extra: Extra | None = None


class Article(msgspec.Struct, frozen=True, kw_only=True, tag="article"):
    """An article as its file gives it; its prose is kept apart, for only its own page needs it."""

    slug: str
    path: str
    fields: ArticleFields
    event_ids: tuple[Reference, ...] = ()
    """Every event it covers, its own included, in the author's order."""

    source_ids: tuple[Reference, ...] = ()
    """Every source it names at its top, its own included, in the author's order."""

    annotations: tuple[Annotation, ...] = ()
    events: tuple[Event, ...] = ()
    """Those written out in it."""

    sources: tuple[Source, ...] = ()
    """Those written out in it or in its annotations and events."""

    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    images: tuple[Link, ...] = ()
    words: int = 0
    """Words of its text, for a reading time."""

    revisions: tuple[Revision, ...] = ()
    """Its earlier texts, the first of them first."""


class FoundMention(msgspec.Struct, frozen=True, array_like=True):
    """A name of a declared entity, found in an article's text."""

    entity: str
    start: int
    end: int
    linkable: bool
    """Whether it stands outside links, code and headings."""

    before: str
    words: str
    after: str
    """The words around it, for the entity's page."""
