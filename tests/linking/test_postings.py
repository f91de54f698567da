"""What a record says of others is listed with them, in the order of their lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.linking.postings import oldest_first
from site_builder.model.archive import Archive, Relation, newest_first
from site_builder.model.dates import EdtfDate, parse_date
from site_builder.model.target import Target
from tests.small_site import small_site, tools_for

DATES = st.sampled_from(
    ["2023-03-01", "2023-03", "2023", "2023-03-01T10:00:00Z", "2022-12-31", "2023-03/..", "../2023"]
).map(lambda text: parse_date(text, tools_for().zone))


@given(st.lists(DATES | st.none()))
def test_newest_first_is_by_earliest_then_latest_moment_and_the_undated_last(
    dates: list[EdtfDate | None],
) -> None:
    ordered = sorted(dates, key=newest_first)

    known = [date.sort_key for date in ordered if date is not None]
    assert known == sorted(known, reverse=True)
    assert ordered[len(known) :] == [None] * (len(dates) - len(known))


@given(st.lists(DATES))
def test_oldest_first_is_by_earliest_then_latest_moment(dates: list[EdtfDate]) -> None:
    ordered = sorted(dates, key=oldest_first)

    assert [date.sort_key for date in ordered] == sorted(date.sort_key for date in dates)


FILES = {
    "articles/a.md": """
        title: A
        published: 2023-03-01
        publisher: xinhua
        entities: [xi, xi, nobody]
        events: [talks, {id: own, date: 2023-02, title: O, sources: wire, involved: xi}]
        stories: paper
        sources: [readout]
        topics: [peace]
        annotations:
          - {type: quotation, id: q1, exact: old words, speaker: xi, date: 2022, via: wire}
          - {type: quotation, id: q2, exact: new words, speaker: xi, sources: [wire, wire]}
          - {type: claim, id: c1, claimant: [xi, minsk], about: talks, via: [xinhua, readout]}
          - {type: claim, id: c2, about: entity:minsk, topics: [peace, loan]}
          - {type: question, id: w1, body: "Why? See [[minsk]]."}
        ---
        Of [[xi]], old words and new words. See [it](article:a) and [that](entity:nobody).
    """,
    "articles/b.md": "title: B\npublished: 2023-03-02\nentities: xi",
    "articles/c.md": "title: C\nentities: xi",
    "entities/xi.md": "type: person\nname: Xi\n---\nOf [[minsk]], not [[xi]].",
    "entities/minsk.md": "{type: place, name: Minsk}",
    "entities/xinhua.md": "{type: media, name: Xinhua}",
    "events/talks.md": "{date: 2023-03-01, title: T, place: minsk, involved: [xi], stories: paper}",
    "sources/wire.md": "{type: report, title: W, publisher: xinhua, origin: readout, issued: 2023}",
    "sources/readout.md": "{type: readout, title: R, origin: entity:xi}",
    "stories/paper.md": "title: P\n---\nOf [[talks]].",
    "pages/about.md": "title: About\n---\nOf [[paper]].",
}


@pytest.fixture(scope="module")
def archive() -> Archive:
    return small_site(FILES).archive


LISTS: list[tuple[Relation, str, list[str]]] = [
    ("articles", "entity:xi", ["article:b", "article:a", "article:c"]),
    ("articles", "event:talks", ["article:a"]),
    ("articles", "event:own", ["article:a"]),
    ("articles", "story:paper", ["article:a"]),
    ("articles", "source:readout", ["article:a"]),
    ("articles", "topic:peace", ["article:a"]),
    ("articles", "publisher:xinhua", ["article:a"]),
    ("statements", "entity:xi", ["article:a#q2", "article:a#q1"]),
    ("claimed", "entity:xi", ["article:a#c1"]),
    ("claimed", "entity:minsk", ["article:a#c1"]),
    ("claims", "event:talks", ["article:a#c1"]),
    ("claims", "entity:minsk", ["article:a#c2"]),
    ("events", "entity:xi", ["event:own", "event:talks"]),
    ("events", "entity:minsk", ["event:talks"]),
    ("events", "story:paper", ["event:talks"]),
    ("events", "source:wire", ["event:own"]),
    ("passages", "source:wire", ["article:a#q1", "article:a#q2"]),
    ("passages", "source:readout", ["article:a#c1"]),
    ("links", "entity:xi", ["article:a"]),
    ("links", "entity:minsk", ["article:a", "entity:xi"]),
    ("links", "event:talks", ["story:paper"]),
    ("links", "story:paper", ["page:about"]),
    ("links", "article:a", []),
    ("sources", "publisher:xinhua", ["source:wire"]),
    ("relays", "source:readout", ["source:wire"]),
    ("relays", "entity:xi", ["source:readout"]),
    ("questions", "story:paper", ["article:a#w1"]),
    ("notes", "topic:peace", ["article:a#c2"]),
    ("notes", "topic:loan", ["article:a#c2"]),
]


@pytest.mark.parametrize(("relation", "target", "listed"), LISTS)
def test_a_list_holds_what_is_said_once_and_in_order(
    archive: Archive, relation: Relation, target: str, listed: list[str]
) -> None:
    postings = archive.related(relation, Target(*target.split(":")))

    assert [
        f"{posting.kind}:{posting.id}" + (f"#{posting.item}" if posting.item else "")
        for posting in postings
    ] == listed


def test_nobody_is_listed_who_does_not_exist(archive: Archive) -> None:
    assert all(Target("entity", "nobody") not in lists for lists in archive.postings.values())


def test_every_list_is_in_order(archive: Archive) -> None:
    for lists in archive.postings.values():
        assert all(postings == tuple(sorted(set(postings))) for postings in lists.values())
