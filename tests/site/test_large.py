"""A site with more than a page of anything is parted into pages, each reached from the others."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from site_builder.model.urls import path_of
from tests.site.builds import Site, archive_of, digests_of
from tests.site.crawling import UNLINKED, Crawl
from tests.site.documents import parse, references

pytestmark = pytest.mark.slow

LONGEST = 100


def links_of(page: Path) -> list[str]:
    """List the paths of the site to which a page links, in its order."""
    found = references(parse(page.read_text(encoding="utf-8")))
    paths = (reference.address for reference in found if reference.use == "link")
    return [path.removeprefix("/repo") for path in paths if path.startswith("/repo/")]


def parted(site: Site) -> Iterator[tuple[str, list[Path]]]:
    """Give every list that has more pages than one, by its path, and its pages in order."""
    for second in sorted(site.output.rglob("page/2/index.html")):
        first = second.parents[2]
        further = sorted((first / "page").iterdir(), key=lambda folder: int(folder.name))
        pages = [first / "index.html", *(folder / "index.html" for folder in further)]
        yield f"/{first.relative_to(site.output).as_posix()}/", pages


def test_every_link_fragment_asset_and_entry_leads_somewhere(large_crawl: Crawl) -> None:
    assert large_crawl.faults == ()


def test_every_page_is_reached_from_the_front_page(large: Site, large_crawl: Crawl) -> None:
    files = {path for path in digests_of(large.output) if "assets/redirect." not in path}

    only_for_search = {path for path in files if path.startswith("search/")} - large_crawl.reached
    assert files - UNLINKED - only_for_search == large_crawl.reached


def test_lists_of_every_kind_are_parted(large: Site) -> None:
    paths = {re.sub(r"/(?:\d{4}|[\w-]+-[\w-]+)/", "/…/", path) for path, _ in parted(large)}

    expected = {"/claims/", "/entities/", "/sources/", "/timeline/…/", "/entities/…/articles/"}
    assert expected <= paths


def test_the_pages_of_a_list_are_numbered_without_gaps_and_linked_both_ways(large: Site) -> None:
    for path, pages in parted(large):
        urls = [path, *(f"{path}page/{number}/" for number in range(2, len(pages) + 1))]

        linked = [set(links_of(page)) for page in pages]

        for number, links in enumerate(linked):
            others = {url for place, url in enumerate(urls) if abs(place - number) == 1}
            assert others <= links, urls[number]
            assert f"{path}page/{len(pages) + 1}/" not in links


def test_every_article_stands_once_in_the_lists_of_its_years(large: Site) -> None:
    articles = archive_of(large).articles
    lists = [
        path
        for path in (large.output / "articles").rglob("index.html")
        if re.fullmatch(r"\d{4}|\d+", path.parent.name)
    ]

    listed = Counter(
        link
        for page in lists
        for link in dict.fromkeys(links_of(page))
        if re.fullmatch(r"/articles/[a-z][^/]*/", link)
    )

    assert listed == Counter(path_of("article", slug) for slug in articles)


def test_no_page_of_a_list_of_articles_shows_more_than_a_hundred(large: Site) -> None:
    for page in (large.output / "articles").rglob("index.html"):
        if re.fullmatch(r"\d{4}|\d+|articles", page.parent.name):
            shown = {link for link in links_of(page) if re.match(r"/articles/[a-z]", link)}
            assert 0 < len(shown) <= LONGEST


def test_a_timeline_of_more_than_two_hundred_events_is_parted_by_year(large: Site) -> None:
    events = archive_of(large).events
    assert len(events) > 200
    years = sorted(path for path in (large.output / "timeline").iterdir() if path.is_dir())

    from_the_whole = set(links_of(large.output / "timeline" / "index.html"))

    assert {f"/timeline/{year.name}/" for year in years} <= from_the_whole
    assert sum(len(set(event_ids(year))) for year in years) == len(events)
    for before, after in pairwise(years):
        assert f"/timeline/{after.name}/" in links_of(before / "index.html")
        assert f"/timeline/{before.name}/" in links_of(after / "index.html")


def event_ids(year: Path) -> list[str]:
    """List the addresses of the events that the pages of a year show as titles."""
    html = "".join(page.read_text(encoding="utf-8") for page in year.rglob("index.html"))
    return re.findall(r'class="event-title"><a href="([^"]+)"', html)
