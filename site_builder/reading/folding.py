"""The text a reader sees → the same with look-alikes folded, and the way back to its positions."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

import msgspec

from site_builder.model.annotation import Passage
from site_builder.model.html import Tag, Text, tokens, visible_text

_SIGNS = {
    " ": "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
    '"': "\u00ab\u00bb\u02ba\u02dd\u05f4\u201c\u201d\u201e\u201f\u2033\u2036"
    "\u275d\u275e\u301d\u301e\u301f\uff02",
    "'": "\u0060\u00b4\u02b9\u02bb\u02bc\u02bd\u0374\u05f3\u1fef\u1ffd\u2018\u2019\u201a\u201b"
    "\u2032\u2035\u2039\u203a\u275b\u275c\uff07",
    "-": "\u05be\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d",
}
LOOK_ALIKES = {sign: plain for plain, signs in _SIGNS.items() for sign in signs}
"""Blanks, quotation marks, apostrophes and dashes, each with the plain sign it is read as.

One sign stands for one: an ellipsis is not three dots. Signs that are not seen, such as a soft
hyphen, stay what they are.
"""

_LOOK_ALIKE = re.compile(f"[{re.escape(''.join(LOOK_ALIKES))}]")
_WORD = re.compile(r"[^ \n]+")
_BLANKS = re.compile("  +")

LONGEST_SIGN = 32
"""Code points of a letter and its marks that are composed together: ordering takes their square."""

BARRIER = "\n"
"""Stands for a code block in folded text; no words hold it, since white space is folded."""


class ReadableText(msgspec.Struct, frozen=True, kw_only=True):
    """The text a reader sees, with what its HTML says of its parts; places count code points."""

    text: str
    """The `textContent` without elements that carry `data-added`, code blocks included."""

    borders: tuple[int, ...] = ()
    """Where a block element or a table cell begins or ends, or a line breaks; ascending."""

    code_blocks: tuple[Passage, ...] = ()
    """Apart from each other and ascending; no passage reaches into or across one."""

    code: tuple[Passage, ...] = ()
    """Code in the midst of text, where no name is looked for."""

    unlinkable: tuple[Passage, ...] = ()
    """Links and headings: names are found in them, but not linked."""


def readable(html: str) -> ReadableText:
    """Take from clean HTML its text and what has to be known of its parts to find words in it."""
    parts = tokens(html)
    pieces = [part for part in parts if isinstance(part, Text) and part.length]
    return ReadableText(
        text=visible_text(html),
        borders=tuple(part.offset for part in parts if isinstance(part, Tag) and part.is_border),
        code_blocks=_ranges(piece for piece in pieces if piece.place.code_block),
        code=_ranges(piece for piece in pieces if piece.place.code and not piece.place.code_block),
        unlinkable=_ranges(piece for piece in pieces if piece.place.link or piece.place.heading),
    )


def _ranges(pieces: Iterable[Text]) -> tuple[Passage, ...]:
    """Join the pieces that follow each other without a gap."""
    ranges: list[Passage] = []
    for piece in pieces:
        start = piece.offset
        if ranges and ranges[-1].end == start:
            start = ranges.pop().start
        ranges.append(Passage(start, piece.offset + piece.length))
    return tuple(ranges)


class Steps(msgspec.Struct, frozen=True):
    """How far places in an edited text are from the same places before the edit."""

    places: tuple[int, ...]
    """Ascending; from each of them on another shift holds."""

    shifts: tuple[int, ...]
    """What to add to a place: before the first of `places`, between two, after the last."""

    def undo(self, place: int) -> int:
        """Say where a place of the edited text was before the edit."""
        return place + self.shifts[bisect_right(self.places, place)]


class FoldedText(msgspec.Struct, frozen=True):
    """A text as passages and names are compared with it, and the way back to its positions."""

    folded: str
    """Without look-alikes, in NFC, white space collapsed, each code block a `BARRIER`."""

    source: ReadableText

    edits: tuple[Steps, ...]
    """From `folded` back to the text, the last edit first."""

    def place(self, folded_place: int) -> int:
        """Say which place of the text a place of `folded` stands for."""
        for edit in self.edits:
            folded_place = edit.undo(folded_place)
        return folded_place

    def passage(self, start: int, end: int) -> Passage:
        """Say where `folded[start:end]` stands in the text; no blanks may be at its ends."""
        return Passage(self.place(start), self.place(end))


Edit = tuple[int, int, str]
"""A replacement: its start and end in the text, and what comes there."""


def fold(source: ReadableText) -> FoldedText:
    """Fold a text for comparison, so that its own positions can still be told."""
    text, apart = _edit(_replace_look_alikes(source.text), _separations(source))
    text, composed = _edit(text, _compositions(text))
    text, collapsed = _edit(text, _collapses(text))
    made = tuple(edit for edit in (collapsed, composed, apart) if edit.places)
    return FoldedText(text, source, made)


def fold_words(words: str) -> str:
    """Fold words as `fold` does a text, without blanks at their ends."""
    text = _replace_look_alikes(words)
    if not unicodedata.is_normalized("NFC", text):
        text, _ = _edit(text, _compositions(text))
    return " ".join(text.split())


def _replace_look_alikes(text: str) -> str:
    for sign in set(_LOOK_ALIKE.findall(text)):
        text = text.replace(sign, LOOK_ALIKES[sign])
    return text


def _edit(text: str, edits: Iterable[Edit]) -> tuple[str, Steps]:
    parts: list[str] = []
    places, shifts = list[int](), [0]
    done = length = 0
    for start, end, signs in edits:
        parts += (text[done:start], signs)
        length += start - done
        # Places within what came there are taken for its end: no passage begins or ends there.
        for place in range(length + 1, length + len(signs) + 1):
            places.append(place)
            shifts.append(end - place)
        length += len(signs)
        done = end
    return "".join((*parts, text[done:])), Steps(tuple(places), tuple(shifts))


def _separations(source: ReadableText) -> list[Edit]:
    """Put blanks between words that only a border keeps apart, and barriers for code blocks."""
    text = source.text
    blanks = [
        (place, place, " ")
        for place in source.borders
        if 0 < place < len(text) and not (text[place - 1].isspace() or text[place].isspace())
    ]
    ends = [0, *(block.end for block in source.code_blocks)]
    starts = [block.start for block in source.code_blocks]
    outside = [edit for edit in blanks if ends[bisect_left(starts, edit[0])] <= edit[0]]
    return sorted([*outside, *((code.start, code.end, BARRIER) for code in source.code_blocks)])


def _compositions(text: str) -> Iterator[Edit]:
    """Replace what is not in NFC, sign by sign, for the rest to keep its positions."""
    if unicodedata.is_normalized("NFC", text):
        return
    for word in _WORD.finditer(text):
        if not unicodedata.is_normalized("NFC", word[0]):
            yield from _composed_signs(word[0], word.start())


def _composed_signs(word: str, offset: int) -> Iterator[Edit]:
    start = 0
    for place in range(1, len(word) + 1):
        within = place < len(word) and place - start < LONGEST_SIGN
        if within and not _begins_sign(word[start:place], word[place]):
            continue
        sign = unicodedata.normalize("NFC", word[start:place])
        if sign != word[start:place]:
            yield offset + start, offset + place, sign
        start = place


def _begins_sign(before: str, sign: str) -> bool:
    if unicodedata.combining(sign):
        return False
    apart = (unicodedata.normalize("NFC", part) for part in (before, sign))
    return unicodedata.normalize("NFC", before + sign) == "".join(apart)


def _collapses(text: str) -> Iterator[Edit]:
    return ((run.start(), run.end(), " ") for run in _BLANKS.finditer(text))
