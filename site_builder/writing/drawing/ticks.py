"""A stretch of time to the days, months or years that are named along it."""

from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import tzinfo
from functools import lru_cache
from typing import NamedTuple

from site_builder.model.dates import EdtfDate, parse_date
from site_builder.writing.drawing.shapes import Tick

YEAR = 31_556_952
"""Seconds of a year, on average."""

MONTH = YEAR // 12
DAY = 86_400
MOST = 72
"""Names along the whole of a picture, however close one looks."""

ZOOMS = (1, 2, 4, 8, 16, 32)
LAST_YEAR = 9999
CYCLE = 400
EPOCH = 1970
SIDE = 5.0
"""Hundredths of the width in which a name in the middle of its line would be cut off."""


class Calendar(NamedTuple):
    """How a site reckons and says time."""

    zone: tzinfo
    say: Callable[[EdtfDate], str]
    is_mirrored: bool
    """Whether its script runs from the right, and time with it."""


class Unit(NamedTuple):
    """A step from one name to the next."""

    seconds: int
    need: int
    """Pixels that a name takes, with some between it and the next."""

    days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    years: int = 1


ALL_MONTHS = tuple(range(1, 13))
UNITS = (
    *(Unit(n * YEAR, 64, years=n) for n in (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)),
    *(Unit(n * MONTH, 124, months=ALL_MONTHS[::n]) for n in (6, 3, 1)),
    Unit(10 * DAY, 136, (1, 11, 21), ALL_MONTHS),
    Unit(5 * DAY, 136, (1, 6, 11, 16, 21, 26), ALL_MONTHS),
    Unit(DAY, 136, tuple(range(1, 32)), ALL_MONTHS),
)
"""From the coarsest to the finest; each names all that those before it do, save for round years."""


def ticks_of(
    first: int, last: int, calendar: Calendar, width: int, zooms: Sequence[int] = ZOOMS
) -> tuple[Tick, ...]:
    """Name moments along a time that is shown so many pixels wide, and more for a closer look."""
    found: dict[int, Tick] = {}
    named: Unit | None = None
    for zoom in zooms:
        unit = _finest(last - first, width * zoom)
        if unit is None or unit == named or (last - first) / unit.seconds > MOST:
            continue
        named = unit
        for date in _starts(unit, first, last, calendar.zone):
            if first <= date.earliest <= last and date.earliest not in found:
                x = round((date.earliest - first) * 100 / (last - first), 4)
                found[date.earliest] = Tick(x, calendar.say(date), _anchor(x), zoom)
    return tuple(found[second] for second in sorted(found))


def _finest(seconds: int, pixels: int) -> Unit | None:
    fitting = [unit for unit in UNITS if unit.seconds * pixels >= unit.need * seconds]
    return fitting[-1] if fitting else None


def _anchor(x: float) -> str:
    return "start" if x < SIDE else "end" if x > 100 - SIDE else "middle"


def _starts(unit: Unit, first: int, last: int, zone: tzinfo) -> Iterator[EdtfDate]:
    """Give the starts of a unit in a time, and a few before and after it."""
    if not unit.months:
        for year in range(first // YEAR + EPOCH - 1, last // YEAR + EPOCH + 2):
            if year % unit.years == 0 and abs(year) <= LAST_YEAR:
                yield parse_date(_year(year), zone)
        return
    for count in range(first // MONTH - 1, last // MONTH + 2):
        year, month = EPOCH + count // 12, count % 12 + 1
        if month in unit.months and abs(year) <= LAST_YEAR:
            yield from _starts_in_month(unit, year, month, zone)


# Pictures show the same few months again and again.
@lru_cache(maxsize=256)
def _starts_in_month(unit: Unit, year: int, month: int, zone: tzinfo) -> tuple[EdtfDate, ...]:
    if not unit.days:
        # A year begins with its first month, and is told without it.
        text = _year(year) if month == 1 else f"{_year(year)}-{month:02}"
        return (parse_date(text, zone),)
    # The calendar repeats, so how long a month is can be told of a year that `calendar` has.
    length = monthrange(CYCLE + year % CYCLE, month)[1]
    return tuple(
        parse_date(f"{_year(year)}-{month:02}-{day:02}", zone) for day in unit.days if day <= length
    )


def _year(year: int) -> str:
    return f"{year:04}" if year >= 0 else f"{year:05}"
