"""Words as they are quoted → whether a folded text holds them, or all parts between omissions."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from site_builder.reading.borders import is_grapheme_border, is_unspaced, is_word_border

MOST_PLACES = 10_000
"""Places of some words that are looked at for one where no word is cut."""

OMITTED = 600
"""Code points that dots may stand for: about a paragraph."""

REPLACED = 60
"""Code points that words in square brackets may stand for, and dots beside a word or two."""

TELLING, TELLING_UNSPACED = 3, 6
"""Words that tell something by themselves; signs, in scripts without blanks between words."""

_DOTS = re.compile(r"\. ?\. ?\.|…+")
_MARK = r"(?:\[[^\[\]]{0,80}\]|\(…\)|…)"
_MARKS = re.compile(rf"({_MARK}(?:[\s.,;]*{_MARK})*)")
_BESIDE_MARKS = " .,;:\"'-"


class Part(NamedTuple):
    """Words that were quoted as they are, between two marks of what was not."""

    words: str
    reach: int
    """Code points that may lie between it and the part before."""

    begins_cut: bool = False
    """Whether the beginning of its first word stands in brackets: `[T]he`."""

    ends_cut: bool = False
    """Whether the end of its last word does: `talk[ed]`."""


def holds(text: str, words: str) -> bool:
    """Tell whether words stand in a text, both folded, or their parts do.

    Parts have to follow each other in order, with no more in between than a mark can stand for.
    """
    if _stands(text, words):
        return True
    dotted = _DOTS.sub("…", words)
    if not _MARKS.search(dotted):
        return False
    text = _DOTS.sub("…", text)
    return _stands(text, dotted) or _follow(text, parts_of(dotted))


def parts_of(words: str) -> tuple[Part, ...]:
    """Give the parts of folded words that have marks; none where they would prove nothing."""
    pieces = _MARKS.split(_DOTS.sub("…", words))
    marks = ["", *pieces[1::2], ""]
    parts: list[Part] = []
    reach = 0
    for before, between, after in zip(marks, pieces[::2], marks[1:], strict=False):
        reach = max(reach, OMITTED if "…" in before else REPLACED)
        if said := between.strip(_BESIDE_MARKS):
            begins_cut = before.endswith("]") and between[0].isalpha()
            ends_cut = after.startswith("[") and between[-1].isalpha()
            parts.append(Part(said, reach, begins_cut, ends_cut))
            reach = 0
    is_marked = len(pieces) > 1
    return tuple(_narrowed(parts)) if is_marked and any(map(_tells, parts)) else ()


def _narrowed(parts: Sequence[Part]) -> Iterator[Part]:
    """Bring a word or two near to what they stand beside: they are found in any long text."""
    for turn, part in enumerate(parts):
        is_sure = _tells(part) and _tells(parts[max(turn - 1, 0)])
        yield part if is_sure else part._replace(reach=REPLACED)


def _tells(part: Part) -> bool:
    unspaced = sum(map(is_unspaced, part.words))
    return unspaced >= TELLING_UNSPACED or len(part.words.split()) >= TELLING


def _stands(text: str, words: str) -> bool:
    return next(_places(text, words), None) is not None


def _follow(text: str, parts: Sequence[Part]) -> bool:
    ends: list[int] = []
    for turn, part in enumerate(parts):
        starts = _places(text, part.words, begins_cut=part.begins_cut, ends_cut=part.ends_cut)
        near = (start for start in starts if not turn or _is_near(ends, start, part.reach))
        ends = [start + len(part.words) for start in near]
    return bool(ends)


def _is_near(ends: Sequence[int], start: int, reach: int) -> bool:
    """Tell whether one of the ascending places lies before another, and near it."""
    before = bisect_right(ends, start)
    return before > 0 and start - ends[before - 1] <= reach


def _places(
    text: str, words: str, *, begins_cut: bool = False, ends_cut: bool = False
) -> Iterator[int]:
    """Yield where words stand in a text, none of them cut but as it is said."""
    start = text.find(words) if words else -1
    for _ in range(MOST_PLACES):
        if start < 0:
            return
        end = start + len(words)
        if (begins_cut or _is_border(text, start)) and (ends_cut or _is_border(text, end)):
            yield start
        start = text.find(words, start + 1)


def _is_border(text: str, place: int) -> bool:
    return is_word_border(text, place) and is_grapheme_border(text, place)
