"""Notes stand beside their passages and never on each other, however many there are."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.theme.reading import DENSE, FORTY, layout_of, open_page

ARTICLES = [DENSE, FORTY]
WIDE = [1440, 1024]


@pytest.mark.parametrize("width", [*WIDE, 820, 390])
@pytest.mark.parametrize("article", ARTICLES)
def test_no_note_stands_on_another_or_on_the_text(
    page: Page, host: str, article: str, width: int
) -> None:
    open_page(page, f"{host}{article}", width)

    layout = layout_of(page)

    assert len(layout.notes) >= 15
    assert layout.overlaps() == []


@pytest.mark.parametrize("width", WIDE)
@pytest.mark.parametrize("article", ARTICLES)
def test_notes_leave_no_holes_in_the_text(page: Page, host: str, article: str, width: int) -> None:
    open_page(page, f"{host}{article}", width)

    layout = layout_of(page)

    assert all(note.left > block.right for note in layout.notes for block in layout.blocks)
    assert max(layout.holes()) < 60


@pytest.mark.parametrize("width", WIDE)
def test_every_note_stands_on_a_narrow_screen_under_its_paragraph(
    page: Page, host: str, width: int
) -> None:
    open_page(page, f"{host}{FORTY}", width)
    page.set_viewport_size({"width": 390, "height": 800})

    page.wait_for_function("!document.querySelector('#text[data-placed]')")
    layout = layout_of(page)

    first, second = layout.blocks
    assert all(first.bottom <= note.top and note.bottom <= second.top for note in layout.notes)


@pytest.mark.parametrize("number", [0, 20, 39])
def test_the_note_in_hand_is_whole_and_beside_its_passage(
    page: Page, host: str, number: int
) -> None:
    open_page(page, f"{host}{FORTY}", 1440)
    passage, note = page.locator(f"#n{number}"), page.locator(f"#note_n{number}")

    passage.click()

    expect(note).not_to_have_class("folded")
    wanted, found = passage.bounding_box(), note.bounding_box()
    assert wanted is not None
    assert found is not None
    lines = 300 if number == 39 else 40
    assert abs(found["y"] - wanted["y"]) < lines
    assert layout_of(page).overlaps() == []


def test_a_folded_note_can_be_unfolded_and_says_so(page: Page, host: str) -> None:
    open_page(page, f"{host}{DENSE}", 390)
    note = page.locator("#note_what-is-supported")
    button = note.get_by_role("button")
    folded = note.bounding_box()

    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()

    expect(button).to_have_attribute("aria-expanded", "true")
    opened = note.bounding_box()
    assert folded is not None
    assert opened is not None
    assert opened["height"] > 1.5 * folded["height"]


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("article", ARTICLES)
def test_without_a_script_notes_are_whole_and_leave_no_holes(
    browser: Browser, host: str, article: str, width: int
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        open_page(page, f"{host}{article}", width)

        layout = layout_of(page)

        assert layout.overlaps() == []
        for note in page.locator("#text .note-body").all():
            assert note.evaluate("note => note.scrollHeight - note.clientHeight") <= 1
        assert not page.locator(".tools, .scheme, .note-more").locator("visible=true").all()


def test_nothing_moves_while_an_article_loads(page: Page, host: str) -> None:
    page.add_init_script("""
      window.shifts = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shifts += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    """)

    for width in (1440, 390):
        for article in ARTICLES:
            open_page(page, f"{host}{article}", width)
            page.wait_for_timeout(200)
            assert page.evaluate("window.shifts") < 0.001, (width, article)


def test_a_passage_and_its_note_show_each_other(page: Page, host: str) -> None:
    open_page(page, f"{host}{FORTY}", 1440)
    passage, note = page.locator("#n3"), page.locator("#note_n3")

    passage.hover()
    expect(note).to_contain_class("lit")
    page.locator("#note_n5").hover()
    expect(page.locator("#n5")).to_contain_class("lit")
    expect(note).not_to_contain_class("lit")
    note.get_by_role("link").first.focus()
    expect(passage).to_contain_class("lit")


def test_kinds_of_notes_are_told_apart_without_colour(page: Page, host: str) -> None:
    open_page(page, f"{host}{DENSE}", 1440)

    said = page.locator("#text .note").evaluate_all(
        """notes => notes.map((note) => {
          const { borderInlineStartStyle, borderInlineStartWidth } = getComputedStyle(note);
          const kind = note.querySelector(".note-kind").textContent;
          return [kind, `${borderInlineStartStyle} ${borderInlineStartWidth}`];
        })"""
    )

    assert len({stroke for _, stroke in said}) == len({kind for kind, _ in said}) >= 6
    assert all(kind for kind, _ in said)


@pytest.mark.parametrize(
    ("article", "id_"),
    [(FORTY, "n0"), (FORTY, "n25"), (DENSE, "full-support"), (DENSE, "cold-war-mentality")],
)
def test_an_address_of_words_leads_to_them(page: Page, host: str, article: str, id_: str) -> None:
    open_page(page, f"{host}{article}", 390, height=300)
    words = page.locator(f"#note_{id_} .note-links a").nth(1).get_attribute("href")
    assert words is not None

    page.goto("about:blank")
    page.goto(f"{host}{article}#:~:{words.partition(':~:')[2]}")

    expect(page.locator(f"#{id_}")).to_be_in_viewport()
