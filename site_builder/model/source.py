"""What a passage or an event rests on, in CSL-JSON's variables."""

from typing import Annotated, Literal

import msgspec

from site_builder.model.dates import EdtfDate
from site_builder.model.fields import Also, Extra
from site_builder.model.prose import Prose
from site_builder.model.text import (
    Author,
    Id,
    Language,
    Located,
    Reference,
    ReferenceOrText,
    Sha256,
    Url,
)

SourceType = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "press-release",
    "readout",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]
"""CSL 1.0.2, appendix III, with `press-release` and `readout` as genres of document."""


class SourceFields(
    msgspec.Struct, frozen=True, kw_only=True, array_like=True, tag="source", tag_field="is"
):
    """Front matter of a source's file, or a source written out in an article."""

    type: SourceType
    title: str
    id: Id | None = None
    """Of a source written out in an article; a file's is its stem."""

    authors: Annotated[tuple[Author, ...], Also(("author",))] = ()
    publisher: ReferenceOrText | None = None
    container_title: Annotated[str | None, Also(("container-title",))] = None
    issued: EdtfDate | None = None
    accessed: EdtfDate | None = None
    url: Url | None = None
    archived: Url | None = None
    language: Language | None = None
    copy: Located | None = None
    """A path under `content/copies/`."""

    sha256: Sha256 | None = None
    """Of the bytes of the copy."""

    origin: Reference | None = None
    """The source or entity that this one itself relays."""

    draft: bool = False
    extra: Extra | None = None
    line: int = 1
    column: int = 1


class Source(msgspec.Struct, frozen=True, tag="source"):
    """A source, from a file of its own or written out in an article."""

    id: str
    path: str
    fields: SourceFields
    prose: Prose
    article: str | None = None
    """Slug of the article that defines it; None when it has a file of its own."""


class Copy(msgspec.Struct, frozen=True, tag="copy"):
    """A saved copy of a source, whose text is kept apart."""

    path: str
