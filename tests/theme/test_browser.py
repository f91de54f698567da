"""What a real browser makes of the theme: margins, screens, schemes, scripts and paper."""

from collections.abc import Mapping
from mimetypes import guess_type

import msgspec
import pytest
from playwright.sync_api import Page, Route, expect

from site_builder.writing.assets import ThemeFolder
from site_builder.writing.templates import Templates
from tests.theme.conftest import THEME
from tests.theme.made_up.article import ARTICLE, BLOCKS
from tests.theme.made_up.names import ARTICLE_URL, ROOT, SITE
from tests.theme.made_up.pages import PAGES, head
from tests.theme.reading import layout_of

HOST = "https://example.org"


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


@pytest.mark.parametrize("width", [1440, 1280, 1024, 900])
def test_notes_stand_in_the_margin_and_never_on_each_other(
    page: Page, files: Mapping[str, bytes], width: int
) -> None:
    open_article(page, files, width)

    layout = layout_of(page)

    assert len(layout.notes) == sum(len(block.notes) for block in BLOCKS)
    assert layout.overlaps() == []
    assert all(note.left > block.right for note in layout.notes for block in layout.blocks)


def test_a_note_begins_beside_its_passage_where_there_is_room(
    page: Page, files: Mapping[str, bytes]
) -> None:
    open_article(page, files, 1440)

    passage = page.locator(f"#{BLOCKS[0].notes[0].id}").bounding_box()

    assert passage is not None
    assert layout_of(page).notes[0].top == pytest.approx(passage["y"], abs=6)


@pytest.mark.parametrize("width", [800, 390, 320])
def test_notes_stand_under_their_block_on_a_narrow_screen(
    page: Page, files: Mapping[str, bytes], width: int
) -> None:
    open_article(page, files, width)

    asides = page.locator("#text > .notes").all()

    for aside in asides:
        block = aside.evaluate("aside => aside.previousElementSibling.getBoundingClientRect()")
        box = aside.bounding_box()
        assert box is not None
        assert 0 <= box["y"] - block["bottom"] < 40
        assert box["x"] == pytest.approx(block["left"], abs=1)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("site_direction", ["ltr", "rtl"])
def test_the_margin_is_where_the_site_has_it(
    page: Page, site_direction: str, direction: str
) -> None:
    site = msgspec.structs.replace(SITE, direction=site_direction)
    view = msgspec.structs.replace(ARTICLE, direction=direction)
    templates = Templates([ThemeFolder(THEME, "theme:")], site=site)
    html = templates.render("article.html", page=head("article"), view=view).encode()
    assets = {f"{ROOT}{path}": content for path, content in templates.assets().items()}

    open_article(page, {ARTICLE_URL: html} | assets, 1280)

    layout = layout_of(page)
    pairs = [(note, block) for note in layout.notes for block in layout.blocks]
    if site_direction == "rtl":
        assert all(note.right < block.left for note, block in pairs)
    else:
        assert all(note.left > block.right for note, block in pairs)
    assert layout.overlaps() == []


def test_every_page_loads_without_a_fault_and_fits_a_narrow_screen(
    page: Page, files: Mapping[str, bytes]
) -> None:
    faults = serve(page, files)
    page.set_viewport_size({"width": 320, "height": 640})

    # The page for searching loads what only the build of a whole site makes.
    for name in PAGES.keys() - {"redirect", "search"}:
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


def test_on_paper_notes_are_whole_behind_the_text_and_links_have_addresses(
    page: Page, files: Mapping[str, bytes]
) -> None:
    open_article(page, files, 1440)

    page.emulate_media(media="print")

    layout = layout_of(page)
    end = max(block.bottom for block in layout.blocks)
    assert all(note.top >= end for note in layout.notes)
    assert [note.top for note in layout.notes] == sorted(note.top for note in layout.notes)
    assert layout.overlaps() == []
    for body in page.locator("#text .note-body").all():
        assert body.evaluate("body => body.scrollHeight - body.clientHeight") <= 1
    after = "element => getComputedStyle(element, '::after').content"
    for place in (".sources a.outward", ".byline a.outward"):
        assert "www.themoscowtimes.com" in page.locator(place).first.evaluate(after)
    assert not page.locator(".menu, .tools, .scheme, .note-more").locator("visible=true").all()


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_who_published_it_and_the_original_stay_in_sight(
    page: Page, files: Mapping[str, bytes], width: int
) -> None:
    open_article(page, files, width)

    page.locator("#text > :last-child").evaluate("last => last.scrollIntoView({block: 'end'})")

    byline = page.locator(".byline")
    for name in ("The Moscow Times", "The original", "Archived copy"):
        expect(byline.get_by_role("link", name=name)).to_be_in_viewport(ratio=0.9)


def test_the_way_past_the_menu_shows_when_it_is_reached(
    page: Page, files: Mapping[str, bytes]
) -> None:
    open_article(page, files, 800)

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box() != {"x": 0, "y": 0, "width": 1, "height": 1}
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "_main"
