"""A language's tag to what is known of how its texts tell who spoke and when."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent


class Pronouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that stand for somebody named before, in all their cases."""

    persons: tuple[str, ...]
    bodies: tuple[str, ...]
    """For institutions, media, countries and groups."""


class QuotationWords(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}
):
    """What stands between words and whoever said them."""

    said: tuple[str, ...]
    """Verbs that stand before or after their subject, and before `that`."""

    told: tuple[str, ...]
    """Verbs behind their subject that are followed by whom it was said to."""

    called: tuple[str, ...]
    """Verbs behind their subject that are followed by words in quotation marks."""

    fillers: tuple[str, ...]
    """What may stand between a subject and its verb; `{name}` is any."""

    adverbs: tuple[str, ...]
    """Endings of further words that may."""

    possessives: tuple[str, ...]
    """Endings of a name that is whose something is, and so no subject."""

    conjunctions: tuple[str, ...]
    """What joins a verb to the subject of the one before it."""

    that: tuple[str, ...]
    circumstances: tuple[str, ...]
    """What begins a phrase that says when or where somebody told it."""

    so: tuple[str, ...]
    """What may stand before a verb and the subject behind it: `so say …`."""

    words_of: tuple[str, ...]
    """Phrases that give words to a `{speaker}`."""

    relays: tuple[str, ...]
    """Phrases that give words to a `{speaker}`, and mostly name through whom: `{via}`."""

    chains: tuple[str, ...]
    """What stands before those through whom words came."""

    documents: tuple[str, ...]
    """Nouns for what words may stand in."""

    from_: tuple[str, ...]
    """What stands between such a noun and whose it is."""


class NameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tells a name from other words that begin with a capital letter."""

    particles: tuple[str, ...]
    """Small words inside a name."""

    joiners: tuple[str, ...]
    """Small words behind the first word of a name: `Bank of England`."""

    honorifics: tuple[str, ...]
    """Capitalised words before a name that are no part of it."""

    demonyms: tuple[str, ...]
    """Adjectives of places, and endings by which others are known."""

    common: tuple[str, ...]
    """Words that are capitalised only where a sentence begins."""


class DateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How dates are written out."""

    patterns: tuple[str, ...]
    """Regular expressions with slots, the fullest first.

    Slots are `{year}`, `{month}` by name, `{month_number}`, `{day}`, and `{first}` for the day
    on which a span of time begins that ends on `{day}`.
    """

    months: tuple[tuple[str, ...], ...] = ()
    """Spellings of each of the twelve."""

    weekdays: tuple[str, ...] = ()
    """From Monday on."""

    days: Mapping[str, int] = {}
    """Words for days, and how many days after the article's they are."""

    about: tuple[str, ...] = ()
    spans: tuple[tuple[str, str], ...] = ()
    """What stands before a span of time, where it must, and between its two ends."""

    last: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()
    """Words after which a weekday is one to come: `begins on Monday`."""

    before_months: tuple[str, ...] = ()
    """What stands before a month without day and year."""


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one of the files beside this one says."""

    marks: tuple[tuple[str, str], ...]
    """Quotation marks, in pairs."""

    stops: str
    """Signs that end a sentence."""

    abbreviations: tuple[str, ...]
    """Words whose full stop ends no sentence."""

    pronouns: Pronouns
    quotations: QuotationWords
    names: NameWords
    dates: DateWords
    is_spaced: bool = True
    """Whether blanks stand between words."""


def read_language(tag: str, folder: Path = FOLDER) -> Language | None:
    """Read what is known of a language (BCP 47); None when nothing is."""
    primary = tag.lower().partition("-")[0]
    # A tag is the author's, and must not lead anywhere else.
    known = {path.stem: path for path in folder.glob("*.toml")}
    if primary not in known:
        return None
    return msgspec.toml.decode(known[primary].read_bytes(), type=Language)
