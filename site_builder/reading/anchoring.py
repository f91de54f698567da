"""A TextQuoteSelector and a folded text → the one passage that it names, or why there is none."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Literal

import msgspec

from site_builder.model.annotation import Passage, TextQuoteSelector
from site_builder.model.text import Located
from site_builder.reading.borders import UNSPACED, is_grapheme_border, is_unspaced, is_word_border
from site_builder.reading.folding import BARRIER, FoldedText, ReadableText, fold, fold_words
from site_builder.reading.nearest import nearest_words

MOST_PLACES = 1_000
"""Places of some words that are told from each other."""

COMPANY = 8
"""Words on each side of a passage that are its surroundings."""

SHOWN_PLACES = 5
"""Places of which it is said what tells them from the others."""

MOST_WORDS = 40
"""Words before or after a passage that are tried to tell it from others."""

WIDEST = 600
"""Code points before or after a passage in which these words are looked for."""

# A blank stands between words, or one sign is a word.
_WORD = re.compile(f"[{UNSPACED}]|[^ {UNSPACED}]+")

Span = tuple[int, int]
"""Where a run of a folded text starts and ends."""


class Found(msgspec.Struct, frozen=True):
    """The one passage that a selector names."""

    passage: Passage
    whole_words: str = ""
    """As folded for comparison, where the passage begins or ends inside a word; else empty."""


class Place(msgspec.Struct, frozen=True):
    """One of several passages that read alike, and what would tell it from the others.

    Mostly only one of the two neighbours is given, the shorter; none where none is known.
    """

    passage: Passage
    prefix: str = ""
    suffix: str = ""


class Ambiguous(msgspec.Struct, frozen=True):
    """What a selector names when it names several passages."""

    count: int
    """How many, up to `MOST_PLACES`; one more stands for any number above."""

    places: tuple[Place, ...]
    """The first of them."""


class Near(msgspec.Struct, frozen=True):
    """A passage that is like some words, but not the same."""

    passage: Passage
    words: str
    """As folded for comparison: put in place of the words, they are found."""


class NotFound(msgspec.Struct, frozen=True):
    """What a selector names when it names no passage."""

    cause: Literal["no words", "other neighbours", "in code", "no place"]
    count: int = 0
    """Places of the words, where only their neighbours are not what was asked for."""

    places: tuple[Place, ...] = ()
    """The first of them."""

    nearest: Near | None = None
    """What is most like the words, where these stand nowhere."""


Outcome = Found | Ambiguous | NotFound


def find_passage(text: FoldedText, selector: TextQuoteSelector) -> Outcome:
    """Find the passage that a selector names; one place is a find, none or several are not.

    The passage covers the words of `exact` without blanks at their ends, and neither begins nor
    ends inside what a reader takes for one sign. It reaches neither into nor across a code block.
    """
    words = fold_words(selector.exact.text)
    if not words:
        return NotFound("no words")
    match list(islice(_fitting(text.folded, words, selector), MOST_PLACES + 1)):
        case []:
            return _not_found(text, words)
        case [span]:
            return Found(text.passage(*span), _whole_words(text.folded, span))
        case spans:
            return Ambiguous(len(spans), tell_apart(text, words, spans))


def tell_apart(text: FoldedText, words: str, spans: Sequence[Span]) -> tuple[Place, ...]:
    """Find for some of the places of some words what neighbours the others do not have.

    `words` and `spans` are folded; only the first `SHOWN_PLACES` of the spans are answered.
    """
    alike = list(islice(_spans(text.folded, words), MOST_PLACES + 1))
    places = []
    for span in spans[:SHOWN_PLACES]:
        others = [other for other in alike if other != span]
        known = len(alike) <= MOST_PLACES
        prefix, suffix = _deciding_neighbours(text.folded, span, others) if known else ("", "")
        places.append(Place(text.passage(*span), prefix, suffix))
    return tuple(places)


def places_of(text: FoldedText, words: str) -> tuple[Span, ...]:
    """List where folded words stand in a text, whatever is beside them; up to `MOST_PLACES`."""
    return tuple(islice(_spans(text.folded, words), MOST_PLACES)) if words else ()


def fits(text: FoldedText, span: Span, selector: TextQuoteSelector) -> bool:
    """Tell whether a selector's prefix and suffix stand beside a passage."""
    return _stands_before(text.folded, span[0], _neighbour(selector.prefix)) and _stands_after(
        text.folded, span[1], _neighbour(selector.suffix)
    )


def company_of(text: FoldedText, span: Span) -> tuple[str, str]:
    """Give the words before and after a passage; fewer only at an end of the text or at code."""
    sides: list[str] = []
    for neighbours, place in ((_prefixes, span[0]), (_suffixes, span[1])):
        # That many words mostly stand near.
        found = tuple(islice(neighbours(text.folded, place, WIDEST // 5), COMPANY))
        if len(found) < COMPANY:
            found = tuple(islice(neighbours(text.folded, place, WIDEST), COMPANY))
        sides.append(found[-1] if found else "")
    return sides[0], sides[1]


def _fitting(folded: str, words: str, selector: TextQuoteSelector) -> Iterator[Span]:
    prefix, suffix = _neighbour(selector.prefix), _neighbour(selector.suffix)
    for start, end in _spans(folded, words):
        if _stands_before(folded, start, prefix) and _stands_after(folded, end, suffix):
            yield start, end


def _neighbour(words: Located | None) -> str:
    return fold_words(words.text) if words else ""


def _spans(folded: str, words: str) -> Iterator[Span]:
    start = folded.find(words)
    while start >= 0:
        end = start + len(words)
        if is_grapheme_border(folded, start) and is_grapheme_border(folded, end):
            yield start, end
        start = folded.find(words, start + 1)


def _stands_before(folded: str, place: int, words: str) -> bool:
    end = place - (folded[max(place - 1, 0) : place] == " ")
    return folded.endswith(words, 0, end)


def _stands_after(folded: str, place: int, words: str) -> bool:
    start = place + (folded[place : place + 1] == " ")
    return folded.startswith(words, start)


def _whole_words(folded: str, span: Span) -> str:
    start, end = span
    while not is_word_border(folded, start):
        start -= 1
    while not is_word_border(folded, end):
        end += 1
    return folded[start:end] if (start, end) != span else ""


def _not_found(text: FoldedText, words: str) -> NotFound:
    spans = list(islice(_spans(text.folded, words), MOST_PLACES + 1))
    if spans:
        places = tell_apart(text, words, spans)
        return NotFound("other neighbours", count=len(spans), places=places)
    if text.source.code_blocks and _reads_with_code(text.source, words):
        return NotFound("in code")
    nearest = nearest_words(text.folded, words)
    if nearest is None:
        return NotFound("no place")
    start, end = nearest
    return NotFound("no place", nearest=Near(text.passage(start, end), text.folded[start:end]))


def _reads_with_code(source: ReadableText, words: str) -> bool:
    without_barriers = fold(msgspec.structs.replace(source, code_blocks=()))
    return any(_spans(without_barriers.folded, words))


def _deciding_neighbours(folded: str, span: Span, others: Sequence[Span]) -> tuple[str, str]:
    """Take the shorter of a prefix and a suffix that none of the others has, or else both."""
    if not others:
        return "", ""
    prefixes, suffixes = list(_prefixes(folded, span[0])), list(_suffixes(folded, span[1]))
    choices = [
        *((prefix, "") for prefix in prefixes),
        *(("", suffix) for suffix in suffixes),
    ]
    choices.sort(key=_awkwardness)
    choices += zip(prefixes, suffixes, strict=False)
    return next((choice for choice in choices if not _fits_any(folded, others, choice)), ("", ""))


def _awkwardness(neighbours: tuple[str, str]) -> tuple[bool, int]:
    words = "".join(neighbours)
    return not any(map(str.isalnum, words)), len(words)


def _fits_any(folded: str, spans: Iterable[Span], neighbours: tuple[str, str]) -> bool:
    prefix, suffix = neighbours
    return any(
        _stands_before(folded, start, prefix) and _stands_after(folded, end, suffix)
        for start, end in spans
    )


def _prefixes(folded: str, place: int, widest: int = WIDEST) -> Iterator[str]:
    """Yield one word before a place, then two, and so on; whole words but for the last."""
    wall = folded.rfind(BARRIER, 0, place) + 1
    low = max(wall, place - widest)
    window = folded[low:place]
    starts = [word.start() for word in _WORD.finditer(window)]
    # The first word of a window within a text may have been cut.
    whole = starts if low == wall else starts[1:]
    for start in islice(reversed(whole), MOST_WORDS):
        # A mark may begin a word, behind a blank; where each sign is a word, it is part of one.
        if is_grapheme_border(window, start) or not is_unspaced(window[start]):
            yield window[start:].rstrip()


def _suffixes(folded: str, place: int, widest: int = WIDEST) -> Iterator[str]:
    """Yield one word after a place, then two, and so on; whole words but for the first."""
    # Where no code block follows, -1 becomes the end of the text.
    wall = folded.find(BARRIER, place) % (len(folded) + 1)
    high = min(wall, place + widest)
    window = folded[place:high]
    ends = [word.end() for word in _WORD.finditer(window)]
    whole = ends if high == wall else ends[:-1]
    for end in islice(whole, MOST_WORDS):
        if is_grapheme_border(window, end):
            yield window[:end].lstrip()
