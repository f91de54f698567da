"""What threads hear of edits, one by one, to what a builder takes at a time."""

import math
import threading
import time
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

MOST_PATHS = 1_000
"""Paths that are told one by one; where there are more, everything may have changed."""

Ending = Literal["quiet", "longest", "closed"]


class Ear(Protocol):
    """What tells a `Heard` of edits, from a thread of its own, until it is closed."""

    def close(self) -> None:
        """Stop telling, and give back threads and file descriptors."""


class Told(NamedTuple):
    """All that was heard since the last time."""

    paths: frozenset[Path]
    """Empty when it is everything."""

    is_everything: bool

    fault: OSError | None
    """Why an ear hears no more, or not all."""


class Heard:
    """What was heard and is not yet taken; threads tell, one takes."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._is_closed = False
        self._news = _News()

    def tell(self, path: Path, *, is_unfinished: bool = False) -> None:
        """Tell of a file, or of a folder and all in it.

        A file is unfinished while somebody writes it; it is told again when it is finished.
        """
        with self._condition:
            if self._news.add(path, is_unfinished=is_unfinished):
                self._condition.notify_all()

    def tell_everything(self) -> None:
        """Tell that nobody knows what has changed."""
        with self._condition:
            if self._news.add_everything():
                self._condition.notify_all()

    def tell_fault(self, fault: OSError) -> None:
        """Tell that an ear hears no more, or not all."""
        with self._condition:
            self._news.fault = fault
            if self._news.add_everything():
                self._condition.notify_all()

    def close(self) -> None:
        """End the waiting, now and for ever."""
        with self._condition:
            self._is_closed = True
            self._condition.notify_all()

    def span_seconds(self) -> float:
        """Return how long after the first of the news the last was heard."""
        with self._condition:
            return self._news.span_seconds

    def has_news(self) -> bool:
        """Tell whether there is anything to take."""
        with self._condition:
            return self._news.first is not None

    def wait(self, quiet_seconds: float, longest_seconds: float) -> Ending:
        """Wait for news until they can be taken, and tell why they can, or never will.

        It has been quiet since the last of them and no file is unfinished, or the first of them
        has waited for the longest time that it may.
        """
        with self._condition:
            while not self._is_closed:
                seconds = None
                if self._news.first is not None:
                    now = time.monotonic()
                    quiet = self._news.quiet_since + quiet_seconds - now
                    longest = self._news.first + longest_seconds - now
                    seconds = min(quiet, longest)
                    if seconds <= 0:
                        return "quiet" if quiet <= 0 else "longest"
                self._condition.wait(seconds)
            return "closed"

    def wait_on(
        self, rest_seconds: float, quiet_seconds: float, longest_seconds: float
    ) -> Ending | None:
        """Wait likewise after a look, for some rest at least; None as soon as there are more."""
        with self._condition:
            rested = time.monotonic() + rest_seconds
            while not self._is_closed:
                news = self._news
                if not news.is_seen or news.first is None:
                    return None
                now = time.monotonic()
                quiet = max(news.quiet_since + quiet_seconds, rested) - now
                longest = max(news.first + longest_seconds, rested) - now
                if min(quiet, longest) <= 0:
                    return "quiet" if quiet <= 0 else "longest"
                self._condition.wait(min(quiet, longest))
            return "closed"

    def look(self) -> Told:
        """Give all news, and leave them to be taken."""
        with self._condition:
            self._news.is_seen = True
            return self._news.told()

    def take(self) -> Told:
        """Take all news; there are none afterwards."""
        with self._condition:
            news, self._news = self._news, _News()
        return news.told()


class _News:
    """What is gathered until it is taken."""

    def __init__(self) -> None:
        self.paths: set[Path] = set()
        self.is_everything = False
        self.fault: OSError | None = None
        self.first: float | None = None
        """When something was heard for the first time, by the monotonic clock."""
        self.is_seen = False
        """Whether somebody has looked at all of it."""
        self._last = 0.0
        self._unfinished: set[Path] = set()

    @property
    def quiet_since(self) -> float:
        """When something was heard for the last time, if nothing is to be expected."""
        return math.inf if self._unfinished else self._last

    @property
    def span_seconds(self) -> float:
        """How long after the first the last was heard."""
        return 0.0 if self.first is None else self._last - self.first

    def told(self) -> Told:
        """Give what was gathered so far."""
        return Told(frozenset(self.paths), self.is_everything, self.fault)

    # Both tell whether one who waits has to look at the clock anew. It need not be at each of
    # thousands of edits: the time of quiet only grows, and is looked at again when it is over.

    def add(self, path: Path, *, is_unfinished: bool) -> bool:
        self.paths.add(path)
        if self.is_everything or len(self.paths) > MOST_PATHS:
            return self.add_everything()
        was_unfinished = bool(self._unfinished)
        if is_unfinished:
            self._unfinished.add(path)
        else:
            self._unfinished.discard(path)
        return self._note_the_time() or (was_unfinished and not self._unfinished)

    def add_everything(self) -> bool:
        was_unfinished = bool(self._unfinished)
        self.is_everything = True
        self.paths.clear()
        self._unfinished.clear()
        return self._note_the_time() or was_unfinished

    def _note_the_time(self) -> bool:
        self._last = time.monotonic()
        is_news = self.first is None or self.is_seen
        self.is_seen = False
        if self.first is None:
            self.first = self._last
        return is_news
