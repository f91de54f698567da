"""A figure stands beside its bound, and says so when it misses it."""

import pytest

from bench.measure import Measurement
from bench.results import targets_table
from bench.rows import Row
from bench.saves import SaveTimes
from bench.targets import Measured

COLD, NO_OP, BODY, PEAK = 0, 1, 4, 9


def test_a_figure_says_whether_it_misses_its_bound() -> None:
    measured = Measured(1_000, (row(ours=3.0, hugo=2.0, peaks=(400, 200)),), ())

    lines = lines_of(measured)

    assert cells_of(lines[COLD])[1:] == ["1.50", "≤ 1.5"]
    assert cells_of(lines[PEAK])[1:] == ["**2.00, missed**", "≤ 1.5"]


def test_a_shorter_build_of_ours_is_so_many_times_as_fast() -> None:
    fast, slow = (
        Measured(10_000, (Row("no-op build", {"ours": wall(ours), "hugo": wall(10.0)}),), ())
        for ours in (0.5, 0.625)
    )

    assert cells_of(lines_of(fast)[NO_OP])[1:] == ["20.00", "≥ 20"]
    assert cells_of(lines_of(slow)[NO_OP])[1:] == ["**16.00, missed**", "≥ 20"]


def test_saves_are_told_by_their_median_in_milliseconds() -> None:
    measured = Measured(10_000, (), (SaveTimes("body edit", (0.05, 0.09, 3.0), ()),))

    lines = lines_of(measured)

    assert cells_of(lines[BODY])[1:] == ["90 ms", "≤ 100 ms"]


@pytest.mark.parametrize(
    "measured",
    [
        Measured(1_000, (), ()),
        Measured(1_000, (Row("cold build", {"ours": Measurement(1, 1, 1, 1)}, {"ours": 9}),), ()),
    ],
)
def test_what_was_not_measured_has_no_figure(measured: Measured) -> None:
    figures = [cells_of(line)[1] for line in lines_of(measured)]

    assert set(figures) == {"–"}


def test_a_size_without_bounds_misses_none() -> None:
    measured = Measured(100, (row(ours=9.0, hugo=1.0, peaks=(9, 1)),), ())

    lines = lines_of(measured)

    assert cells_of(lines[COLD])[1:] == ["9.00", "–"]


def row(*, ours: float, hugo: float, peaks: tuple[int, int]) -> Row:
    return Row(
        "cold build",
        {"ours": wall(ours), "hugo": wall(hugo)},
        {"ours": peaks[0], "hugo": peaks[1]},
    )


def wall(seconds: float) -> Measurement:
    return Measurement(seconds, seconds, seconds, seconds)


def lines_of(measured: Measured) -> list[str]:
    return targets_table([measured]).splitlines()[2:]


def cells_of(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]
