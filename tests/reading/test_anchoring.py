"""A selector names one passage of a text, or says why it names none."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from string import ascii_letters

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.annotation import Passage, TextQuoteSelector
from site_builder.model.text import Located
from site_builder.reading.anchoring import (
    MOST_PLACES,
    SHOWN_PLACES,
    Ambiguous,
    Found,
    NotFound,
    Outcome,
    Place,
    find_passage,
)
from site_builder.reading.folding import (
    LOOK_ALIKES,
    ReadableText,
    fold,
    fold_words,
    readable,
)

CASES = Path(__file__).parent / "cases" / "anchoring"
SEPARATOR = re.compile(r"^\.\n", re.MULTILINE)


def _cases() -> list[object]:
    return [case for file in sorted(CASES.glob("*.txt")) for case in _cases_of(file)]


def _cases_of(file: Path) -> Iterator[object]:
    """Read a name, what is given and what comes of it, with a line of one dot after each."""
    *parts, rest = SEPARATOR.split(file.read_text(encoding="utf-8"))
    assert not rest
    for name, stated, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        keys, html = stated.split("\n\n", 1)
        yield pytest.param(keys, html, expected, id=f"{file.stem}: {name.strip()}")


@pytest.mark.parametrize(("keys", "html", "expected"), _cases())
def test_a_case(keys: str, html: str, expected: str) -> None:
    text = fold(readable(html))
    selector = _selector(**yaml.load(keys, Loader=yaml.BaseLoader))  # noqa: S506 (texts only)

    outcome = find_passage(text, selector)

    assert _told(outcome) == expected.strip()


def _selector(
    exact: str, prefix: str | None = None, suffix: str | None = None
) -> TextQuoteSelector:
    return TextQuoteSelector(
        exact=Located(exact, 5, 9),
        prefix=None if prefix is None else Located(prefix, 6, 9),
        suffix=None if suffix is None else Located(suffix, 7, 9),
    )


def _told(outcome: Outcome) -> str:
    match outcome:
        case Found():
            inside = f" inside: {outcome.whole_words}" if outcome.whole_words else ""
            return f"{_places(outcome.passage)}{inside}"
        case Ambiguous():
            return "\n".join([f"{outcome.count} places", *map(_told_apart, outcome.places)])
        case NotFound():
            near = outcome.nearest
            nearest = [f"nearest {_places(near.passage)}: {near.words}"] if near else []
            places = map(_told_apart, outcome.places)
            return "\n".join([f"not found: {outcome.cause}", *places, *nearest])


def _told_apart(place: Place) -> str:
    neighbours = (("prefix", place.prefix), ("suffix", place.suffix))
    said = [f"{key}: {words}" for key, words in neighbours if words]
    return " ".join([_places(place.passage), *said])


def _places(passage: Passage) -> str:
    return f"{passage.start}-{passage.end}"


# Few letters, for words to stand in a text more than once; look-alikes, marks, code points
# outside the basic plane, and a script without blanks.
SIGNS = "aab \n\u00a0\"“'’-—e\u0301\u0323é习👍\u200d"
TEXTS = st.text(SIGNS, max_size=24)

ALIKE = {
    sign: [
        other for other in "".join([plain, *LOOK_ALIKES]) if LOOK_ALIKES.get(other, other) == plain
    ]
    for sign in SIGNS
    if (plain := LOOK_ALIKES.get(sign, sign)) in " '\"-"
}
"""For each sign that has look-alikes, all of them and itself."""


@st.composite
def _texts_and_words(draw: st.DrawFn) -> tuple[str, str]:
    text = draw(TEXTS)
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return text, draw(st.just(text[start:end]) | TEXTS)


def _places_that_read(text: str, words: str) -> set[tuple[int, int]]:
    """Try every passage of a text, slowly and without folding the text as a whole."""
    borders = [place for place in range(len(text) + 1) if _is_border(text, place)]
    return {
        (start, end)
        for start in borders
        for end in borders
        if fold_words(text[start:end]) == words != "" and text[start:end].strip() == text[start:end]
    }


def _is_border(text: str, place: int) -> bool:
    if not 0 < place < len(text):
        return True
    left, right = text[place - 1], text[place]
    return not (unicodedata.combining(right) or right == "\u200d" or left + right == "\u200d👍")


@given(_texts_and_words())
def test_a_passage_is_found_where_one_place_and_only_one_reads_so(chosen: tuple[str, str]) -> None:
    text, exact = chosen
    expected = _places_that_read(text, fold_words(exact))

    outcome = find_passage(fold(ReadableText(text=text)), _selector(exact))

    match outcome:
        case Found():
            assert {(outcome.passage.start, outcome.passage.end)} == expected
        case Ambiguous():
            first = [(place.passage.start, place.passage.end) for place in outcome.places]
            assert outcome.count == len(expected) > 1
            assert first == sorted(expected)[: len(first)]
        case NotFound():
            assert not expected


@given(_texts_and_words(), TEXTS, TEXTS)
def test_neighbours_narrow_the_places_down(
    chosen: tuple[str, str], prefix: str, suffix: str
) -> None:
    text, exact = chosen
    before, after = fold_words(prefix), fold_words(suffix)
    expected = {
        (start, end)
        for start, end in _places_that_read(text, fold_words(exact))
        if fold_words(text[:start]).endswith(before) and fold_words(text[end:]).startswith(after)
    }

    outcome = find_passage(fold(ReadableText(text=text)), _selector(exact, prefix, suffix))

    if isinstance(outcome, Found):
        assert {(outcome.passage.start, outcome.passage.end)} == expected
    assert isinstance(outcome, Found) == (len(expected) == 1)


@given(_texts_and_words())
def test_the_neighbours_that_are_told_decide(chosen: tuple[str, str]) -> None:
    text, exact = chosen
    folded = fold(ReadableText(text=text))
    outcome = find_passage(folded, _selector(exact))
    places = outcome.places if isinstance(outcome, Ambiguous) else ()

    for place in places:
        again = find_passage(folded, _selector(exact, place.prefix or None, place.suffix or None))

        assert isinstance(again, Found)
        assert again.passage == place.passage


@given(_texts_and_words())
def test_the_nearest_words_are_found_where_they_are_told(chosen: tuple[str, str]) -> None:
    text, exact = chosen
    folded = fold(ReadableText(text=text))
    outcome = find_passage(folded, _selector(exact))
    near = outcome.nearest if isinstance(outcome, NotFound) else None
    if near is None:
        return

    places = _places_that_read(text, near.words)

    assert (near.passage.start, near.passage.end) in places


@given(_texts_and_words(), st.data())
def test_look_alikes_change_nothing(chosen: tuple[str, str], data: st.DataObject) -> None:
    text, exact = chosen
    other_text = "".join(data.draw(st.sampled_from(ALIKE.get(sign, sign))) for sign in text)
    other_exact = "".join(data.draw(st.sampled_from(ALIKE.get(sign, sign))) for sign in exact)

    outcome = find_passage(fold(ReadableText(text=text)), _selector(exact))
    other = find_passage(fold(ReadableText(text=other_text)), _selector(other_exact))

    assert other == outcome


PIECES = st.lists(st.tuples(st.text("ab \n", min_size=1, max_size=6), st.booleans()), max_size=6)


@given(PIECES, st.text("ab ", min_size=1, max_size=4))
def test_no_passage_reaches_into_or_across_code(pieces: list[tuple[str, bool]], exact: str) -> None:
    ends = list(accumulate(len(words) for words, _ in pieces))
    ranges = [Passage(start, end) for start, end in pairwise([0, *ends])]
    code = tuple(r for r, (_, is_code) in zip(ranges, pieces, strict=True) if is_code)
    text = ReadableText(
        text="".join(words for words, _ in pieces), borders=tuple(ends), code_blocks=code
    )

    outcome = find_passage(fold(text), _selector(exact))

    if isinstance(outcome, Found):
        found = outcome.passage
        assert all(found.end <= block.start or found.start >= block.end for block in code)
        borders = [found.start, *(end for end in ends if found.start < end < found.end), found.end]
        read = " ".join(text.text[start:end] for start, end in pairwise(borders))
        assert fold_words(read) == fold_words(exact)


def test_only_the_first_of_many_places_are_told_apart() -> None:
    text = fold(ReadableText(text=" ".join(f"{letter} talks" for letter in ascii_letters)))

    outcome = find_passage(text, _selector("talks"))

    assert isinstance(outcome, Ambiguous)
    assert outcome.count == 52
    assert [place.prefix for place in outcome.places] == list(ascii_letters[:SHOWN_PLACES])


def test_places_beyond_counting_are_not_told_apart() -> None:
    text = fold(ReadableText(text="ha " * (MOST_PLACES * 2)))

    outcome = find_passage(text, _selector("ha"))

    assert isinstance(outcome, Ambiguous)
    assert outcome.count == MOST_PLACES + 1
    assert not any(place.prefix or place.suffix for place in outcome.places)
