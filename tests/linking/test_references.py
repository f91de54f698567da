"""Every reference of a record is listed with the kinds that it may name."""

import pytest

from site_builder.linking.references import (
    Use,
    annotator_references,
    article_uses,
    claim_references,
    event_uses,
    names_or_texts,
    source_uses,
)
from site_builder.model.article import Article
from site_builder.model.entity import Entity
from site_builder.model.source import Source
from site_builder.model.text import Reference
from tests.small_site import read_all

FILES = {
    "articles/a.md": """
        title: A
        publisher: xinhua
        entities: [e1]
        events: [v1, {id: own, date: 2023, title: O}]
        stories: [t1]
        sources: [s1]
        annotations:
          - {type: mention, exact: One, entity: e2}
          - {type: quotation, exact: two, speaker: e3, via: [x1, source:x2], by: desk}
          - {type: claim, claimant: e4, about: x3, via: x4, contradicts: c1, supports: [b#c2],
             sources: s2, verdict: {rating: "no", by: [checker]}}
          - {type: citation, sources: s3}
          - {type: note, body: B, by: [desk, guest]}
        ---
        One and two.
    """,
    "entities/e.md": "type: person\nname: E\nroles: [{title: a, organization: o1}, {title: b}]",
    "events/v.md": "{date: 2023, title: V, place: e5, involved: [e6], stories: t2, sources: [s4]}",
    "events/bare.md": "{date: 2023, title: V}",
    "sources/s.md": "{type: report, title: S, origin: x5, publisher: A paper}",
    "sources/bare.md": "{type: report, title: S}",
}
RECORDS = read_all(FILES).records
(ARTICLE,) = RECORDS.articles


def _told(uses: list[Use]) -> list[tuple[str, tuple[str, ...]]]:
    return [(use.reference.id, use.kinds) for use in uses]


def test_an_article_names_what_its_keys_and_annotations_name() -> None:
    assert _told(list(article_uses(ARTICLE))) == [
        ("e1", ("entity",)),
        ("v1", ("event",)),
        ("own", ("event",)),
        ("s1", ("source",)),
        ("t1", ("story",)),
        ("e2", ("entity",)),
        ("e3", ("entity",)),
        ("x1", ("source", "entity")),
        ("source:x2", ("source", "entity")),
        ("s2", ("source",)),
        ("e4", ("entity",)),
        ("x4", ("source", "entity")),
        ("x3", ("event", "entity")),
        ("s3", ("source",)),
    ]


def test_an_event_and_a_source_name_what_their_keys_name() -> None:
    bare_event, event = RECORDS.events[1], RECORDS.events[0]
    bare_source, source = RECORDS.sources[1], RECORDS.sources[0]

    assert _told(list(event_uses(event))) == [
        ("e5", ("entity",)),
        ("e6", ("entity",)),
        ("t2", ("story",)),
        ("s4", ("source",)),
    ]
    assert _told(list(source_uses(source))) == [("x5", ("source", "entity"))]
    assert [*event_uses(bare_event), *source_uses(bare_source)] == []


def _ids(references: tuple[Reference, ...]) -> list[str]:
    return [reference.id for reference in references]


@pytest.mark.parametrize(
    ("number", "claims", "annotators"),
    [
        (0, [], []),
        (1, [], ["desk"]),
        (2, ["c1", "b#c2"], ["checker"]),
        (3, [], []),
        (4, [], ["desk", "guest"]),
    ],
)
def test_an_annotation_names_claims_and_who_made_it(
    number: int, claims: list[str], annotators: list[str]
) -> None:
    annotation = ARTICLE.annotations[number]

    assert _ids(claim_references(annotation)) == claims
    assert _ids(annotator_references(annotation)) == annotators


def test_what_may_be_an_id_or_a_text_is_listed_apart() -> None:
    owners: list[Article | Entity | Source] = [ARTICLE, *RECORDS.entities, *RECORDS.sources]

    assert [[name.text for name in names_or_texts(owner)] for owner in owners] == [
        ["xinhua"],
        ["o1"],
        ["A paper"],
        [],
    ]
