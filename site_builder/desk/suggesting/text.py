"""The text a reader sees → its blocks, sentences and words in quotation marks."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from site_builder.desk.suggesting.language import Language
from site_builder.reading.folding import LOOK_ALIKES, ReadableText

NEAR = 40
"""Signs on each side of a full stop that tell whether a sentence ends."""

Span = tuple[int, int]
"""Where a part of the text starts and ends, in code points."""

_PLAIN = str.maketrans(LOOK_ALIKES)


class Quoted(msgspec.Struct, frozen=True):
    """Words in quotation marks."""

    start: int
    """Of the opening mark."""

    end: int
    """After the closing one."""

    inner: Span
    """The words, without marks and the comma that belongs to the sentence around them."""


class Sentence(msgspec.Struct, frozen=True):
    """One sentence of a block, or a heading."""

    start: int
    end: int
    block: int
    """The number of its block, from 0."""

    quotes: tuple[Quoted, ...]


class Text(msgspec.Struct, frozen=True):
    """A text parted into what is looked at together."""

    source: ReadableText

    plain: str
    """As long as the text, each look-alike as the plain sign it is read as."""

    sentences: tuple[Sentence, ...]

    def words(self, span: Span) -> str:
        """Give a part of the text on one line."""
        return " ".join(self.source.text[span[0] : span[1]].split())


def part_text(source: ReadableText, language: Language) -> Text:
    """Part a text at its blocks, then at the ends of sentences; code is left out."""
    plain = source.text.translate(_PLAIN)
    sentences = (
        sentence
        for number, block in enumerate(_blocks(source))
        for sentence in _sentences(source.text, block, number, language=language)
    )
    return Text(source, plain, tuple(sentences))


def _blocks(source: ReadableText) -> Iterator[Span]:
    edges = sorted({0, *source.borders, len(source.text)})
    for start, end in pairwise(edges):
        is_code = any(code.start < end and start < code.end for code in source.code_blocks)
        if not is_code and source.text[start:end].strip():
            yield start, end


def _sentences(text: str, block: Span, number: int, *, language: Language) -> Iterator[Sentence]:
    quotes = tuple(_quoted(text, block, language))
    start = block[0]
    for end in (*_ends(text, block, quotes, language=language), block[1]):
        within = tuple(quote for quote in quotes if start <= quote.start and quote.end <= end)
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            yield Sentence(start, start + len(text[start:end].rstrip()), number, within)
        start = end


def _ends(text: str, block: Span, quotes: Sequence[Quoted], *, language: Language) -> Iterator[int]:
    stops = re.escape(language.stops)
    blank = r"\s+" if language.is_spaced else r"\s*"
    closing = re.escape("".join(close for _, close in language.marks))
    for found in re.finditer(rf"[{stops}]+[)\]{closing}]*(?={blank}\S)", text[block[0] : block[1]]):
        place = block[0] + found.end()
        if any(quote.start < place < quote.end for quote in quotes):
            continue
        before = text[max(place - NEAR, block[0]) : place]
        if _ends_sentence(before, text[place : place + NEAR].lstrip()[:1], language):
            yield place


def _ends_sentence(before: str, after: str, language: Language) -> bool:
    if after.islower():
        return False
    if not before.endswith("."):
        # What was asked or exclaimed in quotation marks may be followed by who did.
        return before[-1] in language.stops or before[-2:-1] == "."
    word = re.search(r"([^\s(\[]*)\.$", before)
    last = word[1] if word else ""
    is_initial = len(last) == 1 and last.isupper()
    return not is_initial and last not in language.abbreviations


def _quoted(text: str, block: Span, language: Language) -> Iterator[Quoted]:
    pairs = dict(language.marks)
    place = block[0]
    while place < block[1]:
        close = pairs.get(text[place])
        if close is not None and (close != text[place] or _opens(text, place, block)):
            end = _closing(text, place + 1, block[1], close)
            if end is not None:
                yield Quoted(place, end + 1, _inner(text, place + 1, end))
                place = end
        place += 1


def _opens(text: str, place: int, block: Span) -> bool:
    """Tell whether a mark that opens and closes stands where words begin."""
    before = text[place - 1] if place > block[0] else " "
    after = text[place + 1 : place + 2]
    return not before.isalnum() and bool(after.strip())


def _closing(text: str, place: int, end: int, close: str) -> int | None:
    while (place := text.find(close, place, end)) >= 0:
        # What looks like a closing mark may be an apostrophe.
        if close != "’" or not text[place + 1 : place + 2].isalnum():
            return place
        place += 1
    return None


def _inner(text: str, start: int, end: int) -> Span:
    stripped = text[start:end].rstrip().rstrip(",").rstrip()
    lead = len(stripped) - len(stripped.lstrip())
    return start + lead, start + len(stripped)
