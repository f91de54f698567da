"""A site that was linked comes off the shelf as it was put there, and as an edit left it."""

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from site_builder.cache import GENERATION, CacheUnusable, Delta, Shelf, save
from site_builder.link import Files, Linked, link_site, relink_site
from site_builder.model.archive import Archive, Relation
from site_builder.model.target import KINDS
from site_builder.reading.site import read_site
from site_builder.scan import Found, Scan
from site_builder.shelved import shelve, unshelve
from tests.small_site import PUBLISHED, SETTINGS, kind_of, read_all

FILES = {
    "entities/xi.md": "type: person\nname: Xi\n---\nOf [the talks](event:talks).",
    "entities/hidden.md": "type: media\nname: Hidden\ndraft: yes",
    "events/talks.md": "date: 2023-03-01\ntitle: Talks\ninvolved: xi",
    "sources/wire.md": "type: report\ntitle: A wire\npublisher: hidden",
    "stories/war.md": "title: War",
    "pages/about.md": "title: About\n---\nSee [[xi]].",
    "articles/a.md": (
        "title: A\npublished: 2023-03-02\nentities: xi\nstories: war\ntopics: [peace, war]\n"
        "events:\n  - {id: own, date: 2023-02, title: Own, involved: xi}\n"
        "sources: [wire, {id: letter, type: report, title: Letter}]\n"
        "annotations:\n"
        "  - {type: claim, id: c1, claimant: xi, about: talks, property: cost, value: 4}\n"
        "  - {type: question, body: Why?}\n"
        "  - {type: quotation, id: q1, exact: Peace, speaker: xi, sources: wire}\n"
        "---\nXi said: Peace. See [[b]]."
    ),
    "articles/b.md": (
        "title: B\nentities: xi\npublisher: hidden\n"
        "annotations: {type: claim, id: c1, claimant: xi, about: talks, property: cost, value: 5}\n"
        "---\nXi went."
    ),
    "articles/c.md": "title: C\ndraft: yes",
}
EDITS = {
    "articles/a.md": FILES["articles/a.md"].replace("published: 2023-03-02", "published: 2021"),
    "articles/b.md": "title: B, again\ntopics: [peace]\n---\nOf [[xi]] and [[a]].",
    "events/talks.md": "date: 2024-03-01\ntitle: Long talks",
}


@pytest.mark.parametrize("edited", [{}, *({path: text} for path, text in EDITS.items()), EDITS])
def test_a_linked_site_comes_off_the_shelf_as_it_was_put_there(
    tmp_path: Path, edited: Mapping[str, str]
) -> None:
    before = files_of(FILES)
    first = link_site(before, PUBLISHED, CONFIG)
    put(tmp_path, first, b"1", {})
    after = before._replace(packets={**before.packets, **files_of(FILES, edited).packets})
    linked = relink_site(first, after, PUBLISHED) if edited else first
    assert linked is not None

    put(tmp_path, linked, b"2", {GENERATION: b"1"})

    found = unshelve(Shelf(tmp_path, b"2"), after, PUBLISHED, config=CONFIG, problems=())
    assert found is not None
    assert contents(found.catalogue.archive) == contents(linked.catalogue.archive)
    assert (found.pages, found.copied) == (linked.pages, linked.copied)
    assert found.withheld == linked.withheld
    assert found.catalogue.ledger == linked.catalogue.ledger
    assert found.catalogue.origin_counts == linked.catalogue.origin_counts
    assert found.catalogue.asking == linked.catalogue.asking


def test_an_edit_of_a_site_off_the_shelf_gives_what_one_in_memory_gives(tmp_path: Path) -> None:
    before = files_of(FILES)
    first = link_site(before, PUBLISHED, CONFIG)
    put(tmp_path, first, b"1", {})
    found = unshelve(Shelf(tmp_path, b"1"), before, PUBLISHED, config=CONFIG, problems=())
    assert found is not None
    after = before._replace(packets={**before.packets, **files_of(FILES, EDITS).packets})

    ours = relink_site(found, after, PUBLISHED)
    theirs = relink_site(first, after, PUBLISHED)

    assert ours is not None
    assert theirs is not None
    assert contents(ours.catalogue.archive) == contents(theirs.catalogue.archive)
    assert ours.touched == theirs.touched
    assert set(ours.pages) == set(theirs.pages)


def test_what_another_build_has_left_is_not_taken_for_ones_own(tmp_path: Path) -> None:
    files = files_of(FILES)
    put(tmp_path, link_site(files, PUBLISHED, CONFIG), b"1", {})
    found = unshelve(Shelf(tmp_path, b"1"), files, PUBLISHED, config=CONFIG, problems=())
    assert found is not None

    put(tmp_path, link_site(files, PUBLISHED, CONFIG), b"2", {GENERATION: b"1"})

    with pytest.raises(CacheUnusable):
        dict(found.catalogue.archive.postings["articles"].items())


def test_what_an_edit_changed_is_not_put_beside_what_another_build_left(tmp_path: Path) -> None:
    files = files_of(FILES)
    first = link_site(files, PUBLISHED, CONFIG)
    put(tmp_path, first, b"1", {})
    put(tmp_path, first, b"2", {GENERATION: b"1"})
    edited = files._replace(packets={**files.packets, **files_of(FILES, EDITS).packets})
    linked = relink_site(first, edited, PUBLISHED)
    assert linked is not None

    put(tmp_path, linked, b"3", {GENERATION: b"1"})

    shelf = Shelf(tmp_path, b"3")
    assert unshelve(shelf, edited, PUBLISHED, config=CONFIG, problems=()) is None


CONFIG = read_site(SETTINGS.encode())


def files_of(texts: Mapping[str, str], edited: Mapping[str, str] | None = None) -> Files:
    """Read files; with some of them edited, give the packets of these alone."""
    read = read_all({**texts, **(edited or {})}, timezone=CONFIG.timezone)
    found = tuple(Found(path, kind_of(path), 0, 0, 0) for path in read.packets)
    wanted = {f"content/{path}" for path in (texts if edited is None else edited)}
    packets = {path: packet for path, packet in read.packets.items() if path in wanted}
    return Files(Scan(found, ()), packets, {})


def put(site: Path, linked: Linked, generation: bytes, before: Mapping[str, bytes]) -> None:
    rows = shelve(linked)
    facts = {GENERATION: generation}
    delta = Delta(facts=facts, before=before, shelf=rows.shelf, lists=rows.lists)
    save(site, msgspec.structs.replace(delta, is_whole=rows.is_whole))


def contents(archive: Archive) -> dict[str, object]:
    """Give all that an archive holds, wherever it holds it."""
    lists = {
        relation: dict(archive.postings.get(relation, {}).items())
        for relation in get_args(Relation)
    }
    records = {kind: list(archive.records(kind).items()) for kind in KINDS}
    mentions = {slug: archive.mentions.get(slug, ()) for slug in archive.articles}
    return {**lists, **records, "mentions": mentions, "names": archive.names}
