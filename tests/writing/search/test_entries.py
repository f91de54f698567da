"""What enters the full-text index, under which kind, and what never does."""

from collections import Counter

import msgspec

from site_builder.writing.search.entries import Entry, make_entries
from tests.small_site import EVERYTHING, SmallSite, small_site
from tests.writing.exports.hostile import DRAFT, EXCERPT, hostile_files, hostile_site

FILES = {
    "entities/li.md": "name: Li Qiang\ntype: person\naliases: [李强]\n---\nPremier since 2023.\n",
    "entities/news.md": "name: The News\ntype: media\n",
    "stories/talks.md": "title: The talks\n---\nWho met whom.\n",
    "sources/readout.md": "type: readout\ntitle: A readout\npublisher: news\nissued: 2022-03\n",
    "events/summit.md": "title: The summit\ndate: 2021-04\ninvolved: [li]\n",
    "pages/about.md": "title: About\n---\nWhat this is.\n",
    "articles/a.md": """\
title: Two premiers
published: 2023-03-02
publisher: news
stories: [talks]
summary: In brief.
annotations:
  - type: quotation
    id: q
    exact: we agreed
    speaker: li
  - type: claim
    id: c
    exact: a loan
    about: summit
    claimant: li
    property: sum
    value: two billion
    body: Nobody else says so.
  - type: highlight
    id: h
    exact: the evening
  - type: note
    id: n
    exact: the evening
    draft: true
    body: not for readers
---
Li Qiang said we agreed on 贷款 and a loan in the evening.
""",
    "articles/held.md": "title: Held back\ndraft: true\npublisher: news\n---\nUnsaid.\n",
}


def entries_of(site: SmallSite) -> list[Entry]:
    """Make all entries of a site."""
    return list(make_entries(site.making))


def by_url(site: SmallSite) -> dict[str, Entry]:
    """Make all entries by their addresses."""
    return {entry.url: entry for entry in entries_of(site)}


def test_pages_notes_and_statements_enter_under_their_kinds() -> None:
    entries = entries_of(small_site(FILES))

    assert Counter(entry.filters["kind"][0] for entry in entries) == {
        "article": 1,
        "quotation": 1,
        "claim": 1,
        "entity": 2,
        "story": 1,
        "event": 1,
        "source": 1,
        "page": 1,
    }


def test_a_statement_leads_to_its_passage_and_is_filtered_by_who_said_it() -> None:
    entry = by_url(small_site(FILES))["articles/a/#q"]

    assert entry.filters == {
        "kind": ["quotation"],
        "entity": ["Li Qiang"],
        "publisher": ["The News"],
        "story": ["The talks"],
        "year": ["2023"],
    }
    assert (entry.meta["title"], entry.meta["in"]) == ("Li Qiang", "Two premiers")


def test_a_claim_holds_its_words_its_value_and_what_the_desk_says_of_it() -> None:
    entry = by_url(small_site(FILES))["articles/a/#c"]

    assert entry.content.splitlines() == ["a loan", "sum", "two billion", "Nobody else says so."]


def test_a_record_is_filtered_by_what_it_is_about_and_when_it_was() -> None:
    entries = by_url(small_site(FILES))

    assert entries["events/summit/"].filters["entity"] == ["Li Qiang"]
    assert entries["events/summit/"].filters["year"] == ["2021"]
    assert entries["sources/readout/"].filters["publisher"] == ["The News"]


def test_what_has_no_words_of_its_own_is_found_by_its_name() -> None:
    assert by_url(small_site(FILES))["entities/news/"].content == "The News"


def test_signs_of_scripts_without_blanks_stand_apart() -> None:
    entries = by_url(small_site(FILES))

    assert {"贷", "款", "and"} <= set(entries["articles/a/"].content.split())
    assert {"李", "强"} <= set(entries["entities/li/"].content.split())


def test_drafts_never_enter_even_where_they_are_shown() -> None:
    site = small_site(FILES, shown=EVERYTHING)

    assert "held" in site.archive.articles
    written = msgspec.json.encode(entries_of(site)).decode()
    assert "Held back" not in written
    assert "not for readers" not in written


def test_neither_drafts_nor_withheld_texts_enter_of_a_hostile_site() -> None:
    for site in (hostile_site(), small_site(hostile_files(), shown=EVERYTHING)):
        written = msgspec.json.encode(entries_of(site)).decode()
        assert EXCERPT not in written
        assert DRAFT not in written
