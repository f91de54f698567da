"""The nearest words are a hint in good time, or none; what is near is shown by cases."""

import random

import pytest

from site_builder.reading.folding import BARRIER
from site_builder.reading.nearest import LONG, LONGEST, likeness, nearest_words

WORDS = ("council", "Minsk", "talks", "position", "crisis", "peaceful", "readout", "agency", "of")


def _sentence(count: int, *, seed: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=count))  # noqa: S311 (an example)


def test_long_words_are_found_by_their_beginning_and_their_end() -> None:
    passage = _sentence(60, seed=1)
    text = f"{_sentence(300, seed=2)}. {passage}. {_sentence(300, seed=3)}"
    sought = passage.replace(" of ", " in ", 2)

    found = nearest_words(text, sought)

    assert len(sought) > LONG
    assert sought != passage
    assert found == (text.index(passage), text.index(passage) + len(passage))


def test_words_that_are_too_long_are_not_looked_for() -> None:
    words = "a" * (LONGEST + 1)

    found = nearest_words(words, words)

    assert found is None


@pytest.mark.parametrize("text", ["", " ", BARRIER, f"{BARRIER}{BARRIER}", "!", "\u0301"])
def test_nothing_is_near_in_a_text_without_words(text: str) -> None:
    assert nearest_words(text, "council") is None


def test_capitals_that_become_two_signs_move_no_place() -> None:
    text = "İİİ the council met"

    found = nearest_words(text, "the councils met")

    assert found == (4, 19)


def test_the_same_is_all_alike() -> None:
    assert likeness("council", "council") == 100
    assert likeness("abc", "xyz") == 0
