"""Slugs are words that can stand in an address and name a file, in any script."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.model.slugs import LONGEST, LONGEST_BYTES, is_id, slugify

SAID = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("aB1 -_.+#&%@/\\'’ßİΣσςΑéｅ́习が한हिन्दीقَـ\u200c\u00ad\ufe0f😀½²Ⅷﬁǅ"),
    ),
    max_size=120,
)


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("The offer of 24 February", "the-offer-of-24-february"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("C", "c"),
        ("R&D", "r-and-d"),
        ("R D", "r-d"),
        ("100% @home", "100-percent-at-home"),
        ("#MeToo", "metoo"),
        ("Xi’s visit, don't", "xis-visit-dont"),
        ("a_b.c/d", "a-b-c-d"),
        ("Лук'янівка", "лукянівка"),
        ("习近平 访问", "习近平-访问"),
        ("हिन्दी में", "हिन्दी-में"),
        ("ภาษาไทย", "ภาษาไทย"),
        ("العَرَبِيَّة", "العَرَبِيَّة"),
        ("שָׁלוֹם", "שָׁלוֹם"),
        ("می\u200cخواهم", "میخواهم"),
        ("E\u0301", "é"),
        ("😀", ""),
        ("1️⃣ one", "1-one"),
        ("…", ""),
        ("..", ""),
        ("../a", "a"),
        ("a.", "a"),
        ("%2f", "percent-2f"),
        ("\u0301a", "a"),
    ],
)
def test_a_slug_is_made_of_letters_digits_and_hyphens(words: str, slug: str) -> None:
    assert slugify(words) == slug


@given(SAID)
@example("ΑΣ.Β")
@example("İ" * 200)
@example("字" * 200)
@example("a" * 99 + " b")
def test_every_slug_is_an_id_and_its_own_slug(words: str) -> None:
    slug = slugify(words)

    assert slugify(slug) == slug
    assert is_id(slug) == bool(slug)
    assert unicodedata.is_normalized("NFC", slug)
    assert len(slug) <= LONGEST
    assert len(slug.encode()) <= LONGEST_BYTES
    assert not slug.startswith("-")
    assert not slug.endswith("-")


@given(SAID)
def test_how_words_are_encoded_makes_no_difference(words: str) -> None:
    assert slugify(unicodedata.normalize("NFD", words)) == slugify(words)


def test_a_long_slug_is_cut_at_a_word() -> None:
    assert slugify("word " * 30) == "-".join(["word"] * 20)
    assert slugify("x" * 300) == "x" * 100
    assert slugify("字" * 300) == "字" * 66


@pytest.mark.parametrize(
    "text", ["xi-jinping", "2023-02-24", "a--b", "-a", "习近平", "हिन्दी", "é", "a" * 250, "con"]
)
def test_what_is_an_id(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "A",
        "a b",
        "a_b",
        "a.b",
        "a:b",
        "É",
        "e\u0301",
        "\u0301",
        "½",
        "😀",
        "a" * 251,
        "a/b",
    ],
)
def test_what_is_no_id(text: str) -> None:
    assert not is_id(text)
