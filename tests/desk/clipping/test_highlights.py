"""A mark that was made on a page is found in the article's text, once, or not at all."""

import pytest

from site_builder.desk.clipping.highlights import fold_body, place_mark, take_highlights
from site_builder.desk.clipping.parts import Marked
from site_builder.model.annotation import TextQuoteSelector
from site_builder.model.text import Located
from site_builder.reading.anchoring import Found, find_passage
from site_builder.reading.prose import Renderer

BODY = """\
The bell rang twice on Monday. The bell **rang** twice on Tuesday.

“The bell rang”, said the captain – and it rang again.
"""


def found_start(mark: Marked) -> int:
    """Say where a mark is found in the text; fail when that is not one place."""
    prefix, suffix = (Located(w, 1, 1) if w else None for w in (mark.prefix, mark.suffix))
    selector = TextQuoteSelector(exact=Located(mark.exact, 1, 1), prefix=prefix, suffix=suffix)
    outcome = find_passage(fold_body(BODY, Renderer("sanitize")), selector)
    assert isinstance(outcome, Found)
    return outcome.passage.start


def place(mark: Marked) -> Marked | None:
    return place_mark(fold_body(BODY, Renderer("sanitize")), mark)


@pytest.mark.parametrize(
    ("mark", "start"),
    [
        (Marked(exact="twice on Monday"), 14),
        (Marked(exact="  twice\n on   Monday "), 14),
        (Marked(exact="twice on Monday", prefix="of the page", suffix="alone"), 14),
        (Marked(exact="rang twice", prefix="The bell ", suffix=" on Monday. The"), 9),
        (Marked(exact="rang twice", prefix="Monday. The bell ", suffix=" on"), 40),
        (Marked(exact="rang twice", suffix=" on Tuesday. And what the page has below"), 40),
        (Marked(exact='"The bell rang", said'), 63),
    ],
)
def test_a_mark_is_placed_where_it_was_made(mark: Marked, start: int) -> None:
    placed = place(mark)

    assert placed is not None
    assert found_start(placed) == start


@pytest.mark.parametrize(
    "mark",
    [
        Marked(exact="rang thrice"),
        Marked(exact="rang twice"),
        Marked(exact="rang twice", prefix="nowhere", suffix="nothing"),
        Marked(exact="RANG TWICE"),
    ],
)
def test_a_mark_that_is_nowhere_or_anywhere_is_placed_nowhere(mark: Marked) -> None:
    assert place(mark) is None


def test_the_signs_of_highlights_go_and_each_is_a_mark() -> None:
    marked = BODY.replace("twice on Tuesday", "==twice on== Tuesday").replace("said", "==said==")

    body, marks, _ = take_highlights(marked, Renderer("sanitize"))

    assert body == BODY
    assert [mark.exact for mark in marks] == ["twice on", "said"]
    assert [found_start(mark) for mark in marks] == [45, 80]


@pytest.mark.parametrize(
    "body", ["a == b and c == d\n", "`==a==`\n", "```\n==a==\n```\n", r"\==a==" + "\n", "===\n"]
)
def test_signs_that_highlight_nothing_stay(body: str) -> None:
    assert take_highlights(body, Renderer("sanitize")) == (body, (), ())
