"""A passage of an earlier text → what stands in its place in a later one, by a diff of words."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from site_builder.reading.borders import UNSPACED, is_grapheme_border
from site_builder.reading.folding import BARRIER

MOST_WORDS = 20_000
"""Words that two texts may differ in to be held against each other."""

MOST_MATCHED = 2_500
"""Words or sentences in a row that are held against each other: it takes the square of them."""

MOSTLY = 0.5
"""How much of a passage has to be kept, of what it was and of what it is."""

# A word, a sign between words, or a sign that is a word where no blanks are put.
_WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+|[^\w ]")

Span = tuple[int, int]
"""Where a run of a text starts and ends."""


class Step(NamedTuple):
    """Words of two texts that correspond, by their numbers."""

    is_equal: bool
    before: Span
    after: Span


class Diff(NamedTuple):
    """Two texts, word by word."""

    before: str
    after: str
    words_before: list[Span]
    words_after: list[Span]
    steps: list[Step]
    """Of all words of both, in their order."""


def words_in(text: str) -> list[Span]:
    """List where the words and other signs of a text stand."""
    return [found.span() for found in _WORD.finditer(text)]


def diff_words(before: str, after: str) -> Diff | None:
    """Hold two texts against each other; None for those that have too little in common for that.

    First by sentences, so that no word of one that is gone is taken for a word of one like it.
    """
    words_before, words_after = words_in(before), words_in(after)
    old = [before[start:end] for start, end in words_before]
    new = [after[start:end] for start, end in words_after]
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    middle = (head, len(old) - tail), (head, len(new) - tail)
    if max(end - start for start, end in middle) > MOST_WORDS:
        return None
    steps = [
        Step(is_equal=True, before=(0, head), after=(0, head)),
        *_by_sentences(old, new, *middle),
        Step(is_equal=True, before=(middle[0][1], len(old)), after=(middle[1][1], len(new))),
    ]
    return Diff(before, after, words_before, words_after, list(_joined(steps)))


def _alike(first: list[str], second: list[str]) -> int:
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count


def _by_sentences(old: list[str], new: list[str], before: Span, after: Span) -> Iterator[Step]:
    spans = _sentences(old, before), _sentences(new, after)
    texts = [
        [" ".join(words[start:end]) for start, end in parts]
        for words, parts in zip((old, new), spans, strict=True)
    ]
    for step in matched(*texts):
        ranges = [
            (parts[start][0], parts[end - 1][1]) if start < end else (0, 0)
            for parts, (start, end) in zip(spans, (step.before, step.after), strict=True)
        ]
        if step.before[0] == step.before[1]:
            place = spans[0][step.before[0]][0] if step.before[0] < len(spans[0]) else before[1]
            yield Step(is_equal=False, before=(place, place), after=ranges[1])
        elif step.after[0] == step.after[1]:
            place = spans[1][step.after[0]][0] if step.after[0] < len(spans[1]) else after[1]
            yield Step(is_equal=False, before=ranges[0], after=(place, place))
        elif step.is_equal:
            yield Step(is_equal=True, before=ranges[0], after=ranges[1])
        else:
            yield from _by_words(old, new, *ranges)


def _by_words(old: list[str], new: list[str], before: Span, after: Span) -> Iterator[Step]:
    for step in matched(old[slice(*before)], new[slice(*after)]):
        first, last = step.before
        low, high = step.after
        moved = (first + before[0], last + before[0]), (low + after[0], high + after[0])
        yield Step(step.is_equal, *moved)


def matched(old: list[str], new: list[str]) -> Iterator[Step]:
    """Hold two lists of texts against each other, and go through what corresponds."""
    if max(len(old), len(new)) > MOST_MATCHED:
        yield Step(is_equal=False, before=(0, len(old)), after=(0, len(new)))
        return
    for tag, first, last, low, high in SequenceMatcher(None, old, new).get_opcodes():
        yield Step(tag == "equal", (first, last), (low, high))


def _sentences(words: list[str], span: Span) -> list[Span]:
    """Part the words of some numbers behind each sign that ends a sentence."""
    start, end = span
    ends = [number + 1 for number in range(start, end) if words[number] in ENDS]
    places = [start, *ends, end]
    return [(low, high) for low, high in pairwise(places) if low < high]


ENDS = frozenset(".!?;:\u2026\u3002\uff01\uff1f\u061f\u0964")


def _joined(steps: Iterable[Step]) -> Iterator[Step]:
    """Make one of steps that follow each other and keep all words, and leave out empty ones."""
    waiting: Step | None = None
    for step in steps:
        if step.before[0] == step.before[1] and step.after[0] == step.after[1]:
            continue
        if waiting is not None and waiting.is_equal and step.is_equal:
            before, after = (waiting.before[0], step.before[1]), (waiting.after[0], step.after[1])
            waiting = Step(is_equal=True, before=before, after=after)
            continue
        if waiting is not None:
            yield waiting
        waiting = step
    if waiting is not None:
        yield waiting


def map_span(diff: Diff, span: Span) -> Span | None:
    """Find where in the later text the words of a run of the earlier one are mostly kept.

    None where they are not: what then stands between their neighbours says something else.
    """
    first = bisect_right([end for _, end in diff.words_before], span[0])
    last = bisect_left([start for start, _ in diff.words_before], span[1])
    pieces = [piece for step in diff.steps if (piece := _within(step, first, last))]
    there = [piece for piece in pieces if piece.after[0] < piece.after[1]]
    if not there:
        return None
    low, high = there[0].after[0], there[-1].after[1]
    kept = sum(_kept(diff, piece) for piece in pieces)
    length = _length(diff.words_before[first:last]) + _length(diff.words_after[low:high])
    start, end = diff.words_after[low][0], diff.words_after[high - 1][1]
    while not is_grapheme_border(diff.after, end):
        end += 1
    if 2 * kept <= MOSTLY * length or BARRIER in diff.after[start:end]:
        return None
    return start, end


def _within(step: Step, first: int, last: int) -> Step | None:
    """Cut a step to the words of a passage; None for what is beside it.

    Of what replaces words in the passage and others, only what corresponds word by word is taken.
    """
    start, end = max(step.before[0], first), min(step.before[1], last)
    is_inside = first < step.before[0] < last
    if start > end or (start == end and not is_inside):
        return None
    is_whole = (start, end) == step.before
    is_paired = step.before[1] - step.before[0] == step.after[1] - step.after[0]
    if is_whole:
        return step
    if is_paired:
        shift = step.after[0] - step.before[0]
        return Step(step.is_equal, (start, end), (start + shift, end + shift))
    return Step(is_equal=False, before=(start, end), after=(step.after[0], step.after[0]))


def _kept(diff: Diff, piece: Step) -> float:
    before, after = diff.words_before[slice(*piece.before)], diff.words_after[slice(*piece.after)]
    if piece.is_equal:
        return _length(before)
    old, new = (
        " ".join(text[start:end] for start, end in words)
        for text, words in ((diff.before, before), (diff.after, after))
    )
    if not (old and new) or len(old) + len(new) > LONGEST_REPLACED:
        return 0
    return SequenceMatcher(None, old, new, autojunk=False).ratio() * _length(before)


LONGEST_REPLACED = 1_000
"""Code points of words and of those in their place that are compared sign by sign."""


def _length(words: list[Span]) -> int:
    return sum(end - start for start, end in words)


def say_changes(before: str, after: str) -> str:
    """Tell the words of one passage and those of another in one: `we [-never-] {+have never+} met`.

    As `git diff --word-diff` does.
    """
    diff = diff_words(before, after)
    if diff is None:
        return f"[-{before}-] {{+{after}+}}"
    return " ".join(_said(diff)).strip()


def _said(diff: Diff) -> Iterator[str]:
    for step in diff.steps:
        old = run_of(diff.before, diff.words_before, step.before)
        new = run_of(diff.after, diff.words_after, step.after)
        if step.is_equal:
            yield new
        else:
            yield from (f"[-{old}-]" for _ in (0,) if old)
            yield from (f"{{+{new}+}}" for _ in (0,) if new)


def run_of(text: str, words: list[Span], numbers: Span) -> str:
    """Give the words of some numbers as they stand in a text."""
    first, last = numbers
    return text[words[first][0] : words[last - 1][1]] if first < last else ""
