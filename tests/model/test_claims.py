"""The ledger sets claims against each other, on both sides, by their values and by their word."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.linking.collect import Records, collect
from site_builder.model.annotation import Annotation, AnnotationFields, Claim, Content, Note
from site_builder.model.archive import Archive, Posting
from site_builder.model.article import Article, ArticleFields
from site_builder.model.attribution import (
    all_claims,
    contradictions,
    first_of_values,
    ledger,
    posting_of,
)
from site_builder.model.claims import (
    SILENCE,
    ClaimKey,
    claims_in,
    same_property,
    subject_of,
    ties,
    value_of,
)
from site_builder.model.config import Config
from site_builder.model.entity import Entity, EntityFields
from site_builder.model.prose import Prose
from site_builder.model.target import Target
from site_builder.model.text import Markdown, Reference, Url
from tests.small_site import names_of

CONFIG = Config(title="Site", base_url=Url("https://example.org/"))


def _reference(id_: str) -> Reference:
    return Reference(id_, 1, 1)


def _article(slug: str, contents: list[Content]) -> Article:
    annotations = tuple(
        Annotation(
            id=f"{slug}{n}",
            fields=AnnotationFields(type="claim" if isinstance(content, Claim) else "note"),
            content=content,
        )
        for n, content in enumerate(contents)
    )
    fields = ArticleFields(title=slug)
    return Article(slug=slug, path=f"{slug}.md", fields=fields, annotations=annotations)


def _archive(*contents: list[Content]) -> Archive:
    """Make an archive with an article for each list, `a`, `b` and so on."""
    entities = tuple(
        Entity(id_, f"{id_}.md", EntityFields(type="media", name=id_), Prose("", ""))
        for id_ in ("afp", "xinhua")
    )
    articles = tuple(
        _article(slug, content) for slug, content in zip("abc", contents, strict=False)
    )
    records = Records(articles=articles, entities=entities)
    return collect(records, {}, CONFIG, names_of(records))


IDS = ["a0", "a#a0", "a#a1", "b0", "b#b0", "b#b1", "nobody", "c#c0"]
CLAIM = st.builds(
    Claim,
    about=st.none() | st.sampled_from(["xinhua", "entity:afp", "nobody"]).map(_reference),
    property=st.sampled_from([None, "loan", "date"]),
    value=st.sampled_from([None, "yes", " Yes", "no", SILENCE]),
    contradicts=st.lists(st.sampled_from(IDS).map(_reference), max_size=2).map(tuple),
    supports=st.lists(st.sampled_from(IDS).map(_reference), max_size=2).map(tuple),
)
CLAIMS = st.lists(CLAIM | CLAIM | st.just(Note(body=Markdown("Why", 1, 1))), max_size=3)
ARCHIVES = st.builds(_archive, CLAIMS, CLAIMS, CLAIMS)


def _claims(archive: Archive) -> dict[ClaimKey, Claim]:
    return {key: claim for slug in archive.articles for key, claim in claims_in(archive, slug)}


def _keys(postings: tuple[Posting, ...]) -> set[ClaimKey]:
    return {ClaimKey(posting.id, posting.item) for posting in postings}


@given(ARCHIVES, st.randoms(use_true_random=False))
def test_the_ledger_holds_every_claim_once_whatever_their_order(
    archive: Archive, random: Random
) -> None:
    postings = list(all_claims(archive))
    shuffled = random.sample(postings, len(postings))

    entries = ledger(archive, postings)

    told = [posting for entry in entries for posting in entry.claims]
    assert sorted(told) == sorted(postings)
    assert ledger(archive, shuffled) == entries
    disputed = [entry.is_contradicted for entry in entries]
    assert disputed == sorted(disputed, reverse=True)


@given(ARCHIVES)
def test_claims_stand_together_when_they_tell_one_property_of_one_thing(archive: Archive) -> None:
    claims = _claims(archive)

    for entry in ledger(archive, all_claims(archive)):
        for key in _keys(entry.claims):
            claim = claims[key]
            about = archive.find(claim.about.id, ("event", "entity")) if claim.about else None
            assert entry.about == (about or Target("article", key.slug))
            assert entry.property == (claim.property or "")
            assert _keys(same_property(archive, key.slug, claim)) == _keys(entry.claims)


@given(ARCHIVES)
def test_a_contradiction_stands_on_both_sides(archive: Archive) -> None:
    against = ties(archive, tuple(archive.articles)).against

    for key, others in against.items():
        assert key not in others
        assert all(key in against[other] for other in others)
    for slug in archive.articles:
        near = ties(archive, (slug,)).against
        assert {key: near.get(key, ()) for key, _ in claims_in(archive, slug)} == {
            key: against.get(key, ()) for key, _ in claims_in(archive, slug)
        }


def _stand_against(archive: Archive, one: ClaimKey, other: ClaimKey) -> bool:
    claims = _claims(archive)
    against = ties(archive, tuple(archive.articles)).against
    values = {value_of(claims[one]), value_of(claims[other])}
    subject = subject_of(archive, one.slug, claims[one])
    is_same = subject == subject_of(archive, other.slug, claims[other]) and subject[1] != ""
    return other in against.get(one, ()) or (is_same and None not in values and len(values) > 1)


@given(ARCHIVES)
def test_claims_contradict_by_their_values_or_by_saying_so(archive: Archive) -> None:
    told = [_keys(each.claims) for each in contradictions(archive)]

    for one, other in combinations(_claims(archive), 2):
        if _stand_against(archive, one, other):
            assert any({one, other} <= keys for keys in told)
    for keys in told:
        for key in keys:
            assert any(_stand_against(archive, key, other) for other in keys - {key})


@given(ARCHIVES)
def test_an_entry_is_contradicted_when_one_of_its_claims_is(archive: Archive) -> None:
    every = _claims(archive)

    for entry in ledger(archive, all_claims(archive)):
        own = _keys(entry.claims)
        disputed = {
            key for key in own if any(_stand_against(archive, key, other) for other in every)
        }
        assert entry.is_contradicted == bool(disputed)
        assert _keys(entry.contradicting) == disputed | _keys(entry.against)
        assert own.isdisjoint(_keys(entry.against))


@given(ARCHIVES)
def test_no_contradiction_is_told_twice(archive: Archive) -> None:
    told = [_keys(each.claims) for each in contradictions(archive)]

    for one, other in combinations(told, 2):
        assert not one <= other
        assert not other <= one


@given(ARCHIVES)
def test_support_is_told_on_both_sides(archive: Archive) -> None:
    found = ties(archive, tuple(archive.articles))

    supports = {(key, other) for key, others in found.supports.items() for other in others}
    supported = {(other, key) for key, others in found.supported_by.items() for other in others}

    assert supports == supported


@given(ARCHIVES)
def test_each_value_of_a_property_has_a_claim_that_gives_it(archive: Archive) -> None:
    claims = _claims(archive)

    for key, claim in claims.items():
        firsts = first_of_values(archive, key.slug, claim)
        peers = [claims[each] for each in _keys(same_property(archive, key.slug, claim))]
        assert set(firsts) == {value_of(peer) for peer in peers} - {None}
        assert all(value_of(claims[first]) == value for value, first in firsts.items())


@pytest.mark.parametrize("value", ["yes", "no", SILENCE, None])
def test_a_report_that_is_silent_contradicts_none(value: str | None) -> None:
    archive = _archive([Claim(property="loan", value=each) for each in (value, SILENCE, None)])

    (entry,) = ledger(archive, all_claims(archive))

    assert not entry.is_contradicted


def test_a_report_that_is_silent_contradicts_what_it_is_said_to() -> None:
    silent = Claim(property="loan", value=SILENCE, contradicts=(_reference("a0"),))
    archive = _archive([Claim(property="loan", value="yes"), silent])

    (entry,) = ledger(archive, all_claims(archive))

    assert _keys(entry.contradicting) == {("a", "a0"), ("a", "a1")}


def test_claims_on_different_things_stand_in_each_others_entry() -> None:
    archive = _archive(
        [Claim(property="loan", value="yes", contradicts=(_reference("b#b0"),))],
        [Claim(property="debt", value="none")],
    )

    entries = ledger(archive, all_claims(archive))
    (found,) = contradictions(archive)

    assert [(_keys(e.claims), _keys(e.against)) for e in entries] == [
        ({("a", "a0")}, {("b", "b0")}),
        ({("b", "b0")}, {("a", "a0")}),
    ]
    assert _keys(found.claims) == {("a", "a0"), ("b", "b0")}


def test_what_is_set_against_a_claim_shows_though_only_that_claim_is_asked_for() -> None:
    archive = _archive(
        [Claim(property="loan", value="yes")],
        [Claim(property="debt", value="none", contradicts=(_reference("a#a0"),))],
    )

    (entry,) = ledger(archive, [posting_of(archive, ClaimKey("a", "a0"))])

    assert _keys(entry.against) == {("b", "b0")}
    assert entry.is_contradicted


def test_only_claims_are_entered() -> None:
    archive = _archive([Note(body=Markdown("Why", 1, 1))])

    with pytest.raises(TypeError):
        ledger(archive, [Posting((0, 0), "article", "a", "a0")])
