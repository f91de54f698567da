"""Annotations and events of an article become the notes beside its text."""

import re
from html import unescape

import pytest

from site_builder.model.annotation import Annotation
from site_builder.writing.cards import Named, Note
from site_builder.writing.notes import (
    annotation_span,
    event_span,
    is_told,
    link_span,
    make_event_note,
    make_note,
)
from tests.small_site import EVERYTHING, SmallSite, small_site

FILES = {
    "articles/a.md": """
        title: A
        published: 2023-03-01
        events:
          - {id: talks, date: 2023-03, title: T, exact: they talked, sources: readout}
          - {id: far, date: 2022, title: F, draft: yes}
        annotations:
          - {type: note, id: n, exact: Xi, body: "See [[xi]].", by: desk, created: 2023-03-02}
          - {type: note, id: u, body: B, created: 2023-03-02, updated: 2023-03-04, topics: peace}
          - {type: mention, id: m, exact: the guest, entity: xi}
          - {type: highlight, id: h, exact: in Minsk}
          - {type: highlight, id: hs, exact: in Minsk, sources: readout}
          - {type: mention, id: mb, exact: the guest, entity: xi, body: B}
          - {type: citation, id: c, exact: Minsk, sources: [readout, hidden], locator: p. 1}
          - {type: correction, id: k, body: B, date: 2023-03-05, created: 2023-03-02}
          - {type: question, id: w, body: Why?, answer: So., draft: yes}
          - {type: quotation, id: q, exact: they talked, speaker: xi}
          - {type: claim, id: l, exact: they, claimant: xi}
        ---
        Xi, the guest: they talked in Minsk.
    """,
    "entities/xi.md": "type: person\nname: Xi\nroles: {title: president}",
    "sources/readout.md": "{type: readout, title: R}",
    "sources/hidden.md": "{type: readout, title: H}",
}


@pytest.fixture(scope="module")
def site() -> SmallSite:
    return small_site(FILES, shown=EVERYTHING)


def _annotation(site: SmallSite, id_: str) -> Annotation:
    return next(a for a in site.archive.articles["a"].annotations if a.id == id_)


def _note(site: SmallSite, id_: str) -> Note:
    article = site.archive.articles["a"]
    return make_note(article, _annotation(site, id_), 3, site.making.catalogue)


@pytest.mark.parametrize("id_", ["n", "u", "hs", "mb", "c", "k", "w", "q", "l"])
def test_what_has_more_to_say_than_its_mark_is_told(site: SmallSite, id_: str) -> None:
    assert is_told(_annotation(site, id_))


@pytest.mark.parametrize("id_", ["m", "h"])
def test_what_its_mark_says_already_is_not_told(site: SmallSite, id_: str) -> None:
    assert not is_told(_annotation(site, id_))


def test_a_note_has_its_words_its_body_and_who_made_it(site: SmallSite) -> None:
    note = _note(site, "n")

    assert (note.id, note.number, note.type, note.words) == ("n", 3, "note", "Xi")
    assert note.html == '<p>See <a href="/small/entities/xi/">xi</a>.</p>'
    assert [name.label for name in note.by] == ["The desk"]


@pytest.mark.parametrize(
    ("id_", "when"),
    [("n", "2 March 2023"), ("u", "4 March 2023"), ("k", "5 March 2023"), ("c", None)],
)
def test_a_note_is_of_its_last_change(site: SmallSite, id_: str, when: str | None) -> None:
    note = _note(site, id_)

    assert (note.when.text if note.when else None) == when


def test_a_note_has_what_its_type_has(site: SmallSite) -> None:
    assert _note(site, "c").locator == "p. 1"
    assert [name.label for name in _note(site, "c").sources] == ["R", "H"]
    assert [name.label for name in _note(site, "u").topics] == ["peace"]
    assert _note(site, "w").answer == "<p>So.</p>"
    assert _note(site, "w").is_draft
    statement, claim, entity = (_note(site, id_) for id_ in ("q", "l", "m"))
    assert statement.statement is not None
    assert statement.statement.speaker.label == "Xi"
    assert claim.claim is not None
    assert [name.label for name in claim.claim.claimants] == ["Xi"]
    assert entity.entity is not None
    assert entity.entity.role == "president"


def test_an_event_is_a_note_beside_the_passage_that_reports_it(site: SmallSite) -> None:
    talks, far = site.archive.articles["a"].events
    catalogue = site.making.catalogue

    note = make_event_note(talks, 4, catalogue)

    assert (note.id, note.number, note.type) == ("passage_talks", 4, "event")
    assert note.event is catalogue.event("talks")
    assert [name.label for name in note.sources] == ["R"]
    assert make_event_note(far, 5, catalogue).is_draft


def _given(tag: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}


@pytest.mark.parametrize("id_", ["n", "h", "q"])
def test_a_passage_is_marked_with_the_id_of_its_annotation(site: SmallSite, id_: str) -> None:
    annotation = _annotation(site, id_)
    note = _note(site, id_) if id_ != "h" else None

    span = annotation_span(annotation, note)

    assert span is not None
    assert annotation.passage is not None
    assert (span.start, span.end) == (annotation.passage.start, annotation.passage.end)
    assert _given(span.first)["id"] == _given(span.opening)["data-annotation"] == id_
    assert "id" not in _given(span.opening)
    assert (f'href="#note_{id_}"' in span.after) == (note is not None)
    assert ("data-added" in span.after) == (note is not None)


def test_an_annotation_of_the_whole_article_marks_nothing(site: SmallSite) -> None:
    assert annotation_span(_annotation(site, "u"), _note(site, "u")) is None


def test_the_passage_of_an_event_is_marked_apart_from_its_entry(site: SmallSite) -> None:
    talks, far = site.archive.articles["a"].events
    catalogue = site.making.catalogue

    span = event_span(talks, make_event_note(talks, 4, catalogue))

    assert span is not None
    assert _given(span.first)["id"] == "passage_talks"
    assert event_span(far, make_event_note(far, 4, catalogue)) is None


def test_a_mention_is_linked_without_a_sign_that_could_end_the_tag() -> None:
    span = link_span(3, 5, Named("Xi", '/a"><script>/', "entity"))

    assert _given(span.first)["href"] == '/a"><script>/'
    assert span.first == span.opening
    assert span.first.count("<") == 1
    assert (span.rank, span.closing, span.after) == (1, "</a>", "")
