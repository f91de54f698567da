"""Whatever a page says and leads to is there without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page

from tests.theme.reading import DENSE, open_page

SAID = """() => [...document.querySelectorAll(
  "main :is(h1, h2, h3, p, li, td, th, dd, blockquote, figcaption)",
)].filter((element) => element.checkVisibility())
  .filter((element) => !element.closest("button, form, dialog, .tools, .time-filters, .time-tools"))
  .map((element) => element.textContent.replace(/\\s+/g, " ").trim())"""
LINKS = """() => [...document.querySelectorAll("main a[href]")]
  .filter((link) => link.checkVisibility()).map((link) => link.href)"""


@pytest.mark.parametrize(
    "path",
    [
        *("", "articles/", DENSE, "entities/", "entities/alexander-lukashenko/"),
        *("events/xi-lukashenko-meeting/", "timeline/", "stories/paper-and-reception/"),
        *("sources/", "sources/chinese-readout/", "claims/", "topics/readouts/"),
        *("publishers/tass/", "about/", "data/"),
    ],
)
def test_what_a_page_says_and_leads_to_needs_no_script(
    page: Page, browser: Browser, host: str, path: str
) -> None:
    open_page(page, f"{host}{path}", 1440)
    with browser.new_context(java_script_enabled=False) as context:
        plain = context.new_page()
        open_page(plain, f"{host}{path}", 1440)

        for what in (SAID, LINKS):
            shown = set(page.evaluate(what))
            assert shown
            assert shown - set(plain.evaluate(what)) == set()
