"""Masked sentences → quotations with speaker, cue and chain, of which a person will judge."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import msgspec

from site_builder.desk.suggesting.attribution import (
    Attribution,
    find_attributions,
    find_chains,
)
from site_builder.desk.suggesting.chains import Chains
from site_builder.desk.suggesting.grammar import make_grammar
from site_builder.desk.suggesting.language import Language
from site_builder.desk.suggesting.masking import NAME, PRONOUN, QUOTE, STRANGER, Masked, Named
from site_builder.desk.suggesting.speakers import Cast, only, resolve
from site_builder.desk.suggesting.text import Quoted, Span

FEWEST = 2
"""Words in quotation marks that are taken for somebody's; one alone is held at arm's length."""

Kind = Literal["direct", "indirect", "mixed"]


class Heard(msgspec.Struct, frozen=True):
    """Words that somebody is said to have said."""

    span: Span
    kind: Kind
    speaker: str
    """Id of an entity; empty where it is not known or not safe to say."""

    cue: str = ""
    """How they are introduced, in the words of the text."""

    stranger: str = ""
    """Who said them, where that is somebody whom no entity is."""

    via: tuple[str, ...] = ()
    """Ids of sources and entities, nearest to the speaker first."""


class _Turn(NamedTuple):
    """One sentence, and what it says of who speaks."""

    turn: int
    masked: Masked
    attributions: Sequence[Attribution]
    through: tuple[str, ...]
    """Through whom the quotation before came: `it also has him say`."""


class Listener:
    """Finds the quotations of one text."""

    def __init__(self, cast: Cast, chains: Chains, language: Language) -> None:
        """Take whom the text names, and what is known of sources."""
        self._cast = cast
        self._chains = chains
        self._language = language
        self._grammar = make_grammar(language)

    def listen(self) -> Iterator[Heard]:
        """Yield the quotations in the order of the text, those without a speaker too."""
        last: tuple[Masked, Heard] | None = None
        through: tuple[str, ...] = ()
        for turn, masked in enumerate(self._cast.sentences):
            here = _Turn(turn, masked, find_attributions(masked, self._grammar), through)
            heard = [*self._reported(here), *self._quoted(here)]
            if not heard and last is not None and (more := _carried_on(masked, *last)):
                heard = [more]
            yield from sorted(heard, key=lambda each: each.span)
            direct = [each for each in heard if each.kind != "indirect"]
            last = (masked, direct[-1]) if direct else None
            through = heard[-1].via if heard else through

    def _reported(self, here: _Turn) -> Iterator[Heard]:
        """Find what is said to have been said, from `that` to the end of the sentence."""
        masked = here.masked
        for attribution in here.attributions:
            if attribution.that is None:
                continue
            start, end = attribution.that, self._clause_end(masked, attribution.that)
            quotes = [each for each in masked.within(start, end) if each.sign == QUOTE]
            span = masked.source(start), masked.source(end)
            kind: Kind = "mixed" if quotes else "indirect"
            if masked.text[start:end] == QUOTE and quotes[0].quote:
                span, kind = quotes[0].quote.inner, "direct"
            yield self._heard(here, attribution, span, kind=kind)

    def _clause_end(self, masked: Masked, start: int) -> int:
        end = masked.text.find(";", start)
        end = len(masked.text) if end < 0 else end
        return start + len(masked.text[start:end].rstrip(f"{self._language.stops} "))

    def _quoted(self, here: _Turn) -> Iterator[Heard]:
        """Find words in quotation marks that are not part of what was reported."""
        masked = here.masked
        clauses = [(a.that, self._clause_end(masked, a.that)) for a in here.attributions if a.that]
        for place, named in zip(masked.places, masked.named, strict=True):
            quote = named.quote
            if quote is None or any(start <= place < end for start, end in clauses):
                continue
            if (
                len(self._cast.text.words(quote.inner).split()) < FEWEST
                and self._language.is_spaced
            ):
                continue
            if attribution := _nearest(here.attributions, place):
                yield self._heard(here, attribution, quote.inner, kind="direct")
            elif speaker := self._alone(here, place):
                yield Heard(quote.inner, "direct", speaker, via=self._via(here, None, speaker))

    def _alone(self, here: _Turn, place: int) -> str:
        """Say who speaks where no verb says so: by a colon, or by whom it is according to."""
        masked = here.masked
        if masked.text[:place].rstrip().endswith(":"):
            before = [n for n in masked.within(0, place) if n.sign == NAME and n.kind == "person"]
            return only(each.id for each in before)
        spoken = (
            named
            for span in find_chains(masked, self._grammar)
            for named in masked.within(*span)
            if named.sign == NAME and named.kind in {"person", "body"}
        )
        return only(each.id for each in spoken)

    def _heard(self, here: _Turn, attribution: Attribution, span: Span, *, kind: Kind) -> Heard:
        speaker = self._speaker(here, attribution.speaker)
        start, end = (here.masked.source(place) for place in attribution.cue)
        cue = self._cast.text.words((start, end))
        named = attribution.speaker
        is_stranger = named is not None and named.sign == STRANGER and not speaker
        stranger = self._cast.text.words((named.start, named.end)) if named and is_stranger else ""
        via = self._via(here, attribution, speaker)
        return Heard(span, kind, speaker, cue, stranger, via)

    def _speaker(self, here: _Turn, named: Named | None) -> str:
        return resolve(named, here.turn, self._cast) if named else ""

    def _via(self, here: _Turn, attribution: Attribution | None, speaker: str) -> tuple[str, ...]:
        spans = [*find_chains(here.masked, self._grammar)]
        if attribution is not None and attribution.via is not None:
            spans.append(attribution.via)
        ids = [id_ for span in spans for id_ in self._chains.find(here.masked, span)]
        if attribution is not None and attribution.via is not None and not ids:
            relaying = here.masked.within(*attribution.via)
            ids += here.through if any(each.sign == PRONOUN for each in relaying) else ()
        return tuple(dict.fromkeys(id_ for id_ in ids if id_ != speaker))


def _nearest(attributions: Sequence[Attribution], place: int) -> Attribution | None:
    """Choose what says who spoke some quoted words, by where it stands."""
    fitting = [
        attribution
        for attribution in attributions
        if attribution.that is None and (place >= attribution.end or not attribution.only_after)
    ]
    return min(fitting, key=lambda a: min(abs(place - a.end), abs(a.start - place)), default=None)


def _carried_on(masked: Masked, before: Masked, last: Heard) -> Heard | None:
    """Take a sentence of nothing but quoted words for the same speaker's as the one before it."""
    if masked.sentence.block != before.sentence.block or not last.speaker:
        return None
    if masked.text.strip(" .,") != QUOTE:
        return None
    quote: Quoted | None = masked.named[0].quote
    return Heard(quote.inner, "direct", last.speaker, via=last.via) if quote else None
