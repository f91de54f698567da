"""When a file was last committed is known from a full history, and from none that is cut off."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from site_builder import history
from site_builder.build import build
from site_builder.history import History, read_head, recall_history
from site_builder.request import Request
from tests.problems.sites import write_site

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


def _git(folder: Path, *words: str, moment: int = 1_700_000_000) -> str:
    dates = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{moment} +0300")
    names = ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL")
    environment = {
        **os.environ,
        **dates,
        **dict.fromkeys(names, "desk"),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    done = subprocess.run(
        ("git", *words), cwd=folder, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def _commit(folder: Path, *names: str, moment: int) -> None:
    for name in names:
        file = folder / "content/articles" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{moment}", encoding="utf-8")
    _git(folder, "add", ".")
    _git(folder, "commit", "-m", "A change", moment=moment)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Make a site whose files were committed at different times."""
    folder = tmp_path / "kept" / "site"
    folder.mkdir(parents=True)
    _git(folder.parent, "init", "-q")
    _commit(folder, "a.md", "мир b.md", 'c"d.md', moment=1_600_000_000)
    _commit(folder, "a.md", "2023/e.md", moment=1_700_000_000)
    return folder


COMMITS = {
    "content/articles/a.md": 1_700_000_000,
    "content/articles/2023/e.md": 1_700_000_000,
    "content/articles/мир b.md": 1_600_000_000,
    'content/articles/c"d.md': 1_600_000_000,
}


def test_each_file_has_the_moment_of_its_last_commit(site: Path) -> None:
    found = recall_history(site, History())

    assert found.head == _git(site, "rev-parse", "HEAD")
    assert found.commits == COMMITS


def test_a_history_that_is_known_is_not_read_again(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = recall_history(site, History())
    monkeypatch.setattr(history, "_read_commits", lambda *_: pytest.fail("it was read"))

    assert recall_history(site, known) is known


def test_another_commit_is_noticed(site: Path) -> None:
    known = recall_history(site, History())
    _commit(site, "a.md", moment=1_750_000_000)

    found = recall_history(site, known)

    assert found.commits["content/articles/a.md"] == 1_750_000_000


def test_of_a_shallow_clone_nothing_is_known(site: Path, tmp_path: Path) -> None:
    _git(tmp_path, "clone", "-q", "--depth", "1", site.parent.as_uri(), "clone")

    assert recall_history(tmp_path / "clone/site", History()) == History()


@pytest.mark.parametrize("is_begun", [False, True])
def test_without_a_commit_nothing_is_known(tmp_path: Path, *, is_begun: bool) -> None:
    if is_begun:
        _git(tmp_path, "init", "-q")

    assert recall_history(tmp_path, History("0" * 40, COMMITS)) == History()


def test_without_git_nothing_is_known(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert read_head(site) == ""


def test_a_commit_alone_changes_the_sitemap_and_nothing_else(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"content/articles/one.md": "---\ntitle: One\n---\n"})
    _git(site, "init", "-q")
    request = Request(site=site, jobs=1)
    build(request)

    _git(site, "add", "content")
    _git(site, "commit", "-m", "One", moment=1_700_000_000)
    report, _ = build(request)

    assert report.written == ("sitemap.xml",)
    sitemap = (site / "output/sitemap.xml").read_text(encoding="utf-8")
    assert "<lastmod>2023-11-14T22:13:20+00:00</lastmod>" in sitemap
    assert build(request)[0].written == ()
