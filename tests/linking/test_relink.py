"""An archive with a few records in the place of old ones is the one that is made from nothing."""

from collections.abc import Mapping

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from site_builder.linking.collect import Records, collect, records_of
from site_builder.linking.relink import Changed, Relinked, relink
from site_builder.model.archive import Archive
from site_builder.model.article import Article
from site_builder.model.source import Copy
from site_builder.reading.site import read_site
from tests.small_site import SETTINGS, Read, names_of, read_all

CONFIG = read_site(SETTINGS.encode())

VARIANTS: Mapping[str, tuple[str, ...]] = {
    "articles/a.md": (
        "title: A\npublished: 2023-03-01\nentities: [xi]\nevents: [talks]\n---\nXi in Minsk.",
        "title: A\npublished: 2023-03-01\nentities: [xi]\nevents: [talks]\n---\nXi in *Minsk*.",
        "title: A\npublished: 2023-02\nentities: [xi, minsk]\nevents: [talks]\n---\nXi in Minsk.",
        "title: A\npublisher: xi\ntopics: [peace]\n---\n[[minsk]], then [[minsk]] again.",
        "title: A\nannotations: {type: quotation, id: q, speaker: xi, via: [wire]}",
    ),
    "articles/b.md": (
        "title: B\nannotations: {type: claim, id: c, about: talks, contradicts: a#c}",
        "title: B\nannotations: {type: claim, id: c, about: xi, claimant: minsk, topics: [peace]}",
        "title: B\npublished: 2023-02\nstories: [paper]",
    ),
    "entities/xi.md": (
        "type: person\nname: Xi",
        "type: person\nname: Aleksandr\nroles: {title: guest, organization: minsk}",
    ),
    "entities/minsk.md": ("type: place\nname: Minsk", "type: place\nname: Minsk\n---\n[[xi]]"),
    "events/talks.md": (
        "date: 2023-03-01\ntitle: Talks",
        "date: 2023-02\ntitle: Talks\nplace: minsk\nstories: [paper]\nsources: [wire]",
    ),
    "events/other.md": ("date: 2023-02-03\ntitle: Other", "date: 2024\ntitle: Other"),
    "sources/wire.md": ("type: report\ntitle: Wire", "type: report\ntitle: A wire\norigin: xi"),
    "stories/paper.md": ("title: Paper", "title: Paper\norder: 2\n---\nOf [[talks]]."),
}
SITES = st.fixed_dictionaries({path: st.sampled_from(texts) for path, texts in VARIANTS.items()})
EDITS = st.fixed_dictionaries(
    {}, optional={path: st.sampled_from(texts) for path, texts in VARIANTS.items()}
)


@given(SITES, EDITS)
def test_new_records_make_the_archive_that_is_made_from_nothing(
    texts: dict[str, str], edits: dict[str, str]
) -> None:
    before, after = read_all(texts), read_all({**texts, **edits})

    relinked = relink_edited(before, after, edits)

    anew = archive_of(after)
    assert without_empty(relinked.archive) == without_empty(anew)
    assert orders_of(relinked.archive) == orders_of(anew)


@given(SITES, EDITS)
def test_the_lists_that_are_told_are_those_that_are_others(
    texts: dict[str, str], edits: dict[str, str]
) -> None:
    before, after = read_all(texts), read_all({**texts, **edits})

    relinked = relink_edited(before, after, edits)

    assert relinked.lists == other_lists(archive_of(before), archive_of(after))


def relink_edited(before: Read, after: Read, edits: Mapping[str, str]) -> Relinked:
    """Put the records of edited files into the archive of the site before."""
    edited = {f"content/{path}" for path in edits}
    return relink(
        archive_of(before),
        records_at(before, edited),
        records_at(after, edited),
        {
            packet.record.slug: packet.mentions
            for path, packet in after.packets.items()
            if path in edited and isinstance(packet.record, Article)
        },
    )


def records_at(read: Read, paths: set[str]) -> Records:
    """Give the records of some files."""
    found = (packet.record for path, packet in read.packets.items() if path in paths)
    return records_of(*(r for r in found if r is not None and not isinstance(r, Copy)))


def archive_of(read: Read) -> Archive:
    """Link a site from nothing."""
    mentions = {
        packet.record.slug: packet.mentions
        for packet in read.packets.values()
        if isinstance(packet.record, Article)
    }
    return collect(read.records, mentions, CONFIG, names_of(read.records))


def other_lists(before: Archive, after: Archive) -> Changed:
    """Find the lists that two archives do not have in common."""
    lists = {
        (relation, target)
        for archive in (before, after)
        for relation, by_target in archive.postings.items()
        for target in by_target
    }
    return frozenset(each for each in lists if before.related(*each) != after.related(*each))


def without_empty(archive: Archive) -> Archive:
    """Leave out relations in which nothing stands: asked for, they are the same as none."""
    postings = {relation: lists for relation, lists in archive.postings.items() if lists}
    return msgspec.structs.replace(archive, postings=postings)


def orders_of(archive: Archive) -> list[list[str]]:
    """Give the ids of all kinds in the order of their lists."""
    kinds = (archive.articles, archive.entities, archive.events, archive.sources, archive.stories)
    return [list(records) for records in kinds]
