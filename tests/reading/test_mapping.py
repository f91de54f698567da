"""A passage is followed through an edit where its words are mostly kept, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.reading.mapping import diff_words, map_span, say_changes

TWO = "Team Alpha won the cup on Sunday. Team Beta won the cup on Sunday."


def _mapped(before: str, after: str, passage: str) -> str | None:
    diff = diff_words(before, after)
    assert diff is not None
    start = before.index(passage)
    span = map_span(diff, (start, start + len(passage)))
    return None if span is None else after[slice(*span)]


@pytest.mark.parametrize(
    ("before", "after", "passage", "mapped"),
    [
        pytest.param("They met in Minsk.", "They met in Minsk.", "met in", "met in", id="the same"),
        pytest.param(
            "We never set a task.",
            "We have never set a task.",
            "never set a task",
            "never set a task",
            id="a word put before it",
        ),
        pytest.param(
            "We never set a task.",
            "We never have set a task.",
            "never set a task",
            "never have set a task",
            id="a word put in",
        ),
        pytest.param(
            "He fuly supports it.",
            "He fully supports it.",
            "fuly supports",
            "fully supports",
            id="a typo mended",
        ),
        pytest.param(
            "It was Lukashenka.",
            "It was Lukashenko.",
            "Lukashenka",
            "Lukashenko",
            id="a typo in the only word",
        ),
        pytest.param("It was Alpha.", "It was Beta.", "Alpha", None, id="another word"),
        pytest.param(TWO, TWO[34:], "Team Alpha won the cup", None, id="the one before is deleted"),
        pytest.param(TWO, TWO[:34], "Team Beta won the cup", None, id="the one after is deleted"),
        pytest.param(
            f"It began. {TWO} It ended.",
            f"It began. {TWO[34:]} It ended.",
            "Team Alpha won the cup on Sunday",
            None,
            id="a sentence like its neighbour is deleted",
        ),
        pytest.param(
            "他们在北京会面了。", "他们在北京见面了。", "在北京会面", "在北京见面", id="no blanks"
        ),
        pytest.param("a b\nc d", "a b\nc e", "a b", "a b", id="beside code"),
        pytest.param("one two six", "one x\ny six", "one two six", None, id="code put in"),
    ],
)
def test_words_are_followed(before: str, after: str, passage: str, mapped: str | None) -> None:
    assert _mapped(before, after, passage) == mapped


def test_the_changes_of_a_passage_are_told_in_one() -> None:
    assert say_changes("we never set a task", "we have never set tasks") == (
        "we {+have+} never set [-a task-] {+tasks+}"
    )


TEXTS = st.lists(st.sampled_from(["a", "b", "cc", "dd", ".", "же", "会"]), max_size=12).map(
    " ".join
)


@given(TEXTS, TEXTS, st.data())
def test_what_is_mapped_lies_within_the_later_text(
    before: str, after: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    diff = diff_words(before, after)

    assert diff is not None
    span = map_span(diff, (start, end))
    assert span is None or (0 <= span[0] < span[1] <= len(after) and after[slice(*span)].strip())


@given(TEXTS, TEXTS)
def test_every_word_of_both_texts_is_in_one_step(before: str, after: str) -> None:
    diff = diff_words(before, after)

    assert diff is not None
    for side, words in ((0, diff.words_before), (1, diff.words_after)):
        spans = [(step.before, step.after)[side] for step in diff.steps]
        assert [n for start, end in spans for n in range(start, end)] == list(range(len(words)))
    assert all(
        before[slice(*diff.words_before[old])] == after[slice(*diff.words_after[new])]
        for step in diff.steps
        if step.is_equal
        for old, new in zip(range(*step.before), range(*step.after), strict=True)
    )
