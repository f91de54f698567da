"""The same content gives the same bytes on every machine and day, and once built stays as it is."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.site.builds import ROOT, SITES, Site, build_site, copy_example, digests_of, run, times_of

NOW = "2024-01-01T00:00:00Z"

SURROUNDINGS: tuple[tuple[Mapping[str, str], str], ...] = (
    ({"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}, "1"),
    ({"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, "2"),
    # A locale whose encoding is not UTF-8, wherever it is installed and wherever it is not.
    (
        {
            "TZ": "America/Los_Angeles",
            "LC_ALL": "POSIX",
            "PYTHONHASHSEED": "4711",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
        },
        "0",
    ),
)


@pytest.mark.slow
@pytest.mark.parametrize("original", [ROOT, SITES / "crowded"], ids=["example", "crowded"])
def test_time_zone_locale_hash_seed_folder_file_order_and_processes_change_nothing(
    tmp_path: Path, original: Path
) -> None:
    built: list[dict[str, str]] = []

    for number, (environment, jobs) in enumerate(SURROUNDINGS):
        folder = tmp_path / str(number) / ("deep/" * number) / "site"
        copy_in_order(original, folder, backwards=number % 2 == 1)
        working = (folder, tmp_path, folder / "content")[number]
        options = ("--jobs", jobs, "--now", NOW, "--site", folder)
        ended = run("build", *options, folder=working, environment=environment)
        assert ended.returncode == 0, ended.stderr
        built.append(digests_of(folder / "output"))

    assert len(built[0]) > 40
    assert built[0] == built[1] == built[2]


def copy_in_order(original: Path, folder: Path, *, backwards: bool) -> None:
    """Copy a site file by file, so that folders list them in another order."""
    files = sorted(path for path in (original / "content").rglob("*") if path.is_file())
    for file in (*(reversed(files) if backwards else files), original / "site.toml"):
        target = folder / file.relative_to(original)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)


def test_the_day_changes_nothing_that_does_not_depend_on_it(example: Site, tmp_path: Path) -> None:
    options = ("--base-url", "https://u.github.io/repo/", "--site", example.folder)

    ended = run("build", *options, "-o", tmp_path / "output", folder=tmp_path)

    assert ended.returncode == 0
    assert digests_of(tmp_path / "output") == digests_of(example.output)


def test_a_second_build_of_the_same_content_writes_nothing(example: Site) -> None:
    times = times_of(example.output)

    report = build_site(example)

    assert (report.written, report.removed) == ((), ())
    assert times_of(example.output) == times


def test_after_an_edit_only_what_changed_has_new_bytes_and_times(tmp_path: Path) -> None:
    site = Site(copy_example(tmp_path / "site"), tmp_path / "output")
    build_site(site)
    before, times = digests_of(site.output), times_of(site.output)
    page = site.folder / "content/pages/about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")

    report = build_site(site)

    after = digests_of(site.output)
    changed = {path for path in after if after[path] != before.get(path)} - {".site-builder"}
    # What a page says can be searched for.
    assert {path for path in changed if not path.startswith("search/index/")} == {
        "about/index.html"
    }
    assert set(report.written) == changed
    retimed = {path for path, time in times_of(site.output).items() if time != times.get(path)}
    assert retimed == {*changed, ".site-builder"}
