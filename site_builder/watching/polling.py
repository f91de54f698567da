"""Roots, looked at again and again, to what differs from the last time."""

import os
import stat
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from site_builder.watching.folders import walk
from site_builder.watching.heard import Heard

SECOND = 1_000_000_000  # in nanoseconds, as are the times of files
COARSEST = 3 * SECOND  # FAT counts in twos

Mark = tuple[int, int, int]
"""Inode, size and time of a file; of a root that is a folder, the inode alone."""


class PollingEar:
    """Tell of files whose inode, size or time of modification is another than before.

    For folders whose system sends no events: over a network, in a container, past a limit.
    """

    def __init__(
        self,
        roots: Sequence[Path],
        heard: Heard,
        *,
        ignored: Callable[[Path], bool],
        seconds: float,
    ) -> None:
        self._roots = roots
        self._heard = heard
        self._ignored = ignored
        self._seconds = seconds
        """Between the end of one look and the next."""
        self._closing = threading.Event()
        self._marks = self._look()
        self._thread = threading.Thread(target=self._run, name="polling", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread, in the middle of a look too."""
        self._closing.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._closing.wait(self._seconds):
            marks = self._look()
            if self._closing.is_set():
                return
            for path in {path for path, _ in marks.items() ^ self._marks.items()}:
                self._heard.tell(Path(path))
            self._marks = marks

    def _look(self) -> dict[str, Mark]:
        marks: dict[str, Mark] = {}
        for root in self._roots:
            for entry in walk(root, self._ignored):
                if self._closing.is_set():
                    return marks
                if entry == root or isinstance(entry, os.DirEntry):
                    with suppress(OSError):
                        marks[os.fspath(entry)] = _mark(entry.stat())
        return marks


def _mark(status: os.stat_result) -> Mark:
    if stat.S_ISDIR(status.st_mode):
        # The rest differs with each file that is ignored in it.
        return status.st_ino, 0, 0
    modified, now = status.st_mtime_ns, time.time_ns()
    # Where times are whole seconds, another save in the same one would look the same: such a file
    # differs from itself until that is past.
    is_doubtful = modified % SECOND == 0 and now - modified < COARSEST
    return status.st_ino, status.st_size, now if is_doubtful else modified
