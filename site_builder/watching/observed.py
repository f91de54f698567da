"""What systems other than Linux tell of the folders of roots to what was edited in them."""

import os
from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from site_builder.watching.folders import Way, is_folder, ways_to
from site_builder.watching.heard import Heard

# Neither opening nor closing after reading: a build does both, and would wake itself for ever. Nor
# other attributes, which are no content, nor other files in a folder, which are told of themselves.
EDITS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileClosedEvent,
    FileDeletedEvent,
    FileMovedEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]


class ObservedEar(FileSystemEventHandler):
    """Tell of what is edited in roots, and of roots that come, go or are replaced.

    Raises `OSError` where the system has nothing left to watch with; later, that is told.
    """

    def __init__(
        self, roots: Sequence[Path], heard: Heard, *, ignored: Callable[[Path], bool]
    ) -> None:
        self._roots = roots
        self._heard = heard
        self._ignored = ignored
        self._ways: dict[Path, Way] = {}
        """By their real paths, which are those that are told of."""
        self._folders: dict[Path, Path] = {}
        """Real paths of roots that are folders, and the roots."""
        self._observer = Observer()
        self._observer.start()
        try:
            self._begin()
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        """End the observer's threads."""
        self._observer.stop()
        self._observer.join()

    def dispatch(self, event: FileSystemEvent) -> None:
        """Take in an event, as the observer calls its handlers."""
        try:
            for path in (event.src_path, event.dest_path):
                if path:
                    self._hear(Path(os.fsdecode(path)), event)
        except OSError as fault:
            self._heard.tell_fault(fault)

    def _hear(self, path: Path, event: FileSystemEvent) -> None:
        if way := self._ways.get(path):
            self._hear_of_way(way, event)
        else:
            for real, root in self._folders.items():
                if path.is_relative_to(real):
                    self._hear_of_content(root / path.relative_to(real), root)

    def _hear_of_way(self, way: Way, event: FileSystemEvent) -> None:
        was_folder = event.is_directory or way.root in self._folders.values()
        if not way.is_root or was_folder or is_folder(way.root):
            self._observer.unschedule_all()
            self._begin()
            self._heard.tell_everything()
        else:
            self._heard.tell(way.root)

    def _hear_of_content(self, path: Path, root: Path) -> None:
        folders = takewhile(root.__ne__, path.parents)
        if not any(map(self._ignored, (path, *folders))):
            self._heard.tell(path)

    def _begin(self) -> None:
        self._ways = {}
        self._folders = {}
        for root in self._roots:
            self._watch_ways(root)
            if is_folder(root) and self._watch(root.resolve(), recursive=True):
                self._folders[root.resolve()] = root

    def _watch_ways(self, root: Path) -> None:
        """Watch the ways to a root, and those that came while others were looked for."""
        watched: set[Way] = set()
        while ways := ways_to(root) - watched:
            for way in ways:
                folder = way.path.parent.resolve()
                if self._watch(folder, recursive=False):
                    self._ways[folder / way.path.name] = way
                    watched.add(way)

    def _watch(self, folder: Path, *, recursive: bool) -> bool:
        """Tell whether there was a folder to watch."""
        try:
            self._observer.schedule(self, folder, recursive=recursive, event_filter=EDITS)
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True
