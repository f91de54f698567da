"""The index of sources, and all that rests on one and that one relays."""

import pytest

from site_builder.writing.paging import LENGTH
from site_builder.writing.views import SourcesView, SourceView
from tests.small_site import SmallSite, small_site

FILES = {
    "articles/a.md": """
        title: A
        published: 2023-03-01
        sources: [wire, {id: own, type: report, title: Own, publisher: xinhua}]
        events: {id: talks, date: 2023, title: T, sources: wire}
        annotations:
          - {type: citation, id: c, exact: a loan, sources: wire, locator: p. 1}
          - {type: quotation, id: q, exact: a loan, speaker: xi, via: wire}
        ---
        Of a loan.
    """,
    "entities/xi.md": "{type: person, name: Xi}",
    "entities/xinhua.md": "{type: media, name: Xinhua}",
    "sources/wire.md": """
        type: article-newspaper
        title: A wire report
        publisher: xinhua
        origin: readout
        url: https://example.org/wire
        ---
        Of [[xi]].
    """,
    "sources/readout.md": "{type: readout, title: A readout, origin: xi, sha256: %s}" % ("0" * 64),
    "sources/blog.md": "{type: post, title: A blog, origin: wire, publisher: A blog}",
    "stories/paper.md": "title: P\n---\nOf [[wire]].",
}


@pytest.fixture(scope="module")
def site() -> SmallSite:
    return small_site(FILES)


def _view(site: SmallSite, id_: str) -> SourceView:
    _, view = site.make(f"/sources/{id_}/")
    assert isinstance(view, SourceView)
    return view


def test_a_source_is_told_with_what_rests_on_it(site: SmallSite) -> None:
    view = _view(site, "wire")

    assert view.source.title == "A wire report"
    assert view.html == '<p>Of <a href="/small/entities/xi/">xi</a>.</p>'
    assert [(each.passage.url, each.passage.locator) for each in view.only] == [
        ("/small/articles/a/#c", "p. 1"),
        ("/small/articles/a/#q", None),
    ]
    assert [card.title for card in view.articles] == ["A"]
    assert [card.title for card in view.events] == ["T"]
    assert [name.label for name in view.linked_from] == ["P"]


def test_what_rests_on_it_through_others_is_told_with_them(site: SmallSite) -> None:
    view = _view(site, "readout")

    assert [(each.passage.url, each.through and each.through.label) for each in view.only] == [
        ("/small/articles/a/#c", "A wire report"),
        ("/small/articles/a/#q", "A wire report"),
    ]


def test_what_rests_on_others_too_is_told_apart() -> None:
    passages = "annotations: {type: citation, id: c, sources: [wire, blog]}"
    site = small_site({**FILES, "articles/b.md": f"title: B\n{passages}"})

    wire, readout, blog = (_view(site, id_) for id_ in ("wire", "readout", "blog"))

    assert [each.passage.article.title for each in blog.passages] == ["B"]
    assert [len(view.passages) for view in (wire, readout)] == [0, 0]
    assert [len(view.only) for view in (wire, readout, blog)] == [3, 3, 0]


def test_what_it_relays_is_told_to_the_root_and_who_relays_it(site: SmallSite) -> None:
    chains = {
        id_: ([n.label for n in view.relays], [n.label for n in view.relayed_by])
        for id_ in ("blog", "wire", "readout")
        for view in [_view(site, id_)]
    }

    assert chains == {
        "blog": (["A wire report", "A readout", "Xi"], []),
        "wire": (["A readout", "Xi"], ["A blog"]),
        "readout": (["Xi"], ["A wire report"]),
    }


def test_a_copy_is_told_with_its_digest(site: SmallSite) -> None:
    assert (_view(site, "readout").verification, _view(site, "readout").sha256) == (
        "unchecked",
        "0" * 64,
    )


def test_the_index_is_by_publisher(site: SmallSite) -> None:
    _, view = site.make("/sources/")

    assert isinstance(view, SourcesView)
    assert [
        (group.publisher.label, [card.title for card in group.sources]) for group in view.groups
    ] == [
        ("A blog", ["A blog"]),
        ("Xinhua", ["A wire report", "Own"]),
        ("", ["A readout"]),
    ]
    assert view.total == 4


def test_the_first_hundred_passages_are_shown_and_the_whole_is_linked() -> None:
    annotations = "".join(
        f"  - {{type: citation, id: c{n}, sources: wire}}\n" for n in range(LENGTH + 1)
    )
    site = small_site(
        {**FILES, "articles/b.md": f"title: B\nannotations:\n{annotations}"},
    )

    view = _view(site, "wire")

    assert len((*view.only, *view.passages)) == LENGTH
    assert view.more["passages"].url == "/small/sources/wire/passages/"
