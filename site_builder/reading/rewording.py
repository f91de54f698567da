"""Two texts of an article → the paragraphs that changed, word by word."""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from site_builder.model.revision import Run
from site_builder.reading.folding import ReadableText, fold_words
from site_builder.reading.mapping import Diff, Span, Step, diff_words, matched

LEAST_KEPT = 0.25
"""How much of paragraphs has to be kept for the change to be told word by word."""

AROUND = 12
"""Words beside a change that are repeated; of more, the middle is left out."""

ISLAND = 2
"""Words in a row up to which what is kept between two changes is told as changed."""

Paragraph = tuple[Run, ...]

BREAK = "\n"
"""Stands between paragraphs that are compared together; no paragraph holds it."""


def changed_paragraphs(before: ReadableText, after: ReadableText) -> tuple[Paragraph, ...]:
    """Tell what became of each paragraph that is not in both texts."""
    old, new = paragraphs_of(before), paragraphs_of(after)
    folded = [fold_words(each) for each in old], [fold_words(each) for each in new]
    told: list[Paragraph] = []
    for step in matched(*folded):
        if not step.is_equal:
            gone, come = old[slice(*step.before)], new[slice(*step.after)]
            told.extend(_reworded(BREAK.join(gone), BREAK.join(come)))
    return tuple(told)


def paragraphs_of(text: ReadableText) -> list[str]:
    """Part a text at the borders of its blocks, blanks collapsed."""
    places = [0, *text.borders, len(text.text)]
    parts = (text.text[start:end] for start, end in pairwise(places))
    return [" ".join(unicodedata.normalize("NFC", part).split()) for part in parts if part.strip()]


def _reworded(before: str, after: str) -> Iterator[Paragraph]:
    old, new = _folded(before), _folded(after)
    diff = diff_words(old, new) if before and after else None
    if diff is None or _share_kept(diff) < LEAST_KEPT:
        yield from ((Run("removed", each),) for each in before.split(BREAK) if each)
        yield from ((Run("added", each),) for each in after.split(BREAK) if each)
        return
    runs = list(_runs(diff, before, after))
    for paragraph in _parted(runs):
        if any(run.kind in ("removed", "added") for run in paragraph):
            yield tuple(_shortened(paragraph))


def _folded(text: str) -> str:
    """Fold signs one for one, so that places stay the same."""
    folded = BREAK.join(map(fold_words, text.split(BREAK)))
    return folded if len(folded) == len(text) else text


def _share_kept(diff: Diff) -> float:
    kept = sum(_letters(diff.words_after[slice(*s.after)]) for s in diff.steps if s.is_equal)
    return 2 * kept / max(_letters(diff.words_before) + _letters(diff.words_after), 1)


def _letters(words: Iterable[Span]) -> int:
    return sum(end - start for start, end in words)


def _runs(diff: Diff, before: str, after: str) -> Iterator[Run]:
    for step in _without_islands(diff):
        old = _with_blanks(before, diff.words_before, step.before)
        new = _with_blanks(after, diff.words_after, step.after)
        if step.is_equal:
            yield Run("kept", new)
        else:
            yield from (Run("removed", old) for _ in (0,) if old)
            yield from (Run("added", new) for _ in (0,) if new)


def _without_islands(diff: Diff) -> Iterator[Step]:
    """Join changes between which hardly a word is kept, which nobody could read."""
    waiting: Step | None = None
    last = len(diff.steps) - 1
    for number, step in enumerate(diff.steps):
        start, end = step.after
        words = [diff.after[low:high] for low, high in diff.words_after[start:end]]
        is_between = waiting is not None and number < last
        is_island = is_between and end - start < ISLAND and BREAK not in words
        if step.is_equal and not is_island:
            if waiting is not None:
                yield waiting
            waiting = None
            yield step
        elif waiting is None:
            waiting = step
        else:
            before = waiting.before[0], step.before[1]
            waiting = Step(is_equal=False, before=before, after=(waiting.after[0], end))
    if waiting is not None:
        yield waiting


def _with_blanks(text: str, words: list[Span], numbers: Span) -> str:
    """Give the words of some numbers and the blanks that follow them."""
    first, last = numbers
    if first == last:
        return ""
    end = words[last][0] if last < len(words) else len(text)
    return text[words[first][0] : end]


def _parted(runs: list[Run]) -> Iterator[list[Run]]:
    """Begin a paragraph at each break, whichever of the texts has it."""
    paragraph: list[Run] = []
    for run in runs:
        for number, piece in enumerate(run.text.split(BREAK)):
            if number and paragraph:
                yield paragraph
                paragraph = []
            if piece:
                paragraph.append(Run(run.kind, piece))
    if paragraph:
        yield paragraph


def _shortened(paragraph: list[Run]) -> Iterator[Run]:
    last = len(paragraph) - 1
    for number, run in enumerate(paragraph):
        words = run.text.split()
        if run.kind != "kept" or len(words) <= 2 * AROUND + 1:
            yield run
            continue
        if number > 0:
            yield Run("kept", f"{' '.join(words[:AROUND])} ")
        yield Run("left out", "")
        if number < last:
            blank = run.text[len(run.text.rstrip()) :]
            yield Run("kept", f" {' '.join(words[-AROUND:])}{blank}")
