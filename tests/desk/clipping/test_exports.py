"""Exports of highlights and notes, of every kind, become marks on the page that they are of."""

import json
from datetime import UTC, timedelta, timezone

import pytest

from site_builder.desk.clipping.exports import read_export
from site_builder.desk.clipping.parts import Marked, Told

URL = "https://lantern.example.org/bell"


def annotation(**fields: object) -> dict[str, object]:
    """Make an annotation as the API of Hypothesis gives it."""
    selector = [
        {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 3},
        {"type": "TextPositionSelector", "start": 10, "end": 20},
        {"type": "TextQuoteSelector", "exact": "rang twice", "prefix": "bell ", "suffix": " on"},
    ]
    return {
        "id": "abc",
        "created": "2024-06-02T22:30:00.123456+00:00",
        "updated": "2024-06-02T22:30:00.123456+00:00",
        "user": "acct:ann@hypothes.is",
        "uri": URL,
        "text": "By whose count?",
        "tags": ["bells"],
        "group": "__world__",
        "permissions": {"read": ["group:__world__"]},
        "target": [{"source": URL, "selector": selector}],
        "document": {"title": ["The bell"]},
        "flagged": False,
        **fields,
    }


NOTE = Marked(
    exact="rang twice",
    prefix="bell ",
    suffix=" on",
    body="By whose count?",
    by="ann",
    created="2024-06-02",
    topics=("bells",),
)


@pytest.mark.parametrize(
    "export",
    [
        {"export_date": "2024-06-03", "client_version": "1.1", "annotations": [annotation()]},
        {"total": 1, "rows": [annotation()]},
        [annotation()],
    ],
)
def test_json_of_hypothesis_is_read(export: object) -> None:
    (page,) = read_export(json.dumps(export), UTC)

    assert page.url == URL
    assert page.marks == (NOTE,)


def test_a_day_is_that_of_the_site() -> None:
    east = timezone(timedelta(hours=3))

    (page,) = read_export(json.dumps([annotation()]), east)

    assert page.marks[0].created == "2024-06-03"


def test_a_note_on_a_page_is_on_no_passage_and_an_empty_one_is_a_highlight() -> None:
    rows = [annotation(target=[{"source": URL}]), annotation(text="")]

    (page,) = read_export(json.dumps({"rows": rows}), UTC)

    assert [(mark.exact, mark.body) for mark in page.marks] == [
        ("", "By whose count?"),
        ("rang twice", ""),
    ]


def test_a_reply_is_told() -> None:
    rows = [annotation(references=["abc"], text="I agree.")]

    (page,) = read_export(json.dumps({"rows": rows}), UTC)

    assert page.marks == ()
    assert page.unknown == (Told("a reply", "I agree."),)


def test_highlights_of_web_clipper_are_read() -> None:
    highlights: list[dict[str, object]] = [
        {"text": "<p>rang <b>twice</b></p>", "timestamp": "2024-06-02T22:30:00.000Z"},
        {"text": "on Tuesday", "notes": ["One.", "Two."], "comment": "One.", "color": "yellow"},
        {"text": ""},
    ]

    (page,) = read_export(json.dumps([{"url": URL, "highlights": highlights}]), UTC)

    assert page.url == URL
    assert page.marks == (
        Marked(exact="rang twice", created="2024-06-02"),
        Marked(exact="on Tuesday", body="One.\n\nTwo."),
    )


@pytest.mark.parametrize(
    "export",
    [
        (
            "Created at,Author,Page,URL,Group,Annotation/Reply Type,Quote,Comment,Tags\n"
            f'2024-06-02 22:30,ann,,{URL},Public,Annotation,rang twice,"By whose, count?","a,b"\n'
            f"2024-06-02 22:31,bob,,{URL},Public,Reply,,No.,\n"
        ),
        (
            "Creation Date,URL,Group,Annotation/Reply Type,Quote,User,Body,Tags,Page\n"
            f'2024-06-02 22:30,{URL},Public,Annotation,rang twice,ann,"By whose, count?","a,b",\n'
            f"2024-06-02 22:31,{URL},Public,Reply,,bob,No.,,\n"
        ),
        (
            "Created at\tAuthor\tPage\tURL\tGroup\tAnnotation/Reply Type\tQuote\tComment\tTags\n"
            f"2024-06-02 22:30\tann\t\t{URL}\tPublic\tAnnotation\trang twice\t"
            "By whose, count?\ta,b\n"
            f"2024-06-02 22:31\tbob\t\t{URL}\tPublic\tReply\t\tNo.\t\n"
        ),
    ],
)
def test_csv_of_hypothesis_is_read(export: str) -> None:
    (page,) = read_export(export, UTC)

    assert page.url == URL
    assert page.marks == (
        Marked(
            exact="rang twice",
            body="By whose, count?",
            by="ann",
            created="2024-06-02",
            topics=("a", "b"),
        ),
    )
    assert page.unknown == (Told("a reply", "No."),)


@pytest.mark.parametrize(
    "export",
    [
        f"""\
2024-06-03 10:00
The bell
{URL}
Group: Public
Total users: 1
Users: ann
Total annotations: 2
Total replies: 0

Annotation 1:
2024-06-02 22:30
Comment: By whose count?
ann
Quote: "rang twice"
Tags: a, b

Annotation 2:
2024-06-02 22:31
Comment:
ann
Quote: "on Tuesday"
""",
        f"""\
2024-06-03 10:00
The bell
{URL}
Group: Public
Total users: 1

Annotation 1:
Created at: 2024-06-02 22:30
Author: ann
Quote: "rang twice"
Comment: By whose count?
Tags: a, b

Annotation 2:
Created at: 2024-06-02 22:31
Author: ann
Quote: "on Tuesday"
Comment:
""",
    ],
)
def test_text_of_hypothesis_is_read(export: str) -> None:
    (page,) = read_export(export, UTC)

    assert page.url == URL
    assert [(mark.exact, mark.body, mark.by, mark.topics) for mark in page.marks] == [
        ("rang twice", "By whose count?", "ann", ("a", "b")),
        ("on Tuesday", "", "ann", ()),
    ]
    assert page.marks[0].created == "2024-06-02"


def test_markdown_of_the_plugin_for_obsidian_is_read() -> None:
    export = f"""\
# The bell
## Metadata
- Author: [lantern.example.org]()
- Title: The bell
- Reference: {URL}
- Category: #article

## Highlights
- rang twice — [Updated on 2024-06-02](https://hyp.is/abc/lantern.example.org/bell)
    - Tags: #bells #counts
    - Annotation:
      By whose count?

- on Tuesday — [Updated on 2024-06-03](https://hyp.is/abd/lantern.example.org/bell)
"""

    (page,) = read_export(export, UTC)

    assert page.url == URL
    assert page.marks == (
        Marked(
            exact="rang twice",
            body="By whose count?",
            created="2024-06-02",
            topics=("bells", "counts"),
        ),
        Marked(exact="on Tuesday", created="2024-06-03"),
    )


@pytest.mark.parametrize(
    "text",
    ["", "# An article\n\nAnnotation 1: none.\n", "[1, 2]", "{}", "[]", "{", "[" * 100_000, '"a"'],
)
def test_what_is_no_export_is_none(text: str) -> None:
    assert read_export(text, UTC) == ()
