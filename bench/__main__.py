"""Turns sizes into a table of how long builders take: `python -m bench`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bench.edits import BUILDERS, Builder
from bench.results import builds_table, saves_table, targets_table, variants_table, write_results
from bench.rows import WORKS, Sites, compare_variants, make_sites
from bench.saves import measure_saves, save_kinds
from bench.stages import describe_profile, profile_build
from bench.targets import Measured

RESULTS = Path(__file__).parent / "RESULTS.md"
PROFILE_ROWS = 20
FEW = 2
"""Runs of what takes longest, a full-text index of a large site."""


@click.command()
@click.option("--sizes", default="100,1000,10000", help="Articles of each site, with commas.")
@click.option("--runs", default=5, help="Timed builds of each kind; 0 leaves builds out.")
@click.option("--saves", default=20, help="Timed saves of each kind; 0 leaves the server out.")
@click.option("--seed", default=1, help="Another seed makes other sites.")
@click.option("--only", type=click.Choice(BUILDERS), help="Measure one builder.")
@click.option("--profile", is_flag=True, help="Show where our own build spends its time instead.")
@click.option("--keep", type=click.Path(path_type=Path), help="Leave the sites in this folder.")
def main(  # noqa: PLR0913 - a command takes its options as parameters
    sizes: str,
    runs: int,
    saves: int,
    *,
    seed: int,
    only: Builder | None,
    profile: bool,
    keep: Path | None,
) -> None:
    """Measure builders side by side on synthetic sites.

    `bench/RESULTS.md` is written when nothing is left out.
    """
    articles = tuple(int(size) for size in sizes.split(","))
    builders = (only,) if only else BUILDERS
    with _folder(keep) as folder:
        if profile:
            show_profiles(folder, articles, seed=seed)
            return
        measured = [
            measure(make_sites(folder, size, seed=seed, builders=builders), runs=runs, saves=saves)
            for size in articles
        ]
    tables = (targets_table, builds_table, variants_table, saves_table)
    print(*(table(measured) for table in tables), sep="\n\n")
    if runs and saves and not only:
        write_results(RESULTS, measured, runs=runs, saves=saves)


def measure(sites: Sites, *, runs: int, saves: int) -> Measured:
    """Measure every kind of build in so many runs, and every kind of save so many times."""
    rows = tuple(work(sites, runs) for work in WORKS) if runs else ()
    served = sites.folders.get("ours") if saves else None
    times = measure_saves(served, save_kinds(sites.subjects), saves) if served else []
    variants = compare_variants(sites, min(runs, FEW)) if runs and "ours" in sites.folders else {}
    return Measured(sites.articles, rows, tuple(times), variants)


def show_profiles(folder: Path, sizes: Sequence[int], *, seed: int) -> None:
    """Print where our own cold build spends its time on sites of every size."""
    for articles in sizes:
        sites = make_sites(folder, articles, seed=seed, builders=("ours",))
        profile = profile_build(sites.folders["ours"])
        print(f"{articles:,} articles, one process, {profile.total() / 1e9:.2f} s of processor\n")
        print(describe_profile(profile, PROFILE_ROWS), end="\n\n")


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with TemporaryDirectory() as folder:
        yield Path(folder)


if __name__ == "__main__":
    main()
