"""A site's files to all its records, in parallel where it pays; the read half of a build."""

import hashlib
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar

import msgspec

from site_builder.beside import NOTHING, Besides, digest_beside, find_beside
from site_builder.cache import Stamp
from site_builder.linking.collect import Records
from site_builder.model.article import Article, FoundMention
from site_builder.model.entity import Entity
from site_builder.model.event import Event
from site_builder.model.page import Page
from site_builder.model.pieces import Pieces, replaced
from site_builder.model.problems import Problem
from site_builder.model.prose import Prose
from site_builder.model.source import Copy, Source
from site_builder.model.story import Story
from site_builder.model.target import KINDS, Target
from site_builder.reading.article import read_article
from site_builder.reading.copies import read_copy
from site_builder.reading.declared import Names, declared_ids, find_declared
from site_builder.reading.records import Record, read_record
from site_builder.reading.tools import Options, Tools, make_tools
from site_builder.request import Progress
from site_builder.scan import Found
from site_builder.workers import Work, chosen_jobs


class Packet(msgspec.Struct, frozen=True, array_like=True):
    """What one file says; everything in it follows from the file's bytes and `key`."""

    key: bytes
    """Of the options and, for an article, of the names it was searched for."""

    record: Record | Article | Copy | None
    problems: tuple[Problem, ...]
    mentions: tuple[FoundMention, ...] = ()
    lost: tuple[Target, ...] = ()
    """What the file would have defined but for its problems."""


class FileReading(msgspec.Struct, frozen=True, array_like=True):
    """A file that was read, or found to be as it was."""

    path: str
    stamp: Stamp | None
    """None for a file that could not be read."""

    packet: Packet | None
    """None when the bytes are those of the packet that is known."""

    prose: bytes = b""
    """The text of an article, a `Prose` in MessagePack; of a saved copy, its folded text."""


FileReadings = msgspec.msgpack.Decoder(tuple[FileReading, ...])


Searched = tuple[str, tuple[str, ...]] | None
"""The id and the names of an entity that articles are searched for; None where there is none."""


class Known(NamedTuple):
    """What the last build knew of files, by path."""

    stamps: Mapping[str, Stamp] = {}
    packets: Mapping[str, Packet] = {}
    way: "Way | None" = None


class Way(msgspec.Struct, frozen=True, array_like=True):
    """What decided how files were read, but for their bytes."""

    key: bytes
    """Of the options."""

    names: bytes
    """Of the names that articles were searched for, and of all that lies beside their files."""

    searched: Mapping[str, Searched]
    """By the paths of all files of entities."""


class Reading(NamedTuple):
    """What a site's files say."""

    stamps: Mapping[str, Stamp]
    packets: Mapping[str, Packet]
    """By path, in the order of paths."""

    fresh: frozenset[str]
    """Paths of files whose packets are new."""

    proses: Mapping[str, bytes]
    """The texts of fresh articles and saved copies by the paths of their files."""

    way: Way


class ReadSeed(msgspec.Struct, frozen=True):
    """What a process reads files with."""

    site: Path
    options: Options
    versions: bytes
    """Of the builder and its libraries."""

    names: Names
    besides: Besides = NOTHING
    """What lies beside the files of articles."""


class ReadState(msgspec.Struct, frozen=True):
    """The same, made ready."""

    seed: ReadSeed
    tools: Tools
    key: bytes


class Task(NamedTuple):
    """A file to read."""

    found: Found
    digest: bytes
    """Of the bytes whose packet is known; empty when none is."""


def read_files(
    seed: ReadSeed,
    files: Sequence[Found],
    *,
    known: Known,
    jobs: int,
    progress: Progress = lambda _: None,
) -> Reading:
    """Read every file that is not known; names of entities are known before articles are read.

    The names in `seed` are those of entities that are not among the files.
    """
    run = partial(_run, jobs=jobs, progress=progress)
    others = [found for found in files if found.kind in AS_TEXT and found.kind != "article"]
    articles = [found for found in files if found.kind == "article"]
    key, way = key_of(seed), known.way
    is_alike = way is not None and way.key == key
    first = _read(seed, others, known, run, is_alike=is_alike)
    searched = {
        found.path: way.searched[found.path]
        if way and is_alike and found.path not in first.packets and found.path in way.searched
        else _searched(first.packets.get(found.path) or known.packets[found.path], seed.options)
        for found in others
        if found.kind == "entity"
    }
    names = {**seed.names, **dict(each for each in searched.values() if each is not None)}
    besides = sorted(names.items()), seed.besides.key
    digest = hashlib.blake2b(msgspec.msgpack.encode(besides), digest_size=12).digest()
    is_alike = is_alike and way is not None and way.names == digest
    seed = msgspec.structs.replace(seed, names=names)
    second = _read(seed, articles, known, run, is_alike=is_alike)
    fresh = {**first.packets, **second.packets}
    return Reading(
        {**first.stamps, **second.stamps},
        _in_order([*others, *articles], fresh, known.packets),
        frozenset(fresh),
        {**first.proses, **second.proses},
        Way(key, digest, searched),
    )


def _searched(packet: Packet, options: Options) -> Searched:
    record = packet.record
    if not isinstance(record, Entity) or (record.fields.draft and not options.drafts):
        return None
    return record.id, (record.fields.name, *record.fields.aliases)


def _in_order(
    files: Sequence[Found], fresh: Mapping[str, Packet], known: Mapping[str, Packet]
) -> Mapping[str, Packet]:
    """Put fresh packets in the place of known ones, which are fetched only if files came or went.

    What two builds go through in another order comes to the same: all lists are sorted.
    """
    if isinstance(known, Pieces) and known.keys() == {found.path for found in files}:
        return replaced(known, fresh)
    before = dict(known.items())
    return {found.path: fresh.get(found.path) or before[found.path] for found in files}


class _Part(NamedTuple):
    """What was read anew of some files, and what the file system says of all of them."""

    stamps: dict[str, Stamp]
    packets: dict[str, Packet]
    proses: dict[str, bytes]


Run = Callable[[ReadSeed, Sequence[Task]], Iterator[FileReading]]


def _run(
    seed: ReadSeed, tasks: Sequence[Task], *, jobs: int, progress: Progress
) -> Iterator[FileReading]:
    for readings in READ.run(seed, tasks, jobs=chosen_jobs(jobs, len(tasks))):
        yield from FileReadings.decode(readings)
        progress(f"reading {len(tasks):,} files")


def _read(
    seed: ReadSeed, files: Sequence[Found], known: Known, run: Run, *, is_alike: bool
) -> _Part:
    """Read some files; `is_alike` tells that every known packet is what it would be now."""
    key = key_of(seed)
    part = _Part({}, {}, {})
    tasks: list[Task] = []
    for found in files:
        stamp = known.stamps.get(found.path) if found.path in known.packets else None
        if stamp is not None and not is_alike:
            packet = known.packets[found.path]
            stamp = stamp if packet.key == packet_key(key, packet.record, seed) else None
        if stamp is not None and is_as(stamp, found):
            part.stamps[found.path] = stamp
        else:
            tasks.append(Task(found, stamp.digest if stamp is not None else b""))
    for read in run(seed, tasks):
        if read.stamp is not None:
            part.stamps[read.path] = read.stamp
        if read.packet is not None:
            part.packets[read.path] = read.packet
            if read.prose:
                part.proses[read.path] = read.prose
    return part


AS_TEXT = frozenset((*KINDS, "copy"))
"""Kinds of files that are read as text."""


def is_as(stamp: Stamp, found: Found) -> bool:
    """Tell whether the file system proves that a file is as it was when it was hashed."""
    now = (found.size, found.modified_ns, found.inode)
    return stamp.is_settled and (stamp.size, stamp.modified_ns, stamp.inode) == now


def key_of(seed: ReadSeed) -> bytes:
    """Digest all that decides how every file is read."""
    content = seed.versions + msgspec.msgpack.encode(seed.options)
    return hashlib.blake2b(content, digest_size=12).digest()


def packet_key(key: bytes, record: Record | Article | Copy | None, seed: ReadSeed) -> bytes:
    """Digest all that decides what a packet is besides the file's bytes."""
    if not isinstance(record, Article):
        return key
    searched = sorted((id_, seed.names.get(id_)) for id_ in declared_ids(record))
    key += digest_beside(seed.besides, record.slug)
    return hashlib.blake2b(key + msgspec.msgpack.encode(searched), digest_size=12).digest()


def get_ready(seed: ReadSeed) -> ReadState:
    """Make what a process reads files with."""
    return ReadState(seed, make_tools(seed.options), key_of(seed))


def read_part(state: ReadState, tasks: Sequence[Task]) -> bytes:
    """Read some files, giving `FileReading`s in MessagePack."""
    return msgspec.msgpack.encode(tuple(_readings(state, tasks)))


READ = Work(get_ready, read_part)


def _readings(state: ReadState, tasks: Sequence[Task]) -> Iterator[FileReading]:
    for found, digest in tasks:
        try:
            content = (state.seed.site / found.path).read_bytes()
        except OSError as fault:
            message = f"cannot be read: {fault.strerror}"
            problem = Problem(found.path, 1, 1, "unreadable-file", message)
            yield FileReading(found.path, None, Packet(state.key, None, (problem,)))
            continue
        stamp = stamp_of(found, content)
        if stamp.digest == digest:
            yield FileReading(found.path, stamp, None)
        elif found.kind == "article":
            yield _article_reading(content, found.path, stamp, state=state)
        elif found.kind == "copy":
            yield _copy_reading(content, found.path, stamp, state=state)
        else:
            reading = read_record(found.kind, content, found.path, state.tools)
            packet = Packet(state.key, reading.record, reading.problems, (), reading.lost)
            yield FileReading(found.path, stamp, packet)


def stamp_of(found: Found, content: bytes) -> Stamp:
    """Note what the file system said of a file before its bytes were read, and their digest."""
    age_ns = time.time_ns() - found.modified_ns
    return Stamp(
        size=found.size,
        modified_ns=found.modified_ns,
        inode=found.inode,
        is_settled=len(content) == found.size and age_ns > SETTLED_NS,
        digest=hashlib.sha256(content).digest(),
    )


SETTLED_NS = 2_000_000_000
"""Some file systems count time in ticks of two seconds, within which a change does not show."""


def stamp_others(
    site: Path, files: Sequence[Found], known: Mapping[str, Stamp]
) -> dict[str, Stamp]:
    """Stamp the files that are not read: static files and pictures."""
    stamps: dict[str, Stamp] = {}
    for found in files:
        if found.kind not in AS_TEXT:
            last = known.get(found.path)
            is_known = last is not None and is_as(last, found)
            try:
                stamps[found.path] = (
                    last if last and is_known else stamp_of(found, (site / found.path).read_bytes())
                )
            except OSError:
                # Whoever needs it will say that it is missing.
                continue
    return stamps


def _article_reading(content: bytes, path: str, stamp: Stamp, *, state: ReadState) -> FileReading:
    seed = state.seed
    beside = partial(find_beside, seed.site, seed.besides)
    reading = read_article(content, path, state.tools, beside)
    if reading.article is None or reading.written is None:
        return FileReading(path, stamp, Packet(state.key, None, reading.problems, (), reading.lost))
    mentions, problems = find_declared(reading.article, reading.written, seed.names)
    packet = Packet(
        packet_key(state.key, reading.article, seed),
        reading.article,
        (*reading.problems, *problems),
        mentions,
        reading.lost,
    )
    return FileReading(path, stamp, packet, msgspec.msgpack.encode(reading.prose))


def _copy_reading(content: bytes, path: str, stamp: Stamp, *, state: ReadState) -> FileReading:
    text, problems = read_copy(content, path, state.tools.renderer)
    packet = Packet(state.key, Copy(path), problems)
    return FileReading(path, stamp, packet, msgspec.msgpack.encode(text))


Kept = TypeVar("Kept", Article, Entity, Event, Source, Story, Page)


def records_in(packets: Iterable[Packet]) -> Records:
    """Sort the records of packets into their kinds."""
    read = [packet.record for packet in packets]

    def of(kind: type[Kept]) -> tuple[Kept, ...]:
        return tuple(record for record in read if isinstance(record, kind))

    return Records(
        articles=of(Article),
        entities=of(Entity),
        events=of(Event),
        sources=of(Source),
        stories=of(Story),
        pages=of(Page),
    )


def unreadable(files: Iterable[Found], packets: Mapping[str, Packet]) -> frozenset[Target]:
    """Name what files would have defined but for their problems."""
    lost: set[Target] = set()
    for found in files:
        packet = packets.get(found.path)
        if packet is not None:
            lost.update(packet.lost)
            if packet.record is None:
                stem = PurePosixPath(found.path).stem
                lost.add(Target(found.kind, unicodedata.normalize("NFC", stem)))
    return frozenset(lost)


def unpack_prose(packed: bytes) -> Prose:
    """Read the text of an article as a process sent it."""
    return msgspec.msgpack.decode(packed, type=Prose)


def unpack_text(packed: bytes) -> str | None:
    """Read the folded text of a saved copy as a process sent it; None for one without."""
    return msgspec.msgpack.decode(packed, type=str | None)


def find_word(site: Path, path: str, word: str) -> tuple[int, int]:
    """Find the line and column on which the front matter of a file names a word or a path.

    Only for problems that show when all records are seen together; 1 and 1 where it is not seen.
    """
    key = ""
    try:
        text = (site / path).read_text("utf-8", "replace")
    except OSError:
        # Gone since it was read; it is told of without its place.
        return 1, 1
    for number, line in enumerate(text.split("\n"), 1):
        if found := KEY.match(line):
            key = found[1]
        if key in KEYS_OF_WORDS and (column := line.find(word.strip("/"))) >= 0:
            return number, column + 1
        if number > 1 and line.rstrip() == "---":
            break
    return 1, 1


KEY = re.compile(r"[ -]*(\w+):")
KEYS_OF_WORDS = frozenset({"aliases", "publisher", "site", "sitename", "tags", "topics"})
"""Keys whose values are the addresses of pages, or become them."""
