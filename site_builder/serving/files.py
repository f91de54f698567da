"""A path as a client wrote it to the one file of the site that it means, or to none."""

import hashlib
import os
import re
import stat
from functools import lru_cache
from urllib.parse import unquote

from site_builder.serving.live import ServedSite

SAFE_PART = re.compile(r"(?!\.{1,2}\Z)[^/\\\0]*")


def read_path(written: str) -> tuple[str, ...] | None:
    """Split the path of a request at its slashes and read the `%` codes of each part.

    The last part is empty when the path names a folder. None for a path that another program may
    read as one that leads elsewhere: with `.` or `..`, an empty part, a slash, a backslash or a
    NUL in a part, or bytes that are no UTF-8.
    """
    if not written.startswith("/"):
        return None
    try:
        parts = tuple(unquote(part, errors="strict") for part in written[1:].split("/"))
    except UnicodeDecodeError:
        return None
    is_safe = "" not in parts[:-1] and all(map(SAFE_PART.fullmatch, parts))
    return parts if is_safe else None


def path_inside(site: ServedSite, parts: tuple[str, ...]) -> str | None:
    """Give the path from the site's root; it ends with a slash, or is empty, for a folder."""
    above = read_path(site.root) or ("",)
    depth = len(above) - 1
    is_inside = len(parts) > depth and parts[:depth] == above[:depth]
    return "/".join(parts[depth:]) if is_inside else None


def read_file(site: ServedSite, path: str) -> bytes | None:
    """Read a file by its path from the output; None when there is none."""
    newer = site.newer(path)
    if newer is not None:
        return newer
    try:
        real = _locate(site, path)
        if real is None:
            return None
        with open(real, "rb") as file:  # noqa: PTH123 (a `Path` is not needed for anything else)
            return file.read()
    except OSError:
        return None


def has_file(site: ServedSite, path: str) -> bool:
    """Tell whether there is a file at a path from the output."""
    if site.newer(path) is not None:
        return True
    try:
        return _locate(site, path) is not None
    except OSError:
        return False


def digest_of_file(site: ServedSite, path: str) -> str:
    """Digest the bytes of a file; empty when there is none."""
    newer = site.newer(path)
    if newer is not None:
        return digest_of(newer)
    try:
        real = _locate(site, path)
        if real is None:
            return ""
        status = os.stat(real)  # noqa: PTH116
        return _digest_on_disk(real, (status.st_ino, status.st_mtime_ns, status.st_size))
    except OSError:
        return ""


def digest_of(content: bytes) -> str:
    """Digest bytes shortly, for comparing versions of one file."""
    return hashlib.blake2b(content, digest_size=12).hexdigest()


@lru_cache(maxsize=4096)
def _digest_on_disk(real: str, _status: tuple[int, int, int]) -> str:
    with open(real, "rb") as file:  # noqa: PTH123
        return digest_of(file.read())


def _locate(site: ServedSite, path: str) -> str | None:
    """Find where a file really lies; None when that is outside the output or no plain file."""
    folder = os.path.realpath(site.folder)
    real = os.path.realpath(f"{folder}/{path}")
    if not real.startswith(f"{folder}/"):
        return None
    # A pipe would keep whoever opens it waiting.
    return real if stat.S_ISREG(os.stat(real).st_mode) else None  # noqa: PTH116
