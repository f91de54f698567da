"""Feeds are read by others as they were meant, and give no date a day that it has not."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.linking.collect import collect
from site_builder.model.config import Config
from site_builder.model.text import Author, ReferenceOrText, Topic
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.exports.feed import (
    LATEST,
    LATEST_OF_ONE,
    json_feed,
    site_feed,
)
from site_builder.writing.exports.feed import atom_feed as write_atom
from tests.small_site import names_of, read_all, small_site
from tests.writing.exports.hostile import TEXTS, hostile_site

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = st.text("<>&\"'] \n\u2028é中😀\x80a", min_size=1, max_size=8)


SCHEMA = json.loads(Path(__file__).with_name("jsonfeed.schema.json").read_text(encoding="utf-8"))
"""Of JSON Feed 1.1, written after its text: https://www.jsonfeed.org/version/1.1/."""


def atom_feed(catalogue: Catalogue) -> bytes:
    return write_atom(site_feed(catalogue), catalogue)


class Item(msgspec.Struct, kw_only=True):
    """An article, as a reader of JSON Feed sees it."""

    id: str
    title: str
    content_text: str
    summary: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[dict[str, str], ...] = ()
    external_url: str = ""


class JsonFeed(msgspec.Struct, kw_only=True):
    """A feed, as a reader of JSON Feed sees it."""

    title: str
    home_page_url: str
    feed_url: str
    items: tuple[Item, ...]
    description: str = ""


def _read_json(content: bytes) -> JsonFeed:
    jsonschema.validate(json.loads(content), SCHEMA)
    return msgspec.json.decode(content, type=JsonFeed)


def _feed(
    files: dict[str, str], base_url: str = "https://example.org/small/", title: str = "A"
) -> ET.Element:
    settings = f'title = "{title}"\nbase_url = "{base_url}"\ntimezone = "Europe/Minsk"'
    return _parsed(atom_feed(small_site(files, settings=settings).making.catalogue))


def _parsed(feed: bytes) -> ET.Element:
    return ET.fromstring(feed)  # noqa: S314 (made by the test itself)


def _texts(elements: Iterable[ET.Element], name: str) -> list[str]:
    return [element.findtext(f"{ATOM}{name}", "") for element in elements]


def _entries(feed: ET.Element) -> list[ET.Element]:
    return feed.findall(f"{ATOM}entry")


@given(HOSTILE, HOSTILE, HOSTILE)
def test_any_words_come_through_as_they_are(title: str, summary: str, name: str) -> None:
    (article,) = read_all({"articles/a.md": "title: A\npublished: 2023-03-01"}).records.articles
    fields = msgspec.structs.replace(
        article.fields,
        title=title,
        summary=summary,
        authors=(Author(name),),
        publisher=ReferenceOrText("Xinhua", 1, 1),
        topics=(Topic(name),),
    )
    records = msgspec.structs.replace(
        read_all({}).records, articles=(msgspec.structs.replace(article, fields=fields),)
    )
    config = Config(title=title, base_url=CONFIG.base_url, description=summary)

    catalogue = Catalogue(collect(records, {}, config, names_of(records)))
    feed = _parsed(atom_feed(catalogue))
    told = _read_json(json_feed(site_feed(catalogue), catalogue))

    (item,) = told.items
    assert [told.title, told.description] == [title, summary]
    assert [item.title, item.summary, item.tags] == [title, summary, (name,)]
    assert item.authors == ({"name": name},)
    (entry,) = _entries(feed)
    assert [feed.findtext(f"{ATOM}title"), feed.findtext(f"{ATOM}subtitle")] == [title, summary]
    assert _texts([entry], "title") == [title]
    assert _texts([entry], "summary") == [summary]
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == name
    assert [each.get("term") for each in entry.findall(f"{ATOM}category")] == [name]


CONFIG = small_site({}).archive.config

DATED = {
    "articles/day.md": "title: Day\npublished: 2023-03-01",
    "articles/time.md": "title: Time\npublished: 2023-03-02T10:00:00",
    "articles/month.md": "title: Month\npublished: 2023-03",
    "articles/about.md": "title: About\npublished: 2023-03-01~",
    "articles/none.md": "title: None",
    "articles/changed.md": "title: Changed\npublished: 2023-02\nupdated: 2023-03-05",
}


def test_only_articles_known_to_the_day_are_entries() -> None:
    entries = _entries(_feed(DATED))

    told = zip(
        _texts(entries, "title"),
        _texts(entries, "published"),
        _texts(entries, "updated"),
        strict=True,
    )
    assert list(told) == [
        ("Time", "2023-03-02T10:00:00+03:00", "2023-03-02T10:00:00+03:00"),
        ("Day", "2023-03-01T00:00:00+03:00", "2023-03-01T00:00:00+03:00"),
        ("Changed", "", "2023-03-05T00:00:00+03:00"),
    ]


@pytest.mark.parametrize("date", ["2023-03", "2023", "2023-03-01~", "2023-03/2023-04", "2023-21"])
def test_a_date_never_gains_a_day(date: str) -> None:
    feed = _feed(
        {
            "articles/a.md": f"title: A\npublished: {date}\nupdated: 2023-05-06",
            "articles/b.md": f"title: B\npublished: 2023-05-07\nupdated: {date}",
            "articles/c.md": f"title: C\npublished: {date}",
        }
    )

    days = set(re.findall(r"\d{4}-\d\d-\d\d", ET.tostring(feed, encoding="unicode")))
    assert days == {"2023-05-06", "2023-05-07"}


def test_the_feed_was_changed_when_its_last_entry_was() -> None:
    clocks_back = {
        "articles/a.md": "title: A\npublished: 2023-10-29T00:30:00Z",
        "articles/b.md": "title: B\npublished: 2023-10-29T01:10:00Z",
    }
    settings = 'title = "A"\nbase_url = "https://example.org/"\ntimezone = "Europe/Berlin"'

    feed = _parsed(atom_feed(small_site(clocks_back, settings=settings).making.catalogue))

    assert feed.findtext(f"{ATOM}updated") == "2023-10-29T02:10:00+01:00"
    assert _feed({}).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_ids_survive_another_domain_another_slug_and_another_title() -> None:
    text = "title: A\npublished: 2023-03-01"
    (before,) = _entries(_feed({"articles/a.md": text}))
    moved = _feed(
        {"articles/a.md": f"{text}\nslug: b".replace("title: A", "title: B")}, "https://b.example/"
    )

    assert _texts(_entries(moved), "id") == _texts([before], "id")
    assert moved.findtext(f"{ATOM}id") == _feed({}).findtext(f"{ATOM}id")


def test_ids_differ_between_articles_and_between_sites() -> None:
    texts = {f"articles/{slug}.md": "title: A\npublished: 2023-03-01" for slug in "abc"}

    ids = [*_texts(_entries(_feed(texts)), "id"), *_texts(_entries(_feed(texts, title="B")), "id")]

    assert len(set(ids)) == 6
    assert all(re.fullmatch("urn:uuid:[0-9a-f-]{36}", id_) for id_ in ids)


def test_links_are_whole_and_under_the_base_path() -> None:
    feed = _feed({"articles/müsli.md": "title: A\npublished: 2023-03-01"})

    links = [link.get("href") for link in feed.iter(f"{ATOM}link")]

    assert links == [
        "https://example.org/small/",
        "https://example.org/small/feed.xml",
        "https://example.org/small/articles/m%C3%BCsli/",
    ]


def test_an_entry_is_by_its_authors_or_its_publisher() -> None:
    feed = _feed(
        {
            "articles/a.md": "title: A\npublished: 2023-03-03\nauthor: B, C\npublisher: D",
            "articles/b.md": "title: A\npublished: 2023-03-02\npublisher: D",
            "articles/c.md": "title: A\npublished: 2023-03-01",
        }
    )

    names = [_texts(entry.findall(f"{ATOM}author"), "name") for entry in _entries(feed)]

    assert names == [["B", "C"], ["D"], []]
    assert _texts(feed.findall(f"{ATOM}author"), "name") == ["A"]


def test_the_feed_holds_the_latest_articles() -> None:
    texts = {
        f"articles/a{number}.md": f"title: A{number}\npublished: {1960 + number}-01-01"
        for number in range(LATEST + 5)
    }
    texts |= {f"articles/m{number}.md": "title: M\npublished: 2023-12" for number in range(5)}

    titles = _texts(_entries(_feed(texts)), "title")

    assert titles == [f"A{number}" for number in range(LATEST + 4, 4, -1)]


STORY = {
    "stories/talks.md": "title: Talks\nsummary: What was said.\nstatus: running",
    "entities/li.md": "name: Li\ntype: person",
    "articles/a.md": "title: A\npublished: 2023-03-01\nstories: talks\nentities: li",
    "articles/b.md": "title: B\npublished: 2023-03-02\nstories: talks",
    "articles/c.md": "title: C\npublished: 2023-03-03\nentities: li",
    "articles/d.md": "title: D\npublished: 2023-03\nentities: li\nstories: talks",
}


@pytest.mark.parametrize(
    ("folder", "title", "titles"),
    [
        ("/", "A small site", ["C", "B", "A"]),
        ("/stories/talks/", "Talks · A small site", ["B", "A"]),
        ("/entities/li/", "Li · A small site", ["C", "A"]),
    ],
)
def test_each_reader_finds_the_articles_of_the_feed_that_it_takes(
    folder: str, title: str, titles: list[str]
) -> None:
    site = small_site(STORY)

    atom = feedparser.parse(site.file(f"{folder}feed.xml"))
    told = _read_json(site.file(f"{folder}feed.json"))

    home = f"https://example.org/small{folder}"
    assert not atom.bozo
    assert [atom.feed.title, atom.feed.link] == [title, home]
    assert [entry.title for entry in atom.entries] == titles
    assert [told.title, told.home_page_url, told.feed_url] == [title, home, f"{home}feed.json"]
    assert [item.title for item in told.items] == titles
    assert [item.id for item in told.items] == [entry.id for entry in atom.entries]


def test_an_article_has_one_id_in_all_feeds_and_each_feed_has_its_own() -> None:
    site = small_site(STORY)

    feeds = [feedparser.parse(site.file(f"{f}feed.xml")) for f in ("/", "/stories/talks/")]

    assert feeds[0].entries[1].id == feeds[1].entries[0].id
    assert feeds[0].feed.id != feeds[1].feed.id


def test_the_feed_of_one_record_is_shorter() -> None:
    texts = {
        f"articles/a{n}.md": f"title: A{n}\npublished: {1960 + n}-01-01\nstories: talks"
        for n in range(LATEST_OF_ONE + 5)
    }

    feed = feedparser.parse(small_site(STORY | texts).file("/stories/talks/feed.xml"))

    assert len(feed.entries) == LATEST_OF_ONE


def test_the_original_is_linked_as_what_it_is() -> None:
    site = small_site({"articles/a.md": "title: A\npublished: 2023-03-01\nurl: https://e.org/?a&b"})

    (entry,) = feedparser.parse(site.file("/feed.xml")).entries
    (item,) = _read_json(site.file("/feed.json")).items

    assert [link.href for link in entry.links if link.rel == "via"] == ["https://e.org/?a&b"]
    assert item.external_url == "https://e.org/?a&b"


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_words_come_through_whole(name: str) -> None:
    site, text = hostile_site(), TEXTS[name]
    folder = f"/stories/t-{name}/"

    atom = _parsed(site.file(f"{folder}feed.xml"))
    told = _read_json(site.file(f"{folder}feed.json"))

    (entry,) = (e for e in _entries(atom) if e.findtext(f"{ATOM}title") != "An excerpt")
    (item,) = (item for item in told.items if item.title != "An excerpt")
    assert atom.findtext(f"{ATOM}title") == told.title == f"{text} · A small site"
    assert _texts([entry], "title") == _texts([entry], "summary") == [text]
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == text
    assert [item.title, item.content_text, item.summary] == [text, text, text]


def test_there_are_no_feeds_where_they_are_switched_off() -> None:
    settings = 'title = "A"\nbase_url = "https://example.org/"\n[exports]\nfeeds = false'
    site = small_site(STORY, settings=settings)

    assert not [page for page in site.planned if "feed" in page.path]
    assert not [each for each in site.make("/stories/talks/")[0].alternates if "feed" in each.url]


def test_heads_link_to_the_feeds_of_the_record_and_of_the_site() -> None:
    site = small_site(STORY)

    def linked(path: str) -> list[str]:
        return [each.url for each in site.make(path)[0].alternates if "/feed." in each.url]

    own = ["/small/feed.xml", "/small/feed.json"]
    assert linked("/articles/a/") == own
    assert linked("/entities/li/") == [
        "/small/entities/li/feed.xml",
        "/small/entities/li/feed.json",
        *own,
    ]
    assert [
        path for path in linked("/stories/talks/") if not site.file(path.removeprefix("/small"))
    ] == []
