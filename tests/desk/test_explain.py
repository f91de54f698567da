"""An address is explained: what its page is made of, and what differs since the last build."""

from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.desk.explain import NoSuchPage, explain
from site_builder.desk.start import start_site
from site_builder.request import Request


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Make a new site and build it."""
    list(start_site(tmp_path))
    build(Request(site=tmp_path, jobs=1))
    return tmp_path


def _first_article(site: Path) -> Path:
    return next((site / "content/articles").rglob("*.md"))


def test_a_page_that_stands_as_it_was_built_differs_in_nothing(site: Path) -> None:
    lines = list(explain(Request(site=site, jobs=1), "/timeline/"))

    assert lines[0] == "/timeline/: timeline"
    assert lines[2].startswith("nothing differs")
    assert all(line.split()[0] == "same" for line in lines[3:])


def test_an_edited_text_differs_in_the_blocks_of_its_page_alone(site: Path) -> None:
    article = _first_article(site)
    article.write_text(f"{article.read_text(encoding='utf-8')}\nOne more line.\n", encoding="utf-8")

    lines = list(explain(Request(site=site, jobs=1), f"/articles/{article.stem}/"))

    assert [line.split()[1] for line in lines if line.startswith("  differs")] == ["blocks"]


@pytest.mark.parametrize("form", ["{url}", "{root}{path}", "/{path}", "/{bare}"])
def test_an_address_may_be_written_in_any_form(site: Path, form: str) -> None:
    path = f"articles/{_first_article(site).stem}/"
    request = Request(site=site, jobs=1, base_url="https://example.org/repo/")
    parts = {"url": f"https://example.org/repo/{path}", "root": "/repo/", "path": path}

    lines = list(explain(request, form.format(**parts, bare=path.rstrip("/"))))

    assert lines[0].startswith(f"/{path}: article")


def test_an_address_that_no_page_has_is_said_to_have_none(site: Path) -> None:
    with pytest.raises(NoSuchPage, match="/nowhere/"):
        list(explain(Request(site=site, jobs=1), "/nowhere/"))


def test_a_document_is_explained_by_its_content(site: Path) -> None:
    story = next((site / "content/stories").rglob("*.md")).stem

    lines = list(explain(Request(site=site, jobs=1), f"/stories/{story}/feed.xml"))

    assert lines[0] == f"/stories/{story}/feed.xml: story/feed.xml of {story}"
    assert [line.split()[:2] for line in lines if line.startswith("  ")] == [["same", "content"]]


def test_a_file_of_the_whole_site_is_explained_by_what_it_is_made_from(site: Path) -> None:
    article = _first_article(site)
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("title: ", "title: Not ", 1), encoding="utf-8")

    lines = list(explain(Request(site=site, jobs=1), "/feed.json"))

    states = {line.split()[1]: line.split()[0] for line in lines if line.startswith("  ")}
    assert lines[0] == "/feed.json: feeds"
    assert states == {"articles": "differs", "entities": "same", "site.toml": "same"}
