"""Quotations and claims are told with who said them, when, through whom and against whom."""

import pytest

from site_builder.model.archive import Posting
from site_builder.model.target import Target
from site_builder.model.text import Reference
from site_builder.writing.cards import Named
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.ledgers import ledger_entries
from site_builder.writing.statements import (
    annotation_path,
    annotators,
    claim_row,
    resting_passage,
    statement,
)
from tests.small_site import small_site

FILES = {
    "articles/a.md": """
        title: A
        language: ru
        published: 2023-03-01
        publisher: moscow-times
        annotations:
          - {type: quotation, id: q, exact: два слова, speaker: xi, cue: said, kind: mixed,
             via: [tass, wire], original: {language: zh, text: 两个字}, date: 2012-11-01}
          - {type: quotation, id: plain, exact: слова, prefix: два, speaker: xi}
          - {type: claim, id: c1, exact: заём, claimant: [xi, china], about: talks, property: loan,
             value: "yes", status: disputed, contradicts: [c2, b#c3, "b#n"], via: tass,
             verdict: {rating: "no", body: "See [[xi]].", by: desk, date: 2023-03-02}}
          - {type: claim, id: c2, about: talks, property: loan, value: "no", supports: b#c3}
          - {type: citation, id: cited, exact: заём, sources: wire, locator: p. 2}
        ---
        Он сказал два слова про заём.
    """,
    "articles/b.md": """
        title: B
        annotations:
          - {type: claim, id: c3, exact: a loan, about: talks, property: date, value: not-mentioned}
          - {type: note, id: n, body: B}
          - {type: quotation, id: english, exact: loan, speaker: xi, cue: told reporters}
        ---
        Of a loan.
    """,
    "entities/xi.md": """
        type: person
        name: Xi
        roles:
          - {title: president, from: 2013}
          - {title: vice president, from: 2008, to: 2013-03}
    """,
    "entities/china.md": "{type: other, name: China}",
    "entities/tass.md": "{type: media, name: TASS}",
    "entities/moscow-times.md": "{type: media, name: The Moscow Times}",
    "events/talks.md": "{date: 2023, title: Talks}",
    "sources/wire.md": "{type: report, title: A wire report, origin: readout}",
    "sources/readout.md": "{type: readout, title: A readout}",
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return small_site(FILES).making.catalogue


def _posting(id_: str, slug: str = "a") -> Posting:
    return Posting((0, 0), "article", slug, id_)


def test_a_quotation_is_told_with_all_that_is_known_of_it(catalogue: Catalogue) -> None:
    told = statement(_posting("q"), catalogue)

    assert told.url == "/small/articles/a/#q"
    assert told.speaker == Named("Xi", "/small/entities/xi/", "entity")
    assert (told.kind, told.words, told.language) == ("mixed", "два слова", "ru")
    assert (told.original, told.original_language) == ("两个字", "zh")
    assert told.original_language_name == "Chinese"
    assert told.article is catalogue.article("a")


def test_a_speaker_has_the_office_of_the_day_the_words_were_said(catalogue: Catalogue) -> None:
    dated, undated = (statement(_posting(id_), catalogue) for id_ in ("q", "plain"))

    assert dated.when is not None
    assert (dated.when.text, dated.role) == ("1 November 2012", "vice president")
    assert undated.when is not None
    assert (undated.when.text, undated.role) == ("1 March 2023", "president")


def test_the_chain_leads_from_the_speaker_to_the_publisher(catalogue: Catalogue) -> None:
    chain = statement(_posting("q"), catalogue).chain

    assert [(step.role, step.name.label) for step in chain] == [
        ("via", "TASS"),
        ("origin", "A readout"),
        ("via", "A wire report"),
        ("publisher", "The Moscow Times"),
    ]


def test_a_claim_is_told_with_all_that_is_known_of_it(catalogue: Catalogue) -> None:
    row = claim_row(_posting("c1"), catalogue)

    assert [name.label for name in row.claimants] == ["Xi", "China"]
    assert row.about == Named("Talks", "/small/events/talks/", "event")
    assert (row.property, row.value, row.status, row.words) == ("loan", "yes", "disputed", "заём")
    assert [step.name.label for step in row.chain] == ["TASS", "The Moscow Times"]


def test_a_cue_is_told_only_in_the_language_of_the_page(catalogue: Catalogue) -> None:
    assert statement(_posting("q"), catalogue).cue is None
    assert statement(_posting("english", "b"), catalogue).cue == "told reporters"


def test_a_claim_names_the_claims_it_stands_against(catalogue: Catalogue) -> None:
    against = claim_row(_posting("c1"), catalogue).contradicts
    opposed = claim_row(_posting("c2"), catalogue).contradicts

    assert against == (
        Named("no", "/small/articles/a/#c2", "claim"),
        Named("not-mentioned", "/small/articles/b/#c3", "claim"),
    )
    assert opposed == (Named("Xi, China: yes", "/small/articles/a/#c1", "claim"),)


def test_a_claim_names_the_claims_that_support_it(catalogue: Catalogue) -> None:
    silent = claim_row(_posting("c3", "b"), catalogue)

    assert claim_row(_posting("c2"), catalogue).supports == (
        Named("not-mentioned", "/small/articles/b/#c3", "claim"),
    )
    assert [name.label for name in silent.supported_by] == ["no"]
    assert [name.label for name in silent.contradicts] == ["Xi, China: yes"]
    assert silent.is_silence


def test_a_verdict_is_told_with_who_found_it(catalogue: Catalogue) -> None:
    verdict = claim_row(_posting("c1"), catalogue).verdict

    assert verdict is not None
    assert verdict.rating == "no"
    assert verdict.html == '<p>See <a href="/small/entities/xi/">xi</a>.</p>'
    assert [name.label for name in verdict.by] == ["The desk"]
    assert verdict.when is not None
    assert claim_row(_posting("c2"), catalogue).verdict is None


def test_the_ledger_sets_contradictions_first(catalogue: Catalogue) -> None:
    claims = catalogue.archive.related("claims", Target("event", "talks"))

    entries = ledger_entries(claims, catalogue)

    assert [(e.about.label, e.property, e.is_contradicted, len(e.rows)) for e in entries] == [
        ("Talks", "date", True, 1),
        ("Talks", "loan", True, 2),
    ]


def test_an_entry_has_each_value_with_who_gives_it_and_what_stands_against_it(
    catalogue: Catalogue,
) -> None:
    date, loan = ledger_entries(
        catalogue.archive.related("claims", Target("event", "talks")), catalogue
    )

    assert [(value.text, len(value.rows)) for value in loan.values] == [("yes", 1), ("no", 1)]
    assert [row.value for row in loan.against] == ["not-mentioned"]
    assert [(value.text, value.is_silence) for value in date.values] == [("not-mentioned", True)]
    assert [row.value for row in date.against] == ["yes"]


def test_the_support_of_a_value_is_told_by_its_origins(catalogue: Catalogue) -> None:
    _, loan = ledger_entries(
        catalogue.archive.related("claims", Target("event", "talks")), catalogue
    )

    yes, no = (value.support for value in loan.values)

    assert [
        (origin.name.label, [name.label for name in origin.outlets]) for origin in yes.origins
    ] == [("TASS", ["The Moscow Times"])]
    assert (yes.outlets, no.outlets, len(no.origins)) == (1, 1, 1)


def test_what_is_told_once_is_told_the_very_same_again(catalogue: Catalogue) -> None:
    assert statement(_posting("q"), catalogue) is statement(_posting("q"), catalogue)
    assert claim_row(_posting("c1"), catalogue) is claim_row(_posting("c1"), catalogue)


@pytest.mark.parametrize(
    ("id_", "type_", "words", "locator"),
    [("cited", "citation", "заём", "p. 2"), ("q", "quotation", "два слова", None)],
)
def test_a_passage_rests_on_its_source(
    catalogue: Catalogue, id_: str, type_: str, words: str, locator: str | None
) -> None:
    passage = resting_passage(_posting(id_), catalogue)

    assert (passage.type, passage.words, passage.locator) == (type_, words, locator)
    assert passage.url == f"/small{annotation_path('a', id_)}"


@pytest.mark.parametrize(("tell", "id_"), [(statement, "c1"), (claim_row, "q")])
def test_nothing_is_told_as_what_it_is_not(catalogue: Catalogue, tell: object, id_: str) -> None:
    assert callable(tell)
    with pytest.raises(TypeError):
        tell(_posting(id_), catalogue)


def test_only_annotators_of_the_site_are_named(catalogue: Catalogue) -> None:
    references = (Reference("desk", 1, 1), Reference("nobody", 1, 1))

    assert annotators(references, catalogue) == (Named("The desk", None, "annotator"),)
