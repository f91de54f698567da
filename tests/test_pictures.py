"""Pictures are found beside the text that shows them and are put beside its page."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from site_builder.build import check
from site_builder.model.problems import Problem
from site_builder.pictures import Copied, place_pictures
from site_builder.request import Request
from tests.small_site import small_site

FIELDS = {
    "articles": "title: A",
    "entities": "type: person\nname: A",
    "events": "title: A\ndate: 2023",
    "sources": "type: report\ntitle: A",
    "stories": "title: A",
    "pages": "title: A",
}
PATHS = {folder: f"{folder}/a" if folder != "pages" else "a" for folder in FIELDS}


def _place(texts: Mapping[str, str], *files: str) -> tuple[tuple[Copied, ...], tuple[Problem, ...]]:
    return place_pictures(small_site(texts).archive, frozenset(files))


@pytest.mark.parametrize("folder", FIELDS)
def test_a_picture_in_the_text_of_any_record_is_put_beside_its_page(folder: str) -> None:
    texts = {f"{folder}/a.md": f"{FIELDS[folder]}\n---\nSee ![A map](maps/map.png) of it."}

    copied, problems = _place(texts, f"content/{folder}/maps/map.png")

    assert copied == (Copied(f"content/{folder}/maps/map.png", f"{PATHS[folder]}/map.png"),)
    assert problems == ()


@pytest.mark.parametrize("folder", ["articles", "entities", "stories"])
def test_the_picture_of_a_record_is_put_beside_its_page(folder: str) -> None:
    texts = {f"{folder}/deep/a.md": f"{FIELDS[folder]}\nimage: {{src: ../map.png, alt: A map}}"}

    copied, problems = _place(texts, f"content/{folder}/map.png")

    assert copied == (Copied(f"content/{folder}/map.png", f"{folder}/a/map.png"),)
    assert problems == ()


@pytest.mark.parametrize(
    "note",
    [
        "{type: question, body: '![A map](map.png)'}",
        "{type: question, body: Why?, answer: '![A map](map.png)'}",
        "{type: claim, verdict: {rating: 'false', body: '![A map](map.png)'}}",
    ],
)
def test_a_picture_in_a_note_is_put_beside_its_article(note: str) -> None:
    texts = {"articles/a.md": f"title: A\nannotations:\n  - {note}"}

    copied, problems = _place(texts, "content/articles/map.png")

    assert copied == (Copied("content/articles/map.png", "articles/a/map.png"),)
    assert problems == ()


def test_a_picture_of_the_sites_own_stays_where_it_is() -> None:
    texts = {"articles/a.md": "title: A\n---\n![A map](/maps/map.png)"}

    assert _place(texts, "content/static/maps/map.png") == ((), ())


def test_a_picture_that_is_shown_twice_is_copied_once() -> None:
    texts = {"articles/a.md": "title: A\n---\n![A map](map.png) ![A map](./map.png)"}

    copied, problems = _place(texts, "content/articles/map.png")

    assert copied == (Copied("content/articles/map.png", "articles/a/map.png"),)
    assert problems == ()


def test_a_name_with_a_blank_is_written_with_its_code() -> None:
    texts = {"articles/a.md": "title: A\n---\n![A map](a%20map.png)"}

    copied, problems = _place(texts, "content/articles/a map.png")

    assert copied == (Copied("content/articles/a map.png", "articles/a/a map.png"),)
    assert problems == ()


@pytest.mark.parametrize("src", ["maap.png", "../map.png", "/map.png", "/../articles/map.png"])
def test_a_picture_that_is_not_there_is_told_where_it_is_named(src: str) -> None:
    texts = {"articles/a.md": f"title: A\nimage:\n  src: {src}\n  alt: A map"}

    copied, problems = _place(texts, "content/articles/map.png")

    (problem,) = problems
    assert copied == ()
    assert (problem.path, problem.line, problem.column) == ("content/articles/a.md", 4, 8)
    assert problem.code == "missing-file"


def test_the_nearest_file_is_told() -> None:
    texts = {"articles/a.md": "title: A\n---\nSee\n![A map](maap.png)"}

    _, (problem,) = _place(texts, "content/articles/map.png", "content/articles/other.jpg")

    assert (problem.line, problem.column) == (5, 10)
    assert problem.hint == 'did you mean "map.png"?'


@pytest.mark.parametrize("src", ["b.md", "../copies/b.txt", "../../site.toml", "../../../b.png"])
def test_what_is_no_picture_is_never_published_as_one(tmp_path: Path, src: str) -> None:
    site = tmp_path / "site"
    _write(tmp_path / "b.png", "A picture")
    _write(site / "site.toml", 'title = "A"\nbase_url = "https://example.org/"')
    _write(site / "content/copies/b.txt", "A copy")
    _write(site / "content/articles/b.md", "---\ntitle: B\ndraft: yes\n---\nA draft")
    _write(site / "content/articles/a.md", f"---\ntitle: A\n---\n![A]({src})")

    problems = check(Request(site=site, jobs=1)).problems

    assert [(problem.code, problem.line, problem.column) for problem in problems] == [
        ("missing-file", 4, 6)
    ]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
