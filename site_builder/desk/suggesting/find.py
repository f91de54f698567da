"""A text and what a site knows → what may be added to the article, as far as the text tells."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from site_builder.desk.suggesting.chains import Chains
from site_builder.desk.suggesting.dates import Calendar
from site_builder.desk.suggesting.events import Chronicle, KnownEvent
from site_builder.desk.suggesting.found import Suggestions, Unsettled
from site_builder.desk.suggesting.front_matter import Item
from site_builder.desk.suggesting.known import Names, count_known, find_known
from site_builder.desk.suggesting.language import Language
from site_builder.desk.suggesting.links import Shelf, find_sources
from site_builder.desk.suggesting.masking import NAME, SOURCE, Kind, Named, mask
from site_builder.desk.suggesting.quotations import Heard, Listener
from site_builder.desk.suggesting.selector import selector_of
from site_builder.desk.suggesting.speakers import Cast
from site_builder.desk.suggesting.strangers import count_names, find_strangers
from site_builder.desk.suggesting.text import Span, part_text
from site_builder.model.annotation import Passage
from site_builder.model.html import Tag, tokens
from site_builder.reading.folding import FoldedText
from site_builder.reading.mentions import Mentions, find_mentions

KINDS: Mapping[str, Kind] = {
    "person": "person",
    "organization": "body",
    "public-body": "body",
    "company": "body",
    "media": "body",
    "group": "body",
    "place": "place",
}
"""Who may speak, and what a pronoun may stand for, by an entity's type."""


class Knowledge(msgspec.Struct, frozen=True):
    """What a site knows."""

    names: Names
    types: Mapping[str, str]
    """Of entities, by id."""

    events: Mapping[str, Sequence[KnownEvent]]
    """By date."""

    titles: Mapping[str, str]
    """Of sources, by id."""

    shelf: Shelf
    surnames: Mapping[str, tuple[str, ...]]
    """The persons of the site by the last word of their names."""


class Told(msgspec.Struct, frozen=True):
    """What an article says of itself."""

    published: date | None
    entities: tuple[str, ...] = ()
    taken: tuple[tuple[Passage, str], ...] = ()
    """Passages that `mention`s settle, and what they mean."""

    dates: frozenset[str] = frozenset()
    """Of its events."""

    sources: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    """Of the original and of what else is no source."""

    quotations: tuple[Span, ...] = ()


class Reader:
    """Finds what one text tells."""

    def __init__(self, folded: FoldedText, html: str, told: Told, knowledge: Knowledge) -> None:
        """Take the text, what its article says already, and what the site knows."""
        self._folded = folded
        self._html = html
        self._told = told
        self._knowledge = knowledge

    def suggest(self, language: Language | None) -> Suggestions:
        """Make suggestions; without a language only what can be told in any."""
        mentions = find_known(self._folded, self._knowledge.names)
        sources = tuple(
            find_sources(
                self._html, self._knowledge.shelf, self._told.sources, self._told.addresses
            )
        )
        found = Suggestions(entities=self._entities(mentions), sources=sources)
        if language is None:
            return found
        text = part_text(self._folded.source, language)
        named = (*self._named(mentions), *self._linked())
        strangers = find_strangers(text, [(each.start, each.end) for each in named], language)
        every = sorted((*named, *strangers), key=lambda each: each.start)
        masked = tuple(mask(text, sentence, every, language) for sentence in text.sentences)
        persons = self._persons(mentions)
        cast = Cast(text, masked, persons, self._knowledge.surnames)
        chains = Chains(text, self._knowledge.titles)
        heard = [*self._fresh(Listener(cast, chains, language).listen())]
        chronicle = Chronicle(text, self._folded, named, self._knowledge.events, language)
        dates = list(Calendar(language, self._told.published).find(text))
        return msgspec.structs.replace(
            found,
            events=tuple(chronicle.find(dates, self._told.dates)),
            annotations=tuple(item for each in heard if (item := self._annotation(each))),
            names=count_names(text, [each for each in strangers if not cast.has(each)]),
            unsettled=tuple(
                Unsettled(text.words(each.span), f"{each.stranger} {each.cue}".strip())
                for each in heard
                if not each.speaker
            ),
        )

    def _entities(self, mentions: Mentions) -> dict[str, str]:
        """List entities that are named and not declared; none whose name another one shares."""
        counts = count_known(mentions)
        wanted = {id_: counts[id_] for id_ in counts if id_ not in self._told.entities}
        names = self._knowledge.names
        while wanted:
            declared = (*(id_ for id_ in self._told.entities if id_ in names), *wanted)
            then = find_mentions(
                self._folded, {id_: names[id_] for id_ in declared}, taken=self._told.taken
            )
            doubtful = {id_ for shared in then.shared for id_ in shared.entities if id_ in wanted}
            if not doubtful:
                break
            wanted = {id_: found for id_, found in wanted.items() if id_ not in doubtful}
        return {
            id_: f"{len(found)}×: " + ", ".join(dict.fromkeys(each.words for each in found))
            for id_, found in wanted.items()
        }

    def _kind(self, id_: str) -> Kind:
        return KINDS.get(self._knowledge.types.get(id_, ""), "thing")

    def _named(self, mentions: Mentions) -> Iterator[Named]:
        for each in mentions.found:
            yield Named(each.start, each.end, NAME, each.entity, self._kind(each.entity))

    def _linked(self) -> Iterator[Named]:
        """Take the words of links to records for what they lead to."""
        opening: Tag | None = None
        for part in tokens(self._html):
            if not isinstance(part, Tag) or part.name != "a":
                continue
            if part.kind == "close" and opening is not None:
                written = self._html[opening.start : opening.end]
                yield from self._link(written, (opening.offset, part.offset))
            opening = part if part.kind == "open" else None

    def _link(self, written: str, span: Span) -> Iterator[Named]:
        kind, colon, id_ = written.partition('href="')[2].partition('"')[0].partition(":")
        if not colon or span[0] >= span[1]:
            return
        if kind in {"entity", "any"} and id_ in self._knowledge.types:
            yield Named(*span, NAME, id_, self._kind(id_))
        elif kind in {"source", "any"} and id_ in self._knowledge.titles:
            yield Named(*span, SOURCE, id_)

    def _persons(self, mentions: Mentions) -> dict[str, tuple[str, ...]]:
        ids = dict.fromkeys(each.entity for each in mentions.found)
        return {id_: self._knowledge.names[id_] for id_ in ids if self._kind(id_) == "person"}

    def _fresh(self, heard: Iterator[Heard]) -> Iterator[Heard]:
        for each in heard:
            start, end = each.span
            if not any(start < other[1] and other[0] < end for other in self._told.quotations):
                yield each

    def _annotation(self, heard: Heard) -> Item | None:
        selector = selector_of(self._folded, heard.span) if heard.speaker else None
        if selector is None:
            return None
        return {
            "type": "quotation",
            **selector,
            "speaker": heard.speaker,
            **({"cue": heard.cue} if heard.cue else {}),
            "kind": heard.kind,
            **({"via": heard.via} if heard.via else {}),
            "draft": True,
        }
