"""Pictures of time keep to the dates and to their frame, and cover nothing with anything else."""

from collections.abc import Sequence
from datetime import UTC
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.dates import EdtfDate, parse_date
from site_builder.writing.drawing.rows import GAP, MOST_LOW, MOST_TALL, Room, arrange
from site_builder.writing.drawing.shapes import Drawn, TimePicture
from site_builder.writing.drawing.stretches import stretches_of
from site_builder.writing.drawing.ticks import MOST, Calendar, ticks_of
from site_builder.writing.drawing.timeline import AXIS, NOMINAL, Item, draw_time, mirrored
from site_builder.writing.drawing.words import cut, width_of

TEXTS = (
    *("2023-03-01", "2023-03", "2023", "2022-11-30", "2023-03-01T10:00:00Z", "2023-03-05~", "200X"),
    *("2023-02/..", "../2021", "2023-02-24/", "2023-02-24/2023-03-01", "[2023-02-24, 2023-04-26]"),
    *("{2019, 2020}", "2023?", "-0043-03-15", "1066", "2023-XX"),
)
TITLES = ("Talks", "A telephone call that nobody expected", "习近平同白俄罗斯总统卢卡申科会谈", "")
ITEMS = st.lists(
    st.builds(
        lambda text, title, importance, is_disputed: Item(
            title, text, stretches_of(parse_date(text, UTC)), importance, is_disputed
        ),
        st.sampled_from(TEXTS),
        st.sampled_from(TITLES),
        st.integers(1, 3),
        st.booleans(),
    ),
    min_size=2,
    max_size=16,
)


def say(date: EdtfDate) -> str:
    """Say a date as it is written."""
    return date.text


CALENDAR = Calendar(UTC, say, is_mirrored=False)
MIRRORED = CALENDAR._replace(is_mirrored=True)


def items(*texts: str) -> tuple[Item, ...]:
    """Give something of each of some dates."""
    return tuple(Item(text, text, stretches_of(parse_date(text, UTC))) for text in texts)


def draw(drawn: Sequence[Item], calendar: Calendar = CALENDAR) -> TimePicture:
    """Draw what can be drawn."""
    picture = draw_time(drawn, calendar)
    assert picture is not None
    return picture


@given(ITEMS, st.booleans())
def test_everything_stays_in_the_frame(drawn: list[Item], is_mirrored: bool) -> None:  # noqa: FBT001
    picture = draw(drawn, MIRRORED if is_mirrored else CALENDAR)

    for each in picture.drawn:
        assert 0 <= each.y < picture.axis < picture.height
        assert 0 <= each.label_x <= 100
        for mark in each.marks:
            assert mark.x >= 0
            assert mark.width >= 0
            assert mark.x + mark.width <= 100 + 1e-3
    assert all(0 <= tick.x <= 100 for tick in picture.ticks)
    assert picture.height - picture.axis == AXIS


@given(ITEMS)
def test_a_mark_is_as_wide_as_what_is_known(drawn: list[Item]) -> None:
    picture = draw(drawn)

    second = 100 / (picture.last - picture.first)
    for item, each in zip(drawn, picture.drawn, strict=True):
        for stretch, mark in zip(item.stretches, each.marks, strict=True):
            start = picture.first if stretch.start is None else stretch.start
            end = picture.last - 1 if stretch.end is None else stretch.end
            assert mark.x == pytest.approx((start - picture.first) * second, abs=1e-3)
            assert mark.width == pytest.approx((end + 1 - start) * second, abs=1e-3)


@given(ITEMS)
def test_a_picture_is_the_same_each_time(drawn: list[Item]) -> None:
    assert draw(drawn) == draw(list(drawn))


@given(ITEMS)
def test_time_runs_with_the_script(drawn: list[Item]) -> None:
    picture, turned = draw(drawn), draw(drawn, MIRRORED)

    assert turned == mirrored(picture)
    for one, other in zip(picture.drawn, turned.drawn, strict=True):
        assert (one.y, one.anchor, one.zoom) == (other.y, other.anchor, other.zoom)
        for mark, across in zip(one.marks, other.marks, strict=True):
            assert mark.x + mark.width + across.x == pytest.approx(100, abs=1e-3)


@given(ITEMS)
def test_no_label_covers_a_label_or_a_mark_in_its_row(drawn: list[Item]) -> None:
    rows: dict[int, list[tuple[float, float]]] = {}
    for each in draw(drawn).drawn:
        if not each.is_small:
            rows.setdefault(each.y, []).append(_reach(each))

    for row in rows.values():
        assert all(right <= left for (_, right), (left, _) in pairwise(sorted(row)))


def _reach(each: Drawn) -> tuple[float, float]:
    label = width_of(each.label) * 100 / NOMINAL
    starts = each.anchor == "start"
    left = each.label_x if starts else each.label_x - label
    ends = [mark.x + mark.width for mark in each.marks]
    begins = [mark.x + (mark.width / 2 if mark.kind == "moment" else 0) for mark in each.marks]
    return min(left, *begins), max(left + label, *ends) - 0.01


def test_there_is_no_picture_of_one_event_or_of_no_time() -> None:
    assert draw_time((), CALENDAR) is None
    assert draw_time(items("2023"), CALENDAR) is None
    assert draw_time((Item("A", "", ()), Item("B", "", ())), CALENDAR) is None
    assert draw_time((*items("2023"), Item("B", "", ())), CALENDAR) is None


def test_an_open_interval_reaches_the_side() -> None:
    picture = draw(items("2023-03-01/..", "2023-04-01", "../2023-02-01"))

    opened, _, began = (each.marks[-1] for each in picture.drawn)
    assert (opened.opens, opened.x + opened.width) == ("right", 100)
    assert (began.opens, began.x) == ("left", 0)


def test_what_needs_explaining_is_what_is_drawn() -> None:
    assert draw(items("2023-03-01", "2023-03-04")).signs == ("moment",)
    assert draw(items("2023-03~", "2023-02-01/..")).signs == ("within", "lasting", "about", "open")
    assert draw(items("[2023-03-01, 2023-03-04]", "2023")).signs == (
        *("moment", "within", "doubtful"),
    )


ROOMS = st.lists(
    st.builds(
        lambda left, width, label: Room(left, min(left + width, 100), label),
        st.floats(0, 100),
        st.floats(0, 30),
        st.floats(0, 60),
    ),
    max_size=150,
)


@given(ROOMS)
def test_rows_are_few_and_all_have_a_place(rooms: list[Room]) -> None:
    rows = arrange(rooms, [0] * len(rooms))

    assert len(rows.places) == len(rooms)
    assert rows.tall <= MOST_TALL
    assert rows.low <= MOST_LOW
    for place in rows.places:
        assert 0 <= place.row < (rows.low if place.is_small else rows.tall)


def test_the_first_in_rank_has_its_label() -> None:
    crowd = [Room(50, 51, 40)] * 60

    rows = arrange(crowd, [*[0] * 59, -1])

    assert rows.places[-1].zoom == 1
    assert rows.places[-1].row == 0
    assert sum(place.zoom == 1 for place in rows.places) == MOST_TALL


def test_a_closer_look_has_room_for_more_labels() -> None:
    crowd = [Room(left, left + 1, 40.0) for left in range(0, 96, 4)]

    rows = arrange(crowd, [0] * len(crowd))

    small = [place.zoom for place in rows.places if place.is_small]
    assert small
    assert set(small) <= {0, 2, 4, 8, 16, 32}
    assert any(small)


@given(ITEMS)
def test_a_closer_look_is_offered_where_it_shows_more(drawn: list[Item]) -> None:
    picture = draw(drawn)

    assert picture.can_zoom == any(one.zoom != 1 for one in picture.drawn)
    assert picture.can_zoom or all(tick.zoom == 1 for tick in picture.ticks)


def test_there_is_room_for_a_few_names_and_not_for_many() -> None:
    assert not draw(items("2023-02-01", "2023-02-20", "2023-03-10")).can_zoom
    assert draw(items(*["2023-02-01"] * 60)).can_zoom


LENGTHS = st.integers(1, 3_000 * 31_556_952)


@given(st.integers(-60_000_000_000, 60_000_000_000), LENGTHS)
def test_names_along_the_line_do_not_touch(first: int, length: int) -> None:
    ticks = ticks_of(first, first + length, CALENDAR, NOMINAL)

    assert len(ticks) <= 2 * MOST
    shown = [tick.x for tick in ticks if tick.zoom == 1]
    assert all(after - before >= 100 * 48 / NOMINAL for before, after in pairwise(shown))
    assert len({tick.x for tick in ticks}) == len(ticks)


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        ("2023-02-20", "2023-02-24", ["2023-02-21", "2023-02-22", "2023-02-23", "2023-02-24"]),
        ("2022-11-15", "2023-04-15", ["2022-12", "2023", "2023-02", "2023-03", "2023-04"]),
        ("2016-05", "2023-05", ["2017", "2018", "2019", "2020", "2021", "2022", "2023"]),
        ("-0040", "0060", [f"{year:0{5 if year < 0 else 4}}" for year in range(-40, 61, 10)]),
    ],
)
def test_days_months_or_years_are_named(first: str, last: str, named: list[str]) -> None:
    start, end = parse_date(first, UTC).earliest + 1, parse_date(last, UTC).earliest
    start -= first.startswith("-")

    ticks = ticks_of(start, end, CALENDAR, NOMINAL)

    assert [tick.label for tick in ticks if tick.zoom == 1] == named


@given(st.text(max_size=80), st.integers(4, 50))
def test_a_label_is_a_beginning_that_fits(text: str, longest: int) -> None:
    label = cut(text, longest)

    assert label == text or label.endswith("…")
    assert text.startswith(label.removesuffix("…"))
    assert width_of(label) <= max(width_of("n" * longest), width_of("…") + 1e-9)


def test_tall_rows_stand_apart() -> None:
    rows = arrange([Room(1, 10, 20), Room(21 + GAP, 30, 20), Room(20, 21, 5)], [0, 0, 0])

    assert [place.row for place in rows.places] == [0, 0, 1]
    assert not any(a == b for a, b in combinations(rows.places, 2))
