"""Outputs that tests build, look into and put files into."""

import ctypes
import os
import resource
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from site_builder.writing.output import Changes, commit, open_stage, write_file
from site_builder.writing.ownership import MARKER, OutputFolder

PAGES = {"index.html": b"front", "articles/one/index.html": b"one", "feed.xml": b"<feed/>"}


def build(
    folder: OutputFolder, pages: Mapping[str, bytes], *, kept: Collection[str] = ()
) -> Changes:
    with open_stage(folder) as stage:
        written = {path: write_file(stage.root, path, pages[path]) for path in pages}
        return commit(stage, written, kept=kept)


def read_tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MARKER)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def stat_tree(folder: Path) -> dict[Path, tuple[int, int]]:
    paths = (folder, *folder.rglob("*"))
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in paths}


def put(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def names_beside(folder: Path) -> set[str]:
    return {path.name for path in folder.parent.iterdir()} - {folder.name}


def make_older(path: Path, seconds: int) -> None:
    moment = path.stat().st_mtime_ns - seconds * 1_000_000_000
    os.utime(path, ns=(moment, moment))


def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take from the system the call that exchanges two folders."""
    monkeypatch.setattr(ctypes, "CDLL", lambda _name, **_options: object())


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """Let the system refuse larger files, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
