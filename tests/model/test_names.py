"""Every way of writing a link leads to the same record, and nothing else does."""

import posixpath
import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.names import Names, Spot, looks_like_id
from site_builder.model.slugs import slugify
from site_builder.model.target import KINDS, Kind, Target
from site_builder.model.text import Reference
from site_builder.model.urls import path_of

IDS = st.text(min_size=1, max_size=12).map(slugify).filter(bool)
TARGETS = st.builds(Target, st.sampled_from(KINDS), IDS)
FROM = "content/articles/2023/from.md"


def _file(target: Target) -> str:
    return f"content/{target.kind}/deep/{target.id}.md"


def _names(
    *shown: Target,
    withheld: frozenset[Target] = frozenset(),
    unreadable: frozenset[Target] = frozenset(),
) -> Names:
    return Names(
        shown={kind: frozenset(t.id for t in shown if t.kind == kind) for kind in KINDS},
        withheld=withheld,
        unreadable=unreadable,
        by_file={_file(target): target for target in shown},
        by_path={path_of(*target): target for target in shown},
    )


def _spellings(target: Target) -> list[str]:
    path, near = path_of(*target), posixpath.relpath(_file(target), posixpath.dirname(FROM))
    named = f"{target.kind}:{target.id}"
    return [
        f"any:{target.id}",
        f"any:{named}",
        named,
        quote(named, safe=":"),
        unicodedata.normalize("NFD", named),
        path,
        path.removesuffix("/"),
        quote(path),
        unicodedata.normalize("NFD", path),
        near,
        near.removesuffix(".md"),
        quote(near),
    ]


@given(TARGETS, st.sampled_from(["", "part", "teil-ä", "a b"]))
def test_every_way_of_writing_a_link_leads_to_the_same_record(
    target: Target, fragment: str
) -> None:
    names = _names(target)

    for href in _spellings(target):
        for sign in (fragment, quote(fragment)):
            found = names.link(f"{href}#{sign}" if sign else href, FROM)

            assert found == Spot(target, "", fragment), href


@given(TARGETS)
def test_a_link_to_what_is_withheld_is_none_to_what_is_unknown(target: Target) -> None:
    hrefs = (f"{target.kind}:{target.id}", f"any:{target.id}")

    for names in (_names(withheld=frozenset([target])), _names(unreadable=frozenset([target]))):
        assert [names.link(href, FROM) for href in hrefs] == [Spot(target, "", "")] * 2
        assert names.is_known(target)
        assert not names.is_shown(target)
    assert [_names().link(href, FROM) for href in hrefs] == [None, None]
    assert not _names().is_known(target)


@given(st.sets(TARGETS, max_size=5), TARGETS)
def test_references_give_the_records_that_are_shown_in_their_order(
    shown: set[Target], other: Target
) -> None:
    asked = [*sorted(shown), other]
    names = _names(*shown, withheld=frozenset([other]) - shown)
    references = [Reference(f"{kind}:{id_}", 1, 1) for kind, id_ in asked]

    found = names.all(references, KINDS)

    assert found == tuple(target for target in asked if target in shown)


def test_a_bare_fragment_is_of_the_file_itself() -> None:
    target = Target("entity", "xi")
    names = _names(target)

    assert names.link("#career", _file(target)) == Spot(target, "", "career")


@pytest.mark.parametrize("path", ["/feed.xml", "/timeline/", "/a b/"])
def test_a_path_that_is_no_records_is_given_as_it_is(path: str) -> None:
    assert _names().link(quote(path), FROM) == Spot(None, path, "")


@pytest.mark.parametrize("href", ["nowhere.md", "../../../etc/passwd", "entity:", "javascript:x"])
def test_what_names_nothing_leads_nowhere(href: str) -> None:
    assert _names(Target("entity", "xi")).link(href, FROM) is None


@pytest.mark.parametrize(
    ("reference", "kinds", "found"),
    [
        ("xinhua", ("source", "entity"), [("source", "xinhua"), ("entity", "xinhua")]),
        ("entity:xinhua", ("source", "entity"), [("entity", "xinhua")]),
        ("source:xinhua", ("source", "entity"), [("source", "xinhua")]),
        ("entity:xinhua", ("source",), []),
        ("story:xinhua", ("source", "entity"), []),
        ("xinhua", ("event",), []),
    ],
)
def test_an_id_means_whatever_has_it_among_the_kinds_that_it_may_name(
    reference: str, kinds: tuple[Kind, ...], found: list[tuple[str, str]]
) -> None:
    names = _names(Target("source", "xinhua"), Target("entity", "xinhua"))

    assert list(names.candidates(reference, kinds)) == found


@given(IDS)
def test_an_id_has_the_form_of_one(id_: str) -> None:
    assert looks_like_id(id_)


@pytest.mark.parametrize("text", ["The Moscow Times", "Xinhua", "afp.com", "ÅTV", ""])
def test_a_name_has_another_form(text: str) -> None:
    assert looks_like_id(text) == (text == "")
