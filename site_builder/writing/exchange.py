"""Two folders into each other's place in one step, by one process at a time."""

import ctypes
import errno
import fcntl
import os
import re
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from site_builder.writing.ownership import MARKER, OutputFolder, OutputRefused, is_ours

LOCK_POLL_SECONDS = 0.05
AT_FDCWD = -100  # both systems' headers: paths start from the working folder
EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
CANNOT_EXCHANGE = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP})


@contextmanager
def hold(folder: OutputFolder, wait_seconds: float) -> Iterator[None]:
    """Hold the output for this process, however it ends.

    A record lock, since workers that outlive a killed builder would inherit one of `flock`.
    It keeps out other processes, not other threads of this one.
    """
    path = beside(folder, "lock")
    deadline = time.monotonic() + wait_seconds
    while (descriptor := _try_lock(path)) is None:
        if time.monotonic() >= deadline:
            raise OutputRefused(f"another build is at work in {folder}: try again when it is done")
        time.sleep(LOCK_POLL_SECONDS)
    try:
        yield
    finally:
        with suppress(FileNotFoundError):
            path.unlink()
        os.close(descriptor)


def recover(folder: OutputFolder) -> None:
    """Put back an output that a killed build had out of its place, and tidy up what others left.

    Only the holder of the lock has a stage, so that all that are found are of the dead.
    """
    _put_copy_in_place(folder)
    aside = beside(folder, "aside")
    if not folder.exists() and _is_left(aside):
        aside.rename(folder)
    name = re.compile(rf"\.{re.escape(folder.name)}\.(?:aside|(?:stage|tree)-[0-9a-f]{{16}})")
    for path in list(folder.parent.iterdir()):
        if name.fullmatch(path.name) and _is_left(path):
            _keep_as_spare(path, folder)


@contextmanager
def next_tree(folder: OutputFolder) -> Iterator[Path]:
    """Give a tree to change into the next output: the spare one, or an empty one if there is none.

    What stands in its place in the end, the old output after an exchange, becomes the spare. Its
    files may be those of the output by another name, so that none may be written into.
    """
    root = beside(folder, f"tree-{secrets.token_hex(8)}")
    if not _take_spare(folder, root):
        root.mkdir()
        # Proves, should this process be killed, that what it leaves is ours to remove.
        (root / MARKER).touch()
    try:
        yield root
    except OSError:
        # Whatever cannot be changed, or fills the disk, is not to be met again.
        _forget_list(root)
        raise
    finally:
        _keep_as_spare(root, folder)


def remove_spare(folder: OutputFolder) -> None:
    """Remove the tree that is kept for the next build."""
    spare = beside(folder, "spare")
    if _is_left(spare):
        remove_tree(spare)


def exchange(root: Path, folder: OutputFolder) -> None:
    """Let a tree and the output change places; the old one stands where the new one stood."""
    if not folder.exists():
        root.rename(folder)
        return
    root.chmod(stat.S_IMODE(folder.stat().st_mode))
    try:
        _change_places(root, folder)
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            raise
        _make_movable(folder)
        _change_places(root, folder)


def beside(folder: OutputFolder, name: str) -> Path:
    """Return the hidden path beside the output that the builder uses under a name."""
    return folder.with_name(f".{folder.name}.{name}")


def remove_tree(root: Path) -> None:
    """Remove a tree as far as can be, its marker last: what stays must stay provably ours."""
    with suppress(OSError):
        for path in root.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name != MARKER:
                path.unlink()
        if [path.name for path in root.iterdir()] == [MARKER]:
            (root / MARKER).unlink()
        root.rmdir()


def _try_lock(path: Path) -> int | None:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The holder before may have removed the file between our two calls.
        if os.path.samestat(os.fstat(descriptor), path.stat()):
            return descriptor
    except (BlockingIOError, PermissionError, FileNotFoundError):
        pass
    os.close(descriptor)
    return None


def _is_left(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and is_ours(path)


def _has_list(root: Path) -> bool:
    """Tell whether a tree is or has been an output; while it is made, its list is empty."""
    if root.is_symlink():
        return False
    try:
        return (root / MARKER).stat().st_size > 0
    except OSError:
        return False


def _forget_list(root: Path) -> None:
    with suppress(OSError):
        (root / MARKER).write_bytes(b"")


def _take_spare(folder: OutputFolder, root: Path) -> bool:
    spare = beside(folder, "spare")
    if not _has_list(spare):
        return False
    try:
        spare.rename(root)
    except OSError:
        # OverlayFS does not rename what came with a container's image.
        remove_tree(spare)
        return False
    return True


def _keep_as_spare(root: Path, folder: OutputFolder) -> None:
    """Keep a tree for the next build, unless it never was an output or its place is taken."""
    if _has_list(root):
        with suppress(OSError):
            root.rename(beside(folder, "spare"))
            return
    remove_tree(root)


def _change_places(root: Path, folder: OutputFolder) -> None:
    if not _swap(root, folder):
        _swap_by_renaming(root, folder)


def _swap(left: Path, right: Path) -> bool:
    """Exchange two folders in one call of the system; false where it has none."""
    library = ctypes.CDLL(None, use_errno=True)
    paths = os.fsencode(left), os.fsencode(right)
    status: int
    if sys.platform == "darwin":
        status = library.renamex_np(*paths, EXCHANGE)
    elif hasattr(library, "renameat2"):
        status = library.renameat2(AT_FDCWD, paths[0], AT_FDCWD, paths[1], EXCHANGE)
    else:
        return False
    number = ctypes.get_errno()
    if status and number not in CANNOT_EXCHANGE:
        raise OSError(number, os.strerror(number), str(right))
    return status == 0


def _swap_by_renaming(root: Path, folder: OutputFolder) -> None:
    """Exchange stage and output by way of a third name, from which `recover` takes it back."""
    aside = beside(folder, "aside")
    folder.rename(aside)
    try:
        root.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    aside.rename(root)


def _make_movable(folder: OutputFolder) -> None:
    """Replace a folder that came with a container's image by a copy of it.

    OverlayFS answers EXDEV when such a folder is renamed. Here alone a killed build leaves less
    than the old site, until the next one starts.
    """
    draft = beside(folder, f"stage-{secrets.token_hex(8)}")
    try:
        shutil.copytree(folder, draft, symlinks=True)
        draft.rename(beside(folder, "copy"))
    finally:
        remove_tree(draft)
    _put_copy_in_place(folder)


def _put_copy_in_place(folder: OutputFolder) -> None:
    copy = beside(folder, "copy")
    if _is_left(copy):
        remove_tree(folder)
        copy.rename(folder)
