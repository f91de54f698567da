"""Files of entities, events, sources, stories and pages become records, or problems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.entity import Entity
from site_builder.model.event import Event
from site_builder.model.page import Page
from site_builder.model.source import Source
from site_builder.model.story import Story
from site_builder.reading.records import Record, RecordReading, read_record
from tests.small_site import document, tools_for

FILES: dict[str, tuple[str, str, type[Record]]] = {
    "entity": ("entities", "{type: person, name: A}", Entity),
    "event": ("events", "{date: 2023, title: A}", Event),
    "source": ("sources", "{type: report, title: A}", Source),
    "story": ("stories", "{title: A}", Story),
    "page": ("pages", "{title: A}", Page),
}
KINDS = st.sampled_from(sorted(FILES))


def _path(kind: str, stem: str = "talks") -> str:
    return f"content/{FILES[kind][0]}/deep/{stem}.md"


def _read(kind: str, matter: str | None = None, stem: str = "talks") -> RecordReading:
    text = FILES[kind][1] if matter is None else matter
    return read_record(kind, document(f"{text}\n---\nOf *it*.\n"), _path(kind, stem), tools_for())


@pytest.mark.parametrize("kind", FILES)
def test_each_kind_of_file_becomes_its_record(kind: str) -> None:
    reading = _read(kind)

    assert reading.problems == ()
    record = reading.record
    assert isinstance(record, FILES[kind][2])
    assert (record.slug if isinstance(record, Page) else record.id) == "talks"
    assert record.path == _path(kind)
    assert record.prose.html == "<p>Of <em>it</em>.</p>"


@given(
    KINDS,
    st.lists(
        st.sampled_from(
            ["title: A", "name: A", "type: person", "date: 2023", "type: x", "roles: [{}]", "a: b"]
        ),
        max_size=5,
    ),
    st.text("of [](){}<>*_#`~\n", max_size=20),
)
def test_any_file_is_read_or_its_faults_are_told(kind: str, matter: list[str], body: str) -> None:
    content = "\n".join(["---", *matter, "---", body]).encode()

    reading = read_record(kind, content, _path(kind), tools_for())

    assert reading.record is not None or reading.problems
    assert all(problem.path == _path(kind) for problem in reading.problems)


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("content", [b"", b"Text", b"---\n- a\n---\n", b"---\na: b\n", b"\xff"])
def test_a_file_that_cannot_be_read_is_none(kind: str, content: bytes) -> None:
    reading = read_record(kind, content, _path(kind), tools_for())

    assert reading.record is None
    assert reading.problems


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("stem", ["My Talks", "Talks", "talks!"])
def test_a_file_whose_name_is_no_id_is_told(kind: str, stem: str) -> None:
    (problem,) = _read(kind, stem=stem).problems

    assert problem.code == "bad-id"
    assert "talks.md" in problem.hint


def test_a_decomposed_name_of_a_file_is_the_composed_id() -> None:
    record = _read("entity", stem="cafe\u0301").record

    assert isinstance(record, Entity)
    assert record.id == "café"


@pytest.mark.parametrize(
    ("kind", "matter"),
    [
        ("event", "{date: 2023, title: A, id: other}"),
        ("source", "{type: report, title: A, id: other}"),
    ],
)
def test_an_id_that_is_not_the_files_name_is_told(kind: str, matter: str) -> None:
    reading = _read(kind, matter)

    assert [problem.code for problem in reading.problems] == ["bad-id"]
    assert _read(kind, matter.replace("other", "talks")).problems == ()


def test_a_page_may_have_another_slug_than_its_file() -> None:
    record = _read("page", "{title: A, slug: about}").record

    assert isinstance(record, Page)
    assert record.slug == "about"


def test_only_an_article_can_define_a_source() -> None:
    reading = _read("event", "date: 2023\ntitle: A\nsources:\n  - {type: report, title: B}\n  - b")

    (problem,) = reading.problems
    assert (problem.code, problem.line, problem.column) == ("wrong-type", 5, 5)
    assert isinstance(reading.record, Event)
    assert [reference.id for reference in reading.record.source_ids] == ["b"]
