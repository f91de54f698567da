"""Folders and files of a site to batches of edited paths, one whenever a builder asks for it."""

import errno
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from site_builder.watching.folders import outermost
from site_builder.watching.heard import Ear, Ending, Heard
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

    glance_seconds: float = 0.005
    """After the last edit, before somebody may have a look at what is told so far."""

    rest_seconds: float = 0.15
    """After a look that was of use: what it showed is seen before the work behind it begins."""


PACE = Pace()

Glance = Callable[[frozenset[Path]], bool]
"""Looks at what is told so far before the batch ends, and tells whether that was of use."""


class Edits:
    """What is edited, for the one who builds."""

    def __init__(self, watcher: "_Watcher", pace: Pace) -> None:
        self._watcher = watcher
        self._pace = pace

    def batches(self, glance: Glance = lambda _: False) -> Iterator[Batch]:
        """Yield a batch whenever there is one and somebody asks for it.

        Who asks is called back by `glance` with what is in it so far, almost at once after an
        edit and again when there are more. It may be half of a save.
        """
        return self._watcher.batches(self._pace, glance)

    def has_news(self) -> bool:
        """Tell whether there is something that is in no batch yet."""
        return self._watcher.has_news()


@contextmanager
def watching(
    roots: Sequence[Path],
    *,
    stop: threading.Event,
    pace: Pace = PACE,
    poll_seconds: float | None = None,
    ignored: Callable[[Path], bool] = is_temporary,
) -> Iterator[Edits]:
    """Watch folders and files from here on, and give what is edited, in batches without end.

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
        yield Edits(watcher, pace)
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

    def has_news(self) -> bool:
        """Tell whether there is something that is in no batch yet."""
        return self._heard.has_news()

    def batches(self, pace: Pace, glance: Glance) -> Iterator[Batch]:
        """Yield a batch whenever there is one and somebody asks for it."""
        slowness = 1
        while (ending := self._wait(pace, slowness, glance)) != "closed":
            yield self._gather()
            # One save takes a few milliseconds; what is spread wider over the work is several.
            is_stream = ending == "longest" or self._heard.span_seconds() > pace.settle_seconds / 2
            slowness = min(slowness * SLOWER, SLOWEST) if is_stream else 1

    def _wait(self, pace: Pace, slowness: int, glance: Glance) -> Ending:
        """Wait for a batch to end, and have what is in it looked at as it grows."""
        heard = self._heard
        quiet_seconds = pace.settle_seconds * slowness
        longest_seconds = max(pace.longest_seconds * slowness, quiet_seconds)
        glance_seconds = min(pace.glance_seconds * slowness, quiet_seconds)
        ending: Ending | None = None
        while ending is None:
            ending = heard.wait(glance_seconds, longest_seconds)
            if ending == "closed":
                break
            told = heard.look()
            is_known = not told.is_everything and told.fault is None
            is_of_use = is_known and glance(told.paths)
            rest_seconds = pace.rest_seconds if is_of_use else 0
            ending = heard.wait_on(rest_seconds, quiet_seconds, longest_seconds)
        return ending

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
