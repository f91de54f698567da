"""Stylesheets become one file, and every file's name says what is in it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.problems import Problem, ProblemsFound
from site_builder.writing.assets import Asset, ThemeFolder, read_assets


def write_assets(folder: Path, **files: str) -> ThemeFolder:
    """Write assets; two underscores in a name stand for a slash, one for a dot."""
    for name, text in files.items():
        file = folder / "assets" / name.replace("__", "/").replace("_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return ThemeFolder(folder, f"{folder.name}/")


def fault_in(folder: ThemeFolder) -> Problem:
    """Read assets that are at fault, and give the one problem."""
    with pytest.raises(ProblemsFound) as found:
        read_assets([folder])
    (problem,) = found.value.problems
    return problem


def test_a_stylesheet_takes_in_those_it_imports_in_their_places(tmp_path: Path) -> None:
    folder = write_assets(
        tmp_path,
        site_css='@import "css/first.css";\n@import "css/second.css";\nb { color: red }\n',
        css__first_css='@import "deep.css";\na { color: blue }\n',
        css__second_css="i { color: green }\n",
        css__deep_css=":root { --a: 1 }\n",
    )

    assets = read_assets([folder])

    assert list(assets) == ["site.css"]
    assert assets["site.css"].content.decode().split("\n") == [
        ":root { --a: 1 }",
        "a { color: blue }",
        "i { color: green }",
        "b { color: red }",
        "",
    ]


def test_addresses_in_a_stylesheet_are_those_of_the_published_files(tmp_path: Path) -> None:
    folder = write_assets(
        tmp_path,
        site_css='@import "css/type.css";',
        css__type_css="a { src: url('../fonts/a.woff2') } b { src: url( up.svg ) }",
        css__up_svg="<svg/>",
        fonts__a_woff2="font",
    )

    assets = read_assets([folder])

    font = assets["fonts/a.woff2"].path.removeprefix("assets/")
    picture = assets["css/up.svg"].path.removeprefix("assets/")
    expected = f'a {{ src: url("{font}") }} b {{ src: url("{picture}") }}'
    assert assets["site.css"].content.decode() == expected


@pytest.mark.parametrize("address", ["https://example.org/a.png", "#mark", "/a.png", "data:,x"])
def test_an_address_of_something_else_stands_as_it_is(tmp_path: Path, address: str) -> None:
    folder = write_assets(tmp_path, site_css=f"a {{ b: url({address}) }}")

    assets = read_assets([folder])

    assert assets["site.css"].content.decode() == f"a {{ b: url({address}) }}"


def test_a_file_of_the_site_stands_in_place_of_the_themes(tmp_path: Path) -> None:
    theme = write_assets(
        tmp_path / "theme", site_css='@import "css/own.css";', css__own_css="theme", icon_svg="1"
    )
    own = write_assets(tmp_path / "own", css__own_css="own")

    assets = read_assets([own, theme])

    assert assets["site.css"].content == b"own"
    assert assets["icon.svg"].content == b"1"


def test_a_name_says_what_is_in_the_file_and_in_those_it_shows(tmp_path: Path) -> None:
    before = read_assets([write_assets(tmp_path, site_css="a { b: url(i.svg) }", i_svg="1")])

    after = read_assets([write_assets(tmp_path, i_svg="2")])

    assert before["i.svg"].path != after["i.svg"].path
    assert before["site.css"].path != after["site.css"].path


@given(st.binary())
def test_the_same_content_has_the_same_name_wherever_it_lies(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    assets: list[Asset] = []
    for _ in range(2):
        folder = tmp_path_factory.mktemp("theme")
        (folder / "assets").mkdir()
        (folder / "assets/map.png").write_bytes(content)
        assets.append(read_assets([ThemeFolder(folder, "theme:")])["map.png"])

    assert assets[0] == assets[1]
    assert assets[0].content == content


def test_files_of_the_system_are_no_assets(tmp_path: Path) -> None:
    folder = write_assets(tmp_path, icon_svg="1")
    (tmp_path / "assets/.DS_Store").write_bytes(b"x")

    assert list(read_assets([folder])) == ["icon.svg"]


def test_a_theme_may_have_no_assets(tmp_path: Path) -> None:
    assert read_assets([ThemeFolder(tmp_path, "theme:")]) == {}


@pytest.mark.parametrize(
    ("text", "line", "column", "named"),
    [
        ('a {}\n@import "gone.css";', 2, 10, "css/gone.css"),
        ("a {}\nb { c: url(gone.svg) }", 2, 12, "css/gone.svg"),
        ('a {}\nb { c: url("img/gone.svg") }', 2, 13, "css/img/gone.svg"),
        ('@import "../site.css";', 1, 10, "site.css"),
        ('@import "a.css";', 1, 10, "css/a.css"),
    ],
)
def test_a_stylesheet_that_names_nothing_is_told_with_its_place(
    tmp_path: Path, text: str, line: int, column: int, named: str
) -> None:
    folder = write_assets(tmp_path, site_css='@import "css/a.css";', css__a_css=text)

    problem = fault_in(folder)

    assert problem.path == f"{tmp_path.name}/assets/css/a.css"
    assert (problem.line, problem.column, problem.code) == (line, column, "template-error")
    assert f"“{named}”" in problem.message


def test_a_stylesheet_that_is_not_utf_8_is_told_with_its_place(tmp_path: Path) -> None:
    folder = write_assets(tmp_path)
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/site.css").write_bytes(b"a {}\n/* \xe4 */")

    problem = fault_in(folder)

    assert (problem.line, problem.column, problem.code) == (2, 4, "bad-encoding")
