"""The Atom feed is well-formed whatever is written, and gives no date a day that it has not."""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.linking.collect import collect
from site_builder.model.config import Config
from site_builder.model.text import Author, ReferenceOrText, Topic
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.exports.feed import LATEST, atom_feed
from tests.small_site import names_of, read_all, small_site

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = st.text("<>&\"'] \n\u2028é中😀\x80a", min_size=1, max_size=8)


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

    feed = _parsed(atom_feed(Catalogue(collect(records, {}, config, names_of(records)))))

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
