"""Names of declared entities are found in a text as whole words, and no others."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.annotation import Passage
from site_builder.model.article import FoundMention
from site_builder.reading.folding import ReadableText, fold, fold_words, readable
from site_builder.reading.mentions import (
    CONTEXT,
    Mentions,
    SharedMention,
    find_mentions,
    shared_names,
)

CASES = Path(__file__).parent / "cases" / "mentions"
SEPARATOR = re.compile(r"^\.\n", re.MULTILINE)


def _cases() -> list[object]:
    return [case for file in sorted(CASES.glob("*.txt")) for case in _cases_of(file)]


def _cases_of(file: Path) -> Iterator[object]:
    """Read a name, what is given and what comes of it, with a line of one dot after each."""
    *parts, rest = SEPARATOR.split(file.read_text(encoding="utf-8"))
    assert not rest
    for name, stated, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        names, html = stated.split("\n\n", 1)
        yield pytest.param(names, html, expected, id=f"{file.stem}: {name.strip()}")


@pytest.mark.parametrize(("names", "html", "expected"), _cases())
def test_a_case(names: str, html: str, expected: str) -> None:
    text = fold(readable(html))
    declared = yaml.load(names, Loader=yaml.BaseLoader)  # noqa: S506 (it makes texts only)

    mentions = find_mentions(text, declared)

    assert _told(mentions) == expected.strip()


def _told(mentions: Mentions) -> str:
    return "\n".join([*map(_told_found, mentions.found), *map(_told_shared, mentions.shared)])


def _told_found(found: FoundMention) -> str:
    who = found.entity if found.linkable else f"{found.entity} unlinked"
    return f"{found.start}-{found.end} {who}: {found.before}[{found.words}]{found.after}"


def _told_shared(shared: SharedMention) -> str:
    place = shared.place
    neighbours = (("prefix", place.prefix), ("suffix", place.suffix))
    told = " ".join([shared.name, *(f"{key}: {words}" for key, words in neighbours if words)])
    return f"{place.passage.start}-{place.passage.end} {' or '.join(shared.entities)}: {told}"


def test_a_claimed_passage_is_a_mention_and_no_name_is_found_in_it() -> None:
    text = fold(ReadableText(text="The president Xi met Xi."))

    mentions = find_mentions(text, {"xi": ("Xi",)}, taken=[(Passage(4, 16), "other")])

    assert [(found.entity, found.words) for found in mentions.found] == [
        ("other", "president Xi"),
        ("xi", "Xi"),
    ]


def test_a_claim_settles_a_shared_name_where_it_stands() -> None:
    text = fold(ReadableText(text="Li met Li."))
    names = {"keqiang": ("Li",), "zhanshu": ("Li",)}

    mentions = find_mentions(text, names, taken=[(Passage(0, 2), "zhanshu")])

    assert [(found.entity, found.start) for found in mentions.found] == [("zhanshu", 0)]
    assert [shared.place.passage for shared in mentions.shared] == [Passage(7, 9)]


def test_a_name_beside_a_claim_is_found_though_a_longer_one_reaches_into_it() -> None:
    text = fold(ReadableText(text="Bank of China"))
    names = {"bank": ("Bank of China",), "china": ("China",)}

    mentions = find_mentions(text, names, taken=[(Passage(0, 4), "other")])

    assert [(found.entity, found.start) for found in mentions.found] == [("other", 0), ("china", 8)]


def test_of_claims_that_overlap_the_first_is_linked() -> None:
    text = fold(ReadableText(text="the Chinese president"))
    taken = [(Passage(4, 11), "china"), (Passage(4, 21), "xi"), (Passage(4, 21), "xi")]

    mentions = find_mentions(text, {}, taken=taken)

    assert [(found.entity, found.linkable) for found in mentions.found] == [
        ("xi", True),
        ("china", False),
    ]


def test_a_claim_in_code_is_not_linked() -> None:
    text = fold(readable("<p>the <code>Xi</code></p>"))

    mentions = find_mentions(text, {}, taken=[(Passage(4, 6), "xi")])

    assert [found.linkable for found in mentions.found] == [False]


def test_names_that_entities_share_are_listed_with_them() -> None:
    names = {"a": ("Li", "People's Daily"), "b": ("Li", "Xi"), "c": ("People’s  Daily",)}

    shared = shared_names(names)

    assert shared == {"Li": ("a", "b"), "People's Daily": ("a", "c")}


SIGNS = "ab \n\u00a0'’é\u0301习👍"
TEXTS = st.text(SIGNS, max_size=30)
NAMES = st.dictionaries(
    st.sampled_from("xyz"), st.lists(st.text(SIGNS, max_size=5), max_size=3).map(tuple)
)
CLAIMS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 5), st.sampled_from("xyz")), max_size=2
)


def _claims(chosen: list[tuple[int, int, str]], text: str) -> list[tuple[Passage, str]]:
    return [
        (Passage(start, start + length), entity)
        for start, length, entity in chosen
        if length and start + length <= len(text)
    ]


@given(TEXTS, NAMES, CLAIMS)
def test_a_mention_is_a_name_or_a_claim_of_its_entity(
    text: str, names: dict[str, tuple[str, ...]], chosen: list[tuple[int, int, str]]
) -> None:
    taken = _claims(chosen, text)

    mentions = find_mentions(fold(ReadableText(text=text)), names, taken=taken)

    for found in mentions.found:
        if (Passage(found.start, found.end), found.entity) not in taken:
            read = fold_words(text[found.start : found.end])
            owners = [entity for entity, own in names.items() if read in map(fold_words, own)]
            assert owners == [found.entity]


@given(TEXTS, NAMES, CLAIMS)
def test_no_mention_that_was_not_claimed_overlaps_another(
    text: str, names: dict[str, tuple[str, ...]], chosen: list[tuple[int, int, str]]
) -> None:
    taken = _claims(chosen, text)

    mentions = find_mentions(fold(ReadableText(text=text)), names, taken=taken)

    places = [Passage(found.start, found.end) for found in mentions.found]
    places += [shared.place.passage for shared in mentions.shared]
    own = [place for place in places if place not in {claimed for claimed, _ in taken}]
    ordered = sorted([*own, *{claimed for claimed, _ in taken}], key=lambda place: place.start)
    for place, following in pairwise(ordered):
        assert place.end <= following.start or {place, following}.isdisjoint(own)


@given(TEXTS, NAMES)
def test_every_whole_word_that_is_a_name_is_in_a_mention_or_overlapped_by_a_longer(
    text: str, names: dict[str, tuple[str, ...]]
) -> None:
    folded = fold(ReadableText(text=text))
    alone = {
        (found.start, found.end)
        for entity, own in names.items()
        for name in own
        for found in find_mentions(folded, {entity: (name,)}).found
    }

    mentions = find_mentions(folded, names)

    places = [(found.start, found.end) for found in mentions.found]
    places += [(s.place.passage.start, s.place.passage.end) for s in mentions.shared]
    assert set(places) <= alone
    for start, end in alone - set(places):
        assert any(
            s < end and start < e and e - s >= end - start
            for s, e in alone
            if (s, e) != (start, end)
        )
    for start, end in places:
        assert not any(s <= start and end <= e for s, e in alone if (s, e) != (start, end))


@given(TEXTS, NAMES)
def test_the_words_around_a_mention_are_those_of_the_text(
    text: str, names: dict[str, tuple[str, ...]]
) -> None:
    collapsed = " ".join(f"|{text}|".split())

    mentions = find_mentions(fold(ReadableText(text=text)), names)

    for found in mentions.found:
        assert f"{found.before}{found.words}{found.after}" in collapsed
        assert max(len(found.before), len(found.after)) <= CONTEXT
