"""What a real browser makes of the theme: margins, screens, schemes, scripts and paper."""

from collections.abc import Mapping
from mimetypes import guess_type

import msgspec
import pytest
from playwright.sync_api import Page, Route

from site_builder.writing.assets import ThemeFolder
from site_builder.writing.templates import Templates
from tests.theme.conftest import THEME
from tests.theme.made_up.article import ARTICLE, BLOCKS
from tests.theme.made_up.names import ARTICLE_URL, ROOT, SITE
from tests.theme.made_up.pages import PAGES, head

HOST = "https://example.org"

BOXES = """() => [...document.querySelectorAll('#text > .notes')].map(aside => {
  const notes = aside.getBoundingClientRect();
  const block = aside.previousElementSibling.getBoundingClientRect();
  const box = ({top, bottom, left, right}) => ({top, bottom, left, right});
  return {notes: box(notes), block: box(block)};
})"""


class Box(msgspec.Struct, frozen=True):
    """Where something stands on the page, in pixels."""

    top: float
    bottom: float
    left: float
    right: float


class Pair(msgspec.Struct, frozen=True):
    """A block of text and the notes on it."""

    notes: Box
    block: Box


def pairs_on(page: Page) -> list[Pair]:
    """Measure every block that has notes."""
    return msgspec.convert(page.evaluate(BOXES), list[Pair])


@pytest.fixture(scope="module")
def files(templates: Templates) -> Mapping[str, bytes]:
    """Render the made-up site: every page and asset by its path."""
    pages = {
        url: templates.render(template, page=head(name), view=view).encode()
        for name, (template, url, view) in PAGES.items()
    }
    return pages | {f"{ROOT}{path}": content for path, content in templates.assets().items()}


def serve(page: Page, files: Mapping[str, bytes]) -> list[str]:
    """Answer the browser's requests with files; what goes wrong is put into the list."""
    faults: list[str] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOST).partition("#")[0]
        if path not in files:
            faults.append(route.request.url)
            route.fulfill(status=404)
            return
        kind = guess_type(path)[0] if "assets/" in path else "text/html; charset=utf-8"
        route.fulfill(body=files[path], content_type=kind)

    page.route("**/*", answer)
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    return faults


def open_article(page: Page, files: Mapping[str, bytes], width: int) -> None:
    """Open the made-up article in a window of a width."""
    serve(page, files)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{HOST}{ARTICLE_URL}")


def overlap(one: Box, other: Box) -> bool:
    """Tell whether two boxes have a place in common, but for what rounding leaves."""
    apart_down = one.bottom <= other.top + 0.5 or other.bottom <= one.top + 0.5
    apart_across = one.right <= other.left + 0.5 or other.right <= one.left + 0.5
    return not apart_down and not apart_across


@pytest.mark.parametrize("width", [1440, 1280, 1024, 900])
def test_notes_stand_in_the_margin_and_never_on_each_other(
    page: Page, files: Mapping[str, bytes], width: int
) -> None:
    open_article(page, files, width)

    pairs = pairs_on(page)

    assert len(pairs) == sum(bool(block.notes) for block in BLOCKS)
    boxes = [box for pair in pairs for box in (pair.notes, pair.block)]
    assert not [
        (one, other) for at, one in enumerate(boxes) for other in boxes[:at] if overlap(one, other)
    ]
    assert all(pair.notes.left > pair.block.right for pair in pairs)
    assert all(pair.notes.top >= pair.block.top for pair in pairs)


def test_notes_begin_beside_their_block_where_there_is_room(
    page: Page, files: Mapping[str, bytes]
) -> None:
    open_article(page, files, 1440)

    first = pairs_on(page)[0]

    assert first.notes.top == pytest.approx(first.block.top, abs=6)


@pytest.mark.parametrize("width", [800, 390, 320])
def test_notes_stand_under_their_block_on_a_narrow_screen(
    page: Page, files: Mapping[str, bytes], width: int
) -> None:
    open_article(page, files, width)

    for pair in pairs_on(page):
        assert 0 <= pair.notes.top - pair.block.bottom < 40
        assert pair.notes.left == pytest.approx(pair.block.left, abs=1)


def test_the_margin_is_on_the_left_where_the_script_runs_to_the_left(page: Page) -> None:
    site = msgspec.structs.replace(SITE, language="ar", direction="rtl")
    view = msgspec.structs.replace(ARTICLE, language="ar", direction="rtl")
    templates = Templates([ThemeFolder(THEME, "theme:")], site=site)
    html = templates.render("article.html", page=head("article"), view=view).encode()
    assets = {f"{ROOT}{path}": content for path, content in templates.assets().items()}

    open_article(page, {ARTICLE_URL: html} | assets, 1280)

    assert all(pair.notes.right < pair.block.left for pair in pairs_on(page))


def test_every_page_loads_without_a_fault_and_fits_a_narrow_screen(
    page: Page, files: Mapping[str, bytes]
) -> None:
    faults = serve(page, files)
    page.set_viewport_size({"width": 320, "height": 640})

    for name in PAGES.keys() - {"redirect"}:
        page.goto(f"{HOST}{PAGES[name][1]}")
        assert page.evaluate("document.documentElement.scrollWidth") == 320, name

    assert faults == []


@pytest.mark.parametrize("fragment", ["", "#fully-supports"])
def test_an_old_address_leads_on_with_its_fragment(
    page: Page, files: Mapping[str, bytes], fragment: str
) -> None:
    faults = serve(page, files)

    page.goto(f"{HOST}{PAGES['redirect'][1]}{fragment}")
    page.wait_for_url(f"{HOST}{ARTICLE_URL}{fragment}")

    assert faults == []


def test_the_scheme_is_that_of_the_system(page: Page, files: Mapping[str, bytes]) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    open_article(page, files, 800)

    page.emulate_media(color_scheme="light")
    light = page.evaluate(paper)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(paper)

    assert (light, dark) == ("rgb(253, 252, 249)", "rgb(23, 22, 20)")


def test_on_paper_notes_are_under_their_block_and_links_have_addresses(
    page: Page, files: Mapping[str, bytes]
) -> None:
    open_article(page, files, 1440)

    page.emulate_media(media="print")

    assert all(pair.notes.top >= pair.block.bottom for pair in pairs_on(page))
    link = page.locator(".sources a.outward").first
    after = "element => getComputedStyle(element, '::after').content"
    assert "www.themoscowtimes.com" in link.evaluate(after)
    assert not page.locator(".menu").is_visible()


def test_the_way_past_the_menu_shows_when_it_is_reached(
    page: Page, files: Mapping[str, bytes]
) -> None:
    open_article(page, files, 800)

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box() != {"x": 0, "y": 0, "width": 1, "height": 1}
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "_main"
