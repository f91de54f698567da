"""What pages say for machines is what the archive says, read back by a reader of others."""

import json
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from typing import Any, get_args

import extruct
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.annotation import Claim, Quotation
from site_builder.model.entity import EntityType
from site_builder.model.source import SourceType
from site_builder.writing.metadata.pages import json_ld
from site_builder.writing.metadata.things import ENTITY_TYPES, SOURCE_TYPES
from tests.small_site import SmallSite, small_site
from tests.writing.exports.hostile import DRAFT, EXCERPT, TEXTS, hostile_site
from tests.writing.printed import press, printed

Node = dict[str, Any]

BASE = "https://example.org/small/"

FILES = {
    "articles/talks.md": """\
title: Talks
published: 2023-03
updated: 2023-04-02
author: [Ann Onymous, The Wire]
publisher: wire
source: https://news.example/talks
archived: https://web.archive.org/web/20230302101112/https://news.example/talks
retrieved: 2023-03-05
language: en
summary: They talked.
topics: [maps, talks]
entities: [xi, wire]
events: [met, {id: maybe, date: 2023-05~, title: Perhaps again}]
sources: [readout]
stories: [file]
annotations:
  - {type: quotation, id: q, exact: we met, speaker: xi, via: [readout], date: 2023-03,
     original: {language: zh, text: 我们见了面}}
  - {type: claim, id: c, exact: in the north, claimant: xi, about: met, property: place,
     value: north, status: disputed}
  - {type: claim, id: v, claimant: xi, about: xi, property: age, value: "70",
     verdict: {rating: unproven, body: Nobody *counted*., by: desk, date: 2023-06-01}}
  - {type: note, id: n, body: A note.}
---
He said we met in the north.
""",
    "articles/own.md": "title: No original\npublished: 2023~",
    "entities/xi.md": """\
name: Xi
type: person
aliases: [习]
wikidata: Q15031
same_as: [https://xi.example/]
roles:
  - {title: president, organization: wire, from: 2013-03, to: 2023-03-10}
  - {title: author, from: 1990~}
""",
    "entities/wire.md": "name: The Wire\ntype: media",
    "entities/minsk.md": "name: Minsk\ntype: place\nlocation: {lat: 53.9, lon: 0}",
    "events/met.md": "title: They met\ndate: 2023-02-28/2023-03-01\nplace: minsk\ninvolved: [xi]",
    "sources/readout.md": """\
type: report
title: Readout
author: A press office
publisher: wire
issued: 2023-03
url: https://gov.example/readout
archived: https://archive.example/abc
accessed: 2023-03-04
""",
    "stories/file.md": "title: The file\nsummary: A story.",
    "pages/about.md": "title: About\naliases: [/old/]",
}


@cache
def site() -> SmallSite:
    """Read and link the site of the examples."""
    made = small_site(FILES)
    assert [problem for problem in made.problems if problem.severity == "error"] == []
    return made


@cache
def html_of(path: str) -> str:
    made = site() if path in {page.path for page in site().pages} else hostile_site()
    return printed(made, path, press(made))


def read(path: str) -> dict[str, Any]:
    found: dict[str, Any] = extruct.extract(
        html_of(path), base_url=f"{BASE[:-1]}{path}", syntaxes=["json-ld", "opengraph"]
    )
    return found


def nodes(path: str) -> list[Node]:
    (block,) = read(path)["json-ld"]
    assert block["@context"] == "https://schema.org"
    return block["@graph"]  # type: ignore[no-any-return]


def of_type(type_: str, path: str) -> list[Node]:
    return [node for node in nodes(path) if node["@type"] == type_]


def only(type_: str, path: str) -> Node:
    (found,) = of_type(type_, path)
    return found


class _Head(HTMLParser):
    """Reads the elements `meta` and `script` of a page, and the attributes of its links."""

    def __init__(self) -> None:
        super().__init__()
        self.metas: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self.links: dict[str, dict[str, str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.metas.append((given.get("name", ""), given.get("content", "")))
        elif tag == "script":
            self.scripts.append(given.get("src") or given.get("type", ""))
        elif tag == "a":
            self.links[given.get("href", "")] = given


def head_of(path: str) -> _Head:
    head = _Head()
    head.feed(html_of(path))
    return head


DESCRIBED = [page.path for page in site().pages if page.kind not in {"not-found", "redirect"}]
TALKS = "/articles/talks/"


@pytest.mark.parametrize("path", DESCRIBED)
def test_every_page_tells_of_itself_and_the_way_to_it(path: str) -> None:
    page, *_ = nodes(path)

    assert page["url"] == f"{BASE[:-1]}{path}"
    assert page["@type"] in {"WebPage", "CollectionPage"}
    if path == "/":
        assert of_type("BreadcrumbList", path) == []
        return
    way = only("BreadcrumbList", path)
    steps = way["itemListElement"]
    assert page["breadcrumb"] == {"@id": way["@id"]}
    assert [step["position"] for step in steps] == [*range(1, len(steps) + 1)]
    assert (steps[0]["item"], steps[-1]["item"]) == (BASE, page["url"])


@pytest.mark.parametrize("path", ["/404.html", "/old/"])
def test_a_page_that_leads_nowhere_or_elsewhere_says_nothing(path: str) -> None:
    assert read(path) == {"json-ld": [], "opengraph": []}


def test_the_original_is_what_an_article_is_based_on_and_is_published_by_its_publisher() -> None:
    own = only("Article", TALKS)

    assert own["@id"] == f"{BASE}articles/talks/"
    assert not own.keys() & {"publisher", "author", "datePublished"}
    assert of_type("NewsArticle", TALKS) == []
    assert own["isBasedOn"] == {
        "@type": "NewsArticle",
        "@id": "https://news.example/talks",
        "url": "https://news.example/talks",
        "headline": "Talks",
        "inLanguage": "en",
        "author": [
            {"@type": "Person", "name": "Ann Onymous"},
            {"@type": "NewsMediaOrganization", "@id": f"{BASE}entities/wire/", "name": "The Wire"},
        ],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "@id": f"{BASE}entities/wire/",
            "name": "The Wire",
        },
        "datePublished": "2023-03",
        "dateModified": "2023-04-02",
        "archivedAt": "https://web.archive.org/web/20230302101112/https://news.example/talks",
    }


def test_an_article_names_its_events_entities_and_sources() -> None:
    own = only("Article", TALKS)
    events = [(each["name"], each.get("startDate"), each.get("endDate")) for each in own["about"]]

    assert events == [("They met", "2023-02-28", "2023-03-01"), ("Perhaps again", None, None)]
    assert [each["name"] for each in own["mentions"]] == ["Xi", "The Wire"]
    assert own["mentions"][0]["sameAs"] == [
        "https://www.wikidata.org/wiki/Q15031",
        "https://xi.example/",
    ]
    (source,) = own["citation"]
    assert (source["@type"], source["datePublished"], source["archivedAt"]) == (
        "Report",
        "2023-03",
        "https://archive.example/abc",
    )


def test_a_quotation_has_who_said_it_and_through_whom_it_came() -> None:
    quotation = only("Quotation", TALKS)

    assert quotation["text"] == "we met"
    assert [each["name"] for each in quotation["creator"]] == ["Xi"]
    assert [each["@id"] for each in quotation["isBasedOn"]] == [f"{BASE}sources/readout/"]
    assert quotation["publisher"]["name"] == "The Wire"
    assert quotation["dateCreated"] == "2023-03"
    assert quotation["translationOfWork"]["text"] == "我们见了面"


def test_there_is_a_review_of_a_claim_only_where_somebody_wrote_a_verdict() -> None:
    claims = {claim["@id"]: claim for claim in of_type("Claim", TALKS)}
    review = only("ClaimReview", TALKS)

    assert list(claims) == [f"{BASE}articles/talks/#c", f"{BASE}articles/talks/#v"]
    assert claims[f"{BASE}articles/talks/#c"]["creativeWorkStatus"] == "disputed"
    assert review["itemReviewed"]["@id"] == f"{BASE}articles/talks/#v"
    assert review["claimReviewed"] == "70"
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "unproven"}
    assert review["reviewBody"] == "Nobody counted."
    assert [each["name"] for each in review["author"]] == ["The desk"]


def test_articles_say_as_many_things_as_the_archive_has() -> None:
    for slug, article in hostile_site().archive.articles.items():
        path = f"/articles/{slug}/"
        kinds = Counter(node["@type"] for node in nodes(path))
        contents = [annotation.content for annotation in article.annotations]
        claims = [content for content in contents if isinstance(content, Claim)]
        said = sum(isinstance(content, Quotation) for content in contents)
        own = only("Article", path)

        assert kinds["Quotation"] == said
        assert kinds["Claim"] == len(claims)
        assert kinds["ClaimReview"] == sum(claim.verdict is not None for claim in claims)
        assert len(own.get("hasPart", ())) == said + len(claims)
        assert len(own.get("mentions", ())) == len(article.fields.entities)
        assert len(own.get("about", ())) == len(article.event_ids)
        assert len(own.get("citation", ())) == len(article.source_ids)


def test_a_person_holds_offices_for_as_long_as_is_known() -> None:
    person = only("Person", "/entities/xi/")

    assert person["alternateName"] == ["习"]
    assert person["identifier"]["value"] == "Q15031"
    (office,) = person["affiliation"]
    assert (office["roleName"], office["startDate"], office["endDate"]) == (
        "president",
        "2013-03",
        "2023-03-10",
    )
    (occupation,) = person["hasOccupation"]
    assert occupation["roleName"] == "author"
    assert "startDate" not in occupation


def test_a_place_on_a_meridian_has_its_coordinates() -> None:
    geo = only("Place", "/entities/minsk/")["geo"]

    assert geo == {"@type": "GeoCoordinates", "latitude": 53.9, "longitude": 0.0}


def test_an_event_has_its_place_and_who_was_involved() -> None:
    event = only("Event", "/events/met/")

    assert (event["startDate"], event["endDate"]) == ("2023-02-28", "2023-03-01")
    assert [each["name"] for each in event["location"]] == ["Minsk"]
    assert [each["@type"] for each in event["about"]] == ["Person"]


def test_a_source_is_the_work_of_others() -> None:
    source = only("Report", "/sources/readout/")

    assert source["url"] == "https://gov.example/readout"
    assert source["author"] == [{"name": "A press office"}]


def test_a_story_is_a_series_of_its_articles() -> None:
    story = only("CreativeWorkSeries", "/stories/file/")

    assert [each["@id"] for each in story["hasPart"]] == [f"{BASE}articles/talks/"]


def test_every_type_of_entity_and_no_unknown_type_of_source_has_a_name_in_schema_org() -> None:
    assert list(ENTITY_TYPES) == list(get_args(EntityType))
    assert SOURCE_TYPES.keys() <= set(get_args(SourceType))


def test_reference_managers_are_given_the_original() -> None:
    metas = [meta for meta in head_of(TALKS).metas if meta[0].startswith("citation_")]

    assert metas == [
        ("citation_title", "Talks"),
        ("citation_author", "Ann Onymous"),
        ("citation_author", "The Wire"),
        ("citation_publisher", "The Wire"),
        ("citation_publication_date", "2023/03"),
        ("citation_language", "en"),
        ("citation_public_url", "https://news.example/talks"),
        ("citation_keywords", "maps"),
        ("citation_keywords", "talks"),
    ]


def test_an_article_without_an_address_of_its_original_or_a_certain_date_is_cited_without() -> None:
    metas = dict(head_of("/articles/own/").metas)

    assert metas["citation_public_url"] == f"{BASE}articles/own/"
    assert "citation_publication_date" not in metas
    assert "datePublished" not in only("Article", "/articles/own/")["isBasedOn"]


def test_previews_of_links_have_the_words_of_the_page() -> None:
    (graph,) = read(TALKS)["opengraph"]

    assert dict(graph["properties"]) | {"article:tag": ""} == {
        "og:type": "article",
        "og:title": "Talks",
        "og:url": f"{BASE}articles/talks/",
        "og:site_name": "A small site",
        "og:description": "They talked.",
        "article:tag": "",
    }


def test_links_to_originals_and_copies_tell_of_which_day_they_are() -> None:
    links = head_of(TALKS).links
    copy = "https://web.archive.org/web/20230302101112/https://news.example/talks"

    robust = {"data-originalurl", "data-versionurl", "data-versiondate"}
    for url in ("https://news.example/talks", copy):
        told = {name: value for name, value in links[url].items() if name in robust}
        assert told == {
            "data-originalurl": "https://news.example/talks",
            "data-versionurl": copy,
            "data-versiondate": "2023-03-02T10:11:12Z",
        }
    assert links["https://gov.example/readout"]["data-versiondate"] == "2023-03-04"


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    ("path", "type_", "key"),
    [
        ("/articles/a-{}/", "Article", "headline"),
        ("/entities/e-{}/", "Place", "name"),
        ("/events/v-{}/", "Event", "name"),
        ("/sources/s-{}/", "Report", "name"),
        ("/stories/t-{}/", "CreativeWorkSeries", "name"),
    ],
)
def test_hostile_texts_come_through_whole_and_end_no_script(
    name: str, path: str, type_: str, key: str
) -> None:
    page = path.format(name)

    assert only(type_, page)[key] == TEXTS[name]
    inline = [script for script in head_of(page).scripts if not script.startswith("/small/")]
    assert inline == ["application/ld+json"]


def test_nothing_that_is_withheld_is_told() -> None:
    texts = [
        hostile_site().make(page.path)[0].metadata.json_ld
        for page in hostile_site().pages
        if page.kind in {"article", "entity", "story", "event", "source", "home"}
    ]

    assert not [text for text in texts if DRAFT in text or EXCERPT in text]


@given(st.text("<>&\"'/!-\\\u2028\u2029]é😀script"))
def test_any_text_stays_inside_its_script_and_as_it_was(text: str) -> None:
    written = json_ld([{"name": text}])

    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["@graph"] == [{"name": text}]
