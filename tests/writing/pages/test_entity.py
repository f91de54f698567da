"""The index of entities, and all that the site says of one."""

import pytest

from site_builder.writing.cards import Named, Snippet
from site_builder.writing.pages.entity import COMPANIONS
from site_builder.writing.paging import LENGTH
from site_builder.writing.views import EntitiesView, EntityView
from tests.small_site import SmallSite, small_site

FILES = {
    "articles/a.md": """
        title: A
        published: 2023-03-01
        publisher: xinhua
        entities: [xi, minsk]
        annotations:
          - {type: quotation, id: q, exact: peace, speaker: xi}
          - {type: claim, id: c1, claimant: xi, about: talks, property: p, value: x}
          - {type: claim, id: c2, claimant: minsk, about: xi, property: p, value: x}
        ---
        Xi spoke of peace in Minsk. Then Xi left.
    """,
    "articles/b.md": "title: B\npublished: 2023-03-02\nentities: [xi, xinhua]\n---\nNobody.",
    "articles/c.md": "title: C\nentities: [minsk, xi]\n---\nNobody, see [[xi|Xi]].",
    "entities/xi.md": """
        type: person
        name: Xi
        aliases: [习近平]
        summary: A person
        wikidata: Q15031
        same_as: https://example.org/xi
        roles:
          - {title: governor, from: 1999, to: 2002}
          - {title: member, organization: A party}
          - {title: president, organization: minsk, from: 2013-03}
        image: {src: xi.png, alt: Xi}
        colour: "#b03a2e"
        ---
        Of [[minsk]].
    """,
    "entities/minsk.md": "{type: place, name: Minsk, location: {lat: 53.9, lon: 27.6}}",
    "entities/xinhua.md": "{type: media, name: Xinhua}",
    "events/talks.md": "{date: 2023-03-01, title: T, involved: xi}",
    "events/war.md": "{date: 2022, title: W, involved: xi}",
    "sources/wire.md": "{type: report, title: W, publisher: xinhua}",
    "stories/paper.md": "title: P\n---\nOf [[xi]].",
}


@pytest.fixture(scope="module")
def site() -> SmallSite:
    return small_site(FILES)


def _view(site: SmallSite, id_: str) -> EntityView:
    _, view = site.make(f"/entities/{id_}/")
    assert isinstance(view, EntityView)
    return view


def test_an_entity_is_told_with_its_own_words(site: SmallSite) -> None:
    view = _view(site, "xi")

    assert (view.name, view.type, view.aliases) == ("Xi", "person", ("习近平",))
    assert (view.summary, view.wikidata) == ("A person", "Q15031")
    assert view.same_as == ("https://example.org/xi",)
    assert view.html == '<p>Of <a href="/small/entities/minsk/">minsk</a>.</p>'
    assert view.image is not None
    assert view.image.url == "/small/entities/xi/xi.png"
    assert view.colour == "#b03a2e"
    assert (_view(site, "minsk").latitude, _view(site, "minsk").longitude) == (53.9, 27.6)


def test_offices_stand_newest_first_and_those_without_a_date_last(site: SmallSite) -> None:
    roles = _view(site, "xi").roles

    assert [(row.title, row.when) for row in roles] == [
        ("president", "since March 2013"),
        ("governor", "1999–2002"),
        ("member", ""),
    ]
    assert roles[0].organization == Named("Minsk", "/small/entities/minsk/", "entity")
    assert roles[2].organization == Named("A party")


def test_its_timeline_statements_and_claims_are_listed(site: SmallSite) -> None:
    view = _view(site, "xi")

    assert [card.title for card in view.timeline] == ["W", "T"]
    assert [(told.words, told.url) for told in view.statements] == [
        ("peace", "/small/articles/a/#q")
    ]
    assert [[row.url for row in entry.rows] for entry in view.claims] == [["/small/articles/a/#c2"]]
    assert [[row.url for row in entry.rows] for entry in view.claimed] == [
        ["/small/articles/a/#c1"]
    ]


def test_its_mentions_stand_with_the_words_around_them(site: SmallSite) -> None:
    articles = _view(site, "xi").articles

    assert [(told.article.title, told.count) for told in articles] == [("B", 0), ("A", 2), ("C", 1)]
    assert [snippet.words for snippet in articles[1].snippets] == ["Xi", "Xi"]
    assert isinstance(articles[1].snippets[1], Snippet)
    assert articles[1].snippets[1].before.endswith("Then ")


def test_who_is_named_in_the_same_articles_is_listed_by_how_many(site: SmallSite) -> None:
    companions = _view(site, "xi").companions

    assert [(card.name, card.count) for card in companions] == [("Minsk", 2), ("Xinhua", 1)]


def test_no_more_companions_are_listed_than_fit() -> None:
    entities = {f"entities/e{n:02}.md": f"{{type: person, name: E{n}}}" for n in range(30)}
    declared = ", ".join(f"e{n:02}" for n in range(30))
    site = small_site({**entities, "articles/a.md": f"title: A\nentities: [{declared}]"})

    companions = _view(site, "e00").companions

    assert len(companions) == COMPANIONS
    assert [card.name for card in companions[:2]] == ["E1", "E2"]


def test_a_publisher_has_its_page_and_its_sources(site: SmallSite) -> None:
    view = _view(site, "xinhua")

    assert view.published == Named("Xinhua", "/small/publishers/xinhua/", "publisher")
    assert [card.title for card in view.sources] == ["W"]
    assert _view(site, "xi").published is None


def test_what_links_to_it_is_listed_articles_apart(site: SmallSite) -> None:
    assert [name.label for name in _view(site, "xi").linked_from] == ["P"]
    assert [name.label for name in _view(site, "minsk").linked_from] == ["Xi"]


def test_the_first_hundred_of_each_list_are_shown_and_the_whole_is_linked() -> None:
    articles = {f"articles/a{n}.md": "title: A\nentities: xi" for n in range(LENGTH + 1)}
    site = small_site({**articles, "entities/xi.md": "{type: person, name: Xi}"})

    view = _view(site, "xi")

    assert len(view.articles) == LENGTH
    assert (view.more["articles"].total, view.more["articles"].url) == (
        LENGTH + 1,
        "/small/entities/xi/articles/",
    )
    assert view.more.keys() == {"articles"}


def test_the_index_is_by_type_and_letter(site: SmallSite) -> None:
    head, view = site.make("/entities/")

    assert isinstance(view, EntitiesView)
    assert [(group.type, group.letter) for group in view.groups] == [
        ("person", "X"),
        ("media", "X"),
        ("place", "M"),
    ]
    assert [[card.count for card in group.entities] for group in view.groups] == [[3], [1], [2]]
    assert view.total == 3
    assert head.section == "entities"


def test_the_timeline_and_the_dated_offices_are_drawn(site: SmallSite) -> None:
    view = _view(site, "xi")

    assert view.drawn is not None
    assert [each.title for each in view.drawn.drawn] == [card.title for card in view.timeline]
    assert view.terms is not None
    assert [(each.title, each.when) for each in view.terms.drawn] == [
        ("president", "since March 2013"),
        ("governor", "1999–2002"),
    ]
    assert _view(site, "minsk").terms is None


def test_a_place_is_on_a_map(site: SmallSite) -> None:
    picture = _view(site, "minsk").map

    assert picture is not None
    assert [spot.name for spot in picture.spots] == ["Minsk"]
    assert _view(site, "xi").map is None


def test_company_is_drawn_where_it_is_large_enough() -> None:
    names = ("a", "b", "c", "d")
    files = {f"entities/{name}.md": f"type: person\nname: {name}" for name in names}
    files["articles/one.md"] = "title: One\nentities: [a, b, c, d]\n---\nText."
    files["articles/two.md"] = "title: Two\nentities: [a, b, c]\n---\nText."

    view = _view(small_site(files), "a")

    assert view.company is not None
    assert [(one.name, one.count) for one in view.company.companions] == [
        *(("b", 2), ("c", 2), ("d", 1)),
    ]
    assert [tie.strength for tie in view.company.ties] == [4, 2, 2]
