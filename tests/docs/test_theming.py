"""The page on theming lists what templates see."""

import re
import types
from collections.abc import Mapping
from typing import Union, get_args, get_origin, get_type_hints

import msgspec
import pytest

from site_builder.writing import cards, views
from site_builder.writing.drawing import shapes
from site_builder.writing.plan import MAKERS
from tests.documentation import ROOT, rows, words

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


def test_every_template_has_a_section() -> None:
    text = (ROOT / "docs/theming.md").read_text(encoding="utf-8")
    named = re.findall(r"^### `([\w.]+\.html)`$", text, re.MULTILINE)

    assert sorted(named) == sorted({maker.template for maker in MAKERS.values()})
