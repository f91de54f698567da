"""What the builder last made of the site to what the server answers from at this moment."""

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec

MOST_ON_SCREEN = 16
"""Pages that are remembered as those that somebody looks at."""


def _nothing(_: str) -> bytes | None:
    return None


class ServedSite(msgspec.Struct, frozen=True, kw_only=True):
    """A good build: a tree of files, and what is newer than the tree."""

    root: str
    """The path that the site lives under, with a slash at both ends: `/` or `/repo/`."""

    folder: Path
    """The output on disk; files are read from it anew for each answer."""

    newer: Callable[[str], bytes | None] = _nothing
    """Gives for a path from the output, with forward slashes, the bytes that hold in place of
    those on disk; None where those on disk hold. It is asked in the server's thread."""


class ToldProblem(msgspec.Struct, frozen=True, kw_only=True):
    """A fault as it is shown over the page; every text is shown as it is, never as HTML."""

    path: str
    """From the site's folder, with forward slashes, or empty when no file is to blame."""

    line: int = 1
    """Counted from 1."""

    column: int = 1
    """Code points, counted from 1."""

    code: str
    message: str
    hint: str = ""
    severity: Literal["error", "warning"] = "error"

    excerpt: tuple[str, ...] = ()
    """The source line and the line with the caret under it, to be shown in one width of letter."""

    file: Path | None = None
    """Absolute, for an editor to open; None when the file is not the author's."""


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """What is true between two builds."""

    version: str
    """No other moment has it, not of another run of the server either."""

    site: ServedSite | None = None
    """None as long as no build has been good."""

    problems: tuple[ToldProblem, ...] = ()
    """Of the last build when it failed, in the order to show them."""


class Live:
    """The moment that holds now; all that the builder's thread and the server's share.

    Every method may be called from any thread.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._run = secrets.token_hex(4)
        self._builds = 0
        self._moment = Moment(version=self._run)
        self._on_screen: tuple[str, ...] = ()
        self._listeners: tuple[Callable[[], None], ...] = ()

    @property
    def moment(self) -> Moment:
        """What holds now."""
        return self._moment

    @property
    def on_screen(self) -> tuple[str, ...]:
        """URL paths of pages that tabs in sight have asked about, the latest first.

        A page stays until `MOST_ON_SCREEN` others were asked about: this says what to render
        first, not what is still open.
        """
        return self._on_screen

    def publish(self, site: ServedSite) -> None:
        """Serve a good build from now on, and let each tab see whether its page has changed."""
        self._change(site, ())

    def fail(self, problems: tuple[ToldProblem, ...], site: ServedSite | None = None) -> None:
        """Show the problems of a failed build over the last good one, or over another site."""
        self._change(site, problems)

    def look_at(self, page: str) -> None:
        """Remember a URL path as one that somebody looks at."""
        with self._lock:
            others = tuple(path for path in self._on_screen if path != page)
            self._on_screen = (page, *others)[:MOST_ON_SCREEN]

    @contextmanager
    def listening(self, listener: Callable[[], None]) -> Iterator[None]:
        """Call back after each change, in the thread that made it, and never after the end."""
        with self._lock:
            self._listeners = (*self._listeners, listener)
        try:
            yield
        finally:
            with self._lock:
                self._listeners = tuple(each for each in self._listeners if each is not listener)

    def _change(self, site: ServedSite | None, problems: tuple[ToldProblem, ...]) -> None:
        # The lock is held for the calls too: who has stopped listening is not called any more.
        with self._lock:
            self._builds += 1
            self._moment = Moment(
                version=f"{self._run}-{self._builds}",
                site=site or self._moment.site,
                problems=problems,
            )
            for listener in self._listeners:
                listener()
