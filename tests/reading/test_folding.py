"""A text is folded for comparison, and keeps the way back to its positions."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.annotation import Passage
from site_builder.reading.borders import is_grapheme_border
from site_builder.reading.folding import (
    BARRIER,
    LOOK_ALIKES,
    ReadableText,
    fold,
    fold_words,
    readable,
)

# Letters with marks before and after composition, signs that composition takes apart, Hangul in
# parts, blanks, look-alikes, and signs outside the basic plane.
TRICKY = "aé\u0301\u0323e\u0958\ufb2c\u1100\u1161\u11a8\u0f73\u0f74 \n\u00a0\u2009“'’—习👍\u200d🇧"
TEXTS = st.text(st.sampled_from(TRICKY) | st.characters(exclude_categories=["Cs"]), max_size=40)


@given(TEXTS)
def test_places_lead_back_in_order_and_from_end_to_end(text: str) -> None:
    folded = fold(ReadableText(text=text))

    places = [folded.place(place) for place in range(len(folded.folded) + 1)]

    assert places[0] == 0
    assert places[-1] == len(text)
    assert all(place <= following for place, following in pairwise(places))


@given(TEXTS, st.data())
def test_any_part_of_a_folded_text_is_the_same_part_folded(text: str, data: st.DataObject) -> None:
    folded = fold(ReadableText(text=text))
    borders = [p for p in range(len(folded.folded) + 1) if is_grapheme_border(folded.folded, p)]
    start, end = sorted((data.draw(st.sampled_from(borders)), data.draw(st.sampled_from(borders))))

    part = text[folded.place(start) : folded.place(end)]

    assert fold_words(part) == folded.folded[start:end].strip()


@given(TEXTS)
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    folded = fold_words(text)

    assert fold_words(folded) == folded


@given(TEXTS)
def test_words_are_folded_as_a_text_is(text: str) -> None:
    assert fold_words(text) == fold(ReadableText(text=text)).folded.strip()


def test_a_letter_with_thousands_of_marks_is_folded_as_words_are() -> None:
    text = "caf" + "e" + "\u0301\u0323" * 5_000 + " au lait"

    folded = fold(ReadableText(text=text))

    assert folded.folded == fold_words(text)
    assert folded.place(folded.folded.index("au lait")) == text.index("au lait")


def test_all_white_space_is_a_blank() -> None:
    blanks = {sign for sign in map(chr, range(0x11000)) if sign.isspace() and sign != " "}

    assert blanks == {sign for sign, plain in LOOK_ALIKES.items() if plain == " "}


def test_no_sign_becomes_a_look_alike_by_composition() -> None:
    others = (sign for sign in map(chr, range(0x11000)) if sign not in LOOK_ALIKES)

    assert not [sign for sign in others if unicodedata.normalize("NFC", sign) in LOOK_ALIKES]


def test_a_text_without_look_alikes_is_its_own_folding() -> None:
    text = "Plain words, one by one."

    folded = fold(ReadableText(text=text))

    assert folded.folded == text
    assert folded.edits == ()


@pytest.mark.parametrize(
    ("text", "borders", "expected"),
    [
        ("ab", (1,), "a b"),
        ("a b", (1, 2), "a b"),
        ("a\nb", (1,), "a b"),
        ("ab", (0, 2), "ab"),
        ("ab", (1, 1, 1), "a b"),
        ("e\u0301", (1,), "e \u0301"),
    ],
)
def test_a_border_parts_words_with_one_blank(
    text: str, borders: tuple[int, ...], expected: str
) -> None:
    folded = fold(ReadableText(text=text, borders=borders))

    assert folded.folded == expected


def test_a_code_block_is_a_barrier_whatever_is_in_it() -> None:
    text = ReadableText(text="onex = 1\ntwo", borders=(3, 3, 9, 9), code_blocks=(Passage(3, 9),))

    folded = fold(text)

    assert folded.folded == f"one {BARRIER}two"
    assert folded.passage(5, 8) == Passage(9, 12)


def test_html_is_read_as_the_text_a_reader_sees() -> None:
    html = (
        '<h2>Title <a href="#x" data-added>¶</a></h2>\n<p>See <a href="/y/">the <em>plan</em></a> '
        "&amp; <code>x</code>.<br>End</p><pre><code>\na = 1\n</code></pre>"
    )

    text = readable(html)

    assert text.text == "Title \nSee the plan & x.End\na = 1\n"
    assert text.borders == (0, 6, 7, 24, 27, 27, 34)
    assert text.code_blocks == (Passage(27, 34),)
    assert text.code == (Passage(22, 23),)
    assert text.unlinkable == (Passage(0, 6), Passage(11, 19))


def test_code_beside_code_is_one_range() -> None:
    text = readable("<p><code>a</code><code>b</code> <code>c</code></p>")

    assert text.code == (Passage(0, 2), Passage(3, 4))
