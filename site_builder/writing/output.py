"""A finished tree of files into the output folder, in one step and at no stranger's expense."""

# A site has tens of thousands of files, and a `Path` costs more than the call that it is made for.
# ruff: noqa: PTH102, PTH104, PTH106, PTH108, PTH116, PTH123

import hashlib
import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from site_builder.writing.exchange import (
    beside,
    exchange,
    hold,
    next_tree,
    recover,
    remove_spare,
    remove_tree,
)
from site_builder.writing.ownership import (
    ADOPTABLE,
    MARKER,
    FileStatus,
    OutputFolder,
    OutputRefused,
    Tree,
    Written,
    digest_of,
    folders_of,
    status_of,
    survey,
    walk,
    write_list,
    written_as,
)

UNSAFE_PATH = re.compile(
    rf"[\0\\]|(?:^|/)\.{{0,2}}(?:/|$)|^{re.escape(MARKER)}(?:/|$)", re.IGNORECASE
)


class PathRefused(ValueError):
    """Raised when a page's path leads out of the output or onto another page's."""


class Stage(msgspec.Struct, frozen=True):
    """New files beside the output, which may go into it."""

    root: Path
    """The folder for `write_file`."""

    folder: OutputFolder

    tree: Tree
    """What stood in the output when the stage was opened."""


class Changes(msgspec.Struct, frozen=True):
    """What a build changed in the output: paths from its folder, sorted."""

    written: tuple[str, ...]
    """New files and those with new bytes."""

    removed: tuple[str, ...]
    """Files of the last build that this one does not have."""

    edited: tuple[str, ...]
    """Files of the last build that somebody had changed; this build's stand in their place."""

    carried: tuple[str, ...]
    """Files that the builder never wrote; they are in the new tree as they were.

    Those that keep an empty folder are not named.
    """


class Cleaned(msgspec.Struct, frozen=True):
    """What was removed and what was left: paths from the output folder, sorted."""

    removed: tuple[str, ...]
    kept: tuple[str, ...]
    """Files that somebody changed or added; those that keep an empty folder are not named."""


def write_file(root: Path, path: str, content: bytes) -> Written:
    """Write a new file into a stage, from any process that knows the stage's root.

    `path` has forward slashes and no empty part, `.` or `..`; else, and for a path that was written
    to the stage already, `PathRefused` is raised.
    """
    if UNSAFE_PATH.search(path):
        raise PathRefused(f"{path!r} is no path of a file in the output")
    try:
        with open(_draft(root, path), "xb") as file:
            file.write(content)
    except FileExistsError as fault:
        raise PathRefused(f"{path!r} is written twice") from fault
    return written_as(content)


@contextmanager
def open_stage(folder: OutputFolder, *, wait_seconds: float = 60) -> Iterator[Stage]:
    """Hold the output against other builds, survey it and make an empty stage beside it.

    What a killed build left is set right first. When the context ends, the stage is removed. Raises
    `OutputRefused` when another process still builds after `wait_seconds`, and as `survey` does.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with hold(folder, wait_seconds):
        recover(folder)
        root = beside(folder, f"stage-{secrets.token_hex(8)}")
        try:
            root.mkdir()
            # Proves, should this process be killed, that what it leaves is ours to remove, and
            # tells by the file system's own clock when the survey began.
            (root / MARKER).touch()
            yield Stage(root, folder, survey(folder))
        finally:
            remove_tree(root)


def commit(stage: Stage, written: Mapping[str, Written], *, kept: Collection[str] = ()) -> Changes:
    """Put a tree with the stage's files in the output's place, in one step, if they differ.

    `written` is all that `write_file` returned, by path; `kept` are paths of `stage.tree.standing`,
    files that stay as they are. Every file that the last build listed and that is in neither is
    left out. Files that the builder never wrote are no build's to destroy: they come along, and one
    in the place of a new file of other bytes raises `OutputRefused`, as does a `kept` file that was
    changed meanwhile. Two paths that some file systems hold for the same raise `PathRefused`.

    The output is surveyed again only if the time of one of its folders says that something came
    or went since the stage was opened. What others put there while the next tree is made is left
    behind in the old one, and a listed file that they change in place meanwhile, but that is
    not kept, is replaced without being named.
    """
    tree = _current_tree(stage)
    _refuse_missing(kept, tree)
    wanted = {**{path: tree.standing[path] for path in kept}, **written}
    if wanted.keys() != tree.listed.keys():
        _refuse_collisions(wanted)
    if not wanted == tree.listed == tree.standing:
        with next_tree(stage.folder) as root:
            _fill(root, stage, tree=tree, wanted=wanted)
            exchange(root, stage.folder)
    return Changes(
        written=tuple(sorted(p for p, file in wanted.items() if tree.listed.get(p) != file)),
        removed=tuple(sorted(tree.listed.keys() - wanted.keys())),
        edited=tree.edited,
        carried=tuple(path for path in tree.foreign if path not in ADOPTABLE),
    )


def clean(folder: OutputFolder, *, wait_seconds: float = 60) -> Cleaned:
    """Remove every file whose bytes prove that the builder wrote it, and folders left empty.

    What is kept for the next build goes too. The list stays as long as anything else does, so that
    the folder can be built into again.
    """
    if not folder.parent.is_dir():
        return Cleaned((), ())
    with hold(folder, wait_seconds):
        recover(folder)
        tree = survey(folder)
        removed = tuple(
            path
            for path, file in sorted(tree.standing.items())
            if digest_of(f"{folder}/{path}") == file.digest
        )
        for path in removed:
            os.unlink(f"{folder}/{path}")
        remove_spare(folder)
        _remove_empty(folder, tree.folders & folders_of(tree.listed))
    kept = {*tree.edited, *tree.foreign, *tree.standing} - {*removed, *ADOPTABLE}
    return Cleaned(removed, tuple(sorted(kept)))


def _draft(root: Path, path: str) -> str:
    """Say where a file waits: side by side with all others, for most need a folder of their own.

    To make one takes longer than to write a page, and the next tree mostly has it.
    """
    return f"{root}/{hashlib.sha256(os.fsencode(path)).hexdigest()}"


def _current_tree(stage: Stage) -> Tree:
    """Return what stands in the output now.

    What comes or goes, or is replaced by a file renamed, shows in the time of its folder.
    """
    opened_ns = os.stat(f"{stage.root}/{MARKER}").st_mtime_ns
    start = f"{stage.folder}/"
    with suppress(FileNotFoundError, NotADirectoryError):
        folders = ("", *stage.tree.folders)
        if all(os.lstat(start + folder).st_mtime_ns < opened_ns for folder in folders):
            return stage.tree
    return survey(stage.folder)


def _refuse_missing(kept: Iterable[str], tree: Tree) -> None:
    for path in kept:
        if path not in tree.standing:
            raise _changed(path)


def _changed(path: str) -> OutputRefused:
    return OutputRefused(f"{path} in the output was changed during the build: build again")


def _refuse_collisions(paths: Iterable[str]) -> None:
    seen: dict[str, str] = {}
    for path in paths:
        other = seen.setdefault(_folded(path), path)
        if other != path:
            raise PathRefused(f"{other!r} and {path!r} are one file on some file systems")
    for folder in folders_of(seen) & seen.keys():
        raise PathRefused(f"{seen[folder]!r} stands where another file needs a folder")


def _folded(path: str) -> str:
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def _fill(root: Path, stage: Stage, *, tree: Tree, wanted: Mapping[str, Written]) -> None:
    """Make the next tree of whatever stands in it, at a cost that grows with how they differ.

    Files with the bytes of old become the output's own, so that they have the time of old too.
    """
    shared = {path for path, file in wanted.items() if tree.standing.get(path) == file}
    foreign = [path for path in tree.foreign if path not in wanted]
    foreign_folders = tree.folders - folders_of(tree.listed)
    folders = folders_of(wanted)
    _refuse_foreign(stage, foreign_folders.union(tree.foreign), folders=folders, wanted=wanted)
    folders |= folders_of(foreign) | foreign_folders
    staying = _make_room(root, tree, files=shared.union(foreign), folders=folders)
    for path in shared - staying:
        _link(stage, path, root)
        if not _is_alike(status_of(os.lstat(f"{root}/{path}")), tree.files[path]):
            raise _changed(path)
    for path in wanted.keys() - shared:
        _move(stage, path, root)
    for path in foreign:
        if path not in staying:
            _link(stage, path, root)
    draft = stage.root / "list"
    write_list(draft, wanted)
    draft.replace(root / MARKER)


def _refuse_foreign(
    stage: Stage, paths: Iterable[str], *, folders: Collection[str], wanted: Mapping[str, Written]
) -> None:
    """Raise if a new file or its folder needs the place of what the builder never wrote."""
    for path in sorted(paths):
        is_taken = path in wanted and not _is_as(stage.folder / path, wanted[path])
        is_folder_taken = path in folders and not _is_folder(stage.folder / path)
        if is_taken or is_folder_taken or not folders_of((path,)).isdisjoint(wanted):
            raise _in_the_way(stage, path)


def _is_as(file: Path, written: Written) -> bool:
    return file.is_file() and digest_of(file) == written.digest


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _in_the_way(stage: Stage, path: str) -> OutputRefused:
    place = f"{stage.folder}/{path}"
    return OutputRefused(f"{place} is not of site-builder, and a page needs its place: move it")


def _make_room(root: Path, tree: Tree, *, files: set[str], folders: set[str]) -> set[str]:
    """Remove all but some of the output's own files, and make some folders; return what stays.

    A file stays only if it is the output's by another name, for then they have the same bytes,
    whatever a killed build has done here.
    """
    found, present = walk(root)
    staying = {path for path in files & found.keys() if found[path] == tree.files[path]}
    start = f"{root}/"
    for path in found.keys() - staying:
        os.unlink(start + path)
    for path in sorted(set(present) - folders, reverse=True):
        os.rmdir(start + path)
    for path in sorted(folders.difference(present)):
        # One folder may go by two names here.
        with suppress(FileExistsError):
            os.mkdir(start + path)
    return staying


def _is_alike(copy: FileStatus, file: FileStatus) -> bool:
    return (copy.modified_ns, copy.size) == (file.modified_ns, file.size)


def _link(stage: Stage, path: str, root: Path) -> None:
    source, target = f"{stage.folder}/{path}", f"{root}/{path}"
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError as fault:
        raise _in_the_way(stage, path) from fault
    except OSError:
        # No links on this file system, too many of this file, or a file of somebody else's.
        shutil.copy2(source, target, follow_symlinks=False)


def _move(stage: Stage, path: str, root: Path) -> None:
    target = f"{root}/{path}"
    if os.path.lexists(target):
        # To rename would put it in the place of a file whose name reads the same here.
        raise _in_the_way(stage, path)
    os.rename(_draft(stage.root, path), target)


def _remove_empty(folder: OutputFolder, candidates: Iterable[str]) -> None:
    """Remove folders that are empty now, and the list and the output if nothing else is left."""
    for path in sorted(candidates, reverse=True):
        with suppress(OSError):
            (folder / path).rmdir()
    if folder.exists() and {path.name for path in folder.iterdir()} - {MARKER} <= ADOPTABLE:
        (folder / MARKER).unlink(missing_ok=True)
        with suppress(OSError):
            folder.rmdir()
