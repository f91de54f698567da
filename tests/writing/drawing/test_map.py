"""Maps show their places, with the land around them."""

import re
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from site_builder.writing.drawing import outline
from site_builder.writing.drawing.map import HEIGHT, WIDTH, Located, draw_map
from site_builder.writing.drawing.outline import Box, land_in
from site_builder.writing.drawing.shapes import MapPicture

PLACES = st.lists(
    st.builds(Located, st.just("Place"), st.floats(-90, 90), st.floats(-180, 180)),
    min_size=1,
    max_size=20,
)
BEIJING = Located("Beijing", 39.9042, 116.4074)
MINSK = Located("Minsk", 53.9, 27.5667)


def draw(places: Sequence[Located]) -> MapPicture:
    """Draw places on a map."""
    picture = draw_map(places)
    assert picture is not None
    return picture


@given(PLACES)
def test_every_place_is_on_the_map(places: list[Located]) -> None:
    picture = draw(places)

    assert [spot.name for spot in picture.spots] == [place.name for place in places]
    assert all(0 <= spot.x <= 100 and 0 <= spot.y <= 100 for spot in picture.spots)


@given(PLACES)
def test_a_map_is_the_same_each_time_and_light(places: list[Located]) -> None:
    assert draw(places) == draw(list(places))
    assert len(draw(places).land) < 40_000


def test_west_is_left_and_north_is_above() -> None:
    minsk, beijing = draw([MINSK, BEIJING]).spots

    assert minsk.x < 50 < beijing.x
    assert minsk.y < 50 < beijing.y


def test_a_name_is_left_out_where_it_would_cover_another() -> None:
    crowd = [Located("A place with a long name", 50 + n / 100, 30.0) for n in range(4)]

    sides = [spot.side for spot in draw(crowd).spots]

    assert sides == ["right", "left", "", ""]
    assert [spot.side for spot in draw([BEIJING]).spots] == ["right"]


CORNER = re.compile(r"-?\d+ -?\d+")


def test_land_covers_the_map_and_not_much_more() -> None:
    for path in draw([MINSK]).land.split("z")[:-1]:
        steps = [tuple(map(int, corner.split())) for corner in CORNER.findall(path)]
        xs = [sum(x for x, _ in steps[: at + 1]) for at in range(len(steps))]
        ys = [sum(y for _, y in steps[: at + 1]) for at in range(len(steps))]
        assert -40 <= min(xs) <= max(xs) <= WIDTH + 40
        assert -40 <= min(ys) <= max(ys) <= HEIGHT + 40


BOXES = st.builds(
    lambda west, south, wide, high: Box(west, south, west + wide, south + high),
    st.integers(-1900, 1800),
    st.integers(-900, 800),
    st.integers(50, 1500),
    st.integers(50, 900),
)


@given(BOXES)
def test_land_is_cut_off_at_the_sides_of_a_window(window: Box) -> None:
    for points in land_in(window):
        assert all(window.west <= x <= window.east for x, _ in points)
        assert all(window.south <= y <= window.north for _, y in points)


def test_land_goes_on_beyond_the_180th_meridian() -> None:
    # Chukotka, which begins before it and ends after it.
    for window in (Box(1700, 640, 1950, 720), Box(-1900, 640, -1650, 720)):
        widths = [max(x for x, _ in p) - min(x for x, _ in p) for p in land_in(window)]
        assert max(widths) > 180


def test_the_outline_is_small() -> None:
    assert Path(outline.__file__).with_name("outline.json").stat().st_size < 60_000


def test_there_is_no_map_of_no_place() -> None:
    assert draw_map(()) is None
