"""Pictures of time can be looked at closely, filtered and shared, and need none of that."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.builds import Site, build_site
from tests.site.hosting import served
from tests.site.watching import watch

SETTINGS = """\
title = "Time"
base_url = "http://127.0.0.1/repo/"
language = "ar"
timezone = "UTC"
"""


@pytest.fixture
def timeline(page: Page, host: str) -> Page:
    """Open the timeline of the example site."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{host}timeline/")
    return page


def rows(page: Page) -> Locator:
    """Find the events of the list that are shown."""
    return page.locator("li.event:visible")


def drawn(page: Page) -> Locator:
    """Find the events of the picture that are not faded out."""
    return page.locator(".happening:not(.is-out)")


def width(page: Page) -> float:
    """Measure the picture."""
    box = page.locator(".time-picture").bounding_box()
    assert box is not None
    return box["width"]


def test_filters_stand_in_the_address_and_come_back_with_it(timeline: Page, host: str) -> None:
    faults = watch(timeline, host)
    total = rows(timeline).count()

    timeline.get_by_label("Who or where").select_option("xi-jinping")
    timeline.get_by_label("Story").select_option("minsk-and-beijing")
    timeline.wait_for_url(re.compile(r"\?entity=xi-jinping&story=minsk-and-beijing$"))

    shown = rows(timeline).count()
    assert 0 < shown < total
    assert drawn(timeline).count() == shown
    expect(timeline.locator("output")).to_have_text(f"{shown} of {total} are shown")
    timeline.reload()
    expect(rows(timeline)).to_have_count(shown)
    expect(timeline.get_by_label("Who or where")).to_have_value("xi-jinping")
    assert faults == []


def test_days_on_which_accounts_differ_can_be_picked_out(timeline: Page) -> None:
    timeline.get_by_label("Which").select_option("disputed")

    expect(rows(timeline)).to_have_count(1)
    expect(rows(timeline)).to_contain_text("Accounts differ")
    expect(timeline.locator(".time-differs:not(.time-sign *)")).to_have_count(1)
    timeline.get_by_label("Which").select_option("")
    assert rows(timeline).count() > 1
    timeline.wait_for_url(re.compile(r"/timeline/$"))


def test_an_address_with_words_that_mean_nothing_shows_all(page: Page, host: str) -> None:
    faults = watch(page, host)

    page.goto(f"{host}timeline/?entity=nobody&kind=%22%3E&from=never&to=2023")

    assert rows(page).count() == page.locator("li.event").count()
    assert faults == []


def test_the_keyboard_looks_closer_and_moves_along(timeline: Page) -> None:
    whole = width(timeline)
    picture = timeline.get_by_role("group", name="Events over time")

    picture.focus()
    timeline.keyboard.press("+")
    timeline.keyboard.press("+")
    timeline.wait_for_url(re.compile(r"\?from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d$"))

    assert width(timeline) == pytest.approx(2.25 * whole, rel=0.01)
    before = timeline.url
    timeline.keyboard.press("ArrowLeft")
    timeline.wait_for_url(lambda url: url != before)
    timeline.keyboard.press("0")
    timeline.wait_for_url(re.compile(r"/timeline/$"))
    assert width(timeline) == pytest.approx(whole)


def test_buttons_look_closer_and_show_more_names(timeline: Page) -> None:
    names = timeline.locator(".time-name:visible")
    few = names.count()
    closer = timeline.get_by_role("button", name="Closer")

    expect(timeline.get_by_role("button", name="Further")).to_be_disabled()
    for _ in range(3):
        closer.click()

    assert names.count() > few
    timeline.get_by_role("button", name="All of it").click()
    expect(names).to_have_count(few)


def test_a_part_of_time_can_be_shared(page: Page, host: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})

    page.goto(f"{host}timeline/?from=2023-02-20&to=2023-03-10")

    inside = page.evaluate("""() => {
      const box = document.querySelector(".time-scroll").getBoundingClientRect();
      const seen = [...document.querySelectorAll(".happening")].filter((each) => {
        const { left, right } = each.querySelector(".mark-moment, rect").getBoundingClientRect();
        return right > box.left && left < box.right;
      });
      return seen.map((each) => each.querySelector("title").textContent);
    }""")
    assert any(title.startswith("1 March 2023") for title in inside)
    assert not any("2022" in title or "April" in title for title in inside)
    page.wait_for_timeout(600)
    assert page.url == f"{host}timeline/?from=2023-02-20&to=2023-03-10"


def test_pointing_at_an_event_shows_it_in_the_list(timeline: Page) -> None:
    row = timeline.locator("li.event", has_text="Xi and Zelensky speak by telephone")
    shapes = timeline.locator(".happening", has_text="Xi and Zelensky speak by telephone")

    shapes.locator("circle").first.hover()
    expect(row).to_have_class(re.compile("is-pointed"))
    shapes.locator("circle").first.click()

    expect(row.locator(".event-title a")).to_be_focused()
    expect(row).to_be_in_viewport()


@pytest.mark.parametrize(
    "path",
    [
        "timeline/",
        "stories/paper-and-reception/",
        "events/xi-lukashenko-meeting/",
        "entities/xi-jinping/",
        "articles/lukashenko-backs-an-initiative/",
    ],
)
def test_a_picture_is_there_without_a_script_and_says_so_little_that_the_list_says_all(
    browser: Browser, host: str, path: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host}{path}")

    picture = page.get_by_role("img", name="Events over time")
    expect(picture).to_be_visible()
    expect(picture).to_have_accessible_description(
        "The list that follows says all that this picture shows."
    )
    expect(page.locator(".time-filters")).not_to_be_visible()
    expect(page.locator(".time-tools")).not_to_be_visible()
    listed = page.locator(".event-title a").all_inner_texts()
    said = page.locator(".happening > title").all_text_contents()
    assert len(said) > 1
    assert all(any(title.endswith(name) for name in listed) for title in said)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [1440, 820, 390])
def test_pictures_fit_the_screen(page: Page, host: str, screen: int, scheme: str) -> None:
    faults = watch(page, host)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": screen, "height": 900})

    for path in ("timeline/", "events/xi-lukashenko-meeting/", "entities/beijing/"):
        page.goto(f"{host}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") == screen
        for picture in page.locator("svg[role=img]").all():
            box = picture.bounding_box()
            assert box is not None
            assert box["width"] > 200
            assert box["height"] > 60
    assert faults == []


def test_a_map_shows_where_a_place_is(page: Page, host: str) -> None:
    page.goto(f"{host}entities/beijing/")

    picture = page.locator("figure.map")

    expect(picture.locator("text")).to_have_text("Beijing")
    land = picture.locator(".map-land").bounding_box()
    assert land is not None
    assert land["width"] > 300


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build and serve a site whose script runs to the left; give the address of its front page."""
    folder = tmp_path_factory.mktemp("time")
    files = {
        "site.toml": SETTINGS,
        "content/entities/xi.md": "---\ntype: person\nname: شي\n---\n",
        "content/entities/putin.md": "---\ntype: person\nname: بوتين\n---\n",
        "content/events/first.md": "---\ndate: 2023-01\ntitle: الأول\ninvolved: xi\n---\n",
        "content/events/second.md": "---\ndate: 2023-02-01\ntitle: الثاني\ninvolved: putin\n---\n",
        "content/events/third.md": "---\ndate: 2023-03/..\ntitle: الثالث\ninvolved: xi\n---\n",
    }
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    site = Site(folder, Path(folder) / "output")
    build_site(site)
    with served(site.output) as host:
        yield host


def test_time_runs_to_the_left_where_the_script_does(page: Page, arabic: str) -> None:
    faults = watch(page, arabic)
    page.set_viewport_size({"width": 1024, "height": 800})
    page.goto(f"{arabic}timeline/?from=2023-01-01&to=2023-02-10")

    places = page.evaluate("""() => {
      const box = document.querySelector(".time-scroll").getBoundingClientRect();
      return [...document.querySelectorAll(".happening")].map((each) => {
        const { left, right } = each.querySelector("rect").getBoundingClientRect();
        return [left - box.left, right - box.left, box.width];
      });
    }""")

    first, second, third = places
    assert first[0] > second[0] > third[0]
    assert 0 < second[0] < second[2]
    assert first[1] <= first[2] + 1
    assert third[1] < first[0]
    assert faults == []
