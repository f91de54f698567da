"""What waits for the desk is listed with its place, on a site with problems too."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import cli
from tests.problems.sites import write_site

FILES: dict[str, str | bytes] = {
    "content/entities/li.md": "---\ntype: person\nname: Li\ndraft: yes\n---\n",
    "content/events/summit.md": "---\ndate: 2023-03-01\ntitle: Summit\n---\n",
    "content/sources/wire.md": "---\ntype: report\ntitle: W\nurl: https://w.example/\n---\n",
    "content/sources/kept.md": "---\ntype: report\ntitle: K\nurl: https://k.example/\n"
    "archived: https://a.example/k\n---\n",
    "content/articles/x.md": """\
---
title: X
source: https://x.example/
annotations:
  - {type: claim, id: c1, exact: five, about: summit, property: loan, value: five}
  - {type: claim, id: c2, exact: six, about: summit, property: loan, value: six}
  - {type: claim, id: c3, exact: said, status: disputed, value: seven}
  - {type: claim, id: c4, exact: others, value: eight}
  - type: question
    id: open
    body: |
      Who *paid*?
      And when?
  - {type: question, id: closed, body: Who?, answer: Li.}
  - {type: note, id: lost, exact: seventy, body: So.}
  - {type: note, id: twice, exact: or, body: So., draft: yes}
---
Li or others said five or six.
""",
    "content/articles/d.md": """\
---
title: D
draft: yes
sources: [{id: napkin, type: report, title: Napkin, draft: yes}]
annotations: {type: note, id: lost, exact: nowhere, body: So.}
---
Somewhere.
""",
}
LISTED = {
    "drafts": [
        "content/articles/d.md:1: draft: d: D",
        "content/articles/d.md:4: draft: napkin: Napkin",
        "content/articles/x.md:16: draft: x#twice: or",
        "content/entities/li.md:1: draft: li: Li",
    ],
    "orphans": [
        "content/articles/d.md:5: orphaned: d#lost: nowhere",
        "content/articles/x.md:15: orphaned: x#lost: seventy",
        "content/articles/x.md:16: ambiguous: x#twice: or",
    ],
    "unarchived": [
        "content/articles/x.md:3: unarchived: https://x.example/",
        "content/sources/wire.md:4: unarchived: https://w.example/",
    ],
    "questions": ["content/articles/x.md:9: question: x#open: Who paid? And when?"],
    "disputed": [
        "content/articles/x.md:5: contradicted: x#c1: summit, loan: five",
        "content/articles/x.md:6: contradicted: x#c2: summit, loan: six",
        "content/articles/x.md:7: disputed: x#c3: x: seven",
    ],
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Write a site in which something of everything waits; two passages of it are not found."""
    return write_site(tmp_path, FILES)


def run(site: Path, *arguments: str) -> Result:
    """Run `list` on a site."""
    command = ["list", "--site", str(site), "--now", "2024-01-01", "--jobs", "1", *arguments]
    return CliRunner(catch_exceptions=False).invoke(cli, command)


@pytest.mark.parametrize("kind", LISTED)
def test_what_waits_is_listed_with_its_place(site: Path, kind: str) -> None:
    result = run(site, kind)

    assert result.stdout.splitlines() == LISTED[kind]
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_list_is_printed_for_programs_too(site: Path) -> None:
    result = run(site, "questions", "--format", "json")

    assert json.loads(result.stdout) == {
        "items": [
            {
                "path": "content/articles/x.md",
                "line": 9,
                "what": "question",
                "id": "x#open",
                "text": "Who paid?\nAnd when?",
            }
        ],
        "unread": [],
    }


@pytest.mark.parametrize("kind", LISTED)
def test_files_that_cannot_be_read_are_named_and_the_others_listed(site: Path, kind: str) -> None:
    (site / "content/articles/bad.md").write_text("---\ntitle: [\n---\n", "utf-8")

    result = run(site, kind)

    assert result.stdout.splitlines() == LISTED[kind]
    assert result.stderr == "content/articles/bad.md: cannot be read; site-builder check says why\n"


def test_a_finished_site_has_nothing_that_waits(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"content/articles/x.md": "---\ntitle: X\n---\nText.\n"})

    assert [run(site, kind).output for kind in LISTED] == ["", "", "", "", ""]


def test_signs_that_a_terminal_acts_on_are_written_out(tmp_path: Path) -> None:
    asked = '---\ntitle: X\nannotations: {type: question, id: q, body: "Who\\u202e?"}\n---\n'
    site = write_site(tmp_path, {"content/articles/x.md": asked})

    assert "Who\\u202e?" in run(site, "questions").stdout


def test_settings_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"site.toml": "title ="})

    result = run(site, "drafts")

    assert result.exit_code == 2
    assert "config-broken" in result.stderr


def test_a_kind_that_nobody_lists_is_a_misuse(site: Path) -> None:
    assert CliRunner().invoke(cli, ["list", "dreams", "--site", str(site)]).exit_code == 2
