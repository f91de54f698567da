"""Nothing on a site leads nowhere, and no page loads anything from elsewhere."""

import xml.etree.ElementTree as ET

import pytest

from tests.site.builds import Site, digests_of
from tests.site.crawling import ATOM, SITEMAP, UNLINKED, Crawl
from tests.site.documents import parse, references
from tests.site.hosting import BASE_URL

SITES = ("example", "crowded")


@pytest.mark.parametrize("name", SITES)
def test_every_link_fragment_asset_and_entry_leads_somewhere(
    request: pytest.FixtureRequest, name: str
) -> None:
    found: Crawl = request.getfixturevalue(f"{name}_crawl")

    assert found.faults == ()


@pytest.mark.parametrize("name", SITES)
def test_every_page_and_asset_is_reached_from_the_front_page(
    request: pytest.FixtureRequest, name: str
) -> None:
    site: Site = request.getfixturevalue(name)
    found: Crawl = request.getfixturevalue(f"{name}_crawl")

    files = digests_of(site.output).keys() - UNLINKED - found.redirects

    only_for_redirects = {path for path in files if path.startswith("assets/redirect.")}
    only_for_search = {path for path in files if path.startswith("search/")} - found.reached
    only_for_hosts = {path for path in files if path.startswith(".well-known/")}
    assert files - only_for_redirects - only_for_hosts - only_for_search == found.reached


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("old.html", "articles/text/"),
        ("2022/старый путь/index.html", "articles/text/"),
        ("OLD/index.html", "articles/text/"),
        ("a/b/c/d/index.html", "articles/text/"),
        ("about-us/index.html", "about/"),
    ],
)
def test_an_alias_leads_to_the_page_that_took_its_place(
    crowded: Site, crowded_crawl: Crawl, old: str, new: str
) -> None:
    page = parse((crowded.output / old).read_text(encoding="utf-8"))

    targets = {r.address for r in references(page) if r.use in ("link", "moved", "canonical")}

    assert targets == {f"/repo/{new}", f"{BASE_URL}{new}"}
    assert old in crowded_crawl.redirects


@pytest.mark.parametrize("name", SITES)
def test_the_sitemap_lists_every_page_that_may_be_indexed_once(
    request: pytest.FixtureRequest, name: str
) -> None:
    site: Site = request.getfixturevalue(name)
    found: Crawl = request.getfixturevalue(f"{name}_crawl")

    root = ET.parse(site.output / "sitemap.xml").getroot()  # noqa: S314 (of our own making)
    listed = [entry.text for entry in root.iter(f"{SITEMAP}loc")]

    canonical = {
        reference.address
        for path in found.reached
        if path.endswith(".html") and path != "search/index.html"
        for reference in references(parse((site.output / path).read_text(encoding="utf-8")))
        if reference.use == "canonical"
    }
    assert sorted(listed, key=str) == sorted(canonical)


def test_the_feed_lists_every_article_that_is_dated_to_the_day(crowded: Site) -> None:
    root = ET.parse(crowded.output / "feed.xml").getroot()  # noqa: S314 (of our own making)

    titles = [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]

    assert titles == ["Text", "An article without a word"]


def test_hidden_files_of_the_static_folder_are_published(crowded: Site) -> None:
    hidden = ".well-known/security.txt"

    published = (crowded.output / hidden).read_bytes()

    assert published == (crowded.folder / "content/static" / hidden).read_bytes()
