"""A site's articles → where they come from, which slugs they have, and room for another."""

import errno
import os
import re
import unicodedata
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from site_builder.model.slugs import slugify

ARTICLES = "content/articles"
_SOURCE = re.compile(
    rb"^(?:source|url|link|canonical)[ \t]*:[ \t]*[\"'<]?(https?://[^\s\"'<>]+)", re.MULTILINE
)
_SLUG = re.compile(rb"^slug[ \t]*:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)
_HEAD = 100_000
"""Bytes of a file in which its front matter names where it is from."""

_OF_NO_MEANING = re.compile(r"utm_\w+|fbclid|gclid|yclid|mc_[ce]id|at_\w+|ref_src")


class Shelf(msgspec.Struct, frozen=True):
    """What a site has already."""

    site: Path
    sources: dict[str, str]
    """Paths of articles by the key of the address that they come from."""

    slugs: dict[str, str]
    """Paths of articles by slug."""


def read_shelf(site: Path) -> Shelf:
    """Look through a site's articles."""
    shelf = Shelf(site, {}, {})
    for file in sorted((site / ARTICLES).rglob("*.md")):
        if not file.is_file() or file.name.startswith("."):
            continue
        path = file.relative_to(site).as_posix()
        with file.open("rb") as opened:
            matter = opened.read(_HEAD).replace(b"\r", b"\n").partition(b"\n---")[0]
        shelf.slugs.setdefault(unicodedata.normalize("NFC", file.stem).casefold(), path)
        if slug := _SLUG.search(matter):
            shelf.slugs.setdefault(slug[1].decode("utf-8", "replace").casefold(), path)
        if source := _SOURCE.search(matter):
            shelf.sources.setdefault(key_of_url(source[1].decode("utf-8", "replace")), path)
    return shelf


def key_of_url(url: str) -> str:
    """Give what two spellings of one address have in common."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url.strip()
    asked = [each for each in parse_qsl(parts.query) if not _OF_NO_MEANING.fullmatch(each[0])]
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


def free_path(shelf: Shelf, title: str, source: str) -> str:
    """Give the path of a file whose slug no article has, made of a title or of an address."""
    last = urlsplit(source).path.rstrip("/").rpartition("/")[2].partition(".")[0]
    slug = slugify(title) or slugify(last) or "article"
    number, free = 1, slug
    while free.casefold() in shelf.slugs or os.path.lexists(shelf.site / ARTICLES / f"{free}.md"):
        number += 1
        free = f"{slug}-{number}"
    return f"{ARTICLES}/{free}.md"


def put_away(shelf: Shelf, path: str, content: bytes, source: str) -> None:
    """Write a new file whole or not at all, and never over another; remember it."""
    place = shelf.site / path
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.parent.resolve().is_relative_to(shelf.site.resolve()):
        raise PermissionError(f"{ARTICLES} leads out of the site's folder")
    # Hidden, and with an end that neither builds nor watches look at.
    beside = place.with_name(f".{place.name[:60]}.{os.getpid()}.tmp")
    try:
        with beside.open("xb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        _take(place, beside)
    finally:
        beside.unlink(missing_ok=True)
    shelf.slugs[place.stem.casefold()] = path
    if source:
        shelf.sources.setdefault(key_of_url(source), path)


def _take(place: Path, beside: Path) -> None:
    """Give a file its name; unlike a renaming, this fails where something stands by now."""
    try:
        place.hardlink_to(beside)
    except OSError as fault:
        if fault.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP):
            raise
        # Some file systems have no second names. What takes the name first is ours alone.
        place.touch(exist_ok=False)
        beside.replace(place)
