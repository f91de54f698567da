"""All records of a site and who points to whom."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

import msgspec

from site_builder.model.annotation import Annotation
from site_builder.model.article import Article, FoundMention
from site_builder.model.config import Config
from site_builder.model.dates import EdtfDate
from site_builder.model.entity import Entity
from site_builder.model.event import Event
from site_builder.model.image import Seen
from site_builder.model.names import Names
from site_builder.model.page import Page
from site_builder.model.source import Source
from site_builder.model.story import Story
from site_builder.model.target import Kind, Target
from site_builder.model.verification import Compared

Relation = Literal[
    "articles",
    "statements",
    "claims",
    "claimed",
    "properties",
    "events",
    "passages",
    "links",
    "sources",
    "relays",
    "questions",
    "notes",
    "uses",
    "pictures",
]
"""What a target's postings are:

- `articles`: articles that declare, cover, belong to, were published by, carry or name it
- `statements`: quotations whose speaker it is
- `claims`: claims about it; `claimed`: claims it makes
- `properties`: claims on that property of that thing
- `events`: events that take place at it, involve it, belong to it or rest on it
- `passages`: annotations that rest on it
- `links`: records whose text links to it
- `sources`: sources that it published; `relays`: sources whose origin it is
- `questions`: questions asked in its articles
- `notes`: annotations that carry the topic
- `uses`: records that name it in any other way: as a step of a chain, an organisation, a claim
- `pictures`: records that show it, a picture
"""


Record = Article | Entity | Event | Source | Story | Page


UNDATED = (1 << 62, 1 << 62)


def newest_first(date: EdtfDate | None) -> tuple[int, int]:
    """Sort later dates before earlier ones and what has no date last."""
    return UNDATED if date is None else (-date.earliest, -date.latest)


class Posting(NamedTuple):
    """One record that stands in some relation to a target; sorts as it is listed."""

    order: tuple[int, int]
    """Earliest and latest possible moment; both negated where the newest comes first."""

    kind: str
    id: str
    item: str
    """The id of the annotation in that article; empty when the whole record is meant."""


class Archive(msgspec.Struct, frozen=True):
    """Everything that is shown, linked."""

    config: Config
    articles: Mapping[str, Article]
    """By slug, as are pages; the others by id. All are in the order of their lists."""

    entities: Mapping[str, Entity]
    events: Mapping[str, Event]
    """Those written out in articles included, in the order of time."""

    sources: Mapping[str, Source]
    stories: Mapping[str, Story]
    pages: Mapping[str, Page]
    mentions: Mapping[str, tuple[FoundMention, ...]]
    """By article slug, in the order of the text."""

    postings: Mapping[Relation, Mapping[Target, tuple[Posting, ...]]]
    names: Names
    compared: Mapping[str, Compared] = {}
    """What came of looking for passages in saved copies, by the slug of their article."""

    pictures: Mapping[str, Seen] = {}
    """What is known of the pictures that records show, by their file from the site's folder."""

    def related(self, relation: Relation, target: Target) -> tuple[Posting, ...]:
        """List what stands in a relation to a target, in the order of its list."""
        return self.postings.get(relation, {}).get(target, ())

    def records(self, kind: str) -> Mapping[str, Record]:
        """Give the records of one kind by id."""
        match kind:
            case "article":
                return self.articles
            case "entity":
                return self.entities
            case "event":
                return self.events
            case "source":
                return self.sources
            case "story":
                return self.stories
            case _:
                return self.pages

    def find(self, reference: str, kinds: tuple[Kind, ...]) -> Target | None:
        """Resolve an id, with or without its kind, to a record that is shown."""
        kind, colon, rest = reference.partition(":")
        if colon and kind in kinds:
            return Target(kind, rest) if rest in self.records(kind) else None
        for candidate in kinds:
            if reference in self.records(candidate):
                return Target(candidate, reference)
        return None

    def annotation(self, posting: Posting) -> Annotation:
        """Give the annotation that a posting names."""
        return next(a for a in self.articles[posting.id].annotations if a.id == posting.item)
