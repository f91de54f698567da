"""What happened, when and where."""

from typing import Annotated

import msgspec

from site_builder.model.annotation import Passage, TextQuoteSelector
from site_builder.model.dates import EdtfDate
from site_builder.model.fields import Extra, Within
from site_builder.model.prose import Prose
from site_builder.model.source import SourceFields
from site_builder.model.text import Id, Located, Reference


class EventFields(msgspec.Struct, frozen=True, kw_only=True):
    """Front matter of an event's file, or an event written out in an article."""

    date: EdtfDate
    title: str
    end: EdtfDate | None = None
    id: Id | None = None
    """Of an event written out in an article; a file's is its stem."""

    place: Reference | None = None
    involved: tuple[Reference, ...] = ()
    sources: tuple[Reference | SourceFields, ...] = ()
    stories: tuple[Reference, ...] = ()
    importance: Annotated[int, Within(1, 3)] = 2
    summary: str | None = None
    draft: bool = False
    extra: Extra | None = None
    line: int = 1
    column: int = 1


class EventSelector(msgspec.Struct, frozen=True, kw_only=True):
    """Keys of an event written out in an article that name the passage which reports it."""

    exact: Located | None = None
    prefix: Located | None = None
    suffix: Located | None = None


class Event(msgspec.Struct, frozen=True, tag="event"):
    """An event, from a file of its own or written out in an article."""

    id: str
    path: str
    fields: EventFields
    prose: Prose
    source_ids: tuple[Reference, ...] = ()
    """Of `fields.sources`, those written out in place by their new id."""

    article: str | None = None
    """Slug of the article that defines it; None when it has a file of its own."""

    selector: TextQuoteSelector | None = None
    """The passage of that article which reports it."""

    passage: Passage | None = None
    """Where the selector was found."""
