"""Chains lead from the speaker to the publisher; origins are counted, and what rests on them."""

from collections.abc import Mapping

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
from site_builder.model.archive import Archive
from site_builder.model.article import Article, ArticleFields
from site_builder.model.attribution import (
    all_claims,
    chain,
    contradictions,
    independence,
    ledger,
    origins,
    outlets_of,
    resting,
    rests_only_on,
    roots_of,
)
from site_builder.model.config import Config
from site_builder.model.entity import Entity, EntityFields
from site_builder.model.prose import Prose
from site_builder.model.source import Source, SourceFields
from site_builder.model.target import Target, publisher_target
from site_builder.model.text import Markdown, Reference, ReferenceOrText, Url
from tests.small_site import EVERYTHING, names_of, small_site

CONFIG = Config(title="Site", base_url=Url("https://example.org/"))
NO_PROSE = Prose("", "")
ENTITIES = ("afp", "speaker", "xinhua")
SOURCES = ("release", "report", "wire", "reprint", "blog")
"""Besides them there is a `copy`, which only some tests let relay one of them."""


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
        sources=tuple(_source(id_, origin_of.get(id_)) for id_ in (*SOURCES, "copy")),
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


def _claims_via(
    origin_of: Mapping[str, str | None], ways: list[tuple[list[str], str | None]]
) -> Archive:
    """Make an archive with one article for each claim, by the steps of its chain and publisher."""
    articles = [
        _article(
            f"a{n}",
            _annotation("c", Claim(via=tuple(map(_reference, via)))),
            publisher=publisher,
        )
        for n, (via, publisher) in enumerate(ways)
    ]
    return _archive(*articles, origin_of=origin_of)


WAYS = st.lists(st.tuples(VIA, PUBLISHERS), min_size=1, max_size=5)


@given(ORIGINS, VIA, PUBLISHERS)
def test_one_chain_has_one_origin_and_at_least_one_outlet(
    origin_of: dict[str, str | None], via: list[str], publisher: str | None
) -> None:
    archive = _claims_via(origin_of, [(via, publisher)])
    article = archive.articles["a0"]

    roots = roots_of(archive, article, article.annotations[0])
    outlets = outlets_of(archive, article, article.annotations[0])

    assert len(roots) == 1
    assert len(outlets) >= len(roots)
    assert outlets == roots or roots[0] not in outlets


@given(ORIGINS, WAYS)
def test_there_are_no_more_origins_than_chains_whatever_the_number_of_outlets(
    origin_of: dict[str, str | None], ways: list[tuple[list[str], str | None]]
) -> None:
    archive = _claims_via(origin_of, ways)
    postings = tuple(all_claims(archive))

    outlets, found = independence(archive, postings)

    by_chain = [independence(archive, [posting]) for posting in postings]
    assert 1 <= len(found) <= len(ways)
    assert set(found) == {origin for each in by_chain for origin in each.origins}
    assert set(outlets) == {outlet for each in by_chain for outlet in each.outlets}


@given(ORIGINS, WAYS, st.data())
def test_an_outlet_that_relays_the_same_origin_never_adds_an_origin(
    origin_of: dict[str, str | None],
    ways: list[tuple[list[str], str | None]],
    data: st.DataObject,
) -> None:
    known = [via[0] for via, _ in ways if via and via[0] in SOURCES]
    origin_of = {**origin_of, "copy": data.draw(st.sampled_from(known)) if known else None}
    before = _claims_via(origin_of, ways)
    after = _claims_via(origin_of, [*ways, (["copy"], "Another paper")] if known else ways)

    one, other = (independence(each, tuple(all_claims(each))) for each in (before, after))

    assert set(one.origins) == set(other.origins)
    assert len(other.outlets) >= len(one.outlets)


@pytest.mark.parametrize(
    ("origin_of", "ways", "counts"),
    [
        (
            {"report": "wire", "reprint": "report", "blog": "wire"},
            [([id_], None) for id_ in ("report", "reprint", "blog")],
            (3, 1),
        ),
        ({}, [(["afp"], f"Paper {n}") for n in range(5)], (5, 1)),
        ({}, [(["release", "afp"], "A paper")], (2, 1)),
        ({}, [([], "A paper"), ([], "A paper")], (1, 1)),
        ({}, [(["release"], "A paper"), (["report"], "A paper")], (1, 2)),
        ({"report": "entity:afp"}, [(["report"], "xinhua"), (["afp"], None)], (3, 1)),
        ({"report": "entity:xinhua"}, [(["report"], None), ([], "xinhua")], (2, 1)),
        ({}, [([], None), ([], None)], (2, 2)),
        ({"wire": "blog", "blog": "wire"}, [(["wire"], "P"), (["blog"], "P")], (2, 1)),
    ],
    ids=[
        "sources of one origin",
        "papers of one agency",
        "one after the other",
        "a paper that says so itself",
        "one paper with two origins",
        "an agency's own word among others",
        "an outlet that is itself the origin of another",
        "nobody knows from whom",
        "those that relay each other",
    ],
)
def test_outlets_and_origins_are_counted_apart(
    origin_of: dict[str, str | None],
    ways: list[tuple[list[str], str | None]],
    counts: tuple[int, int],
) -> None:
    archive = _claims_via(origin_of, ways)

    outlets, found = independence(archive, tuple(all_claims(archive)))

    assert (len(outlets), len(found)) == counts


def test_two_sources_of_one_publisher_are_one_origin() -> None:
    site = small_site(
        {
            "articles/a.md": """
                title: A
                annotations:
                  - {type: claim, id: c1, property: loan, value: a, via: note}
                  - {type: claim, id: c2, property: loan, value: a, via: film}
                  - {type: claim, id: c3, property: loan, value: a, via: cctv}
            """,
            "entities/cctv.md": "{type: media, name: CCTV}",
            "sources/note.md": "{type: webpage, title: N, publisher: cctv}",
            "sources/film.md": "{type: broadcast, title: F, publisher: cctv}",
        }
    )

    found = independence(site.archive, tuple(all_claims(site.archive)))

    assert found == ((Target("entity", "cctv"),), (Target("entity", "cctv"),))


def test_a_withheld_claim_never_counts() -> None:
    claim = "annotations: [{type: claim, id: c, about: talks, property: loan, value: %s, via: %s}]"
    files = {
        "events/talks.md": "{date: 2023, title: T}",
        "sources/wire.md": "{type: report, title: W}",
        "sources/blog.md": "{type: report, title: B}",
        "articles/a.md": "title: A\n" + claim % ("one", "wire"),
        "articles/draft.md": "title: D\ndraft: yes\n" + claim % ("two", "blog"),
        "articles/future.md": "title: F\npublished: 2025\n" + claim % ("two", "blog"),
        "articles/past.md": "title: P\nexpires: 2023\n" + claim % ("two", "blog"),
        "articles/part.md": "title: P\n"
        + (claim % ("two", "blog")).replace("id: c", "id: c, draft: yes"),
    }

    published, everything = small_site(files), small_site(files, shown=EVERYTHING)

    (entry,) = ledger(published.archive, all_claims(published.archive))
    assert [posting.id for posting in entry.claims] == ["a"]
    assert contradictions(published.archive) == ()
    assert independence(published.archive, entry.claims).origins == (Target("source", "wire"),)
    (found,) = contradictions(everything.archive)
    assert len(found.claims) == 5


@given(ORIGINS, st.lists(VIA, max_size=4))
def test_all_that_rests_on_a_source_names_it_or_what_relays_it(
    origin_of: dict[str, str | None], ways: list[list[str]]
) -> None:
    archive = _claims_via(origin_of, [(via, None) for via in ways])

    for id_ in SOURCES:
        target = Target("source", id_)
        found = resting(archive, target)
        assert {posting.id for posting in found} == {
            f"a{n}"
            for n, via in enumerate(ways)
            if any(target in (each, *origins(archive, each)) for each in map(_source_target, via))
        }
        for posting, through in found.items():
            assert through.id in ways[int(posting.id[1:])]
            assert target in (through, *origins(archive, through))
        assert list(found) == sorted(found)


def _source_target(id_: str) -> Target:
    return Target("source", id_)


@given(ORIGINS, VIA)
def test_what_came_by_one_chain_rests_on_each_source_of_it_alone(
    origin_of: dict[str, str | None], via: list[str]
) -> None:
    archive = _claims_via(origin_of, [(via, "A paper")])
    article = archive.articles["a0"]
    links = [target for _, target in chain(archive, article, article.annotations[0])]

    for id_ in SOURCES:
        target = Target("source", id_)
        is_only = rests_only_on(archive, target, article, article.annotations[0])
        assert is_only == (target in links or not via)


@pytest.mark.parametrize(
    ("annotation", "is_only"),
    [
        ("{type: citation, sources: wire}", True),
        ("{type: citation, sources: [wire, reprint]}", True),
        ("{type: citation, sources: [wire, blog]}", False),
        ("{type: quotation, speaker: xi, via: [wire, tass], sources: blog}", False),
        ("{type: quotation, speaker: xi, via: [wire, tass], sources: reprint}", True),
        ("{type: claim, property: loan, value: a, via: wire}", True),
        ("{type: claim, about: talks, property: loan, value: a, via: wire}", False),
        ("{type: claim, about: talks, property: loan, value: c, via: wire}", True),
        ("{type: claim, about: talks, property: date, value: a, via: wire}", True),
        ("{type: claim, about: talks, property: place, value: a, via: wire}", True),
    ],
)
def test_a_passage_rests_on_one_source_alone_unless_anything_else_bears_it(
    annotation: str, *, is_only: bool
) -> None:
    site = small_site(
        {
            "articles/a.md": f"title: A\nannotations: [{annotation}]",
            "articles/b.md": """
                title: B
                annotations:
                  - {type: claim, id: c1, about: talks, property: loan, value: A, via: blog}
                  - {type: claim, id: c2, about: talks, property: date, value: b, via: blog}
                  - {type: claim, id: c3, about: talks, property: place, value: A, via: reprint}
            """,
            "entities/xi.md": "{type: person, name: Xi}",
            "entities/tass.md": "{type: media, name: TASS}",
            "events/talks.md": "{date: 2023, title: T}",
            "sources/wire.md": "{type: report, title: W}",
            "sources/reprint.md": "{type: report, title: R, origin: wire}",
            "sources/blog.md": "{type: post, title: B}",
        }
    )
    article = site.archive.articles["a"]
    source = Target("source", "wire")

    assert rests_only_on(site.archive, source, article, article.annotations[0]) == is_only
