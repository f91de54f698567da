"""What YAML's parser cannot read is said in an author's words; `tests/problems` has the cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.reading.frontmatter import Scalar, parse_yaml
from site_builder.reading.yaml_faults import (
    EXPLAINED,
    SAID,
    Blame,
    Fault,
    explain,
    explain_text,
    quoted_value,
)

LINE = "key: value, [a, b] 'c' \"d\""


@given(st.text("ab:#'\"\\ {[&*!|>%@`-,?é“”", min_size=1).map(str.strip).filter(bool))
def test_what_a_hint_writes_out_is_read_as_it_was_typed(value: str) -> None:
    marks = {"'", '"', "“", "”"}
    if len(value) > 1 and {value[0], value[-1]} <= marks:
        value = f"a{value}"

    node, problems = parse_yaml(f"key: {quoted_value(value)}", "a.md", first_line=1)

    ((_, scalar),) = node.entries
    assert isinstance(scalar, Scalar)
    assert scalar.text == value
    assert problems == ()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Minsk: the visit", '"Minsk: the visit"'),
        ('"Peace" is the word', "'\"Peace\" is the word'"),
        ("'It's over'", '"It\'s over"'),
        ("“Minsk: the visit”", '"Minsk: the visit"'),
        ("„Минск: визит“", '"Минск: визит"'),
        ("a \"b\" 'c'", "'a \"b\" ''c'''"),
    ],
)
def test_a_value_is_quoted_once_and_with_straight_marks(value: str, written: str) -> None:
    assert quoted_value(value) == written


@given(
    st.sampled_from([*EXPLAINED, *SAID, "found a tab character", "something new"]),
    st.tuples(st.integers(0, 3), st.integers(0, len(LINE))),
    st.tuples(st.integers(0, 3), st.integers(0, len(LINE))),
    st.lists(
        st.sampled_from([LINE, "", "key:", "- a", "key:value", "\tkey: b", "  key: 'a"]), min_size=3
    ),
)
def test_every_fault_has_a_place_in_the_lines_and_says_what_to_do(
    said: str, at: tuple[int, int], since: tuple[int, int], lines: list[str]
) -> None:
    fault = explain(Blame(said, at, min(since, at), lines))

    assert fault.message
    assert fault.hint
    assert 0 <= fault.row <= max(at[0], len(lines))
    assert fault.column >= 0


def test_what_nobody_foresaw_is_said_in_the_parsers_words() -> None:
    fault = explain(Blame("found a gremlin", (0, 5), (0, 0), [LINE]))

    assert fault == Fault(
        0, 5, "this cannot be read as YAML: found a gremlin", "put the text in quotation marks"
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("title:The visit", "a blank is missing after this colon"),
        ("title：The visit", "this colon of full width ends no key"),
        ("-peace", "a blank is missing after this hyphen"),
        ("The visit", "found a text where keys and values are meant"),
    ],
)
def test_a_text_that_was_perhaps_meant_as_a_key_is_told_as_that(line: str, message: str) -> None:
    assert explain_text([line], 0).message == message
