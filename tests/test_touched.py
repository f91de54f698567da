"""Every page that an edit makes look different is among those that it is said to reach."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.link import Files, Linked, link_site, relink_site
from site_builder.model.target import Target
from site_builder.reading.site import read_site
from site_builder.scan import Found, Scan
from site_builder.touched import Touched, is_reached
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Made, Making, PlannedPage
from site_builder.writing.exports.registry import DOCUMENTS
from site_builder.writing.plan import MAKERS
from tests.incremental.made_up import CHOICES, TABLES, Chosen, files_of, list_pages
from tests.small_site import PUBLISHED, Read, kind_of, read_all

TEXTS: list[Chosen] = [{key: n} for key in TABLES["texts"] for n in range(len(CHOICES[key]))]
EDITS = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3).map(
    lambda several: {key: n for chosen in several for key, n in chosen.items()}
)


@pytest.fixture(scope="module", params=[100, 2], ids=["short lists", "long lists"])
def before(request: pytest.FixtureRequest) -> Iterator[Read]:
    """Read the site; a page of its lists shows many entries or few."""
    with list_pages(request.param):
        yield read_made_up({})


@settings(max_examples=60)
@given(EDITS)
def test_every_page_that_looks_different_is_reached(before: Read, chosen: Chosen) -> None:
    after, last = read_made_up(chosen), link(before)

    linked = relink_site(last, files_for(after, before), PUBLISHED)

    if linked is None or linked.touched is None:
        return
    for page in linked.pages:
        is_same = made(page, last, before) == made(page, linked, after)
        assert is_same or is_reached(page, linked.touched), page


@pytest.mark.parametrize(
    ("chosen", "reached", "spared"),
    [
        ({}, "", "/about/ /articles/ /articles/summit/ /claims/ /entities/li/ /timeline/"),
        (
            {"moved_body": 1},
            "/articles/moved/",
            "/about/ /articles/ /articles/summit/ /claims/ /entities/ /topics/readouts/",
        ),
        (
            {"summit_title": 1},
            "/articles/ /articles/summit/ /entities/li/ /topics/readouts/ /publishers/agency/",
            "/about/ /contact/ /articles/bare/ /entities/ /timeline/ /stories/ /sources/blog/",
        ),
        (
            {"count_value": 1},
            "/articles/summit/ /articles/readout/ /claims/ /events/signing/ /entities/ministry/",
            "/about/ /articles/ /articles/bare/ /entities/ /timeline/",
        ),
        (
            {"beijing_name": 1},
            "/entities/ /entities/beijing/ /events/signing/ /timeline/",
            "/contact/ /articles/bare/ /sources/blog/ /stories/",
        ),
        (
            {"about_body": 1},
            "/about/ /entities/li/",
            "/articles/ /articles/summit/ /entities/ /timeline/",
        ),
    ],
    ids=["nothing", "the text alone", "a headline", "a claim", "a place's name", "a plain page"],
)
def test_an_edit_reaches_what_shows_it_and_spares_the_rest(
    chosen: Chosen, reached: str, spared: str
) -> None:
    before, after = read_made_up({}), read_made_up(chosen)

    linked = relink_site(link(before), files_for(after, before), PUBLISHED)

    assert linked is not None
    assert linked.touched is not None
    found = {page.path for page in linked.pages if is_reached(page, linked.touched)}
    assert {*reached.split(), "/", "/404.html"} <= found
    assert set(spared.split()).isdisjoint(found)


def test_lists_of_a_kind_are_reached_when_a_record_of_it_shows_differently() -> None:
    touched = Touched(frozenset({Target("entity", "li")}), frozenset({"entity"}), has_claims=False)

    reached = {
        kind: is_reached(PlannedPage(f"/{kind}/", kind, "li"), touched)
        for kind in MAKERS
        if kind != "listing"
    }

    assert {kind for kind, is_so in reached.items() if is_so} == {
        "home",
        "not-found",
        "entity",
        "entities",
    }


def read_made_up(chosen: Chosen) -> Read:
    """Read the made-up site's content."""
    return read_all(
        {
            path.removeprefix("content/"): content.decode().removeprefix("---\n")
            for path, content in files_of(chosen).items()
            if path.startswith("content/") and path.endswith(".md") and "/revisions/" not in path
        }
    )


def files_for(read: Read, before: Read) -> Files:
    """Gather what there is to link, with the packets of old where nothing has changed."""
    old = before.packets
    edited = {slug for slug in read.proses if read.proses[slug] != before.proses.get(slug)}
    packets = {
        path: old[path]
        if old.get(path) == packet and getattr(packet.record, "slug", "") not in edited
        else packet
        for path, packet in read.packets.items()
    }
    others = [path for path in files_of({}) if path.startswith("content/") and path not in old]
    found = [
        *(Found(path, kind_of(path), 0, 0, 0) for path in packets),
        *(Found(path, kind_of(path), 0, 0, 0) for path in others if "/static/" in path),
        *(Found(path, "asset", 0, 0, 0) for path in others if path.endswith(".png")),
    ]
    return Files(Scan(tuple(found), ()), packets, {"tape.txt": ""})


def link(read: Read) -> Linked:
    """Link a site from nothing."""
    return link_site(files_for(read, read), PUBLISHED, read_site(files_of({})["site.toml"]))


def made(page: PlannedPage, linked: Linked, read: Read) -> Made | bytes:
    """Make what a page shows, or a document, from cards that are made anew."""
    making = Making(Catalogue(linked.catalogue.archive), read.proses.__getitem__)
    if page.is_document:
        return DOCUMENTS[page.kind].make(page.subject, making)
    return MAKERS[page.kind].make(page, making)
