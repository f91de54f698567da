"""What only shows when all records are seen together is told where it is written."""

import pytest

from site_builder.linking.checks import check_records, whole_claim_id
from site_builder.linking.collect import collect
from site_builder.linking.links import Known
from site_builder.model.config import Config
from site_builder.model.problems import Problem
from site_builder.model.text import Url
from tests.small_site import EVERYTHING, names_of, read_all, small_site

OTHERS = {
    "entities/xi.md": "type: person\nname: Xi\n---\n## Career\n",
    "entities/hidden.md": "{type: person, name: Hidden, draft: yes}",
    "entities/both.md": "{type: media, name: Both}",
    "events/talks.md": "date: 2023\ntitle: T\n---\n## Course\n",
    "events/both.md": "{date: 2023, title: B}",
    "sources/readout.md": "type: readout\ntitle: R\n---\n## Words\n",
    "sources/both.md": "{type: report, title: B}",
    "stories/paper.md": "title: P\n---\n## Start\n",
    "pages/about.md": "title: About\n---\n## Who\n",
    "articles/other.md": """
        title: Other
        events: {id: own, date: 2023, title: O}
        sources: {id: wire, type: report, title: W}
        annotations:
          - {type: claim, id: c1, body: B}
          - {type: note, id: n1, body: B}
        ---
        ## Part
    """,
    "articles/draft.md": "title: D\ndraft: yes\nannotations: {type: claim, id: c2, body: B}",
}


def _problems(matter: str = "", body: str = "") -> tuple[Problem, ...]:
    return small_site({**OTHERS, "articles/a.md": f"title: A\n{matter}\n---\n{body}"}).problems


def _told(matter: str = "", body: str = "") -> list[tuple[str, int, int]]:
    return [(problem.code, problem.line, problem.column) for problem in _problems(matter, body)]


@pytest.mark.parametrize(
    "matter",
    [
        "entities: [xi, entity:xi, hidden]",
        "events: [talks, own]",
        "sources: [readout, wire]",
        "stories: paper",
        "publisher: xi",
        "publisher: A paper",
        "annotations: {type: quotation, speaker: xi, via: [readout, xi, wire, source:both]}",
        "annotations: {type: claim, claimant: xi, about: talks, contradicts: other#c1}",
        "annotations: {type: claim, about: own, supports: [draft#c2]}",
        "annotations: [{type: claim, id: c3}, {type: claim, id: c4, contradicts: c3}]",
        "annotations: {type: note, body: B, by: desk}",
    ],
)
def test_a_reference_to_what_there_is_is_no_problem(matter: str) -> None:
    assert _told(matter) == []


@pytest.mark.parametrize(
    ("matter", "code", "hint"),
    [
        ("entities: xy", "unknown-entity", ""),
        ("entities: hiden", "unknown-entity", ""),
        ("events: talk", "unknown-event", "talks"),
        ("sources: readouts", "unknown-source", "readout"),
        ("stories: papers", "unknown-story", "paper"),
        ("entities: event:talks", "unknown-entity", ""),
        ("annotations: {type: mention, entity: talks}", "unknown-entity", ""),
        ("annotations: {type: quotation, speaker: ix}", "unknown-entity", ""),
        ("annotations: {type: quotation, speaker: xi, via: readot}", "unknown-source", "readout"),
        ("annotations: {type: quotation, speaker: xi, via: both}", "ambiguous-id", "entity:both"),
        ("annotations: {type: claim, about: talk}", "unknown-event", "talks"),
        ("annotations: {type: claim, about: both}", "ambiguous-id", "event:both"),
        ("annotations: {type: claim, contradicts: other#c2}", "unknown-annotation", "other#c1"),
        ("annotations: {type: claim, contradicts: other#n1}", "unknown-annotation", ""),
        ("annotations: {type: claim, contradicts: c1}", "unknown-annotation", ""),
        ("annotations: {type: note, body: B, by: desc}", "unknown-annotator", "desk"),
        ("sources: {type: report, title: X, origin: nobody}", "unknown-source", ""),
        ("sources: {type: report, title: X, copy: x.md}", "missing-file", ""),
        ("events: {date: 2023, title: X, place: minsk}", "unknown-entity", ""),
    ],
)
def test_a_reference_to_what_there_is_not_is_told_with_the_nearest(
    matter: str, code: str, hint: str
) -> None:
    (problem,) = _problems(matter)

    assert (problem.path, problem.line, problem.code) == ("content/articles/a.md", 3, code)
    assert problem.severity == "error"
    assert hint in problem.hint
    asked = matter.rpartition(": ")[2].strip("}]").removeprefix("event:")
    assert asked in matter[problem.column - 1 :]


def test_what_looks_like_an_id_but_names_no_entity_is_doubted() -> None:
    (problem,) = _problems("publisher: xinhua")

    assert (problem.code, problem.severity) == ("unknown-entity", "warning")
    assert (problem.line, problem.column) == (3, 12)


@pytest.mark.parametrize(
    "name", ["articles/deep/other.md", "entities/deep/xi.md", "stories/deep/paper.md"]
)
def test_two_files_of_one_id_are_told_with_each_other(name: str) -> None:
    text = OTHERS[name.replace("/deep/", "/")]

    problems = small_site({**OTHERS, name: text}).problems

    told = [problem for problem in problems if problem.code == "duplicate-id"]
    assert f"is defined in content/{name}" in told[0].message
    assert told[0].path == f"content/{name.replace('/deep/', '/')}"


def test_an_event_that_two_articles_define_is_told_where_it_stands() -> None:
    (problem,) = _problems("events:\n  - date: 2023\n    title: T\n    id: own")

    assert (problem.code, problem.path) == ("duplicate-id", "content/articles/other.md")
    assert "content/articles/a.md:4" in problem.message


@pytest.mark.parametrize(
    "body",
    [
        "[x](#here)\n\n## Here",
        "[x](entity:xi#career) [x](event:talks#course) [x](source:readout#words)",
        "[x](story:paper#start) [x](about/#who) [x](/about/#who) [x](article:other#part)",
        "[x](article:other#c1) [x](/articles/other/#event-own) [x](other.md#source-wire)",
        "[x](/timeline/) [x](/feed.xml) [x](/articles/other) [x](entity:hidden#x)",
        "[[xi]] [[story:paper|it]] [x](event:own)",
    ],
)
def test_a_link_to_what_there_is_is_no_problem(body: str) -> None:
    assert _told(body=body.replace("(about/", "(../pages/about.md")) == []


@pytest.mark.parametrize(
    ("href", "code"),
    [
        ("#nowhere", "broken-anchor"),
        ("entity:xi#nowhere", "broken-anchor"),
        ("event:talks#nowhere", "broken-anchor"),
        ("source:readout#nowhere", "broken-anchor"),
        ("story:paper#nowhere", "broken-anchor"),
        ("/about/#nowhere", "broken-anchor"),
        ("other.md#nowhere", "broken-anchor"),
        ("article:other#c2", "broken-anchor"),
        ("entity:nobody", "broken-link"),
        ("nobody.md", "broken-link"),
        ("/nowhere/", "broken-link"),
        ("../../../etc/passwd", "broken-link"),
        ("/articles/other/more/", "broken-link"),
    ],
)
def test_a_link_to_what_there_is_not_is_told_where_it_stands(href: str, code: str) -> None:
    assert _told(body=f"## Here\n\nSee [x]({href}).") == [(code, 6, 9)]


def test_links_of_notes_and_of_other_records_are_checked_too() -> None:
    note = "annotations: {type: question, body: '[x](entity:a)', answer: '[x](entity:b)'}"
    verdict = "annotations: {type: claim, verdict: {rating: 'no', body: '[x](entity:c)'}}"
    files = {
        "entities/e.md": "type: person\nname: E\n---\n[x](entity:d)",
        "events/v.md": "date: 2023\ntitle: V\n---\n[x](entity:e1)",
        "sources/s.md": "type: report\ntitle: S\n---\n[x](entity:f)",
        "stories/t.md": "title: T\n---\n[x](entity:g)",
        "pages/p.md": "title: P\n---\n[x](entity:h)",
        "articles/a.md": f"title: A\n{note}",
        "articles/b.md": f"title: B\n{verdict}",
    }

    problems = small_site(files).problems

    assert [problem.code for problem in problems] == ["broken-link"] * 8


def test_an_annotation_and_a_heading_cannot_share_an_anchor() -> None:
    assert _told("annotations: {type: note, id: here, body: B}", "## Here") == [
        ("duplicate-id", 3, 14)
    ]


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("copy: a.txt", None),
        ("copy: a.txt\nsha256: " + "0" * 64, None),
        ("copy: a.txt\nsha256: " + "1" * 64, "copy-changed"),
        ("copy: b.txt", "missing-file"),
    ],
)
def test_a_saved_copy_is_there_and_has_not_changed(keys: str, code: str | None) -> None:
    records = read_all({"sources/s.md": f"type: report\ntitle: S\n{keys}"}).records
    config = Config(title="A", base_url=Url("https://example.org/"))
    known = Known(collect(records, {}, config, names_of(records)))

    problems = list(check_records(records, known, config, {"a.txt": "0" * 64}))

    assert [problem.code for problem in problems] == ([code] if code else [])


@pytest.mark.parametrize(
    ("date", "end", "is_told"),
    [
        ("2023-03-01", "2023-03-02", False),
        ("2023-03-01", "2023-03-01", False),
        ("2023-03-15", "2023-03", False),
        ("2023-03-02", "2023-03-01", True),
        ("2023-03", "2023-02", True),
    ],
)
def test_what_ends_before_it_begins_is_told(date: str, end: str, *, is_told: bool) -> None:
    roles = f"type: person\nname: A\nroles: {{title: B, from: {date}, to: {end}}}"
    files = {
        "articles/a.md": f"title: A\nevents: {{date: {date}, title: T, end: {end}}}",
        "events/e.md": f"date: {date}\ntitle: T\nend: {end}",
        "entities/e.md": roles,
    }

    problems = small_site(files).problems

    told = [(problem.code, problem.path) for problem in problems]
    assert sorted(told) == [("bad-date", f"content/{name}") for name in sorted(files)] * is_told


def test_what_only_drafts_name_is_checked_with_them() -> None:
    draft = {"articles/d.md": "title: D\ndraft: yes\nentities: nobody"}

    assert small_site(draft).problems == ()
    assert [p.code for p in small_site(draft, shown=EVERYTHING).problems] == ["unknown-entity"]


def test_the_id_of_a_claim_is_of_its_own_article_unless_it_says_so() -> None:
    assert whole_claim_id("c1", "a") == "a#c1"
    assert whole_claim_id("b#c1", "a") == "b#c1"
