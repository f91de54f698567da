"""Pictures of what was made up, drawn as a build draws them."""

from collections.abc import Mapping, Sequence
from datetime import UTC

from msgspec.structs import replace

from site_builder.model.dates import EdtfDate, parse_date
from site_builder.writing.cards import EventCard
from site_builder.writing.drawing.company import draw_company
from site_builder.writing.drawing.map import Located, draw_map
from site_builder.writing.drawing.shapes import TimePicture
from site_builder.writing.drawing.stretches import stretches_of
from site_builder.writing.drawing.ticks import Calendar
from site_builder.writing.drawing.timeline import Item, draw_events, draw_time
from tests.theme.made_up.cards import PEOPLE

DATES: Mapping[str, str] = {
    "event-samarkand-partnership": "2022-09",
    "event-position-paper-published": "2023-02-24",
    "event-state-visit": "2023-02-28/2023-03-02",
    "event-li-keqiang-meeting": "2023-03-01",
    "event-xi-lukashenko-meeting": "2023-03-01",
    "event-xi-in-moscow": "2023-03-20~/2023-03-22~",
    "event-xi-zelensky-call": "[2023-04-26, 2023-04-27]",
    "event-sceptical-allies": "2023-02-24/..",
}


def _say(date: EdtfDate) -> str:
    return date.text


CALENDAR = Calendar(UTC, _say, is_mirrored=False)


def dated(card: EventCard) -> EventCard:
    """Give an event the time that it says it was at."""
    return replace(card, stretches=stretches_of(parse_date(DATES[card.id], UTC)))


def drawn(cards: Sequence[EventCard], here: EventCard | None = None) -> TimePicture:
    """Draw events over time."""
    at = dated(here) if here else None
    known = [at if at and card.id == at.id else dated(card) for card in cards]
    picture = draw_events(known, CALENDAR, at)
    if picture is None:
        raise ValueError(cards)
    return picture


TERMS = draw_time(
    (
        Item("president", "since July 1994", stretches_of(parse_date("1994-07/..", UTC))),
        Item("director", "1987 to 1994", stretches_of(parse_date("1987/1994", UTC))),
    ),
    CALENDAR,
)
COMPANY = draw_company(
    PEOPLE[1:],
    ["xi", "li", "beijing", "xinhua", "moscow-times"],
    [["xi", "li", "beijing"], ["xi", "beijing"], ["xinhua", "moscow-times"]],
    is_mirrored=False,
)
MAP = draw_map((Located("Beijing", 39.9042, 116.4074), Located("Moscow", 55.7558, 37.6173)))
