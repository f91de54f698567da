"""Saves of a served site are timed until they show, and undone."""

from pathlib import Path

import pytest

from bench.corpus import write_site
from bench.edits import choose_subjects
from bench.saves import measure_saves, save_kinds, slow_of


@pytest.mark.parametrize(
    ("seconds", "slow"),
    [((3.0,), 3.0), (tuple(map(float, range(20))), 18.0), (tuple(map(float, range(40))), 37.0)],
)
def test_of_twenty_saves_nineteen_take_no_longer_than_the_slow_ones(
    seconds: tuple[float, ...], slow: float
) -> None:
    found = slow_of(tuple(reversed(seconds)))

    assert found == slow


@pytest.mark.slow
def test_saves_are_seen_where_they_show_and_undone(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(site, 5, seed=1)
    before = sources_of(site)
    kinds = save_kinds(choose_subjects(5, seed=1))

    (times,) = measure_saves(site, {"headline edit": kinds["headline edit"]}, 2)

    assert len(times.seconds) == 2
    assert sources_of(site) == before


def sources_of(site: Path) -> dict[Path, bytes]:
    return {
        path: path.read_bytes()
        for folder in ("content", "templates")
        for path in (site / folder).rglob("*")
        if path.is_file()
    }
