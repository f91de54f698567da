"""Annotations are read as their type wants them, and keep their ids whatever stands beside them."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.annotation import (
    Annotation,
    AnnotationFields,
    Citation,
    Claim,
    Correction,
    Highlight,
    Mention,
    Note,
    Question,
    Quotation,
)
from site_builder.model.slugs import is_id
from site_builder.model.text import Id, Located
from site_builder.reading.annotations import CONTENTS, annotation_ids
from site_builder.reading.decode import Context
from tests.small_site import read_all, tools_for

WORDS = st.sampled_from(
    ["talks", "Talks", "talks!", "talks 2", "talks-2", "peace talks", "和谈", "👍", "talks " * 20]
)


def _located(words: str | None) -> Located | None:
    return None if words is None else Located(words, 1, 1)


FIELDS = st.builds(
    AnnotationFields,
    type=st.sampled_from(["note", "claim"]),
    exact=(st.none() | WORDS).map(_located),
    prefix=(st.none() | st.just("The")).map(_located),
    id=st.sampled_from([None, None, None, Id("note-talks"), Id("claim-1"), Id("own")]),
)


def _ids(annotations: list[AnnotationFields]) -> list[str]:
    return list(annotation_ids(annotations, Context("a.md", tools_for().zone, [])))


def _name(fields: AnnotationFields) -> tuple[object, ...]:
    return (fields.type, fields.exact, fields.prefix, fields.suffix)


def _is_alone(fields: AnnotationFields, among: list[AnnotationFields]) -> bool:
    return [_name(each) for each in among if each.id is None].count(_name(fields)) == 1


@given(st.lists(FIELDS, max_size=6))
def test_an_id_is_the_authors_or_one_that_no_other_has(annotations: list[AnnotationFields]) -> None:
    ids = _ids(annotations)

    made = [id_ for id_, fields in zip(ids, annotations, strict=True) if fields.id is None]
    own = [fields.id for fields in annotations if fields.id is not None]
    assert len(set(made)) == len(made)
    assert set(made).isdisjoint(own)
    assert [id_ for id_, fields in zip(ids, annotations, strict=True) if fields.id] == own


@given(st.lists(FIELDS, max_size=6))
def test_a_made_id_does_not_depend_on_other_annotations(
    annotations: list[AnnotationFields],
) -> None:
    own = {fields.id for fields in annotations}

    for id_, fields in zip(_ids(annotations), annotations, strict=True):
        (alone,) = _ids([fields])
        if fields.id is None and _is_alone(fields, annotations) and alone not in own:
            assert id_ == alone


@given(st.lists(FIELDS, max_size=6))
def test_annotations_of_one_passage_alone_are_told_apart_by_their_order(
    annotations: list[AnnotationFields],
) -> None:
    copies = [msgspec.structs.replace(fields, id=None) for fields in annotations]

    ids = _ids(copies)

    for id_, fields in zip(ids, copies, strict=True):
        before, sign, ordinal = id_.rpartition("_")
        assert not sign or (not _is_alone(fields, copies) and before in ids and int(ordinal) > 1)


@given(FIELDS)
def test_a_made_id_can_be_written_in_a_link(fields: AnnotationFields) -> None:
    (id_,) = _ids([fields])

    assert is_id(id_)
    assert id_.startswith(fields.type) or fields.id


def test_white_space_in_a_passage_is_no_part_of_its_name() -> None:
    folded = AnnotationFields(type="note", exact=Located("Peace  talks\n", 1, 1))
    plain = AnnotationFields(type="note", exact=Located("Peace talks", 9, 9))

    assert _ids([folded]) == _ids([plain])


ARTICLE = """\
title: A
annotations:
  - {annotation}
---
Xi spoke of peace talks, and of [the talks](/talks/) in *Minsk*.
"""


def _read(annotation: str) -> Annotation:
    read = read_all({"articles/a.md": ARTICLE.replace("{annotation}", annotation)})
    assert read.problems == ()
    (annotation_,) = read.records.articles[0].annotations
    return annotation_


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("{type: note, body: B}", Note),
        ("{type: mention, exact: Xi, entity: xi}", Mention),
        ("{type: quotation, exact: peace talks, speaker: xi}", Quotation),
        ("{type: claim, exact: peace talks}", Claim),
        ("{type: correction, body: B, date: 2023}", Correction),
        ("{type: question, body: B}", Question),
        ("{type: citation, sources: readout}", Citation),
        ("{type: highlight, exact: Xi}", Highlight),
    ],
)
def test_each_type_has_its_own_keys(written: str, kind: type) -> None:
    assert isinstance(_read(written).content, kind)


def test_every_type_is_read() -> None:
    types = {fields.__struct_config__.tag: kind for kind, fields in CONTENTS.items()}

    assert all(tag == kind for tag, kind in types.items())


def test_a_passage_is_found_in_the_text_a_reader_sees() -> None:
    annotation = _read("{type: highlight, exact: of the talks in Minsk}")

    assert annotation.words == "of the talks in Minsk"
    assert annotation.passage is not None
    assert annotation.passage.end - annotation.passage.start == len(annotation.words)


def test_an_annotation_without_a_passage_is_of_the_whole_article() -> None:
    annotation = _read("{type: note, body: '*B*'}")

    assert annotation.passage is None
    assert annotation.words == ""
    assert annotation.body is not None
    assert annotation.body.html == "<p><em>B</em></p>"


def test_the_markdown_of_an_annotation_is_rendered_with_its_footnotes_apart() -> None:
    question = _read(
        '{type: question, body: "B[^1].\\n\\n[^1]: C.", answer: "D[^1].\\n\\n[^1]: E."}'
    )
    claim = _read("{type: claim, verdict: {rating: 'no', body: '*F*'}}")

    assert question.body is not None
    assert question.answer is not None
    assert set(question.body.anchors).isdisjoint(question.answer.anchors)
    assert claim.verdict is not None
    assert claim.verdict.html == "<p><em>F</em></p>"


def test_a_source_that_is_written_out_is_defined_for_the_site() -> None:
    text = ARTICLE.replace(
        "{annotation}",
        "{type: citation, exact: Minsk, sources: [readout, {type: report, title: The report}]}",
    )

    (article,) = read_all({"articles/a.md": text}).records.articles

    assert [reference.id for reference in article.annotations[0].source_ids] == [
        "readout",
        "the-report",
    ]
    assert [(source.id, source.article) for source in article.sources] == [("the-report", "a")]


@pytest.mark.parametrize(
    ("written", "code", "line"),
    [
        ("A note", "wrong-type", 4),
        ("[a]", "wrong-type", 4),
        ("{body: B}", "missing-field", 4),
        ("{type: , body: B}", "missing-field", 4),
        ("{type: [note], body: B}", "wrong-type", 4),
        ("{type: nte, body: B}", "bad-value", 4),
        ("{type: note}", "missing-field", 4),
        ("{type: highlight, speaker: xi}", "unknown-field", 4),
        ("{type: highlight, exact: war}", "quote-not-found", 4),
        ("{type: highlight, exact: talks}", "quote-ambiguous", 4),
        ("{type: note, id: A B, body: B}", "bad-id", 4),
    ],
)
def test_a_misfit_is_told(written: str, code: str, line: int) -> None:
    read = read_all({"articles/a.md": ARTICLE.replace("{annotation}", written)})

    assert [(problem.code, problem.line) for problem in read.problems] == [(code, line)]


def test_two_annotations_of_one_id_are_told() -> None:
    text = ARTICLE.replace(
        "{annotation}", "{type: note, id: n, body: B}\n  - {type: note, id: n, body: C}"
    )

    (problem,) = read_all({"articles/a.md": text}).problems

    assert problem.code == "duplicate-id"
    assert problem.line == 5
