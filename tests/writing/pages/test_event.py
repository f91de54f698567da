"""One event with a file of its own: who covers it, what each party says, what came before."""

import pytest

from site_builder.writing.pages.event import NEAR
from site_builder.writing.views import EventView
from tests.small_site import SmallSite, small_site

FILES = {
    "articles/a.md": """
        title: A
        published: 2023-03-01
        events: [talks, {id: own, date: 2023-02-20, title: Own}]
        annotations:
          - {type: claim, id: c1, about: talks, property: loan, value: "yes", claimant: xi}
          - {type: claim, id: c2, about: talks, property: loan, value: "no", claimant: xi}
    """,
    "articles/b.md": "title: B\npublished: 2023-03-02\nevents: talks",
    "entities/xi.md": "{type: person, name: Xi}",
    "events/war.md": "{date: 2022-02-24, title: War}",
    "events/talks.md": "date: 2023-03-01\ntitle: Talks\nsources: [readout]\n---\nOf [[xi]].",
    "events/call.md": "{date: 2023-04, title: Call, stories: paper, summary: By telephone}",
    "events/visit.md": "{date: 2023-01, title: Visit, stories: paper}",
    "sources/readout.md": "{type: readout, title: R}",
    "stories/paper.md": "title: P\n---\nOf [[talks]].",
}


@pytest.fixture(scope="module")
def site() -> SmallSite:
    return small_site(FILES)


def _view(site: SmallSite, id_: str) -> EventView:
    _, view = site.make(f"/events/{id_}/")
    assert isinstance(view, EventView)
    return view


def test_an_event_is_told_with_who_covers_it(site: SmallSite) -> None:
    view = _view(site, "talks")

    assert view.event.title == "Talks"
    assert view.html == '<p>Of <a href="/small/entities/xi/">xi</a>.</p>'
    assert [card.title for card in view.articles] == ["B", "A"]
    assert [card.title for card in view.sources] == ["R"]
    assert [name.label for name in view.linked_from] == ["P"]


def test_what_each_party_says_stands_side_by_side(site: SmallSite) -> None:
    (entry,) = _view(site, "talks").claims

    assert entry.is_contradicted
    assert [row.value for row in entry.rows] == ["yes", "no"]


@pytest.mark.parametrize(
    ("id_", "before", "after"),
    [
        ("war", None, "Visit"),
        ("talks", "Own", "Call"),
        ("visit", None, "Call"),
        ("call", "Visit", None),
    ],
)
def test_its_neighbours_are_of_its_story_or_else_of_the_site(
    site: SmallSite, id_: str, before: str | None, after: str | None
) -> None:
    view = _view(site, id_)

    assert [card and card.title for card in (view.before, view.after)] == [before, after]


def test_its_page_is_described_by_its_summary_or_its_date(site: SmallSite) -> None:
    assert site.make("/events/call/")[0].description == "By telephone"
    assert site.make("/events/talks/")[0].description == "1 March 2023"


def test_an_event_of_an_article_has_no_page(site: SmallSite) -> None:
    assert "/events/own/" not in {page.path for page in site.pages}


def test_it_is_drawn_among_its_neighbours(site: SmallSite) -> None:
    view = _view(site, "talks")

    assert [card.title for card in view.around] == ["War", "Visit", "Own", "Talks", "Call"]
    assert view.drawn is not None
    assert [each.title for each in view.drawn.drawn if each.is_here] == ["Talks"]
    assert [each.title for each in view.drawn.drawn if each.is_disputed] == ["Talks"]


def test_a_few_neighbours_are_enough() -> None:
    files = {f"events/e{n:02}.md": f"{{date: 2023-01-{n:02}, title: E{n}}}" for n in range(1, 30)}

    view = _view(small_site(files), "e12")

    assert [card.title for card in view.around] == [f"E{n}" for n in range(12 - NEAR, 13 + NEAR)]


def test_where_it_took_place_is_on_a_map() -> None:
    site = small_site(
        {
            "entities/minsk.md": "{type: place, name: Minsk, location: {lat: 53.9, lon: 27.6}}",
            "entities/nowhere.md": "{type: place, name: Nowhere}",
            "events/talks.md": "{date: 2023-03-01, title: Talks, place: minsk}",
            "events/other.md": "{date: 2023-03-01, title: Other, place: nowhere}",
        }
    )

    picture = _view(site, "talks").map

    assert picture is not None
    assert [spot.name for spot in picture.spots] == ["Minsk"]
    assert _view(site, "other").map is None
