"""Words, numbers and letters with their marks are not cut, in any script."""

import pytest

from site_builder.reading.borders import is_grapheme_border, is_whole_word, is_word_border


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("council", "lor"),
        ("сов", "ет"),
        ("US", "2"),
        ("snake", "_case"),
        ("e", "\u0323a"),
        ("e\u0323", "a"),
        ("sover", "\u00adeignty"),
        ("می", "\u200cخواهم"),
        ("5", ".5"),
        ("5.", "5"),
        ("5,", "000"),
        ("5", ",000"),
        ("시", "진"),
    ],
)
def test_a_word_or_number_is_cut(left: str, right: str) -> None:
    assert not is_word_border(left + right, len(left))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("", "word"),
        ("word", ""),
        ("one", " two"),
        ("one ", "two"),
        ("Xi", "'s"),
        ("Xi", "-Zelensky"),
        ("5", ". Then"),
        ("5.", " Then"),
        ("v", ".5"),
        (".", "5"),
        ("中", "国"),
        ("NATO", "称"),
        ("据", "NATO"),
        ("ひ", "ら"),
        ("プ", "ー"),
        ("ไท", "ย"),
        ("\U00020000", "\U00020001"),
    ],
)
def test_no_word_and_no_number_is_cut(left: str, right: str) -> None:
    assert is_word_border(left + right, len(left))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("e", "\u0301"),
        ("ท", "\u0e35"),
        ("น", "\u0e33"),
        ("👩", "\u200d👧"),
        ("👩\u200d", "👧"),
        ("👍", "🏽"),
        ("❤", "\ufe0f"),
        ("🇺", "🇦"),
        ("🇧🇾🇺", "🇦"),
        ("\u1100", "\u1161"),
        ("🏴", "\U000e0067"),
    ],
)
def test_one_sign_to_a_reader_is_cut(left: str, right: str) -> None:
    assert not is_grapheme_border(left + right, len(left))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("", "\u0301"),
        ("e\u0301", ""),
        ("e\u0301", "a"),
        ("a", "b"),
        ("中", "国"),
        ("🇧🇾", "🇺🇦"),
        ("👍🏽", "👍"),
        ("می\u200c", "خواهم"),
        ("\u200d", "-"),
    ],
)
def test_no_sign_is_cut(left: str, right: str) -> None:
    assert is_grapheme_border(left + right, len(left))


@pytest.mark.parametrize(
    ("before", "word", "after"),
    [
        ("", "Xi", ""),
        ("(", "Xi", "’s"),
        ("the ", "U.S.", "-led"),
        ("in ", "C++", ","),
        ("据", "NATO", "称"),
        ("说", "习近平", "在"),
        ("no. ", "5", "."),
    ],
)
def test_a_word_stands_by_itself(before: str, word: str, after: str) -> None:
    assert is_whole_word(before + word + after, len(before), len(before + word))


@pytest.mark.parametrize(
    ("before", "word", "after"),
    [
        ("Ta", "Xi", ""),
        ("", "Xi", "ng"),
        ("", "Xi", "\u0323"),
        ("", "U.S.", "S.R."),
        ("", "C++", "11"),
        ("a", "+1", ""),
        ("4.", "5", ""),
        ("", "5", ".4"),
        ("", "ท", "\u0e35"),
    ],
)
def test_a_word_is_touched_by_another(before: str, word: str, after: str) -> None:
    assert not is_whole_word(before + word + after, len(before), len(before + word))
