"""A theme's stylesheets, scripts and pictures as files that are named by what they hold."""

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from site_builder.model.problems import Problem, ProblemsFound

FOLDER = "assets"
FINGERPRINT_DIGITS = 8

IMPORT = re.compile(r"""@import\s+["'](?P<name>[^"']+)["']\s*;\n?""")
ADDRESS = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<name>[^"')]+?)(?P=quote)\s*\)""")


OWN_LOOKS = ":looks"
"""Stands for the style sheet that no file holds, but the settings of the site."""


class ThemeFolder(msgspec.Struct, frozen=True, array_like=True):
    """A folder of templates, with a folder `assets` in it."""

    path: Path
    label: str
    """What stands before a file's name in problems: `templates/` or `theme:`."""


class Asset(msgspec.Struct, frozen=True, array_like=True):
    """A file of the theme as it is published."""

    path: str
    """From the site's root: `assets/site.0a1b2c3d.css`."""

    content: bytes


class _File(msgspec.Struct, frozen=True, array_like=True):
    """A file of the theme as its author wrote it."""

    place: str
    """As problems name it."""

    content: bytes


def read_assets(folders: Sequence[ThemeFolder]) -> Mapping[str, Asset]:
    """Read every asset by its name under `assets/`; a file of an earlier folder hides a later one.

    A stylesheet takes in the stylesheets that it imports; those in folders are then not published
    themselves. The addresses in it become those of the published files, relative to its own, so
    that it is the same under any base path.

    Raises `ProblemsFound` when a stylesheet names a file that is not there.
    """
    files = _read_files(folders)
    imported = {
        _beside(name, found["name"])
        for name in files
        if name.endswith(".css")
        for found in IMPORT.finditer(_text(files[name]))
    }
    parts = {name for name in imported if "/" in name}
    published: dict[str, Asset] = {}
    # Stylesheets come last, for their names depend on those of the files that they show.
    for name in sorted(files.keys() - parts, key=lambda name: (name.endswith(".css"), name)):
        content = files[name].content
        if name.endswith(".css"):
            content = _bundle(name, files, published).encode()
        published[name] = _fingerprint(name, content)
    return published


def own_looks(css: str) -> Mapping[str, Asset]:
    """Make the style sheet of a site's settings, if they set anything."""
    asset = _fingerprint("looks.css", css.encode())
    return {OWN_LOOKS: asset} if css else {}


def _read_files(folders: Sequence[ThemeFolder]) -> dict[str, _File]:
    files: dict[str, _File] = {}
    for folder in reversed(folders):
        root = folder.path / FOLDER
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                name = path.relative_to(root).as_posix()
                files[name] = _File(f"{folder.label}{FOLDER}/{name}", path.read_bytes())
    return files


def _fingerprint(name: str, content: bytes) -> Asset:
    digest = hashlib.blake2b(content).hexdigest()[:FINGERPRINT_DIGITS]
    stem, suffix = posixpath.splitext(name)
    return Asset(f"{FOLDER}/{stem}.{digest}{suffix}", content)


def _bundle(name: str, files: Mapping[str, _File], published: Mapping[str, Asset]) -> str:
    pieces = _pieces(name, files, published, above=(name,))
    return "".join(pieces)


def _pieces(
    name: str,
    files: Mapping[str, _File],
    published: Mapping[str, Asset],
    *,
    above: tuple[str, ...],
) -> Iterator[str]:
    """Yield a stylesheet's text with the texts of those that it imports in their places."""
    text = _text(files[name])
    bundle = posixpath.dirname(_fingerprint(above[0], b"").path)

    def to_published(found: re.Match[str]) -> str:
        target = found["name"]
        if urlsplit(target).scheme or target.startswith(("#", "/")):
            return found[0]
        target = _beside(name, target)
        if target not in published:
            raise _missing(files[name], found, target)
        return f'url("{posixpath.relpath(published[target].path, bundle)}")'

    end = 0
    for found in IMPORT.finditer(text):
        yield ADDRESS.sub(to_published, text[end : found.start()])
        target = _beside(name, found["name"])
        if target not in files or target in above:
            raise _missing(files[name], found, target)
        yield from _pieces(target, files, published, above=(*above, target))
        end = found.end()
    yield ADDRESS.sub(to_published, text[end:])


def _beside(name: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))


def _text(file: _File) -> str:
    try:
        return file.content.decode()
    except UnicodeDecodeError as error:
        before = file.content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        problem = Problem(file.place, line, column, "bad-encoding", "this file is not UTF-8")
        raise ProblemsFound((problem,)) from error


def _missing(file: _File, found: re.Match[str], target: str) -> ProblemsFound:
    before = found.string[: found.start("name")]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    message = f"there is no asset “{target}” to put here"
    return ProblemsFound((Problem(file.place, line, column, "template-error", message),))
