"""Every page of a site is planned once, at the file that a host answers its address with."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.writing.context import PlannedPage
from site_builder.writing.plan import (
    MAKERS,
    OURS,
    Claimed,
    claims_of,
    collisions,
    file_of,
    own_files,
)
from tests.small_site import SmallSite, small_site

FILES = {
    "articles/a.md": """
        title: A
        published: 2023-03-01
        publisher: xinhua
        topics: [Peace, R&D]
        entities: xi
        aliases: [/old/, /a.html]
        events: {id: own, date: 2023, title: O}
        sources: {id: wire, type: report, title: W, publisher: A paper}
    """,
    "entities/xi.md": "{type: person, name: Xi}",
    "entities/xinhua.md": "{type: media, name: Xinhua}",
    "events/talks.md": "{date: 2023, title: T}",
    "sources/readout.md": "{type: readout, title: R}",
    "stories/paper.md": "{title: P}",
    "pages/about.md": "{title: About, aliases: /us/}",
}
PATHS = {
    "/": "home",
    "/404.html": "not-found",
    "/articles/": "articles",
    "/articles/a/": "article",
    "/entities/": "entities",
    "/entities/xi/": "entity",
    "/entities/xinhua/": "entity",
    "/timeline/": "timeline",
    "/events/talks/": "event",
    "/stories/": "stories",
    "/stories/paper/": "story",
    "/sources/": "sources",
    "/sources/readout/": "source",
    "/claims/": "claims",
    "/data/": "data",
    "/search/": "search",
    "/topics/peace/": "topic",
    "/topics/r-and-d/": "topic",
    "/publishers/xinhua/": "publisher",
    "/publishers/a-paper/": "publisher",
    "/about/": "page",
    "/old/": "redirect",
    "/a.html": "redirect",
    "/us/": "redirect",
}


def test_every_page_is_planned_once() -> None:
    pages = small_site(FILES).pages

    assert {page.path: page.kind for page in pages} == PATHS
    assert len(pages) == len(PATHS)


def test_every_page_can_be_made() -> None:
    site = small_site(FILES)

    for page in site.pages:
        head, _ = MAKERS[page.kind].make(page, site.making)

        assert head.url == f"/small{page.path}"
        assert head.canonical == f"https://example.org/small{page.path}"
        assert head.title


def test_a_site_without_content_has_the_pages_that_menus_lead_to() -> None:
    site = small_site({})

    assert [page.path for page in site.pages] == [
        "/",
        "/404.html",
        "/articles/",
        "/entities/",
        "/timeline/",
        "/stories/",
        "/sources/",
        "/claims/",
        "/data/",
        "/search/",
    ]
    assert all(MAKERS[page.kind].make(page, site.making) for page in site.pages)


def _many(number: int) -> SmallSite:
    """Make a site in which every list has so many items."""
    annotations = "".join(
        f"  - {{type: quotation, id: q{n}, speaker: xi, sources: readout}}\n"
        f"  - {{type: claim, id: c{n}, about: xi, property: p{n}}}\n"
        for n in range(number)
    )
    common = "published: 2023\nentities: xi\nstories: paper\ntopics: peace"
    articles = {f"articles/a{n}.md": f"title: A\n{common}" for n in range(number - 1)}
    events = {
        f"events/e{n}.md": "{date: 2023, title: E, involved: xi, stories: paper}"
        for n in range(number)
    }
    others = {name: text for name, text in FILES.items() if name != "articles/a.md"}
    return small_site(
        {
            **others,
            **articles,
            **events,
            "articles/long.md": f"title: L\n{common}\nannotations:\n{annotations}",
        }
    )


@pytest.mark.parametrize(("number", "is_parted"), [(98, False), (100, False), (101, True)])
def test_a_list_of_a_hundred_is_shown_whole_and_a_longer_one_has_pages(
    number: int, *, is_parted: bool
) -> None:
    site = _many(number)

    parted = {page.path for page in site.pages if page.number > 1}
    listings = Counter(page.subject for page in site.pages if page.kind == "listing")

    expected = {
        f"{path}page/2/"
        for path in (
            "/claims/",
            "/topics/peace/",
            "/entities/xi/timeline/",
            "/entities/xi/statements/",
            "/entities/xi/claims/",
            "/entities/xi/articles/",
            "/stories/paper/timeline/",
            "/stories/paper/articles/",
            "/sources/readout/passages/",
        )
    }
    assert {path for path in parted if not path.startswith("/articles/")} == (
        expected if is_parted else set()
    )
    assert len(listings) == (7 if is_parted else 0)
    assert set(listings.values()) <= {2}


@pytest.mark.parametrize(("articles", "years"), [(100, []), (101, ["2022", "2023"])])
def test_articles_have_pages_by_year_when_one_page_does_not_hold_them(
    articles: int, years: list[str]
) -> None:
    texts = {f"articles/a{n}.md": f"title: A\npublished: {2022 + n % 2}" for n in range(articles)}

    pages = small_site(texts).pages

    assert sorted(page.subject for page in pages if page.kind == "articles-year") == years


@pytest.mark.parametrize(("events", "is_divided"), [(200, False), (201, True)])
def test_a_timeline_is_divided_by_year_when_it_passes_two_hundred(
    events: int, *, is_divided: bool
) -> None:
    texts = {f"events/e{n}.md": f"{{date: {2000 + n % 2}, title: E}}" for n in range(events)}

    pages = small_site(texts).pages

    years = [(p.path, p.subject, p.number) for p in pages if p.kind == "timeline-year"]
    assert years == (
        [
            ("/timeline/2000/", "2000", 1),
            ("/timeline/2000/page/2/", "2000", 2),
            ("/timeline/2001/", "2001", 1),
        ]
        if is_divided
        else []
    )


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/", "index.html"),
        ("/articles/a/", "articles/a/index.html"),
        ("/404.html", "404.html"),
        ("/old.htm", "old.htm"),
        ("/old", "old/index.html"),
        ("/old.php", "old.php/index.html"),
        ("/2023/03/01/old.html", "2023/03/01/old.html"),
    ],
)
def test_a_path_is_answered_with_its_file(path: str, file: str) -> None:
    assert file_of(PlannedPage(path, "page")) == file


def test_a_document_is_its_own_file() -> None:
    page = PlannedPage("/stories/s/feed.xml", "story/feed.xml", "s")

    assert file_of(page) == "stories/s/feed.xml"


def test_each_file_is_claimed_by_what_asks_for_it() -> None:
    site = small_site(FILES)

    claimed = {claim.file: claim.by for claim in claims_of(site.planned, site.archive)}

    own = {*own_files(site.archive.config)}
    assert len(claimed) == len(site.planned) + len(own)
    assert {file for file, by in claimed.items() if by == OURS} == own
    assert claimed["articles/a/index.html"] == "content/articles/a.md"
    assert claimed["old/index.html"] == "content/articles/a.md"
    assert claimed["us/index.html"] == "content/pages/about.md"
    assert claimed["topics/peace/index.html"] == "content/articles/a.md"
    assert claimed["publishers/xinhua/index.html"] == "content/articles/a.md"


@pytest.mark.parametrize(
    "files",
    [
        {"articles/b.md": "title: B\naliases: /articles/a/"},
        {"articles/b.md": "title: B\naliases: /Articles/A"},
        {"articles/b.md": "title: B\naliases: /old/"},
        {"articles/b.md": "title: B\naliases: [/B/, /b/]"},
        {"articles/b.md": "title: B\naliases: [/caf\u00e9/, /cafe\u0301/]"},
        {"articles/b.md": "title: B\ntopics: [Loans, loans]"},
        {"articles/b.md": "title: B\npublisher: XINHUA"},
        {"articles/b.md": "title: B\naliases: /feed.xml"},
        {"articles/b.md": "title: B\naliases: /a.html/b/"},
        {"pages/articles.md": "{title: B}"},
    ],
)
def test_two_sources_of_one_address_are_told_with_the_file_of_one(files: dict[str, str]) -> None:
    problems = small_site({**FILES, **files}).problems

    told = [problem for problem in problems if problem.code == "url-collision"]
    assert told
    assert all(problem.path.startswith("content/") for problem in told)
    assert all(problem.message and problem.hint for problem in told)


def test_two_articles_of_one_address_are_one_problem() -> None:
    files = {"articles/Tea.md": "title: A", "articles/tea.md": "title: B"}

    problems = small_site(files).problems

    told = [problem.message for problem in problems if problem.code == "url-collision"]
    assert told == [
        "content/articles/tea.md and content/articles/Tea.md would both be /articles/tea/"
    ]


NAMES = st.lists(st.sampled_from(["a", "A", "b", "ä", "a\u0308", "c.html"]), min_size=1, max_size=3)


@given(st.lists(NAMES.map("/".join), unique=True, max_size=5))
def test_files_collide_when_no_folder_could_hold_them_all(files: list[str]) -> None:
    claimed = [Claimed(file, f"content/{number}.md") for number, file in enumerate(files)]

    problems = list(collisions(claimed, lambda _path, _word: (1, 1)))

    folded = [file.replace("a\u0308", "ä").lower() for file in files]
    is_twin = len(set(folded)) < len(folded)
    is_folder = any(other.startswith(f"{file}/") for file in folded for other in folded)
    assert bool(problems) == (is_twin or is_folder)
