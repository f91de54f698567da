"""A path of a request means one file of the site, or none."""

import os
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.serving.files import (
    digest_of_file,
    has_file,
    path_inside,
    read_file,
    read_path,
)
from site_builder.serving.live import ServedSite

# What paths out of a folder are made of, in the spellings that servers have fallen for.
PIECES = st.sampled_from(
    [
        "..",
        ".",
        "/",
        "//",
        "\\",
        "%2e",
        "%2E",
        "%2f",
        "%5c",
        "%00",
        "%252e",
        "%c0%ae",
        "a",
        "é",
        " ",
    ]
)


@pytest.fixture
def site(tmp_path: Path) -> ServedSite:
    """Make a site of two files, beside a file that is none of its."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    folder = tmp_path / "output"
    (folder / "a").mkdir(parents=True)
    (folder / "index.html").write_text("front", encoding="utf-8")
    (folder / "a" / "b.txt").write_text("text", encoding="utf-8")
    return ServedSite(root="/repo/", folder=folder)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_no_path_that_is_read_can_lead_elsewhere(written: str) -> None:
    parts = read_path(f"/{written}") or ()

    assert not {".", ".."} & {*parts}
    assert "" not in parts[:-1]
    assert not any(sign in part for part in parts for sign in "/\\\0")


@given(st.lists(st.text("aé%. ~\n", min_size=1).filter(lambda text: text.strip("."))))
def test_a_path_is_read_as_it_was_meant(names: list[str]) -> None:
    written = "".join(f"/{quote(name, safe='')}" for name in names)

    assert read_path(written or "/") == tuple(names or [""])


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        (("repo", ""), ""),
        (("repo", "a", ""), "a/"),
        (("repo", "a", "b.txt"), "a/b.txt"),
        (("repo",), None),
        (("",), None),
        (("repository", "a"), None),
    ],
)
def test_the_site_begins_at_its_root(
    site: ServedSite, parts: tuple[str, ...], path: str | None
) -> None:
    assert path_inside(site, parts) == path


def test_a_root_may_be_written_with_codes(tmp_path: Path) -> None:
    site = ServedSite(root="/m%C3%A9diation/", folder=tmp_path)

    assert path_inside(site, ("médiation", "a")) == "a"


def test_a_file_is_read_anew_each_time(site: ServedSite) -> None:
    before = digest_of_file(site, "a/b.txt")

    (site.folder / "a/b.txt").write_text("TEXT", encoding="utf-8")

    assert read_file(site, "a/b.txt") == b"TEXT"
    assert digest_of_file(site, "a/b.txt") != before


def test_newer_bytes_hold_in_place_of_those_on_disk(site: ServedSite) -> None:
    made = {"a/b.txt": b"newer", "new/index.html": b"new"}

    newer = ServedSite(root="/", folder=site.folder, newer=made.get)

    assert read_file(newer, "a/b.txt") == b"newer"
    assert has_file(newer, "new/index.html")
    assert read_file(newer, "index.html") == read_file(site, "index.html")


def test_the_same_bytes_have_the_same_digest_wherever_they_are(site: ServedSite) -> None:
    newer = ServedSite(root="/", folder=site.folder, newer={"a/b.txt": b"text"}.get)

    assert digest_of_file(newer, "a/b.txt") == digest_of_file(site, "a/b.txt")


def test_links_are_followed_inside_the_output_only(site: ServedSite) -> None:
    (site.folder / "inside.txt").symlink_to("a/b.txt")
    (site.folder / "outside.txt").symlink_to("../secret.txt")
    (site.folder / "up").symlink_to("..")
    (site.folder / "loop").symlink_to("loop")

    assert read_file(site, "inside.txt") == b"text"
    for path in ("outside.txt", "up/secret.txt", "up/output/index.html", "loop"):
        assert read_file(site, path) is None or path == "up/output/index.html"
        assert has_file(site, path) == (path == "up/output/index.html")


def test_only_plain_files_are_read(site: ServedSite) -> None:
    os.mkfifo(site.folder / "pipe")

    for path in ("pipe", "a", "", "x" * 300, "nothing"):
        assert not has_file(site, path)
        assert read_file(site, path) is None
        assert digest_of_file(site, path) == ""
