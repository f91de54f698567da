"""The batches of a test, which neither come too early nor are waited for for ever."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from site_builder.watching.batches import Batch, Pace, watching
from site_builder.watching.temporary import is_temporary

CALM = Pace(settle_seconds=0.08, longest_seconds=5)
"""So that one save is one batch on a machine that stands still in the midst of it, too."""

PATIENCE_SECONDS = 20
"""After which a test that waits for a batch has failed."""


class Watch:
    """The batches of a test, which end when it is over or waits for too long."""

    def __init__(self, batches: Iterator[Batch], stop: threading.Event) -> None:
        self._batches = batches
        self._stop = stop

    def next(self) -> Batch:
        """Return the next batch."""
        return next(self._batches)

    def rest(self, *, seconds: float = 0.2) -> list[Batch]:
        """Return the batches that end in some seconds; there are none later."""
        ending = threading.Timer(seconds, self._stop.set)
        ending.start()
        found = list(self._batches)
        ending.join()
        return found


@contextmanager
def watch(
    *roots: Path,
    pace: Pace = CALM,
    poll_seconds: float | None = None,
    ignored: Callable[[Path], bool] = is_temporary,
) -> Iterator[Watch]:
    """Watch roots at a pace that suits a test."""
    stop = threading.Event()
    patience = threading.Timer(PATIENCE_SECONDS, stop.set)
    patience.start()
    try:
        with watching(
            roots, stop=stop, pace=pace, poll_seconds=poll_seconds, ignored=ignored
        ) as edits:
            yield Watch(edits.batches(), stop)
    finally:
        patience.cancel()
        patience.join()
