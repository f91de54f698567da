"""A site in Arabic is laid out from right to left, and keeps other letters in their order."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.site.builds import Site, build_site, write_site
from tests.site.hosting import served
from tests.theme.reading import layout_of, open_page

SETTINGS = 'title = "ملف الوساطة"\nbase_url = "https://example.org/"\nlanguage = "ar"\n'
ARABIC = """\
---
title: مكالمة هاتفية
published: 2023-04-26
events:
  - {date: 2023-04-26, title: مكالمة}
annotations:
  - {type: note, exact: تحدث الرئيسان, body: خبر من مصدر واحد.}
  - {type: quotation, exact: مكالمة طويلة, speaker: john-kirby, kind: direct}
  - {type: claim, exact: ساعة كاملة, claimant: john-kirby, about: john-kirby,
     property: المدة, value: 1 hour.}
---
تحدث الرئيسان هاتفيًا. وصفها المتحدث بأنها مكالمة طويلة استغرقت ساعة كاملة.
"""
ENGLISH = """\
---
title: A call
language: en
annotations:
  - {type: note, exact: spoke, body: ملاحظة.}
---
The presidents spoke by telephone.
"""
CHINESE = """\
---
title: 通话
language: zh
annotations:
  - {type: note, exact: 电话, body: ملاحظة.}
---
两国元首通了电话。
"""
PAGES = (
    "",
    "articles/call/",
    "claims/",
    "timeline/",
    "entities/john-kirby/",
    "sources/",
    "search/",
)
CALL = "articles/call/"

GAP = """element => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return element.getBoundingClientRect().right - range.getBoundingClientRect().right;
}"""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site in Arabic that has articles in English and Chinese."""
    folder: Path = tmp_path_factory.mktemp("arabic")
    files = {
        "articles/call.md": ARABIC,
        "articles/english.md": ENGLISH,
        "articles/chinese.md": CHINESE,
        "entities/john-kirby.md": "---\ntype: person\nname: John Kirby\n---\n",
    }
    site = Site(write_site(folder, files, settings=SETTINGS), folder / "output")
    build_site(site)
    with served(site.output) as address:
        yield address


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_run_from_the_right_and_do_not_scroll_sideways(
    page: Page, host: str, width: int
) -> None:
    for path in PAGES:
        open_page(page, f"{host}{path}", width)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        assert page.locator(".skip").inner_text() == "الانتقال إلى النص", path
        assert page.locator("nav.breadcrumbs").count() == (path.count("/") > 1), path
        assert page.evaluate("document.documentElement.scrollWidth") == width, path


@pytest.mark.parametrize("width", [1440, 390])
def test_the_name_of_the_site_stands_right_of_its_switches(
    page: Page, host: str, width: int
) -> None:
    open_page(page, f"{host}claims/", width)

    name = page.get_by_role("banner").get_by_role("link").first.bounding_box()
    switch = page.locator("button.scheme").bounding_box()

    assert name is not None
    assert switch is not None
    assert name["x"] > switch["x"]


def test_notes_stand_left_of_the_text(page: Page, host: str) -> None:
    open_page(page, f"{host}{CALL}", 1440)

    layout = layout_of(page)

    assert layout.notes
    assert all(note.right < block.left for note in layout.notes for block in layout.blocks)
    assert layout.overlaps() == []


def test_notes_stand_under_their_paragraph_on_a_narrow_screen(page: Page, host: str) -> None:
    open_page(page, f"{host}{CALL}", 390)

    layout = layout_of(page)

    assert layout.notes
    assert all(note.top >= block.bottom for note in layout.notes for block in layout.blocks)


@pytest.mark.parametrize(
    ("article", "direction"), [("call", "rtl"), ("english", "ltr"), ("chinese", "ltr")]
)
def test_an_article_runs_as_its_language_does(
    page: Page, host: str, article: str, direction: str
) -> None:
    open_page(page, f"{host}articles/{article}/", 1440)

    expect(page.locator("#text")).to_have_css("direction", direction)
    expect(page.locator("#text .note").first).to_have_css("direction", "rtl")
    assert layout_of(page).overlaps() == []


def test_words_in_other_letters_keep_their_last_sign(page: Page, host: str) -> None:
    open_page(page, f"{host}{CALL}", 1440)

    value = page.locator("#text .note .value").first

    expect(value).to_have_text("1 hour.")
    expect(value).to_have_css("unicode-bidi", "plaintext")


def test_quotations_are_marked_as_arabic_marks_them(page: Page, host: str) -> None:
    open_page(page, f"{host}{CALL}", 1440)

    expect(page.locator(".statements q").first).to_have_css("quotes", '"«" "»" "‹" "›"')


def test_words_in_other_letters_stand_at_the_edge_of_the_page(page: Page, host: str) -> None:
    open_page(page, f"{host}timeline/", 1440)

    year, heading = page.locator("main h2").first, page.locator("main h1")

    expect(year).to_have_text("2023")
    for element in (year, heading):
        assert element.evaluate(GAP) <= 1
