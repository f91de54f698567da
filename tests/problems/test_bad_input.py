"""Whatever lies in a site's folder ends in a problem or a page, and soon; the rest is read."""

import os
import re
import socket
import subprocess
import sys
import time
import unicodedata
from datetime import UTC
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from site_builder.cli import cli
from site_builder.read import Known, ReadSeed, read_files
from site_builder.reading.article import read_article
from site_builder.reading.prose import Renderer
from site_builder.reading.tools import Options, Tools
from site_builder.scan import scan
from tests.problems.sites import Checked, check_site, write_site

CODE = re.compile(r"^content/(\S+):\d+:\d+: (?:warning: )?([a-z-]+): ", re.MULTILINE)

BUDGET_SECONDS = 3
"""Of the processor, for a site of one bad file; what this is for would take minutes."""

OTHER = "---\ntitle: Another\npublished: yesterday\n---\nFine otherwise.\n"
"""An article whose one fault shows that it was read."""

DEEP = 500


def _article(matter: str = "", body: str = "They met.") -> str:
    return f"---\ntitle: The visit\n{matter}\n---\n{body}\n"


def _nested_block(depth: int) -> str:
    return "extra:\n" + "\n".join(f"{' ' * (n + 1)}a:" for n in range(depth))


BAD: dict[str, tuple[str | bytes, list[str] | None]] = {
    "flow": (_article(f"extra: {'[' * DEEP}{']' * DEEP}"), ["too-complex"]),
    "maps": (_article(f"extra: {'{a: ' * DEEP}{'}' * DEEP}"), ["too-complex"]),
    "open brackets": (_article(f"extra: {'[' * 300_000}"), ["too-complex"]),
    "block": (_article(_nested_block(DEEP)), ["too-complex"]),
    "question marks": (_article(f"{'? ' * 20_000}"), ["too-complex"]),
    "hyphens": (_article(f"extra: {'- ' * 20_000}"), ["front-matter-broken"]),
    "anchors": (_article(f"summary: {'&a ' * 5_000}x"), ["front-matter-broken"]),
    "front matter": (_article(f"summary: {'x ' * 600_000}"), ["too-large"]),
    "a hundred thousand items": (_article(f"topics: [{'a, ' * 100_000}]"), []),
    "keys": (_article("\n".join(f"k{n}: v" for n in range(2_000))), None),
    "nine megabytes": (_article(body="x" * 9_000_000), ["too-complex"]),
    "ten megabytes": ("x" * 10_500_000, ["too-large"]),
    "a line of a megabyte": (_article(body="word " * 190_000), []),
    "a word of a megabyte": (_article(body="x" * 990_000), []),
    "5,000 brackets": (_article(body="[" * 5_000), ["too-complex"]),
    "5,000 links": (_article(body="[a](" * 5_000), ["too-complex"]),
    "300 lists": (
        _article(body="\n".join(f"{' ' * 4 * n}- a" for n in range(300))),
        ["too-complex"],
    ),
    "5,000 elements": (_article(body="<div>" * 5_000), ["too-complex"]),
    "comment": (_article(body="They met.\n\n<!-- and then"), []),
    "5,000 comments": (_article(body="<!--" * 5_000), None),
    "fence": (_article(body="```python\nprint(1)\n\n# Heading"), []),
    "tags": (_article(body="They <b met.\n\nThey <b>parted."), None),
    "details": (_article(body="<details><summary>They met."), []),
    "bidi overrides": (_article(body="They \u202emet\u202c.\u2066\u200f"), []),
    "emoji": ("---\ntitle: 🔥🎉\n---\n# 🔥\n\n🎉\n", []),
    "bidi title": ("---\ntitle: '\u202eeht tisiv'\n---\nThey met.\n", []),
    "not a number": (_article("extra: {a: .nan, b: .inf}"), []),
    "year nought": (_article("expires: 0000-00-00"), ["bad-date"]),
    "no leap year": (_article("published: 2023-02-29"), ["bad-date"]),
    "far future": (_article("published: 99999-01-01"), ["bad-date"]),
    "offset": (_article("published: 2023-03-01T10:00+99:00"), ["bad-date"]),
    "digits": (_article(f"published: {'1' * 5_000}"), ["bad-date"]),
    "long set": (_article(f"published: '[{'2023,' * 20_000}]'"), None),
    "300 bytes": (_article(f"slug: {'a' * 300}"), ["bad-id"]),
    "300 bytes of Cyrillic": (_article(f"slug: {'я' * 150}"), ["bad-id"]),
    "dots": (_article("slug: .."), ["bad-id"]),
    "a device of Windows": (_article("slug: con"), []),
    "aliases": (_article("aliases: [/a/../b/, '/%2e%2e/c', '//d']"), None),
    "UTF-16": (_article().encode("utf-16"), ["bad-encoding"]),
    "UTF-16, unmarked": (_article().encode("utf-16-le"), ["bad-encoding"]),
    "UTF-32": (_article().encode("utf-32"), ["bad-encoding"]),
    "Latin-1": (_article("author: é").encode("latin-1"), ["bad-encoding"]),
    "byte-order mark": (b"\xef\xbb\xbf" + _article().encode(), []),
    "CRLF": (_article().replace("\n", "\r\n").encode(), []),
    "CR": (_article().replace("\n", "\r").encode(), []),
    "vertical tab": (_article(body="They\x0b met."), ["bad-character"]),
    "other line ends": (_article(body="They\u2028met.\x85"), []),
    "other line ends above": (_article("summary: A\u2028B"), []),
    "escaped NUL": (_article('summary: "\\0"'), ["bad-character"]),
    "every byte": (bytes(range(256)), ["bad-encoding"]),
    "nothing": ("", ["front-matter-missing"]),
    "only hyphens": ("---", ["front-matter-missing"]),
    "only front matter": ("---\n---", ["missing-field"]),
}
"""Content by what is bad in it, with the codes that are told; None where these do not matter."""


def _check(tmp_path: Path, *, content: str | bytes, path: str = "articles/visit.md") -> Checked:
    """Check a site of a bad file and another, within the budget."""
    files = {f"content/{path}": content, "content/articles/zzz.md": OTHER}
    site = write_site(tmp_path, files)
    started = time.process_time()

    checked = check_site(site)

    assert time.process_time() - started < BUDGET_SECONDS
    return checked


def _codes(checked: Checked, path: str = "articles/visit.md") -> list[str]:
    """Give the codes told of a file; the fault of the other file must be among the others."""
    found = CODE.findall(checked.printed)
    assert ("articles/zzz.md", "bad-date") in found
    return [code for of, code in found if of == path]


@pytest.mark.parametrize(("content", "codes"), BAD.values(), ids=BAD)
def test_bad_content_ends_in_a_clear_problem_or_a_page(
    tmp_path: Path, content: str | bytes, codes: list[str] | None
) -> None:
    checked = _check(tmp_path, content=content)

    told = _codes(checked)
    assert codes is None or told == codes
    assert max(map(len, checked.printed.splitlines())) < 2_000


def test_what_is_strange_but_sound_makes_pages(tmp_path: Path) -> None:
    sound = [content for content, codes in BAD.values() if codes == []]
    files = {f"content/articles/strange-{number}.md": text for number, text in enumerate(sound)}
    site = write_site(tmp_path, files)
    started = time.process_time()

    checked = check_site(site)

    assert checked == Checked(0, "")
    assert time.process_time() - started < BUDGET_SECONDS


def test_a_passage_of_a_megabyte_is_looked_for_within_the_budget(tmp_path: Path) -> None:
    words = "we never met " * 30_000
    matter = f"annotations:\n  - {{type: highlight, exact: {words}}}"

    checked = _check(tmp_path, content=_article(matter, "we have never met " * 30_000))

    assert _codes(checked) == ["quote-not-found"]


def test_what_turns_a_terminal_around_is_written_out(tmp_path: Path) -> None:
    checked = _check(tmp_path, content="---\n\u202eeltit: A\ntitle: \x1b[31m\n---\n")

    assert "bad-character" in checked.printed
    assert not {"\u202e", "\x1b"} & set(checked.printed)


@pytest.mark.parametrize("folder", ["articles", "copies", "static"])
def test_a_pipe_is_no_file_and_nobody_waits_for_it(tmp_path: Path, folder: str) -> None:
    site = write_site(tmp_path, {"content/articles/zzz.md": OTHER})
    pipe = site / "content" / folder / "visit.md"
    pipe.parent.mkdir(exist_ok=True)
    os.mkfifo(pipe)

    checked = check_site(site)

    assert _codes(checked, f"{folder}/visit.md") == ["not-a-file"]


def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_site(tmp_path, {"content/articles/zzz.md": OTHER})
    monkeypatch.chdir(site / "content" / "articles")

    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind("visit.md")
        checked = check_site(site)

    assert _codes(checked) == ["not-a-file"]


def test_a_folder_with_the_name_of_a_file_is_told_and_not_entered(tmp_path: Path) -> None:
    checked = _check(tmp_path, content=OTHER, path="articles/visit.md/inner.md")

    assert _codes(checked) == ["not-a-file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    site = write_site(
        tmp_path, {"content/articles/visit.md": OTHER, "content/articles/zzz.md": OTHER}
    )
    (site / "content/articles/visit.md").chmod(0)

    checked = check_site(site)

    assert _codes(checked) == ["unreadable-file"]


def test_a_file_that_is_gone_when_it_is_read_is_told(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"content/articles/visit.md": _article()})
    found = scan(site)
    (site / "content/articles/visit.md").unlink()

    options = Options(timezone="UTC", raw_html="sanitize", unknown_keys="warning", drafts=False)
    reading = read_files(ReadSeed(site, options, b"", {}), found.files, known=Known(), jobs=1)

    (packet,) = reading.packets.values()
    assert [problem.code for problem in packet.problems] == ["unreadable-file"]


def test_links_that_lead_through_each_other_end(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"content/articles/zzz.md": OTHER})
    for name, other in (("one", "two"), ("two", "one")):
        folder = site / "content" / "articles" / name
        folder.mkdir()
        (folder / "on").symlink_to(f"../{other}")
        (site / "content" / "articles" / f"{name}.md").symlink_to(f"{other}.md")

    checked = check_site(site)

    assert {code for _, code in CODE.findall(checked.printed)} == {"symlink-loop", "bad-date"}


def test_content_that_is_a_link_out_of_the_site_is_refused(tmp_path: Path) -> None:
    site = write_site(tmp_path, {})
    (tmp_path / "elsewhere" / "articles").mkdir(parents=True)
    (tmp_path / "elsewhere" / "articles" / "secret.md").write_text(OTHER)
    (site / "content").symlink_to("../elsewhere")

    checked = check_site(site)

    assert checked.status == 1
    assert "content:1:1: symlink-outside" in checked.printed
    assert "Another" not in checked.printed


def test_nothing_of_a_file_outside_is_shown(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"content/articles/zzz.md": OTHER})
    (tmp_path / "secret.md").write_text("the secret\n")
    (site / "content" / "articles" / "visit.md").symlink_to("../../../secret.md")

    checked = check_site(site)

    assert _codes(checked) == ["symlink-outside"]
    assert "the secret" not in checked.printed


def test_a_name_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"content/articles/zzz.md": OTHER})
    name = os.fsencode(site / "content" / "articles") + b"/visit\xe9.md"
    with open(name, "wb") as file:  # noqa: PTH123 (a name of bytes is no `Path`)
        file.write(OTHER.encode())

    checked = check_site(site)

    assert "bad-encoding: has a name that is not UTF-8" in checked.printed


def test_two_names_that_differ_in_unicode_form_alone_are_one_id(tmp_path: Path) -> None:
    entity = "---\nname: Café\ntype: place\n---\n"
    names = (unicodedata.normalize(form, "café") for form in ("NFC", "NFD"))
    files = {f"content/entities/{name}.md": entity for name in names}
    site = write_site(tmp_path, files)
    if len(list((site / "content" / "entities").iterdir())) == 1:
        pytest.skip("this file system takes both names for one")

    checked = check_site(site)

    assert [code for _, code in CODE.findall(checked.printed)] == ["duplicate-id"]


@pytest.mark.parametrize("titles", [("A b", "A  B"), ("A: b", "A b"), ("Café", "Cafe\u0301")])
def test_titles_that_are_equal_as_slugs_make_one_id(
    tmp_path: Path, titles: tuple[str, str]
) -> None:
    sources = "\n".join(f"  - {{type: report, title: '{title}'}}" for title in titles)

    checked = _check(tmp_path, content=_article(f"sources:\n{sources}"))

    assert _codes(checked) == ["duplicate-id"]


@pytest.mark.parametrize("files", [{}, {"content/articles/.gitkeep": ""}])
def test_a_site_without_content_has_no_fault(tmp_path: Path, files: dict[str, str]) -> None:
    site = write_site(tmp_path, files)

    assert check_site(site, "--strict") == Checked(0, "")


def test_an_output_inside_content_is_refused(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"content/articles/visit.md": _article()})
    command = ["build", "--site", str(site), "--output", str(site / "content" / "output")]

    result = CliRunner().invoke(cli, command)

    assert result.exit_code != 0
    assert not (site / "content" / "output").exists()


@pytest.mark.slow
def test_a_bad_file_does_not_keep_a_good_one_from_standard_error_under_any_locale(
    tmp_path: Path,
) -> None:
    site = write_site(tmp_path, {"content/articles/визит.md": "---\ntitle: a: б\n---\n"})
    command = (sys.executable, "-m", "site_builder", "check", "--site", str(site))

    run = subprocess.run(
        command,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )

    assert run.returncode == 1
    assert b"front-matter-broken" in run.stderr


SAMPLE = """---
title: "The visit"
published: 2023-03-01
topics: [peace, 'C++']
annotations:
  - type: note # the desk's
    exact: They met
    body: |
      Where? See [[minsk]].

      And *when*?
  - {type: highlight, exact: parted}
extra:
  a: &a >-
    folded
    text
  b: *a
---
They met, and *parted*.

> `code` and [a link](entity:minsk)
"""

TOOLS = Tools(zone=UTC, renderer=Renderer("sanitize"))

EDITS = st.lists(
    st.tuples(
        st.integers(0, len(SAMPLE)),
        st.integers(0, 12),
        st.text("\n\t -:#'\"[]{}|>*&!%@`,.?~=<a\u00a0é中\u2028\ud7ff", max_size=4),
    ),
    min_size=1,
    max_size=4,
)


@given(EDITS)
def test_any_edit_of_a_file_ends_in_an_article_or_in_problems_that_stand_in_the_file(
    edits: list[tuple[int, int, str]],
) -> None:
    text = SAMPLE
    for place, length, added in edits:
        text = text[:place] + added + text[place + length :]

    reading = read_article(text.encode(), "content/articles/visit.md", TOOLS)

    lines = text.split("\n")
    assert reading.article is not None or reading.problems
    for problem in reading.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@given(st.binary(max_size=200), st.sampled_from([b"", b"---\n", b"---\ntitle: A\n---\n"]))
def test_any_bytes_end_in_an_article_or_in_problems(content: bytes, beginning: bytes) -> None:
    reading = read_article(beginning + content, "content/articles/visit.md", TOOLS)

    assert reading.article is not None or reading.problems
