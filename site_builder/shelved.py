"""What a good build knew of the whole site to the cache and back, piece by piece."""

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import NamedTuple, TypeVar, get_args

import msgspec

from site_builder.cache import Shelf
from site_builder.link import Files, Linked
from site_builder.linking.collect import all_events, all_sources, id_of, records_of
from site_builder.linking.select import Shown, select
from site_builder.model.archive import Archive, Posting, Record, Relation
from site_builder.model.article import Article, FoundMention
from site_builder.model.attribution import Entry
from site_builder.model.config import Config
from site_builder.model.entity import Entity
from site_builder.model.event import Event
from site_builder.model.image import Seen
from site_builder.model.names import Names
from site_builder.model.origins import OriginCount
from site_builder.model.page import Page
from site_builder.model.pieces import Pieces
from site_builder.model.problems import Problem
from site_builder.model.source import Copy, Source
from site_builder.model.story import Story
from site_builder.model.target import KINDS, Target
from site_builder.model.verification import Compared
from site_builder.pictures import Copied
from site_builder.read import Packet
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import PlannedPage

KindOf = TypeVar("KindOf", Article, Entity, Event, Source, Story, Page)

Orders = dict[str, dict[str, str]]
"""For each kind the ids in the order of lists, with the paths of the files they stand in."""


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """What a build is told of all records at once."""

    orders: Orders
    withheld: tuple[Target, ...]
    copied: tuple[Copied, ...]
    compared: dict[str, Compared]
    pictures: dict[str, Seen]


class Lists(msgspec.Struct, frozen=True, omit_defaults=True):
    """Lists of a catalogue, by its names for them; those that nobody has asked for are not here."""

    articles_by_year: dict[str, list[str]] | None = None
    events_by_year: dict[str, list[str]] | None = None
    entities_by_type: list[str] | None = None
    sources_by_publisher: list[str] | None = None
    asking: list[str] | None = None
    ledger: tuple[Entry, ...] | None = None
    origin_counts: dict[str, OriginCount] | None = None


class Rows(NamedTuple):
    """What the cache is to hold of a linked site."""

    shelf: dict[str, bytes]
    lists: dict[str, bytes]
    is_whole: bool
    """Whether that is all of it, and not what an edit has changed."""


def shelve(linked: Linked) -> Rows:
    """Take a linked site apart; of one that was relinked, what is not as it was."""
    archive, edit = linked.catalogue.archive, linked.edit
    encode = msgspec.msgpack.Encoder().encode
    digests = linked.catalogue.digests
    if edit is None:
        every = {
            _key(relation, target): encode(postings)
            for relation, found in archive.postings.items()
            for target, postings in found.items()
        }
        shelf = {
            "names": encode(archive.names),
            "pages": encode(linked.pages),
            "kept": encode(_kept(linked)),
            "lists": encode(_lists(linked.catalogue)),
            **{f"{DIGESTS}{aspect}": encode(found) for aspect, found in digests.items()},
        }
        return Rows(shelf, every, is_whole=True)
    last = edit.before
    shelf = {
        f"{DIGESTS}{aspect}": encode(found)
        for aspect, found in digests.items()
        if found != last.catalogue.digests.get(aspect)
    }
    if linked.pages is not last.pages:
        shelf |= {"pages": encode(linked.pages)}
    is_kept_alike = edit.is_ordered_alike and _beside(archive) == _beside(last.catalogue.archive)
    if not is_kept_alike:
        shelf |= {"kept": encode(_kept(linked))}
    if _lists(linked.catalogue) != _lists(last.catalogue):
        shelf |= {"lists": encode(_lists(linked.catalogue))}
    lists = {_key(*pair): encode(archive.related(*pair)) for pair in edit.lists}
    return Rows(shelf, lists, is_whole=False)


DIGESTS = "digests "
"""What the names of digests of an aspect begin with."""


def unshelve(
    shelf: Shelf, files: Files, shown: Shown, *, config: Config, problems: tuple[Problem, ...]
) -> Linked | None:
    """Put together the site that the last good build linked; None where it is not on the shelf.

    `files` and `problems` are those of that build.
    """
    stored = shelf.fetch("shelf", ("names", "pages", "kept", "lists"))
    if not stored:
        return None
    kept = msgspec.msgpack.decode(stored["kept"], type=Kept)
    records = _Records(files.packets, shown, frozenset(kept.withheld), kept.orders)
    archive = Archive(
        config=config,
        articles=records.of("article", Article),
        entities=records.of("entity", Entity),
        events=records.of("event", Event),
        sources=records.of("source", Source),
        stories=records.of("story", Story),
        pages=records.of("page", Page),
        mentions=Pieces(kept.orders["article"].keys, records.mentions),
        postings={relation: _lists_of(shelf, relation) for relation in get_args(Relation)},
        names=msgspec.msgpack.decode(stored["names"], type=Names),
        compared=kept.compared,
        pictures=kept.pictures,
    )
    catalogue = Catalogue(archive)
    lists = msgspec.msgpack.decode(stored["lists"], type=Lists)
    catalogue.__dict__ |= {k: v for k, v in msgspec.structs.asdict(lists).items() if v is not None}
    decode = msgspec.msgpack.Decoder(dict[Target, bytes]).decode
    aspects = shelf.fetch_all("shelf", DIGESTS)
    catalogue.digests = {k.removeprefix(DIGESTS): decode(v) for k, v in aspects.items()}
    pages = msgspec.msgpack.decode(stored["pages"], type=tuple[PlannedPage, ...])
    withheld = frozenset(kept.withheld)
    return Linked(files, catalogue, withheld, pages, kept.copied, problems, None)


def _kept(linked: Linked) -> Kept:
    archive = linked.catalogue.archive
    orders: Orders = {
        kind: {id_: record.path for id_, record in archive.records(kind).items()} for kind in KINDS
    }
    compared, pictures = dict(archive.compared), dict(archive.pictures)
    return Kept(orders, tuple(linked.withheld), linked.copied, compared, pictures)


def _beside(archive: Archive) -> tuple[object, ...]:
    """Give what an archive tells that stands in no record."""
    return archive.compared, archive.pictures


def _lists(catalogue: Catalogue) -> Lists:
    # These are asked for after nearly every edit, and cost the more the larger a site is.
    _ = catalogue.asking, catalogue.ledger, catalogue.origin_counts
    made = catalogue.__dict__
    return Lists(**{name: made[name] for name in Lists.__struct_fields__ if name in made})


class _Records:
    """The records of a site, each as it is shown, taken from the packet of its file."""

    def __init__(
        self,
        packets: Mapping[str, Packet],
        shown: Shown,
        withheld: frozenset[Target],
        orders: Orders,
    ) -> None:
        self._packets = packets
        self._shown = shown
        self._withheld = withheld
        self._orders = orders

    def of(self, kind: str, type_: type[KindOf]) -> Pieces[str, KindOf]:
        return Pieces(self._orders[kind].keys, partial(self._fetch, kind, type_))

    def mentions(self, slugs: Collection[str]) -> dict[str, tuple[FoundMention, ...]]:
        packets = self._packets_of("article", slugs)
        order = self._orders["article"]
        return {slug: packets[order[slug]].mentions for slug in slugs if slug in order}

    def _fetch(self, kind: str, type_: type[KindOf], ids: Collection[str]) -> dict[str, KindOf]:
        order, wanted = self._orders[kind], frozenset(ids)
        found: dict[str, KindOf] = {}
        for path, packet in self._packets_of(kind, ids).items():
            for record in self._records(packet):
                if isinstance(record, type_):
                    id_ = id_of(record)
                    if id_ in wanted and order.get(id_) == path:
                        found.setdefault(id_, record)
        return found

    def _packets_of(self, kind: str, ids: Collection[str]) -> Mapping[str, Packet]:
        order = self._orders[kind]
        paths = dict.fromkeys(order[id_] for id_ in ids if id_ in order)
        if isinstance(self._packets, Pieces):
            return self._packets.fetch(paths)
        return {path: self._packets[path] for path in paths}

    def _records(self, packet: Packet) -> Iterator[Record]:
        if packet.record is None or isinstance(packet.record, Copy):
            return
        records, _ = select(records_of(packet.record), self._shown, besides=self._withheld)
        yield from records.articles
        yield from records.entities
        yield from records.stories
        yield from records.pages
        yield from all_events(records)
        yield from all_sources(records)


def _key(relation: str, target: Target) -> str:
    return f"{relation} {target.kind} {target.id}"


def _lists_of(shelf: Shelf, relation: Relation) -> Pieces[Target, tuple[Posting, ...]]:
    return Pieces(partial(_targets, shelf, relation), partial(_postings, shelf, relation))


def _targets(shelf: Shelf, relation: Relation) -> list[Target]:
    return [Target(*path.split(" ", 2)[1:]) for path in shelf.paths("lists", f"{relation} ")]


def _postings(
    shelf: Shelf, relation: Relation, targets: Collection[Target]
) -> dict[Target, tuple[Posting, ...]]:
    keys = {_key(relation, target): target for target in targets}
    decode = msgspec.msgpack.Decoder(tuple[Posting, ...]).decode
    return {keys[key]: decode(value) for key, value in shelf.fetch("lists", keys).items()}
