"""Looking for words and jumping to names in a real browser, under the base path of a project."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from site_builder.build import build
from tests.site.builds import Site, copy_example, request_for
from tests.site.hosting import served

CALL = "articles/three-words-from-washington/"


@pytest.fixture
def faults(page: Page) -> Iterator[list[str]]:
    """Gather what the browser refuses or misses; at the end there must be nothing."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("response", lambda answer: found.append(answer.url) if answer.status >= 400 else None)
    yield found
    assert found == []


@pytest.fixture(scope="module")
def host_of_parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the example site with an index in many parts; give the address of its front page."""
    folder = tmp_path_factory.mktemp("parts")
    site = Site(copy_example(folder), folder / "output")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("site_builder.writing.search.entries.PART", 20)
        build(request_for(site))
    with served(site.output) as host:
        yield host


def look_for(page: Page, host: str, query: str) -> None:
    """Open the search with a question in its address, and wait for what is found."""
    page.goto(f"{host}search/?{query}")
    expect(page.locator("#_search-status")).to_contain_text("Found")


def links_on(page: Page) -> list[str]:
    """Give where the results lead."""
    links = page.locator(".search-found a")
    return [link.get_attribute("href") or "" for link in links.all()]


def open_box(page: Page, host: str) -> None:
    """Open the box on the front page by its key."""
    page.goto(host)
    page.keyboard.press("/")
    expect(page.locator("#_jump-words")).to_be_focused()


def choose(page: Page, words: str, name: str) -> None:
    """Write a part of a name, wait until it comes first, and go there."""
    page.locator("#_jump-words").fill(words)
    expect(page.locator("#_jump-found [role=option]").first).to_contain_text(name)
    page.keyboard.press("Enter")


def test_a_search_leads_to_the_passage_of_a_statement(
    page: Page, host: str, faults: list[str]
) -> None:
    look_for(page, host, "q=good+thing&kind=quotation")

    page.locator(".search-found a").first.click()

    expect(page).to_have_url(f"{host}{CALL}#a-good-thing")
    expect(page.locator("mark#a-good-thing")).to_be_in_viewport()
    assert faults == []


def test_a_search_leads_to_the_words_of_a_text(page: Page, host: str, faults: list[str]) -> None:
    look_for(page, host, "q=position+paper&kind=article")

    assert all(":~:text=" in link for link in links_on(page))
    page.locator(".search-found a").first.click()
    expect(page.locator("#text")).to_be_visible()
    assert faults == []


def test_filters_narrow_what_is_found_and_stand_in_the_address(
    page: Page, host: str, faults: list[str]
) -> None:
    look_for(page, host, "q=china")
    every = page.locator("#_search-status").inner_text()

    page.locator("#_search-kind").select_option("claim")
    page.locator("#_search-year").select_option("2023")
    page.locator("#_search-entity").fill("Alexander Lukashenko")

    expect(page.locator("#_search-status")).not_to_have_text(every)
    expect(page).to_have_url(
        f"{host}search/?q=china&kind=claim&entity=Alexander+Lukashenko&year=2023"
    )
    kinds = page.locator(".search-found .note-kind").all_inner_texts()
    assert {kind.casefold() for kind in kinds} == {"claim"}
    page.reload()
    expect(page.locator("#_search-entity")).to_have_value("Alexander Lukashenko")
    expect(page.locator(".search-found li")).to_have_count(len(kinds))
    assert faults == []


@pytest.mark.parametrize(
    "query",
    [
        "q=position+paper",
        "q=good+thing&kind=quotation",
        "q=泽连斯基",
        "kind=claim&entity=Alexander+Lukashenko",
        "q=plan&year=2023&kind=article",
    ],
)
def test_an_index_in_parts_finds_the_same(
    page: Page, host: str, host_of_parts: str, faults: list[str], query: str
) -> None:
    found: list[tuple[str, set[str]]] = []
    for address in (host, host_of_parts):
        look_for(page, address, query)
        expect(page.locator(".search-found li").first).to_be_visible()
        more = page.locator("#_search-more")
        while more.is_visible():
            before = len(links_on(page))
            more.click()
            expect(page.locator(".search-found li").nth(before)).to_be_visible()
        found.append((page.locator("#_search-status").inner_text(), set(links_on(page))))

    assert found[0] == found[1]
    assert found[0][1]
    assert faults == []


def test_chinese_is_found_by_any_part_of_a_sentence(
    page: Page, host: str, faults: list[str]
) -> None:
    look_for(page, host, "q=泽连斯基")

    expect(page.locator(".search-found mark").first).to_have_text("泽连斯基")
    assert any("one-source-two-echoes" in link for link in links_on(page))
    assert faults == []


def test_words_that_look_like_html_are_shown_as_words(
    page: Page, host: str, faults: list[str]
) -> None:
    page.goto(f"{host}search/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&entity=%3Cb%3E")

    expect(page.locator("#_search-status")).to_contain_text("<b>")
    assert page.locator("main :is(img, b)").count() == 0
    assert faults == []


def test_without_an_index_the_page_says_so_and_offers_lists(page: Page, host: str) -> None:
    page.route("**/search/index/**", lambda route: route.fulfill(status=404))
    page.goto(f"{host}search/?q=china")

    expect(page.locator("#_search-status")).to_contain_text("no index")
    expect(page.locator("#_search")).to_be_hidden()
    expect(page.locator("#_search-lists a").first).to_be_visible()


def test_without_a_script_the_page_offers_lists(browser: Browser, host: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host)
    page.locator("a.find").click()

    expect(page).to_have_url(f"{host}search/")
    expect(page.locator("#_search-status")).to_contain_text("needs a script")
    expect(page.locator("#_search")).to_be_hidden()
    assert page.locator("#_search-lists a").count() == 6
    assert page.locator(".jump-open").is_hidden()
    context.close()


@pytest.mark.parametrize(
    "jump",
    [
        ("лукаш", "Alexander Lukashenko", "entities/alexander-lukashenko/"),
        ("КИТАЙ", "China", "entities/china/"),
        ("习近", "Xi Jinping", "entities/xi-jinping/"),
        ("回声", "一个来源", "articles/one-source-two-echoes/"),
        ("three words", "Three words from Washington", CALL),
        ("keqi", "Li Keqiang", "entities/li-keqiang/"),
    ],
)
def test_the_box_jumps_to_names_in_any_script(
    page: Page, host: str, faults: list[str], jump: tuple[str, str, str]
) -> None:
    words, name, path = jump
    open_box(page, host)

    choose(page, words, name)

    expect(page).to_have_url(f"{host}{path}")
    assert faults == []


def test_accents_and_case_do_not_matter(page: Page, host: str) -> None:
    open_box(page, host)
    page.locator("#_jump-words").fill("ŁÍ KEQÌANG")

    expect(page.locator("#_jump-found [role=option]").first).to_contain_text("Li Keqiang")


def test_arrows_choose_and_tell_which_is_chosen(page: Page, host: str) -> None:
    open_box(page, host)
    field = page.locator("#_jump-words")
    field.fill("li")
    options = page.locator("#_jump-found [role=option]")
    expect(options.nth(1)).to_be_visible()

    page.keyboard.press("ArrowDown")

    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(options.nth(0)).to_have_attribute("aria-selected", "false")
    assert field.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    expect(page.locator("#_jump")).to_be_hidden()


def test_names_are_loaded_only_when_they_are_asked_for(page: Page, host: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{host}{CALL}")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "names" in url]

    page.keyboard.press("Control+k")
    page.locator("#_jump-words").fill("xi")
    expect(page.locator("#_jump-found [role=option]").first).to_contain_text("Xi Jinping")
    assert [url for url in asked if "names" in url] == [f"{host}search/names-1.json"]


def test_what_is_no_name_can_be_looked_for_in_texts(page: Page, host: str) -> None:
    open_box(page, host)

    choose(page, "ceasefire", "Search all texts for ceasefire")

    expect(page).to_have_url(f"{host}search/?q=ceasefire")


def test_the_key_of_the_box_can_be_done_without(page: Page, host: str) -> None:
    page.goto(host)
    page.evaluate("document.documentElement.dataset.keys = 'none'")
    page.keyboard.press("/")

    expect(page.locator("#_jump")).to_be_hidden()


def test_a_finger_opens_the_box_and_goes_on(browser: Browser, host: str) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(host)
    page.locator(".jump-open").tap()
    page.locator("#_jump-words").fill("минск")
    option = page.locator("#_jump-found [role=option]").first
    expect(option).to_contain_text("Minsk")

    option.tap()

    expect(page).to_have_url(f"{host}entities/minsk/")
    context.close()
