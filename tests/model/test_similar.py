"""A mistyped word is answered with the choice most like it, or with none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.similar import CUTOFF, did_you_mean, nearest

WORDS = st.text("abcxyz-", min_size=1, max_size=8)
CHOICES = ("annotations", "entities", "events", "published", "publisher", "sources", "topics")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("entitys", "entities"),
        ("evnets", "events"),
        ("anotation", "annotations"),
        ("Source", "sources"),
        ("TOPICS", "topics"),
    ],
)
def test_a_mistyped_word_is_recognised(typed: str, meant: str) -> None:
    assert nearest(typed, CHOICES) == meant
    assert did_you_mean(typed, CHOICES) == f'did you mean "{meant}"?'


@pytest.mark.parametrize("typed", ["", "x", "colour", "zzz"])
def test_a_word_that_is_like_none_is_answered_with_none(typed: str) -> None:
    assert nearest(typed, CHOICES) is None
    assert did_you_mean(typed, CHOICES) == ""


def test_no_choice_is_like_anything() -> None:
    assert nearest("events", ()) is None


@pytest.mark.parametrize("typed", ["utc", "Utc", "UTC"])
def test_capitals_make_no_difference(typed: str) -> None:
    assert nearest(typed, ["GMT", "UTC", "Europe/Minsk"]) == "UTC"


@given(WORDS, st.lists(WORDS))
def test_the_answer_is_a_choice_and_the_same_in_any_order(word: str, choices: list[str]) -> None:
    found = nearest(word, choices)

    assert found is None or found in choices
    assert nearest(word, reversed(choices)) == found
    assert nearest(word, [*choices, word]) == word


def test_likeness_is_in_percent() -> None:
    assert 0 < CUTOFF < 100
