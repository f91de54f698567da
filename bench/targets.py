"""Turns measured rows into the figures that the project has set itself, each beside its bound."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median
from typing import Literal

import msgspec

from bench.measure import Measurement
from bench.rows import Row, Variant, WorkName
from bench.saves import SaveName, SaveTimes


class Measured(msgspec.Struct, frozen=True):
    """All that was measured on sites of one size."""

    articles: int
    rows: tuple[Row, ...]
    saves: tuple[SaveTimes, ...]
    variants: Mapping[Variant, Measurement] = {}
    """Cold builds of ours without and with what Hugo does not make."""


class Target(msgspec.Struct, frozen=True):
    """A figure and the bounds that it should keep."""

    name: str
    figure: Callable[[Measured], float | None]
    """None where that was not measured."""

    bound: Literal["≤", "≥"]
    limits: Mapping[int, float]
    """By the number of articles; sites of other sizes have none."""

    unit: str = ""

    def show_figure(self, measured: Measured) -> str:
        """Write the figure, and whether it misses its bound."""
        figure = self.figure(measured)
        if figure is None:
            return "–"
        shown = f"{figure:.0f}{self.unit}" if self.unit else f"{figure:.2f}"
        limit = self.limits.get(measured.articles)
        return shown if limit is None or self._is_kept(figure, limit) else f"**{shown}, missed**"

    def show_limit(self, articles: int) -> str:
        """Write the bound for sites of so many articles."""
        limit = self.limits.get(articles)
        return "–" if limit is None else f"{self.bound} {limit:g}{self.unit}"

    def _is_kept(self, figure: float, limit: float) -> bool:
        return figure <= limit if self.bound == "≤" else figure >= limit


def target_lines(measured: Sequence[Measured]) -> Iterator[tuple[str, ...]]:
    """Yield a line of cells for each target: its name, then figure and bound for each size."""
    for target in TARGETS:
        cells = ((target.show_figure(each), target.show_limit(each.articles)) for each in measured)
        yield target.name, *(cell for pair in cells for cell in pair)


def _row_of(work: WorkName, measured: Measured) -> Row | None:
    rows = (row for row in measured.rows if row.work == work)
    return next((row for row in rows if len(row.measurements) > 1), None)


def _slower(work: WorkName) -> Callable[[Measured], float | None]:
    """Say how many times as long as Hugo ours takes."""

    def figure(measured: Measured) -> float | None:
        row = _row_of(work, measured)
        if row is None:
            return None
        ours, hugo = row.measurements["ours"], row.measurements["hugo"]
        return ours.wall_seconds / hugo.wall_seconds

    return figure


def _faster(work: WorkName) -> Callable[[Measured], float | None]:
    """Say how many times as long as ours Hugo takes."""

    def figure(measured: Measured) -> float | None:
        slower = _slower(work)(measured)
        return None if slower is None else 1 / slower

    return figure


def _hungrier(measured: Measured) -> float | None:
    row = _row_of("cold build", measured)
    return None if row is None else row.peaks["ours"] / row.peaks["hugo"]


def _added(measured: Measured) -> float | None:
    """Say what part of a cold build without exports the exports take besides."""
    if not measured.variants:
        return None
    plain, full = (measured.variants[v] for v in ("as beside Hugo", "with all exports"))
    return full.wall_seconds / plain.wall_seconds - 1


def _saved(name: SaveName) -> Callable[[Measured], float | None]:
    """Say how many milliseconds pass from a save to its words on the screen."""

    def figure(measured: Measured) -> float | None:
        times = next((times for times in measured.saves if times.name == name), None)
        return None if times is None else median(times.seconds) * 1000

    return figure


TARGETS: tuple[Target, ...] = (
    Target(
        "cold build, wall: ours ÷ Hugo",
        _slower("cold build"),
        "≤",
        {1_000: 1.5, 10_000: 1.5},
    ),
    Target(
        "no-op build: Hugo's full build ÷ ours",
        _faster("no-op build"),
        "≥",
        {1_000: 4, 10_000: 20},
    ),
    Target(
        "one body edit, `build`: Hugo's ÷ ours",
        _faster("body edit"),
        "≥",
        {1_000: 3, 10_000: 10},
    ),
    Target(
        "one headline edit, most frequent entities, `build`: Hugo's ÷ ours",
        _faster("headline edit"),
        "≥",
        {},
    ),
    Target(
        "save → served, body edit, median",
        _saved("body edit"),
        "≤",
        {1_000: 80, 10_000: 100},
        " ms",
    ),
    Target(
        "save → served, headline edit, most frequent entities, median",
        _saved("headline edit"),
        "≤",
        {1_000: 150, 10_000: 400},
        " ms",
    ),
    Target(
        "save → served, rename of the most frequent entity, median",
        _saved("entity rename"),
        "≤",
        {},
        " ms",
    ),
    Target(
        "save → served, base template edit, page on the screen, median",
        _saved("template edit"),
        "≤",
        {10_000: 300},
        " ms",
    ),
    Target(
        "what all exports add to a cold build, as a part of it",
        _added,
        "≤",
        {10_000: 1 / 3},
    ),
    Target(
        "peak memory of a cold build: ours ÷ Hugo",
        _hungrier,
        "≤",
        {1_000: 1.5, 10_000: 0.6},
    ),
)
