"""Annotations are Web Annotations that lose nothing, on the very words of the built page."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest

from site_builder.model.html import VOID
from site_builder.writing.exports.annotation_parts import MOTIVATIONS
from site_builder.writing.exports.annotation_terms import TERMS
from site_builder.writing.exports.selectors import CONTEXT
from tests.small_site import SETTINGS, SmallSite, small_site
from tests.writing.exports.hostile import EXCERPT, TEXTS, hostile_site
from tests.writing.exports.linked_data import addresses, expand, round_trip, single
from tests.writing.printed import press, printed

Node = dict[str, Any]

BASE = "https://example.org/small/"
PEOPLE = """
[annotators.ada]
name = "Ada"
type = "person"
role = "editor"
url = "https://example.org/ada"

[license]
name = "CC-BY-4.0"
url = "https://creativecommons.org/licenses/by/4.0/"
"""

ARTICLE = """\
title: Talks
published: 2023-03-01
source: https://news.example/talks
archived: https://web.archive.org/web/20230302101112/https://news.example/talks
retrieved: 2023-03-02T12:00:00+03:00
language: en
publisher: wire
entities: [xi]
events:
  - {id: met, date: 2023-02-28/2023-03-01, title: They met, exact: They met on, sources: [readout]}
annotations:
  - {type: note, id: n, by: [desk, ada], created: 2023-03-03, updated: 2023-04, exact: in the north,
     body: "See [the readout](source:readout) and [elsewhere](https://other.example/).",
     topics: [maps]}
  - {type: mention, id: m, exact: The president, entity: xi}
  - {type: quotation, id: q, exact: "“we met”", speaker: xi, cue: said, via: [readout],
     date: 2023-03, original: {language: zh, text: 我们见了面}}
  - {type: claim, id: c, claimant: xi, about: met, property: place, value: the north, via: wire,
     status: disputed, contradicts: d, verdict: {rating: unproven, body: Nobody saw it., by: desk,
     date: 2023-05-06}}
  - {type: claim, id: d, claimant: xi, about: met, property: place, value: the south,
     supports: c}
  - {type: correction, id: k, body: Mended., date: 2023-03-04}
  - {type: question, id: a, body: Where?, answer: There.}
  - {type: citation, id: s, exact: on Tuesday, sources: [readout], locator: p. 2}
  - {type: highlight, id: h, exact: "that day 😀 and"}
---
The president said “we met”. They met on Tuesday in the north; *that day* 😀 and on another.
"""

FILES = {
    "articles/talks.md": ARTICLE,
    "articles/before.md": "title: Before",
    "articles/nothing.md": "title: Nothing",
    "entities/xi.md": "name: Xi\ntype: person",
    "entities/wire.md": "name: The Wire\ntype: media",
    "sources/readout.md": "title: Readout\ntype: readout",
}


@cache
def site() -> SmallSite:
    """Read and link the site of the examples."""
    made = small_site(FILES, settings=SETTINGS + PEOPLE)
    assert [problem for problem in made.problems if problem.severity == "error"] == []
    return made


def page_of(slug: str, made: SmallSite) -> Node:
    page: Node = json.loads(made.file(f"/articles/{slug}/annotations.json"))
    return page


def annotation(id_: str) -> Node:
    (found,) = (
        each for each in page_of("talks", site())["items"] if each["id"].endswith(f"#{id_}")
    )
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize("give", [site, hostile_site], ids=["examples", "hostile"])
def test_nothing_is_lost_when_it_is_expanded_and_every_address_is_whole(
    give: Callable[[], SmallSite],
) -> None:
    made = give()
    context = made.file("/context.jsonld")
    paths = [f"/articles/{slug}/annotations.json" for slug in made.archive.articles]

    for path in [*paths, "/annotations.json"]:
        document = made.file(path)
        assert single(round_trip(document, context)) == single(json.loads(document))
        assert all("://" in each for each in addresses(expand(document, context)))


def test_the_context_defines_every_term_and_the_examples_use_them_all() -> None:
    context = json.loads(site().file("/context.jsonld"))["@context"]
    text = site().file("/articles/talks/annotations.json").decode()

    assert list(context) == [term.name for term in TERMS]
    assert all(each["@id"].startswith(f"{BASE}context.jsonld#") for each in context.values())
    assert [name for name in context if f'"{name}"' not in text] == ["ended"]


def test_there_are_as_many_of_each_motivation_as_the_archive_has() -> None:
    made = hostile_site()
    expected = Counter(
        MOTIVATIONS[each.fields.type]
        for article in made.archive.articles.values()
        for each in article.annotations
    )

    items = [each for slug in made.archive.articles for each in page_of(slug, made)["items"]]
    total = json.loads(made.file("/annotations.json"))["total"]

    assert Counter(each["motivation"] for each in items) == expected
    assert total == len(items) > len(TEXTS)
    assert len({each["id"] for each in items}) == total


@pytest.mark.parametrize(
    ("id_", "motivation"),
    [
        ("n", "commenting"),
        ("m", "identifying"),
        ("q", "identifying"),
        ("c", "assessing"),
        ("k", "editing"),
        ("a", "questioning"),
        ("s", "linking"),
        ("h", "highlighting"),
        ("passage_met", "describing"),
    ],
)
def test_each_type_has_the_motivation_of_the_format(id_: str, motivation: str) -> None:
    found = annotation(id_)

    assert (found["motivation"], found["id"]) == (motivation, f"{BASE}articles/talks/#{id_}")


def test_the_pages_lead_from_the_first_to_the_last() -> None:
    collection = json.loads(site().file("/annotations.json"))
    url: str | None = collection["first"]
    walked: list[str] = []

    while url is not None:
        page = json.loads(site().file(url.removeprefix(BASE[:-1])))
        assert page["id"] == url
        assert page.get("prev") == (walked[-1] if walked else None)
        assert page["partOf"]["id"] == collection["id"]
        walked.append(url)
        url = page.get("next")

    assert walked[-1] == collection["last"]
    slugs = sorted(site().archive.articles)
    assert walked == [f"{BASE}articles/{slug}/annotations.json" for slug in slugs]


def test_a_site_without_articles_has_a_collection_of_nothing() -> None:
    collection = json.loads(small_site({}).file("/annotations.json"))

    assert collection["total"] == 0
    assert "first" not in collection


class _TextContent(HTMLParser):
    """Reads the text of the element `text`, leaving out what was added."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._open: list[tuple[bool, bool]] = []
        """Of every open element whether it is in the text, and whether in what was added."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        inside, added = self._open[-1] if self._open else (False, False)
        given = dict(attrs)
        self._open.append((inside or given.get("id") == "text", added or "data-added" in given))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == (True, False):
            self.text += data


def text_of(slug: str, made: SmallSite) -> str:
    """Read the text of an article's page as the theme makes it."""
    reader = _TextContent()
    reader.feed(printed(made, f"/articles/{slug}/", press(made)))
    return reader.text


def selected(made: SmallSite, slug: str) -> Iterator[tuple[Node, Node]]:
    for each in page_of(slug, made)["items"]:
        if "selector" in each["target"]:
            quote, place = each["target"]["selector"]
            yield quote, place


@pytest.mark.parametrize("slug", ["talks", *(f"a-{name}" for name in TEXTS)])
def test_selectors_name_the_words_of_the_page_and_their_place_in_it(slug: str) -> None:
    made = site() if slug == "talks" else hostile_site()
    text = text_of(slug, made)

    found = list(selected(made, slug))

    assert len(found) >= 2
    for quote, place in found:
        start, end = place["start"], place["end"]
        assert text[start:end] == quote["exact"] != ""
        assert quote["prefix"] == text[max(0, start - CONTEXT) : start]
        assert quote["suffix"] == text[end : end + CONTEXT]


def test_an_excerpt_gives_no_place_and_no_more_words_than_its_author_did() -> None:
    body = f"Long before {EXCERPT} the named words after {EXCERPT}, the named words again.\n"
    made = small_site(
        {
            "articles/x.md": "title: X\ndisplay: excerpt\nannotations:\n"
            f"  - {{type: highlight, id: h, exact: the named words, suffix: ' after'}}\n---\n{body}"
        }
    )

    (item,) = page_of("x", made)["items"]

    assert item["target"]["selector"] == [
        {"type": "TextQuoteSelector", "exact": "the named words", "suffix": " after"}
    ]
    assert EXCERPT not in json.dumps(page_of("x", made))


def test_who_made_it_and_when_is_told_as_far_as_it_is_known() -> None:
    note = annotation("n")

    assert [each["type"] for each in note["creator"]] == ["Organization", "Person"]
    assert note["creator"][1] == {
        "type": "Person",
        "name": "Ada",
        "homepage": "https://example.org/ada",
        "role": "editor",
    }
    assert (note["created"], note["createdEdtf"]) == ("2023-03-03T00:00:00Z", "2023-03-03")
    assert note["modifiedEdtf"] == "2023-04"
    assert "modified" not in note


def test_the_state_has_the_archived_copy_and_the_moment_at_which_the_text_was_taken() -> None:
    target = annotation("n")["target"]

    assert target["source"] == f"{BASE}articles/talks/"
    assert target["original"] == "https://news.example/talks"
    assert target["state"] == {
        "type": "TimeState",
        "cached": "https://web.archive.org/web/20230302101112/https://news.example/talks",
        "sourceDate": "2023-03-02T09:00:00Z",
    }


def test_texts_are_html_in_their_language_whose_links_lead_there_from_anywhere() -> None:
    text, tag = annotation("n")["body"]

    assert (text["format"], text["language"], text["purpose"]) == ("text/html", "en", "commenting")
    assert f'href="{BASE}sources/readout/"' in text["value"]
    assert 'href="https://other.example/"' in text["value"]
    assert tag == {"type": "TextualBody", "value": "maps", "purpose": "tagging"}


def test_entities_events_and_sources_are_bodies_that_say_what_they_are_for() -> None:
    bodies = {
        id_: [(each["source"], each["purpose"]) for each in annotation(id_)["body"]]
        for id_ in ("m", "q", "d", "s", "passage_met")
    }

    xi = (f"{BASE}entities/xi/", "identifying")
    readout = (f"{BASE}sources/readout/", "linking")
    event = (f"{BASE}articles/talks/#event-met", "describing")
    assert bodies["m"] == bodies["q"] == bodies["d"] == [xi]
    assert bodies["s"] == [readout]
    assert bodies["passage_met"] == [event, readout]


def test_a_quotation_has_its_speaker_its_chain_and_its_words_in_their_own_language() -> None:
    quotation = annotation("q")

    assert quotation["speaker"] == [f"{BASE}entities/xi/"]
    assert quotation["chain"] == [
        {"role": "via", "source": f"{BASE}sources/readout/"},
        {"role": "publisher", "source": f"{BASE}publishers/wire/"},
    ]
    assert quotation["originalWords"] == {"zh": "我们见了面"}
    assert quotation["said"] == "2023-03"


def test_a_claim_has_its_value_what_stands_against_it_and_its_verdict() -> None:
    claim, other = annotation("c"), annotation("d")

    assert (claim["property"], claim["claimedValue"], claim["status"]) == (
        "place",
        "the north",
        "disputed",
    )
    assert claim["contradicts"] == [other["id"]]
    assert other["supports"] == [claim["id"]]
    assert claim["verdict"]["rating"] == "unproven"
    assert claim["verdict"]["value"] == "<p>Nobody saw it.</p>"
    assert claim["verdict"]["found"] == "2023-05-06"


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_texts_come_through_whole(name: str) -> None:
    page = page_of(f"a-{name}", hostile_site())
    found = {each["id"].rpartition("#")[2]: each for each in page["items"]}

    assert page["label"] == TEXTS[name]
    assert found["q"]["cue"] == TEXTS[name]
    assert found["c"]["claimedValue"] == found["c"]["verdict"]["rating"] == TEXTS[name]


def test_the_licence_of_the_site_stands_on_every_page() -> None:
    for path in ("/annotations.json", "/articles/talks/annotations.json"):
        assert json.loads(site().file(path))["rights"].startswith("https://creativecommons.org/")
