"""axe finds nothing that keeps anybody out (WCAG 2.2, A and AA), on any kind of page."""

from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Page, expect

from site_builder.writing.plan import MAKERS
from tests.site.builds import Site, build_site, copy_example
from tests.site.hosting import served
from tests.theme.reading import DENSE, open_page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
FOUND = """async (tags) => {
  const { violations } = await axe.run(document, {
    runOnly: { type: "tag", values: tags },
    resultTypes: ["violations"],
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
}"""

WIDTHS = (1440, 390)
SCHEMES = ("light", "dark")
PAGES = {
    "home": "",
    "articles": "articles/",
    "articles-year": "articles/2022/",
    "article": DENSE,
    "article of passages": "articles/three-words-from-washington/",
    "article in Arabic": "articles/in-arabic/",
    "entities": "entities/",
    "entity, person": "entities/alexander-lukashenko/",
    "entity, media": "entities/xinhua/",
    "entity, place": "entities/minsk/",
    "entity, public body": "entities/chinese-foreign-ministry/",
    "entity, organization": "entities/nato/",
    "entity, group": "entities/western-countries/",
    "entity, product": "entities/twitter/",
    "entity, work": "entities/position-paper/",
    "listing": "entities/john-kirby/articles/",
    "event": "events/xi-lukashenko-meeting/",
    "timeline": "timeline/",
    "timeline-year": "timeline/2022/",
    "stories": "stories/",
    "story": "stories/paper-and-reception/",
    "sources": "sources/",
    "source": "sources/chinese-readout/",
    "claims": "claims/",
    "topic": "topics/readouts/",
    "publisher": "publishers/tass/",
    "search": "search/",
    "page": "about/",
    "data": "data/",
    "not-found": "nothing/here/",
}
MANY_EVENTS = 201
"""With which the timeline is divided into years."""

MANY_ARTICLES = 101
"""With which the index of articles is divided, and the list of those that name somebody."""

SHORT = """\
---
title: Words, number {n}
published: 2022-{month:02}-{day:02}
entities: [john-kirby]
---
John Kirby said nothing.
"""

ARABIC = """\
---
title: مكالمة هاتفية
language: ar
published: 2023-04-26
events:
  - {date: 2023-04-26, title: مكالمة}
annotations:
  - {type: note, exact: تحدث الرئيسان, body: خبر من مصدر واحد.}
  - {type: quotation, exact: مكالمة طويلة, speaker: john-kirby, kind: direct}
---
تحدث الرئيسان هاتفيًا. وصفها المتحدث بأنها مكالمة طويلة استغرقت ساعة كاملة.
"""


@pytest.fixture(scope="module", params=["en", "ar"])
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the example site, with more events than one page has, in a language."""
    folder = copy_example(tmp_path_factory.mktemp(request.param))
    settings = folder / "site.toml"
    text = settings.read_text("utf-8").replace('language = "en"', f'language = "{request.param}"')
    settings.write_text(text, encoding="utf-8")
    events = "".join(
        f"  - {{date: 2022-{n % 12 + 1:02}-{n % 28 + 1:02}, title: Event {n}}}\n"
        for n in range(MANY_EVENTS)
    )
    articles = {"in-arabic": ARABIC, "many": f"---\ntitle: Many\nevents:\n{events}---\nWords.\n"}
    for n in range(MANY_ARTICLES):
        articles[f"short-{n}"] = SHORT.format(n=n, month=n % 12 + 1, day=n % 28 + 1)
    for slug, article in articles.items():
        (folder / f"content/articles/{slug}.md").write_text(article, encoding="utf-8")
    site = Site(folder, folder / "output")
    build_site(site)
    with served(site.output) as address:
        yield address


def found_on(page: Page, widths: tuple[int, ...] = WIDTHS) -> dict[str, list[str]]:
    """Let axe look at a page as it is now, in both schemes."""
    page.evaluate(AXE)
    found: dict[str, list[str]] = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            if violations := page.evaluate(FOUND, TAGS):
                found[f"{width} {scheme}"] = violations
    return found


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(page: Page, host: str, kind: str) -> None:
    open_page(page, f"{host}{PAGES[kind]}", 1440)

    assert found_on(page) == {}


def test_axe_finds_nothing_on_a_page_that_leads_on(page: Page, host: str) -> None:
    # Its script would be gone with it.
    page.route("**/redirect.*.js", lambda route: route.fulfill(content_type="text/javascript"))
    open_page(page, f"{host}2023/03/lukashenko-in-beijing/", 1440)
    expect(page.locator("body.redirect")).to_be_visible()

    assert found_on(page) == {}


def test_axe_finds_nothing_while_a_card_is_open(page: Page, host: str) -> None:
    open_page(page, f"{host}{DENSE}", 1440)
    page.locator("#text a.mention").first.focus()
    expect(page.locator("#_card")).to_be_visible()

    assert found_on(page, (1440,)) == {}


def test_axe_finds_nothing_in_what_a_search_finds(page: Page, host: str) -> None:
    open_page(page, f"{host}search/?q=Beijing", 1440)
    expect(page.locator(".search-found a").first).to_be_visible()

    assert found_on(page) == {}


def test_axe_finds_nothing_in_the_box_for_names(page: Page, host: str) -> None:
    open_page(page, host, 1440)
    page.keyboard.press("/")
    page.locator("#_jump-words").fill("xi")
    expect(page.locator("#_jump-found [role=option]").first).to_be_visible()

    assert found_on(page) == {}


def test_every_kind_of_page_is_looked_at() -> None:
    kinds = {kind.partition(",")[0] for kind in PAGES}

    assert MAKERS.keys() - kinds == {"redirect"}
