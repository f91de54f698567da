"""What is held back is in no file of the output: drafts, the expired, the future, unquoted text.

Every word of the site `withheld` that must not be seen begins with `zqx`.
"""

import gzip
import re
import shutil
from pathlib import Path

import pytest

from tests.site.builds import SITES, Site, build_site, copy_example, digests_of
from tests.site.crawling import crawl
from tests.site.documents import parse

SECRET = re.compile(rb"zqx[\w-]*", re.IGNORECASE)
OF_THE_EXCERPT = re.compile(
    r"zqx(?:[e-z]|heading|url|title|text|term|definition|abbreviation|footnote|reference|comment"
    r"|alt|caption|id|body\.png)\b",
    re.IGNORECASE,
)
PREVIEWED = {
    "drafts": {"articles/draft", "entities/hidden-person", "events/hidden-event", "hidden"}
    | {"sources/hidden-source", "stories/hidden-story"},
    "future": {"articles/future"},
    "expired": {"articles/expired"},
}


@pytest.fixture
def withheld(tmp_path: Path) -> Site:
    shutil.copytree(SITES / "withheld", tmp_path / "site")
    return Site(tmp_path / "site", tmp_path / "output")


def secrets_in(output: Path) -> dict[str, set[str]]:
    """Find the words that must not be seen, in the names of files too."""
    found: dict[str, set[str]] = {}
    for path in output.rglob("*"):
        name = path.relative_to(output).as_posix()
        content = path.read_bytes() if path.is_file() else b""
        if words := SECRET.findall(name.encode() + b" " + content):
            found[name] = {word.decode() for word in words}
    return found


def test_nothing_that_is_held_back_is_in_any_file(withheld: Site) -> None:
    build_site(withheld)

    assert secrets_in(withheld.output) == {}
    assert not list(withheld.output.rglob("*hidden*"))


def test_of_an_excerpt_the_annotated_passages_are_published(withheld: Site) -> None:
    build_site(withheld)

    page = (withheld.output / "articles/excerpt/index.html").read_text(encoding="utf-8")

    text = " ".join(
        re.sub(r"<sup .*?</sup>|<aside .*?</aside>|<[^>]+>", "", page, flags=re.DOTALL).split()
    )
    for passage in (
        "the first passage that is published",
        "Someone said this and this",
        "ends a paragraph. Begins the next",
        "The event's own passage",
    ):
        assert passage in text


def test_nothing_links_to_what_is_held_back(withheld: Site) -> None:
    build_site(withheld)

    assert crawl(withheld.output).faults == ()


@pytest.mark.parametrize("option", PREVIEWED)
def test_an_option_shows_them_with_a_banner_and_unindexed(withheld: Site, option: str) -> None:
    build_site(withheld, **{option: True})

    pages = {
        path.parent.relative_to(withheld.output).as_posix()
        for path in withheld.output.rglob("index.html")
        if 'class="draft-banner"' in path.read_text(encoding="utf-8")
    }
    assert pages == PREVIEWED[option]
    sitemap = (withheld.output / "sitemap.xml").read_text(encoding="utf-8")
    for page in pages:
        html = (withheld.output / page / "index.html").read_text(encoding="utf-8")
        metas = [element.attributes for element in parse(html).named("meta")]
        assert {"name": "robots", "content": "noindex"} in metas
        assert f"/{page}/<" not in sitemap


def test_a_preview_of_everything_has_no_broken_link(withheld: Site) -> None:
    build_site(withheld, drafts=True, future=True, expired=True)

    assert crawl(withheld.output).faults == ()


def test_a_preview_shows_no_more_of_an_excerpt_than_its_drafts_name(withheld: Site) -> None:
    build_site(withheld, drafts=True, future=True, expired=True)

    files = [path for path in withheld.output.rglob("*") if path.is_file()]
    seen = {
        word
        for path in files
        for word in OF_THE_EXCERPT.findall(path.read_bytes().decode(errors="replace"))
    }

    assert seen == set()
    page = (withheld.output / "articles/excerpt/index.html").read_text(encoding="utf-8")
    assert {"zqxa zqxb", "zqxc zqxd"} <= set(re.findall(r"zqx\w zqx\w", page))


def test_what_a_preview_has_shown_leaves_no_trace(withheld: Site, tmp_path: Path) -> None:
    build_site(withheld, drafts=True, future=True, expired=True)
    assert secrets_in(withheld.output) != {}

    build_site(withheld)

    anew = Site(withheld.folder, tmp_path / "anew")
    build_site(anew)
    assert digests_of(withheld.output) == digests_of(anew.output)


def _unpacked(path: Path) -> str:
    content = path.read_bytes()
    packed = content.startswith(b"\x1f\x8b")
    return (gzip.decompress(content) if packed else content).decode(errors="replace")


@pytest.mark.parametrize("change", ["delete", "rename"])
def test_an_article_that_is_gone_leaves_no_trace(tmp_path: Path, change: str) -> None:
    site = Site(copy_example(tmp_path / "site"), tmp_path / "output")
    slug = "twelve-points-from-beijing"
    build_site(site)
    (file,) = site.folder.rglob(f"content/**/{slug}.md")

    if change == "delete":
        file.unlink()
    else:
        file.rename(file.with_stem("another-name"))
    build_site(site)

    files = (path for path in site.output.rglob("*") if path.is_file())
    traces = [path for path in files if slug in f"{path} {_unpacked(path)}"]
    assert traces == []
    assert crawl(site.output).faults == ()
