"""A change is told paragraph by paragraph, as one reads it, and loses no word of either text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.reading.folding import fold_words, readable
from site_builder.reading.rewording import changed_paragraphs


def _told(before: list[str], after: list[str]) -> list[str]:
    texts = (readable("\n".join(f"<p>{each}</p>" for each in text)) for text in (before, after))
    signs = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}", "left out": "…"}
    return [
        "".join(signs[run.kind].format(run.text) for run in paragraph)
        for paragraph in changed_paragraphs(*texts)
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        pytest.param(["They met."], ["They met."], [], id="nothing"),
        pytest.param(["“They” met."], ['"They"\nmet.'], [], id="signs that look alike"),
        pytest.param(
            ["They met in Minsk on Monday."],
            ["They met in Kyiv on Monday."],
            ["They met in [-Minsk -]{+Kyiv +}on Monday."],
            id="a word",
        ),
        pytest.param(["One.", "Two."], ["One.", "Two.", "Three."], ["{+Three.+}"], id="put in"),
        pytest.param(["One.", "Two."], ["Two."], ["[-One.-]"], id="deleted"),
        pytest.param(
            ["He came and went."],
            ["Snow lies on all roads."],
            ["[-He came and went.-]", "{+Snow lies on all roads.+}"],
            id="hardly a word in common",
        ),
        pytest.param(
            ["He is the premier and the third the guest of the day."],
            ["He is a chairman and no guest of the day."],
            ["He is [-the premier and the third the -]{+a chairman and no +}guest of the day."],
            id="no single word is left between two changes",
        ),
    ],
)
def test_what_became_of_paragraphs(before: list[str], after: list[str], told: list[str]) -> None:
    assert _told(before, after) == told


def test_of_much_that_is_kept_the_middle_is_left_out() -> None:
    words = " ".join(f"word{number}" for number in range(60))

    (told,) = _told([f"Old {words} end old."], [f"New {words} end new."])

    assert told.startswith("[-Old -]{+New +}word0 ")
    assert " …" in told
    assert "word30" not in told
    assert told.endswith("end [-old-]{+new+}.")


TEXTS = st.lists(
    st.lists(
        st.sampled_from(["a", "b", "no", "it", "said", "会", "—", "“so”"]), min_size=1, max_size=9
    ),
    max_size=5,
).map(lambda paragraphs: [" ".join(words) for words in paragraphs])


@given(TEXTS, TEXTS)
def test_no_word_that_changed_is_lost(before: list[str], after: list[str]) -> None:
    texts = [readable("\n".join(f"<p>{each}</p>" for each in text)) for text in (before, after)]
    runs = [run for paragraph in changed_paragraphs(*texts) for run in paragraph]
    old, new = (fold_words(" ".join(text)).split() for text in (before, after))

    for kind, words, others in (("removed", old, new), ("added", new, old)):
        told = fold_words(" ".join(run.text for run in runs if run.kind == kind)).split()
        assert not set(told) - set(words)
        assert set(words) - set(others) <= set(told)
