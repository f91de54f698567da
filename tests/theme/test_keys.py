"""Keys lead through the annotations of an article, and only where nothing is being written."""

import pytest
from playwright.sync_api import Page, expect

from tests.theme.reading import DENSE, FORTY, open_page

FOCUS = "document.activeElement.id"


def focus(page: Page) -> str:
    """Name the element that has the focus."""
    return str(page.evaluate(FOCUS))


@pytest.mark.parametrize("keys", [("n", "p"), ("j", "k"), ("т", "з")])
def test_keys_lead_to_the_next_passage_and_to_the_one_before(
    page: Page, host: str, keys: tuple[str, str]
) -> None:
    on, back = keys
    codes = {"т": "KeyN", "з": "KeyP"}
    open_page(page, f"{host}{FORTY}", 1440)

    def press(key: str) -> str:
        if key in codes:
            # A keyboard with other letters tells which key it was all the same.
            page.evaluate(
                "([key, code]) => document.activeElement.dispatchEvent("
                "new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }))",
                [key, codes[key]],
            )
        else:
            page.keyboard.press(key)
        return focus(page)

    assert [press(on), press(on), press(on), press(back)] == ["n0", "n1", "n2", "n1"]
    assert [press(back), press(back)] == ["n0", "n0"]
    expect(page.locator("#note_n0")).to_contain_class("lit")


def test_travel_begins_where_the_reader_is(page: Page, host: str) -> None:
    open_page(page, f"{host}{DENSE}", 390)
    page.locator("#arms").evaluate("mark => mark.scrollIntoView()")

    page.keyboard.press("n")

    assert focus(page) == "arms"
    expect(page.locator("#arms")).to_be_in_viewport()


@pytest.mark.parametrize("width", [1440, 390])
def test_a_note_is_opened_and_left_by_keys(page: Page, host: str, width: int) -> None:
    open_page(page, f"{host}{FORTY}", width)

    page.keyboard.press("n")
    page.keyboard.press("Enter")
    assert focus(page) == "note_n0"
    expect(page.locator("#note_n0")).to_be_in_viewport()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")

    assert focus(page) == "n0"
    page.keyboard.press("Escape")
    assert focus(page) == ""


def test_help_is_a_key_away_and_closes_again(page: Page, host: str) -> None:
    open_page(page, f"{host}{DENSE}", 1440)
    help_ = page.get_by_role("dialog", name="From note to note with the keyboard")

    page.keyboard.press("?")
    expect(help_).to_be_visible()
    page.keyboard.press("Escape")
    expect(help_).not_to_be_visible()
    page.get_by_role("button", name="Keys").click()

    expect(help_).to_be_visible()


def test_keys_can_be_done_without_and_that_is_remembered(page: Page, host: str) -> None:
    open_page(page, f"{host}{FORTY}", 1440)
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("button", name="Do without these keys").click()

    page.goto(f"{host}{DENSE}")
    page.keyboard.press("n")

    assert focus(page) == ""


def test_keys_are_left_to_whoever_writes(page: Page, host: str) -> None:
    open_page(page, f"{host}{FORTY}", 1440)
    page.evaluate("document.body.prepend(document.createElement('input'))")
    field = page.locator("body > input")

    field.press_sequentially("njpk?")

    expect(field).to_have_value("njpk?")
    expect(field).to_be_focused()


def test_keys_with_others_are_left_to_the_browser(page: Page, host: str) -> None:
    open_page(page, f"{host}{FORTY}", 1440)

    page.keyboard.press("Control+j")
    page.keyboard.press("Alt+n")

    assert focus(page) == ""
