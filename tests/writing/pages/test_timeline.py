"""Events stand in the order of time, under the landmarks that their dates allow."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.writing.pages.timeline import MOST_BARS, TALLEST, UNDIVIDED
from site_builder.writing.views import TimelineView
from tests.small_site import SmallSite, small_site


def _site(*dates: str) -> SmallSite:
    return small_site({f"events/e{n}.md": f"date: {d}\ntitle: E{n}" for n, d in enumerate(dates)})


def _view(site: SmallSite, path: str = "/timeline/") -> TimelineView:
    _, view = site.make(path)
    assert isinstance(view, TimelineView)
    return view


def _landmarks(view: TimelineView) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    return [
        (
            year.label,
            [(month.label, [card.title for card in month.events]) for month in year.months],
        )
        for year in view.years
    ]


def test_events_stand_under_their_years_and_months() -> None:
    view = _view(_site("2023-03-05", "2022", "2023-03", "2023-02/2023-04", "2023-03-01T10:00:00Z"))

    assert _landmarks(view) == [
        ("2022", [("", ["E1"])]),
        ("2023", [("February 2023", ["E3"]), ("March 2023", ["E2", "E4", "E0"])]),
    ]
    assert view.total == 5


DATES = st.lists(
    st.sampled_from(["2022", "2023-01", "2023-01-05", "2023-02-01/2023-03", "2023-03~", "../2023"]),
    min_size=1,
    max_size=8,
)


@given(DATES)
def test_every_event_stands_once_and_in_the_order_of_time(dates: list[str]) -> None:
    site = _site(*dates)

    view = _view(site)

    shown = [card.id for year in view.years for month in year.months for card in month.events]
    assert shown == [f"event-{id_}" for id_ in site.archive.events]
    assert [year.count for year in view.years] == [
        sum(len(month.events) for month in year.months) for year in view.years
    ]


def test_density_counts_each_month_from_the_first_to_the_last() -> None:
    view = _view(_site("2022-11-01", "2022-11-02", "2022-11", "2023-02-01", "2022"))

    assert [(bar.label, bar.count, bar.height) for bar in view.density] == [
        ("November 2022", 3, TALLEST),
        ("December 2022", 0, 0),
        ("January 2023", 0, 0),
        ("February 2023", 1, 4),
    ]


@pytest.mark.parametrize(
    ("last", "bars"), [("2004-12", MOST_BARS), ("2005-01", 0)], ids=["as many as fit", "too many"]
)
def test_density_is_not_told_by_month_over_a_long_time(last: str, bars: int) -> None:
    assert len(_view(_site("2000-01", last)).density) == bars


def test_events_without_months_have_no_density() -> None:
    assert _view(_site("2022", "2023")).density == ()
    assert _view(_site()).density == ()


@pytest.fixture(scope="module")
def divided() -> SmallSite:
    years = [2001 if n < 150 else 2003 + n % 2 for n in range(UNDIVIDED + 1)]
    return _site(*(f"{year}-{1 + n % 12:02}" for n, year in enumerate(years)))


def test_a_long_timeline_leads_to_its_years(divided: SmallSite) -> None:
    view = _view(divided)

    assert [(year.label, year.url, year.months) for year in view.years] == [
        ("2001", "/small/timeline/2001/", ()),
        ("2003", "/small/timeline/2003/", ()),
        ("2004", "/small/timeline/2004/", ()),
    ]
    assert [bar.count for bar in view.density] == [150, 26, 25]
    assert [bar.height for bar in view.density] == [TALLEST, 2, 2]


def test_a_year_shows_its_events_a_hundred_a_page(divided: SmallSite) -> None:
    views = [_view(divided, path) for path in ("/timeline/2001/", "/timeline/2001/page/2/")]

    cards = [
        [card.id for year in view.years for month in year.months for card in month.events]
        for view in views
    ]
    assert [len(each) for each in cards] == [100, 50]
    assert len({id_ for each in cards for id_ in each}) == 150
    assert [view.total for view in views] == [150, 150]


def test_years_lead_to_each_other(divided: SmallSite) -> None:
    years = [_view(divided, f"/timeline/{year}/") for year in ("2001", "2003", "2004")]

    assert [view.previous and view.previous.label for view in years] == [None, "2001", "2003"]
    assert [view.next and view.next.label for view in years] == ["2003", "2004", None]
    assert all(a.next != b.next for a, b in pairwise(years))


def test_a_long_year_is_told_by_month_and_leads_to_where_each_begins(divided: SmallSite) -> None:
    view = _view(divided, "/timeline/2001/page/2/")

    assert [bar.label for bar in view.density][:2] == ["January 2001", "February 2001"]
    assert sum(bar.count for bar in view.density) == 150
    paths = [bar.url for bar in view.density]
    assert (paths[0], paths[-1]) == ("/small/timeline/2001/", "/small/timeline/2001/page/2/")
    assert _view(divided, "/timeline/2003/").density == ()


def test_a_page_draws_the_events_that_it_lists(divided: SmallSite) -> None:
    for path in ("/timeline/2001/", "/timeline/2001/page/2/", "/timeline/2003/"):
        view = _view(divided, path)
        listed = [card.title for y in view.years for m in y.months for card in m.events]
        assert view.drawn is not None
        assert [each.title for each in view.drawn.drawn] == listed
    assert _view(divided).drawn is None


def test_the_whole_of_a_short_timeline_is_drawn() -> None:
    view = _view(_site("2023-03-05", "2022", "2023-03"))

    assert view.drawn is not None
    assert [each.title for each in view.drawn.drawn] == ["E1", "E2", "E0"]
    assert _view(_site("2023")).drawn is None
