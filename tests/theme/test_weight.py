"""A page is light: what a reader waits for is the text."""

import gzip
from statistics import median

import pytest
from playwright.sync_api import Page

from tests.theme.reading import DENSE, open_page

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


SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      const moved = sources.map(({ node }) => node?.id || node?.className || node?.nodeName);
      window.shifts.push(`${value}: ${moved.join(", ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
}"""
SETTLED = """() => new Promise((settled) => {
  setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(settled)), 300);
})"""


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(
    "path", ["", DENSE, "entities/alexander-lukashenko/", "timeline/", "stories/minsk-and-beijing/"]
)
def test_nothing_moves_while_a_page_comes(page: Page, host: str, path: str, width: int) -> None:
    page.add_init_script(f"({SHIFTS})()")
    open_page(page, f"{host}{path}", width)

    page.evaluate(SETTLED)

    assert page.evaluate("window.shifts") == []


def test_an_index_of_every_kind_loads_no_heavy_script(page: Page, host: str) -> None:
    for path in ("", "timeline/", "entities/alexander-lukashenko/", "claims/", "data/"):
        open_page(page, f"{host}{path}", 1440)

        scripts = [url for url in page.evaluate(LOADED) if url.endswith(".js")]

        assert scripts
        assert all(weight(page, url) < SCRIPT for url in scripts), path
