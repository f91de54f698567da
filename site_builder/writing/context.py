"""What a page is made from, and what every page says of itself."""

from collections.abc import Callable, Iterable

import msgspec

from site_builder.model.archive import Archive
from site_builder.model.config import Config
from site_builder.model.prose import Prose
from site_builder.model.script import direction
from site_builder.model.texts import marked
from site_builder.model.urls import path_of
from site_builder.writing.cards import Named
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.exports.alternates import alternates
from site_builder.writing.looks import make_looks
from site_builder.writing.metadata.pages import describe
from site_builder.writing.metadata.things import Described
from site_builder.writing.search.places import NAMES
from site_builder.writing.views import Head, Site, View

MENU = (
    (marked("Stories"), "/stories/"),
    (marked("Articles"), "/articles/"),
    (marked("Timeline"), "/timeline/"),
    (marked("People and places"), "/entities/"),
    (marked("Claims"), "/claims/"),
    (marked("Sources"), "/sources/"),
)


class PlannedPage(msgspec.Struct, frozen=True, array_like=True, order=True):
    """A page that the site will have."""

    path: str
    """From the site's root: `/articles/summit/`, `/404.html`."""

    kind: str
    """Which maker makes its view."""

    subject: str = ""
    """What it is about: an id, a slug, a year, a topic."""

    number: int = 1
    """Of the pages of a list, from 1."""

    @property
    def is_document(self) -> bool:
        """Whether it is a file for machines, planned like a page: `article/annotations.json`."""
        return "/" in self.kind


class Making(msgspec.Struct, frozen=True):
    """What the makers of views work with."""

    catalogue: Catalogue
    prose_of: Callable[[str], Prose]
    """Gives the text of an article by its slug."""

    @property
    def archive(self) -> Archive:
        """The records."""
        return self.catalogue.archive


Made = tuple[Head, View]

UNINDEXED = frozenset({"not-found", "redirect", "search"})
"""Kinds of pages that no search engine should list."""


def make_site(catalogue: Catalogue) -> Site:
    """Say what every page knows of its site."""
    archive = catalogue.archive
    config = archive.config
    return Site(
        title=config.title,
        description=config.description,
        language=config.language,
        direction=direction(config.language),
        root=config.root,
        menu=tuple(Named(catalogue.say(label), catalogue.address(path)) for label, path in MENU),
        pages=tuple(
            Named(page.fields.title, catalogue.address(path_of("page", page.slug)))
            for page in archive.pages.values()
        ),
        feed=catalogue.address("/feed.xml") if config.exports.feeds else None,
        data=catalogue.address("/data/"),
        search=catalogue.address("/search/") if config.build.search else None,
        names=catalogue.address(f"/{NAMES}"),
        looks=make_looks(config.theme, config.language),
    )


def make_head(  # noqa: PLR0913 (all but three are passed by name, and few at a time)
    page: PlannedPage,
    title: str,
    making: Making,
    *,
    description: str | None = None,
    section: str = "",
    above: Iterable[Named] = (),
    is_draft: bool = False,
) -> Head:
    """Say what a page says of itself.

    `above` are the pages between its section's and it; the front page and the section's own are
    supplied.
    """
    catalogue = making.catalogue
    config: Config = making.archive.config
    url = catalogue.address(page.path)
    way = [Named(config.title, catalogue.address("/")), *above]
    if section and page.path != f"/{section}/":
        way.insert(1, section_link(section, making))
    breadcrumbs = () if page.path == "/" else tuple(way)
    described = Described(
        page.kind, page.subject, title, description or "", config.origin + url, breadcrumbs
    )
    return Head(
        title=title,
        url=url,
        canonical=config.origin + url,
        description=description or "",
        section=section,
        breadcrumbs=breadcrumbs,
        is_indexed=page.kind not in UNINDEXED and not is_draft,
        is_draft=is_draft,
        alternates=alternates(page.kind, page.path, title, config),
        metadata=describe(described, catalogue),
    )


def section_link(section: str, making: Making) -> Named:
    """Link to one of the menu's pages."""
    label, path = next(entry for entry in MENU if entry[1] == f"/{section}/")
    return Named(making.catalogue.say(label), making.catalogue.address(path))
