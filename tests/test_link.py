"""A site that is linked anew after an edit is the site that would be linked from nothing."""

from collections.abc import Mapping

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.link import Files, Linked, link_site, relink_site
from site_builder.linking.select import Shown
from site_builder.model.archive import Archive
from site_builder.model.target import KINDS
from site_builder.read import Packet
from site_builder.reading.site import read_site
from site_builder.scan import Found, Scan
from site_builder.touched import is_reached
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Making, PlannedPage
from site_builder.writing.exports.registry import DOCUMENTS
from site_builder.writing.plan import MAKERS
from tests.small_site import EVERYTHING, PUBLISHED, SETTINGS, kind_of, read_all

CONFIG = read_site(SETTINGS.encode())
CLAIM = "annotations: {type: claim, id: c1, about: talks, property: p, value: x}"
VARIANTS = {
    "articles/a.md": [
        "title: A\npublished: 2023-03-01\nentities: [xi, minsk]\nevents: talks\n---\nXi in Minsk.",
        "title: A\npublished: 2023-03-05\nentities: [minsk]\nevents: talks\n---\nXi in Minsk.",
        "title: A!\npublished: 2023-03-01\nentities: [xi]\ntopics: peace\n---\nOf [[xi]].",
        "title: A\ndraft: yes\nentities: [xi]",
        "title: A\npublisher: paper",
        "title: A!\npublisher: paper",
        "title: A\npublished: 2030",
        "title: A!\npublished: 2030",
        "title: A\npublisher: xinhua\n---\n[x](entity:xi#career) [x](article:b#part)",
        "title: A\nannotations: {type: claim, id: c, about: talks, contradicts: b#c1}",
        "title: A\nannotations: {type: quotation, id: q, speaker: xi, via: [wire, minsk]}",
    ],
    "articles/b.md": [
        f"title: B\n{CLAIM}\n---\n## Part",
        f"title: B\n{CLAIM.replace('c1', 'c2')}\n---\n## Part",
        f"title: B\n{CLAIM.replace('x', 'y')}\n---\n## Part",
        f"title: B\n{CLAIM.replace('id:', 'draft: yes, id:')}",
        "title: B\n---\n## Other",
        "title: B\nstories: paper\nannotations: {type: question, id: w, body: 'Of [[talks]]?'}",
        "title: B\nevents: {id: own, date: 2023, title: O, involved: xi}",
    ],
    "entities/xi.md": [
        "type: person\nname: Xi\n---\n## Career",
        "type: person\nname: Xi\n---\nOf [[minsk]].",
        "type: person\nname: Xi Jinping\nroles: {title: president, organization: minsk}",
        "type: person\nname: Xi\nroles: {title: editor, organization: paper}",
        "type: media\nname: Xi",
    ],
    "entities/paper.md": ["type: media\nname: A paper\ndraft: yes", "type: media\nname: A paper"],
    "entities/minsk.md": ["type: place\nname: Minsk", "type: place\nname: Минск\naliases: Minsk"],
    "events/talks.md": [
        "date: 2023-03-01\ntitle: T\ninvolved: xi",
        "date: 2022\ntitle: T\nplace: minsk\nstories: paper",
        "date: 2023-03-01\ntitle: Talks\nend: 2023-02",
    ],
    "sources/wire.md": [
        "type: report\ntitle: W",
        "type: report\ntitle: W\npublisher: paper",
        "type: report\ntitle: W\norigin: xi\npublisher: xinhua",
        "type: report\ntitle: Wire\norigin: entity:minsk",
    ],
    "stories/paper.md": ["title: P", "title: P\norder: 2\n---\nOf [[xi]]."],
}
SITES = st.fixed_dictionaries({name: st.sampled_from(texts) for name, texts in VARIANTS.items()})
EDITS = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(texts) for name, texts in VARIANTS.items()}
)


def _files(packets: Mapping[str, Packet]) -> Files:
    found = tuple(Found(path, kind_of(path), 0, 0, 0) for path in packets)
    return Files(Scan(found, ()), packets, {})


def _link(packets: Mapping[str, Packet], shown: Shown = PUBLISHED) -> Linked:
    return link_site(_files(packets), shown, CONFIG)


@settings(max_examples=200)
@given(SITES, EDITS, st.sampled_from([PUBLISHED, EVERYTHING]))
def test_an_edit_makes_the_site_that_would_be_made_from_nothing(
    texts: dict[str, str], edits: dict[str, str], shown: Shown
) -> None:
    before = read_all(texts, drafts=shown.drafts).packets
    read = read_all({**texts, **edits}, drafts=shown.drafts).packets
    after = {
        path: before[path] if packet == before[path] else packet for path, packet in read.items()
    }

    again = relink_site(_link(before, shown), _files(after), shown)

    anew = _link(after, shown)
    if again is None:
        return
    assert _without_empty(again.catalogue.archive) == _without_empty(anew.catalogue.archive)
    assert sorted(again.problems) == sorted(anew.problems)
    assert again.pages == anew.pages
    for kind in KINDS:
        ordered = (list(each.catalogue.archive.records(kind)) for each in (again, anew))
        assert len(set(map(tuple, ordered))) == 1


@settings(max_examples=200)
@given(SITES, EDITS)
def test_a_page_that_an_edit_does_not_reach_looks_as_before(
    texts: dict[str, str], edits: dict[str, str]
) -> None:
    before, after = read_all(texts), read_all({**texts, **edits})
    packets = {
        path: before.packets[path] if packet == before.packets[path] else packet
        for path, packet in after.packets.items()
    }
    last = _link(before.packets)
    linked = relink_site(last, _files(packets), PUBLISHED)
    if linked is None or linked.touched is None:
        return
    one = Making(Catalogue(last.catalogue.archive), before.proses.__getitem__)
    # With cards of the build before where they stand, as a build uses them.
    other = Making(linked.catalogue, after.proses.__getitem__)

    for page in linked.pages:
        anew = _made(page, Making(Catalogue(linked.catalogue.archive), after.proses.__getitem__))
        assert _made(page, other) == anew
        if not is_reached(page, linked.touched):
            assert _made(page, one) == anew


def _made(page: PlannedPage, making: Making) -> object:
    if page.is_document:
        return DOCUMENTS[page.kind].make(page.subject, making)
    return MAKERS[page.kind].make(page, making)


def _without_empty(archive: Archive) -> Archive:
    """Leave out lists that hold nothing: asked for, they are the same as none."""
    postings = {relation: lists for relation, lists in archive.postings.items() if lists}
    mentions = {slug: found for slug, found in archive.mentions.items() if found}
    return msgspec.structs.replace(archive, postings=postings, mentions=mentions)


def test_an_edit_that_changes_nothing_touches_nothing() -> None:
    packets = read_all({name: texts[0] for name, texts in VARIANTS.items()}).packets

    again = relink_site(_link(packets), _files(packets), PUBLISHED)

    assert again is not None
    assert again.touched is not None
    assert again.touched.targets == frozenset()
