"""Folders and files of a site to batches of edited paths, one whenever a builder asks for it."""

import errno
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from site_builder.watching.folders import outermost
from site_builder.watching.heard import Ear, Heard
from site_builder.watching.polling import PollingEar
from site_builder.watching.presence import Presence
from site_builder.watching.temporary import is_temporary

FALLBACK_POLL_SECONDS = 1.0
"""Between two looks at all files where the system cannot tell of edits."""

SLOWER, SLOWEST = 4, 16
"""How many times as long one waits after a batch in a stream of edits as before it; at most."""

LIMITS = {
    errno.ENOSPC: "the limit of inotify watches is reached (fs.inotify.max_user_watches)",
    errno.EMFILE: "the limit of inotify instances is reached (fs.inotify.max_user_instances)",
}


class Batch(msgspec.Struct, frozen=True):
    """What was edited since the batch before."""

    paths: frozenset[Path]
    """Files, and folders that stand for all in them; absolute, named as their roots were given.

    They are hints: a file named here may be as it was, or gone. Empty when it is everything.
    """

    is_everything: bool
    """Any file may have changed: a root came, went or was replaced, or events were lost."""

    notes: tuple[str, ...]
    """Sentences for the user, without a full stop; there can be notes and no edits."""


class Pace(msgspec.Struct, frozen=True):
    """How long one waits for more before a batch ends."""

    settle_seconds: float = 0.03
    """After the last edit; waited for only once every file that is being written is closed."""

    longest_seconds: float = 0.25
    """After the first edit, whatever else happens; never less than `settle_seconds`."""


PACE = Pace()


@contextmanager
def watching(
    roots: Sequence[Path],
    *,
    stop: threading.Event,
    pace: Pace = PACE,
    poll_seconds: float | None = None,
    ignored: Callable[[Path], bool] = is_temporary,
) -> Iterator[Iterator[Batch]]:
    """Watch folders and files from here on, and give what was edited as batches without end.

    What is edited while nobody asks for a batch is in the next one, so that nothing is missed by
    who builds for the first time in here. In a stream of edits, one that outlasts a batch or goes
    on during the work on it, the pace slows down: fourfold, and once more.

    Roots may be missing, vanish and come back, as may the folder that they are in. With
    `poll_seconds`, all files are looked at so often; without, that is done each second when the
    system cannot tell of edits, and a note says so. What is `ignored`, by its path under a root,
    is no edit, and nothing in it is.

    `stop` ends the batches from any thread, and is set when the watching ends otherwise.
    """
    watcher = _Watcher(outermost(roots), ignored=ignored, poll_seconds=poll_seconds)
    ender = threading.Thread(target=watcher.end_with, args=(stop,), name="ender", daemon=True)
    ender.start()
    try:
        yield watcher.batches(pace)
    finally:
        stop.set()
        ender.join()
        watcher.close()


class _Watcher:
    """What hears of edits, and what replaces it when it hears no more."""

    def __init__(
        self, roots: Sequence[Path], *, ignored: Callable[[Path], bool], poll_seconds: float | None
    ) -> None:
        self._roots = roots
        self._ignored = ignored
        self._presence = Presence(roots)
        self._heard = Heard()
        self._ear: Ear | None = None
        """None until a fault is told, when there was one from the start."""
        try:
            self._ear = self._poll(poll_seconds) if poll_seconds else self._listen()
        except OSError as fault:
            self._heard.tell_fault(fault)

    def end_with(self, stop: threading.Event) -> None:
        """Wait for the end, and end the batches."""
        stop.wait()
        self._heard.close()

    def close(self) -> None:
        """Hear no more."""
        if self._ear:
            self._ear.close()

    def batches(self, pace: Pace) -> Iterator[Batch]:
        """Yield a batch whenever there is one and somebody asks for it."""
        slowness = 1
        while True:
            quiet_seconds = pace.settle_seconds * slowness
            longest_seconds = max(pace.longest_seconds * slowness, quiet_seconds)
            ending = self._heard.wait(quiet_seconds, longest_seconds)
            if ending == "closed":
                return
            yield self._gather()
            # One save takes a few milliseconds; what is spread wider over the work is several.
            is_stream = ending == "longest" or self._heard.span_seconds() > pace.settle_seconds / 2
            slowness = min(slowness * SLOWER, SLOWEST) if is_stream else 1

    def _gather(self) -> Batch:
        told = self._heard.take()
        changes = self._presence.compare()
        notes = [change.note for change in changes if change.note]
        if told.fault and not isinstance(self._ear, PollingEar):
            self.close()
            self._ear = self._poll(FALLBACK_POLL_SECONDS)
            notes.append(_explain(told.fault))
        is_everything = told.is_everything or any(change.is_folder for change in changes)
        paths = frozenset[Path]() if is_everything else told.paths
        return Batch(paths, is_everything, tuple(notes))

    def _poll(self, seconds: float) -> PollingEar:
        return PollingEar(self._roots, self._heard, ignored=self._ignored, seconds=seconds)

    def _listen(self) -> Ear:
        # Each can be imported only where there is what it listens to.
        if sys.platform == "linux":
            from site_builder.watching.kernel import KernelEar as SystemEar
        else:
            from site_builder.watching.observed import ObservedEar as SystemEar
        return SystemEar(self._roots, self._heard, ignored=self._ignored)


def _explain(fault: OSError) -> str:
    reason = LIMITS.get(fault.errno or 0, f"the system tells of no edits ({fault.strerror})")
    return f"{reason}; polling every {FALLBACK_POLL_SECONDS:g} s instead"
