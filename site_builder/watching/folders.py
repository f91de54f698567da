"""A root to the files and folders in it, and to the names by which one gets to it."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


def outermost(roots: Sequence[Path]) -> tuple[Path, ...]:
    """Return the roots as absolute paths, without those in another, which are watched with it."""
    absolute = {root.absolute() for root in roots}
    return tuple(sorted(root for root in absolute if absolute.isdisjoint(root.parents)))


class Way(NamedTuple):
    """A path that leads to a root: when it comes, goes or is replaced, so does the root."""

    path: Path
    """Watched for in the folder that it is in, which exists."""

    root: Path

    is_root: bool
    """It is the root itself, or what that is a link to."""


def ways_to(root: Path) -> frozenset[Way]:
    """Return the ways to a root: itself, the folder that it is in, and where links lead.

    Instead of what is missing, the first folder that is.
    """
    ends = (root, _real(root))
    found = {_first_missing(step) for end in ends for step in (end, end.parent)}
    return frozenset(Way(path, root, is_root=path in ends) for path in found)


def is_folder(path: Path | os.DirEntry[str]) -> bool:
    """Tell whether something is a folder, or a link to one; what cannot be looked at is none."""
    with suppress(OSError):
        return path.is_dir()
    return False


def walk(top: Path, ignored: Callable[[Path], bool]) -> Iterator[Path | os.DirEntry[str]]:
    """Yield each folder before it is looked into, as a path, and each file in it, as an entry.

    So who watches folders as they come misses nothing that is made meanwhile. Links are followed,
    but for those to a folder that they stand in. What cannot be read is empty.
    """
    pending: list[tuple[Path, tuple[Path, ...]]] = [(top, ())]
    while pending:
        folder, entered = pending.pop()
        yield folder
        for entry in _entries(folder):
            path = Path(entry.path)
            if ignored(path):
                continue
            if not is_folder(entry):
                yield entry
            elif not entry.is_symlink():
                pending.append((path, entered))
            elif not _is_loop(path, places := (*entered, _real(folder))):
                pending.append((path, places))


def _first_missing(path: Path) -> Path:
    while not is_folder(path.parent):
        path = path.parent
    return path


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    with suppress(OSError), os.scandir(folder) as entries:
        yield from entries


def _is_loop(link: Path, places: tuple[Path, ...]) -> bool:
    """Tell whether a link leads to a place on the way to itself, those of links before included."""
    target = _real(link)
    return any(place.is_relative_to(target) for place in places)


def _real(path: Path) -> Path:
    # `Path.resolve` raises for a link to itself, before Python 3.13.
    return Path(os.path.realpath(path))
