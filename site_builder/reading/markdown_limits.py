"""A text → why rendering it would take too long or go too deep; nothing for any honest text.

Markdown has no bound: a few kilobytes of brackets that nobody closes keep Python-Markdown busy for
minutes. The figures were measured with every sign of its syntax repeated; a text just inside all
of them renders within a second.
"""

import re
from collections.abc import Iterator
from itertools import accumulate

from site_builder.reading.markdown_code import FENCED

LONGEST = 1_000_000
"""Code points of a text."""

MOST_BLOCKS = 10_000
"""Paragraphs, list items and tables with blank lines between them."""

MOST_ABBREVIATIONS = 200

MOST_SIGNS = 1_500
"""Signs of markup in one block without blank lines, or the root of the sum of their squares."""

MOST_SIGNS_IN_ALL = 25_000

MOST_WORK = 4_000_000
"""Brackets or tags that are open times the code points that are searched for what closes them."""

MOST_WORK_ON_FENCES = 40_000_000
"""Lines that begin or end fenced code times the code points of the text."""

DEEPEST = 100
"""Lists, quotes and elements inside each other."""

FORMATTING_DEPTH = 5
"""What an element counts for that goes on through all paragraphs after it until it is closed."""

_SIGNS = "`[*_=<&\\\n"
_SIGN = re.compile(r"[`\[*_=<&\\]|^ {0,3}[#:>~+-]|  $", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[ \t>]*\n")
_BRACKET = re.compile(r"[\[\]]")
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
_ABBREVIATION = re.compile(r"^\*\[", re.MULTILINE)
_UNCLOSED_TAG = re.compile(r"<[A-Za-z/][^<>]*+(?!>)")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_FORMATTING = frozenset(
    ("b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u")
)
# Elements that others of their kind end, and those without content: nesting them takes others.
_SHALLOW = frozenset(
    ("a", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "rt", "rp")
).union(
    ("nobr", "br", "hr", "img", "wbr", "col", "input", "meta", "link", "area", "source", "track")
)


def excess(markdown: str) -> str:
    """Say what a text has too much of; empty when it can be rendered."""
    length = len(markdown)
    if length > LONGEST:
        return f"it is longer than {LONGEST:,} characters"
    if sum(map(markdown.count, _SIGNS)) * length < MOST_WORK:
        return ""
    return next((found for found, is_too_much in _measures(markdown) if is_too_much), "")


def _measures(markdown: str) -> Iterator[tuple[str, bool]]:
    """Go through what a text could have too much of, the quickly counted first."""
    yield f"it has more than {MOST_BLOCKS:,} paragraphs", markdown.count("\n\n") > MOST_BLOCKS
    fences = _count(_FENCE, markdown) * len(markdown)
    yield "it has too many blocks of fenced code for its length", fences > MOST_WORK_ON_FENCES
    abbreviations = _count(_ABBREVIATION, markdown)
    yield (
        f"it explains more than {MOST_ABBREVIATIONS} abbreviations",
        abbreviations > MOST_ABBREVIATIONS,
    )
    searched = _count(_UNCLOSED_TAG, markdown) * len(markdown)
    yield "too many of its HTML tags are not closed with >", searched > MOST_WORK
    yield f"it has more than {DEEPEST} marked sections <![", markdown.count("<![") > DEEPEST
    blocks = _BLANK_LINE.split(FENCED.sub("", markdown))
    signs = [_count(_SIGN, block) for block in blocks]
    yield (
        f"it holds more than {MOST_SIGNS_IN_ALL:,} signs of markup",
        sum(signs) > MOST_SIGNS_IN_ALL,
    )
    squares = sum(count * count for count in signs)
    yield (
        f"paragraphs of it hold more than {MOST_SIGNS:,} signs of markup each, or nearly",
        squares > MOST_SIGNS**2,
    )
    searched = sum(_bracket_depth(block) * len(block) for block in blocks)
    yield "too many of its square brackets are not closed", searched > MOST_WORK


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def _bracket_depth(block: str) -> int:
    if "[" not in block:
        return 0
    steps = (1 if bracket == "[" else -1 for bracket in _BRACKET.findall(block))
    return max(accumulate(steps, lambda depth, step: max(depth + step, 0)), default=0)


def tag_depth(html: str) -> int:
    """Count the elements that are open at once where most are; an upper bound, quickly had."""
    deepest = depth = 0
    for closing, tag in _TAG.findall(html):
        name = tag.lower()
        if name not in _SHALLOW:
            step = FORMATTING_DEPTH if name in _FORMATTING else 1
            depth = max(depth - step, 0) if closing else depth + step
            deepest = max(deepest, depth)
    return deepest
