"""A page to the links in its head that lead to the same for machines (`rel="alternate"`)."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from site_builder.model.config import Config, Switch
from site_builder.model.urls import address
from site_builder.writing.views import Alternate


class Linked(NamedTuple):
    """A file that pages link to in their heads."""

    name: str
    """In the folder of the page, or in the site's own."""

    type: str
    switch: Switch


FEEDS = (
    Linked("feed.xml", "application/atom+xml", "feeds"),
    Linked("feed.json", "application/feed+json", "feeds"),
)

TIMELINE = Linked("timeline.json", "application/json", "timeline")

CHANGES = Linked("changes.xml", "application/atom+xml", "changes")

ANNOTATIONS = Linked(
    "annotations.json",
    'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    "annotations",
)

CITATIONS = (
    Linked("citation.json", "application/vnd.citationstyles.csl+json", "citations"),
    Linked("citation.bib", "application/x-bibtex", "citations"),
    Linked("citation.ris", "application/x-research-info-systems", "citations"),
)

OF_PAGES: Mapping[str, tuple[Linked, ...]] = MappingProxyType(
    {"article": (ANNOTATIONS, *CITATIONS), "story": (*FEEDS, CHANGES, TIMELINE), "entity": FEEDS}
)
"""By the kind of a page the documents of its record."""


def alternates(kind: str, path: str, title: str, config: Config) -> tuple[Alternate, ...]:
    """List what the head of a page links to: its own first, then the feeds of the site."""
    own = f"{title} · {config.title}"
    return (
        *_links(OF_PAGES.get(kind, ()), path, own, config),
        *_links(FEEDS, "/", config.title, config),
    )


def _links(
    linked: tuple[Linked, ...], folder: str, title: str, config: Config
) -> Iterator[Alternate]:
    for each in linked:
        if config.exports.has(each.switch):
            url = address(config.root, folder + each.name)
            yield Alternate(url=url, type=each.type, title=title)
