"""Roots to what a user is told of those that go and come back."""

import stat
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Change(NamedTuple):
    """A root that is not what it was."""

    note: str
    """A sentence for the user, without a full stop; empty when there is nothing to say."""

    is_folder: bool
    """It is or was a folder: anything in it may have changed."""


class Presence:
    """What was at the paths of roots when they were last looked at."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self._seen = {root: _look_at(root) for root in roots}
        self._lost: set[Path] = set()

    def compare(self) -> tuple[Change, ...]:
        """Look again, and return what has changed; that a file has other content is no change."""
        before = self._seen
        self._seen = {root: _look_at(root) for root in before}
        return tuple(
            Change(self._note(root, seen, now), is_folder=_is_folder(seen) or _is_folder(now))
            for root, seen, now in zip(before, before.values(), self._seen.values(), strict=True)
            if seen != now
        )

    def _note(self, root: Path, before: "_Seen | None", now: "_Seen | None") -> str:
        if before and not now:
            self._lost.add(root)
            return f"{before.name} is gone; waiting for it"
        if now and root in self._lost:
            self._lost.remove(root)
            return f"{now.name} is back"
        return ""


class _Seen(NamedTuple):
    name: str
    """As a user would call it; a folder's ends in a slash."""

    inode: tuple[int, int] | None
    """Of a folder, with its device; most editors give a file another with each save."""


def _look_at(root: Path) -> _Seen | None:
    try:
        status = root.stat()
    except OSError:
        return None
    if stat.S_ISDIR(status.st_mode):
        return _Seen(f"{root.name}/", (status.st_dev, status.st_ino))
    return _Seen(root.name, None)


def _is_folder(seen: _Seen | None) -> bool:
    return seen is not None and seen.inode is not None
