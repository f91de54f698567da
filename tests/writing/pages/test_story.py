"""One running story: its timeline, people, articles, open questions and what changed last."""

import pytest

from site_builder.writing.pages.story import LATEST
from site_builder.writing.views import StoriesView, StoryView
from tests.small_site import SmallSite, small_site

FILES = {
    "articles/a.md": """
        title: A
        published: 2023-03-01
        stories: paper
        entities: [xi, minsk]
        annotations:
          - {type: question, id: open, body: Why?, created: 2023-03-04}
          - {type: question, id: answered, body: When?, answer: Now.}
          - {type: correction, id: mended, exact: a loan, body: B, date: 2023-03-05}
          - {type: claim, id: c1, about: talks, property: loan, value: "yes"}
          - {type: claim, id: c2, about: talks, property: date, value: today}
        ---
        Of a loan.
    """,
    "articles/b.md": """
        title: B
        published: 2023-03
        stories: [paper, story:visit]
        entities: minsk
        annotations: {type: claim, id: c3, about: talks, property: loan, value: "no"}
    """,
    "articles/c.md": "title: C\npublished: 2023-03-02",
    "entities/xi.md": "type: person\nname: Xi\nroles: {title: president, from: 2013}",
    "entities/minsk.md": "{type: place, name: Minsk}",
    "events/talks.md": "{date: 2023-03-01, title: T, stories: paper}",
    "events/war.md": "{date: 2022, title: W, stories: paper}",
    "stories/paper.md": "title: The paper\nimage: {src: a.png, alt: A}\n---\nOf [[xi]].",
    "stories/visit.md": "{title: The visit, status: closed, order: -1}",
}


@pytest.fixture(scope="module")
def site() -> SmallSite:
    return small_site(FILES)


@pytest.fixture(scope="module")
def view(site: SmallSite) -> StoryView:
    _, view = site.make("/stories/paper/")
    assert isinstance(view, StoryView)
    return view


def test_a_story_is_told_with_what_belongs_to_it(view: StoryView) -> None:
    assert view.html == '<p>Of <a href="/small/entities/xi/">xi</a>.</p>'
    assert view.image is not None
    assert view.image.url == "/small/stories/paper/a.png"
    assert [card.title for card in view.timeline] == ["W", "T"]
    assert [card.title for card in view.articles] == ["B", "A"]


def test_its_people_stand_by_how_many_articles_name_them(view: StoryView) -> None:
    assert [(card.name, card.count, card.role) for card in view.people] == [
        ("Minsk", 2, None),
        ("Xi", 1, "president"),
    ]


def test_only_what_is_disputed_is_listed_across_its_articles(view: StoryView) -> None:
    (entry,) = view.claims

    assert entry.property == "loan"
    assert sorted(row.value or "" for row in entry.rows) == ["no", "yes"]


def test_only_open_questions_are_listed(view: StoryView) -> None:
    assert [note.id for note in view.questions] == ["open"]


def test_what_changed_last_stands_first(view: StoryView) -> None:
    assert [(change.what, change.when.text, change.name.label) for change in view.changes] == [
        ("article", "March 2023", "B"),
        ("correction", "5 March 2023", "a loan"),
        ("question", "4 March 2023", "A"),
        ("article", "1 March 2023", "A"),
    ]


def test_no_more_changes_are_listed_than_fit() -> None:
    articles = {
        f"articles/a{n}.md": f"title: A{n}\npublished: 2023-01-{n + 1:02}\nstories: paper"
        for n in range(20)
    }
    _, view = small_site({**articles, "stories/paper.md": "{title: P}"}).make("/stories/paper/")

    assert isinstance(view, StoryView)
    assert [change.name.label for change in view.changes] == [
        f"A{n}" for n in range(19, 19 - LATEST, -1)
    ]


def test_stories_stand_in_their_order_running_ones_apart(site: SmallSite) -> None:
    _, view = site.make("/stories/")

    assert isinstance(view, StoriesView)
    assert [card.title for card in view.running] == ["The paper"]
    assert [(card.title, card.articles) for card in view.closed] == [("The visit", 1)]


def test_its_events_are_drawn_over_time_and_on_a_map() -> None:
    site = small_site(
        {
            "entities/minsk.md": "{type: place, name: Minsk, location: {lat: 53.9, lon: 27.6}}",
            "entities/beijing.md": "{type: place, name: Beijing, location: {lat: 39.9, lon: 116}}",
            "events/one.md": "{date: 2023-03, title: One, place: minsk, stories: paper}",
            "events/two.md": "{date: 2023-02, title: Two, place: beijing, stories: paper}",
            "events/three.md": "{date: 2023-02~, title: Three, place: beijing, stories: paper}",
            "stories/paper.md": "{title: P}",
        }
    )

    _, view = site.make("/stories/paper/")

    assert isinstance(view, StoryView)
    assert view.drawn is not None
    assert [each.title for each in view.drawn.drawn] == [card.title for card in view.timeline]
    assert view.map is not None
    assert sorted(spot.name for spot in view.map.spots) == ["Beijing", "Minsk"]
