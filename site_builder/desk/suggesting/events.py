"""Dates in a text → events of the site on them, or new ones with the words that report them."""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from site_builder.desk.suggesting.dates import Dated
from site_builder.desk.suggesting.front_matter import Item
from site_builder.desk.suggesting.language import Language
from site_builder.desk.suggesting.masking import NAME, Named
from site_builder.desk.suggesting.selector import selector_of
from site_builder.desk.suggesting.text import Sentence, Text
from site_builder.model.event import EventFields
from site_builder.reading.folding import FoldedText

LONGEST_TITLE = 80
"""Signs of a title that is taken from the text."""


QUESTION = ("?", "？", "؟")
"""Ends of sentences that report nothing."""


NEAR = 60
"""Signs before a date in which it is told what it is the date of."""


class KnownEvent(msgspec.Struct, frozen=True):
    """An event that the site has."""

    id: str
    date: str
    """EDTF; an interval where it has an end."""

    concerned: frozenset[str]
    """Entities: who is involved, and where."""

    persons: frozenset[str]
    """Those of them without whom it is another event."""


def date_of(event: EventFields) -> str:
    """Give the date of an event, with its end."""
    return f"{event.date.text}/{event.end.text}" if event.end else event.date.text


class Chronicle(msgspec.Struct, frozen=True):
    """What the events of one text are told by."""

    text: Text
    folded: FoldedText
    named: Sequence[Named]
    known: Mapping[str, Sequence[KnownEvent]]
    """By date."""

    language: Language

    def find(self, dates: Sequence[tuple[Sentence, Dated]], told: frozenset[str]) -> Iterator[Item]:
        """Yield an event for each date that is not told yet, those of the site by their ids."""
        seen = set(told)
        for sentence, dated in dates:
            if dated.edtf in seen or self._is_of_document(dated):
                continue
            if any(
                other.edtf.startswith(f"{dated.edtf}-")
                for near, other in dates
                if near.block == sentence.block
            ):
                # A month that is named only for its days to be counted from.
                continue
            if known := self._known(sentence, dated):
                seen.add(dated.edtf)
                yield from known
            elif item := self._new(sentence, dated):
                seen.add(dated.edtf)
                yield item

    def _is_of_document(self, dated: Dated) -> bool:
        """Tell whether a date is that of a document: `its report of 27 April`."""
        words = self.language.quotations
        if not words.documents or not words.from_:
            return False
        of = "|".join(map(re.escape, words.from_))
        documents = "|".join(map(re.escape, words.documents))
        start = dated.span[0]
        before = self.text.plain[max(start - NEAR, 0) : start]
        return re.search(rf"\b(?:{documents})\s+(?:{of})\s+$", before, re.IGNORECASE) is not None

    def _known(self, sentence: Sentence, dated: Dated) -> list[str]:
        """List the site's events on a date, if all whom they concern are named.

        Half of them will do where one is named beside the date, but for persons.
        """
        everywhere = {each.id for each in self.named}
        beside = {each.id for each in self.named if sentence.start <= each.start < sentence.end}
        return [
            event.id
            for event in self.known.get(dated.edtf, ())
            if event.persons <= everywhere
            and len(event.concerned & everywhere) * (2 if event.concerned & beside else 1)
            >= max(len(event.concerned), 1)
        ]

    def _new(self, sentence: Sentence, dated: Dated) -> Item | None:
        end = sentence.start + len(
            self.text.plain[sentence.start : sentence.end].rstrip(self.language.stops)
        )
        selector = selector_of(self.folded, (sentence.start, end))
        if selector is None or self.text.plain[end : sentence.end].startswith(QUESTION):
            return None
        involved = tuple(
            dict.fromkeys(
                each.id
                for each in self.named
                if each.sign == NAME
                and each.kind in {"person", "body"}
                and sentence.start <= each.start < end
            )
        )
        return {
            "date": dated.edtf,
            "title": _title(selector["exact"]),
            **({"involved": involved} if involved else {}),
            **selector,
            "draft": True,
        }


def _title(words: str) -> str:
    if len(words) <= LONGEST_TITLE:
        return words
    whole = words[: LONGEST_TITLE - 1].rpartition(" ")[0] or words[: LONGEST_TITLE - 1]
    return f"{whole.rstrip(' ,;:–-')}…"
