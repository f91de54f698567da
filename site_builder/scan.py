"""A site's folder to the files it is made of, and what is wrong with those that cannot be read."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import msgspec

from site_builder.model.problems import Code, Problem
from site_builder.model.similar import did_you_mean

FOLDERS = {
    "articles": "article",
    "entities": "entity",
    "events": "event",
    "sources": "source",
    "stories": "story",
    "pages": "page",
    "revisions": "revision",
    "copies": "copy",
    "static": "static",
}
"""Folders of `content/`, and what each file in one of them is."""

LOCK = "anchors.json"
"""What lies beside the settings and says which passages were accepted."""

LARGEST = 10_000_000
"""Bytes of a content file that is read as text."""


class Found(msgspec.Struct, frozen=True, array_like=True):
    """A file of a site."""

    path: str
    """From the site's folder, with forward slashes."""

    kind: str
    """A value of `FOLDERS`; `asset` for what lies beside content and is no content itself.

    `lock` for what says which passages were accepted.
    """

    size: int
    modified_ns: int
    """Nanoseconds from 1970 to its last change, as the file system counts them.

    That of its bytes or of its status, whichever is later: who sets the time of a file, as
    `cp --preserve` does, changes its status.
    """

    inode: int


class Scan(msgspec.Struct, frozen=True):
    """What a site's folder holds, in the order of paths."""

    files: tuple[Found, ...]
    problems: tuple[Problem, ...]
    site: Path = Path()


def scan(site: Path) -> Scan:
    """List the files of a site's content; hidden ones and editors' copies are left out.

    Of the site's own templates it looks for links that lead out of them, and no further.
    """
    scanner = _Scanner(site)
    every = (*scanner.content(), *scanner.lock())
    files = tuple(sorted(every, key=lambda found: found.path))
    scanner.check_templates()
    return Scan(files, tuple(scanner.problems), site)


def find_file(site: Path, path: str) -> Found | None:
    """Look at one file of content by its path from the site's folder, as `scan` would find it.

    None for what is no plain file that can be read, or nothing that `scan` would name.
    """
    _, folder, *rest = path.split("/", 2)
    kind = FOLDERS.get(folder, "")
    try:
        status = os.lstat(site / path)
    except OSError:
        return None
    is_plain = stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST
    return _as_found(path, kind, status) if kind and rest and is_plain else None


class _Scanner:
    """One walk over a folder; what cannot be used is told."""

    def __init__(self, site: Path) -> None:
        self.problems: list[Problem] = []
        self._site = site
        self._content = site / "content"
        self._before = len(str(self._content)) - len("content")
        """Signs of a path before the part that is told."""

        self._real_content = os.path.realpath(self._content)

    def content(self) -> Iterator[Found]:
        """Go through the folder of content, which may be a link to another in the site's."""
        real_site = os.path.realpath(self._site)
        if self._real_content.startswith(f"{real_site}{os.sep}"):
            yield from self._walk(self._content, (self._real_content,))
        else:
            self._report_outside(self._content, self._real_content)

    def lock(self) -> Iterator[Found]:
        """Look for the one file that is read and lies beside the folder of content."""
        try:
            status = (self._site / LOCK).stat()
        except OSError:
            return
        if stat.S_ISREG(status.st_mode):
            yield _as_found(LOCK, "lock", status)
        else:
            self._report(self._site / LOCK, "not-a-file", "is no file", "put a file in its place")

    def check_templates(self) -> None:
        """Look for links in the site's own templates, which lead nowhere but in there."""
        own = self._site / "templates"
        real = os.path.realpath(own)
        if not f"{real}{os.sep}".startswith(f"{os.path.realpath(self._site)}{os.sep}"):
            self._report_outside(own, real)
            return
        for folder, folders, files in os.walk(own):
            for path in (Path(folder, name) for name in (*folders, *files)):
                target = os.path.realpath(path) if path.is_symlink() else real
                if not f"{target}{os.sep}".startswith(f"{real}{os.sep}"):
                    self._report_outside(path, target)

    def _walk(self, folder: Path, above: tuple[str, ...]) -> Iterator[Found]:
        """Go through a folder that stands in others; a link out of content is not followed."""
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except FileNotFoundError:
            return
        except OSError as fault:
            self._report(folder, "unreadable-file", f"cannot be read: {fault.strerror}")
            return
        published = folder.is_relative_to(self._content / "static")
        for entry in entries:
            if not is_passed_over(entry.name, published=published):
                yield from self._entry(entry, above)

    def _entry(self, entry: os.DirEntry[str], above: tuple[str, ...]) -> Iterator[Found]:
        # Of tens of thousands of entries nearly all are files, which need no `Path`.
        if not _is_utf8(entry.name):
            message = "has a name that is not UTF-8"
            self._report(Path(entry.path), "bad-encoding", message, "rename it")
            return
        if entry.is_symlink() and not self._leads_on(Path(entry.path), above):
            return
        try:
            status = entry.stat()
        except FileNotFoundError:
            # Deleted since the folder was listed: it is as if it had never been.
            return
        except OSError as fault:
            message = f"cannot be read: {fault.strerror}"
            self._report(Path(entry.path), "unreadable-file", message)
            return
        if stat.S_ISREG(status.st_mode):
            yield from self._file(entry, status)
        elif stat.S_ISDIR(status.st_mode):
            path = Path(entry.path)
            if path.suffix == ".md":
                message = "is a folder, though its name is a file's"
                self._report(path, "not-a-file", message, "give the folder a name without .md")
            else:
                real = os.path.realpath(path) if entry.is_symlink() else f"{above[-1]}/{entry.name}"
                yield from self._walk(path, (*above, real))
        else:
            message = "is neither a file nor a folder"
            self._report(Path(entry.path), "not-a-file", message, "put a file in its place")

    def _file(self, entry: os.DirEntry[str], status: os.stat_result) -> Iterator[Found]:
        relative = entry.path[self._before :].replace(os.sep, "/")
        folder = relative.split("/")[1]
        kind = FOLDERS.get(folder, "") if relative.count("/") > 1 else ""
        if not kind:
            near = did_you_mean(folder, FOLDERS)
            hint = near or f"content belongs in one of: {', '.join(FOLDERS)}"
            message = "is in no folder that is read"
            self.problems.append(Problem(relative, 1, 1, "unknown-place", message, hint, "warning"))
        elif kind in ("copy", "static"):
            yield _as_found(relative, kind, status)
        elif not relative.endswith(".md"):
            yield _as_found(relative, "asset", status)
        elif status.st_size > LARGEST:
            message = f"has {status.st_size:,} bytes; {LARGEST:,} can be read"
            self._report(Path(entry.path), "too-large", message, "part it into several files")
        else:
            yield _as_found(relative, kind, status)

    def _leads_on(self, path: Path, above: tuple[str, ...]) -> bool:
        """Tell whether a link leads to something in content that is not around it."""
        target = os.path.realpath(path)
        if target in above:
            message = "is a link to a folder that it stands in"
            self._report(path, "symlink-loop", message, "delete the link")
        elif not f"{target}{os.sep}".startswith(f"{self._real_content}{os.sep}"):
            self._report_outside(path, target)
        elif not os.path.lexists(target):
            message = "is a link to a file that is not there"
            self._report(path, "unreadable-file", message, "delete the link, or mend it")
        elif Path(target).is_symlink():
            message = "is a link that leads to itself"
            self._report(path, "symlink-loop", message, "delete the link")
        else:
            return True
        return False

    def _report_outside(self, path: Path, target: str) -> None:
        message = (
            f"is a link out of the site's {path.relative_to(self._site).parts[0]}, to {target}"
        )
        self._report(path, "symlink-outside", message, "put what it leads to in its place")

    def _report(self, path: Path, code: Code, message: str, hint: str = "") -> None:
        relative = path.relative_to(self._site).as_posix()
        legible = relative.encode("utf-8", "backslashreplace").decode()
        message = message.encode("utf-8", "backslashreplace").decode()
        self.problems.append(Problem(legible, 1, 1, code, message, hint))


def _as_found(path: str, kind: str, status: os.stat_result) -> Found:
    # Nobody can set the second time back, but not every file system keeps it.
    modified_ns = max(status.st_mtime_ns, status.st_ctime_ns)
    return Found(path, kind, status.st_size, modified_ns, status.st_ino)


def _is_utf8(name: str) -> bool:
    # Bytes of a name that are no UTF-8 stand in it as surrogates, which cannot be written.
    return name.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in name)


def is_passed_over(name: str, *, published: bool = False) -> bool:
    """Tell whether a name is of a hidden file or of one that an editor keeps for itself.

    Of `published` files, those in `content/static/`, hidden ones such as `.well-known` count.
    """
    if name.endswith(("~", ".swp", ".tmp")) or name == ".DS_Store":
        return True
    return name.startswith((".#", "#")) or (name.startswith(".") and not published)
