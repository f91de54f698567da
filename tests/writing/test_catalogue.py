"""What other pages show of a record is made once, and says what held on the day."""

from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.dates import parse_date
from site_builder.model.slugs import slugify
from site_builder.model.target import Target
from site_builder.writing.cards import Named
from site_builder.writing.catalogue import Catalogue, letter_of, year_name
from tests.small_site import SmallSite, small_site, tools_for

FILES = {
    "articles/a.md": """
        title: 会谈
        language: zh-Hans
        published: 2023-03-01
        publisher: xinhua
        summary: B
        stories: paper
        annotations: [{type: note, body: B}, {type: claim, about: talks, property: p, value: x}]
        events: [talks, {id: own, date: 2023-02/2023-03, title: O}]
        sources: {id: wire, type: report, title: W}
    """,
    "articles/b.md": """
        title: B
        published: 2023-04
        publisher: A paper
        stories: paper
        annotations: {type: claim, about: talks, property: p, value: y}
    """,
    "entities/xi.md": """
        type: person
        name: Xi
        roles:
          - {title: president, organization: china, from: 2013-03-14}
          - {title: governor, organization: Fujian, from: 1999, to: 2002-10}
          - {title: member}
    """,
    "entities/china.md": "{type: other, name: China}",
    "entities/xinhua.md": "{type: media, name: Xinhua}",
    "events/talks.md": "{date: 2023-03-01, title: T, end: 2023-03-03, place: china, involved: xi}",
    "sources/readout.md": """
        type: readout
        title: R
        origin: xi
        publisher: xinhua
        author: [C, D]
        issued: 2023-03
        url: https://example.org/r
    """,
    "stories/paper.md": "{title: P, status: closed}",
    "pages/about.md": "{title: About, language: be}",
}


@pytest.fixture(scope="module")
def site() -> SmallSite:
    return small_site(FILES)


@pytest.fixture
def catalogue(site: SmallSite) -> Catalogue:
    return Catalogue(site.archive)


@pytest.mark.parametrize(
    ("day", "role"),
    [
        ("2023-03-01", "president, China; member"),
        ("2013-03-14", "president, China; member"),
        ("2013-03-13", "member"),
        ("2013-03", "president, China; member"),
        ("2002-10-31", "governor, Fujian; member"),
        ("2002-11-01", "member"),
        ("1999", "governor, Fujian; member"),
        ("1998-12-31", "member"),
    ],
)
def test_an_office_is_the_one_held_on_the_day(catalogue: Catalogue, day: str, role: str) -> None:
    date = parse_date(day, ZoneInfo("Europe/Minsk"))

    assert catalogue.role("xi", date) == role
    assert catalogue.entity("xi", date).role == role


def test_an_office_is_not_said_without_a_day_or_where_there_is_none(catalogue: Catalogue) -> None:
    date = parse_date("2023", tools_for().zone)

    assert catalogue.role("xi", None) is None
    assert catalogue.role("china", date) is None


def test_a_card_is_made_once(catalogue: Catalogue) -> None:
    assert catalogue.article("a") is catalogue.article("a")
    assert catalogue.event("talks") is catalogue.event("talks")
    assert catalogue.source("readout") is catalogue.source("readout")
    assert catalogue.named(Target("entity", "xi")) is catalogue.named(Target("entity", "xi"))


def test_another_catalogue_makes_equal_cards(site: SmallSite) -> None:
    one, other = Catalogue(site.archive), Catalogue(site.archive)

    assert one.article("a") == other.article("a")
    assert one.event("own") == other.event("own")
    assert one.source("wire") == other.source("wire")


def test_the_card_of_an_article(catalogue: Catalogue) -> None:
    card = catalogue.article("a")

    assert (card.url, card.title) == ("/small/articles/a/", "会谈")
    assert (card.language, card.direction, card.summary) == ("zh-Hans", "ltr", "B")
    assert card.publisher == Named("Xinhua", "/small/publishers/xinhua/", "publisher")
    assert card.published is not None
    assert card.published.text == "1 March 2023"
    assert card.annotations == 2


def test_the_card_of_an_event(catalogue: Catalogue) -> None:
    card = catalogue.event("talks")

    assert (card.id, card.url, card.title) == ("event-talks", "/small/events/talks/", "T")
    assert card.when.text == "1–3 March 2023"
    assert (card.year, card.month) == (2023, "March 2023")
    assert card.place is not None
    assert card.place.label == "China"
    assert [name.label for name in card.involved] == ["Xi"]
    assert card.is_disputed
    assert card.articles == 1


def test_an_event_of_an_article_has_its_place_there(catalogue: Catalogue) -> None:
    card = catalogue.event("own")

    assert card.url == "/small/articles/a/#event-own"
    assert not card.is_disputed


def test_the_card_of_a_source(catalogue: Catalogue) -> None:
    card = catalogue.source("readout")

    assert (card.url, card.authors) == ("/small/sources/readout/", ("C", "D"))
    assert card.original == "https://example.org/r"
    assert card.origin == Named("Xi", "/small/entities/xi/", "entity")
    assert card.issued is not None
    assert (card.issued.text, card.issued.datetime) == ("March 2023", "2023-03")
    assert catalogue.source("wire").url == "/small/articles/a/#source-wire"


def test_the_card_of_a_story_counts_what_belongs_to_it(catalogue: Catalogue) -> None:
    card = catalogue.story("paper")

    assert (card.url, card.status, card.articles, card.events) == (
        "/small/stories/paper/",
        "closed",
        2,
        0,
    )
    assert card.latest is not None
    assert card.latest.text == "April 2023"


@pytest.mark.parametrize(
    ("target", "name"),
    [
        (("entity", "xi"), Named("Xi", "/small/entities/xi/", "entity")),
        (("article", "a"), Named("会谈", "/small/articles/a/", "article", "zh-Hans")),
        (("event", "own"), Named("O", "/small/articles/a/#event-own", "event")),
        (("source", "readout"), Named("R", "/small/sources/readout/", "source")),
        (("story", "paper"), Named("P", "/small/stories/paper/", "story")),
        (("page", "about"), Named("About", "/small/about/", "page", "be")),
        (("publisher", "xinhua"), Named("Xinhua", "/small/publishers/xinhua/", "publisher")),
        (("publisher", "A paper"), Named("A paper", "/small/publishers/a-paper/", "publisher")),
        (("topic", "R&D"), Named("R&D", "/small/topics/r-and-d/", "topic")),
    ],
)
def test_everything_has_a_name_and_an_address(
    catalogue: Catalogue, target: tuple[str, str], name: Named
) -> None:
    assert catalogue.named(Target(*target)) == name


def test_what_may_be_a_text_has_an_address_only_as_an_entity(catalogue: Catalogue) -> None:
    assert catalogue.organization("china") == Named("China", "/small/entities/china/", "entity")
    assert catalogue.organization("A party") == Named("A party")


@given(st.text(min_size=1).filter(slugify))
def test_an_address_is_in_the_signs_of_urls_under_the_base_path(
    catalogue_of_nothing: Catalogue, topic: str
) -> None:
    url = catalogue_of_nothing.named(Target("topic", topic)).url

    assert url is not None
    assert url.isascii()
    assert unquote(url) == f"/small/topics/{slugify(topic)}/"


@pytest.fixture(scope="module")
def catalogue_of_nothing() -> Catalogue:
    return Catalogue(small_site({}).archive)


@pytest.mark.parametrize(
    ("date", "name"),
    [
        (None, "undated"),
        ("2023-03-01", "2023"),
        ("2023/2024", "2023"),
        ("../2023", "undated"),
        ("202X", "2020"),
        ("-0044", "-44"),
        ("0000", "0"),
    ],
)
def test_a_list_puts_a_date_under_the_year_it_begins_in(date: str | None, name: str) -> None:
    parsed = None if date is None else parse_date(date, tools_for().zone)

    assert year_name(parsed) == name


NAMES = st.lists(
    st.sampled_from(["Xi", "xu", "“Zoo”", "Zürich", "¡Ay!", "ßa", "sa", "Éa", "习近平", "3M", "…"]),
    unique=True,
)


@given(NAMES)
def test_each_letter_of_a_type_stands_once_in_the_index(names: list[str]) -> None:
    files = {
        f"entities/e{number}.md": f"{{type: {'person' if number % 2 else 'place'}, name: '{name}'}}"
        for number, name in enumerate(names)
    }
    catalogue = small_site(files).making.catalogue

    listed = [
        (fields.type, letter_of(fields.name))
        for id_ in catalogue.entities_by_type
        for fields in [catalogue.archive.entities[id_].fields]
    ]

    assert len(listed) == len(names)
    starts = [each for place, each in enumerate(listed) if not place or listed[place - 1] != each]
    assert len(set(starts)) == len(starts)


def test_sources_stand_by_publisher_and_title_and_those_without_one_last(
    catalogue: Catalogue,
) -> None:
    texts = {
        "sources/a.md": "{type: report, title: B, publisher: z}",
        "sources/b.md": "{type: report, title: A, publisher: Z}",
        "sources/c.md": "{type: report, title: C, publisher: A}",
        "sources/d.md": "{type: report, title: A}",
    }

    assert small_site(texts).making.catalogue.sources_by_publisher == ["c", "b", "a", "d"]
    assert catalogue.sources_by_publisher == ["readout", "wire"]


def test_events_and_articles_stand_by_year(catalogue: Catalogue) -> None:
    assert catalogue.event_order == ["own", "talks"]
    assert catalogue.events_by_year == {"2023": ["own", "talks"]}
    assert catalogue.articles_by_year == {"2023": ["b", "a"]}
