"""Quotations that leave words out, or put some in brackets, stand in a copy or do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.reading.folding import fold_words
from site_builder.reading.quoted import OMITTED, REPLACED, holds

SPEECH = (
    "We have looked at every other way, for months and with everybody's help, and there is none. "
    "The council talked to the owner before the strike. It knows that they will close the quarry."
)


@pytest.mark.parametrize(
    "words",
    [
        "We have looked at every other way … and there is none",
        "We have looked at every other way, ... and there is none.",
        "We have looked at every other way. . . and there is none",
        "We have looked […] and there is none. […] [They] will close the quarry",
        "We have looked (…) and there is none",
        "… and there is none …",
        "[Harrow Stone has] looked at every other way",
        "It knows that [the owners] will close the quarry",
        "It knows [sic] that they will close the quarry",
        "[t]here is none. [T]he council talk[s] to the owner",
        "We have looked",
        "looked at every … way",
    ],
)
def test_what_was_left_out_or_put_in_brackets_is_passed_over(words: str) -> None:
    assert holds(SPEECH, fold_words(words))


@pytest.mark.parametrize(
    "words",
    [
        "and there is none … We have looked at every other way",
        "We have looked at every other way … and there is some",
        "We have looked at every other way … and there is none left …",
        "We … close",
        "We … there … close",
        "We have looked at every other way … quarry",
        "[They] will close the [slate mine]s",
        "We have [looked at every other way] and there is none",
        "…",
        "[…]",
        "[We have looked]",
        "he council talk … before the strike",
    ],
)
def test_parts_that_are_apart_or_elsewhere_or_tell_nothing_prove_nothing(words: str) -> None:
    assert not holds(SPEECH, fold_words(words))


def test_dots_of_any_shape_that_the_copy_has_too_are_the_same() -> None:
    assert holds("Wait... what?", "Wait… what?")
    assert holds("Wait… what?", "Wait. . . what?")


def test_brackets_that_the_copy_has_too_are_words() -> None:
    assert holds("They [the owners] left.", "[the owners] left")


def test_parts_in_a_script_without_blanks_are_found() -> None:
    assert holds("我们已经考虑过其他所有办法，真的没有别的办法了。", "我们已经考虑过……没有别的办法")
    assert not holds("我们已经考虑过其他所有办法，真的没有别的办法了。", "我们……办法")


@pytest.mark.parametrize(("mark", "reach"), [("…", OMITTED), ("[them]", REPLACED)])
def test_no_more_is_left_out_than_a_mark_can_stand_for(mark: str, reach: int) -> None:
    words = f"one two three {mark} four five six"

    assert holds(f"one two three {'x' * (reach - 2)} four five six", words)
    assert not holds(f"one two three {'x' * (reach - 1)} four five six", words)


WORDS = st.lists(st.sampled_from(["we", "will", "not", "yield", "ever", "now"]), max_size=30)


@given(text=WORDS, start=st.integers(0, 29), cut=st.tuples(st.integers(3, 9), st.integers(0, 5)))
def test_what_is_held_is_held_in_its_order(
    text: list[str], start: int, cut: tuple[int, int]
) -> None:
    kept, left = cut
    head = text[start : start + kept]
    tail = text[start + kept + left : start + kept + left + kept]
    if len(head) < kept or len(tail) < kept:
        return

    assert holds(" ".join(text), f"{' '.join(head)} … {' '.join(tail)}")


@given(parts=st.lists(WORDS.map(" ".join), min_size=2, max_size=4))
def test_no_word_is_held_that_the_text_has_not(parts: list[str]) -> None:
    assert not holds(" ".join(parts), " … ".join([*parts, "they never said this"]))


@given(st.text(alphabet="[]….() ab", max_size=80), st.text(alphabet="[]….() ab", max_size=40))
def test_whatever_is_looked_for_the_search_ends(text: str, words: str) -> None:
    holds(text, words)


def test_a_row_of_open_brackets_is_read_in_a_few_seconds() -> None:
    holds("[" * 100_000, "[" * 99_999 + "]" + "… [a] " * 10_000)
