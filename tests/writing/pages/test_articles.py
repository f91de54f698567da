"""Lists of articles: all by year, those of a topic, those of a publisher."""

import pytest

from site_builder.writing.cards import Named
from site_builder.writing.paging import LENGTH
from site_builder.writing.views import ArticlesView, PublisherView, TopicView
from tests.small_site import SmallSite, small_site


def _articles(site: SmallSite, path: str = "/articles/") -> ArticlesView:
    _, view = site.make(path)
    assert isinstance(view, ArticlesView)
    return view


def _listed(view: ArticlesView) -> list[tuple[str, list[str]]]:
    return [(year.label, [card.title for card in year.articles]) for year in view.years]


def test_articles_stand_by_year_newest_first() -> None:
    site = small_site(
        {
            "articles/a.md": "title: A\npublished: 2022-03-01",
            "articles/b.md": "title: B\npublished: 2023-03",
            "articles/c.md": "title: C",
            "articles/d.md": "title: D\npublished: 2023-04-01",
        }
    )

    assert _listed(_articles(site)) == [("2023", ["D", "B"]), ("2022", ["A"]), ("undated", ["C"])]
    assert _articles(site).all_years == ()


@pytest.fixture(scope="module")
def many() -> SmallSite:
    """Make a site of more articles than a page shows, most of them of one year."""
    return small_site(
        {
            f"articles/a{n:03}.md": f"title: A\npublished: {2023 if n < 110 else 2022}-01-01"
            for n in range(120)
        }
    )


def test_a_page_shows_the_newest_hundred_and_leads_to_the_years(many: SmallSite) -> None:
    view = _articles(many)

    assert [(year.label, len(year.articles)) for year in view.years] == [("2023", LENGTH)]
    assert view.all_years == (
        Named("2023", "/small/articles/2023/"),
        Named("2022", "/small/articles/2022/"),
    )


def test_every_article_is_on_a_page_of_its_year(many: SmallSite) -> None:
    paths = ("/articles/2023/", "/articles/2023/page/2/", "/articles/2022/")

    cards = [
        card.url for path in paths for year in _articles(many, path).years for card in year.articles
    ]

    assert cards == [f"/small/articles/a{n:03}/" for n in range(120)]


FILES = {
    "articles/a.md": """
        title: A
        publisher: xinhua
        topics: [R&D, peace]
        annotations: {type: note, id: n, body: B, topics: R&D}
    """,
    "articles/b.md": "title: B\npublisher: A paper\npublished: 2023\ntopics: R&D",
    "entities/xinhua.md": "{type: media, name: Xinhua}",
    "sources/wire.md": "{type: report, title: W, publisher: entity:xinhua}",
}


def test_a_topic_lists_the_articles_and_notes_that_carry_it() -> None:
    head, view = small_site(FILES).make("/topics/r-and-d/")

    assert isinstance(view, TopicView)
    assert (view.topic, head.title) == ("R&D", "R&D")
    assert [card.title for card in view.articles] == ["B", "A"]
    assert [passage.url for passage in view.notes] == ["/small/articles/a/#n"]


def test_a_publisher_lists_what_it_published() -> None:
    site = small_site(FILES)
    _, entity = site.make("/publishers/xinhua/")
    _, text = site.make("/publishers/a-paper/")

    assert isinstance(entity, PublisherView)
    assert entity.name == "Xinhua"
    assert entity.entity == Named("Xinhua", "/small/entities/xinhua/", "entity")
    assert [card.title for card in entity.articles] == ["A"]
    assert [card.title for card in entity.sources] == ["W"]
    assert isinstance(text, PublisherView)
    assert (text.name, text.entity, text.sources) == ("A paper", None, ())


def test_a_topic_of_many_articles_has_pages() -> None:
    site = small_site(
        {f"articles/a{n:03}.md": "title: A\ntopics: peace" for n in range(LENGTH + 20)}
    )

    views = [site.make(f"/topics/peace/{end}")[1] for end in ("", "page/2/")]

    shown: list[str] = []
    for view in views:
        assert isinstance(view, TopicView)
        assert view.pager.total == 2
        shown.extend(card.url for card in view.articles)
    assert shown == [f"/small/articles/a{n:03}/" for n in range(LENGTH + 20)]
