"""An article's page tells each change of its text, and corrections lead to theirs."""

from datetime import UTC

import msgspec

from site_builder.model.dates import parse_date
from site_builder.model.revision import Revision, RevisionFields, Run
from site_builder.writing.cards import Named, RevisionCard
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.notes import make_note
from site_builder.writing.revisions import LONGEST, make_revisions
from tests.small_site import small_site

LONG = "a word that is said and said again " * 5
FILES = {
    "articles/visit.md": f"""\
        title: The visit
        language: be
        annotations:
          - {{type: correction, id: kyiv, exact: Kyiv, revision: '2023-03-01', body: B}}
          - {{type: highlight, id: long, exact: {LONG.strip()}}}
        ---
        They met in Kyiv. It was {LONG}.
        """
}


def _revised(touched: tuple[str, ...] = (), until: str | None = "2023-03-05") -> RevisionCard:
    catalogue, cards = _site(touched, until)
    assert catalogue.archive.articles
    return cards[0]


def _site(
    touched: tuple[str, ...], until: str | None
) -> tuple[Catalogue, tuple[RevisionCard, ...]]:
    archive = small_site(FILES).archive
    revision = Revision(
        id="2023-03-01",
        path="content/revisions/visit/2023-03-01.md",
        fields=RevisionFields(date=parse_date("2023-03-01", UTC)),
        until=parse_date(until, UTC) if until else None,
        paragraphs=((Run("kept", "in "), Run("removed", "Minsk")),),
        touched=touched,
    )
    article = msgspec.structs.replace(archive.articles["visit"], revisions=(revision,))
    catalogue = Catalogue(msgspec.structs.replace(archive, articles={"visit": article}))
    return catalogue, make_revisions(article, catalogue)


def test_a_change_says_between_which_days_it_was_made() -> None:
    card = _revised()

    assert card.before.text == "1 March 2023"
    assert card.after is not None
    assert card.after.text == "5 March 2023"


def test_no_day_is_named_twice() -> None:
    assert _revised(until="2023-03-01").after is None
    assert _revised(until=None).after is None


def test_words_are_given_as_they_are() -> None:
    (paragraph,) = _revised().paragraphs

    assert [(run.kind, run.text) for run in paragraph.runs] == [
        ("kept", "in "),
        ("removed", "Minsk"),
    ]


def test_passages_that_changed_are_linked_in_their_language() -> None:
    assert _revised(("kyiv",)).passages == (Named("Kyiv", "#kyiv", "passage", "be"),)


def test_a_long_passage_is_named_by_its_beginning() -> None:
    (passage,) = _revised(("long",)).passages

    assert len(passage.label) <= LONGEST + 1
    assert passage.label.endswith("…")


def test_a_correction_leads_to_the_change_that_it_explains() -> None:
    catalogue, _ = _site((), "2023-03-05")
    article = catalogue.archive.articles["visit"]

    note = make_note(article, article.annotations[0], 1, catalogue)

    assert note.revision is not None
    assert note.revision.label == "5 March 2023"
    assert note.revision.url is not None
    assert note.revision.url.endswith("/articles/visit/#revision_2023-03-01")
