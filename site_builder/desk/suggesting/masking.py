"""A sentence → the same with names, pronouns and quoted words as one sign each."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from site_builder.desk.suggesting.language import Language
from site_builder.desk.suggesting.text import Quoted, Sentence, Span, Text

NAME, PRONOUN, STRANGER, QUOTE, SOURCE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
SIGNS = f"{NAME}{PRONOUN}{STRANGER}{QUOTE}{SOURCE}"

Kind = Literal["person", "body", "place", "thing"]


class Named(msgspec.Struct, frozen=True):
    """A part of a text that means something."""

    start: int
    end: int
    sign: str
    """One of `SIGNS`."""

    id: str = ""
    """Of the entity or the source; empty where it is not known."""

    kind: Kind = "thing"
    quote: Quoted | None = None


class Masked(msgspec.Struct, frozen=True):
    """A sentence in which each `Named` is one sign."""

    text: str
    sentence: Sentence
    named: tuple[Named, ...]
    """In the order of the text; the signs stand for them in turn."""

    places: tuple[int, ...]
    """Where in `text` they stand."""

    def source(self, place: int) -> int:
        """Say which place of the article's text a place of the masked one is."""
        turn = bisect_right(self.places, place - 1)
        if not turn:
            return self.sentence.start + place
        return self.named[turn - 1].end + place - self.places[turn - 1] - 1

    def at(self, place: int) -> Named:
        """Give what the sign at a place stands for."""
        return self.named[self.places.index(place)]

    def within(self, start: int, end: int) -> tuple[Named, ...]:
        """List what stands between two places."""
        pairs = zip(self.places, self.named, strict=True)
        return tuple(named for place, named in pairs if start <= place < end)


def mask(text: Text, sentence: Sentence, named: Sequence[Named], language: Language) -> Masked:
    """Mask a sentence; `named` are in the order of the text.

    Of what overlaps, quoted words come first, then what begins first.
    """
    quotes = [Named(q.start, q.end, QUOTE, quote=q) for q in sentence.quotes]
    pronouns = _pronouns(text, sentence, language)
    first, last = (
        bisect_left(named, place, key=lambda each: each.start)
        for place in (sentence.start, sentence.end)
    )
    inside = [each for each in named[first:last] if each.end <= sentence.end]
    chosen = tuple(_apart([*quotes, *inside, *pronouns]))
    parts, places, done, length = list[str](), list[int](), sentence.start, 0
    for each in chosen:
        before = text.plain[done : each.start]
        length += len(before)
        places.append(length)
        parts += (before, each.sign)
        length += 1
        done = each.end
    parts.append(text.plain[done : sentence.end])
    return Masked("".join(parts), sentence, chosen, tuple(places))


def _pronouns(text: Text, sentence: Sentence, language: Language) -> Iterator[Named]:
    of_persons = frozenset(language.pronouns.persons)
    words = "|".join(map(re.escape, (*language.pronouns.persons, *language.pronouns.bodies)))
    if not words:
        return
    pattern = re.compile(rf"\b(?:{words})\b" if language.is_spaced else words, re.IGNORECASE)
    # In `has it that` the word stands for nobody.
    phrases = [
        found.span()
        for phrase in language.quotations.said
        if " " in phrase
        for found in re.compile(re.escape(phrase), re.IGNORECASE).finditer(
            text.plain, sentence.start, sentence.end
        )
    ]
    for found in pattern.finditer(text.plain, sentence.start, sentence.end):
        if any(contains(phrase, found.span()) for phrase in phrases):
            continue
        kind: Kind = "person" if found[0].lower() in of_persons else "body"
        yield Named(*found.span(), PRONOUN, kind=kind)


def _apart(every: Iterable[Named]) -> Iterator[Named]:
    order = sorted(every, key=lambda each: (each.start, -each.end, each.sign))
    quotes = [each for each in order if each.quote]
    farthest = -1
    for each in order:
        is_quoted = not each.quote and any(
            q.start < each.end and each.start < q.end for q in quotes
        )
        if each.start >= farthest and not is_quoted:
            farthest = each.end
            yield each


def contains(outer: Span, inner: Span) -> bool:
    """Tell whether one part of a text stands in another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]
