"""In a real browser, each tab shows the latest of its page, and problems over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from site_builder.serving.live import Live, ServedSite, ToldProblem
from tests.serving.running import ROOT, Running, html_page, running
from tests.site.watching import watch

TALL = '<p class="tall">Text</p>' * 200
RED, BLUE = "h1 { color: rgb(255, 0, 0) }", "h1 { color: rgb(0, 0, 255) }"
PROBLEM = ToldProblem(
    path="content/articles/a.md",
    line=14,
    column=12,
    code="quote-not-found",
    message="no passage reads <img src=x onerror=alert(1)>",
    hint="nearest: <b>“bold”</b>",
    excerpt=("   14 |     exact: <script>alert(2)</script>", "      |            ^ nearest"),
    file=Path("/home/desk/content/articles/a.md"),
)
OTHER = ToldProblem(path="site.toml", code="bad-setting", message="another one")


@pytest.fixture
def tab(page: Page, server: Running) -> Iterator[Page]:
    """Open the front page; nothing may go wrong on it while the test runs."""
    faults = watch(page, server.origin)
    visit(page, server.address)
    yield page
    assert faults == []


def visit(tab: Page, address: str) -> None:
    """Open a page and wait until it has asked how it stands; mark it, to see it go."""
    with tab.expect_response("**/__live__/state*"):
        tab.goto(address)
    tab.evaluate("window.isMarked = true")


def was_reloaded(tab: Page) -> bool:
    """Tell whether the page is another than the one that was marked."""
    return tab.evaluate("window.isMarked") is None


def heading(tab: Page, text: str) -> None:
    """Wait for a heading."""
    expect(tab.locator("body h1")).to_have_text(text)


def settle(tab: Page, server: Running) -> None:
    """Wait until a tab has asked about a change and had its answer."""
    with tab.expect_response("**/__live__/state*"):
        server.live.publish(ServedSite(root=ROOT, folder=server.folder))


def test_a_page_that_has_changed_is_reloaded(tab: Page, server: Running) -> None:
    server.publish({"index.html": html_page("<h1>Changed</h1>")})

    heading(tab, "Changed")
    assert was_reloaded(tab)


def test_each_tab_goes_by_its_own_page(tab: Page, context: BrowserContext, server: Running) -> None:
    same, other = context.new_page(), context.new_page()
    visit(same, server.address)
    visit(other, f"{server.address}articles/summit/")

    with other.expect_response("**/__live__/state*"):
        server.publish({"index.html": html_page("<h1>Changed</h1>")})

    heading(tab, "Changed")
    heading(same, "Changed")
    settle(other, server)
    assert not was_reloaded(other)


def test_a_stylesheet_is_swapped_without_a_reload(tab: Page, server: Running) -> None:
    # A fingerprinted name: the page links another file, and is otherwise the same.
    changed = html_page("<h1>Front</h1>", sheet=f"{ROOT}assets/site.2.css")

    server.publish({"index.html": changed, "assets/site.2.css": RED})

    expect(tab.locator("h1")).to_have_css("color", "rgb(255, 0, 0)")
    expect(tab.locator("link[rel=stylesheet]")).to_have_count(1)
    assert not was_reloaded(tab)


def test_a_stylesheet_that_keeps_its_name_is_swapped_each_time(tab: Page, server: Running) -> None:
    for sheet, colour in ((RED, "rgb(255, 0, 0)"), (BLUE, "rgb(0, 0, 255)")):
        server.publish({"assets/site.1.css": sheet})
        expect(tab.locator("h1")).to_have_css("color", colour)

    expect(tab.locator("link[rel=stylesheet]")).to_have_count(1)
    assert not was_reloaded(tab)


def test_a_page_is_reloaded_after_its_stylesheet_was_swapped(tab: Page, server: Running) -> None:
    server.publish({"assets/site.1.css": RED})
    expect(tab.locator("h1")).to_have_css("color", "rgb(255, 0, 0)")

    server.publish({"index.html": html_page("<h1>Changed</h1>")})

    heading(tab, "Changed")


def test_a_picture_that_has_changed_is_shown(tab: Page, server: Running) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"/>'
    picture = html_page('<h1>Front</h1><img src="photo.svg" alt="">')
    server.publish({"index.html": picture, "photo.svg": svg.format(10)})
    expect(tab.locator("img")).to_have_js_property("naturalWidth", 10)

    server.publish({"photo.svg": svg.format(20)})

    expect(tab.locator("img")).to_have_js_property("naturalWidth", 20)


def test_the_reader_stays_at_the_same_place(tab: Page, server: Running) -> None:
    server.publish({"index.html": html_page(f"<h1>Front</h1>{TALL}")})
    place = tab.locator(".tall").nth(150)
    place.scroll_into_view_if_needed()
    before = tab.evaluate("scrollY")

    server.publish({"index.html": html_page(f"<h1>Changed</h1>{TALL}")})

    heading(tab, "Changed")
    expect(place).to_be_in_viewport()
    assert tab.evaluate("scrollY") == before > 0


def test_a_page_that_is_gone_and_back_is_shown_so(page: Page, server: Running) -> None:
    visit(page, f"{server.address}articles/summit/")
    file = server.folder / "articles/summit/index.html"
    kept = file.read_text(encoding="utf-8")

    file.rename(server.folder / "away.html")
    server.publish({})
    heading(page, "There is no page here")
    server.publish({"articles/summit/index.html": kept})

    heading(page, "Summit")


def test_a_page_that_the_browser_kept_is_reloaded_when_it_is_shown_again(
    tab: Page, server: Running
) -> None:
    visit(tab, f"{server.address}articles/summit/")
    server.publish({"index.html": html_page("<h1>Changed</h1>")})

    tab.go_back()

    heading(tab, "Changed")


def test_a_tab_finds_the_server_again_and_shows_the_newer_site(page: Page, tmp_path: Path) -> None:
    with running(tmp_path) as first:
        first.publish({"index.html": html_page("<h1>First</h1>")})
        visit(page, first.address)
    first.write({"index.html": html_page("<h1>Second</h1>")})

    with running(tmp_path, port=first.port):
        heading(page, "Second")


def test_a_tab_whose_page_is_as_it_was_is_left_alone_by_a_new_server(
    page: Page, tmp_path: Path
) -> None:
    with running(tmp_path) as first:
        first.publish({"index.html": html_page("<h1>First</h1>")})
        visit(page, first.address)

    with running(tmp_path, port=first.port) as second:
        with page.expect_response("**/__live__/state*"):
            pass

        settle(page, second)
        assert not was_reloaded(page)


def test_a_tab_that_nobody_sees_looks_when_it_is_seen(tab: Page, server: Running) -> None:
    tab.evaluate("""() => {
      window.isHidden = true;
      Object.defineProperty(document, "hidden", { get: () => window.isHidden });
    }""")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))

    with server.listen():
        server.publish({"index.html": html_page("<h1>Changed</h1>")})
    tab.wait_for_timeout(200)
    assert asked == []
    tab.evaluate("isHidden = false; document.dispatchEvent(new Event('visibilitychange'))")

    heading(tab, "Changed")


def test_more_tabs_than_a_browser_opens_connections_stay_alive(
    context: BrowserContext, server: Running
) -> None:
    tabs = [context.new_page() for _ in range(7)]
    for each in tabs:
        visit(each, server.address)

    server.publish({"index.html": html_page("<h1>Changed</h1>")})

    for each in tabs:
        heading(each, "Changed")


def test_a_tab_is_told_of_changes_where_there_are_no_shared_workers(
    page: Page, server: Running
) -> None:
    page.add_init_script("delete window.SharedWorker")
    visit(page, server.address)

    server.publish({"index.html": html_page("<h1>Changed</h1>")})

    heading(page, "Changed")


def test_problems_are_shown_over_the_page_as_they_are(tab: Page, server: Running) -> None:
    server.live.fail((PROBLEM, OTHER))

    notice = tab.get_by_role("dialog", name="The site cannot be built")
    expect(notice.get_by_role("listitem")).to_have_count(2)
    shown = notice.get_by_role("listitem").first
    for text in (PROBLEM.code, PROBLEM.message, PROBLEM.hint, "content/articles/a.md:14:12"):
        expect(shown).to_contain_text(text)
    expect(shown.locator("pre")).to_have_text("\n".join(PROBLEM.excerpt), use_inner_text=True)
    assert shown.locator("img, script, b").count() == 0
    expect(notice).to_have_css("position", "fixed")
    assert tab.locator("h1").first.inner_text() == "Front"
    assert not was_reloaded(tab)


def test_a_problem_leads_to_its_place_in_the_editor(tab: Page, server: Running) -> None:
    server.live.fail((PROBLEM, OTHER))

    links = tab.get_by_role("dialog").get_by_role("link")

    expect(links).to_have_count(1)
    expect(links).to_have_attribute("href", f"vscode://file{PROBLEM.file}:14:12")


def test_problems_are_gone_when_they_are_mended(tab: Page, server: Running) -> None:
    server.live.fail((PROBLEM,))
    expect(tab.get_by_role("dialog")).to_be_visible()

    settle(tab, server)

    expect(tab.get_by_role("dialog")).to_have_count(0)
    assert not was_reloaded(tab)


def test_problems_that_were_closed_stay_so_until_the_next_failure(
    tab: Page, server: Running
) -> None:
    server.live.fail((PROBLEM,))
    expect(tab.get_by_role("dialog")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog")).to_have_count(0)

    visit(tab, f"{server.address}articles/summit/")
    expect(tab.get_by_role("dialog")).to_have_count(0)
    server.live.fail((PROBLEM,))

    expect(tab.get_by_role("dialog")).to_be_visible()


def test_problems_change_with_the_next_failure(tab: Page, server: Running) -> None:
    server.live.fail((PROBLEM,))
    expect(tab.get_by_role("listitem")).to_contain_text(PROBLEM.code)

    server.live.fail((OTHER,) * 60)

    expect(tab.get_by_role("listitem").first).to_contain_text(OTHER.code)
    expect(tab.get_by_text("and 10 more")).to_be_visible()


def test_a_page_opened_on_a_broken_site_shows_the_problems(page: Page, server: Running) -> None:
    server.live.fail((PROBLEM,))

    page.goto(server.address)

    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_site_that_starts_broken_is_shown_once_it_is_mended(page: Page, tmp_path: Path) -> None:
    live = Live()
    live.fail((PROBLEM,))

    with running(tmp_path, live) as server:
        page.goto(server.origin)
        expect(page.get_by_role("dialog")).to_contain_text(PROBLEM.message)
        server.publish({"index.html": html_page("<h1>Mended</h1>")})

        heading(page, "Mended")
        assert page.url == server.address
