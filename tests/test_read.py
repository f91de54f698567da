"""What processes tell each other of files comes through as it was told."""

import types
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import (
    Annotated,
    Literal,
    NewType,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.dates import EdtfDate, parse_date
from site_builder.model.prose import Prose
from site_builder.read import FileReading, Packet, find_word, unpack_prose
from tests.small_site import tools_for

DATES = st.sampled_from(
    ["2023-03-01", "2023-03~", "2023/..", "{2023-03-01,2023-03-05}", "2023-03-01T10:00:00Z"]
).map(lambda text: parse_date(text, tools_for().zone))
PLAIN: dict[object, st.SearchStrategy[object]] = {
    str: st.text(max_size=4),
    int: st.integers(0, 99),
    float: st.floats(-90, 90),
    bool: st.booleans(),
    bytes: st.binary(max_size=4),
    object: st.recursive(
        st.text(max_size=3),
        lambda values: (
            st.lists(values, max_size=2) | st.dictionaries(st.text(max_size=2), values, max_size=2)
        ),
        max_leaves=4,
    ),
    EdtfDate: DATES,
    type(None): st.none(),
}


@cache
def _values(hint: object) -> st.SearchStrategy[object]:
    """Make values of any type that records hold."""
    hint = hint.__supertype__ if isinstance(hint, NewType) else hint
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in PLAIN:
        made = PLAIN[hint]
    elif origin is Annotated:
        made = _values(arguments[0])
    elif origin is Literal:
        made = st.sampled_from(arguments)
    elif origin in {Union, types.UnionType}:
        made = st.one_of(*map(_values, arguments))
    elif origin is tuple:
        made = st.lists(_values(arguments[0]), max_size=2).map(tuple)
    elif origin is Mapping:
        made = st.dictionaries(*map(_values, arguments), max_size=2)
    else:
        assert isinstance(hint, type), hint
        made = _tuples(hint) if issubclass(hint, tuple) else _records(hint)
    return made


def _tuples(kind: type) -> st.SearchStrategy[object]:
    return st.builds(kind, **{name: _values(hint) for name, hint in get_type_hints(kind).items()})


def _records(kind: type) -> st.SearchStrategy[object]:
    hints = get_type_hints(kind, include_extras=True)
    fields = msgspec.structs.fields(cast("type[msgspec.Struct]", kind))
    needed = {field.name: _values(hints[field.name]) for field in fields if field.required}
    others = {field.name: _values(hints[field.name]) for field in fields if not field.required}
    chosen = st.fixed_dictionaries(needed, optional=others)
    return chosen.map(lambda values: kind(**values))


def _kinds() -> list[type]:
    """List the kinds of records that a packet may hold."""
    return [kind for kind in get_args(get_type_hints(Packet)["record"]) if kind is not type(None)]


@pytest.mark.parametrize("kind", _kinds(), ids=lambda kind: str(kind.__name__))
@given(data=st.data())
def test_a_record_of_any_kind_comes_through(kind: type, data: st.DataObject) -> None:
    record = data.draw(_values(kind))
    packet = Packet(key=b"key", record=record, problems=())  # type: ignore[arg-type]

    packed = msgspec.msgpack.encode(packet)

    assert msgspec.msgpack.decode(packed, type=Packet) == packet


@given(_values(FileReading))
def test_what_is_told_of_a_file_comes_through(reading: object) -> None:
    packed = msgspec.msgpack.encode(reading)

    assert msgspec.msgpack.decode(packed, type=FileReading) == reading


@given(_values(Prose))
def test_a_text_comes_through(prose: object) -> None:
    assert unpack_prose(msgspec.msgpack.encode(prose)) == prose


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("loans", (4, 10)),
        ("/old/", (6, 6)),
        ("A paper", (7, 7)),
        ("A", (7, 7)),
        ("nowhere", (1, 1)),
    ],
)
def test_a_word_is_found_where_front_matter_names_it(
    tmp_path: Path, word: str, place: tuple[int, int]
) -> None:
    matter = "title: A loans\nsummary: loans\ntopics: [loans]\naliases:\n  - /old/\nsite: A paper"
    (tmp_path / "a.md").write_text(f"---\n{matter}\n---\n", encoding="utf-8")

    assert find_word(tmp_path, "a.md", word) == place
    assert find_word(tmp_path, "gone.md", word) == (1, 1)
