"""An address names the words of a passage so that a browser finds them and no others."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.annotation import Passage
from site_builder.writing.fragments import text_directive

LONG = (
    "the first words of a passage that goes on and on, past the hundred signs that are named "
    "whole, to the last words of it"
)
START = ":~:text="


def directive(text: str, words: str, *, cuts: tuple[str, ...] = ()) -> str:
    """Name the last place of some words in a text; the page is cut after each of `cuts`."""
    start = text.rindex(words)
    places = [text.index(cut) + len(cut) for cut in cuts]
    return text_directive(text, Passage(start, start + len(words)), places)


def test_a_short_passage_is_named_whole() -> None:
    assert directive("They met in Beijing.", "met in") == ":~:text=met%20in"


def test_signs_of_the_directive_itself_are_encoded() -> None:
    named = directive("a well-known, old & good “plan”#1", "well-known, old & good “plan”#1")

    assert named == (":~:text=well%2Dknown%2C%20old%20%26%20good%20%E2%80%9Cplan%E2%80%9D%231")


def test_of_a_long_passage_both_ends_are_named_in_whole_words() -> None:
    start, end = directive(f"It has {LONG}.", LONG).removeprefix(START).split(",")

    assert unquote(start) == "the first words of a passage that goes"
    assert unquote(end) == "are named whole, to the last words of it"


def test_no_term_reaches_over_what_the_page_puts_in_between() -> None:
    text = "He supports the initiative you have put forward."

    named = directive(text, "supports the initiative you have", cuts=("the initiative",))

    assert named == ":~:text=supports%20the%20initiative,you%20have"


@pytest.mark.parametrize("earlier", ["It was called a plan. ", "A\nPlan. ", "Aplan, a plan, then "])
def test_words_that_stand_there_earlier_come_with_those_before(earlier: str) -> None:
    assert directive(f"{earlier}Now it is a plan.", "a plan").endswith("it%20is-,a%20plan")


def test_lines_of_the_file_are_none_of_the_page() -> None:
    assert directive("one\nand two", "one\nand two") == ":~:text=one%20and%20two"


@given(st.text(min_size=1, max_size=300), st.data())
def test_any_passage_is_named_by_its_own_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=3))

    named = text_directive(text, Passage(start, end), cuts)

    terms = named.removeprefix(START).rpartition("-,")[2].split(",")
    words = " ".join(text[start:end].split())
    assert set(named) <= set(":~=text-,%._") | set("0123456789") | set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    )
    assert 1 <= len(terms) <= 2
    assert words.startswith(unquote(terms[0]))
    assert words.endswith(unquote(terms[-1]))
