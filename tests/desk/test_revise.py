"""A later text takes the place of an article's, the earlier is kept, and every passage is told."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import cli
from tests.problems.sites import check_site, write_site

MATTER = """\
---
title: The visit   # as it was printed
published: 2023-03-01
source: https://example.org/visit
archived: https://example.org/archived
annotations:
  - {type: highlight, id: rain, exact: 'it rained on the roof'}
  - type: highlight
    id: alpha
    exact: >-
      Team Alpha presented
      its plan
  - {type: highlight, id: quiet, exact: was quiet}
---
"""
BEFORE = """
Team Alpha presented its plan on Monday, and it was long.

Meanwhile it rained on the roof of the hall, and the guests waited.

The evening was quiet, and everyone slept.
"""
AFTER = """
Meanwhile it snowed on the roof of the hall, and the guests waited.

The evening was quiet, and everyone slept.
"""
ARTICLE, KEPT = "content/articles/visit.md", "content/revisions/visit/2023-03-01.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Write a site of one article, and a later text of it beside."""
    (tmp_path / "later.md").write_text(f"---\nupdated: 2023-03-04\n---\n{AFTER}", encoding="utf-8")
    return write_site(tmp_path, {ARTICLE: MATTER + BEFORE})


def _update(site: Path, *words: str, slug: str = "visit") -> Result:
    later = str(site.parent / "later.md")
    command = ["import", "--site", str(site), "--now", "2023-05-01", "--update", slug]
    return CliRunner(catch_exceptions=False).invoke(cli, [*command, *(words or (later,))])


def test_front_matter_stays_as_it_is_but_for_the_day_of_the_update(site: Path) -> None:
    _update(site)

    text = (site / ARTICLE).read_text(encoding="utf-8")
    assert (
        text
        == MATTER.replace("---\n", "", 1).join(["---\n", ""]).removesuffix("---\n")
        + f"updated: 2023-03-04\n---\n{AFTER}"
    )


def test_the_earlier_text_is_kept_with_its_day_and_its_addresses(site: Path) -> None:
    _update(site)

    assert (site / KEPT).read_text(encoding="utf-8") == (
        '---\ndate: "2023-03-01"\nsource: https://example.org/visit\n'
        f"archived: https://example.org/archived\n---\n{BEFORE}"
    )


def test_what_became_of_each_passage_is_told_though_nobody_had_accepted_any(site: Path) -> None:
    told = _update(site)

    assert told.stdout.splitlines() == [
        f"kept the earlier text: {KEPT}",
        f"wrote {ARTICLE}",
        "changed   visit#rain",
        "orphaned  visit#alpha",
        "found     visit#quiet",
    ]
    assert "it [-rained-] {+snowed+} on the roof" in told.stderr
    assert told.exit_code == 1
    assert not (site / "anchors.json").exists()


def test_builds_go_on_telling_it_until_it_is_mended(site: Path) -> None:
    _update(site)

    checked = check_site(site)

    assert "passage-changed" in checked.printed
    assert "passage-orphaned" in checked.printed


def test_the_same_text_is_no_update(site: Path) -> None:
    _update(site)
    files = {path: path.read_bytes() for path in site.rglob("*.md")}

    told = _update(site)

    assert told.stdout == f"{ARTICLE} has this text already\n"
    assert {path: path.read_bytes() for path in site.rglob("*.md")} == files


def test_a_second_update_of_a_day_keeps_both_texts(site: Path) -> None:
    (site / KEPT).parent.mkdir(parents=True)
    (site / KEPT).write_text("---\ndate: 2023-03-01\n---\nThe first of all.\n", encoding="utf-8")

    _update(site)

    assert (site / KEPT).with_name("2023-03-01-2.md").is_file()


def test_a_day_that_is_there_already_is_refreshed_in_its_place(site: Path) -> None:
    article = site / ARTICLE
    text = (MATTER + BEFORE).replace("source:", "modified: 2023-03-02 # late\nsource:")
    article.write_bytes(text.replace("\n", "\r\n").encode())

    _update(site)

    after = article.read_bytes().decode()
    assert "modified: 2023-03-04 # late\r\n" in after
    assert after.count("\n") == after.count("\r\n")
    assert (site / "content/revisions/visit/2023-03-02.md").is_file()


def test_without_a_day_of_its_own_an_update_is_of_today(site: Path) -> None:
    (site.parent / "later.md").write_text(AFTER, encoding="utf-8")

    _update(site)

    assert "updated: 2023-05-01\n" in (site / ARTICLE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("slug", "words", "said"),
    [
        ("viist", (), 'no article has the slug "viist"; did you mean "visit"?'),
        ("visit", ("nowhere.md",), "it cannot be read"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    site: Path, slug: str, words: tuple[str, ...], said: str
) -> None:
    told = _update(site, *words, slug=slug)

    assert said in told.stderr
    assert told.exit_code == 1
    assert (site / ARTICLE).read_text(encoding="utf-8") == MATTER + BEFORE
    assert not (site / "content/revisions").exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from site_builder.desk import saving
from site_builder.desk.revise import revise
from site_builder.request import Request

left = int(sys.argv[2])
for name in ("open", "replace", "chmod", "mkdir", "unlink"):
    def call(self, *given, _real=getattr(Path, name), **named):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return _real(self, *given, **named)
    setattr(Path, name, call)
revise(Request(site=Path(sys.argv[1])), "visit", sys.argv[3], "2023-03-04")
"""


@pytest.mark.slow
def test_no_text_is_lost_when_an_update_is_killed_anywhere(site: Path) -> None:
    for calls in range(100):
        command = [sys.executable, "-c", KILLED, str(site), str(calls), AFTER]
        ended = subprocess.run(command, check=False, capture_output=True, cwd=os.getcwd())  # noqa: PTH109
        texts = [path.read_text(encoding="utf-8") for path in site.rglob("content/**/*.md")]
        assert any(BEFORE in text for text in texts)
        assert (site / ARTICLE).read_text(encoding="utf-8").endswith((BEFORE, AFTER))
        if ended.returncode == 0:
            break
        assert ended.returncode == -signal.SIGKILL, ended.stderr
    else:
        pytest.fail("it never came to its end")

    assert (site / ARTICLE).read_text(encoding="utf-8").endswith(AFTER)
    kept = list((site / "content/revisions/visit").glob("*.md"))
    assert [path.name for path in kept] == ["2023-03-01.md"]
