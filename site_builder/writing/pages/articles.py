"""Lists of articles: all by year, those of a topic, those of a publisher."""

from itertools import groupby, islice

from site_builder.model.archive import Posting
from site_builder.model.article import Article
from site_builder.model.target import Target, publisher_target, topic_target
from site_builder.writing.cards import Named
from site_builder.writing.catalogue import year_name
from site_builder.writing.context import Made, Making, PlannedPage, make_head
from site_builder.writing.paging import LENGTH, pager, slice_of
from site_builder.writing.statements import resting_passage
from site_builder.writing.views import ArticlesView, PublisherView, TopicView, YearOfArticles

PATH = "/articles/"


def year_path(name: str) -> str:
    """Give the path of the articles of a year."""
    return f"{PATH}{name}/"


def make_articles(page: PlannedPage, making: Making) -> Made:
    """List all articles by year; when there are more than a hundred, the newest of them."""
    catalogue, articles = making.catalogue, making.archive.articles
    shown = [articles[slug] for slug in islice(articles, LENGTH)]
    view = ArticlesView(
        years=_by_year(shown, making),
        all_years=_year_links(making) if len(articles) > LENGTH else (),
        pager=pager(PATH, 1, 0, address=catalogue.address),
    )
    return make_head(page, making.catalogue.say("Articles"), making, section="articles"), view


def make_year(page: PlannedPage, making: Making) -> Made:
    """List the articles of one year, a hundred a page."""
    catalogue = making.catalogue
    slugs = catalogue.articles_by_year[page.subject]
    shown = [making.archive.articles[slug] for slug in slice_of(slugs, page.number)]
    path = year_path(page.subject)
    view = ArticlesView(
        years=_by_year(shown, making),
        all_years=_year_links(making),
        pager=pager(path, page.number, len(slugs), address=catalogue.address),
    )
    title = catalogue.say("Articles: {year}").format(year=page.subject)
    return make_head(page, title, making, section="articles"), view


def _by_year(articles: list[Article], making: Making) -> tuple[YearOfArticles, ...]:
    return tuple(
        YearOfArticles(name, tuple(making.catalogue.article(article.slug) for article in group))
        for name, group in groupby(
            articles, key=lambda article: year_name(article.fields.published)
        )
    )


def _year_links(making: Making) -> tuple[Named, ...]:
    catalogue = making.catalogue
    return tuple(Named(n, catalogue.address(year_path(n))) for n in catalogue.articles_by_year)


def make_topic(page: PlannedPage, making: Making) -> Made:
    """List what carries a word."""
    catalogue, archive = making.catalogue, making.archive
    target = topic_target(page.subject)
    articles = archive.related("articles", target)
    notes = archive.related("notes", target)
    total = max(len(articles), len(notes))
    path = catalogue.path(target)
    view = TopicView(
        topic=page.subject,
        articles=catalogue.articles(slice_of(articles, page.number)),
        notes=tuple(resting_passage(p, catalogue) for p in slice_of(notes, page.number)),
        pager=pager(path, page.number, total, address=catalogue.address),
    )
    return make_head(page, page.subject, making, section="articles"), view


def make_publisher(page: PlannedPage, making: Making) -> Made:
    """List what a publisher published: articles that are annotated here, and sources."""
    catalogue, archive = making.catalogue, making.archive
    target = publisher_target(page.subject)
    articles: tuple[Posting, ...] = archive.related("articles", target)
    sources = archive.related("sources", target)
    total = max(len(articles), len(sources))
    path = catalogue.path(target)
    is_entity = target.id in archive.entities
    name = catalogue.named(target).label
    view = PublisherView(
        name=name,
        entity=catalogue.named(Target("entity", target.id)) if is_entity else None,
        articles=catalogue.articles(slice_of(articles, page.number)),
        sources=tuple(catalogue.source(p.id) for p in slice_of(sources, page.number)),
        pager=pager(path, page.number, total, address=catalogue.address),
    )
    return make_head(page, name, making, section="sources"), view
