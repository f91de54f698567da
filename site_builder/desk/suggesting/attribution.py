"""A masked sentence → who is said in it to speak, with which words, and through whom."""

from collections.abc import Iterator

import msgspec

from site_builder.desk.suggesting.grammar import Grammar
from site_builder.desk.suggesting.masking import Masked, Named
from site_builder.desk.suggesting.speakers import choose


class Attribution(msgspec.Struct, frozen=True):
    """That somebody is said to speak; places are those of the masked sentence."""

    start: int
    end: int
    speaker: Named | None
    """None where it cannot be told who."""

    cue: tuple[int, int]
    """How the words are introduced."""

    that: int | None = None
    """Where words that are reported begin."""

    via: tuple[int, int] | None = None
    """Where it is said through whom."""

    only_after: bool = False
    """Whether the words stand behind."""


def find_attributions(masked: Masked, grammar: Grammar) -> list[Attribution]:
    """Find all that a sentence says of who speaks, in its order; none overlap."""
    if not masked.named:
        return []
    found: list[Attribution] = []
    for attribution in (
        *_relayed(masked, grammar),
        *_with_subject(masked, grammar),
        *_inverted(masked, grammar),
        *_joined(masked, grammar),
        *_words_of(masked, grammar),
    ):
        if not any(a.start < attribution.end and attribution.start < a.end for a in found):
            found.append(attribution)
    return sorted(found, key=lambda attribution: attribution.start)


def find_chains(masked: Masked, grammar: Grammar) -> Iterator[tuple[int, int]]:
    """Find where a sentence says through whom words came."""
    for found in grammar.chain.finditer(masked.text):
        yield found.span("via")


def _relayed(masked: Masked, grammar: Grammar) -> Iterator[Attribution]:
    for pattern in grammar.relays:
        for found in pattern.finditer(masked.text):
            yield Attribution(
                *found.span(),
                masked.at(found.start("speaker")),
                found.span("cue"),
                _that(masked, grammar, found.end()),
                found.span("via") if "via" in pattern.groupindex else None,
            )


def _with_subject(masked: Masked, grammar: Grammar) -> Iterator[Attribution]:
    for found in grammar.subject.finditer(masked.text):
        place = found.start("speaker")
        is_one_of_two = grammar.together.search(masked.text[:place]) is not None
        document = grammar.document.search(masked.text[:place])
        yield Attribution(
            *found.span(),
            None if is_one_of_two else masked.at(place),
            found.span("cue"),
            _that(masked, grammar, found.end()),
            (document.start(), place + 1) if document else None,
            only_after=found["called"] is not None,
        )


def _inverted(masked: Masked, grammar: Grammar) -> Iterator[Attribution]:
    for found in grammar.inversion.finditer(masked.text):
        speaker = choose(masked.within(*found.span("who")))
        if speaker is not None:
            yield Attribution(*found.span(), speaker, found.span("cue"))


def _joined(masked: Masked, grammar: Grammar) -> Iterator[Attribution]:
    """Find verbs that share the subject of the sentence: `X acknowledged it, but said`."""
    subject = grammar.first.match(masked.text)
    for found in grammar.conjoined.finditer(masked.text) if subject else ():
        if subject is not None and subject.end() <= found.start():
            speaker = masked.at(subject.start("speaker"))
            that = _that(masked, grammar, found.end())
            yield Attribution(*found.span(), speaker, found.span("cue"), that)


def _words_of(masked: Masked, grammar: Grammar) -> Iterator[Attribution]:
    for pattern in grammar.words_of:
        for found in pattern.finditer(masked.text):
            yield Attribution(*found.span(), masked.at(found.start("speaker")), found.span())


def _that(masked: Masked, grammar: Grammar, place: int) -> int | None:
    found = grammar.that.match(masked.text, place)
    return found.end() if found else None
