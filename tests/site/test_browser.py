"""A real browser finds nothing amiss on any page of a site under a base path."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.site.builds import Site
from tests.site.crawling import address_of
from tests.site.documents import parse
from tests.site.hosting import BASE_URL, served
from tests.site.watching import TREE, watch

MOVED = "2023/03/lukashenko-in-beijing/"
MOVED_TO = "articles/lukashenko-backs-an-initiative/"


@pytest.fixture(scope="module")
def host(example: Site) -> Iterator[str]:
    """Serve the example site; give the address of its front page."""
    with served(example.output) as address:
        yield address


def pages_of(site: Site) -> list[str]:
    """List the pages of a site from its front page's address."""
    files = sorted(site.output.rglob("*.html"))
    return [address_of(site.output, file).removeprefix(BASE_URL) for file in files]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["example", "crowded"])
def test_every_page_loads_without_a_fault_or_a_request_to_another_host(
    page: Page, request: pytest.FixtureRequest, name: str
) -> None:
    site: Site = request.getfixturevalue(name)
    with served(site.output) as host:
        faults = watch(page, host)

        for path in pages_of(site):
            page.goto(f"{host}{path}")

    assert faults == []


@pytest.mark.parametrize("path", ["nothing", "articles/nothing/", "a/b/c/d/e/f.html"])
def test_a_page_that_is_not_there_is_told_so_at_any_depth(page: Page, host: str, path: str) -> None:
    asked: list[tuple[str, int]] = []
    page.on("response", lambda response: asked.append((response.url, response.status)))

    page.goto(f"{host}{path}")
    page.get_by_role("main").get_by_role("link", name="To the front page").click()

    assert asked[0] == (f"{host}{path}", 404)
    assert {status for _, status in asked[1:]} == {200}
    assert page.url == host


def test_a_redirect_keeps_the_fragment(page: Page, host: str) -> None:
    faults = watch(page, host)

    page.goto(f"{host}{MOVED}#full-support")
    page.wait_for_url(f"{host}{MOVED_TO}#full-support")

    assert page.locator("#full-support").inner_text() != ""
    assert faults == []


def test_a_redirect_leads_on_without_javascript(browser: Browser, host: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{host}{MOVED}")
        page.wait_for_url(f"{host}{MOVED_TO}")


@pytest.mark.parametrize("name", ["example", "crowded"])
def test_a_browser_builds_the_tree_that_is_written(
    page: Page, request: pytest.FixtureRequest, name: str
) -> None:
    site: Site = request.getfixturevalue(name)

    for file in sorted(site.output.rglob("*.html")):
        html = file.read_text(encoding="utf-8")

        built = page.evaluate(TREE, html)

        written = [f"{len(element.above)} {element.name}" for element in parse(html).elements]
        assert built == written, file
