"""Watching costs little, ends at once, and goes on by other means where the system gives up."""

import errno
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from watchdog.observers.inotify_c import CallbackId, InotifyFD, Mask, WatchCallback, WatchDescriptor

from site_builder.watching.batches import Batch, Pace, watching
from tests.watching.saving import save
from tests.watching.watched import PATIENCE_SECONDS, watch

NO_WATCHES = "the limit of inotify watches is reached (fs.inotify.max_user_watches)"
NO_INSTANCES = "the limit of inotify instances is reached (fs.inotify.max_user_instances)"
INSTEAD = "; polling every 0.1 s instead"


@pytest.mark.skipif(sys.platform != "linux", reason="another system has no queue that fills")
def test_edits_that_the_system_could_not_tell_of_are_not_lost(site: Path) -> None:
    x, y = site / "content/articles/x.md", site / "content/articles/y.md"
    most = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text(encoding="ascii"))
    may_listen = threading.Event()
    may_listen.set()

    def is_ignored(_path: Path) -> bool:
        may_listen.wait(PATIENCE_SECONDS)
        return False

    pace = Pace(settle_seconds=0.1, longest_seconds=2 * PATIENCE_SECONDS)
    with watch(site / "content", pace=pace, ignored=is_ignored) as watched:
        may_listen.clear()
        with x.open("wb", buffering=0) as first, y.open("wb", buffering=0) as second:
            for _ in range(most):
                first.write(b"-")
                second.write(b"-")
        (site / "content/events").mkdir()
        may_listen.set()
        lost = watched.next()
        save(site / "content/events/e.md")
        saved = watched.next()

    assert lost == Batch(frozenset(), is_everything=True, notes=())
    assert saved.paths == {site / "content/events/e.md"}


@pytest.fixture
def _frequent_polls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.watching.batches.FALLBACK_POLL_SECONDS", 0.1)


def limit_watches(monkeypatch: pytest.MonkeyPatch, is_over: Callable[[Path], bool]) -> None:
    """Let the system refuse to watch some folders, as it does past a limit."""
    add = InotifyFD.add_callback

    def add_or_refuse(
        self: InotifyFD, path: bytes, mask: Mask, callback: WatchCallback, id_: CallbackId
    ) -> WatchDescriptor:
        if is_over(Path(os.fsdecode(path))):
            raise OSError(errno.ENOSPC, "inotify watch limit reached")
        return add(self, path, mask, callback, id_)

    monkeypatch.setattr(InotifyFD, "add_callback", add_or_refuse)


@pytest.mark.usefixtures("_frequent_polls")
def test_files_are_looked_at_where_no_watch_is_left(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = site / "content/articles/x.md"
    limit_watches(monkeypatch, lambda path: path.name == "articles")
    with watch(site / "content") as watched:
        said = watched.next()
        save(article)
        saved = watched.next()

    assert said == Batch(frozenset(), is_everything=True, notes=(NO_WATCHES + INSTEAD,))
    assert saved == Batch(frozenset({article}), is_everything=False, notes=())


@pytest.mark.usefixtures("_frequent_polls")
def test_files_are_looked_at_when_no_watch_is_left_for_a_new_folder(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit_watches(monkeypatch, lambda path: path.name == "events")
    with watch(site / "content") as watched:
        (site / "content/events").mkdir()
        (site / "content/events/events").mkdir()
        said = watched.next()
        save(site / "content/events/e.md")
        saved = watched.next()

    assert said == Batch(frozenset(), is_everything=True, notes=(NO_WATCHES + INSTEAD,))
    assert saved == Batch(frozenset({site / "content/events/e.md"}), is_everything=False, notes=())


@pytest.mark.usefixtures("_frequent_polls")
def test_files_are_looked_at_where_no_instance_is_left(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = site / "content/articles/x.md"

    def refuse(_self: InotifyFD) -> None:
        raise OSError(errno.EMFILE, "inotify instance limit reached")

    monkeypatch.setattr(InotifyFD, "__init__", refuse)
    with watch(site / "content") as watched:
        save(article, "before a batch is asked for")
        said = watched.next()
        save(article)
        saved = watched.next()

    assert said == Batch(frozenset(), is_everything=True, notes=(NO_INSTANCES + INSTEAD,))
    assert saved == Batch(frozenset({article}), is_everything=False, notes=())


def test_an_idle_watch_costs_nothing(site: Path) -> None:
    with watch(site / "content") as watched:
        before = time.process_time()

        watched.rest(seconds=0.5)
        seconds = time.process_time() - before

    assert seconds < 0.05


@pytest.mark.parametrize("poll_seconds", [None, 30])
def test_a_watch_ends_at_once_and_leaves_nothing_behind(
    site: Path, poll_seconds: float | None
) -> None:
    threads, files = threading.active_count(), len(list(Path("/dev/fd").iterdir()))
    stop = threading.Event()
    with watching([site / "content"], stop=stop, poll_seconds=poll_seconds) as edits:
        ending = threading.Timer(0.1, stop.set)
        ending.start()

        rest = list(edits.batches())
        before = time.monotonic()
        ending.join()
    seconds = time.monotonic() - before

    assert rest == []
    assert seconds < 1
    assert threading.active_count() == threads
    assert len(list(Path("/dev/fd").iterdir())) == files


def test_who_breaks_off_ends_the_watch(site: Path) -> None:
    stop = threading.Event()
    threads = threading.active_count()

    with pytest.raises(KeyError), watching([site / "content"], stop=stop):
        raise KeyError

    assert stop.is_set()
    assert threading.active_count() == threads
