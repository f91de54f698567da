"""The report tells the state of every annotation, and is the same for the same content."""

import json
from typing import TypedDict

import msgspec
import pytest

from site_builder.model.verification import Comparison
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.exports.report import PATH, report
from tests.small_site import EVERYTHING, PUBLISHED, SmallSite, small_site
from tests.writing.exports.hostile import DRAFT, EXCERPT, hostile_files

LEDGER = {
    "entities/li.md": "type: person\nname: Li",
    "entities/agency.md": "type: media\nname: Agency",
    "events/summit.md": "date: 2023-03-01\ntitle: Summit",
    "sources/readout.md": "type: readout\ntitle: R\nurl: https://r.example/\ncopy: r.txt",
    "sources/wire.md": "type: report\ntitle: W\npublisher: agency\norigin: readout\n"
    "url: https://w.example/\narchived: https://a.example/w",
    "articles/x.md": """\
        title: X
        source: https://x.example/
        publisher: X Times
        annotations:
          - {type: claim, id: c1, exact: five, about: summit, property: loan, value: 5, via: wire}
          - {type: quotation, id: q1, exact: five, speaker: li, via: [readout, wire]}
          - {type: note, id: whole, body: So.}
          - {type: note, id: later, exact: or, body: So., draft: yes}
        ---
        Li said five or six.
        """,
    "articles/y.md": """\
        title: Y
        source: https://r.example/
        publisher: Y Post
        display: excerpt
        annotations:
          - {type: claim, id: c2, exact: six, about: summit, property: loan, value: 6}
          - type: claim
            id: c3
            exact: five
            about: summit
            property: loan
            value: 5
            via: readout
        ---
        Others said six, not five.
        """,
}


class Told(TypedDict):
    """The report, read."""

    annotations: list[dict[str, object]]
    verification: list[dict[str, str]]
    contradictions: list[dict[str, object]]
    origins: list[dict[str, object]]
    unarchived: list[str]


def told_by(site: SmallSite) -> Told:
    """Read the report of a site."""
    return msgspec.convert(json.loads(site.file(f"/{PATH}")), Told)


def test_every_annotation_is_told_with_its_state_and_place() -> None:
    told = told_by(small_site(LEDGER))

    assert told["annotations"][:3] == [
        {
            "article": "x",
            "id": "c1",
            "type": "claim",
            "state": "found",
            "start": 8,
            "end": 12,
            "draft": False,
        },
        {
            "article": "x",
            "id": "q1",
            "type": "quotation",
            "state": "found",
            "start": 8,
            "end": 12,
            "draft": False,
        },
        {
            "article": "x",
            "id": "whole",
            "type": "note",
            "state": "found",
            "start": None,
            "end": None,
            "draft": False,
        },
    ]


def test_a_draft_is_told_where_drafts_are_shown() -> None:
    def drafts(told: Told) -> list[object]:
        return [each["id"] for each in told["annotations"] if each["draft"]]

    assert drafts(told_by(small_site(LEDGER))) == []
    assert drafts(told_by(small_site(LEDGER, shown=EVERYTHING))) == ["later"]


def test_annotations_of_an_excerpt_have_no_positions() -> None:
    told = told_by(small_site(LEDGER))

    excerpted = [each for each in told["annotations"] if each["article"] == "y"]
    assert [(each["start"], each["end"]) for each in excerpted] == [(None, None), (None, None)]


def test_verification_is_told_for_each_source_that_should_hold_the_words() -> None:
    site = small_site(LEDGER)
    compared = {"x": {("q1", "readout"): Comparison("failed", "four")}}
    archive = msgspec.structs.replace(site.archive, compared=compared)

    ((_, content),) = report(Catalogue(archive))

    said = [
        (v["article"], v["id"], v["source"], v["state"])
        for v in json.loads(content)["verification"]
    ]
    assert said == [
        ("x", "c1", "wire", "unchecked"),
        ("x", "q1", "readout", "failed"),
        ("x", "q1", "wire", "unchecked"),
        ("y", "c3", "readout", "unchecked"),
    ]


def test_contradictions_name_all_sides() -> None:
    told = told_by(small_site(LEDGER))

    assert told["contradictions"] == [
        {"about": "summit", "property": "loan", "claims": ["x#c1", "y#c2", "y#c3"]}
    ]


def test_origins_are_counted_over_all_claims_of_the_same_value() -> None:
    told = told_by(small_site(LEDGER))

    assert told["origins"] == [
        # The agency, the first paper and the second, after one readout.
        {"claim": "x#c1", "outlets": 3, "origins": 1},
        {"claim": "y#c2", "outlets": 1, "origins": 1},
        {"claim": "y#c3", "outlets": 3, "origins": 1},
    ]


def test_claims_without_a_value_are_counted_each_for_itself() -> None:
    claims = "annotations: [{type: claim, id: a}, {type: claim, id: b}]"
    told = told_by(small_site({"articles/x.md": f"title: X\npublisher: X Times\n{claims}"}))

    assert told["origins"] == [
        {"claim": "x#a", "outlets": 1, "origins": 1},
        {"claim": "x#b", "outlets": 1, "origins": 1},
    ]


def test_originals_without_an_archived_copy_are_told_once() -> None:
    told = told_by(small_site(LEDGER))

    assert told["unarchived"] == ["https://r.example/", "https://x.example/"]


def test_a_site_of_nothing_has_a_report_of_nothing() -> None:
    told = told_by(small_site({}))

    assert not any(told.values())
    assert list(told) == ["annotations", "verification", "contradictions", "origins", "unarchived"]


@pytest.mark.parametrize("shown", [PUBLISHED, EVERYTHING])
def test_no_text_breaks_the_report(shown: object) -> None:
    site = small_site(hostile_files(), shown=PUBLISHED if shown is PUBLISHED else EVERYTHING)

    told = told_by(site)

    assert len(told["annotations"]) == sum(
        len(a.annotations) for a in site.archive.articles.values()
    )


def test_nothing_withheld_is_in_the_report() -> None:
    content = small_site(hostile_files()).file(f"/{PATH}")

    assert DRAFT.encode() not in content
    assert EXCERPT.encode() not in content


def test_the_order_of_files_makes_no_difference() -> None:
    backwards = dict(reversed(LEDGER.items()))

    assert small_site(backwards).file(f"/{PATH}") == small_site(LEDGER).file(f"/{PATH}")
