"""All that a site has besides pages: feed, sitemap, assets, pictures, static files."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from site_builder.cache import Stamp
from site_builder.link import Linked
from site_builder.model.text import Sha256
from site_builder.writing.exports.feed import atom_feed
from site_builder.writing.exports.sitemap import robots, sitemaps
from site_builder.writing.output import write_file
from site_builder.writing.ownership import Written, written_as
from site_builder.writing.templates import Templates


class Place(NamedTuple):
    """Where files come from and where they go."""

    site: Path
    stamps: Mapping[str, Stamp]
    """Of the site's files, by path."""

    stage: Path
    standing: Mapping[str, Written]
    """What stands in the output as the builder wrote it."""


def write_others(
    linked: Linked, templates: Templates, place: Place
) -> tuple[dict[str, Written], frozenset[str]]:
    """Write what differs from what stands in the output; give that, and the paths that stand."""
    written: dict[str, Written] = {}
    kept: set[str] = set()
    for path, content in _made(linked, templates):
        if place.standing.get(path) == written_as(content):
            kept.add(path)
        else:
            written[path] = write_file(place.stage, path, content)
    for copied in linked.copied:
        stamp = place.stamps.get(copied.source)
        as_source = stamp and Written(stamp.size, Sha256(stamp.digest.hex()))
        if as_source is not None and place.standing.get(copied.file) == as_source:
            kept.add(copied.file)
        else:
            content = (place.site / copied.source).read_bytes()
            written[copied.file] = write_file(place.stage, copied.file, content)
    return written, frozenset(kept)


def _made(linked: Linked, templates: Templates) -> Iterator[tuple[str, bytes]]:
    catalogue = linked.catalogue
    yield "feed.xml", atom_feed(catalogue)
    yield from sitemaps(linked.pages, catalogue)
    yield "robots.txt", robots(catalogue)
    yield ".nojekyll", b""
    yield from templates.assets().items()
