"""The page on theming lists what templates see, and its examples do what they say."""

import re
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Union, get_args, get_origin, get_type_hints

import msgspec
import pytest

from site_builder.build import build
from site_builder.model.looks import LIGHT
from site_builder.request import Request
from site_builder.writing import cards, views
from site_builder.writing.drawing import shapes
from site_builder.writing.plan import MAKERS
from tests.documentation import ROOT, rows, start_documented, words

RECORDS: Mapping[str, type] = {
    name: kind
    for module in (cards, shapes, views)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct)
}


def test_everything_that_templates_see_has_a_table() -> None:
    assert set(rows("docs/theming.md", "fields")) == set(RECORDS)


@pytest.mark.parametrize("name", RECORDS)
def test_a_table_lists_what_templates_see(name: str) -> None:
    hints = get_type_hints(RECORDS[name])

    listed = rows("docs/theming.md", "fields")[name]

    assert {words(row[0])[0]: row[1].partition(":")[0] for row in listed} == {
        field: _said(hint) for field, hint in hints.items()
    }


def _said(hint: object) -> str:
    """Say a type as a writer of templates thinks of it."""
    plain = {str: "text", int: "whole number", float: "number", bool: "true or false"}
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        return f"list of {_said(arguments[0])}"
    if origin is Union or origin is types.UnionType:
        return " or ".join("none" if kind is types.NoneType else _said(kind) for kind in arguments)
    if origin is not None:
        return "keys and values"
    return plain.get(hint) or f"`{getattr(hint, '__name__', hint)}`"  # type: ignore[call-overload]


def test_every_colour_that_a_site_may_choose_is_listed() -> None:
    listed = [word for row in rows("docs/theming.md", "colours")[""] for word in words(row[0])]

    assert sorted(listed) == sorted(LIGHT.__struct_fields__)


def test_every_template_has_a_section() -> None:
    text = (ROOT / "docs/theming.md").read_text(encoding="utf-8")
    named = re.findall(r"^### `([\w.]+\.html)`$", text, re.MULTILINE)

    assert sorted(named) == sorted({maker.template for maker in MAKERS.values()})


@pytest.fixture(scope="module")
def documented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site of the examples of the page."""
    site = tmp_path_factory.mktemp("documented")
    start_documented("docs/theming.md", site)
    report, _ = build(Request(site=site, jobs=1, makes_index=False))
    assert report.problems == ()
    return site / "output"


def test_the_examples_choose_colours_and_fonts(documented: Path) -> None:
    (sheet,) = documented.glob("assets/looks.*.css")

    text = sheet.read_text(encoding="utf-8")

    assert "--accent: light-dark(#0f616d, #7ccbd8);" in text
    assert '--serif-european: "Desk Serif", "Georgia", serif;' in text
    for page in documented.rglob("*.html"):
        assert f"/nowhere/assets/{sheet.name}" in page.read_text(encoding="utf-8")


def test_the_examples_add_a_font_a_style_sheet_and_a_module(documented: Path) -> None:
    (sheet,) = documented.glob("assets/desk.*.css")
    (module,) = documented.glob("assets/desk.*.js")
    (font,) = documented.glob("assets/fonts/desk-serif.*.woff2")

    page = (documented / "index.html").read_text(encoding="utf-8")

    assert f'url("fonts/{font.name}")' in sheet.read_text(encoding="utf-8")
    assert f'<link rel="stylesheet" href="/nowhere/assets/{sheet.name}">' in page
    assert f'<script type="module" src="/nowhere/assets/{module.name}"></script>' in page
    (theme,) = documented.glob("assets/site.*.css")
    assert "--measure: 36rem;" in theme.read_text(encoding="utf-8")


def test_the_examples_replace_a_template_a_part_and_a_text(documented: Path) -> None:
    article = (documented / "articles/from-the-shelf/index.html").read_text(encoding="utf-8")
    story = next(documented.glob("stories/*/index.html")).read_text(encoding="utf-8")

    assert "<p>Number 0017 of the desk’s file.</p>" in article
    assert re.search(r'href="#_\w+">Link to \w', story)
