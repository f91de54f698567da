"""Stretches of time are those of their dates, and no surer."""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.dates import parse_date
from site_builder.writing.cards import TimeSpan
from site_builder.writing.drawing.stretches import stretches_of

DAY = 86_400
MINSK = ZoneInfo("Europe/Minsk")

DATES = (
    *("2023-03-01", "2023-03", "2023", "202X", "2023-21", "2023-03-XX", "2023-XX-XX", "19XX"),
    *("2023-03-01~", "2023-03?", "2023%", "2023-03-01T10:00:00Z", "-0043-03", "Y17000"),
    *("2023-02/..", "../2023-03-02", "2023-02-24/", "/2023-03", "2023-02-24/2023-03-01"),
    *("2022/2023-03-01", "2023-03~/2023-04", "[2023-02-24, 2023-02-26]", "{2023, 2024-05}"),
    *("[2023-02-24..2023-02-26, 2023-03]", "{2023-02-24..2023-02-26}", "[..2023-02]"),
)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("2023-03-01", ["moment"]),
        ("2023-03-01T10:00:00Z", ["moment"]),
        ("2023-03", ["within"]),
        ("2023-03-XX", ["within"]),
        ("2023-02-24/2023-03-01", ["lasting"]),
        ("2023-01/2023-03", ["within", "lasting", "within"]),
        ("2023-01/2023-03-05", ["within", "lasting"]),
        ("2023-02/2023-03", ["within", "within"]),
        ("2023-02/..", ["within", "lasting"]),
        ("[2023-02-24, 2023-02-26]", ["moment", "moment"]),
        ("[2023-02-24..2023-02-26]", ["within"]),
        ("{2023-02-24..2023-02-26}", ["lasting"]),
    ],
)
def test_a_date_is_told_by_what_is_known_of_it(text: str, kinds: list[str]) -> None:
    assert [each.kind for each in stretches_of(parse_date(text, UTC))] == kinds


@pytest.mark.parametrize("zone", [UTC, MINSK], ids=str)
@given(text=st.sampled_from(DATES))
def test_stretches_reach_from_the_first_possible_moment_to_the_last(
    text: str, zone: ZoneInfo
) -> None:
    date = parse_date(text, zone)

    stretches = stretches_of(date)

    starts = [date.earliest if each.start is None else each.start for each in stretches]
    ends = [date.latest if each.end is None else each.end for each in stretches]
    assert min(starts) == date.earliest
    assert max(ends) == date.latest
    assert all(start <= end for start, end in zip(starts, ends, strict=True))


@given(st.integers(1, 9998), st.integers(1, 12))
def test_a_month_never_gains_a_day(year: int, month: int) -> None:
    date = parse_date(f"{year:04}-{month:02}", UTC)
    after = parse_date(f"{year + month // 12:04}-{month % 12 + 1:02}", UTC)

    (stretch,) = stretches_of(date)

    assert stretch == TimeSpan("within", date.earliest, after.earliest - 1)


@pytest.mark.parametrize(
    ("text", "fades", "doubtful"),
    [
        ("2023-03", False, False),
        ("2023-03~", True, False),
        ("2023-03-01?", False, True),
        ("2023%", True, True),
        ("2023-02-24/..", False, False),
        ("2023-02-24/", True, False),
        ("[2023-02-24, 2023-02-26]", False, True),
        ("{2023-02-24, 2023-02-26}", False, False),
    ],
)
def test_what_is_not_sure_says_so(text: str, *, fades: bool, doubtful: bool) -> None:
    for stretch in stretches_of(parse_date(text, UTC)):
        assert (stretch.fades, stretch.doubtful) == (fades, doubtful)


def test_an_event_with_an_end_lasts_until_then() -> None:
    start, end = parse_date("2023-03-01", UTC), parse_date("2023-03-03", UTC)

    (stretch,) = stretches_of(start, end)

    assert stretch == TimeSpan("lasting", start.earliest, start.earliest + 3 * DAY - 1)
