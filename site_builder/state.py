"""What one build leaves to the next, in this process and in the cache."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from site_builder import cache
from site_builder.cache import CacheUnusable, Delta, Stamp
from site_builder.link import Linked
from site_builder.linking.select import Shown
from site_builder.model.article import Article
from site_builder.model.config import Config
from site_builder.model.dates import DUSK
from site_builder.model.problems import Problem
from site_builder.read import Packet, Reading, is_as
from site_builder.render import Press
from site_builder.request import Progress, Report, Request, is_good, read_config
from site_builder.scan import Scan
from site_builder.theme import digest_theme
from site_builder.versions import digest_versions
from site_builder.writing.keys import Parts, digest_of
from site_builder.writing.ownership import Tree, Written


class State(NamedTuple):
    """What one build leaves in memory for the next."""

    stamps: Mapping[str, Stamp] = {}
    packets: Mapping[str, Packet] = {}
    """What every content file says, by path."""

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
    return State(stamps=memory.stamps, facts=memory.facts)


def recall_all(state: State, facts: Mapping[str, bytes], work: Work) -> State:
    """Ask the cache for the rest; what other versions made counts for nothing."""
    if state.facts.get("versions") != facts["versions"]:
        return State()
    try:
        decode = msgspec.msgpack.Decoder(Packet).decode
        stored = cache.load_packets(work.request.site, state.stamps)
        packets = {path: decode(value) for path, value in stored.items()}
        parts = cache.load_pages(work.request.site, state.facts)
    except (CacheUnusable, msgspec.MsgspecError) as fault:
        work.notes.append(str(fault))
        return State()
    return state._replace(packets=packets, parts=parts)


def is_up_to_date(state: State, found: Scan, facts: Mapping[str, bytes], tree: Tree) -> bool:
    """Tell whether the output is what a build would make, by what the cache says alone."""
    return (
        not found.problems
        and all(state.facts.get(name) == value for name, value in facts.items())
        and _is_same_time(state)
        and tree.listed == tree.standing
        # A build that failed keeps what it read, too.
        and state.facts.get("content") == digest_content(state.stamps)
        and state.stamps.keys() == {file.path for file in found.files}
        and all(is_as(state.stamps[file.path], file) for file in found.files)
    )


def _is_same_time(state: State) -> bool:
    """Tell whether no article has come out or expired since the last build."""
    since, until = msgspec.msgpack.decode(
        state.facts.get("time", TIMELESS), type=tuple[float, float]
    )
    return since <= time.time() < until


TIMELESS = msgspec.msgpack.encode((0.0, 0.0))


def unchanged(state: State, work: Work) -> Report:
    """Report of a build that had nothing to do what the build before it reported."""
    problems = msgspec.msgpack.decode(state.facts["problems"], type=tuple[Problem, ...])
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


def digest_shown(linked: Linked) -> bytes:
    """Digest which articles are shown, and which of them only because an option asks for it."""
    articles = linked.catalogue.archive.articles.values()
    return digest_of(sorted((article.slug, article.fields.draft) for article in articles))


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
        "shown": digest_shown(linked),
        "problems": msgspec.msgpack.encode(linked.problems),
        "pages": msgspec.msgpack.encode(len(linked.pages)),
        "time": msgspec.msgpack.encode(valid_time(linked, request)),
    }


def valid_time(linked: Linked, request: Request) -> tuple[float, float]:
    """Give the span of time in which the same articles are shown, in seconds from 1970."""
    if request.now is not None:
        return 0.0, 0.0
    now = time.time()
    records = (packet.record for packet in linked.files.packets.values())
    turns = [
        moment
        for record in records
        if isinstance(record, Article)
        for moment in (
            record.fields.published.earliest if record.fields.published else 0,
            record.fields.expires.latest if record.fields.expires else 0,
        )
    ]
    return max((turn for turn in turns if turn <= now), default=0.0), min(
        (turn for turn in turns if turn > now), default=DUSK
    )


def delta_of_reading(before: State, after: State, reading: Reading) -> Delta:
    """Gather what was read anew, for the cache."""
    encode = msgspec.msgpack.Encoder().encode
    return Delta(
        stamps={p: stamp for p, stamp in after.stamps.items() if before.stamps.get(p) != stamp},
        packets={path: encode(reading.packets[path]) for path in reading.fresh},
        known=after.stamps,
        proses=reading.proses,
        gone_files=frozenset(before.stamps.keys() - after.stamps.keys()),
    )


def delta_of_writing(before: State, after: State, parts: Mapping[str, Parts]) -> Delta:
    """Gather what was written anew, for the cache; `parts` are of the rendered pages."""
    gone = frozenset(before.parts.keys() - after.parts.keys())
    return Delta(pages=parts, facts=after.facts, before=before.facts, gone_pages=gone)


def save(work: Work, delta: Delta) -> None:
    """Keep for the next build what this one did; without a cache it only takes longer."""
    if work.request.use_cache:
        try:
            cache.save(work.request.site, delta)
        except CacheUnusable as fault:
            work.notes.append(str(fault))
