"""A mapping in pieces is the mapping that it is fetched from, with what was put in its place."""

from collections.abc import Collection, Mapping

from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.pieces import Pieces, differing, replaced

KEYS = st.sampled_from("abcdef")
STORED = st.dictionaries(KEYS, st.integers())
PUTS = st.lists(st.tuples(st.dictionaries(KEYS, st.integers()), st.frozensets(KEYS)), max_size=4)


def pieces_of(stored: Mapping[str, int], asked: list[str] | None = None) -> Pieces[str, int]:
    def fetch(keys: Collection[str]) -> dict[str, int]:
        if asked is not None:
            asked.extend(keys)
        return {key: stored[key] for key in keys if key in stored}

    return Pieces(stored.keys, fetch)


@given(STORED, PUTS, st.lists(KEYS))
def test_what_is_put_and_left_out_reads_as_in_a_plain_mapping(
    stored: dict[str, int],
    puts: list[tuple[dict[str, int], frozenset[str]]],
    asked_before: list[str],
) -> None:
    plain: Mapping[str, int] = stored
    pieces: Mapping[str, int] = pieces_of(stored)
    for changed, gone in puts:
        for key in asked_before:
            assert pieces.get(key) == plain.get(key)
        plain, pieces = replaced(plain, changed, gone), replaced(pieces, changed, gone)

    assert dict(pieces.items()) == dict(plain)
    assert set(pieces) == set(plain)
    assert len(pieces) == len(plain)
    assert all((key in pieces) == (key in plain) for key in "abcdef")


@given(STORED, st.dictionaries(KEYS, st.integers()))
def test_values_keep_their_order_when_others_take_their_places(
    stored: dict[str, int], changed: dict[str, int]
) -> None:
    known = {key: value for key, value in changed.items() if key in stored}

    assert list(replaced(pieces_of(stored), known)) == list(stored)


def test_only_what_is_asked_for_is_fetched_and_that_once() -> None:
    asked: list[str] = []
    before = pieces_of({"a": 1, "b": 2, "c": 3}, asked)

    after = before.with_put({"b": 4})

    assert (before["a"], after["a"], after["b"], "c" in after, len(after)) == (1, 1, 4, True, 3)
    assert asked == ["a"]


def test_all_values_together_are_fetched_at_once() -> None:
    fetched: list[int] = []

    def fetch(keys: Collection[str]) -> dict[str, int]:
        fetched.append(len(keys))
        return dict.fromkeys(keys, 0)

    assert list(Pieces("abc".__iter__, fetch).values()) == [0, 0, 0]
    assert fetched == [3]


def test_two_that_come_of_each_other_differ_in_what_was_put_alone() -> None:
    asked: list[str] = []
    before = pieces_of({"a": 1, "b": 2, "c": 3}, asked)

    after = before.with_put({"b": 2000}).with_put({"c": 3000})

    assert differing(before, after) == ["b", "c"]
    assert asked == []


def test_plain_mappings_differ_where_their_values_are_not_the_same_ones() -> None:
    value = [1]

    assert differing({"a": value, "b": value}, {"a": value, "b": [1]}) == ["b"]
