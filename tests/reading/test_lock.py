"""What was accepted is kept as it was written, and a lock that is broken says where."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.problems import ProblemsFound
from site_builder.reading.lock import (
    Accepted,
    AcceptedArticle,
    accepted_in,
    pack,
    parse_lock,
    render_lock,
    text_key,
    unpack,
)

TEXT = "They met in Minsk. They left."
ACCEPTED = Accepted(exact="They met", prefix="", suffix="in Minsk.", start=0, text=text_key(TEXT))
VISIT = AcceptedArticle({"met": ACCEPTED}, {text_key(TEXT): pack(TEXT)})


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_text_is_unpacked_as_it_was_packed(text: str) -> None:
    assert unpack(pack(text)) == text


@pytest.mark.parametrize("packed", ["", "?", "aGVsbG8=", "жж"])
def test_what_nobody_packed_is_no_text(packed: str) -> None:
    assert unpack(packed) is None


def test_a_lock_is_read_as_it_was_written() -> None:
    lock = parse_lock(render_lock({"visit": VISIT, "empty": AcceptedArticle()}))

    assert {slug: accepted_in(entry) for slug, entry in lock.items()} == {"visit": VISIT}


def test_a_lock_is_written_in_the_order_of_names_a_value_a_line() -> None:
    lines = render_lock({"visit": VISIT, "a": VISIT}).decode().splitlines()

    assert [line.strip() for line in lines if line.strip().endswith("{")][1:3] == [
        '"articles": {',
        '"a": {',
    ]
    assert '          "exact": "They met",' in lines


def _broken(content: bytes) -> tuple[int, int, str]:
    with pytest.raises(ProblemsFound) as raised:
        parse_lock(content)
    (problem,) = raised.value.problems
    assert problem.path == "anchors.json"
    return problem.line, problem.column, problem.message


WRITTEN = render_lock({"visit": VISIT}).decode()


def _line_of(words: str) -> int:
    return WRITTEN[: WRITTEN.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        ('"prefix": "",', '"prefix": ""', '"start"', "it is not JSON"),
        ('"start": 0', '"start": "0"', '"met"', "not what `anchors accept` writes"),
        ('"start": 0', '"begin": 0', '"met"', "not what `anchors accept` writes"),
        ('"version": 1', '"version": 2', '"version"', "it is of version 2"),
        ('"version": 1', '"edition": 1', '{\n  "articles"', "not what `anchors accept` writes"),
        ('          "suffix"', '<<<<<<< ours\n"suffix"', '          "suffix"', "two versions"),
        (text_key(TEXT) + '": "', 'x": "', '"met"', "is missing"),
    ],
)
def test_a_lock_that_is_broken_says_where(old: str, new: str, at: str, message: str) -> None:
    line, _, said = _broken(WRITTEN.replace(old, new).encode())

    assert message in said
    assert line == _line_of(at)


def test_a_column_is_told_too() -> None:
    assert _broken(b'{"articles": {},, "version": 1}')[:2] == (1, 17)


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"\xff", b"[" * 100_000])
def test_what_is_no_lock_at_all_is_a_problem(content: bytes) -> None:
    assert _broken(content)[:2] == (1, 1)


@given(st.binary(max_size=30), st.integers(0, len(WRITTEN)))
def test_no_damage_is_taken_for_a_lock_or_raises_anything_else(damage: bytes, place: int) -> None:
    content = WRITTEN.encode()
    try:
        lock = parse_lock(content[:place] + damage + content[place + len(damage) :])
    except ProblemsFound:
        return
    for entry in lock.values():
        accepted_in(entry)


def test_a_lock_stays_json_that_others_can_read() -> None:
    assert json.loads(WRITTEN)["version"] == 1
