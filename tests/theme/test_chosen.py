"""What a reader chooses is kept, and in place before anything is painted."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.watching import watch
from tests.theme.reading import DENSE, open_page

PAPER = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(253, 252, 249)", "rgb(23, 22, 20)"


def scheme(page: Page) -> str:
    """Tell the colour of the paper."""
    return str(page.evaluate(PAPER))


def test_the_dark_scheme_is_chosen_and_remembered(page: Page, host: str) -> None:
    faults = watch(page, host)
    open_page(page, host, 1024)
    button = page.get_by_role("button", name="Dark colours")

    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    assert scheme(page) == DARK
    page.goto(f"{host}{DENSE}")

    assert scheme(page) == DARK
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    assert scheme(page) == LIGHT
    assert faults == []


def test_the_scheme_stands_before_the_page_is_built(page: Page, host: str) -> None:
    open_page(page, host, 1024)
    page.get_by_role("button", name="Dark colours").click()
    page.add_init_script("""
      new MutationObserver(() => {
        if (document.body) window.atFirst ??= document.documentElement.dataset.scheme;
      }).observe(document, { childList: true, subtree: true });
    """)

    page.reload()

    assert page.evaluate("window.atFirst") == "dark"


def test_a_choice_that_is_the_systems_own_follows_the_system(page: Page, host: str) -> None:
    open_page(page, host, 1024)
    button = page.get_by_role("button", name="Dark colours")

    button.click()
    button.click()
    page.emulate_media(color_scheme="dark")

    assert scheme(page) == DARK
    expect(button).to_have_attribute("aria-pressed", "true")


def test_a_page_that_was_made_dark_is_light_on_paper(page: Page, host: str) -> None:
    open_page(page, f"{host}{DENSE}", 1024)
    page.get_by_role("button", name="Dark colours").click()

    page.emulate_media(media="print")

    assert scheme(page) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("width", [1440, 390])
def test_the_text_can_be_read_without_its_notes(page: Page, host: str, width: int) -> None:
    open_page(page, f"{host}{DENSE}", width)
    button = page.get_by_role("button", name="Text without notes")

    button.click()
    page.reload()

    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#text .note").first).not_to_be_visible()
    expect(page.locator("#text .note-number").first).not_to_be_visible()
    mark = page.locator("#full-support")
    assert mark.evaluate("mark => getComputedStyle(mark).textDecorationLine") == "none"
    button.click()
    expect(page.locator("#text .note").first).to_be_visible()


def test_the_address_of_a_note_shows_it_to_whoever_reads_without(page: Page, host: str) -> None:
    open_page(page, f"{host}{DENSE}", 1440)
    page.get_by_role("button", name="Text without notes").click()

    page.goto(host)
    page.goto(f"{host}{DENSE}#arms")

    expect(page.locator("#note_arms")).to_be_visible()
    page.goto(f"{host}{DENSE}")
    expect(page.locator("#note_arms")).not_to_be_visible()


def test_a_browser_that_keeps_nothing_still_switches(page: Page, host: str) -> None:
    faults = watch(page, host)
    page.add_init_script("""
      Object.defineProperty(window, "localStorage", { get: () => { throw new Error("no"); } });
    """)
    open_page(page, f"{host}{DENSE}", 1024)

    page.get_by_role("button", name="Dark colours").click()

    assert scheme(page) == DARK
    assert faults == []


@pytest.mark.parametrize("fragment", ["100%", "nobody", "%ff", "a b", "_card", "text"])
def test_any_fragment_of_an_address_does_no_harm(page: Page, host: str, fragment: str) -> None:
    faults = watch(page, host)

    open_page(page, f"{host}{DENSE}#{fragment}", 1440)

    expect(page.locator("#text[data-placed]")).to_be_attached()
    assert faults == []


def test_nothing_moves_for_whoever_asks_for_that(context: BrowserContext, host: str) -> None:
    page = context.new_page()
    moving = re.compile("inset-block-start")
    duration = "note => getComputedStyle(note).transitionProperty"
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{host}{DENSE}")
    page.wait_for_selector("#text[data-moves]")
    note = page.locator("#text .note").first

    assert moving.search(note.evaluate(duration))
    page.emulate_media(reduced_motion="reduce")

    assert not moving.search(note.evaluate(duration))


def test_without_a_script_there_are_no_buttons_that_do_nothing(browser: Browser, host: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{host}{DENSE}")

        assert not [b for b in page.get_by_role("button").all() if b.is_visible()]
