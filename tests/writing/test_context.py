"""What every page says of its site and of itself."""

import pytest

from site_builder.writing.cards import Named
from site_builder.writing.context import (
    MENU,
    PlannedPage,
    make_head,
    make_site,
)
from site_builder.writing.plan import MAKERS
from tests.small_site import SETTINGS, small_site

FILES = {
    "pages/about.md": "{title: About, order: 2}",
    "pages/contact.md": "{title: Contact, order: 1}",
    "pages/hidden.md": "{title: Hidden, draft: yes}",
}

RECORDS = {
    "articles/a.md": "{title: A}",
    "entities/a.md": "{name: A, type: other}",
    "events/a.md": "{title: A, date: 2023}",
    "sources/a.md": "{title: A, type: report}",
    "stories/a.md": "{title: A}",
}


def test_a_site_tells_its_menu_and_its_pages_under_its_base_path() -> None:
    site = make_site(small_site(FILES).making.catalogue)

    assert (site.title, site.root, site.feed) == ("A small site", "/small/", "/small/feed.xml")
    assert [name.url for name in site.menu] == [f"/small{path}" for _, path in MENU]
    assert site.pages == (Named("Contact", "/small/contact/"), Named("About", "/small/about/"))


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("zh", "ltr")])
def test_a_site_runs_as_its_language_does(language: str, direction: str) -> None:
    settings = f'language = "{language}"\n{SETTINGS}'

    site = make_site(small_site({}, settings=settings).making.catalogue)

    assert (site.language, site.direction) == (language, direction)


def test_a_page_tells_its_address_whole_and_the_way_to_it() -> None:
    making = small_site({"articles/müsli.md": "{title: Müsli}"}).making
    page = PlannedPage("/articles/müsli/", "article", "müsli")

    head = make_head(page, "Müsli", making, section="articles", above=(Named("More", "/more/"),))

    assert head.url == "/small/articles/m%C3%BCsli/"
    assert head.canonical == f"https://example.org{head.url}"
    assert head.breadcrumbs == (
        Named("A small site", "/small/"),
        Named("Articles", "/small/articles/"),
        Named("More", "/more/"),
    )
    assert (head.is_indexed, head.is_draft, head.description) == (True, False, "")


def test_the_front_page_stands_below_none() -> None:
    assert make_head(PlannedPage("/", "home"), "A", small_site({}).making).breadcrumbs == ()


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("is_draft", [False, True])
def test_drafts_and_what_is_no_page_of_its_own_are_not_indexed(
    kind: str, *, is_draft: bool
) -> None:
    making = small_site(RECORDS).making

    head = make_head(PlannedPage("/a/", kind, "a"), "A", making, is_draft=is_draft)

    assert head.is_draft == is_draft
    assert head.is_indexed == (not is_draft and kind not in {"redirect", "not-found", "search"})
