"""The words of a language → patterns for masked sentences that say who speaks."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from site_builder.desk.suggesting.language import Language
from site_builder.desk.suggesting.masking import NAME, PRONOUN, QUOTE, SIGNS, STRANGER

WHO = f"[{NAME}{PRONOUN}{STRANGER}]"
_PART = rf"[^,;:.!?，。；：！？{QUOTE}]"
_LONGEST_ASIDE = 150


class Grammar(NamedTuple):
    """Patterns of one language; made once for a text."""

    relays: tuple[re.Pattern[str], ...]
    """Groups `cue`, `speaker` and mostly `via`."""

    subject: re.Pattern[str]
    """A speaker before the verb: groups `speaker`, `cue`, and `called` for verbs of naming."""

    inversion: re.Pattern[str]
    """A speaker behind the verb, somewhere in `who`."""

    conjoined: re.Pattern[str]
    """A verb that shares the subject of the sentence."""

    first: re.Pattern[str]
    """The subject of a sentence, where it begins."""

    words_of: tuple[re.Pattern[str], ...]
    """Groups `speaker`."""

    that: re.Pattern[str]
    """What stands before words that are reported."""

    document: re.Pattern[str]
    """`readout of`, at the end of what stands before a speaker."""

    together: re.Pattern[str]
    """`and` with another speaker, likewise."""

    chain: re.Pattern[str]
    """Through whom words came: group `via`."""


def make_grammar(language: Language) -> Grammar:
    """Make the patterns of a language."""
    return _Maker(language).make()


class _Maker:
    def __init__(self, language: Language) -> None:
        words = self._words = language.quotations
        self._blank, self._edge = (" ", r"\b") if language.is_spaced else ("", "")
        self._not_of = rf"(?!{_any(words.possessives)})" if words.possessives else ""
        name = rf"{self._blank}[{SIGNS}]"
        fillers = [re.escape(word).replace(r"\{name\}", name) for word in words.fillers]
        fillers += [rf"\w+{re.escape(ending)}" for ending in words.adverbs]
        self._gap = rf"(?:{self._blank}(?:{'|'.join(fillers)}))*" if fillers else ""
        self._said = rf"(?P<cue>{_any(words.said)}{self._edge})"

    def make(self) -> Grammar:
        words, blank, gap = self._words, self._blank, self._gap
        also = _any(words.conjunctions)
        one_more = rf"(?:\w+{blank})?"
        inverted = rf"(?:{QUOTE},?(?: -)?|,(?: -)?|{_any(words.so)}){blank}{self._said}{blank}"
        return Grammar(
            relays=tuple(_compiled(self._relay(phrase)) for phrase in words.relays),
            subject=_compiled(self._subject()),
            inversion=_compiled(rf"{inverted}(?P<who>{_PART}{{0,80}}?{WHO}{_PART}{{0,60}})"),
            conjoined=_compiled(rf"{blank}{also}{gap}{blank}{self._said}"),
            first=_compiled(rf"{one_more}(?P<speaker>{WHO}){self._not_of}"),
            words_of=tuple(_compiled(self._words_of(phrase)) for phrase in words.words_of),
            that=_compiled(rf",?{blank}{_any(words.that)}{blank}(?=\S)"),
            document=_compiled(
                rf"{self._edge}{_any(words.documents)}{blank}{_any(words.from_)}{blank}{one_more}$"
            ),
            together=_compiled(rf"{WHO},?{blank}{also}{blank}{one_more}$"),
            chain=_compiled(rf"{self._edge}{_any(words.chains)}{blank}(?P<via>{_PART}+)"),
        )

    def _subject(self) -> str:
        words = self._words
        that = _any(words.that)
        told, called = f"(?P<told>{_any(words.told)})", f"(?P<called>{_any(words.called)})"
        verbs = rf"(?:{_any(words.said)}|{told}|{called}){self._edge}"
        when = rf"{_any(words.circumstances)}{self._edge}"
        until = rf"(?=[,:.!?，：]|$|{self._blank}(?:{QUOTE}|{that}{self._blank}|{when}))"
        whom = rf"(?(told)(?:{self._blank}[{SIGNS}\w]+){{1,3}}?{until}|)"
        joined = rf"(?! {_any(self._words.conjunctions)}\b)"
        aside = rf"(?:,{joined} [^,;:{QUOTE}]{{1,{_LONGEST_ASIDE}}},)?"
        cue = rf"(?P<cue>{verbs}{whom})"
        return rf"(?P<speaker>{WHO}){self._not_of}{aside}{self._gap}{self._blank}{cue}"

    def _words_of(self, phrase: str) -> str:
        speaker = re.escape(phrase).replace(r"\{speaker\}", f"(?P<speaker>{WHO})")
        return rf"(?<!\w){speaker}{self._edge}"

    def _relay(self, phrase: str) -> str:
        speaker = f"(?P<speaker>{WHO})"
        body = re.escape(phrase).replace(r"\{speaker\}", speaker)
        if phrase.startswith("{via}"):
            body = body.removeprefix(r"\{via\}").removeprefix(r"\ ")
            via = rf"(?P<via>{_PART}{{0,80}}[{SIGNS}\w])"
            return rf"{via}{self._gap}{self._blank}(?P<cue>{body}){self._edge}"
        body = body.replace(r"\{via\}", rf"(?P<via>{_PART}{{1,60}}?)")
        return rf"{speaker}{self._gap}(?P<cue>{body.removeprefix(speaker)}){self._edge}"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _any(words: Sequence[str]) -> str:
    """Make a pattern of words, the longest first, so that none is cut; of none, what never fits."""
    every = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return f"(?:{every or '(?!)'})"
