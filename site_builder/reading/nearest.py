"""Words that a text does not hold → the run of whole words in it that is most like them."""

import re
from itertools import pairwise

from site_builder.model.similar import CUTOFF
from site_builder.reading.borders import is_grapheme_border, is_word_border
from site_builder.reading.folding import BARRIER

LONG = 200
"""Code points from which on only the beginning and the end of some words are looked for."""

LONGEST = 2_000
"""Code points above which words are not worth a guess: comparing takes the square of them."""

FARTHEST = 500_000
"""Code points of a text that are looked through."""

REACH = 60
"""Code points by which an end that was guessed may be moved."""

Span = tuple[int, int]
"""Where a run of a folded text starts and ends."""


def nearest_words(folded: str, words: str) -> Span | None:
    """Find the run of whole words most like some words, both folded; None when none is like them.

    Case makes no difference, and no run reaches across a code block.
    """
    if len(words) > LONGEST:
        return None
    text, sought = _lowered(folded[:FARTHEST]), _lowered(words)
    walls = [-1, *(wall.start() for wall in re.finditer(BARRIER, text)), len(text)]
    runs = (_nearest_between(text, sought, (before + 1, wall)) for before, wall in pairwise(walls))
    found = max((run for run in runs if run), key=lambda run: run[0], default=None)
    return found[1] if found else None


def likeness(first: str, second: str) -> float:
    """Say how much of two texts is alike, in percent."""
    # Only a fault needs it, and a build without faults should not pay for the import.
    from rapidfuzz import fuzz

    return fuzz.ratio(first, second)


def _lowered(text: str) -> str:
    lowered = text.lower()
    # A few capitals become two signs, which would move every place after them.
    return lowered if len(lowered) == len(text) else text


def _nearest_between(text: str, words: str, bounds: Span) -> tuple[float, Span] | None:
    low, high = bounds
    guess = _align(text[low:high], words)
    if guess is None:
        return None
    start, end = guess[0] + low, guess[1] + low
    reach = min(REACH, len(words))
    starts = [place for place in _reachable(start, reach, bounds) if _may_start(text, place)]
    ends = [place for place in _reachable(end, reach, bounds) if _may_end(text, place)]
    if not (starts and ends):
        return None
    start = max(starts, key=lambda place: _gain(words, text[place:end]))
    end = max(ends, key=lambda place: _gain(words, text[start:place]))
    score = likeness(words, text[start:end])
    return (score, (start, end)) if score >= CUTOFF and start < end else None


def _gain(words: str, run: str) -> int:
    from rapidfuzz.distance import LCSseq

    # A word that was left out weighs half of one that was put in: "we never" is rather meant
    # for "we have never" than for "never".
    return 3 * LCSseq.similarity(words, run) - len(run)


def _reachable(place: int, reach: int, bounds: Span) -> range:
    return range(max(bounds[0], place - reach), min(bounds[1], place + reach) + 1)


def _may_start(text: str, place: int) -> bool:
    return text[place : place + 1] not in {"", " ", BARRIER} and _is_border(text, place)


def _may_end(text: str, place: int) -> bool:
    return text[max(place - 1, 0) : place] not in {"", " ", BARRIER} and _is_border(text, place)


def _is_border(text: str, place: int) -> bool:
    return is_word_border(text, place) and is_grapheme_border(text, place)


def _align(text: str, words: str) -> Span | None:
    if len(words) <= LONG:
        return _align_short(text, words)
    head = _align_short(text, words[: LONG // 2])
    if head is None:
        return None
    tail = _align_short(text[head[0] : head[0] + 2 * len(words)], words[-LONG // 2 :])
    return (head[0], head[0] + (tail[1] if tail else len(words)))


def _align_short(text: str, words: str) -> Span | None:
    from rapidfuzz import fuzz

    # The whole passage may be longer than the part that is aligned, and so more like the words.
    found = fuzz.partial_ratio_alignment(words, text, score_cutoff=CUTOFF - 15)
    return (found.dest_start, found.dest_end) if found else None
