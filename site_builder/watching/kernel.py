"""What Linux tells of the folders of roots to what was edited in them.

Not by an `Observer` of watchdog's but by the inotify instance below it. The observer says nothing
of a full queue, nor of a folder that the limit leaves unwatched, and holds all that comes after
`mv a.md elsewhere/` back for half a second, in case that was half of a move; vim with a `backupdir`
saves just so.
"""

import errno
import logging
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from operator import or_
from pathlib import Path

from watchdog.observers.inotify_c import (
    CallbackId,
    InotifyConstants,
    InotifyEvent,
    InotifyFD,
    Mask,
    WatchDescriptor,
)

from site_builder.watching.folders import Way, is_folder, walk, ways_to
from site_builder.watching.heard import Heard

# Neither opening nor reading nor closing afterwards: a build does all of these, and would wake
# itself for ever. Nor other attributes, which are no content.
FOLDER_EDITS = Mask(
    reduce(
        or_,
        (
            InotifyConstants.IN_CREATE,
            InotifyConstants.IN_MODIFY,
            InotifyConstants.IN_CLOSE_WRITE,
            InotifyConstants.IN_DELETE,
            InotifyConstants.IN_MOVED_FROM,
            InotifyConstants.IN_MOVED_TO,
            InotifyConstants.IN_ONLYDIR,
        ),
    )
)

NO_FOLDER = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG})
"""Faults of a path that was a folder a moment ago."""

# It would print that the queue is full, of which `on_queue_overflow` tells.
logging.getLogger("watchdog").addHandler(logging.NullHandler())


class KernelEar:
    """Tell of what is edited in roots, and of roots that come, go or are replaced.

    Raises `OSError` where the system has no instance or no watch to give; where it has none for a
    folder that comes later, that is told.
    """

    def __init__(
        self, roots: Sequence[Path], heard: Heard, *, ignored: Callable[[Path], bool]
    ) -> None:
        self._roots = roots
        self._heard = heard
        self._ignored = ignored
        self._lock = threading.Lock()
        """Held by the thread of the instance while it listens, and to begin and to end."""
        self._is_open = True
        self._folders: dict[str, _Place] = {}
        """In roots, and roots themselves."""
        self._above: dict[str, _Place] = {}
        """In which ways to roots are; a folder can be both."""
        self._instance = InotifyFD()
        self._instance.start()
        try:
            with self._lock:
                self._begin()
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        """End the thread and close the instance."""
        with self._lock:
            self._is_open = False
        self._instance.stop()
        self._instance.join()

    def hear(self, place: "_Place", event: InotifyEvent) -> None:
        """Take in an event in a folder."""
        with self._at(place) as is_watched:
            if is_watched:
                path = Path(place.path, os.fsdecode(event.name))
                if not place.is_above:
                    self._hear_of_content(path, event)
                elif way := place.ways.get(path):
                    self._hear_of_way(way, event)

    def lose(self, place: "_Place") -> None:
        """Take in that events were lost, or the watch of a folder that leads to others."""
        with self._at(place) as is_watched:
            if is_watched:
                self._begin_anew()

    @contextmanager
    def _at(self, place: "_Place") -> Iterator[bool]:
        """Be the only one at work, and tell of faults; false for a place that is no more."""
        with self._lock:
            places = self._above if place.is_above else self._folders
            try:
                yield self._is_open and places.get(place.path) is place
            except OSError as fault:
                self._heard.tell_fault(fault)

    def _hear_of_content(self, path: Path, event: InotifyEvent) -> None:
        if self._ignored(path):
            return
        if not (event.is_modify or event.is_close_write):
            # Whatever has the name now, it is not the folder that had it.
            self._unwatch_tree(path)
            if is_folder(path):
                self._watch_tree(path)
        # Last: what is edited from now on is heard of, what was before is there to be read.
        self._heard.tell(path, is_unfinished=event.is_modify)

    def _hear_of_way(self, way: Way, event: InotifyEvent) -> None:
        was_folder = event.is_directory or str(way.root) in self._folders
        if not way.is_root or was_folder or is_folder(way.root):
            self._begin_anew()
        else:
            self._heard.tell(way.root, is_unfinished=event.is_modify)

    def _begin_anew(self) -> None:
        self._unwatch(list(self._folders.values()))
        self._unwatch(list(self._above.values()))
        self._begin()
        self._heard.tell_everything()

    def _begin(self) -> None:
        for root in self._roots:
            self._watch_ways(root)
            if is_folder(root):
                self._watch_tree(root)

    def _watch_ways(self, root: Path) -> None:
        """Watch the ways to a root, and those that came while others were looked for."""
        watched: set[Way] = set()
        while ways := ways_to(root) - watched:
            for way in ways:
                folder = way.path.parent
                place = self._above.get(str(folder)) or self._watch(folder, is_above=True)
                if place:
                    place.ways[way.path] = way
                    watched.add(way)

    def _watch_tree(self, top: Path) -> None:
        for found in walk(top, self._ignored):
            if isinstance(found, Path):
                self._watch(found, is_above=False)

    def _watch(self, folder: Path, *, is_above: bool) -> "_Place | None":
        place = _Place(str(folder), self, is_above=is_above)
        try:
            place.watch = self._instance.add_callback(
                os.fsencode(folder), FOLDER_EDITS, place, place.id
            )
        except OSError as fault:
            if fault.errno in NO_FOLDER:
                return None
            raise
        (self._above if is_above else self._folders)[place.path] = place
        return place

    def _unwatch_tree(self, top: Path) -> None:
        if str(top) in self._folders:
            beneath = f"{top}{os.sep}"
            places = self._folders.values()
            self._unwatch(
                [place for place in places if f"{place.path}{os.sep}".startswith(beneath)]
            )

    def _unwatch(self, places: Sequence["_Place"]) -> None:
        self._instance.remove_callbacks([(place.watch, place.id) for place in places])
        for place in places:
            del (self._above if place.is_above else self._folders)[place.path]


class _Place:
    """A folder that is watched, as the instance calls back about it."""

    def __init__(self, path: str, ear: KernelEar, *, is_above: bool) -> None:
        self.path = path
        self.is_above = is_above
        self.ways: dict[Path, Way] = {}
        """By their paths, which are in this folder."""
        self.watch = WatchDescriptor(-1)
        self.id = CallbackId(id(self))
        self._ear = ear

    def on_event(self, event: InotifyEvent) -> None:
        self._ear.hear(self, event)

    def on_watch_deleted(self, wd: WatchDescriptor) -> None:  # noqa: ARG002 (the caller's name)
        # Of any other folder, the one that it is in tells that it was deleted.
        if self.is_above:
            self._ear.lose(self)

    def on_queue_overflow(self) -> None:
        self._ear.lose(self)
