"""What rests on a dead link is told, and no link is asked for more often than it must be."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from site_builder.cli import cli
from site_builder.desk.asking import MANNERS
from tests.desk.servers import Answering, Server, serving, status
from tests.problems.sites import NOW, write_site

ARTICLE = """\
---
title: The visit
published: 2023-03-01
source: {server}/visit
sources: [readout]
annotations:
  - type: citation
    exact: They met
    sources: [readout]
  - type: note
    exact: Minsk
    body: As [the agency]({server}/agency#top) has it.
---
They met in Minsk, and [nobody]({server}/gone) told the
[guard]({server}/guarded). Code is not followed: `{server}/code`.
"""

SOURCE = """\
---
type: readout
title: What was told
url: {server}/readout
archived: {server}/kept
---
"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Serve what the site links to, and do not wait long between two questions."""
    monkeypatch.setattr(
        "site_builder.desk.links.MANNERS", msgspec.structs.replace(MANNERS, pause_seconds=0.01)
    )
    answers = {
        "/visit": status(200),
        "/agency": status(200),
        "/readout": status(410),
        "/kept": status(200),
        "/guarded": status(403),
    }
    with serving(answers) as serving_:
        yield serving_


@pytest.fixture
def site(tmp_path: Path, server: Server) -> Path:
    """Write a site that links to the server."""
    files = {"content/articles/visit.md": ARTICLE, "content/sources/readout.md": SOURCE}
    return write_site(
        tmp_path, {path: text.format(server=server.url) for path, text in files.items()}
    )


def check(site: Path, *options: str) -> Result:
    """Check a site, links on this machine included."""
    command = ["check", "--site", str(site), "--now", NOW, "--jobs", "1", "--allow-private"]
    return CliRunner(catch_exceptions=False).invoke(cli, [*command, *options])


def told(result: Result) -> list[tuple[str, int, int, str, str]]:
    """Read the problems of a check by place, code and severity."""
    problems = json.loads(result.stdout)["problems"]
    return [
        (each["path"], each["line"], each["column"], each["code"], each["severity"])
        for each in problems
    ]


def test_links_that_lead_nowhere_are_told_with_their_places(site: Path) -> None:
    result = check(site, "--links", "--format", "json")

    assert told(result) == [
        ("content/articles/visit.md", 14, 33, "link-dead", "error"),
        ("content/articles/visit.md", 15, 9, "link-doubtful", "warning"),
        ("content/sources/readout.md", 4, 6, "link-dead", "error"),
    ]
    assert result.exit_code == 1


def test_what_rests_on_a_dead_link_is_told_and_where_a_copy_is(site: Path, server: Server) -> None:
    result = check(site, "--links")

    assert (
        f"content/sources/readout.md:4:6: link-dead: {server.url}/readout leads nowhere: "
        "the server answers 410\n"
        f"    4 | url: {server.url}/readout\n"
        "      |      ^ on it rests content/articles/visit.md:7; "
        f"an archived copy is at {server.url}/kept\n"
    ) in result.stderr


def test_each_address_is_asked_once_and_none_that_is_no_link(site: Path, server: Server) -> None:
    check(site, "--links")

    heads = [each.path for each in server.asked if each.method == "HEAD"]
    assert sorted(heads) == ["/agency", "/gone", "/guarded", "/kept", "/readout", "/visit"]


def test_an_answer_is_kept_for_a_while(site: Path, server: Server) -> None:
    first = check(site, "--links", "--format", "json")
    asked = len(server.asked)

    second = check(site, "--links", "--format", "json")

    assert told(second) == told(first)
    assert len(server.asked) == asked


@pytest.mark.parametrize("option", [["--max-age", "0"], ["--no-cache"]])
def test_an_answer_can_be_asked_for_anew(site: Path, server: Server, option: list[str]) -> None:
    check(site, "--links")
    asked = len(server.asked)

    check(site, "--links", *option)

    assert len(server.asked) == 2 * asked


def test_nothing_is_asked_unless_it_is_wanted(site: Path, server: Server) -> None:
    assert check(site).exit_code == 0

    assert server.asked == []


def test_a_draft_is_not_asked_after(site: Path, server: Server) -> None:
    article = site / "content/articles/visit.md"
    article.write_text(article.read_text().replace("title:", "draft: yes\ntitle:"))

    check(site, "--links")

    assert {each.path for each in server.asked} == {"/kept", "/readout"}


def test_originals_without_an_archived_copy_are_listed(site: Path, server: Server) -> None:
    result = check(site, "--archive", "--format", "json")

    assert told(result) == [("content/articles/visit.md", 4, 9, "link-unarchived", "warning")]
    assert result.exit_code == 0
    assert server.asked == []


def test_an_archive_is_asked_for_what_it_has(site: Path, server: Server) -> None:
    kept = "http://web.archive.org/web/20230302000000/https://example.org/visit"
    found = {"archived_snapshots": {"closest": {"available": True, "url": kept, "status": "200"}}}
    server.answers["/available"] = status(200, json.dumps(found).encode())

    result = check(site, "--archive", "--lookup", "--wayback", f"{server.url}/available")

    assert f"^ archived: {kept}; on it rests content/articles/visit.md:7" in result.stderr
    query = server.url.replace(":", "%3A").replace("/", "%2F") + "%2Fvisit"
    assert [each.path for each in server.asked] == [f"/available?url={query}"]


@pytest.mark.parametrize(
    "answer",
    [
        status(200, b'{"archived_snapshots": {}}'),
        status(200, b"<html>"),
        status(200, b'{"archived_snapshots": {"closest": []}}'),
        status(200, b'{"archived_snapshots": {"closest": {"available": true, "url": "x:y"}}}'),
        status(500),
    ],
    ids=["none", "no JSON", "another form", "no address", "a fault"],
)
def test_an_archive_that_knows_nothing_is_not_believed(
    site: Path, server: Server, answer: Answering
) -> None:
    server.answers["/available"] = answer

    result = check(site, "--archive", "--lookup", "--wayback", f"{server.url}/available")

    assert "^ none was found;" in result.stderr


def test_a_lookup_needs_to_know_for_what(site: Path) -> None:
    assert check(site, "--lookup").exit_code == 2
