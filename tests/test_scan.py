"""A site's folder gives the files it is made of, and what cannot be used is told."""

import os
import time
from pathlib import Path

import pytest

from site_builder.scan import FOLDERS, LARGEST, is_passed_over, scan


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give a site's folder beside which there is another file."""
    (tmp_path / "secret.md").write_text("---\ntitle: Secret\n---\n", encoding="utf-8")
    folder = tmp_path / "site"
    (folder / "content").mkdir(parents=True)
    return folder


def _write(site: Path, *paths: str) -> None:
    for path in paths:
        file = site / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("text", encoding="utf-8")


def _found(site: Path) -> list[tuple[str, str]]:
    return [(found.path.removeprefix("content/"), found.kind) for found in scan(site).files]


def _told(site: Path) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in scan(site).problems]


def test_each_file_is_what_its_folder_says(site: Path) -> None:
    paths = [f"{folder}/deep/a.md" for folder in FOLDERS]
    _write(site, *paths, "articles/a.png", "static/robots.txt", "copies/a.html")

    assert dict(_found(site)) == {
        **{f"{folder}/deep/a.md": kind for folder, kind in FOLDERS.items()},
        "articles/a.png": "asset",
        "static/robots.txt": "static",
        "copies/a.html": "copy",
    }
    assert _told(site) == []


def test_files_come_in_the_order_of_their_paths(site: Path) -> None:
    _write(site, "articles/b.md", "articles/b/a.md", "articles/B.md", "articles/a.md", "pages/a.md")

    paths = [path for path, _ in _found(site)]

    assert paths == sorted(paths)
    assert len(paths) == 5


def test_a_file_is_found_with_what_the_file_system_says_of_it(site: Path) -> None:
    _write(site, "articles/a.md")
    status = (site / "content/articles/a.md").stat()

    (found,) = scan(site).files

    assert (found.size, found.modified_ns, found.inode) == (
        status.st_size,
        max(status.st_mtime_ns, status.st_ctime_ns),
        status.st_ino,
    )


def test_other_bytes_of_the_same_size_and_time_are_another_change(site: Path) -> None:
    _write(site, "articles/a.md")
    file = site / "content/articles/a.md"
    before, status = scan(site).files, file.stat()
    # Some file systems count time in ticks of some milliseconds.
    time.sleep(0.02)

    file.write_bytes(file.read_bytes().swapcase())
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert file.stat().st_mtime_ns == status.st_mtime_ns
    assert scan(site).files != before


HIDDEN = (".a.md", "a.md~", ".a.md.swp", "#a.md#", ".#a.md", "a.tmp", ".DS_Store", ".git/a.md")


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_files_and_those_of_editors_are_passed_over(site: Path, name: str) -> None:
    _write(site, f"articles/{name}")

    assert _found(site) == []
    assert _told(site) == []


def test_hidden_files_that_are_published_are_found(site: Path) -> None:
    _write(site, "static/.well-known/a.txt", "static/a.txt~", "static/.DS_Store")

    assert _found(site) == [("static/.well-known/a.txt", "static")]
    assert not is_passed_over(".well-known", published=True)
    assert is_passed_over(".well-known")


def test_a_site_without_content_has_no_files(tmp_path: Path) -> None:
    assert scan(tmp_path).files == ()
    assert scan(tmp_path).problems == ()


@pytest.mark.parametrize("path", ["notes/a.md", "a.md", "article/deep/a.md"])
def test_a_file_in_no_folder_that_is_read_is_doubted(site: Path, path: str) -> None:
    _write(site, path)

    (problem,) = scan(site).problems

    assert (problem.path, problem.code) == (f"content/{path}", "unknown-place")
    assert problem.severity == "warning"
    assert _found(site) == []


def test_a_folder_that_is_named_as_a_file_is_told(site: Path) -> None:
    (site / "content/articles/a.md").mkdir(parents=True)

    assert _told(site) == [("content/articles/a.md", "not-a-file")]


def test_a_pipe_is_told_and_not_waited_for(site: Path) -> None:
    (site / "content/articles").mkdir()
    os.mkfifo(site / "content/articles/a.md")

    assert _told(site) == [("content/articles/a.md", "not-a-file")]


def test_a_text_that_is_too_large_is_told_and_a_picture_is_not(site: Path) -> None:
    _write(site, "articles/a.md", "articles/a.png")
    for name in ("a.md", "a.png"):
        os.truncate(site / "content/articles" / name, LARGEST + 1)

    assert _told(site) == [("content/articles/a.md", "too-large")]
    assert _found(site) == [("articles/a.png", "asset")]


@pytest.mark.parametrize(
    ("link", "target", "code"),
    [
        ("a.md", "../../../secret.md", "symlink-outside"),
        ("a.md", "/etc/passwd", "symlink-outside"),
        ("a.md", "../../site.toml", "symlink-outside"),
        ("deep", "../../..", "symlink-outside"),
        ("deep", "../..", "symlink-outside"),
        ("deep", "..", "symlink-loop"),
        ("deep", ".", "symlink-loop"),
        ("a.md", "a.md", "symlink-loop"),
        ("a.md", "nowhere.md", "unreadable-file"),
    ],
)
def test_a_link_that_leads_nowhere_good_is_told_and_not_followed(
    site: Path, link: str, target: str, code: str
) -> None:
    (site / "content/articles").mkdir()
    (site / "content/articles" / link).symlink_to(target)

    assert _told(site) == [(f"content/articles/{link}", code)]
    assert _found(site) == []


def test_two_links_that_lead_to_each_other_are_told(site: Path) -> None:
    (site / "content/articles").mkdir()
    (site / "content/articles/a.md").symlink_to("b.md")
    (site / "content/articles/b.md").symlink_to("a.md")

    assert {code for _, code in _told(site)} == {"symlink-loop"}


def test_a_link_within_content_is_followed(site: Path) -> None:
    _write(site, "articles/a.md", "pages/deep/b.md")
    (site / "content/articles/c.md").symlink_to("a.md")
    (site / "content/articles/more").symlink_to("../pages/deep")

    assert _found(site) == [
        ("articles/a.md", "article"),
        ("articles/c.md", "article"),
        ("articles/more/b.md", "article"),
        ("pages/deep/b.md", "page"),
    ]
    assert _told(site) == []


def test_content_that_is_itself_a_link_out_of_the_site_is_told(tmp_path: Path) -> None:
    (tmp_path / "elsewhere/articles").mkdir(parents=True)
    (tmp_path / "elsewhere/articles/a.md").write_text("text", encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/content").symlink_to("../elsewhere")

    assert _told(tmp_path / "site") == [("content", "symlink-outside")]
    assert _found(tmp_path / "site") == []


def test_a_site_may_be_reached_through_a_link(site: Path, tmp_path: Path) -> None:
    _write(site, "articles/a.md")
    (tmp_path / "link").symlink_to("site")

    assert _found(tmp_path / "link") == [("articles/a.md", "article")]
    assert _told(tmp_path / "link") == []


def test_a_link_of_the_templates_that_leads_out_is_told(site: Path) -> None:
    (site / "templates/parts").mkdir(parents=True)
    (site / "templates/a.html").symlink_to("../../secret.md")
    (site / "templates/b.html").symlink_to("parts")

    assert _told(site) == [("templates/a.html", "symlink-outside")]


def test_a_name_that_is_not_utf_8_is_told_in_letters_that_can_be_printed(site: Path) -> None:
    (site / "content/articles").mkdir()
    try:
        Path(os.fsdecode(os.fsencode(site / "content/articles") + b"/\xff.md")).touch()
    except OSError:
        pytest.skip("this file system has no such names")

    ((path, code),) = _told(site)

    assert code == "bad-encoding"
    assert path.encode()


def test_a_folder_that_cannot_be_read_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(site, "articles/a.md", "pages/a.md")
    listing = os.scandir

    def scandir(folder: Path) -> object:
        if Path(folder).name == "articles":
            raise PermissionError(13, "Permission denied")
        return listing(folder)

    # Whoever may read everything, as root may, would find the folder open.
    monkeypatch.setattr(os, "scandir", scandir)

    assert _told(site) == [("content/articles", "unreadable-file")]
    assert _found(site) == [("pages/a.md", "page")]
