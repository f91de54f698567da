"""Turns what was measured into tables, with the machine and the versions that they hold for."""

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

from bench.edits import Builder
from bench.measure import Measurement
from bench.rows import Row
from bench.saves import SaveTimes, slow_of
from bench.screen import POLL_SECONDS
from bench.targets import Measured, target_lines

BUILD_COLUMNS = (
    "articles",
    "work",
    "builder",
    "wall, s",
    "least–most",
    "processor, s",
    "peak, MB",
)
VARIANT_COLUMNS = ("articles", "cold build", "wall, s", "least–most", "processor, s")
SAVE_COLUMNS = (
    "articles",
    "save",
    "median, ms",
    "95th percentile",
    "least–most",
    "behind it, median",
)
TITLES: dict[Builder, str] = {"ours": "site_builder", "hugo": "Hugo"}
PACKAGES = (
    "site_builder",
    "hugo",
    "babel",
    "click",
    "edtf",
    "jinja2",
    "markdown",
    "msgspec",
    "nh3",
    "pygments",
    "pyyaml",
    "rapidfuzz",
    "starlette",
    "uvicorn",
    "watchdog",
)
INTRODUCTION = """\
# Results

Written by `python -m bench`. Each site holds that many made-up articles of about 450 words with 8
entities, 3 events, 4 sources and 4 annotations each; entities are named by Zipf's law. Hugo does
the nearest equal work, without annotations and what follows from them: `bench/hugo_site.py` says
what that leaves out. A figure stands beside the bound that it should keep.
"""
ABOUT_BUILDS = """\
Builders take turns; a figure is the median of {runs} runs. Every run of ours is `site-builder
build`, so a cold one pays for the cache that makes the next ones short. Hugo has no shorter second
build from its command line: it builds anew after every edit. Processor time is that of all
processes. Memory is the most that all processes held at once by proportional share, sampled in a
run of its own.
"""
ABOUT_VARIANTS = """\
Beside Hugo ours makes what Hugo makes too: feeds and sitemap, and none of the other files for
machines, nor a full-text index. Cold builds of ours, with those as well:
"""
ABOUT_SAVES = """\
From the beginning of a save to the new words in the bytes that `site-builder serve --watch`
answers with, the time that it lets edits settle included: {saves} saves one by one, each after the
server has come to rest. The pages on the screen are asked for over one connection, every
{poll_milliseconds:g} ms and as soon as the server tells of a change. A headline edit is over when
the article's page and that of its most frequent entity have it, a rename when the entity's page
and that of an article have it. Behind it is a page that nobody looks at.
"""


def write_results(path: Path, measured: Sequence[Measured], *, runs: int, saves: int) -> None:
    """Write a page of results."""
    parts = (
        INTRODUCTION,
        targets_table(measured),
        "\n## Builds\n",
        ABOUT_BUILDS.format(runs=runs),
        builds_table(measured),
        "\n## What Hugo does not make\n",
        ABOUT_VARIANTS,
        variants_table(measured),
        "\n## Saves\n",
        ABOUT_SAVES.format(saves=saves, poll_milliseconds=POLL_SECONDS * 1000),
        saves_table(measured),
        "\n## Machine and versions\n",
        *(f"- {line}" for line in describe_machine()),
        "",
    )
    path.write_text("\n".join(parts), encoding="utf-8")


def targets_table(measured: Sequence[Measured]) -> str:
    """Lay out figures as a Markdown table, each beside its bound, for each size."""
    sizes = (cell for each in measured for cell in (f"{each.articles:,} articles", "bound"))
    return _table(("", *sizes), target_lines(measured))


def builds_table(measured: Sequence[Measured]) -> str:
    """Lay out builds as a Markdown table, with ratios where both builders were measured."""
    lines = (
        (f"{each.articles:,}", row.work, *cells)
        for each in measured
        for row in each.rows
        for cells in _build_cells(row)
    )
    return _table(BUILD_COLUMNS, lines)


def variants_table(measured: Sequence[Measured]) -> str:
    """Lay out cold builds without and with exports and search as a Markdown table."""
    lines = (
        (
            f"{each.articles:,}",
            variant,
            f"{taken.wall_seconds:.2f}",
            f"{taken.least_wall_seconds:.2f}–{taken.most_wall_seconds:.2f}",
            f"{taken.cpu_seconds:.2f}",
        )
        for each in measured
        for variant, taken in each.variants.items()
    )
    return _table(VARIANT_COLUMNS, lines)


def saves_table(measured: Sequence[Measured]) -> str:
    """Lay out saves as a Markdown table."""
    lines = (
        (f"{each.articles:,}", times.name, *_save_cells(times))
        for each in measured
        for times in each.saves
    )
    return _table(SAVE_COLUMNS, lines)


def describe_machine() -> Iterator[str]:
    """Name the processor, the memory, the system and the versions of what took part."""
    yield f"{_processor()}, {len(os.sched_getaffinity(0))} cores"
    yield f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB of memory"
    yield platform.system()
    yield f"{platform.python_implementation()} {platform.python_version()}"
    yield ", ".join(_versions())


def _table(columns: Sequence[str], lines: Iterable[tuple[str, ...]]) -> str:
    rows = (columns, ("---",) * len(columns), *lines)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _build_cells(row: Row) -> Iterator[tuple[str, ...]]:
    for builder, measured in row.measurements.items():
        yield (
            TITLES[builder],
            f"{measured.wall_seconds:.2f}",
            f"{measured.least_wall_seconds:.2f}–{measured.most_wall_seconds:.2f}",
            f"{measured.cpu_seconds:.2f}",
            f"{row.peaks[builder] / 1e6:.0f}" if row.peaks else "",
        )
    match row.measurements:
        case {"ours": ours, "hugo": hugo}:
            yield ("ours ÷ Hugo", *_ratios(ours, hugo), _ratio_of_peaks(row))
        case _:
            pass


def _ratios(ours: Measurement, hugo: Measurement) -> tuple[str, ...]:
    return (
        f"{ours.wall_seconds / hugo.wall_seconds:.2f}",
        "",
        f"{ours.cpu_seconds / hugo.cpu_seconds:.2f}",
    )


def _ratio_of_peaks(row: Row) -> str:
    return f"{row.peaks['ours'] / row.peaks['hugo']:.2f}" if row.peaks else ""


def _save_cells(times: SaveTimes) -> tuple[str, ...]:
    milliseconds = [seconds * 1000 for seconds in times.seconds]
    return (
        f"{median(milliseconds):.0f}",
        f"{slow_of(milliseconds):.0f}",
        f"{min(milliseconds):.0f}–{max(milliseconds):.0f}",
        f"{median(times.behind_seconds) * 1000:.0f}" if times.behind_seconds else "",
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == "model name":
            return value.strip()
    return platform.machine()


def _versions() -> Iterator[str]:
    for package in PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            continue
