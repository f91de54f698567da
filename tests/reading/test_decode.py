"""Front matter becomes records, whatever style it is written in; each misfit is told."""

from datetime import UTC
from typing import Annotated, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.annotation import (
    AnnotationFields,
    Citation,
    Claim,
    Note,
    Question,
    Quotation,
)
from site_builder.model.article import ArticleFields
from site_builder.model.config import Annotator, BuildOptions
from site_builder.model.dates import EdtfDate, parse_date
from site_builder.model.entity import Coordinates, EntityFields, Role
from site_builder.model.event import EventFields
from site_builder.model.fields import Also
from site_builder.model.image import Image
from site_builder.model.page import PageFields
from site_builder.model.problems import Problem
from site_builder.model.source import SourceFields
from site_builder.model.story import StoryFields
from site_builder.model.text import (
    Author,
    Language,
    Located,
    Markdown,
    Reference,
    ReferenceOrText,
    Topic,
    Url,
)
from site_builder.reading.annotations import CONTENTS
from site_builder.reading.decode import Context, decode, decode_together, plan
from site_builder.reading.frontmatter import Mapping, Node, Scalar, Sequence, parse_yaml

PATH = "content/a.md"
FILES = (ArticleFields, EntityFields, EventFields, SourceFields, StoryFields, PageFields)
KINDS: tuple[type, ...] = (*FILES, AnnotationFields, *CONTENTS.values(), Role, Image, BuildOptions)
SAMPLES: dict[object, str] = {
    EdtfDate: "2023-03-01",
    Url: "https://example.org/",
    Language: "en",
    bool: "yes",
    int: "2",
}
"""A text that can be read as a value of its type; of every other type, "words" can."""

Record = TypeVar("Record")


def _read(text: str, kind: type[Record]) -> tuple[Record | None, list[Problem]]:
    matter, doubts = parse_yaml(text, PATH, first_line=1)
    context = Context(PATH, UTC, list(doubts))
    return decode(matter, kind, context), context.problems


def _good(text: str, kind: type[Record]) -> Record:
    record, problems = _read(text, kind)
    assert problems == []
    assert record is not None
    return record


def _told(text: str, kind: type) -> list[tuple[int, int, str]]:
    _, problems = _read(text, kind)
    assert all(problem.message for problem in problems)
    return [(problem.line, problem.column, problem.code) for problem in problems]


STYLES = ("plain", "single", "double", "block")


def _styled(text: str, style: str) -> str:
    match style:
        case "single":
            return "'" + text.replace("'", "''") + "'"
        case "double":
            return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case "block":
            return f"|\n  {text}"
        case _:
            return text


TEXTS = st.text("aé中😀'\"#:-&*!|>%@`{}[],?=\\ \u00a0", min_size=1, max_size=12)


@given(TEXTS.filter(str.strip), st.sampled_from(STYLES[1:]))
def test_a_text_is_the_same_in_any_style(text: str, style: str) -> None:
    typed = text.strip()

    fields = _good(f"title: {_styled(typed, style)}", StoryFields)

    assert fields.title == typed


@pytest.mark.parametrize(
    ("style", "before", "after"),
    [
        *((style, "exact: ", "\ntype: note\n") for style in STYLES),
        *((style, "# über\ntype: note\n\nexact:  ", "") for style in STYLES),
        *((style, "{type: note, exact: ", "}") for style in STYLES if style != "block"),
    ],
)
def test_words_of_an_author_come_with_their_place(style: str, before: str, after: str) -> None:
    text = before + _styled("a 中 word", style) + after
    lines = text.split("\n")
    line = next(n for n, line in enumerate(lines) if "中" in line)

    fields = _good(text, AnnotationFields)

    mark = {"single": "'", "double": '"'}.get(style, "")
    assert fields.exact is not None
    assert fields.exact.text.rstrip("\n") == "a 中 word"
    assert fields.exact.line == line + 1
    assert fields.exact.column == lines[line].index(f"{mark}a 中") + 1


@pytest.mark.parametrize(
    "title",
    ["12:30", "no", "null", "~", "1e3", "010", "0x1F", "2023-03-01", "1_000", ".inf", "<<", "="],
)
def test_a_text_that_yaml_takes_for_something_else_stays_a_text(title: str) -> None:
    assert _good(f"title: {title}", StoryFields).title == title


def test_the_norwegian_language_is_no_truth() -> None:
    assert _good("title: A\nlang: no", PageFields).language == "no"


@pytest.mark.parametrize("topics", ["[010, no, 1.10]", "\n  - 010\n  - no\n  - 1.10"])
def test_topics_keep_their_noughts(topics: str) -> None:
    assert _good(f"title: A\ntopics: {topics}", ArticleFields).topics == ("010", "no", "1.10")


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2023-02-24", "2023-02-24"),
        ("2023", "2023"),
        ("2023-03~", "2023-03~"),
        ("2023-02/..", "2023-02/.."),
        ("[2023-02-24, 2023-02-25]", "[2023-02-24,2023-02-25]"),
        ("{2023-02-24, 2023-02-25}", "{2023-02-24,2023-02-25}"),
        ("[2023-02-24..2023-02-26]", "[2023-02-24..2023-02-26]"),
        ("\n  - 2023-02-24\n  - 2023-02-25", "[2023-02-24,2023-02-25]"),
        ('"[2023-02-24, 2023-02-25]"', "[2023-02-24,2023-02-25]"),
    ],
)
def test_a_date_needs_no_quotation_marks(written: str, date: str) -> None:
    fields = _good(f"title: A\ndate: {written}", EventFields)

    assert fields.date == parse_date(date, UTC)


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("A. Writer, B. Writer", ("A. Writer", "B. Writer")),
        ("[A. Writer, B. Writer]", ("A. Writer", "B. Writer")),
        ("[[A. Writer]]", ("A. Writer",)),
        ('"[[A. Writer]]"', ("A. Writer",)),
        ('\n  - "[[A. Writer]]"\n  - B. Writer', ("A. Writer", "B. Writer")),
        ("\n  - [[A. Writer]]\n  - B. Writer", ("A. Writer", "B. Writer")),
    ],
)
def test_a_byline_may_be_written_as_clippers_write_it(
    written: str, authors: tuple[Author, ...]
) -> None:
    assert _good(f"title: A\nauthor: {written}", ArticleFields).authors == authors


def _hints(kind: type) -> dict[str, object]:
    hints = get_type_hints(kind, include_extras=True)
    return {
        field.encode_name: hints[field.name]
        for field in msgspec.structs.fields(kind)
        if field.name not in {"line", "column"}
    }


def _alternatives(hint: object) -> tuple[object, ...]:
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in (None, tuple, Literal):
        return (hint,)
    return tuple(kind for kind in get_args(hint) if kind is not type(None))


def _sample(hint: object) -> str:
    if get_origin(hint) is Literal:
        return str(get_args(hint)[0])
    return SAMPLES.get(hint, "words")


LISTS = [
    pytest.param(kind, key, _sample(item), id=f"{kind.__name__}-{key}")
    for kind in KINDS
    for key, hint in _hints(kind).items()
    for each in _alternatives(hint)
    if get_origin(each) is tuple
    for item in _alternatives(get_args(each)[0])
    if item not in (Role, SourceFields)
]


@pytest.mark.parametrize(("kind", "key", "value"), LISTS)
def test_a_single_value_stands_for_a_list_of_one(kind: type, key: str, value: str) -> None:
    convert = plan(kind)[key].convert

    def read(written: str) -> object:
        matter, _ = parse_yaml(f"key: {written}", PATH, first_line=1)
        ((_, node),) = matter.entries
        context = Context(PATH, UTC, [])
        read = convert(node, context)
        assert context.problems == []
        return _without_places(read)

    single = read(value)

    assert single == read(f"[{value}]") == read(f"\n  - {value}") == read(f"[{value}, ]")
    assert isinstance(single, tuple)
    assert len(single) == 1
    assert read(f"[{value}, {value}]") == single * 2


def _without_places(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(map(_without_places, value))
    match value:
        case Reference():
            return value.id
        case ReferenceOrText():
            return value.text
        case _:
            return value


SYNONYMS = [
    pytest.param(kind, key, other, _sample(_alternatives(hint)[0]), id=f"{kind.__name__}-{other}")
    for kind in FILES
    for key, hint in _hints(kind).items()
    for note in getattr(hint, "__metadata__", ())
    if isinstance(note, Also)
    for other in note.keys
]


def _needed(kind: type, besides: str) -> str:
    """Write the keys that a record must have."""
    return "".join(
        f"{key}: {_sample(hint)}\n"
        for key, hint in _hints(kind).items()
        if plan(kind)[key].is_required and key != besides
    )


@pytest.mark.parametrize(("kind", "key", "other", "value"), SYNONYMS)
def test_a_key_and_its_other_spelling_mean_the_same_and_stand_not_together(
    kind: type, key: str, other: str, value: str
) -> None:
    needed = _needed(kind, besides=key)
    lines = needed.count("\n")

    as_key: object = _good(f"{needed}{key}: {value}", kind)
    as_other: object = _good(f"{needed}{other}: {value}", kind)
    both = _told(f"{needed}{key}: {value}\n{other}: {value}", kind)
    reversed_ = _told(f"{needed}{other}: {value}\n{key}: {value}", kind)
    one_is_empty = _told(f"{needed}{key}:\n{other}: {value}", kind)

    name = plan(kind)[key].name
    assert getattr(as_key, name) not in (None, ())
    assert _without_places(getattr(as_key, name)) == _without_places(getattr(as_other, name))
    assert both == reversed_ == [(lines + 2, 1, "duplicate-key")]
    assert one_is_empty == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_read_into_its_field(kind: type) -> None:
    fields = {field.name for field in msgspec.structs.fields(kind)} - {"line", "column"}

    assert {field.name for field in plan(kind).values()} == fields


def test_a_record_knows_where_it_begins() -> None:
    fields = _good("# first\n\n  type: report\n  title: A", SourceFields)

    assert (fields.line, fields.column) == (3, 3)


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("", StoryFields, [(1, 1, "missing-field")]),
        ("\nsummary: A", StoryFields, [(2, 1, "missing-field")]),
        ("title:", StoryFields, [(1, 1, "missing-field")]),
        ('title: ""', StoryFields, [(1, 1, "missing-field")]),
        ('title: " "', StoryFields, [(1, 1, "missing-field")]),
        ('body: ""', Note, [(1, 1, "missing-field")]),
        ("body: |\n\n", Note, [(1, 1, "missing-field")]),
        ("body: A", EntityFields, [(1, 1, "unknown-field")] + [(1, 1, "missing-field")] * 2),
        ("title: {a: b}", StoryFields, [(1, 8, "wrong-type")]),
        ("title: [a, b]", StoryFields, [(1, 8, "wrong-type")]),
        ("title: A\nimage: a.png", StoryFields, [(2, 8, "wrong-type")]),
        ("title: A\nimage: {src: a.png}", StoryFields, [(2, 8, "missing-field")]),
        ("title: A\nextra: A", StoryFields, [(2, 8, "wrong-type")]),
        ("title: A\norder: first", StoryFields, [(2, 8, "wrong-type")]),
        ("title: A\nstatus: runing", StoryFields, [(2, 9, "bad-value")]),
        ("title: A\ndraft: maybe", StoryFields, [(2, 8, "wrong-type")]),
        ("title: A\ndate: 2023-02-30", EventFields, [(2, 7, "bad-date")]),
        ("title: A\ndate: 2023\nimportance: 4", EventFields, [(3, 13, "bad-value")]),
        ("title: A\nslug: A B", ArticleFields, [(2, 7, "bad-id")]),
        ("title: A\nurl: example.org", ArticleFields, [(2, 6, "bad-url")]),
        ("title: A\naliases: [/a/, ../b]", ArticleFields, [(2, 16, "bad-value")]),
        ("title: A\ntags: [peace, '!']", ArticleFields, [(2, 15, "bad-value")]),
        ("lat: 91\nlon: 0", Coordinates, [(1, 6, "bad-value")]),
        ("name: A\nurl: x\nrôle: b", Annotator, [(2, 6, "bad-url"), (3, 1, "unknown-field")]),
        ("sources: [[a, b]]", Citation, [(1, 11, "wrong-type")]),
    ],
)
def test_a_misfit_is_told_where_it_stands(
    text: str, kind: type, told: list[tuple[int, int, str]]
) -> None:
    assert sorted(_told(text, kind)) == sorted(told)


def test_several_misfits_are_all_told() -> None:
    text = "title: A\ndate: tomorrow\nurl: here\ndraft: perhaps\nslug: ..\nlanguage: english!"

    codes = [code for _, _, code in _told(text, ArticleFields)]

    assert codes == ["bad-date", "bad-url", "wrong-type", "bad-id", "bad-value"]


def test_a_misfit_that_can_be_done_without_leaves_the_rest() -> None:
    fields, _ = _read("title: A\npublished: tomorrow\ntopics: [peace, '!']", ArticleFields)

    assert fields is not None
    assert fields.published is None
    assert fields.topics == (Topic("peace"),)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("title: A\ndate: tomorrow", EventFields),
        ("type: persn\nname: A", EntityFields),
        ("summary: A", StoryFields),
        ("cue: said", Quotation),
    ],
)
def test_something_stands_in_for_what_is_missing_so_that_other_faults_show(
    text: str, kind: type[object]
) -> None:
    record: object
    record, problems = _read(text, kind)

    assert record is not None
    assert len(problems) == 1


def test_without_what_nothing_can_stand_for_there_is_no_record() -> None:
    record, problems = _read("lat: north\nlon: 0", Coordinates)

    assert record is None
    assert len(problems) == 1


def test_an_unknown_key_is_told_with_the_nearest_and_as_gravely_as_asked() -> None:
    matter, _ = parse_yaml("title: A\nsumary: B\nevents: []", PATH, first_line=1)
    context = Context(PATH, UTC, [])

    decode_together(
        matter, (StoryFields,), context, besides=frozenset({"events"}), unknown="warning"
    )

    (problem,) = context.problems
    assert (problem.line, problem.column) == (2, 1)
    assert problem.code == "unknown-field"
    assert problem.severity == "warning"
    assert problem.hint == 'did you mean "summary"?'


def test_a_key_that_two_records_share_goes_to_both() -> None:
    matter, _ = parse_yaml("type: question\nbody: Why?\nanswer: So.", PATH, first_line=1)
    context = Context(PATH, UTC, [])

    fields, question = decode_together(matter, (AnnotationFields, Question), context)

    assert context.problems == []
    assert isinstance(fields, AnnotationFields)
    assert isinstance(question, Question)
    assert fields.body == question.body == Markdown("Why?", 2, 7)


def test_what_is_a_sites_own_is_kept_as_texts() -> None:
    fields = _good("title: A\nextra: {a: 010, b: [no, {c: ~}], d: }", StoryFields)

    expected: dict[str, object] = {"a": "010", "b": ["no", {"c": "~"}], "d": ""}
    assert dict(fields.extra or {}) == expected


def test_records_stand_in_records() -> None:
    fields = _good(
        "type: person\nname: A\n"
        "roles:\n  - {title: premier, organization: china, from: 2013-03, to: 2023-03}\n"
        "location: {lat: 53.9, lon: 27.6}\nimage: {src: a.png, alt: A}",
        EntityFields,
    )

    assert fields.roles[0].start == parse_date("2013-03", UTC)
    assert fields.roles[0].end == parse_date("2023-03", UTC)
    assert fields.location == Coordinates(lat=53.9, lon=27.6)
    assert fields.image == Image(src=Located("a.png", 6, 14), alt="A")


def test_sources_are_ids_or_written_out() -> None:
    fields = _good(
        "type: note\nsources:\n  - readout\n  - {type: report, title: B}", AnnotationFields
    )

    assert fields.sources == (
        Reference("readout", 3, 5),
        SourceFields(type="report", title="B", line=4, column=5),
    )


def test_a_quotation_and_a_claim_take_lists_of_references() -> None:
    quotation = _good("speaker: xi\nvia: [afp, source:tass]", Quotation)
    claim = _good("claimant: xi\ncontradicts: [c1, other#c2]", Claim)

    assert [reference.id for reference in quotation.via] == ["afp", "source:tass"]
    assert [reference.id for reference in claim.claimant] == ["xi"]
    assert [reference.id for reference in claim.contradicts] == ["c1", "other#c2"]


SCALARS = st.builds(
    Scalar,
    st.sampled_from(["", "words", "2023", "yes", "https://example.org/", "[[x]]", "!", "person"]),
    st.integers(1, 9),
    st.integers(1, 9),
    st.booleans(),
)
NODES: st.SearchStrategy[Node] = st.recursive(
    SCALARS,
    lambda nodes: (
        st.builds(Sequence, st.lists(nodes, max_size=3).map(tuple), st.just(1), st.just(1))
        | st.builds(
            Mapping,
            st.lists(st.tuples(SCALARS, nodes), max_size=3).map(tuple),
            st.just(1),
            st.just(1),
        )
    ),
    max_leaves=5,
)


@given(st.sampled_from(KINDS), st.data())
def test_any_values_are_decoded_or_told_as_misfits(kind: type, data: st.DataObject) -> None:
    keys = st.sampled_from([*plan(kind), "unknown"])
    chosen = data.draw(st.dictionaries(keys, NODES, max_size=6))
    entries = tuple((Scalar(key, 1, 1, is_plain=True), node) for key, node in chosen.items())
    context = Context(PATH, UTC, [])

    record: object = decode(Mapping(entries, 1, 1), kind, context)

    if record is None:
        assert context.problems
    else:
        packed = msgspec.msgpack.encode(record)
        assert msgspec.msgpack.decode(packed, type=kind) == record
