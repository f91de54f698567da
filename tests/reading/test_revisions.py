"""An article's earlier texts are read with it, and what they say stays within what it shows."""

import pytest

from site_builder.model.article import Article
from site_builder.reading.article import ArticleReading, read_article
from site_builder.reading.revisions import Beside
from tests.small_site import document, tools_for

MATTER = """\
title: The visit
published: 2023-03-01
updated: 2023-03-05
annotations:
  - {type: highlight, id: met, exact: They met in Kyiv}
  - {type: highlight, id: left, exact: They left}
  - {type: highlight, id: hidden, draft: yes, exact: in Kyiv}
"""
NOW = "They met in Kyiv. They left at nine. Nobody slept.\n"
FIRST = "They met in Minsk. They left at nine. All slept.\n"
SECOND = "They met in Kyiv. They left at ten. Nobody slept.\n"


def _read(*files: tuple[str, str], matter: str = MATTER, body: str = NOW) -> ArticleReading:
    kept = tuple((f"content/revisions/visit/{name}.md", text.encode()) for name, text in files)
    content = document(f"{matter}---\n{body}")
    path = "content/articles/visit.md"
    return read_article(content, path, tools_for(), lambda _: Beside(revisions=kept))


def _article(reading: ArticleReading) -> Article:
    assert reading.article is not None
    return reading.article


def _kept(date: str, text: str, more: str = "") -> tuple[str, str]:
    return date, f"---\ndate: {date}\n{more}---\n{text}"


def test_each_earlier_text_is_held_against_the_next() -> None:
    article = _article(_read(_kept("2023-03-03", SECOND), _kept("2023-03-01", FIRST)))

    first, second = article.revisions
    assert (first.id, first.until and first.until.text) == ("2023-03-01", "2023-03-03")
    assert (second.id, second.until and second.until.text) == ("2023-03-03", "2023-03-05")
    assert [run.text for run in second.paragraphs[0] if run.kind == "added"] == ["nine"]


def test_an_annotated_passage_is_touched_when_its_words_come_or_go() -> None:
    first, second = _article(
        _read(_kept("2023-03-01", FIRST), _kept("2023-03-03", SECOND))
    ).revisions

    assert first.touched == ("met",)
    assert second.touched == ()


def test_of_an_excerpt_only_that_it_changed_is_kept() -> None:
    matter = MATTER.replace("title:", "display: excerpt\ntitle:")

    reading = _read(_kept("2023-03-01", FIRST), matter=matter)

    (revision,) = _article(reading).revisions
    assert revision.paragraphs == ()
    assert revision.touched == ("met",)
    assert "slept" not in repr(reading.article)


def test_a_passage_that_nobody_accepted_is_held_against_the_last_text() -> None:
    matter = MATTER.replace("They left", "They left at ten")

    reading = _read(_kept("2023-03-03", SECOND), matter=matter)

    assert [problem.code for problem in reading.problems] == ["passage-changed"]
    assert {a.id: a.state for a in _article(reading).annotations}["left"] == "changed"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("They met.", "front-matter-missing"),
        ("---\ndate: soon\n---\n", "bad-date"),
        ("---\n---\n", "missing-field"),
        ("---\ndate: 2023\ntitle: A\n---\n", "unknown-field"),
    ],
)
def test_what_keeps_an_earlier_text_from_being_read_is_a_problem(text: str, code: str) -> None:
    (problem,) = _read(("2023-03-01", text)).problems

    assert (problem.path, problem.code) == ("content/revisions/visit/2023-03-01.md", code)
    assert problem.severity == "error"


def test_what_was_doubtful_in_a_text_once_published_is_none_any_more() -> None:
    text = "<script>x</script>\n\n```pyton\nx\n```\n"

    assert _read(_kept("2023-03-01", text)).problems == ()


def test_a_correction_names_an_earlier_text() -> None:
    correction = "  - {type: correction, exact: Nobody, revision: 2023-03-02, body: B}\n"

    (problem,) = _read(_kept("2023-03-01", FIRST), matter=MATTER + correction).problems

    assert problem.code == "unknown-revision"
    assert problem.hint == 'did you mean "2023-03-01"?'
