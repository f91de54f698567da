"""What a desk says about exact passages (W3C Web Annotation Data Model)."""

from typing import Literal

import msgspec

from site_builder.model.dates import EdtfDate
from site_builder.model.prose import Prose
from site_builder.model.source import SourceFields
from site_builder.model.text import Id, Language, Located, Markdown, Reference, Topic

AnnotationType = Literal[
    "note",
    "mention",
    "quotation",
    "claim",
    "correction",
    "question",
    "citation",
    "highlight",
]

PassageState = Literal["found", "moved", "changed", "ambiguous", "orphaned"]
"""What became of a passage since a person last accepted it; only what is `found` is published."""

Status = Literal["reported", "corroborated", "confirmed", "disputed", "false", "retracted"]


class TextQuoteSelector(msgspec.Struct, frozen=True, kw_only=True):
    """A passage by its words and, where these are not enough, its neighbours (4.2.4)."""

    exact: Located
    prefix: Located | None = None
    suffix: Located | None = None


class Passage(msgspec.Struct, frozen=True, array_like=True):
    """A passage by its place in the text a reader sees (TextPositionSelector, 4.2.5)."""

    start: int
    """Code points before the passage; 0 is before the first."""

    end: int
    """Code points up to its end: `text[start:end]` is the passage."""


class AnnotationFields(msgspec.Struct, frozen=True, kw_only=True):
    """Keys that every annotation may have."""

    type: AnnotationType
    exact: Located | None = None
    prefix: Located | None = None
    suffix: Located | None = None
    id: Id | None = None
    by: tuple[Reference, ...] = ()
    """Annotators of `site.toml`."""

    created: EdtfDate | None = None
    updated: EdtfDate | None = None
    body: Markdown | None = None
    sources: tuple[Reference | SourceFields, ...] = ()
    topics: tuple[Topic, ...] = ()
    draft: bool = False
    line: int = 1
    column: int = 1


class Note(msgspec.Struct, frozen=True, kw_only=True, tag="note"):
    """A remark of the desk (motivation commenting)."""

    body: Markdown


class Mention(msgspec.Struct, frozen=True, kw_only=True, tag="mention"):
    """A passage that means an entity, whatever its words (motivation identifying)."""

    entity: Reference


class Original(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a quotation in the language they were said in."""

    language: Language
    text: str


class Quotation(msgspec.Struct, frozen=True, kw_only=True, tag="quotation"):
    """Words somebody said (motivation identifying)."""

    speaker: Reference
    cue: str | None = None
    """How the words are introduced: "said", "told reporters"."""

    kind: Literal["direct", "indirect", "mixed"] = "direct"
    via: tuple[Reference, ...] = ()
    """Through whom the words reached us, nearest to the speaker first."""

    original: Original | None = None
    date: EdtfDate | None = None


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What a person of the desk found after checking a claim."""

    rating: str
    body: Markdown | None = None
    by: tuple[Reference, ...] = ()
    date: EdtfDate | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True, tag="claim"):
    """Something somebody holds to be so (motivation assessing)."""

    claimant: tuple[Reference, ...] = ()
    about: Reference | None = None
    """The event or entity that the claim is about."""

    property: str | None = None
    value: str | None = None
    status: Status = "reported"
    via: tuple[Reference, ...] = ()
    contradicts: tuple[Reference, ...] = ()
    supports: tuple[Reference, ...] = ()
    verdict: Verdict | None = None


class Correction(msgspec.Struct, frozen=True, kw_only=True, tag="correction"):
    """A mistake of the article, mended (motivation editing)."""

    body: Markdown
    date: EdtfDate | None = None
    revision: Located | None = None
    """The earlier text that had the mistake, by the stem of its file."""


class Question(msgspec.Struct, frozen=True, kw_only=True, tag="question"):
    """What the desk still wants to know (motivation questioning)."""

    body: Markdown
    answer: Markdown | None = None


class Citation(msgspec.Struct, frozen=True, kw_only=True, tag="citation"):
    """What a passage rests on (motivation linking)."""

    sources: tuple[Reference | SourceFields, ...]
    locator: str | None = None


class Highlight(msgspec.Struct, frozen=True, kw_only=True, tag="highlight"):
    """A passage marked and no more (motivation highlighting)."""


Content = Note | Mention | Quotation | Claim | Correction | Question | Citation | Highlight


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """An annotation of one article, with its passage found."""

    id: str
    fields: AnnotationFields
    content: Content
    source_ids: tuple[Reference, ...] = ()
    """Of `fields.sources`, those written out in place by their new id."""

    passage: Passage | None = None
    """None for an annotation of the whole article."""

    words: str = ""
    """The passage as it stands in the text."""

    state: PassageState = "found"
    """Of an annotation of the whole article too."""

    body: Prose | None = None
    answer: Prose | None = None
    verdict: Prose | None = None
