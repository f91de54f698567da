"""A site under its authors' hands: built, served, and built again on every change."""

import gc
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec

from site_builder.build import build
from site_builder.cache import CacheUnusable
from site_builder.model.problems import Problem, ProblemsFound
from site_builder.preview import Preview, get_ready, preview
from site_builder.printing import count_words, excerpt_of, lines_of
from site_builder.request import ConfigBroken, Progress, Report, Request, read_config
from site_builder.serving.answers import answer
from site_builder.serving.live import Live, Moment, ServedSite, ToldProblem
from site_builder.serving.server import PortTaken, open_port, serve
from site_builder.state import State
from site_builder.theme import problem_folders, theme_folders
from site_builder.watching.batches import PACE, Batch, Pace, watching
from site_builder.writing.ownership import OutputRefused

__all__ = ["Console", "PortTaken", "Serving", "serve_site"]

SHOWN_PATHS = 2
"""Edited files that a line names."""

WATCHED_SECONDS = 10
"""After which a site is served though its folders are not watched yet."""

AT_ONCE = 2
"""Pages that are made before tabs are told of an edit; others are when a tab asks for them."""


class Serving(msgspec.Struct, frozen=True, kw_only=True):
    """How a site is served."""

    request: Request
    editor: str
    """Template of the address that opens an editor, with `{path}`, `{line}` and `{column}`."""

    host: str
    port: int | None = None
    """None for 8000 or the next free one."""

    watches: bool = False
    settle_seconds: float = PACE.settle_seconds
    """How long no file may change before a build begins."""

    poll_seconds: float | None = None
    """None to be told of edits by the system."""


class Console(msgspec.Struct, frozen=True):
    """Where a person who serves a site reads what comes of it."""

    say: Callable[[str], None]
    """Prints a line."""

    tell: Callable[[tuple[Problem, ...]], None]
    """Prints problems."""


def serve_site(serving: Serving, console: Console, *, on_ready: Callable[[str], None]) -> None:
    """Build, answer until a signal comes, and build again on every change if asked to.

    Raises `PortTaken` when something else listens on the port that was asked for.
    """
    listener = open_port(serving.host, serving.port)
    desk = _Desk(serving.request, console)
    # The first build comes before any thread, for it may fork.
    desk.build("built")
    stop, is_watched = threading.Event(), threading.Event()
    follow = partial(_follow, desk, serving, stop=stop, is_watched=is_watched)
    builder = threading.Thread(target=follow, name="builder")
    if serving.watches:
        builder.start()
        # Who is told that the site is served may save something at once.
        is_watched.wait(WATCHED_SECONDS)
    try:
        serve(desk.live, listener, stop=stop, on_ready=on_ready, editor=serving.editor)
    finally:
        stop.set()
        if serving.watches:
            builder.join()


def _follow(
    desk: "_Desk", serving: Serving, *, stop: threading.Event, is_watched: threading.Event
) -> None:
    roots = watched_roots(serving.request.site)
    settle = serving.settle_seconds
    pace = Pace(settle, max(settle, PACE.longest_seconds))
    with watching(roots, stop=stop, pace=pace, poll_seconds=serving.poll_seconds) as edits:
        is_watched.set()
        # What was edited between the first build and now, nobody has told.
        desk.build("edited meanwhile", is_silent=True)
        desk.get_ready(lambda: stop.is_set() or edits.has_news())
        # Of the records that there are now, most stay as long as the server.
        gc.collect()
        gc.freeze()
        for batch in edits.batches(desk.show):
            for note in batch.notes:
                desk.console.say(note)
            desk.follow(batch, edits.has_news, stop)


def watched_roots(site: Path) -> tuple[Path, ...]:
    """Name the folders and files that a site is made from."""
    own = (site / "content", site / "templates", site / "exports")
    folders = (*own, *(f.path for f in theme_folders(site)))
    return (*dict.fromkeys(folders), site / "site.toml", site / "anchors.json")


def _describe(paths: frozenset[Path] | None, site: Path) -> str:
    """Say in a few words what was edited; None is everything."""
    if paths is None:
        return "everything looked at"
    names = sorted(
        path.relative_to(site).as_posix() if path.is_relative_to(site) else path.name
        for path in paths
    )
    more = len(names) - SHOWN_PATHS
    shown = names if more <= 0 else [*names[:SHOWN_PATHS], f"{more:,} more"]
    return ", ".join(shown)


class _Overtaken(Exception):
    """Raised to give up a build when there is something newer to show first, or the end."""


class _Desk:
    """One site that is built again and again; the only thread that builds is the one that calls."""

    def __init__(self, request: Request, console: Console) -> None:
        self.live = Live()
        self.console = console
        # Nobody who edits waits for the index: the page of the search says that there is none.
        self._request = msgspec.structs.replace(request, makes_index=False)
        self._state: State | None = None
        self._good: ServedSite | None = None
        self._edited: frozenset[Path] | None = None
        """Paths of all that was edited since the last good build; None when nobody knows."""

        self._untold: frozenset[Path] | None = frozenset()
        """Those that no line has named; None for everything."""

        self._preview: Preview | None = None
        self._is_shown = False
        """Whether all of that is on the screens already."""

    def get_ready(self, is_over: Callable[[], bool]) -> None:
        """Do at leisure what the first edit would else wait for."""
        if self._state is not None:
            # What goes wrong here does so again where it is told.
            with suppress(ProblemsFound, CacheUnusable, OSError):
                get_ready(self._request, self._state, is_over)

    def show(self, paths: frozenset[Path]) -> bool:
        """Show an edit before it is built, if that can be; tell whether it is shown."""
        self._edited = None if self._edited is None else self._edited | paths
        self._is_shown = False
        if self._edited is None or self._state is None or self._good is None:
            return False
        try:
            found = preview(self._request, self._state, self._edited, self._preview)
            if found is not None:
                self._preview = found
                self._is_shown = self._publish(found, self._good)
        except ProblemsFound as broken:
            self.live.fail(tuple(told_problems(broken.problems, self._request.site)), self._good)
        except (CacheUnusable, OSError):
            # The build behind meets it too, or it has passed.
            return False
        except Exception:  # noqa: BLE001 (the loop must outlive our own faults, and show them)
            self._break(traceback.format_exc())
        return self._is_shown

    def _publish(self, found: Preview, good: ServedSite) -> bool:
        """Make what is on the screens, and then show it, or what is wrong with it."""
        site = ServedSite(root=good.root, folder=good.folder, newer=found.file)
        moment = Moment(version="", site=site)
        for page in self.live.on_screen[:AT_ONCE]:
            answer(moment, page)
        if found.problems:
            self.live.fail(tuple(told_problems(found.problems, self._request.site)), good)
        else:
            self.live.publish(site)
        return not found.problems

    def follow(self, batch: Batch, has_news: Callable[[], bool], stop: threading.Event) -> None:
        """Build what was edited, unless it is shown and there is something newer to show first."""
        is_known = not batch.is_everything
        self._edited = self._edited | batch.paths if is_known and self._edited is not None else None
        known = self._untold if is_known else None
        self._untold = None if known is None else known | batch.paths

        def go_on(_: str) -> None:
            if stop.is_set() or (self._is_shown and has_news()):
                raise _Overtaken

        with suppress(_Overtaken):
            self.build(_describe(self._untold, self._request.site), go_on)
            self._untold = frozenset()

    def build(
        self, why: str, progress: Progress = lambda _: None, *, is_silent: bool = False
    ) -> None:
        """Build the site and serve what came of it; no fault ends the serving."""
        started = time.perf_counter()
        request, goes_on = self._request, self._good is not None
        if goes_on and not request.jobs:
            # Processes that begin from nothing begin slowly, and cannot be given up at once.
            request = msgspec.structs.replace(request, jobs=1)
        try:
            report, state = build(request, progress, self._state, goes_on=goes_on)
            root = read_config(self._request).root
        except _Overtaken:
            raise
        except ConfigBroken as broken:
            self._fail(broken.problems, why)
        except (OutputRefused, OSError) as fault:
            self._break(str(fault))
        except Exception:  # noqa: BLE001 (the loop must outlive our own faults, and show them)
            self._break(traceback.format_exc())
        else:
            # A build that had nothing to do has read nothing that the next could go on from.
            self._state = state if state.packets else None
            if report.is_good:
                folder = self._request.output or self._request.site / "output"
                self._good = ServedSite(root=root, folder=folder)
                self._edited = frozenset()
                self.live.publish(self._good)
            self._tell(report, why, time.perf_counter() - started, is_silent=is_silent)

    def _tell(self, report: Report, why: str, seconds: float, *, is_silent: bool) -> None:
        for note in report.notes:
            self.console.say(note)
        if not report.is_good:
            self._fail(report.problems, why)
            return
        changed = len(report.written) + len(report.removed)
        if changed or not is_silent:
            self.console.tell(report.problems)
            pages, files = count_words(report.rendered, "page"), count_words(changed, "file")
            self.console.say(f"{why}: {pages} rendered, {files} changed, {seconds * 1000:.0f} ms")

    def _fail(self, problems: tuple[Problem, ...], why: str) -> None:
        self.live.fail(tuple(told_problems(problems, self._request.site)), self._good)
        self.console.tell(problems)
        self.console.say(f"{why}: {count_words(len(problems), 'problem')}; the site is as it was")

    def _break(self, message: str) -> None:
        """Tell of what is not the content's fault."""
        self.live.fail((ToldProblem(path="", code="machine", message=message),), self._good)
        self.console.say(message)


def told_problems(problems: Iterable[Problem], site: Path) -> Iterator[ToldProblem]:
    """Tell problems as a page shows them."""
    folders = problem_folders(site)
    for problem in problems:
        start = next(start for start in folders if problem.path.startswith(start))
        file = folders[start] / problem.path.removeprefix(start)
        yield ToldProblem(
            path=problem.path,
            line=problem.line,
            column=problem.column,
            code=problem.code,
            message=problem.message,
            hint=problem.hint,
            severity=problem.severity,
            excerpt=excerpt_of(problem, lines_of(problem.path, folders)) if problem.path else (),
            file=file.absolute() if problem.path else None,
        )
