"""What proves whose the files of an output folder are, and which folders a build may replace."""

# A site has tens of thousands of files, and a `Path` costs more than the call that it is made for.
# ruff: noqa: PTH123

import hashlib
import os
import stat
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NewType

import msgspec

from site_builder.model.text import Sha256

MARKER = ".site-builder"
"""The file in the output that lists what the builder wrote there, and so proves whose it is."""

# What keeps an empty folder in a repository or falls into every folder that is looked at.
ADOPTABLE = frozenset({".gitignore", ".gitkeep", ".DS_Store"})

OutputFolder = NewType("OutputFolder", Path)
"""An absolute path, without links, that `check_output` let pass."""


class OutputRefused(Exception):
    """Raised with one sentence when a build would not be safe in the output folder."""


class Written(msgspec.Struct, frozen=True, array_like=True):
    """A file as the builder wrote it."""

    size: int
    """In bytes."""

    digest: Sha256
    """Of its bytes."""


class FileStatus(msgspec.Struct, frozen=True, gc=False):
    """A file as it stood when it was looked at; equal ones are one file, left alone meanwhile."""

    device: int
    inode: int
    size: int
    """In bytes."""

    modified_ns: int
    """Nanoseconds from 1970."""

    is_regular: bool
    """False for links, pipes and the like."""


class Tree(msgspec.Struct, frozen=True):
    """What stands in the output, held against the list that the last build left."""

    listed: Mapping[str, Written] = {}
    standing: Mapping[str, Written] = {}
    """Those of `listed` that are still as the builder wrote them."""

    edited: tuple[str, ...] = ()
    """Those of `listed` that somebody changed since."""

    foreign: tuple[str, ...] = ()
    """Files that the builder never wrote."""

    folders: frozenset[str] = frozenset()
    """All folders, and no links to folders."""

    files: Mapping[str, FileStatus] = {}
    """All files but the list."""


class _Marker(msgspec.Struct, frozen=True):
    files: dict[str, Written]
    note: str = "Made by site-builder, which removes only files that are as this list says."


def check_output(output: Path, *, site: Path, protected: Collection[Path] = ()) -> OutputFolder:
    """Let pass only a folder whose replacement destroys nothing but a site built before.

    `protected` are folders that may be neither inside the output nor around it. Raises
    `OutputRefused`.
    """
    if output.is_symlink():
        raise OutputRefused(f"the output {output} is a link: name the folder that it leads to")
    folder = Path(os.path.realpath(output))
    _refuse_precious(folder, site=site, protected=protected)
    _refuse_unwritable(folder)
    _refuse_foreign(folder)
    return OutputFolder(folder)


def survey(folder: OutputFolder) -> Tree:
    """Find what the last build left in the output and what others made of it.

    A file of the listed size that is older than the list is taken for unchanged; any other
    is read. Raises `OutputRefused` where nothing proves that the folder is the builder's.
    """
    if not folder.exists():
        return Tree()
    listed, marked_ns = _read_marker(folder)
    files, folders = walk(folder)
    standing = {
        path: file
        for path, file in listed.items()
        if (found := files.get(path)) is not None
        and found.is_regular
        and found.size == file.size
        # A file as old as the list may have been changed within one tick of the system's clock.
        and (found.modified_ns < marked_ns or digest_of(f"{folder}/{path}") == file.digest)
    }
    return Tree(
        listed=listed,
        standing=standing,
        edited=tuple(sorted(files.keys() & listed.keys() - standing.keys())),
        foreign=tuple(sorted(files.keys() - listed.keys())),
        folders=frozenset(folders),
        files=files,
    )


def walk(root: Path) -> tuple[dict[str, FileStatus], list[str]]:
    """Return all files but the list, and all folders, by path from the root; follow no link."""
    files: dict[str, FileStatus] = {}
    folders: list[str] = []
    start = f"{root}/"
    pending = [""]
    while pending:
        prefix = pending.pop()
        with os.scandir(start + prefix) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                    pending.append(f"{path}/")
                else:
                    files[path] = status_of(entry.stat(follow_symlinks=False))
    files.pop(MARKER, None)
    return files, folders


def status_of(result: os.stat_result) -> FileStatus:
    """Reduce what the system says of a file to what tells it from another, or from a later one."""
    return FileStatus(
        result.st_dev,
        result.st_ino,
        result.st_size,
        result.st_mtime_ns,
        stat.S_ISREG(result.st_mode),
    )


def written_as(content: bytes) -> Written:
    """Say how a file of some bytes is listed."""
    return Written(len(content), Sha256(hashlib.sha256(content).hexdigest()))


def write_list(file: Path, files: Mapping[str, Written]) -> None:
    """Write the list of all that the builder wrote into a tree, the same for the same files."""
    marker = _Marker(dict(sorted(files.items())))
    file.write_bytes(msgspec.json.encode(marker))


def is_ours(folder: Path) -> bool:
    """Tell whether the builder made a folder, or may take it since there is nothing in it."""
    names = {path.name for path in folder.iterdir()}
    return MARKER in names or names <= ADOPTABLE


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return every folder that lies above one of the paths."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def digest_of(file: str | Path) -> str:
    """Return the SHA-256 of a file's bytes, hexadecimal."""
    with open(file, "rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _refuse_precious(folder: Path, *, site: Path, protected: Collection[Path]) -> None:
    homes = {
        "the working folder": Path.cwd(),
        # `Path.expanduser` fails for those who have no home, as in a container.
        "the home folder": Path(os.path.expanduser("~")),  # noqa: PTH111
        "the site's folder": site,
    }
    for name, path in homes.items():
        if _is_inside(Path(os.path.realpath(path)), folder):
            raise OutputRefused(f"the output {folder} would replace {name}: choose another folder")
    for path in protected:
        real = Path(os.path.realpath(path))
        if _is_inside(real, folder) or _is_inside(folder, real):
            raise OutputRefused(f"the output {folder} and {real} must not hold one another")


def _is_inside(inner: Path, outer: Path) -> bool:
    """Tell whether a path is another or below it, by whatever name they go."""
    if inner.is_relative_to(outer):
        return True
    # `Content` and `content` are one folder on some file systems.
    return outer.exists() and any(
        path.exists() and path.samefile(outer) for path in (inner, *inner.parents)
    )


def _refuse_unwritable(folder: Path) -> None:
    if folder.is_mount():
        raise OutputRefused(f"{folder} is a mounted volume: choose a folder inside it")
    above = next(path for path in folder.parents if path.exists())
    for path in filter(Path.exists, (above, folder)):
        if not path.is_dir():
            raise OutputRefused(f"{path} is not a folder: choose another output")
        if not os.access(path, os.W_OK | os.X_OK):
            raise OutputRefused(f"{path} cannot be written to: choose another output")


def _refuse_foreign(folder: Path) -> None:
    if folder.exists() and not is_ours(folder):
        raise OutputRefused(f"{folder} was not made by site-builder: choose an empty folder")


def _read_marker(folder: Path) -> tuple[dict[str, Written], int]:
    """Return the list of the last build and when it was written, in nanoseconds."""
    marker = folder / MARKER
    _refuse_foreign(folder)
    if not marker.exists():
        return {}, 0
    try:
        files = msgspec.json.decode(marker.read_bytes(), type=_Marker).files
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise OutputRefused(f"{marker} cannot be read: delete {folder} to go on") from fault
    return files, marker.stat().st_mtime_ns
