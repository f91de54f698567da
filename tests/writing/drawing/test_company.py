"""Pictures of company show who is nearest, and who of them appears with whom."""

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from site_builder.writing.cards import EntityCard
from site_builder.writing.drawing.company import (
    FEWEST,
    MOST,
    MOST_TIES,
    SMALLEST,
    WIDEST,
    draw_company,
)
from site_builder.writing.drawing.shapes import CompanyPicture

COUNTS = st.lists(st.integers(1, 500), min_size=FEWEST, max_size=24)
COMPANIES = st.lists(st.lists(st.integers(0, 24).map(str), max_size=8), max_size=20)
ARC = re.compile(r"M(-?\d+) (\d+)A(\d+) (\S+) 0 0 ([01]) (-?\d+) (\d+)")


def draw(
    counts: Sequence[int], companies: Sequence[Sequence[str]], *, is_mirrored: bool = False
) -> CompanyPicture:
    """Draw made-up persons, each with its place in the list as its id."""
    ranked = sorted(counts, reverse=True)
    cards = [
        EntityCard(url=f"/{at}/", name=f"Person {at}", type="person", count=count)
        for at, count in enumerate(ranked)
    ]
    ids = [str(at) for at in range(len(cards))]
    picture = draw_company(cards, ids, companies, is_mirrored=is_mirrored)
    assert picture is not None
    return picture


@given(COUNTS, COMPANIES)
def test_those_who_appear_most_often_have_rows_and_the_largest_dots(
    counts: list[int], companies: list[list[str]]
) -> None:
    picture = draw(counts, companies)

    radii = [one.radius for one in picture.companions]
    assert len(radii) == min(len(counts), MOST)
    assert radii == sorted(radii, reverse=True)
    assert all(SMALLEST <= radius <= WIDEST for radius in radii)
    rows = [one.y for one in picture.companions]
    assert rows == sorted(set(rows))
    assert all(0 < y < picture.height for y in rows)


@given(COUNTS, COMPANIES)
def test_lines_stay_in_the_frame_and_join_dots(
    counts: list[int], companies: list[list[str]]
) -> None:
    picture = draw(counts, companies)

    rows = {one.y for one in picture.companions}
    assert len(picture.ties) <= MOST_TIES
    for tie in picture.ties:
        found = ARC.fullmatch(tie.path)
        assert found is not None
        across, above, bulge, down, _, _, below = found.groups()
        assert {int(above), int(below)} <= rows
        assert int(across) == picture.reach >= int(bulge)
        assert float(down) * 2 == int(below) - int(above)
        assert 1 <= tie.strength <= 4


@given(COUNTS, COMPANIES)
def test_a_picture_is_the_same_in_any_order_of_articles(
    counts: list[int], companies: list[list[str]]
) -> None:
    turned = [company[::-1] for company in companies[::-1]]

    assert draw(counts, companies) == draw(counts, turned)


def test_lines_turn_with_the_script() -> None:
    one, other = (draw([3, 2, 1], [["0", "2"]], is_mirrored=turned) for turned in (False, True))

    assert [tie.path for tie in one.ties] == ["M132 15A33 30 0 0 0 132 75"]
    assert [tie.path for tie in other.ties] == ["M-132 15A33 30 0 0 1 -132 75"]


def test_the_strongest_lines_join_those_who_appear_together_most_often() -> None:
    picture = draw([9, 8, 7], [["0", "1"]] * 4 + [["1", "2", "1"]])

    assert [tie.strength for tie in picture.ties] == [4, 1]


def test_there_is_no_picture_of_little_company() -> None:
    assert draw_company((), (), (), is_mirrored=False) is None
