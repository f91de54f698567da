"""The schemas that editors read allow what the builder reads, key by key."""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
import yaml

from site_builder.model.annotation import AnnotationFields
from site_builder.model.article import ArticleFields
from site_builder.model.entity import EntityFields
from site_builder.model.event import EventFields, EventSelector
from site_builder.model.page import PageFields
from site_builder.model.source import SourceFields
from site_builder.model.story import StoryFields
from site_builder.reading.annotations import CONTENTS
from site_builder.reading.article import LISTS
from site_builder.reading.decode import plan
from site_builder.reading.schema import DIALECT, Schema, field_docs, schemas
from site_builder.scan import FOLDERS

CONTENT = Path(__file__).parents[2] / "content"
KINDS: dict[str, type] = {
    "article": ArticleFields,
    "entity": EntityFields,
    "event": EventFields,
    "source": SourceFields,
    "story": StoryFields,
    "page": PageFields,
}
TYPES: dict[object, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}


def _fits(value: object, schema: object) -> bool:
    """Hold a value against the part of JSON Schema that the schemas use (2020-12)."""
    words = cast("dict[str, object]", schema)
    return all(CHECKS[word](value, words) for word in words.keys() & CHECKS.keys())


def _is_of_type(value: object, words: Schema) -> bool:
    asked = words["type"]
    names = asked if isinstance(asked, list) else [asked]
    if isinstance(value, bool):
        return "boolean" in names
    return any(isinstance(value, TYPES[name]) for name in names)


def _has_good_properties(value: object, words: Schema) -> bool:
    properties = cast("Schema", words["properties"])
    given = cast("dict[str, object]", value if isinstance(value, dict) else {})
    known = given.keys() <= properties.keys() or words["additionalProperties"] is not False
    return known and all(_fits(given[key], properties[key]) for key in given.keys() & properties)


def _fitting(value: object, forms: object) -> int:
    return sum(_fits(value, form) for form in cast("list[object]", forms))


CHECKS: dict[str, Callable[[object, Schema], bool]] = {
    "type": _is_of_type,
    "enum": lambda value, words: value in cast("list[object]", words["enum"]),
    "const": lambda value, words: value == words["const"],
    "pattern": lambda value, words: bool(re.search(str(words["pattern"]), str(value))),
    "minimum": lambda value, words: cast("float", value) >= cast("float", words["minimum"]),
    "maximum": lambda value, words: cast("float", value) <= cast("float", words["maximum"]),
    "anyOf": lambda value, words: _fitting(value, words["anyOf"]) > 0,
    "oneOf": lambda value, words: _fitting(value, words["oneOf"]) == 1,
    "items": lambda value, words: all(
        _fits(item, words["items"]) for item in (value if isinstance(value, list) else ())
    ),
    "required": lambda value, words: (
        not isinstance(value, dict) or set(cast("list[str]", words["required"])) <= value.keys()
    ),
    "properties": _has_good_properties,
}
EXPLAINING = {"$schema", "title", "description", "format", "additionalProperties"}


def _as_json(text: str) -> object:
    """Read YAML as an editor does, dates as texts."""
    return _without_dates(yaml.safe_load(text))


def _without_dates(value: object) -> object:
    match value:
        case dict():
            return {str(key): _without_dates(each) for key, each in value.items()}
        case list():
            return [_without_dates(each) for each in value]
        case dt.date():
            return value.isoformat()
        case _:
            return value


def _part(schema: object, *keys: str | int) -> Schema:
    for key in keys:
        schema = cast("dict[str | int, object]", schema)[key]
    return cast("Schema", schema)


FILES = [
    pytest.param(file, id=file.relative_to(CONTENT).as_posix())
    for folder, kind in FOLDERS.items()
    if kind in KINDS
    for file in sorted((CONTENT / folder).rglob("*.md"))
]


@pytest.mark.parametrize("file", FILES)
def test_the_example_fits_its_schema(file: Path) -> None:
    kind = FOLDERS[file.relative_to(CONTENT).parts[0]]
    matter = file.read_text(encoding="utf-8").split("---\n")[1]

    assert _fits(_as_json(matter), schemas()[kind])


def test_there_is_a_schema_for_each_kind_of_file() -> None:
    assert set(schemas()) == set(KINDS)
    assert {schema["$schema"] for schema in schemas().values()} == {DIALECT}
    assert json.loads(json.dumps(schemas())) == schemas()


@pytest.mark.parametrize(("kind", "fields"), KINDS.items())
def test_a_schema_knows_every_key_and_no_other(kind: str, fields: type) -> None:
    schema = schemas()[kind]
    needed = [key for key, field in plan(fields).items() if field.is_required]

    assert set(_part(schema, "properties")) == set(plan(fields)) | (
        LISTS if kind == "article" else set()
    )
    assert schema["required"] == needed


def test_no_word_of_a_schema_goes_unchecked() -> None:
    assert {word for schema in schemas().values() for word in _words(schema)} <= {
        *CHECKS,
        *EXPLAINING,
    }


def _words(schema: object) -> Iterator[str]:
    """Go through the words of a schema and of those in it."""
    for word, value in cast("Schema", schema).items():
        yield word
        if word == "items":
            yield from _words(value)
        elif word in {"anyOf", "oneOf"}:
            yield from (each for form in cast("list[object]", value) for each in _words(form))
        elif word == "properties":
            yield from (each for form in cast("Schema", value).values() for each in _words(form))


def test_annotations_have_the_keys_of_their_type() -> None:
    forms = cast(
        "list[Schema]",
        _part(schemas()["article"], "properties", "annotations", "anyOf", 1)["oneOf"],
    )

    for (type_, content), form in zip(CONTENTS.items(), forms, strict=True):
        assert _part(form, "properties", "type") == {"const": type_}
        assert set(_part(form, "properties")) == set(plan(AnnotationFields)) | set(plan(content))


def test_an_event_of_an_article_has_a_passage_and_one_with_a_file_has_none() -> None:
    written_out = _part(schemas()["article"], "properties", "events", "anyOf", 1, "anyOf", 1)

    assert set(_part(written_out, "properties")) == {*plan(EventFields), *plan(EventSelector)}
    assert "exact" not in _part(schemas()["event"], "properties")


@pytest.mark.parametrize(
    ("kind", "matter"),
    [
        ("article", "title: 12:30\nlang: no\ndraft: yes\ntopics: [010, 1.5]\ndate: 2023"),
        ("article", "title: A\ntopics: peace\nentities: xi\naliases: /old/"),
        ("article", "title: A\nevents: talks\nsources: [readout, {type: report, title: B}]"),
        ("article", "title: A\nannotations: {type: note, body: B}"),
        ("event", "title: A\ndate: [2023-02-24, 2023-02-25]"),
        ("event", "title: A\ndate: {2023-02-24, 2023-02-25}\nplace: 2023"),
        ("entity", "type: place\nname: A\nlocation: {lat: 53.9, lon: 27}"),
        ("entity", "type: person\nname: A\nroles: {title: B, from: 2013-03, to: 2023}"),
        ("source", "type: report\ntitle: A\ncontainer-title: B\nauthor: [C, D]"),
        ("story", "title: A\norder: -1\nextra: {a: [b, {c: d}]}"),
    ],
)
def test_what_the_builder_reads_fits(kind: str, matter: str) -> None:
    assert _fits(_as_json(matter), schemas()[kind])


@pytest.mark.parametrize(
    ("kind", "matter"),
    [
        ("article", "summary: A"),
        ("article", "title: A\nsumary: B"),
        ("article", "title: A\nurl: example.org"),
        ("article", "title: A\nannotations: {type: note}"),
        ("article", "title: A\nannotations: {type: nte, body: B}"),
        ("article", "title: A\nannotations: {type: note, body: B, speaker: xi}"),
        ("article", "title: A\nsources: {title: B}"),
        ("event", "title: A\ndate: 2023\nimportance: 4"),
        ("entity", "type: persn\nname: A"),
        ("entity", "type: place\nname: A\nlocation: {lat: 91, lon: 0}"),
        ("entity", "type: place\nname: A\nwikidata: 42"),
        ("story", "title: A\norder: first"),
    ],
)
def test_what_the_builder_does_not_read_fits_not(kind: str, matter: str) -> None:
    assert not _fits(_as_json(matter), schemas()[kind])


def test_keys_are_explained_in_the_words_of_the_records() -> None:
    said = _part(schemas()["article"], "properties", "aliases")["description"]

    assert said == field_docs(ArticleFields)["aliases"] == "Old URLs that redirect here."
