"""Drafts, expired articles and those of the future are held back, and known to be."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.linking.collect import Records
from site_builder.linking.select import Shown, select, shown_slugs, targets_of
from site_builder.model.target import Target
from tests.small_site import PUBLISHED, read_all

MINSK = "Europe/Minsk"
NOON = datetime(2023, 3, 1, 12, tzinfo=UTC)


def _article(matter: str) -> Records:
    return read_all({"articles/a.md": f"title: A\n{matter}"}, timezone=MINSK).records


def _is_shown(matter: str, shown: Shown) -> bool:
    kept, withheld = select(_article(matter), shown)
    assert (Target("article", "a") in withheld) == (not kept.articles)
    return bool(kept.articles)


@pytest.mark.parametrize(
    ("published", "is_shown"),
    [
        ("2023-02-28", True),
        ("2023-03-01", True),
        ("2023-03-02", False),
        ("2023-03", True),
        ("2023-04", False),
        ("2023", True),
        ("2023-03-01T15:00:00", True),
        ("2023-03-01T15:00:01", False),
        ("2023-03-01T12:00:00Z", True),
        ("2023-03-01T12:00:01Z", False),
        ("2023-03-01/2023-03-05", True),
    ],
)
def test_an_article_comes_out_at_the_first_moment_of_its_date(
    published: str, *, is_shown: bool
) -> None:
    matter = f"published: {published}"

    assert _is_shown(matter, Shown(now=NOON)) == is_shown
    assert _is_shown(matter, Shown(now=NOON, future=True))


@pytest.mark.parametrize(
    ("expires", "is_shown"),
    [
        ("2023-02-28", False),
        ("2023-03-01", True),
        ("2023-03", True),
        ("2023-02", False),
        ("2023-03-01T15:00:00", True),
        ("2023-03-01T14:59:59", False),
        ("2023-02/..", True),
    ],
)
def test_an_article_expires_after_the_last_moment_of_its_date(
    expires: str, *, is_shown: bool
) -> None:
    matter = f"expires: {expires}"

    assert _is_shown(matter, Shown(now=NOON)) == is_shown
    assert _is_shown(matter, Shown(now=NOON, expired=True))


@given(st.integers(-3, 3))
def test_a_day_begins_and_ends_in_the_sites_zone(seconds: int) -> None:
    # Minsk is three hours ahead of UTC.
    midnight = datetime(2023, 3, 1, 21, tzinfo=UTC) + timedelta(seconds=seconds)

    assert _is_shown("published: 2023-03-02", Shown(now=midnight)) == (seconds >= 0)
    assert _is_shown("expires: 2023-03-01", Shown(now=midnight)) == (seconds < 0)


@given(drafts=st.booleans(), future=st.booleans(), expired=st.booleans())
def test_each_option_shows_what_it_says_and_no_more(
    *, drafts: bool, future: bool, expired: bool
) -> None:
    shown = Shown(now=NOON, drafts=drafts, future=future, expired=expired)

    assert _is_shown("draft: yes", shown) == drafts
    assert _is_shown("published: 2024", shown) == future
    assert _is_shown("expires: 2022", shown) == expired
    assert _is_shown("draft: yes\npublished: 2024", shown) == (drafts and future)


def test_what_only_an_option_shows_is_marked_as_a_draft() -> None:
    future, _ = select(_article("published: 2024"), Shown(now=NOON, future=True))
    expired, _ = select(_article("expires: 2022"), Shown(now=NOON, expired=True))
    published, _ = select(_article("published: 2022"), Shown(now=NOON, future=True, expired=True))

    assert [records.articles[0].fields.draft for records in (future, expired, published)] == [
        True,
        True,
        False,
    ]


FILES = {
    "articles/a.md": "title: A\nevents: {id: e1, date: 2023, title: E}\n"
    "sources: {id: s1, type: report, title: S}\n{draft}",
    "entities/xi.md": "type: person\nname: Xi\n{draft}",
    "events/e2.md": "date: 2023\ntitle: E\n{draft}",
    "sources/s2.md": "type: report\ntitle: S\n{draft}",
    "stories/st.md": "title: S\n{draft}",
    "pages/about.md": "title: A\n{draft}",
}
TARGETS = {
    "articles/a.md": {("article", "a"), ("event", "e1"), ("source", "s1")},
    "entities/xi.md": {("entity", "xi")},
    "events/e2.md": {("event", "e2")},
    "sources/s2.md": {("source", "s2")},
    "stories/st.md": {("story", "st")},
    "pages/about.md": {("page", "about")},
}


@given(drafts=st.sets(st.sampled_from(sorted(FILES))), asked=st.booleans())
def test_a_record_is_shown_or_withheld_with_all_that_it_defines(
    drafts: set[str], *, asked: bool
) -> None:
    texts = {
        name: text.replace("{draft}", "draft: yes" if name in drafts else "")
        for name, text in FILES.items()
    }
    records = read_all(texts, drafts=asked).records

    kept, withheld = select(records, Shown(now=NOON, drafts=asked))

    hidden: set[tuple[str, str]] = set()
    hidden = hidden if asked else hidden.union(*(TARGETS[name] for name in drafts))
    assert withheld == hidden
    assert targets_of(kept) == set().union(*TARGETS.values()) - hidden
    assert targets_of(records) == targets_of(kept) | withheld
    assert shown_slugs(records.articles, Shown(now=NOON, drafts=asked)) == {
        article.slug for article in kept.articles
    }


def test_a_publisher_that_is_withheld_is_named_nowhere() -> None:
    records = read_all(
        {
            "entities/paper.md": "{type: media, name: A paper, draft: yes}",
            "entities/xi.md": "type: person\nname: Xi\nroles: {title: editor, organization: paper}",
            "articles/a.md": "title: A\npublisher: paper",
            "articles/b.md": "title: B\npublisher: Another paper",
            "sources/s.md": "{type: report, title: S, publisher: entity:paper}",
        }
    ).records

    kept, _ = select(records, PUBLISHED)

    assert [a.fields.publisher and a.fields.publisher.text for a in kept.articles] == [
        None,
        "Another paper",
    ]
    assert kept.sources[0].fields.publisher is None
    assert kept.entities[0].fields.roles[0].organization is None
