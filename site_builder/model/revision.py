"""An earlier text of an article, and what became of it."""

from typing import Literal

import msgspec

from site_builder.model.dates import EdtfDate
from site_builder.model.text import Url


class RevisionFields(msgspec.Struct, frozen=True, kw_only=True):
    """Front matter of a text that an article had before."""

    date: EdtfDate
    """As of when it was the article's text."""

    source: Url | None = None
    """Where it was published."""

    archived: Url | None = None
    """A copy of it."""


class Run(msgspec.Struct, frozen=True, array_like=True):
    """Words in a row that one change treats alike."""

    kind: Literal["kept", "removed", "added", "left out"]
    text: str
    """Of words left out, which both texts have, nothing."""


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """A change of an article after its publication: its text before, held against the next."""

    id: str
    """The stem of its file."""

    path: str
    fields: RevisionFields
    until: EdtfDate | None = None
    """As of when the next text stood."""

    paragraphs: tuple[tuple[Run, ...], ...] = ()
    """Those that changed, in the order of the texts; none where only passages may be shown."""

    touched: tuple[str, ...] = ()
    """Ids of annotations whose passage reads otherwise since."""
