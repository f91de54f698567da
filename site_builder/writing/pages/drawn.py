"""Records of a page to the pictures that it shows of them."""

from collections.abc import Iterable, Sequence
from itertools import islice

from site_builder.model.archive import Posting
from site_builder.model.entity import Entity
from site_builder.model.script import direction
from site_builder.model.target import Target
from site_builder.writing.cards import EntityCard, EventCard
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.drawing.company import draw_company
from site_builder.writing.drawing.map import Located, draw_map
from site_builder.writing.drawing.shapes import CompanyPicture, MapPicture, TimePicture
from site_builder.writing.drawing.stretches import term_of
from site_builder.writing.drawing.ticks import Calendar
from site_builder.writing.drawing.timeline import Item, draw_events, draw_time

MOST_COMPANIES = 300
"""The newest articles of which is counted who of a picture's company appears with each other."""


def drawn_events(
    cards: Sequence[EventCard], catalogue: Catalogue, here: EventCard | None = None
) -> TimePicture | None:
    """Draw events over time, where there are two at least; the page may be about one of them."""
    return draw_events(cards, _calendar(catalogue), here)


def drawn_terms(entity: Entity, catalogue: Catalogue) -> TimePicture | None:
    """Draw over time the offices that somebody held, newest first, where there are two at least."""
    items = (
        Item(role.title, catalogue.term(role), stretches)
        for role in reversed(entity.fields.roles)
        if (stretches := term_of(role))
    )
    return draw_time(tuple(items), _calendar(catalogue))


def drawn_company(
    cards: Sequence[EntityCard],
    ids: Sequence[str],
    articles: Iterable[Posting],
    catalogue: Catalogue,
) -> CompanyPicture | None:
    """Draw those who are named in some articles, and which of them with each other."""
    archive = catalogue.archive
    declared = (
        archive.articles[posting.id].fields.entities
        for posting in islice(articles, MOST_COMPANIES)
        if posting.kind == "article"
    )
    companies = ([each.id for each in archive.names.all(names, ("entity",))] for names in declared)
    return draw_company(cards, ids, companies, is_mirrored=_is_mirrored(catalogue))


def drawn_map(places: Iterable[Target], catalogue: Catalogue) -> MapPicture | None:
    """Draw those of some entities on a map that say where they are, each once."""
    located = (
        Located(fields.name, fields.location.lat, fields.location.lon)
        for target in dict.fromkeys(places)
        if target.kind == "entity"
        and (fields := catalogue.archive.entities[target.id].fields).location
    )
    return draw_map(tuple(located))


def places_of(events: Iterable[Posting], catalogue: Catalogue) -> tuple[Target, ...]:
    """List where some events took place."""
    archive = catalogue.archive
    fields = (archive.events[posting.id].fields for posting in events if posting.kind == "event")
    return archive.names.all((each.place for each in fields if each.place), ("entity",))


def _calendar(catalogue: Catalogue) -> Calendar:
    config = catalogue.archive.config
    return Calendar(config.zone, lambda date: catalogue.when(date).text, _is_mirrored(catalogue))


def _is_mirrored(catalogue: Catalogue) -> bool:
    return direction(catalogue.archive.config.language) == "rtl"
