"""The full-text index of a built site: made when it must be, and only then."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest

from site_builder.build import build
from site_builder.indexing import IndexNotMade, make_index
from site_builder.request import Report
from site_builder.writing.search.entries import Entry
from site_builder.writing.search.places import INDEX, NAMES
from tests.site.builds import SITE, Site, request_for, write_site

FILES = {
    "articles/a.md": "---\ntitle: A loan\npublished: 2023-03-02\n---\n\nMoney is lent.\n",
    "entities/li.md": "---\nname: Li Qiang\ntype: person\n---\n",
}
START = f"{INDEX}pagefind-entry.json"


def site_in(folder: Path, settings: str = SITE) -> Site:
    """Write a small site; give it and a place for its output."""
    return Site(write_site(folder / "site", FILES, settings=settings), folder / "output")


def built(site: Site, *, makes_index: bool = True) -> Report:
    """Build a site in a process that remembers nothing of builds before."""
    request = msgspec.structs.replace(request_for(site), makes_index=makes_index)
    report, _ = build(request)
    assert report.is_good, report.problems
    return report


def tree_of(output: Path) -> Mapping[str, bytes]:
    """Read all that was built for searching."""
    files = (path for path in (output / "search").rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


def break_program(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Put what cannot run in the place of the program that makes indexes."""
    program = folder / "pagefind"
    program.write_text("no program", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))


def test_the_same_entries_give_the_same_bytes() -> None:
    entries = [
        Entry(
            url=f"e/{number}/",
            content=f"word{number} common text",
            meta={"title": f"Entry {number}", "when": "2 March 2023", "by": "The News"},
            filters={
                "kind": ["article" if number % 3 else "claim"],
                "entity": [f"E{number % 50}", f"F{number % 7}"],
                "year": [str(2000 + number % 20)],
            },
        )
        for number in range(200)
    ]

    first = make_index([entries], "en")

    assert len(first) > len(entries)
    assert all(make_index([iter(entries)], "en") == first for _ in range(3))


def test_an_edit_gives_the_index_that_a_build_from_nothing_gives(tmp_path: Path) -> None:
    site = site_in(tmp_path)
    built(site)
    article = site.folder / "content/articles/a.md"
    article.write_text(
        article.read_text(encoding="utf-8").replace("lent", "borrowed"), encoding="utf-8"
    )

    assert START in built(site).written

    clean = Site(site.folder, tmp_path / "clean")
    built(clean)
    assert tree_of(site.output) == tree_of(clean.output)


def test_the_index_is_not_made_again_when_nothing_that_it_holds_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = site_in(tmp_path)
    built(site)
    templates = site.folder / "templates"
    templates.mkdir()
    (templates / "404.html").write_text("{{ page.title }}", encoding="utf-8")
    break_program(monkeypatch, tmp_path)

    report = built(site)

    assert report.written == ("404.html",)


def test_what_waits_for_its_index_has_none_of_before_until_it_is_built(tmp_path: Path) -> None:
    site = site_in(tmp_path)
    built(site)
    whole = tree_of(site.output)
    page = site.folder / "content/entities/li.md"
    page.write_text("---\nname: Li Keqiang\ntype: person\n---\n", encoding="utf-8")

    built(site, makes_index=False)

    left = tree_of(site.output)
    assert left.keys() == {NAMES, "search/index.html"}
    assert b"Li Keqiang" in left[NAMES]
    assert START in built(site).written
    assert tree_of(site.output).keys() not in ({NAMES}, whole.keys())
    assert built(site).written == ()


def test_an_index_that_would_be_the_same_stays_while_it_could_wait(tmp_path: Path) -> None:
    site = site_in(tmp_path)
    built(site)

    assert built(site, makes_index=False).removed == ()
    assert START in tree_of(site.output)


def test_a_site_without_search_has_no_trace_of_it(tmp_path: Path) -> None:
    site = site_in(tmp_path, f"{SITE}[build]\nsearch = false\n")
    built(site)

    assert tree_of(site.output).keys() == {NAMES}
    assert not list((site.output / "assets").glob("search.*"))
    pages = [path.read_text(encoding="utf-8") for path in site.output.rglob("*.html")]
    assert not [page for page in pages if "wasm" in page or "/repo/search/?" in page]
    assert not [page for page in pages if 'href="/repo/search/"' in page]


def test_turning_search_off_removes_what_was_there(tmp_path: Path) -> None:
    site = site_in(tmp_path)
    built(site)
    settings = site.folder / "site.toml"
    settings.write_text(f"{SITE}[build]\nsearch = false\n", encoding="utf-8")

    built(site)

    assert tree_of(site.output).keys() == {NAMES}


def test_only_the_page_of_the_search_may_run_webassembly(tmp_path: Path) -> None:
    site = site_in(tmp_path)
    built(site)

    allowed = [
        path.relative_to(site.output).as_posix()
        for path in site.output.rglob("*.html")
        if "wasm-unsafe-eval" in path.read_text(encoding="utf-8")
    ]
    assert allowed == ["search/index.html"]


def test_a_program_that_does_not_run_ends_the_build_with_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = site_in(tmp_path)
    break_program(monkeypatch, tmp_path)

    with pytest.raises(IndexNotMade, match="search = false"):
        built(site)
    assert not site.output.exists()


def test_an_empty_site_has_an_index(tmp_path: Path) -> None:
    site = Site(write_site(tmp_path / "site", {}), tmp_path / "output")
    (site.folder / "content").mkdir()
    built(site)

    assert START in tree_of(site.output)
