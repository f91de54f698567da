"""Problems are told with their place under a caret, and nothing in them acts on a terminal."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.problems import Problem
from site_builder.printing import (
    LONGEST_LINE,
    LONGEST_SAID,
    as_json,
    count_words,
    lines_of,
    say_for_workflow,
    say_problem,
    say_problems,
    shortened,
    visible,
    width,
)

PATH = "content/articles/a.md"
TEXTS = st.text(max_size=40)
ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]")


def _problem(line: int = 1, column: int = 1, *, path: str = PATH) -> Problem:
    return Problem(path, line, column, "bad-date", "A message", "A hint")


def _said(text: str, column: int) -> tuple[str, str]:
    """Give what stands in the excerpt above and after the caret."""
    _, shown, caret = say_problem(_problem(1, column), [text]).split("\n")
    place = caret.index("^")
    assert caret.endswith("^ A hint")
    return _from_column(shown, place), caret


def _from_column(shown: str, column: int) -> str:
    """Cut off so many columns of a terminal, as a terminal counts them."""
    taken = 0
    for place, sign in enumerate(shown):
        is_mark = unicodedata.category(sign) in {"Mn", "Me", "Cf"}
        if taken >= column and not is_mark:
            return shown[place:]
        is_wide = unicodedata.east_asian_width(sign) in {"W", "F"}
        taken += 0 if is_mark else 1 + is_wide
    return ""


@pytest.mark.parametrize(
    ("before", "marked"),
    [
        ("", "date"),
        ("title: ", "date"),
        ("标题：会谈 ", "date"),
        ("e\u0301te\u0301 ", "date"),
        ("か\u3099 ", "date"),
        ("\t\t", "date"),
        ("👍 ", "date"),
        ("می\u200cخواهم ", "date"),
        ("\u202e\u0007\u00ad\U000e0001 ", "date"),
        ("ｆｕｌｌ ", "date"),
        ("a ", "会谈"),
    ],
)
def test_the_caret_stands_under_the_column(before: str, marked: str) -> None:
    text = f"{before}{marked} and more"

    assert _said(text, len(before) + 1)[0].startswith(f"{marked} and more")


@given(st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=30), st.data())
def test_the_caret_stands_under_the_column_of_any_line(text: str, data: st.DataObject) -> None:
    seen = [
        n for n, sign in enumerate(text) if unicodedata.category(sign) not in {"Mn", "Me", "Cf"}
    ]
    if not text.strip() or not seen:
        return
    place = data.draw(st.sampled_from(seen))

    marked, _ = _said(text, place + 1)

    assert marked.startswith(visible(text[place:]).rstrip(" ")[:1])
    assert marked.rstrip() == visible(text[place:]).rstrip()


@pytest.mark.parametrize("column", [1, 50, 199, 200, 201, 5_000, 9_995])
def test_of_a_long_line_what_is_around_the_column_is_shown(column: int) -> None:
    text = "".join(f"{number:05}" for number in range(2_000))

    marked, caret = _said(text, column)

    assert marked[:5] == text[column - 1 : column + 4]
    assert len(caret) < LONGEST_LINE + 20


@pytest.mark.parametrize("column", [11, 500])
def test_a_column_beyond_the_line_is_its_end(column: int) -> None:
    _, caret = _said("title: day", column)

    assert caret.index("^") == len("    1 | title: day")


@pytest.mark.parametrize(
    ("line", "lines"), [(0, ["a"]), (2, ["a"]), (1, []), (1, [""]), (1, [" "])]
)
def test_a_line_that_is_not_there_is_not_shown(line: int, lines: list[str]) -> None:
    said = say_problem(_problem(line), lines)

    assert said == f"{PATH}:{line}:1: bad-date: A message\n  A hint"


def test_a_warning_is_told_as_one() -> None:
    problem = Problem(PATH, 1, 2, "unknown-field", "A message", severity="warning")

    assert say_problem(problem, []) == f"{PATH}:1:2: warning: unknown-field: A message"


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_nothing_that_is_told_acts_on_a_terminal(
    path: str, message: str, hint: str, line: str
) -> None:
    problem = Problem(path, 1, 1, "bad-date", message, hint)

    said = say_problem(problem, [line.replace("\n", " ")])

    assert 1 <= len(said.split("\n")) <= 3
    assert not ACTING.search(said.replace("\n", ""))


@given(TEXTS)
def test_what_is_seen_as_it_is_stays_as_it_is(text: str) -> None:
    shown = visible(text)

    assert shown.isprintable() or set(shown) & {"\u200c", "\u200d"}
    assert visible(shown) == shown
    assert shown == text or any(not sign.isprintable() for sign in text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\nc", "a b c"),
        ("\x1b[31m", "\\u001b[31m"),
        ("\u202etxt", "\\u202etxt"),
        ("\U000e0001x", "\\U000e0001x"),
        ("\udcff", "\\udcff"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_signs_that_are_not_seen_are_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(TEXTS, TEXTS)
def test_the_width_of_two_texts_is_that_of_both(one: str, other: str) -> None:
    assert width(one + other) == width(one) + width(other)
    assert 0 <= width(one) <= 2 * len(one)


@given(st.text("ab ", max_size=2 * LONGEST_SAID))
def test_only_what_is_too_long_is_shortened(text: str) -> None:
    short = shortened(text)

    assert len(short) <= LONGEST_SAID + 3
    assert short == text or (len(text) > LONGEST_SAID and " … " in short)


def test_problems_of_one_file_are_told_with_its_lines(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    problems = [Problem("content/a.md", line, 1, "bad-date", "M") for line in (1, 2, 3, 9)]

    said = list(say_problems(problems, {"": tmp_path}))

    assert [each.split("\n")[1:2] for each in said] == [
        ["    1 | one"],
        ["    2 | two"],
        ["    3 | three"],
        [],
    ]


def test_a_file_is_looked_for_where_its_path_begins(tmp_path: Path) -> None:
    theme, site = tmp_path / "theme", tmp_path / "site"
    for folder in (theme, site):
        folder.mkdir()
        (folder / "a.html").write_text(folder.name, encoding="utf-8")
    (site / "out").symlink_to(theme / "a.html")
    folders = {"theme:": theme, "": site}

    assert lines_of("theme:a.html", folders) == ["theme"]
    assert lines_of("a.html", folders) == ["site"]
    assert lines_of("nowhere.html", folders) == [""]
    assert lines_of("out", folders) == [""]
    assert lines_of("../theme/a.html", folders) == [""]
    assert lines_of("a.html", {"theme:": theme}) == []


@given(TEXTS, TEXTS, TEXTS)
def test_a_workflow_reads_back_what_is_told(path: str, message: str, hint: str) -> None:
    said = say_for_workflow(Problem(path, 4, 2, "bad-date", message, hint))

    assert "\n" not in said
    assert "\r" not in said
    _, command, data = said.split("::", 2)
    name, _, properties = command.partition(" ")
    given_ = dict(each.split("=", 1) for each in properties.split(","))
    assert name == "error"
    assert {key: _unescaped(value) for key, value in given_.items()} == {
        "file": path,
        "line": "4",
        "col": "2",
        "title": "bad-date",
    }
    assert _unescaped(data) == ". ".join(part for part in (message, hint) if part)


def _unescaped(text: str) -> str:
    """Read a text as GitHub's runner does."""
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_a_workflow_is_told_of_a_warning_as_one() -> None:
    problem = Problem(PATH, 1, 2, "unknown-field", "A message", severity="warning")

    assert say_for_workflow(problem).startswith("::warning file=content/articles/a.md,line=1,col=2")


@given(TEXTS, TEXTS)
def test_a_program_reads_back_what_is_told(message: str, hint: str) -> None:
    problem = Problem(PATH, 4, 2, "bad-date", message, hint, "warning")

    told = json.loads(as_json([problem], pages=3, seconds=0.5))

    assert told == {
        "problems": [
            {
                "path": PATH,
                "line": 4,
                "column": 2,
                "code": "bad-date",
                "severity": "warning",
                "message": message,
                "hint": hint,
            }
        ],
        "pages": 3,
        "seconds": 0.5,
    }


def test_numbers_are_told_with_their_noun() -> None:
    assert [count_words(number, "page") for number in (0, 1, 2, 1_000)] == [
        "0 pages",
        "1 page",
        "2 pages",
        "1,000 pages",
    ]
