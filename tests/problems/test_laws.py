"""What holds for problems of every kind: all are told, once, in order, and none for another."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.model.problems import Problem, each_once
from tests.problems.sites import NOW, check_site, write_site

PLACE = re.compile(r"^(\S+):(\d+):(\d+): (?:warning: )?([a-z-]+): ", re.MULTILINE)

FAULTY = """---
titel: The visit
published: 1 March 2023
annotations:
  - type: note
    exact: They meet
    body: Where?
---
They met in [[minks]].
"""


def test_a_file_with_several_faults_shows_all_of_them(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"content/articles/visit.md": FAULTY})

    checked = check_site(site)

    assert _codes(checked.printed) == [
        "missing-field",
        "unknown-field",
        "bad-date",
        "quote-not-found",
        "broken-link",
    ]


def test_ten_broken_files_show_ten(tmp_path: Path) -> None:
    faults: tuple[str | bytes, ...] = (
        "no front matter",
        "---\nnever closed",
        "---\na: b: c\n---\n",
        "---\n- a list\n---\n",
        "---\njust text\n---\n",
        "---\ntitle: !x y\n---\n",
        "---\ntitle: *x\n---\n",
        b"---\ntitle: \xe9t\xe9\n---\n",
        b"---\ntitle: \x00\n---\n",
        "---\nauthor: A. Writer\n---\n",
    )
    files = {f"content/articles/a{n}.md": fault for n, fault in enumerate(faults)}
    site = write_site(tmp_path, files)

    checked = check_site(site)

    assert [found[1] for found in PLACE.finditer(checked.printed)] == list(files)


@pytest.mark.parametrize("fault", ["title: a: b", "titel: a", "- a", 'title: "a', "title: [a"])
def test_front_matter_that_cannot_be_read_is_never_published_as_text(
    tmp_path: Path, fault: str
) -> None:
    page = "---\ntitle: About\n---\nFine.\n"
    site = write_site(
        tmp_path, {"content/pages/about.md": page, "content/pages/bad.md": f"---\n{fault}\n---\n"}
    )

    checked = check_site(site)

    assert checked.status == 1
    assert {found[1] for found in PLACE.finditer(checked.printed)} == {"content/pages/bad.md"}


def test_problems_are_sorted_by_path_line_and_column_and_each_is_told_once(tmp_path: Path) -> None:
    files = {
        f"content/articles/{name}.md": FAULTY.replace("titel", "title")
        for name in ("b", "a", "c/a-2", "c/a-10")
    }
    site = write_site(tmp_path, files)

    checked = check_site(site)

    told = [(path, int(line), int(column), code) for path, line, column, code in _told(checked)]
    assert told == sorted(set(told))
    assert len(told) == len(files) * 3


def test_of_problems_that_say_the_same_of_a_place_the_first_stands() -> None:
    problem = Problem("templates/base.html", 3, 1, "undefined-variable", "'x' is undefined")
    ways = [
        Problem("templates/base.html", 3, 1, problem.code, problem.message, hint)
        for hint in ("topic.html:1 → base.html:3", "article.html:1 → base.html:3")
    ]
    elsewhere = Problem("templates/base.html", 9, 1, problem.code, problem.message)

    assert each_once([elsewhere, *ways, ways[0]]) == (ways[1], elsewhere)


@pytest.mark.slow
def test_problems_are_the_same_under_any_hash_seed(tmp_path: Path) -> None:
    files = {
        f"content/articles/{name}.md": FAULTY.replace("titel", "title").replace(
            "---\nThey", "topics: [Peace, peace, PEACE]\nentities: [a-b, b-c]\n---\nThey"
        )
        for name in ("a", "b", "c")
    }
    site = write_site(tmp_path, files)
    command = (sys.executable, "-m", "site_builder", "check", "--site", str(site), "--now", NOW)

    printed = {
        subprocess.run(
            command,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
        ).stderr
        for seed in ("1", "2", "3")
    }

    assert len(printed) == 1
    assert printed.pop().count(b"url-collision") > 1


def _told(checked: object) -> list[tuple[str, ...]]:
    return [found.groups() for found in PLACE.finditer(getattr(checked, "printed", ""))]


def _codes(printed: str) -> list[str]:
    return [found[4] for found in PLACE.finditer(printed)]
