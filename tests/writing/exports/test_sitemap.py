"""The sitemap lists every page that crawlers should know, whole and well-formed."""

from xml.etree import ElementTree as ET

import pytest

from site_builder.writing.exports import sitemap
from site_builder.writing.exports.sitemap import Commits, part_names, robots, sitemaps
from tests.small_site import EVERYTHING, PUBLISHED, SmallSite, small_site

NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
FILES = {
    "articles/a.md": "title: A\npublished: 2023-03-01\nupdated: 2023-03-05\naliases: /old/",
    "articles/b.md": "title: B\npublished: 2023-03",
    "articles/draft.md": "title: C\ndraft: yes\nevents: {id: e, date: 2023, title: E}",
    "entities/müsli.md": "{type: product, name: Müsli}",
    "entities/hidden.md": "{type: product, name: Hidden, draft: yes}",
    "pages/draft.md": "{title: D, draft: yes}",
    "pages/about.md": "{title: About, aliases: /us/}",
}

NONE: Commits = {}


def _made(site: SmallSite, commits: Commits = NONE) -> dict[str, ET.Element]:
    files = dict(sitemaps(site.pages, site.making.catalogue, commits))
    return {name: ET.fromstring(file) for name, file in files.items()}  # noqa: S314 (its own)


def _addresses(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.findall(".//s:loc", NAMESPACE)]


def test_every_page_is_listed_once_but_redirects_and_the_page_for_none() -> None:
    site = small_site(FILES, shown=PUBLISHED)

    (root,) = _made(site).values()

    addresses = _addresses(root)
    left_out = {"/404.html", "/old/", "/search/", "/us/"}
    assert len(set(addresses)) == len(addresses)
    assert set(addresses) == {
        f"https://example.org/small{page.path}".replace("ü", "%C3%BC")
        for page in site.pages
        if page.path not in left_out and not page.is_document
    }


def test_a_draft_that_is_shown_is_not_listed() -> None:
    (root,) = _made(small_site(FILES, shown=EVERYTHING)).values()

    assert not [
        address for address in _addresses(root) if "draft" in address or "hidden" in address
    ]


def _dates(site: SmallSite, commits: Commits) -> dict[str, str]:
    (root,) = _made(site, commits).values()
    return {
        url.findtext("s:loc", "", NAMESPACE).removeprefix("https://example.org/small"): date
        for url in root.findall("s:url", NAMESPACE)
        if (date := url.findtext("s:lastmod", None, NAMESPACE))
    }


def test_without_a_history_only_what_its_author_dated_to_the_day_says_when_it_changed() -> None:
    assert _dates(small_site(FILES), {}) == {"/articles/a/": "2023-03-05T00:00:00+03:00"}


def test_a_page_of_one_file_changed_when_that_was_last_committed() -> None:
    commits = {
        "content/articles/b.md": 1_700_000_000,
        "content/pages/about.md": 1_700_000_001,
        "content/entities/müsli.md": 1_700_000_002,
    }

    assert _dates(small_site(FILES), commits) == {
        "/articles/a/": "2023-03-05T00:00:00+03:00",
        "/articles/b/": "2023-11-14T22:13:20+00:00",
        "/about/": "2023-11-14T22:13:21+00:00",
    }


@pytest.mark.parametrize(
    ("commit", "told"),
    [(1_600_000_000, "2023-03-05T00:00:00+03:00"), (1_700_000_000, "2023-11-14T22:13:20+00:00")],
)
def test_of_its_author_and_the_history_the_later_counts(commit: int, told: str) -> None:
    dates = _dates(small_site(FILES), {"content/articles/a.md": commit})

    assert dates == {"/articles/a/": told}


@pytest.mark.parametrize(("longest", "parts"), [(100, 1), (10, 2), (4, 3)])
def test_a_sitemap_is_parted_at_the_limit(
    monkeypatch: pytest.MonkeyPatch, longest: int, parts: int
) -> None:
    site = small_site(FILES)
    (whole,) = _made(site).values()
    monkeypatch.setattr(sitemap, "LONGEST", longest)

    made = _made(site)

    index = made.pop("sitemap.xml")
    if parts == 1:
        assert not made
        assert _addresses(index) == _addresses(whole)
        return
    assert len(made) == parts
    assert part_names(site.pages, site.archive) == tuple(made)
    assert _addresses(index) == [f"https://example.org/small/{name}" for name in made]
    assert [address for part in made.values() for address in _addresses(part)] == _addresses(whole)
    assert all(1 <= len(_addresses(part)) <= longest for part in made.values())


def test_no_sitemap_is_larger_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    site = small_site({"articles/a.md": "title: A\ntopics: [R&D, Müsli, '&&&&&&&']"})
    monkeypatch.setattr(sitemap, "LARGEST", 1500)

    files = dict(sitemaps(site.pages, site.making.catalogue, {}))

    assert len(files) > 2
    assert max(map(len, files.values())) <= 1500


def test_an_address_with_signs_of_xml_is_escaped() -> None:
    site = small_site({"articles/a.md": "title: A\ntopics: [R&D]"})
    settings = "title = 'A'\nbase_url = \"https://example.org/a&b'c/\""

    (root,) = _made(small_site({}, settings=settings)).values()

    assert _addresses(root)[0] == "https://example.org/a&b'c/"
    assert site.problems == ()


def test_without_a_sitemap_robots_are_told_of_none() -> None:
    settings = "title = 'A'\nbase_url = 'https://example.org/'\n[exports]\nsitemap = false"

    assert b"Sitemap" not in robots(small_site({}, settings=settings).making.catalogue)


def test_robots_may_read_everything_and_are_told_of_the_sitemap() -> None:
    lines = robots(small_site({}).making.catalogue).decode().split("\n")

    assert lines[:2] == ["User-agent: *", "Allow: /"]
    assert "Sitemap: https://example.org/small/sitemap.xml" in lines
