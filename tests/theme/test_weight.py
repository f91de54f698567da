"""A page is light: what a reader waits for is the text."""

import gzip
from statistics import median

from playwright.sync_api import Page

from tests.theme.reading import open_page

PAGE = 60_000
SCRIPT = 15_000


LOADED = """[
  location.href,
  ...performance.getEntriesByType("resource")
    .filter(({ initiatorType }) => initiatorType !== "img")
    .map(({ name }) => name),
]"""


def test_a_median_article_and_its_scripts_are_light(page: Page, host: str) -> None:
    page.goto(f"{host}articles/")
    articles = page.locator(".card-title a").evaluate_all("links => links.map((a) => a.href)")
    weights: list[int] = []
    for article in articles:
        open_page(page, article, 1440)

        sizes = {url: weight(page, url) for url in page.evaluate(LOADED)}

        weights.append(sum(sizes.values()))
        assert all(size < SCRIPT for url, size in sizes.items() if url.endswith(".js")), sizes
        assert sum(url.endswith(".js") for url in sizes) >= 3
    assert len(weights) > 10
    assert median(weights) < PAGE


def weight(page: Page, url: str) -> int:
    """Measure what a host that compresses its answers sends for an address."""
    return len(gzip.compress(page.request.get(url).body()))
