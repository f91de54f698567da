"""Every list of a record's page shows a hundred and leads to pages with the whole."""

import pytest

from site_builder.writing.lists import LISTS
from site_builder.writing.paging import LENGTH
from site_builder.writing.views import (
    ArticleView,
    EntityView,
    EventView,
    ListingView,
    SourceView,
    StoryView,
)
from tests.small_site import SmallSite, small_site

MANY = range(LENGTH + 1)


@pytest.fixture(scope="module")
def site() -> SmallSite:
    """Make a site in which every list of some record is one longer than a page of it."""
    people = {
        f"entities/p{n}.md": f"type: person\nname: P{n}\n---\n[[e]] [[s]] [[a]]" for n in MANY
    }
    articles = {
        f"articles/a{n}.md": f"""
            title: A{n}
            stories: t
            entities: [x, p{n}]
            events: e
            sources: s
            annotations:
              - {{type: quotation, speaker: x, exact: said, via: s}}
              - {{type: claim, claimant: x, about: x, property: p{n}, value: v}}
              - {{type: claim, claimant: x, about: e, property: p{n}, value: v}}
              - {{type: question, body: Why?}}
            ---
            They said so of [[x]] and [[t]].
        """
        for n in MANY
    }
    events = {
        f"events/e{n}.md": "{date: 2023, title: E, involved: x, sources: s, stories: t}"
        for n in MANY
    }
    sources = {
        f"sources/s{n}.md": "{type: report, title: S, publisher: x, origin: s}" for n in MANY
    }
    return small_site(
        {
            **people,
            **articles,
            **events,
            **sources,
            "articles/a.md": "title: A",
            "entities/x.md": "{type: media, name: Ex}",
            "events/e.md": "{date: 2023, title: E}",
            "sources/s.md": "{type: report, title: S}",
            "stories/t.md": "title: T",
        }
    )


LISTED = [(kind, name) for kind, names in LISTS.items() for name in names]


@pytest.mark.parametrize(("kind", "name"), LISTED)
def test_the_whole_of_a_list_is_on_pages_of_a_hundred(
    kind: str, name: str, site: SmallSite
) -> None:
    folders = {"entity": "entities", "story": "stories"}
    record = {"article": "a", "entity": "x", "event": "e", "source": "s", "story": "t"}[kind]
    path = f"/{folders.get(kind, f'{kind}s')}/{record}/"

    view = site.make(path)[1]
    _, first = site.make(f"{path}{name}/")
    _, second = site.make(f"{path}{name}/page/2/")

    assert isinstance(view, ArticleView | EntityView | EventView | SourceView | StoryView)
    assert view.more[name].total >= LENGTH + 1
    assert view.more[name].url == f"/small{path}{name}/"
    assert isinstance(first, ListingView)
    assert isinstance(second, ListingView)
    assert _shown(first) == LENGTH
    assert _shown(second) >= 1


def _shown(view: ListingView) -> int:
    lists = (getattr(view, name) for name in view.__struct_fields__)
    return sum(len(each) for each in lists if isinstance(each, tuple))
