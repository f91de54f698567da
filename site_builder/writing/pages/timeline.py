"""Events in the order of time, by year and month."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from site_builder.writing.cards import EventCard, Named
from site_builder.writing.context import Made, Making, PlannedPage, make_head
from site_builder.writing.drawing.shapes import TimePicture
from site_builder.writing.pages.drawn import drawn_events
from site_builder.writing.paging import LENGTH, page_path, pager, slice_of
from site_builder.writing.views import Density, Month, TimelineView, Year

PATH = "/timeline/"

UNDIVIDED = 200
"""Events up to which one page shows the whole timeline."""

MOST_BARS = 60
"""Months up to which density is told by month; above it, by year."""

TALLEST = 10


def year_path(name: str) -> str:
    """Give the path of a year's own page."""
    return f"{PATH}{name}/"


def make_timeline(page: PlannedPage, making: Making) -> Made:
    """Show the whole timeline, or its years when it is divided."""
    catalogue = making.catalogue
    years = catalogue.events_by_year
    total = sum(len(ids) for ids in years.values())
    is_divided = total > UNDIVIDED
    shown = tuple(
        Year(
            name,
            () if is_divided else months_of(map(catalogue.event, ids)),
            len(ids),
            catalogue.address(year_path(name)) if is_divided else None,
        )
        for name, ids in years.items()
    )
    view = TimelineView(
        years=shown,
        density=_density_by_year(shown) if is_divided else _density(making),
        total=total,
        pager=pager(PATH, 1, 0, address=catalogue.address),
        drawn=None if is_divided else _drawn(shown, making),
    )
    return make_head(page, making.catalogue.say("Timeline"), making, section="timeline"), view


def make_year(page: PlannedPage, making: Making) -> Made:
    """Show the events of one year, a hundred a page."""
    catalogue = making.catalogue
    years = catalogue.events_by_year
    ids = years[page.subject]
    names = list(years)
    place = names.index(page.subject)
    shown = months_of(catalogue.event(id_) for id_ in slice_of(ids, page.number))
    path = year_path(page.subject)
    year = Year(page.subject, shown, len(ids), None)
    view = TimelineView(
        years=(year,),
        density=_density_of(page.subject, making) if len(ids) > LENGTH else (),
        total=len(ids),
        pager=pager(path, page.number, len(ids), address=catalogue.address),
        previous=_year_link(names[place - 1], making) if place else None,
        next=_year_link(names[place + 1], making) if place + 1 < len(names) else None,
        drawn=_drawn((year,), making),
    )
    head = make_head(
        page,
        making.catalogue.say("Timeline: {year}").format(year=page.subject),
        making,
        section="timeline",
    )
    return head, view


def months_of(events: Iterable[EventCard]) -> tuple[Month, ...]:
    """Divide events, in their order, under the landmarks of their months."""
    return tuple(
        Month(label, tuple(group))
        for label, group in groupby(events, key=lambda event: event.month)
    )


def _drawn(years: Iterable[Year], making: Making) -> TimePicture | None:
    cards = (card for year in years for month in year.months for card in month.events)
    return drawn_events(tuple(cards), making.catalogue)


def _year_link(name: str, making: Making) -> Named:
    return Named(name, making.catalogue.address(year_path(name)))


def _density_by_year(years: tuple[Year, ...]) -> tuple[Density, ...]:
    most = max((year.count for year in years), default=1)
    return tuple(
        Density(year.label, year.count, _height(year.count, most), year.url) for year in years
    )


def _density(making: Making) -> tuple[Density, ...]:
    """Count events by month from the first to the last, months without any included."""
    dates = [event.fields.date for event in making.archive.events.values()]
    counts = Counter((d.year, d.month) for d in dates if d.year and d.month and d.year > 0)
    if not counts:
        return ()
    months_known = [year * 12 + month - 1 for year, month in counts]
    first, last = min(months_known), max(months_known)
    if last - first >= MOST_BARS:
        return ()
    most = max(counts.values())
    months = ((n // 12, n % 12 + 1) for n in range(first, last + 1))
    return tuple(
        Density(making.catalogue.month(y, m), counts[y, m], _height(counts[y, m], most), None)
        for y, m in months
    )


def _density_of(name: str, making: Making) -> tuple[Density, ...]:
    """Count the events of a year by month; each leads to the page on which its month begins."""
    catalogue = making.catalogue
    dates = [catalogue.archive.events[id_].fields.date for id_ in catalogue.events_by_year[name]]
    months = [date.month for date in dates]
    counts = Counter(month for month in months if month)
    most = max(counts.values(), default=1)
    return tuple(
        Density(
            catalogue.month(dates[0].year, month),
            counts[month],
            _height(counts[month], most),
            catalogue.address(page_path(year_path(name), months.index(month) // LENGTH + 1)),
        )
        for month in sorted(counts)
    )


def _height(count: int, most: int) -> int:
    """Scale a count to the height of its bar; what is not nought is seen."""
    return -(-count * TALLEST // most)
