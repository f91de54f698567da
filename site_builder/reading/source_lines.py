"""Words of the text a reader sees → the line of the Markdown that they were written on."""

import html
import re
from collections.abc import Iterator
from itertools import islice

from site_builder.reading.folding import FoldedText, ReadableText, fold, fold_words
from site_builder.reading.nearest import likeness, nearest_words

MOST = 1_000
"""Places that are compared before a line is chosen."""

_FENCED = re.compile(r"^[ \t]*(`{3,}|~{3,}).*?(?:^[ \t]*\1|\Z)", re.MULTILINE | re.DOTALL)
_ENTITY = re.compile(r"&#?\w{1,32};")

# Signs of Markdown, and what a reader sees of them. None matches a line's end but with the line.
_SIGNS = (
    (re.compile(r"\[\^[^\]\n]*\]:?"), ""),  # footnotes
    (re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)"), ""),  # pictures
    (re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]"), r"\1"),  # wiki links
    (re.compile(r"\[([^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])"), r"\1"),  # links
    (re.compile(r"\{:[^{}\n]*\}"), ""),  # attribute lists
    (re.compile(r"</?[A-Za-z!][^<>\n]*>"), ""),  # tags
    (re.compile(r"^[ \t]*(?:[>#*+:-]+[ \t]+|\d+[.)][ \t]+)+", re.MULTILINE), ""),  # line beginnings
    (re.compile(r"(?<!\\)[*`|]+|==|~~"), ""),  # emphasis, code, cells, highlights
    (re.compile(r"(?<![\w\\])_+|(?<!_)_++(?!\w)"), ""),  # emphasis
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),  # escapes
)


def nearest_line(markdown: str, words: str, *, before: str = "", after: str = "") -> int:
    """Find the line, counted from 0, on which words of the rendered text begin in the Markdown.

    Where the words stand more than once, those between the likest neighbours are taken, then the
    first; where nothing is like them, line 0.
    """
    plain = _without_signs(markdown)
    text = fold(ReadableText(text=plain))
    sought = fold_words(words)
    neighbours = fold_words(before), fold_words(after)
    place = _find(text, sought, neighbours)
    return plain.count("\n", 0, text.place(place))


def _without_signs(markdown: str) -> str:
    text = _FENCED.sub(lambda fenced: "\n" * fenced[0].count("\n"), markdown)
    for sign, seen in _SIGNS:
        text = sign.sub(seen, text)
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]).replace("\n", " "), text)


def _find(text: FoldedText, words: str, neighbours: tuple[str, str]) -> int:
    places = list(islice(_places(text.folded, words), MOST))
    if not places:
        nearest = nearest_words(text.folded, words)
        return nearest[0] if nearest else 0
    spans = ((place, place + len(words)) for place in places)
    return max(spans, key=lambda span: _agreement(text.folded, span, neighbours))[0]


def _places(folded: str, words: str) -> Iterator[int]:
    place = folded.find(words) if words else -1
    while place >= 0:
        yield place
        place = folded.find(words, place + 1)


def _agreement(folded: str, span: tuple[int, int], neighbours: tuple[str, str]) -> float:
    (start, end), (before, after) = span, neighbours
    left = folded[max(0, start - len(before) - 1) : start].strip() if before else ""
    right = folded[end : end + len(after) + 1].strip() if after else ""
    return likeness(left, before) + likeness(right, after)
