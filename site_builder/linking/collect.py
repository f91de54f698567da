"""Records to one Archive: what is shown, in order, and who points to whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TypeVar

import msgspec

from site_builder.linking.postings import (
    Entry,
    article_postings,
    entity_postings,
    event_postings,
    oldest_first,
    source_postings,
    text_postings,
)
from site_builder.model.archive import Archive, Posting, Record, Relation, newest_first
from site_builder.model.article import Article, FoundMention
from site_builder.model.config import Config
from site_builder.model.entity import Entity
from site_builder.model.event import Event
from site_builder.model.names import Names
from site_builder.model.page import Page
from site_builder.model.pictures import picture_target, pictures_of
from site_builder.model.source import Source
from site_builder.model.story import Story
from site_builder.model.target import KINDS, Target
from site_builder.model.urls import in_place_path, path_of


class Records(msgspec.Struct, frozen=True, kw_only=True):
    """Every record that a build shows."""

    articles: tuple[Article, ...] = ()
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    """With files of their own; articles carry theirs."""

    sources: tuple[Source, ...] = ()
    stories: tuple[Story, ...] = ()
    pages: tuple[Page, ...] = ()


def records_of(*records: Record) -> Records:
    """Sort records into their kinds; events and sources that articles carry are left with them."""
    return Records(
        articles=tuple(r for r in records if isinstance(r, Article)),
        entities=tuple(r for r in records if isinstance(r, Entity)),
        events=tuple(r for r in records if isinstance(r, Event)),
        sources=tuple(r for r in records if isinstance(r, Source)),
        stories=tuple(r for r in records if isinstance(r, Story)),
        pages=tuple(r for r in records if isinstance(r, Page)),
    )


def all_events(records: Records) -> Iterator[Event]:
    """Go through events with files and those written out in articles."""
    yield from records.events
    for article in records.articles:
        yield from article.events


def all_sources(records: Records) -> Iterator[Source]:
    """Go through sources with files and those written out in articles."""
    yield from records.sources
    for article in records.articles:
        yield from article.sources


def collect_names(
    records: Records,
    *,
    withheld: frozenset[Target],
    unreadable: frozenset[Target],
    known: Records = Records(),  # noqa: B008 (immutable)
) -> Names:
    """Gather what every id, file and path names; `known` are all records, shown or not.

    Links to what is withheld by its file or path are no broken ones, just as those by its id.
    """
    files, in_place = _files_of(records), _in_place_of(records)
    all_files = {**_files_of(known), **files}
    paths = {path_of(*target): target for target in all_files}
    for target, article in {**_in_place_of(known), **in_place}.items():
        paths.setdefault(in_place_path(*target, article), target)
    shown: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for target in (*files, *in_place):
        shown[target.kind].add(target.id)
    return Names(
        shown={kind: frozenset(ids) for kind, ids in shown.items()},
        withheld=withheld,
        unreadable=unreadable,
        by_file={path: target for target, path in all_files.items()},
        by_path=paths,
    )


def _files_of(records: Records) -> dict[Target, str]:
    """Give the file of every record that has one of its own."""
    return {
        **{Target("article", article.slug): article.path for article in records.articles},
        **{Target("entity", entity.id): entity.path for entity in records.entities},
        **{Target("event", event.id): event.path for event in records.events},
        **{Target("source", source.id): source.path for source in records.sources},
        **{Target("story", story.id): story.path for story in records.stories},
        **{Target("page", page.slug): page.path for page in records.pages},
    }


def _in_place_of(records: Records) -> dict[Target, str]:
    """Give the article of every record that is written out in one."""
    return {
        **{Target("event", e.id): a.slug for a in records.articles for e in a.events},
        **{Target("source", s.id): a.slug for a in records.articles for s in a.sources},
    }


def collect(
    records: Records,
    mentions: Mapping[str, tuple[FoundMention, ...]],
    config: Config,
    names: Names,
) -> Archive:
    """Link all records; where an id is taken twice the first stands, and the checks tell."""
    return Archive(
        config=config,
        articles=_by_id(records.articles),
        entities=_by_id(records.entities),
        events=_by_id(all_events(records)),
        sources=_by_id(all_sources(records)),
        stories=_by_id(records.stories),
        pages=_by_id(records.pages),
        mentions=mentions,
        postings=_gather(all_entries_of(records, names)),
        names=names,
    )


Kept = TypeVar("Kept", bound=Record)


def _by_id(records: Iterable[Kept]) -> dict[str, Kept]:
    found: dict[str, Kept] = {}
    for record in sorted(records, key=lambda record: (order_of(record), record.path)):
        found.setdefault(id_of(record), record)
    return found


def id_of(record: Record) -> str:
    """Give what a record is called within its kind."""
    return record.slug if isinstance(record, Article | Page) else record.id


def order_of(record: Record) -> tuple[object, ...]:
    """Give the place of a record among those of its kind."""
    match record:
        case Article():
            return (*newest_first(record.fields.published), record.slug)
        case Event():
            return (*oldest_first(record.fields.date), record.id)
        case Entity():
            return (record.fields.name.casefold(), record.id)
        case Source():
            return (record.fields.title.casefold(), record.id)
        case Story():
            return (record.fields.order, record.fields.title, record.id)
        case Page():
            return (record.fields.order, record.fields.title, record.slug)


def entries_of(records: Records, names: Names) -> Iterator[Entry]:
    """List all that some records say of others."""
    for article in records.articles:
        yield from article_postings(article, names)
    for event in all_events(records):
        yield from event_postings(event, names)
    for source in all_sources(records):
        yield from source_postings(source, names)
    for entity in records.entities:
        yield from entity_postings(entity, names)
    for story in records.stories:
        posting = Posting((0, 0), "story", story.id, "")
        yield from text_postings(posting, story.prose.links, story.path, names)
    for page in records.pages:
        posting = Posting((0, 0), "page", page.slug, "")
        yield from text_postings(posting, page.prose.links, page.path, names)


def all_entries_of(records: Records, names: Names) -> Iterator[Entry]:
    """List all that some records say of others, and the pictures that they show."""
    yield from entries_of(records, names)
    every: Iterable[Record] = chain(
        records.articles,
        all_events(records),
        all_sources(records),
        records.entities,
        records.stories,
        records.pages,
    )
    for record in every:
        for shown in pictures_of(record):
            yield "pictures", picture_target(shown.file), Posting((0, 0), *shown.target, "")


def _gather(entries: Iterable[Entry]) -> dict[Relation, dict[Target, tuple[Posting, ...]]]:
    found: dict[Relation, defaultdict[Target, set[Posting]]] = {}
    for relation, target, posting in entries:
        found.setdefault(relation, defaultdict(set))[target].add(posting)
    return {
        relation: {target: tuple(sorted(postings)) for target, postings in by_target.items()}
        for relation, by_target in found.items()
    }
