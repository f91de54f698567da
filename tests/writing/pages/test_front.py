"""The front page, plain pages, the page for what is not found, and redirects."""

import pytest

from site_builder.writing.catalogue import QUESTIONS
from site_builder.writing.pages.front import ARTICLES, DISPUTES, EVENTS
from site_builder.writing.views import HomeView, NotFoundView, PlainView, RedirectView
from tests.small_site import SmallSite, small_site

FILES = {
    "pages/about.md": """
        title: Пра нас
        language: be
        updated: 2023-03
        aliases: [/us/, /about.html]
        summary: Who we are
        ---
        See [[paper]].
    """,
    "stories/paper.md": "{title: P}",
    "stories/old.md": "{title: O, status: closed}",
}


@pytest.fixture(scope="module")
def site() -> SmallSite:
    return small_site(FILES)


def _home(files: dict[str, str]) -> HomeView:
    _, view = small_site(files).make("/")
    assert isinstance(view, HomeView)
    return view


def test_the_front_page_shows_what_is_newest() -> None:
    articles = {
        f"articles/a{n}.md": f"title: A{n}\npublished: 2023-01-{n + 1:02}" for n in range(20)
    }
    events = {f"events/e{n}.md": f"{{date: 2023-01-{n + 1:02}, title: E{n}}}" for n in range(20)}

    view = _home({**FILES, **articles, **events})

    assert [card.title for card in view.articles] == [f"A{n}" for n in range(19, 19 - ARTICLES, -1)]
    assert [card.title for card in view.events] == [f"E{n}" for n in range(19, 19 - EVENTS, -1)]
    assert [card.title for card in view.stories] == ["P"]


def test_the_front_page_shows_what_is_disputed_and_asked() -> None:
    annotations = "".join(
        f"  - {{type: claim, about: xi, property: p{n}, value: a}}\n"
        f"  - {{type: claim, about: xi, property: p{n}, value: b}}\n"
        f"  - {{type: claim, about: xi, property: q{n}, value: b}}\n"
        f"  - {{type: question, body: Q{n}}}\n"
        f"  - {{type: question, body: R{n}, answer: S}}\n"
        for n in range(9)
    )
    view = _home(
        {
            "articles/a.md": f"title: A\nannotations:\n{annotations}",
            "entities/xi.md": "{type: person, name: Xi}",
        }
    )

    assert [entry.property for entry in view.disputed] == [f"p{n}" for n in range(DISPUTES)]
    assert [note.html for note in view.questions] == [f"<p>Q{n}</p>" for n in range(QUESTIONS)]


def test_an_empty_site_has_a_front_page() -> None:
    view = _home({})

    assert (view.stories, view.articles, view.disputed, view.events, view.questions) == ((),) * 5


def test_a_plain_page_is_in_its_own_language(site: SmallSite) -> None:
    head, view = site.make("/about/")

    assert isinstance(view, PlainView)
    assert (view.title, view.language, view.direction) == ("Пра нас", "be", "ltr")
    assert view.html == '<p>See <a href="/small/stories/paper/">paper</a>.</p>'
    assert view.updated is not None
    assert view.updated.text == "March 2023"
    assert head.description == "Who we are"


@pytest.mark.parametrize("path", ["/us/", "/about.html"])
def test_an_old_address_leads_to_the_page_that_took_its_place(site: SmallSite, path: str) -> None:
    head, view = site.make(path)

    assert isinstance(view, RedirectView)
    assert view.target == "/small/about/"
    assert view.canonical == "https://example.org/small/about/"
    assert not head.is_indexed


def test_the_page_for_what_is_not_found_offers_the_running_stories(site: SmallSite) -> None:
    head, view = site.make("/404.html")

    assert isinstance(view, NotFoundView)
    assert [card.title for card in view.stories] == ["P"]
    assert not head.is_indexed
