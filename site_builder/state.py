"""What one build leaves to the next, in this process and in the cache."""

import time
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from site_builder import cache
from site_builder.beside import NOTHING, Besides
from site_builder.cache import GENERATION, CacheUnusable, Delta, Shelf, Stamp
from site_builder.link import Linked
from site_builder.linking.select import Shown
from site_builder.model.article import Article
from site_builder.model.config import Config
from site_builder.model.dates import DUSK
from site_builder.model.pieces import Pieces
from site_builder.model.problems import Problem, each_once
from site_builder.read import Packet, Reading, Way, is_as
from site_builder.render import Press
from site_builder.request import Progress, Report, Request, is_good, read_config
from site_builder.scan import Scan
from site_builder.shelved import shelve
from site_builder.theme import digest_theme
from site_builder.verification import Answers
from site_builder.versions import digest_versions
from site_builder.writing.keys import Parts, digest_of
from site_builder.writing.ownership import Tree, Written
from site_builder.writing.plan import count_pages


class State(NamedTuple):
    """What one build leaves in memory for the next."""

    stamps: Mapping[str, Stamp] = {}
    packets: Mapping[str, Packet] = {}
    """What every content file says, by path."""

    way: Way | None = None
    """What decided how these files were read."""

    besides: Besides = NOTHING
    """What lay beside the files of articles."""

    facts: Mapping[str, bytes] = {}
    """What the last good build as a whole was made of."""

    parts: Mapping[str, Parts] = {}
    """Of the last good build's pages, by path in the output."""

    linked: Linked | None = None
    """The last good build's site."""

    proses: Mapping[str, bytes] = {}
    """The texts of articles by path, of those that were read in this process."""

    press: Press | None = None
    """The templates of the build before."""

    answers: Mapping[str, Answers] = {}
    """What the last good build knew of saved copies."""

    shelf: Shelf | None = None
    """Where what is not at hand is fetched from."""


class Work(NamedTuple):
    """One build under way."""

    request: Request
    config: Config
    progress: Progress
    started: float
    versions: bytes
    notes: list[str]


def begin(request: Request, progress: Progress) -> Work:
    """Begin a build; raise `ConfigBroken` when the settings cannot be used."""
    started = time.perf_counter()
    return Work(request, read_config(request), progress, started, digest_versions(), [])


def facts_of(work: Work, listed: Mapping[str, Written]) -> dict[str, bytes]:
    """Digest what the build as a whole is made of besides files of content."""
    request = work.request
    shown = (request.drafts, request.future, request.expired)
    return {
        "versions": work.versions,
        "config": digest_of((work.config, shown)),
        "theme": digest_theme(request.site),
        "output": digest_output(listed),
    }


def digest_output(files: Mapping[str, Written]) -> bytes:
    """Digest what the builder wrote."""
    return digest_of(sorted(files.items()))


def recall(work: Work) -> State:
    """Ask the cache for what tells whether anything is to be done."""
    if not work.request.use_cache:
        return State()
    try:
        memory = cache.load(work.request.site)
    except CacheUnusable as fault:
        work.notes.append(str(fault))
        return State()
    way = memory.reading.get("way")
    return State(
        stamps=memory.stamps,
        way=msgspec.msgpack.decode(way, type=Way) if way else None,
        facts=memory.facts,
    )


def recall_all(state: State, facts: Mapping[str, bytes], work: Work) -> State:
    """Ask the cache for the rest; what other versions made counts for nothing."""
    if state.facts.get("versions") != facts["versions"]:
        return State()
    try:
        shelf, packets, parts = _shelf_of(state, work.request.site)
        known = msgspec.msgpack.Decoder(Answers).decode
        told = cache.load_answers(work.request.site)
        answers = {path: known(value) for path, value in told.items()}
    except (CacheUnusable, msgspec.MsgspecError) as fault:
        work.notes.append(str(fault))
        return State()
    return state._replace(packets=packets, parts=parts, answers=answers, shelf=shelf)


def _shelf_of(
    state: State, site: Path
) -> tuple[Shelf | None, Mapping[str, Packet], Mapping[str, Parts]]:
    """Open what the last good build left; when there was none, take what was read all the same."""
    decode = msgspec.msgpack.Decoder(Packet).decode
    if GENERATION not in state.facts:
        stored = cache.load_packets(site, state.stamps)
        return None, {path: decode(value) for path, value in stored.items()}, {}
    shelf, stamps = Shelf(site, state.facts[GENERATION]), state.stamps
    paths = [path for path in shelf.paths("packets") if path in stamps]
    packets = Pieces(paths.copy, partial(_packets, shelf, stamps))
    return shelf, packets, Pieces(shelf.paths("pages").copy, partial(_parts, shelf))


def _packets(
    shelf: Shelf, stamps: Mapping[str, Stamp], paths: Collection[str]
) -> dict[str, Packet]:
    decode = msgspec.msgpack.Decoder(Packet).decode
    stored = shelf.fetch("packets", paths, stamps)
    return {path: decode(value) for path, value in stored.items()}


def _parts(shelf: Shelf, paths: Collection[str]) -> dict[str, Parts]:
    decode = msgspec.msgpack.Decoder(dict[str, bytes]).decode
    return {path: decode(value) for path, value in shelf.fetch("pages", paths).items()}


def is_up_to_date(state: State, found: Scan, facts: Mapping[str, bytes], tree: Tree) -> bool:
    """Tell whether the output is what a build would make, by what the cache says alone."""
    return (
        not found.problems
        and all(state.facts.get(name) == value for name, value in facts.items())
        and is_same_time(state)
        and tree.listed == tree.standing
        # A build that failed keeps what it read, too.
        and state.facts.get("content") == digest_content(state.stamps)
        and state.stamps.keys() == {file.path for file in found.files}
        and all(is_as(state.stamps[file.path], file) for file in found.files)
    )


def is_same_time(state: State) -> bool:
    """Tell whether no article has come out or expired since the last build."""
    since, until = msgspec.msgpack.decode(
        state.facts.get("time", TIMELESS), type=tuple[float, float]
    )
    return since <= time.time() < until


TIMELESS = msgspec.msgpack.encode((0.0, 0.0))


def unchanged(state: State, work: Work) -> Report:
    """Report of a build that had nothing to do what the build before it reported."""
    stored = msgspec.msgpack.decode(state.facts["problems"], type=tuple[Problem, ...])
    problems = each_once(stored)
    return Report(
        problems=problems,
        pages=msgspec.msgpack.decode(state.facts["pages"], type=int),
        seconds=time.perf_counter() - work.started,
        is_good=is_good(problems, work.request),
        notes=tuple(dict.fromkeys(work.notes)),
    )


def digest_content(stamps: Mapping[str, Stamp]) -> bytes:
    """Digest all files of a site by their digests."""
    return digest_of(sorted((path, stamp.digest) for path, stamp in stamps.items()))


def shown_by(request: Request) -> Shown:
    """Say which articles a request wants to see."""
    return Shown(
        now=request.now or datetime.now(UTC),
        drafts=request.drafts,
        future=request.future,
        expired=request.expired,
    )


def outcome(
    linked: Linked, wanted: Mapping[str, Written], state: State, request: Request
) -> dict[str, bytes]:
    """Digest what a good build came to; `wanted` are all files of the output."""
    return {
        "output": digest_output(wanted),
        "content": digest_content(state.stamps),
        "problems": msgspec.msgpack.encode(linked.problems),
        "pages": msgspec.msgpack.encode(count_pages(linked.pages)),
        "time": msgspec.msgpack.encode(valid_time(linked, request, state)),
    }


def valid_time(linked: Linked, request: Request, state: State) -> tuple[float, float]:
    """Give the span of time in which the same articles are shown, in seconds from 1970."""
    if request.now is not None:
        return 0.0, 0.0
    now, packets = time.time(), linked.files.packets
    since, until = 0.0, float(DUSK)
    if linked.edit is not None and is_same_time(state):
        since, until = msgspec.msgpack.decode(state.facts["time"], type=tuple[float, float])
        packets = {path: packets[path] for path in linked.edit.paths}
    turns = [
        moment
        for packet in packets.values()
        if isinstance(packet.record, Article)
        for moment in _turns(packet.record)
    ]
    return max((since, *(turn for turn in turns if turn <= now))), min(
        (until, *(turn for turn in turns if turn > now))
    )


def _turns(article: Article) -> tuple[float, float]:
    """Give the moments at which an article comes out and expires."""
    published, expires = article.fields.published, article.fields.expires
    return published.earliest if published else 0, expires.latest if expires else 0


def delta_of_reading(before: State, after: State, reading: Reading) -> Delta:
    """Gather what was read anew, for the cache."""
    encode = msgspec.msgpack.Encoder().encode
    return Delta(
        stamps={p: stamp for p, stamp in after.stamps.items() if before.stamps.get(p) != stamp},
        packets={path: encode(reading.packets[path]) for path in reading.fresh},
        known=after.stamps,
        proses=reading.proses,
        gone_files=frozenset(before.stamps.keys() - after.stamps.keys()),
        reading={"way": encode(after.way)} if before.way != after.way else {},
    )


def delta_of_writing(
    before: State, after: State, parts: Mapping[str, Parts], linked: Linked
) -> Delta:
    """Gather what was written anew, for the cache; `parts` are of the rendered pages."""
    gone = frozenset(before.parts) - frozenset(after.parts)
    rows = shelve(linked)
    encode = msgspec.msgpack.Encoder().encode
    return Delta(
        pages=parts,
        facts=after.facts,
        before=before.facts,
        gone_pages=gone,
        answers={
            path: encode(answers)
            for path, answers in after.answers.items()
            if before.answers.get(path) != answers
        },
        shelf=rows.shelf,
        lists=rows.lists,
        is_whole=rows.is_whole,
    )


def save(work: Work, delta: Delta) -> bool:
    """Keep for the next build what this one did; without a cache it only takes longer."""
    if not work.request.use_cache:
        return False
    try:
        cache.save(work.request.site, delta)
    except CacheUnusable as fault:
        work.notes.append(str(fault))
        return False
    return True
