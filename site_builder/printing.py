"""Problems and results to what a terminal, a program or a workflow reads."""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from site_builder.model.problems import Problem

LONGEST_LINE = 200
"""Code points of a source line that are shown around the column of a problem."""

LONGEST_FILE = 10_000_000
"""Bytes of a file in which lines are looked for."""

LONGEST_SAID = 600
"""Code points of a message or hint; of what is longer, the middle is left out."""

BEFORE = 80
"""Code points of a longer line that are shown before the column."""


def say_problem(problem: Problem, lines: list[str]) -> str:
    """Tell a problem as `path:line:col: code: message`, the source line, a caret and the hint.

    `lines` are those of the file; an empty list when it cannot be shown.
    """
    place = f"{visible(problem.path)}:{problem.line}:{problem.column}"
    warning = "warning: " if problem.severity == "warning" else ""
    said = [f"{place}: {warning}{problem.code}: {visible(shortened(problem.message))}"]
    hint = visible(shortened(problem.hint))
    shown = excerpt_of(problem, lines)
    if not shown:
        return "\n".join([*said, *([f"  {hint}"] if hint else [])])
    return "\n".join([*said, shown[0], f"{shown[1]} {hint}".rstrip()])


def excerpt_of(problem: Problem, lines: list[str]) -> tuple[str, ...]:
    """Give the source line of a problem and a line with a caret; nothing where there is none."""
    if not 0 < problem.line <= len(lines) or not lines[problem.line - 1].strip():
        return ()
    number = f"{problem.line:>5}"
    shown, column = _cut(lines[problem.line - 1], problem.column)
    indent = " " * width(visible(shown[: column - 1]))
    return f"{number} | {visible(shown)}", f"{' ' * len(number)} | {indent}^"


def shortened(text: str) -> str:
    """Leave out the middle of a text that is too long to be read."""
    half = LONGEST_SAID // 2
    return text if len(text) <= LONGEST_SAID else f"{text[:half]} … {text[-half:]}"


def _cut(line: str, column: int) -> tuple[str, int]:
    """Cut a long line around a column; give what is shown and where the column is in it."""
    column = min(column, len(line) + 1)
    if len(line) <= LONGEST_LINE:
        return line, column
    start = max(0, column - 1 - BEFORE)
    return line[start : start + LONGEST_LINE], column - start


def visible(text: str) -> str:
    """Write a text on one line so that a terminal neither acts on it nor turns it around."""
    return "".join(
        " " if sign in "\t\n" else sign if _is_safe(sign) else _escaped(sign) for sign in text
    )


def _is_safe(sign: str) -> bool:
    return sign.isprintable() or (unicodedata.category(sign) == "Cf" and sign in "\u200c\u200d")


def _escaped(sign: str) -> str:
    code = ord(sign)
    return f"\\u{code:04x}" if code <= LAST_OF_FOUR_DIGITS else f"\\U{code:08x}"


LAST_OF_FOUR_DIGITS = 0xFFFF


def width(text: str) -> int:
    """Count the columns of a terminal that a text takes."""
    seen = [sign for sign in text if unicodedata.category(sign) not in ("Mn", "Me", "Cf")]
    return len(seen) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in seen)


def say_problems(problems: Iterable[Problem], folders: dict[str, Path]) -> Iterator[str]:
    """Tell problems with their source lines.

    `folders` says for the beginning of a path in which folder the rest of it lies.
    """
    read: dict[str, list[str]] = {}
    for problem in problems:
        if problem.path not in read:
            read[problem.path] = lines_of(problem.path, folders)
        yield say_problem(problem, read[problem.path])


def lines_of(path: str, folders: dict[str, Path]) -> list[str]:
    """Read the lines of the file that a problem's path names; none where it cannot be read."""
    for beginning, folder in folders.items():
        if path.startswith(beginning):
            content = _beginning(folder / path.removeprefix(beginning), folder)
            text = content.decode("utf-8-sig", errors="replace")
            return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return []


def _beginning(file: Path, folder: Path) -> bytes:
    """Read what lies in a folder and is a file; a link out of it shows nothing of what is there."""
    try:
        if file.is_file() and file.resolve().is_relative_to(folder.resolve()):
            with file.open("rb") as opened:
                return opened.read(LONGEST_FILE)
    except (OSError, RuntimeError, ValueError):
        # Links that lead in a circle raise a RuntimeError before Python 3.13.
        return b""
    return b""


def say_for_workflow(problem: Problem) -> str:
    """Tell a problem as a workflow command of GitHub, which shows it at its line."""
    said = ". ".join(shortened(part) for part in (problem.message, problem.hint) if part)
    values = {
        "file": problem.path,
        "line": str(problem.line),
        "col": str(problem.column),
        "title": problem.code,
    }
    properties = ",".join(f"{key}={_escape(value, ':,')}" for key, value in values.items())
    return f"::{problem.severity} {properties}::{_escape(said, '')}"


def _escape(text: str, more: str) -> str:
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def as_json(problems: Iterable[Problem], **figures: float) -> str:
    """Tell problems and figures as one JSON object."""
    told = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "code": problem.code,
            "severity": problem.severity,
            "message": shortened(problem.message),
            "hint": shortened(problem.hint),
        }
        for problem in problems
    ]
    return json.dumps({"problems": told, **figures})


def count_words(number: int, noun: str) -> str:
    """Say a number of things: "1 page", "2 pages"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
