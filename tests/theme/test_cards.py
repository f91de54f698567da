"""Names have cards for whoever has a mouse, a keyboard, a finger or a screen reader."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.site.watching import watch
from tests.theme.reading import DENSE, open_page

CARD = "#_card"
NAME = "#text a.mention[href$='/entities/alexander-lukashenko/']"
SOURCE = "#text > p a[href$='/sources/chinese-readout/']"


@pytest.fixture
def article(page: Page, host: str) -> Page:
    """Open the densest article of the example site."""
    open_page(page, f"{host}{DENSE}", 1440)
    return page


def test_a_mouse_over_a_name_shows_the_office_of_that_day_and_the_last_statements(
    article: Page, host: str
) -> None:
    faults = watch(article, host)
    card = article.locator(CARD)

    article.locator(NAME).hover()

    expect(card).to_be_visible()
    expect(card).to_contain_text("President, Belarus")
    expect(card.locator(".statement")).to_have_count(2)
    expect(card).to_contain_text("fully supports")
    card.hover()
    article.wait_for_timeout(400)
    expect(card).to_be_visible()
    article.mouse.move(1400, 5)
    expect(card).not_to_be_visible()
    assert faults == []


def test_the_keyboard_comes_into_a_card_and_back(article: Page) -> None:
    card = article.locator(CARD)
    name = article.locator(NAME)

    article.keyboard.press("Tab")
    name.focus()
    expect(card.locator(".statement")).to_have_count(2)
    article.keyboard.press("Tab")
    expect(card.get_by_role("link").first).to_be_focused()
    article.keyboard.press("Escape")

    expect(card).not_to_be_visible()
    expect(name).to_be_focused()
    article.wait_for_timeout(400)
    expect(card).not_to_be_visible()


def test_tab_leads_out_of_a_card_to_what_follows_its_name(article: Page) -> None:
    article.keyboard.press("Tab")
    article.locator(NAME).focus()
    card = article.locator(CARD)
    expect(card.locator(".statement")).to_have_count(2)

    article.keyboard.press("Tab")
    for _ in card.get_by_role("link").all():
        article.keyboard.press("Tab")

    expect(card).not_to_be_visible()
    after = article.locator("#text a[href$='/entities/belarus/']").first
    expect(after).to_be_focused()


def test_a_screen_reader_is_told_what_the_card_says_first(article: Page) -> None:
    name = article.locator(NAME)

    name.hover()

    expect(name).to_have_accessible_description("Alexander Lukashenko President, Belarus")


def test_a_source_shows_its_citation_and_what_came_of_checking_it(article: Page) -> None:
    article.locator(SOURCE).hover()

    card = article.locator(CARD)
    expect(card.locator("cite")).to_contain_text("Chinese readout")
    expect(card).to_contain_text("A copy is kept")
    expect(card).to_contain_text("In the saved copy")


def test_an_event_shows_when_it_was(article: Page) -> None:
    article.locator("#note_what-is-supported .note-more").click()
    article.locator("#note_what-is-supported a[href*='/events/']").hover()

    card = article.locator(CARD)
    expect(card).to_contain_text("Lukashenko and Xi meet in Beijing")
    expect(card).to_contain_text("1 March 2023")


def test_a_finger_shows_the_card_first_and_follows_the_name_then(
    browser: Browser, host: str
) -> None:
    with browser.new_context(has_touch=True, viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{host}{DENSE}")
        name, card = page.locator(NAME), page.locator(CARD)

        name.tap()
        expect(card).to_contain_text("President, Belarus")
        box = card.bounding_box()
        assert page.url.endswith(DENSE)
        card.locator(".entity-name a").tap()

        page.wait_for_url("**/entities/alexander-lukashenko/")
        assert box is not None
        assert box["width"] == 390


def test_a_card_says_what_the_page_knows_where_nothing_more_can_be_had(article: Page) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    article.route("**/entities/**", refuse)

    article.locator(NAME).hover()

    expect(article.locator(CARD)).to_contain_text("President, Belarus")


def test_a_card_stays_inside_the_window(article: Page) -> None:
    names = article.locator("#text a.mention")

    for name in names.all():
        name.hover()
        card = article.locator(CARD)
        expect(card).to_be_visible()
        article.wait_for_timeout(300)
        box = card.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= 1440
        assert box["y"] + box["height"] <= 900
        article.mouse.move(1400, 450)
        expect(card).not_to_be_visible()
