"""All that a site has besides pages: exports, sitemap, assets, pictures, static files."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from site_builder import cache
from site_builder.cache import Stamp
from site_builder.history import History, read_head, recall_history
from site_builder.link import Linked
from site_builder.model.config import Config, OwnExport
from site_builder.model.image import Made, Seen
from site_builder.model.pictures import STATIC, size_path
from site_builder.model.problems import Problem, ProblemsFound
from site_builder.model.prose import Prose
from site_builder.model.text import Sha256
from site_builder.own import run_own
from site_builder.published import LISTED, list_addresses
from site_builder.read import unpack_prose
from site_builder.searching import Searched, Standing, make_search
from site_builder.writing.context import Making, PlannedPage
from site_builder.writing.exports.aspects import export_parts
from site_builder.writing.exports.forms import ARCHIVE, Aspect
from site_builder.writing.exports.registry import site_exports
from site_builder.writing.exports.sitemap import robots, sitemaps
from site_builder.writing.output import write_file
from site_builder.writing.ownership import Written, written_as
from site_builder.writing.templates import Templates


class Place(NamedTuple):
    """Where files come from and where they go."""

    site: Path
    stamps: Mapping[str, Stamp]
    """Of the site's files, by path."""

    stage: Path
    standing: Mapping[str, Written]
    """What stands in the output as the builder wrote it."""

    proses: Mapping[str, bytes]
    """The texts of articles by path, of those that are at hand; the cache has the others."""

    facts: Mapping[str, bytes]
    """What `write_others` left to know of the files that stand there."""

    is_untouched: bool = False
    """Whether all files of the output stand as the builder wrote them."""

    makes_index: bool = True
    """Whether the index of the search is made if it would be another."""


ExportParts = dict[str, dict[str, bytes]]
"""By the name of an export what its files are made from: a digest for each aspect."""


class Others(NamedTuple):
    """What came of all that is no page."""

    written: dict[str, Written]
    """What differs from what stands in the output, by path."""

    kept: frozenset[str]
    """Paths of what stands as it is."""

    facts: dict[str, bytes]
    """What the next build should know of them."""

    problems: tuple[Problem, ...]
    """Of the site's own exports; with one of them the rest is of no use."""


class Texts:
    """The texts of articles; those that are not at hand are fetched all at once, if any is."""

    def __init__(self, linked: Linked, place: Place) -> None:
        self._linked = linked
        self._place = place

    def __call__(self, slug: str) -> Prose:
        """Give the text of an article."""
        path = self._paths[slug]
        return unpack_prose(self._place.proses.get(path) or self._stored[path])

    @cached_property
    def _paths(self) -> Mapping[str, str]:
        names = self._linked.catalogue.archive.names
        return {target.id: p for p, target in names.by_file.items() if target.kind == "article"}

    @cached_property
    def _stored(self) -> Mapping[str, bytes]:
        place = self._place
        missing = {
            path: place.stamps[path]
            for path in self._paths.values()
            if path not in place.proses and path in place.stamps
        }
        return cache.load_proses(place.site, missing)


def write_others(linked: Linked, templates: Templates, place: Place) -> Others:
    """Write all that is no page, but what stands in the output already."""
    written: dict[str, Written] = {}
    exported = _export(linked, place)
    history = _history(linked, place)
    kept = exported.kept | _standing_lists(linked, place, history)
    searched = _search(linked, place)
    kept |= searched.kept
    made = _made(linked, templates, history, kept=kept)
    for path, content in (*exported.made.items(), *searched.made.items(), *made):
        if place.standing.get(path) == written_as(content):
            kept.add(path)
        else:
            written[path] = write_file(place.stage, path, content)
    for path, content in _pictures(linked, place.standing, kept):
        written[path] = write_file(place.stage, path, content)
    for copied in linked.copied:
        if not copied.source.startswith(STATIC):
            continue
        stamp = place.stamps.get(copied.source)
        as_source = stamp and Written(stamp.size, Sha256(stamp.digest.hex()))
        if as_source is not None and place.standing.get(copied.file) == as_source:
            kept.add(copied.file)
        else:
            content = (place.site / copied.source).read_bytes()
            written[copied.file] = write_file(place.stage, copied.file, content)
    encode = msgspec.msgpack.encode
    facts = {"exports": encode(exported.parts), "history": encode(history), **searched.facts}
    return Others(written, frozenset(kept), facts, exported.problems)


def _pictures(
    linked: Linked, standing: Mapping[str, Written], kept: set[str]
) -> Iterator[tuple[str, bytes]]:
    """Give the files of pictures that are to be written; note which stand as they are."""
    pictures, album = linked.catalogue.archive.pictures, linked.files.album
    wanted: dict[str, tuple[str, Seen, Made]] = {}
    for copied in linked.copied:
        seen = pictures.get(copied.source)
        if seen is None:
            continue
        for made in seen.made:
            is_size = made.name.isdecimal()
            path = size_path(seen, int(made.name)).removeprefix("/") if is_size else copied.file
            wanted[path] = copied.source, seen, made
    for path, (source, seen, made) in wanted.items():
        if standing.get(path) == Written(made.size, made.digest):
            kept.add(path)
        else:
            yield path, album.read(source, seen, made)


def _search(linked: Linked, place: Place) -> Searched:
    making = Making(linked.catalogue, Texts(linked, place))
    standing = Standing(place.standing, place.facts)
    return make_search(
        making, standing, lambda path: place.stamps[path].digest, makes_index=place.makes_index
    )


class Exporting(NamedTuple):
    """An export of the whole site, built in or the site's own."""

    name: str
    files: frozenset[str]
    made_from: frozenset[Aspect]
    make: Callable[[Making], Iterable[tuple[str, bytes]]]


def all_exports(config: Config) -> tuple[Exporting, ...]:
    """List the exports of the whole site, its own last."""
    built_in = (
        Exporting(e.switch, frozenset(f.path for f in e.files), e.made_from, e.make)
        for e in site_exports(config)
    )
    # Their source is part of the settings, whose digest all parts begin with.
    own = (
        Exporting(each.path, frozenset(each.files), ARCHIVE, partial(_run, each))
        for each in config.own
    )
    return (*built_in, *own)


def _run(own: OwnExport, making: Making) -> Iterable[tuple[str, bytes]]:
    return run_own(own, making.archive).items()


class Exported(NamedTuple):
    """What came of the exports of the whole site."""

    made: dict[str, bytes]
    kept: set[str]
    parts: ExportParts
    problems: tuple[Problem, ...]


def _export(linked: Linked, place: Place) -> Exported:
    """Make the exports that would not be what they were."""
    catalogue = linked.catalogue
    making = Making(catalogue, Texts(linked, place))
    last = export_parts_in(place.facts)
    done = Exported({}, set(), {}, ())
    problems: list[Problem] = []
    for export in all_exports(catalogue.archive.config):
        parts = parts_of_export(export, linked, place.stamps)
        done.parts[export.name] = parts
        if last.get(export.name) == parts and export.files <= place.standing.keys():
            done.kept.update(export.files)
            continue
        try:
            done.made.update(export.make(making))
        except ProblemsFound as found:
            problems.extend(found.problems)
    return done._replace(problems=tuple(problems))


def parts_of_export(
    export: Exporting, linked: Linked, stamps: Mapping[str, Stamp]
) -> dict[str, bytes]:
    """Digest all that the files of an export are made from, by aspect."""
    return export_parts(export.made_from, linked.catalogue, lambda path: stamps[path].digest)


def find_export(
    linked: Linked, paths: Sequence[str], stamps: Mapping[str, Stamp]
) -> tuple[PlannedPage, dict[str, bytes]] | None:
    """Find the export that makes the file of one of some paths, and what it is made from."""
    for export in all_exports(linked.catalogue.archive.config):
        for path in paths:
            if path.removeprefix("/") in export.files:
                return PlannedPage(path, export.name), parts_of_export(export, linked, stamps)
    return None


def export_parts_in(facts: Mapping[str, bytes]) -> ExportParts:
    """Give what the exports of the last build were made from."""
    stored = facts.get("exports")
    return msgspec.msgpack.decode(stored, type=ExportParts) if stored else {}


def check_own(linked: Linked) -> tuple[Problem, ...]:
    """Run the site's own exports and give what is wrong with them."""
    problems: list[Problem] = []
    for own in linked.catalogue.archive.config.own:
        try:
            run_own(own, linked.catalogue.archive)
        except ProblemsFound as found:
            problems.extend(found.problems)
    return tuple(problems)


def history_in(facts: Mapping[str, bytes]) -> History:
    """Give the history that the last build knew."""
    stored = facts.get("history")
    return msgspec.msgpack.decode(stored, type=History) if stored else History()


def is_history_known(config: Config, site: Path, facts: Mapping[str, bytes]) -> bool:
    """Tell whether nothing was committed since the last build."""
    return not config.exports.sitemap or read_head(site) == history_in(facts).head


def _history(linked: Linked, place: Place) -> History:
    is_asked = linked.catalogue.archive.config.exports.sitemap
    return recall_history(place.site, history_in(place.facts)) if is_asked else History()


def _standing_lists(linked: Linked, place: Place, history: History) -> set[str]:
    """Name the lists of all pages, if an edit has left them as they stand."""
    edit = linked.edit
    if edit is None or not edit.is_planned_alike or history_in(place.facts) != history:
        return set()
    listed = {path for path in place.standing if path == LISTED or SITEMAP.fullmatch(path)}
    # Where something else was changed or is missing, it might be one of them.
    return listed if LISTED in listed and place.is_untouched else set()


SITEMAP = re.compile(r"sitemap(?:-[0-9]+)?\.xml")


def _made(
    linked: Linked, templates: Templates, history: History, *, kept: Collection[str]
) -> Iterator[tuple[str, bytes]]:
    catalogue = linked.catalogue
    if LISTED not in kept:
        if catalogue.archive.config.exports.sitemap:
            yield from sitemaps(linked.pages, catalogue, history.commits)
        addresses = (p.path for p in linked.pages if p.kind != "not-found" and not p.is_document)
        yield LISTED, list_addresses(addresses)
    yield "robots.txt", robots(catalogue)
    yield ".nojekyll", b""
    assets = templates.assets()
    without = () if catalogue.archive.config.build.search else ("assets/search.",)
    yield from ((path, assets[path]) for path in assets if not path.startswith(without))
