"""An edit and the last good site to pages as they will be, each made when it is asked for."""

import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from site_builder import cache
from site_builder.cache import CacheUnusable
from site_builder.link import Linked, relink_files
from site_builder.model.problems import Problem, ProblemsFound
from site_builder.model.target import KINDS
from site_builder.read import Known, Packet, ReadSeed, read_files
from site_builder.render import Press, RenderSeed, print_anew
from site_builder.request import Request, is_good, reading_options
from site_builder.scan import Found, find_file
from site_builder.state import State, shown_by
from site_builder.theme import digest_theme, theme_folders
from site_builder.touched import is_reached
from site_builder.workers import fewer_collections
from site_builder.writing.context import PlannedPage, make_site
from site_builder.writing.keys import digest_of
from site_builder.writing.plan import file_of, needs_text

MOST_FILES = 20
"""Edited files up to which a build is not much slower than a preview."""


class Preview:
    """The files of a site that an edit may have changed; any thread may ask for them."""

    def __init__(
        self,
        linked: Linked,
        press: Press,
        state: State,
        site: Path,
        last: "Preview | None" = None,
    ) -> None:
        """Take what pages are made from; where `linked` tells of no edit, it may be any page.

        `last` is another preview, mostly of the same pages.
        """
        self.problems: tuple[Problem, ...] = ()
        """Why some pages could not be made."""

        self._linked = linked
        self._press = press
        self._state = state
        self._site = site
        is_planned_alike = last is not None and last.pages is linked.pages
        self.pages: tuple[PlannedPage, ...] = linked.pages
        self.by_file: Mapping[str, PlannedPage] = (
            last.by_file
            if last is not None and is_planned_alike
            else {file_of(page): page for page in linked.pages}
        )
        self._assets = press.templates.assets()
        self._made: dict[str, bytes | None] = {}
        self._lock = threading.Lock()

    def file(self, path: str) -> bytes | None:
        """Make a file anew; None for one that is as it stands in the output, or has problems."""
        if path in self._assets:
            return self._assets[path]
        page = self.by_file.get(path)
        touched = self._linked.touched
        if page is None or (touched is not None and not is_reached(page, touched)):
            return None
        with self._lock:
            if path not in self._made:
                self._made[path] = self._print(page)
            return self._made[path]

    def _print(self, page: PlannedPage) -> bytes | None:
        try:
            seed = RenderSeed(self._linked.catalogue, self._press, self._texts(page))
            return print_anew(seed, page)
        except ProblemsFound as found:
            self.problems += found.problems
        except CacheUnusable:
            # The build that comes behind says so, and makes the cache anew.
            pass
        return None

    def _texts(self, page: PlannedPage) -> Mapping[str, bytes]:
        if not needs_text(page):
            return {}
        path = self._linked.catalogue.archive.articles[page.subject].path
        text = self._state.proses.get(path)
        if text is None:
            text = cache.load_proses(self._site, {path: self._state.stamps[path]})[path]
        return {page.subject: text}


class _Edited(NamedTuple):
    """What was edited, as far as a preview can take it in."""

    files: tuple[Found, ...]
    """Of content that was there before."""

    has_theme: bool


def preview(
    request: Request, state: State, paths: Iterable[Path], last: Preview | None = None
) -> Preview | None:
    """Take in edits since the last good build by looking at these files alone.

    None where more has changed than a preview can tell: what files there are, an id, a setting,
    or something that is wrong. A build is to follow: what is told of edits need not be true, and
    where the new name of an entity stands in the texts of others is not looked for here.

    Raises `ProblemsFound` for a theme that cannot be used.
    """
    linked, press = state.linked, state.press
    edited = _sort_out(request, state, paths)
    if linked is None or press is None or edited is None or edited == _Edited((), has_theme=False):
        return None
    with fewer_collections():
        packets, proses = _read(request, state, edited.files, linked)
        if packets:
            relinked = relink_files(linked, packets, shown_by(request))
            if relinked is None or not is_good(relinked.problems, request):
                return None
            linked = relinked
        theme = digest_theme(request.site) if edited.has_theme else press.theme
        site = make_site(linked.catalogue)
        if (press.theme, press.site) != (theme, digest_of(site)):
            texts = linked.catalogue.archive.config.texts
            press = Press(theme_folders(request.site), site, theme, texts=texts)
        if press is not state.press or theme != state.facts.get("theme"):
            linked = _detached(linked)
        state = state._replace(proses={**state.proses, **proses})
        return Preview(linked, press, state, request.site, last)


def get_ready(request: Request, state: State, is_over: Callable[[], bool]) -> None:
    """Make one page of each kind, so that no edit waits for libraries, templates and lists."""
    linked, press = state.linked, state.press
    if linked is None or press is None:
        return
    found = Preview(linked, press, state, request.site)
    first = {page.kind: page for page in reversed(linked.pages)}
    for page in first.values():
        if is_over():
            return
        found.file(file_of(page))
    article = next(iter(linked.catalogue.archive.articles.values()), None)
    if article is not None:
        preview(request, state, (request.site.absolute() / article.path,))


def _detached(linked: Linked) -> Linked:
    """Have all pages made anew, with cards of their own: the build behind has its thread."""
    return linked._replace(catalogue=linked.catalogue.copied(), touched=None)


def _sort_out(request: Request, state: State, paths: Iterable[Path]) -> _Edited | None:
    """Tell which files were edited, from their paths; None for any that a preview cannot take."""
    site = request.site.absolute()
    themes = (site / "templates", *(f.path.absolute() for f in theme_folders(request.site)))
    files: list[Found] = []
    has_theme = False
    for path in paths:
        if path.is_symlink():
            return None
        if any(path.is_relative_to(folder) for folder in themes):
            has_theme = True
            continue
        relative = path.relative_to(site).as_posix() if path.is_relative_to(site) else ""
        is_known = state.linked is not None and relative in state.linked.files.packets
        found = find_file(request.site, relative) if is_known else None
        if found is None or found.kind not in KINDS or len(files) == MOST_FILES:
            return None
        files.append(found)
    return _Edited(tuple(files), has_theme)


def _read(
    request: Request, state: State, files: tuple[Found, ...], linked: Linked
) -> tuple[Mapping[str, Packet], Mapping[str, bytes]]:
    """Read edited files; give what they say, and the texts of articles, by path."""
    archive = linked.catalogue.archive
    names = {id_: (e.fields.name, *e.fields.aliases) for id_, e in archive.entities.items()}
    options = reading_options(request, archive.config)
    seed = ReadSeed(request.site, options, state.facts["versions"], names, state.besides)
    reading = read_files(seed, files, known=Known(), jobs=1)
    return {found.path: reading.packets[found.path] for found in files}, reading.proses
