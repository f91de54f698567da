"""A selector is found in an article's text, or its author is told why not."""

from datetime import UTC

from site_builder.model.annotation import AnnotationFields, Passage
from site_builder.model.text import Located, Markdown
from site_builder.reading.decode import Context
from site_builder.reading.folding import fold, readable
from site_builder.reading.passage_problems import Written
from site_builder.reading.passages import Finder, selector

HTML = "<p>They <em>talked</em> of peace. They left.</p>"


def _finder(html: str | None = HTML) -> Finder:
    body = Markdown("They *talked* of peace. They left.", 4, 1)
    written = None if html is None else Written(fold(readable(html)), "a.md", body)
    return Finder(written, Context("a.md", UTC, []))


def _quote(exact: str, prefix: str | None = None) -> AnnotationFields:
    before = None if prefix is None else Located(prefix, 3, 10)
    return AnnotationFields(type="note", exact=Located(exact, 2, 10), prefix=before)


def test_words_are_found_and_given_as_they_stand() -> None:
    finder = _finder()
    quote = selector(_quote("They talked"))

    assert quote is not None
    passage, state = finder.find(quote)

    assert passage == Passage(0, 11)
    assert state == "found"
    assert finder.words(passage) == "They talked"
    assert finder.context.problems == []


def test_a_prefix_decides() -> None:
    quote = selector(_quote("They", "peace."))

    assert quote is not None
    assert _finder().find(quote).passage == Passage(22, 26)


def test_what_is_not_found_is_told_where_it_is_written() -> None:
    finder = _finder()
    quote = selector(_quote("They slept"))

    assert quote is not None
    assert finder.find(quote) == (None, "orphaned")
    assert [(p.code, p.line, p.column) for p in finder.context.problems] == [
        ("quote-not-found", 2, 10)
    ]


def test_nothing_is_told_of_passages_of_a_text_that_could_not_be_rendered() -> None:
    finder = _finder(None)
    quote = selector(_quote("They slept"))

    assert quote is not None
    assert finder.find(quote) == (None, "orphaned")
    assert finder.context.problems == []


def test_an_annotation_without_words_has_no_selector() -> None:
    assert selector(AnnotationFields(type="note")) is None
