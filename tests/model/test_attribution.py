"""Chains lead from the speaker to the publisher, and the ledger sets claims against each other."""

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.linking.collect import Records, collect
from site_builder.model.annotation import (
    Annotation,
    AnnotationFields,
    Claim,
    Content,
    Note,
    Quotation,
)
from site_builder.model.archive import Archive, Posting
from site_builder.model.article import Article, ArticleFields
from site_builder.model.attribution import SILENCE, all_claims, chain, ledger, origins
from site_builder.model.config import Config
from site_builder.model.entity import Entity, EntityFields
from site_builder.model.prose import Prose
from site_builder.model.source import Source, SourceFields
from site_builder.model.target import Target, publisher_target
from site_builder.model.text import Markdown, Reference, ReferenceOrText, Url
from tests.small_site import names_of

CONFIG = Config(title="Site", base_url=Url("https://example.org/"))
NO_PROSE = Prose("", "")
ENTITIES = ("afp", "speaker", "xinhua")
SOURCES = ("release", "report", "wire", "reprint", "blog")


def _reference(id_: str) -> Reference:
    return Reference(id_, 1, 1)


def _entity(id_: str) -> Entity:
    return Entity(id_, f"{id_}.md", EntityFields(type="media", name=id_), NO_PROSE)


def _source(id_: str, origin: str | None) -> Source:
    fields = SourceFields(type="report", title=id_, origin=_reference(origin) if origin else None)
    return Source(id_, f"{id_}.md", fields, NO_PROSE)


def _annotation(id_: str, content: Content) -> Annotation:
    fields = AnnotationFields(type="claim" if isinstance(content, Claim) else "quotation")
    return Annotation(id=id_, fields=fields, content=content)


def _article(slug: str, *annotations: Annotation, publisher: str | None = None) -> Article:
    owner = ReferenceOrText(publisher, 1, 1) if publisher else None
    fields = ArticleFields(title=slug, publisher=owner)
    return Article(slug=slug, path=f"{slug}.md", fields=fields, annotations=annotations)


def _archive(*articles: Article, origin_of: Mapping[str, str | None] | None = None) -> Archive:
    origin_of = origin_of or {}
    records = Records(
        articles=articles,
        entities=tuple(map(_entity, ENTITIES)),
        sources=tuple(_source(id_, origin_of.get(id_)) for id_ in SOURCES),
    )
    return collect(records, {}, CONFIG, names_of(records))


ORIGINS = st.fixed_dictionaries(
    {id_: st.none() | st.sampled_from([*SOURCES, "entity:afp", "nobody"]) for id_ in SOURCES}
)
"""Who relays whom, in loops too."""

VIA = st.lists(st.sampled_from([*SOURCES, *ENTITIES, "nobody"]), max_size=4)
PUBLISHERS = st.none() | st.sampled_from(["xinhua", "afp", "entity:afp", "A paper"])


def _has_loop(origin_of: Mapping[str, str | None]) -> bool:
    def seen_from(id_: str | None) -> list[str]:
        seen: list[str] = []
        while id_ in SOURCES and id_ not in seen:
            seen.append(id_)
            id_ = origin_of.get(id_)
        return [*seen, *([id_] if id_ in seen else [])]

    return any(len(set(way)) < len(way) for way in map(seen_from, SOURCES))


@given(ORIGINS, st.sampled_from(SOURCES))
def test_what_a_source_relays_is_listed_once_and_is_not_itself(
    origin_of: dict[str, str | None], id_: str
) -> None:
    target = Target("source", id_)

    found = origins(_archive(origin_of=origin_of), target)

    assert len(set(found)) == len(found)
    assert target not in found
    for step, following in zip((target, *found), found, strict=False):
        assert (origin_of[step.id] or "").removeprefix("entity:") == following.id


@given(ORIGINS, VIA, PUBLISHERS)
def test_a_chain_names_each_step_once_and_ends_with_the_publisher(
    origin_of: dict[str, str | None], via: list[str], publisher: str | None
) -> None:
    content = Quotation(speaker=_reference("speaker"), via=tuple(map(_reference, via)))
    article = _article("a", _annotation("q", content), publisher=publisher)
    archive = _archive(article, origin_of=origin_of)

    links = chain(archive, article, article.annotations[0])

    targets = [target for _, target in links]
    assert len(set(targets)) == len(targets)
    assert [role for role, _ in links[:-1] if role == "publisher"] == []
    assert {target.id for role, target in links if role == "via"} == set(via) - {"nobody"}
    if publisher is not None:
        id_ = publisher_target(publisher).id
        assert [target.id for target in targets].count(id_) == 1
        assert links[-1].target == publisher_target(publisher) or Target("entity", id_) in targets


@given(ORIGINS.filter(lambda origin_of: not _has_loop(origin_of)), VIA)
def test_what_a_source_relays_stands_before_it(
    origin_of: dict[str, str | None], via: list[str]
) -> None:
    content = Claim(via=tuple(map(_reference, via)))
    article = _article("a", _annotation("c", content))
    archive = _archive(article, origin_of=origin_of)

    links = chain(archive, article, article.annotations[0])

    targets = [target for _, target in links]
    for place, target in enumerate(targets):
        assert set(origins(archive, target)) <= set(targets[:place])


@given(st.lists(st.sampled_from(SOURCES), unique=True))
def test_sources_that_relay_nothing_stand_as_the_author_ordered_them(via: list[str]) -> None:
    content = Quotation(speaker=_reference("speaker"), via=tuple(map(_reference, via)))
    article = _article("a", _annotation("q", content), publisher="A paper")

    links = chain(_archive(article), article, article.annotations[0])

    assert [target.id for _, target in links] == [*via, "A paper"]


def test_only_words_that_reached_us_through_others_have_a_chain() -> None:
    note = _annotation("n", Note(body=Markdown("Why", 1, 1)))
    article = _article("a", note)

    assert chain(_archive(article), article, note) == ()


CLAIMS = st.lists(
    st.builds(
        Claim,
        about=st.none() | st.sampled_from(["xinhua", "entity:afp", "nobody"]).map(_reference),
        property=st.sampled_from([None, "loan", "date"]),
        value=st.sampled_from([None, "yes", "Yes", "no", SILENCE]),
        contradicts=st.sampled_from([(), (_reference("c0"),)]),
    ),
    max_size=6,
)


def _with_claims(claims: list[Claim]) -> Archive:
    annotations = [_annotation(f"c{n}", claim) for n, claim in enumerate(claims)]
    return _archive(_article("a", *annotations[::2]), _article("b", *annotations[1::2]))


@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_ledger_holds_every_claim_once_whatever_their_order(
    claims: list[Claim], random: Random
) -> None:
    archive = _with_claims(claims)
    postings = list(all_claims(archive))
    shuffled = random.sample(postings, len(postings))

    entries = ledger(archive, postings)

    told = [posting for entry in entries for posting in entry.claims]
    assert sorted(told) == sorted(postings)
    assert ledger(archive, shuffled) == entries


@given(CLAIMS)
def test_claims_stand_together_when_they_tell_one_property_of_one_thing(
    claims: list[Claim],
) -> None:
    archive = _with_claims(claims)

    for entry in ledger(archive, all_claims(archive)):
        for posting in entry.claims:
            claim = _claim(archive, posting)
            about = archive.find(claim.about.id, ("event", "entity")) if claim.about else None
            assert entry.about == (about or Target("article", posting.id))
            assert entry.property == (claim.property or "")


@given(CLAIMS)
def test_claims_contradict_by_their_values_or_by_saying_so(claims: list[Claim]) -> None:
    archive = _with_claims(claims)

    entries = ledger(archive, all_claims(archive))

    for entry in entries:
        among = [_claim(archive, posting) for posting in entry.claims]
        values = {claim.value.lower() for claim in among if claim.value} - {SILENCE}
        says_so = any(claim.contradicts for claim in among)
        values_differ = entry.property != "" and values >= {"yes", "no"}
        assert entry.is_contradicted == (says_so or values_differ)
    assert [entry.is_contradicted for entry in entries] == sorted(
        (entry.is_contradicted for entry in entries), reverse=True
    )


@pytest.mark.parametrize("value", ["yes", "no", SILENCE, None])
def test_a_report_that_is_silent_contradicts_none(value: str | None) -> None:
    claims = [Claim(property="loan", value=each) for each in (value, SILENCE, None)]
    archive = _archive(_article("a", *(_annotation(f"c{n}", c) for n, c in enumerate(claims))))

    (entry,) = ledger(archive, all_claims(archive))

    assert not entry.is_contradicted


def _claim(archive: Archive, posting: Posting) -> Claim:
    content = archive.annotation(posting).content
    assert isinstance(content, Claim)
    return content


def test_only_claims_are_entered() -> None:
    note = _annotation("n", Note(body=Markdown("Why", 1, 1)))
    archive = _archive(_article("a", note))

    with pytest.raises(TypeError):
        ledger(archive, [Posting((0, 0), "article", "a", "n")])
