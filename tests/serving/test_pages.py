"""A tab can tell from a page's state whether what it shows is the latest."""

from pathlib import Path

import pytest

from site_builder.serving.live import ServedSite
from site_builder.serving.pages import PageState, Sheet, state_of, with_client

URL = "/repo/articles/summit/"
PAGE = (
    '<html><head><link rel="stylesheet" href="/repo/own.css?x=1&amp;y=2"></head>'
    '<body><p>Text</p><img src="photo.jpg" alt="" srcset="small.jpg 1x, /repo/big.jpg 2x"></body>'
)


@pytest.fixture
def site(tmp_path: Path) -> ServedSite:
    """Make the files that the page shows."""
    made = {
        "own.css": b"a {}",
        "articles/summit/photo.jpg": b"photo",
        "articles/summit/small.jpg": b"small",
        "big.jpg": b"big",
        "feed.xml": b"feed",
    }
    return ServedSite(root="/repo/", folder=tmp_path, newer=made.get)


def changed(site: ServedSite, path: str) -> ServedSite:
    """Give a site in which one file has other bytes."""

    def newer(asked: str) -> bytes | None:
        return b"other" if asked == path else site.newer(asked)

    return ServedSite(root=site.root, folder=site.folder, newer=newer)


def seen(page: str, site: ServedSite | None) -> PageState:
    """Say the state of a page at the address of the article."""
    return state_of(page.encode(), URL, site)


def test_other_words_are_other_content(site: ServedSite) -> None:
    assert seen(PAGE, site).content != seen(PAGE.replace("Text", "Texts"), site).content


@pytest.mark.parametrize(
    "path", ["articles/summit/photo.jpg", "articles/summit/small.jpg", "big.jpg"]
)
def test_a_picture_with_other_bytes_is_other_content(site: ServedSite, path: str) -> None:
    assert seen(PAGE, site).content != seen(PAGE, changed(site, path)).content


def test_the_name_of_a_stylesheet_is_no_content(site: ServedSite) -> None:
    before = seen(PAGE, site)

    after = seen(PAGE.replace("own.css", "new.css"), site)

    assert after.content == before.content
    assert after.sheets != before.sheets


def test_a_stylesheet_is_told_as_the_page_links_it_with_its_bytes(site: ServedSite) -> None:
    (before,) = seen(PAGE, site).sheets
    (after,) = seen(PAGE, changed(site, "own.css")).sheets

    assert before.href == after.href == "/repo/own.css?x=1&y=2"
    assert before.digest != after.digest
    assert seen(PAGE, site).content == seen(PAGE, changed(site, "own.css")).content


def test_what_a_page_only_names_is_no_content(site: ServedSite) -> None:
    page = '<link rel="alternate" href="/repo/feed.xml"><a href="/repo/feed.xml">Feed</a>'

    assert seen(page, site) == seen(page, changed(site, "feed.xml"))


@pytest.mark.parametrize(
    "link",
    ["https://elsewhere.example/a.css", "//elsewhere.example/a.css", "http://[", "../../..", ""],
)
def test_a_stylesheet_that_is_no_file_of_the_site_has_no_digest(
    site: ServedSite, link: str
) -> None:
    page = f"<link REL='preload Stylesheet' HREF='{link}'>"

    assert seen(page, site).sheets == (Sheet(link, ""),)
    assert seen(page, None).sheets == (Sheet(link, ""),)


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        ("<head></head><body></body>", "<head>", "</head><body></body>"),
        ("<p>Text</p></BODY>", "<p>Text</p>", "</BODY>"),
        ("Text", "Text", ""),
    ],
)
def test_the_script_stands_at_the_end_of_the_head(page: str, before: str, after: str) -> None:
    state = PageState("0", (Sheet("/a.css?\"'<>&", "1"),))

    served = with_client(page.encode(), state).decode()

    assert served.startswith(
        f'{before}<script type="module" src="/__live__/client.js" data-state="'
    )
    assert served.endswith(f'"></script>\n{after}')
    assert served.count("<") == page.count("<") + 2
