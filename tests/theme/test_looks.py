"""What a site chooses in `[theme]` is on every page of it, in light and dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from site_builder.build import build, check
from site_builder.model.looks import DARK, LIGHT
from site_builder.request import ConfigBroken, Request
from tests.site.builds import Site, build_site, write_site
from tests.site.hosting import served
from tests.site.watching import watch
from tests.theme.test_stylesheets import colours

SETTINGS = """\
title = "Made-up"
base_url = "https://example.org/"

[theme]
stylesheets = ["desk.css"]
modules = ["desk.js"]

[theme.light]
paper = "#fffff0"

[theme.dark]
paper = "#000010"

[theme.fonts]
text = ["Made Up", "serif"]
"""
FILES = {
    "../templates/assets/desk.css": "h1 { text-indent: 3px; }",
    "../templates/assets/desk.js": 'document.body.dataset.desk = "here";',
    "pages/about.md": "---\ntitle: About\n---\nWords.\n",
}
SEEN = """() => ({
  paper: getComputedStyle(document.body).backgroundColor,
  font: getComputedStyle(document.querySelector("h1")).fontFamily,
  spacing: getComputedStyle(document.querySelector("h1")).textIndent,
  desk: document.body.dataset.desk,
})"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Write a site with looks of its own."""
    return Site(write_site(tmp_path / "site", FILES, settings=SETTINGS), tmp_path / "output")


@pytest.fixture
def own(site: Site) -> Iterator[str]:
    """Serve it; give the address of a page."""
    build_site(site)
    with served(site.output) as host:
        yield f"{host}about/"


def test_every_page_has_the_looks_that_the_site_chose(page: Page, own: str) -> None:
    faults = watch(page, own.removesuffix("about/"))
    page.emulate_media(color_scheme="light")
    page.goto(own)

    seen = page.evaluate(SEEN)

    assert seen == {
        "paper": "rgb(255, 255, 240)",
        "font": '"Made Up", serif',
        "spacing": "3px",
        "desk": "here",
    }
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate(SEEN)["paper"] == "rgb(0, 0, 16)"
    assert faults == []


@pytest.mark.parametrize(
    ("old", "new", "place", "hint"),
    [
        ("desk.css", "desc.css", (5, 15), "desk.css"),
        ("desk.js", "dekk.js", (6, 11), "desk.js"),
        ("desk.css", "../../site.toml", (5, 15), "put the file"),
        ("desk.css", "desk.js", (5, 15), "desk.css"),
    ],
)
def test_a_file_that_is_not_there_is_told_where_it_is_named(
    site: Site, old: str, new: str, *, place: tuple[int, int], hint: str
) -> None:
    text = SETTINGS.replace(f'["{old}"]', f'["{new}"]')
    (site.folder / "site.toml").write_text(text, encoding="utf-8")

    with pytest.raises(ConfigBroken) as caught:
        check(Request(site=site.folder))

    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.code) == (*place, "missing-file")
    assert hint in problem.hint


OWN_COLOUR = {
    "entities/ministry.md": "---\ntype: public-body\nname: The Ministry\ncolour: '#ffee00'\n---\n",
    **{
        f"entities/{id_}.md": f"---\ntype: person\nname: {id_}\n---\n"
        for id_ in ("li", "wang", "xu")
    },
    "articles/talks.md": (
        "---\ntitle: Talks\nentities: [ministry, li, wang, xu]\n---\n"
        "The Ministry spoke to li, wang, xu.\n"
    ),
}
DOTS = """() => [...document.querySelectorAll(".own-colour")].map((dot) => {
  const style = getComputedStyle(dot.querySelector("circle") ?? dot);
  return [style.fill, style.stroke !== style.fill && style.stroke !== "none"];
})"""


@pytest.mark.parametrize("path", ["articles/talks/", "entities/ministry/", "entities/li/"])
def test_the_own_colour_of_an_entity_has_a_rim_in_both_schemes(
    page: Page, tmp_path: Path, path: str
) -> None:
    site = Site(write_site(tmp_path / "site", OWN_COLOUR), tmp_path / "output")
    build_site(site)

    with served(site.output) as host:
        faults = watch(page, host)
        page.goto(f"{host}{path}")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert set(map(tuple, page.evaluate(DOTS))) == {("rgb(255, 238, 0)", True)}, scheme

    assert faults == []


def test_a_warning_on_colours_stands_by_every_build(site: Site) -> None:
    text = SETTINGS.replace('paper = "#fffff0"', 'ink = "#bbbbbb"')
    (site.folder / "site.toml").write_text(text, encoding="utf-8")
    request = Request(site=site.folder, output=site.output, jobs=1)
    first, state = build(request)
    page = site.folder / "content/pages/about.md"
    page.write_text("---\ntitle: About\n---\nOther words.\n", encoding="utf-8")

    again, state = build(request, last=state)
    unchanged, _ = build(request)

    told = [[problem.code for problem in r.problems] for r in (first, again, unchanged)]
    assert told == [["low-contrast"]] * 3
    assert first.is_good


def test_another_style_sheet_of_the_site_makes_every_page_anew(site: Site) -> None:
    request = Request(site=site.folder, output=site.output, jobs=1)
    _, state = build(request)
    (site.folder / "templates/assets/desk.css").write_text("h1 { color: red; }", encoding="utf-8")

    report, _ = build(request, last=state)

    assert report.rendered == report.pages
    sheet = next(path for path in report.written if path.startswith("assets/desk."))
    assert sheet in (site.output / "about/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("scheme", "built_in"), [(0, LIGHT), (1, DARK)])
def test_the_colours_that_are_known_are_those_of_the_theme(
    theme: Path, scheme: int, built_in: object
) -> None:
    listed = {name: both[scheme] for name, both in colours(theme).items()}

    assert listed == {name: getattr(built_in, name) for name in LIGHT.__struct_fields__}
