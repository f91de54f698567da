"""A site under its authors' hands: built, served, and built again on every change."""

import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from site_builder.build import build
from site_builder.model.problems import Problem
from site_builder.printing import count_words, excerpt_of, lines_of
from site_builder.request import ConfigBroken, Report, Request, read_config
from site_builder.serving.live import Live, ServedSite, ToldProblem
from site_builder.serving.server import PortTaken, open_port, serve
from site_builder.state import State
from site_builder.theme import problem_folders, theme_folders
from site_builder.watching.batches import PACE, Batch, Pace, watching
from site_builder.writing.ownership import OutputRefused

__all__ = ["Console", "PortTaken", "Serving", "serve_site"]

SHOWN_PATHS = 2
"""Edited files that a line names."""


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
    stop = threading.Event()
    builder = threading.Thread(target=_follow, args=(desk, serving, stop), name="builder")
    if serving.watches:
        builder.start()
    try:
        serve(desk.live, listener, stop=stop, on_ready=on_ready, editor=serving.editor)
    finally:
        stop.set()
        if serving.watches:
            builder.join()


def _follow(desk: "_Desk", serving: Serving, stop: threading.Event) -> None:
    roots = watched_roots(serving.request.site)
    settle = serving.settle_seconds
    pace = Pace(settle, max(settle, PACE.longest_seconds))
    with watching(roots, stop=stop, pace=pace, poll_seconds=serving.poll_seconds) as batches:
        # What was edited between the first build and now, nobody has told.
        desk.build("edited meanwhile", is_silent=True)
        for batch in batches:
            for note in batch.notes:
                desk.console.say(note)
            desk.build(_describe(batch, serving.request.site))


def watched_roots(site: Path) -> tuple[Path, ...]:
    """Name the folders and files that a site is made from."""
    folders = (site / "content", site / "templates", *(f.path for f in theme_folders(site)))
    return (*dict.fromkeys(folders), site / "site.toml")


def _describe(batch: Batch, site: Path) -> str:
    """Say in a few words what was edited."""
    if batch.is_everything:
        return "everything looked at"
    names = sorted(
        path.relative_to(site).as_posix() if path.is_relative_to(site) else path.name
        for path in batch.paths
    )
    more = len(names) - SHOWN_PATHS
    shown = names if more <= 0 else [*names[:SHOWN_PATHS], f"{more:,} more"]
    return ", ".join(shown)


class _Desk:
    """One site that is built again and again; the only thread that builds is the one that calls."""

    def __init__(self, request: Request, console: Console) -> None:
        self.live = Live()
        self.console = console
        self._request = request
        self._state: State | None = None

    def build(self, why: str, *, is_silent: bool = False) -> None:
        """Build the site and serve what came of it; no fault ends the serving."""
        started = time.perf_counter()
        try:
            report, state = build(self._request, last=self._state)
            root = read_config(self._request).root
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
                self.live.publish(ServedSite(root=root, folder=folder))
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
            files = f"{count_words(report.rendered, 'page')} rendered, {changed:,} files changed"
            self.console.say(f"{why}: {files}, {seconds * 1000:.0f} ms")

    def _fail(self, problems: tuple[Problem, ...], why: str) -> None:
        self.live.fail(tuple(told_problems(problems, self._request.site)))
        self.console.tell(problems)
        self.console.say(f"{why}: {count_words(len(problems), 'problem')}; the site is as it was")

    def _break(self, message: str) -> None:
        """Tell of what is not the content's fault."""
        self.live.fail((ToldProblem(path="", code="machine", message=message),))
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
