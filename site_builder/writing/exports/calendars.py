"""The events that are known to the day as a calendar (iCalendar, RFC 5545)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from site_builder.model.dates import EdtfDate
from site_builder.model.event import EventFields
from site_builder.model.target import Target
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Making
from site_builder.writing.exports.forms import Described, Field, SiteExport
from site_builder.writing.exports.identities import record_id
from site_builder.writing.exports.periods import first_date, last_date

PATH = "data/events.ics"

STAMP = "19700101T000000Z"
"""When every entry was made, as the standard wants to know: the same for the same content."""

WIDTH = 75
"""Octets that a line may have (3.1)."""


class Days(NamedTuple):
    """The days of an entry."""

    first: date
    last: date
    others: tuple[date, ...] = ()
    """Single days besides, after the first."""


def calendar(catalogue: Catalogue) -> bytes:
    """Write the calendar, events in the order of time."""
    config = catalogue.archive.config
    head = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//site_builder//EN"),
        ("CALSCALE", "GREGORIAN"),
        # The first is for newer readers (RFC 7986), the second for all others.
        ("NAME", escaped(config.title)),
        ("X-WR-CALNAME", escaped(config.title)),
        *([("DESCRIPTION", escaped(config.description))] if config.description else []),
    ]
    entries = (
        catalogue.piece("icalendar", Target("event", id_), partial(_entry, id_, catalogue))
        for id_ in catalogue.event_order
    )
    return b"".join((*map(_line, head), *entries, _line(("END", "VCALENDAR"))))


def escaped(text: str) -> str:
    """Write a text as the value of a property (3.3.11)."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return re.sub(r"\r\n|\r|\n", r"\\n", text)


def folded(line: str) -> bytes:
    """Break a line into ones of at most 75 octets, without breaking a sign (3.1)."""
    rest = line.encode()
    parts: list[bytes] = []
    while len(rest) > WIDTH - bool(parts):
        at = WIDTH - bool(parts)
        # The later octets of a sign begin with the bits 10.
        while rest[at] & 0xC0 == 0x80:  # noqa: PLR2004 (told above)
            at -= 1
        parts.append(rest[:at])
        rest = rest[at:]
    return b"\r\n ".join((*parts, rest)) + b"\r\n"


def days_of(fields: EventFields) -> Days | None:
    """Give the days of an event; None unless its author gave all that an entry needs.

    Of single dates in a set the calendar knows each, of any other time the first and the last day.
    """
    if fields.end is None and fields.date.members and not _ranges(fields.date):
        days = [_day(member) for member in fields.date.members]
        known = sorted({day for day in days if day is not None})
        return Days(known[0], known[0], tuple(known[1:])) if None not in days else None
    if len(fields.date.members) > 1:
        return None
    first, last = first_date(fields.date), last_date(fields.end or fields.date)
    begins, ends = first and _day(first), last and _day(last)
    return Days(begins, ends) if begins and ends and begins <= ends else None


def _ranges(dates: EdtfDate) -> bool:
    return any(member.precision == "interval" for member in dates.members)


def _day(date_: EdtfDate) -> date | None:
    """Give a day however certain it is; of what has none in a calendar with four digits, None."""
    year, month, day = date_.year, date_.month, date_.day_of_month
    if year is None or month is None or day is None or not 0 < year < date.max.year:
        return None
    return date(year, month, day)


def _is_tentative(fields: EventFields) -> bool:
    dates = filter(None, (fields.date, fields.end))
    return any(d.is_approximate or d.is_uncertain or d.text.startswith("[") for d in dates)


def _entry(id_: str, catalogue: Catalogue) -> bytes:
    """Write an event; nothing for one without a day."""
    archive, card = catalogue.archive, catalogue.event(id_)
    fields = archive.events[id_].fields
    days = days_of(fields)
    if days is None:
        return b""
    after = days.last + timedelta(days=1)
    stories = (catalogue.named(s).label for s in archive.names.all(fields.stories, ("story",)))
    lines = [
        ("BEGIN", "VEVENT"),
        ("UID", record_id(Target("event", id_), archive)),
        ("DTSTAMP", STAMP),
        ("DTSTART;VALUE=DATE", _basic(days.first)),
        ("DTEND;VALUE=DATE", _basic(after)),
        ("RDATE;VALUE=DATE", ",".join(map(_basic, days.others))),
        ("SUMMARY", escaped(fields.title)),
        ("DESCRIPTION", escaped("\n".join(filter(None, (card.when.text, fields.summary))))),
        *_where(fields, catalogue),
        ("CATEGORIES", ",".join(map(escaped, stories))),
        ("URL", archive.config.origin + card.url),
        ("STATUS", "TENTATIVE" if _is_tentative(fields) else "CONFIRMED"),
        # Nobody is busy because something is in the news.
        ("TRANSP", "TRANSPARENT"),
        ("END", "VEVENT"),
    ]
    return b"".join(_line(line) for line in lines if line[1])


def _where(fields: EventFields, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    archive = catalogue.archive
    for place in archive.names.all((fields.place,) if fields.place else (), ("entity",)):
        yield "LOCATION", escaped(catalogue.named(place).label)
        if spot := archive.entities[place.id].fields.location:
            yield "GEO", f"{spot.lat:f};{spot.lon:f}"


def _basic(day: date) -> str:
    return day.isoformat().replace("-", "")


def _line(line: tuple[str, str]) -> bytes:
    return folded(":".join(line))


def _make(making: Making) -> Iterator[tuple[str, bytes]]:
    yield PATH, calendar(making.catalogue)


SITE = SiteExport(
    switch="calendar",
    files=(
        Described(
            path=PATH,
            form="iCalendar (RFC 5545)",
            about="The events that are known to the day, as entries of whole days. What is known"
            " only to the month or the year, or has no known end, is in none of them.",
            fields=(
                Field("UID", "stays when the site moves to another address"),
                Field("DTSTART, DTEND", "the first day, and the day after the last one"),
                Field("RDATE", "the other days, where the date is a set of single days"),
                Field("SUMMARY", "the title of the event"),
                Field("DESCRIPTION", "the date in words, with the hour if it is known; a summary"),
                Field("LOCATION, GEO", "the place, and where that is"),
                Field("CATEGORIES", "the stories that it belongs to"),
                Field(
                    "STATUS",
                    "TENTATIVE where the date is approximate or uncertain, or one of several;"
                    " CONFIRMED otherwise",
                ),
                Field("DTSTAMP", "the same in all entries, for it would tell when they were made"),
            ),
        ),
    ),
    made_from=frozenset({"events", "entities", "stories"}),
    make=_make,
)
