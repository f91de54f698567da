"""The tables of the content format list what is read, and what editors are told of."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

import msgspec
import pytest

from site_builder.model.annotation import AnnotationFields, Original, Verdict
from site_builder.model.article import ArticleFields
from site_builder.model.config import Annotator, BuildOptions, ExportOptions, License
from site_builder.model.dates import parse_date
from site_builder.model.entity import Coordinates, EntityFields, Role
from site_builder.model.event import EventFields, EventSelector
from site_builder.model.image import Image
from site_builder.model.looks import Fonts, ThemeOptions
from site_builder.model.page import PageFields
from site_builder.model.revision import RevisionFields
from site_builder.model.source import SourceFields
from site_builder.model.story import StoryFields
from site_builder.reading.annotations import CONTENTS
from site_builder.reading.article import LISTS
from site_builder.reading.decode import plan
from site_builder.reading.schema import schemas
from site_builder.reading.site import SiteFields
from site_builder.writing.dates import format_date
from tests.documentation import ROOT, rows, words

KEYS: Mapping[str, type] = {
    "site.toml": SiteFields,
    "annotators": Annotator,
    "build": BuildOptions,
    "license": License,
    "exports": ExportOptions,
    "theme": ThemeOptions,
    "theme.fonts": Fonts,
    "article": ArticleFields,
    "image": Image,
    "annotation": AnnotationFields,
    "revision": RevisionFields,
    **{name: kind for name, kind in CONTENTS.items() if name != "highlight"},
    "original": Original,
    "verdict": Verdict,
    "entity": EntityFields,
    "role": Role,
    "location": Coordinates,
    "event": EventFields,
    "event in an article": EventSelector,
    "source": SourceFields,
    "story": StoryFields,
    "page": PageFields,
}
BESIDES = {"article": LISTS}
FILES = ("article", "entity", "event", "page", "source", "story")


def test_every_place_that_has_keys_has_a_table_of_them() -> None:
    assert set(rows("docs/format.md", "keys")) == set(KEYS)


@pytest.mark.parametrize("name", KEYS)
def test_a_table_lists_the_keys_that_are_read(name: str) -> None:
    listed = [key for row in rows("docs/format.md", "keys")[name] for key in words(row[0])]

    assert sorted(listed) == sorted({*plan(KEYS[name]), *BESIDES.get(name, ())})


@pytest.mark.parametrize("name", KEYS)
def test_a_table_says_which_keys_are_required(name: str) -> None:
    required = {key for key, field in plan(KEYS[name]).items() if field.is_required}

    listed = rows("docs/format.md", "keys")[name]

    assert {words(row[0])[0] for row in listed if "required" in row[1]} == required


@pytest.mark.parametrize("kind", FILES)
def test_editors_are_told_of_the_same_keys_as_authors(kind: str) -> None:
    listed = {key for row in rows("docs/format.md", "keys")[kind] for key in words(row[0])}

    assert listed == set(msgspec.convert(schemas()[kind]["properties"], dict[str, object]))


@pytest.mark.parametrize("name", KEYS)
def test_every_word_that_a_key_may_hold_is_listed(name: str) -> None:
    tables = {words(row[0])[0]: words(row[1]) for row in rows("docs/format.md", "keys")[name]}

    for key, choices in _choices(KEYS[name]):
        assert set(_listed(f"{name}.{key}") or tables[key]) == choices


def _choices(kind: type) -> Iterator[tuple[str, set[str]]]:
    for key, hint in get_type_hints(kind).items():
        if get_origin(hint) is Literal:
            yield key, set(get_args(hint))


def _listed(key: str) -> list[str]:
    text = (ROOT / "docs/format.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- values: {re.escape(key)} -->\s*(.*?)(?:\n\n|\Z)", text, re.DOTALL)
    return re.findall(r"`([\w-]+)`", found[1]) if found else []


def test_every_type_of_annotation_is_explained() -> None:
    assert _listed("annotation.type") == list(CONTENTS)


@pytest.mark.parametrize("row", rows("docs/format.md", "dates")[""], ids=lambda row: row[0])
def test_a_date_is_read_as_the_table_says(row: list[str]) -> None:
    zone = ZoneInfo("UTC")

    date = parse_date(words(row[0])[0], zone)

    assert format_date(date, "en", zone=zone).replace("\u2009", " ") == row[1]
