"""The whole of a long list, a hundred items a page."""

import pytest

from site_builder.writing.paging import LENGTH
from site_builder.writing.views import ListingView
from tests.small_site import SmallSite, small_site

NUMBER = LENGTH + 3
ANNOTATIONS = "".join(
    f"  - {{type: quotation, id: q{n}, speaker: xi, sources: readout}}\n"
    f"  - {{type: claim, id: c{n}, about: xi, property: p{n}}}\n"
    for n in range(NUMBER)
)
FILES = {
    "entities/xi.md": "{type: person, name: Xi}",
    "sources/readout.md": "{type: readout, title: R}",
    "stories/paper.md": "{title: P}",
    "articles/long.md": f"title: L\nentities: xi\nstories: paper\nannotations:\n{ANNOTATIONS}",
    **{
        f"articles/a{n}.md": "title: A\nentities: xi\nstories: paper\n---\nXi."
        for n in range(NUMBER - 1)
    },
    **{
        f"events/e{n}.md": f"{{date: {1900 + n}, title: E, involved: xi, stories: paper}}"
        for n in range(NUMBER)
    },
}
LISTS = [
    ("/entities/xi/timeline/", "timeline", "Xi", "Timeline"),
    ("/entities/xi/statements/", "statements", "Xi", "Statements"),
    ("/entities/xi/claims/", "entries", "Xi", "Claims"),
    ("/entities/xi/articles/", "mentioned", "Xi", "Articles"),
    ("/stories/paper/timeline/", "timeline", "P", "Timeline"),
    ("/stories/paper/articles/", "articles", "P", "Articles"),
    ("/sources/readout/passages/", "passages", "R", "Passages"),
]
FIELDS = ("articles", "mentioned", "statements", "entries", "timeline", "passages")


@pytest.fixture(scope="module")
def site() -> SmallSite:
    return small_site(FILES)


@pytest.mark.parametrize(("path", "field", "subject", "heading"), LISTS)
def test_every_item_of_a_list_is_on_one_of_its_pages(
    site: SmallSite, path: str, field: str, subject: str, heading: str
) -> None:
    views = [site.make(each)[1] for each in (path, f"{path}page/2/")]

    shown: list[object] = []
    for view in views:
        assert isinstance(view, ListingView)
        assert (view.subject and view.subject.label, view.heading) == (subject, heading)
        assert [name for name in FIELDS if getattr(view, name)] == [field]
        assert view.pager.total == 2
        shown.extend(getattr(view, field))
    assert len(shown) == NUMBER
    assert len({repr(item) for item in shown}) == NUMBER


def test_a_list_says_whose_it_is(site: SmallSite) -> None:
    head, _ = site.make("/entities/xi/articles/page/2/")

    assert head.title == "Xi: Articles"
    assert [name.label for name in head.breadcrumbs] == ["A small site", "Xi"]
