"""A fault of YAML's parser → the place that an author has to look at, and what to do there."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

LONGEST = 60
"""Code points of a value that a hint writes out as it should be."""

QUOTE = "put the text in quotation marks"

Place = tuple[int, int]
"""A row and a column, both counted from 0."""


class Fault(NamedTuple):
    """What is wrong with front matter, in the words of its author."""

    row: int
    column: int
    """Both counted from 0."""

    message: str
    hint: str = ""


class Blame(NamedTuple):
    """What the parser says of a fault, and the lines that it read."""

    said: str
    at: Place
    """Where it gave up."""

    since: Place
    """Where that began which it could not finish; `at` where it does not say."""

    lines: list[str]

    def line(self, row: int) -> str:
        """Give a line; empty past the last."""
        return self.lines[row] if row < len(self.lines) else ""


_KEY = re.compile(r"(?P<before>[ ]*(?:- +)*)(?P<key>[^\s:#'\"\[\]{},-][^:#]*?):(?P<blank>[ \t]+|$)")
_TIGHT = re.compile(r"[ ]*(?:- +)*(?P<key>[A-Za-z_-]+)(?P<colon>:)(?P<value>[^\s/].*)")
_WIDE = re.compile(r"[ ]*(?:- +)*(?P<key>\w[\w-]*)(?P<colon>[\uff1a\ufe55])\s*(?P<value>.*)")
_DASHED = re.compile(r"[ ]*-(?P<value>[^\s-].*)")
_MARKS = frozenset("'\"")
_CURLY = "\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb"


def explain(blame: Blame) -> Fault:
    """Say in an author's words what YAML's parser could not read."""
    if blame.said in EXPLAINED:
        return EXPLAINED[blame.said](blame)
    if blame.said in SAID:
        return Fault(*blame.at, *SAID[blame.said])
    if "tab character" in blame.said:
        return _indented_with_tab(*blame.at)
    if blame.line(blame.since[0])[blame.since[1] :].startswith(("!", "%")):
        return _reserved_since(blame)
    message = f"this cannot be read as YAML: {blame.said}"
    return Fault(*blame.at, message, QUOTE)


def explain_text(lines: list[str], row: int) -> Fault:
    """Say what is wrong with front matter that is one text, from its first row on."""
    hint = "write keys and values, one a line: title: The headline"
    fault = _near_key(lines[row], row)
    return fault or Fault(row, 0, "found a text where keys and values are meant", hint)


def quoted_value(value: str) -> str:
    """Write a value between quotation marks that YAML reads as they are meant."""
    value = value.strip()
    ends = value[:1] + value[-1:]
    if len(value) > 1 and (ends in ("''", '""') or set(ends) <= set(_CURLY)):
        value = value[1:-1]
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def _stray_colon(blame: Blame) -> Fault:
    row, column = blame.at
    line = blame.line(row)
    key = _KEY.match(line)
    if key and key.end("key") < column:
        value = line[key.end() :]
        message = "a colon and a blank stand inside this value"
        if value.startswith(tuple(_CURLY)):
            message = "a colon stands in this value, and only straight quotation marks enclose it"
        return Fault(row, column, message, f"quote it: {_written(key['key'], value)}")
    above = next((n for n in range(row - 1, -1, -1) if blame.lines[n].strip()), None)
    if above is None:
        return Fault(
            row, column, "this colon has no key before it", "put the text in quotation marks"
        )
    key = _KEY.match(blame.lines[above])
    if key and _indent(line) > _indent(blame.lines[above]):
        message = f'this key stands deeper than "{key["key"]}", which has a value already'
        return Fault(row, _indent(line), message, f"begin it below {key['key']}")
    return _without_colon(blame, above)


def _without_colon(blame: Blame, row: int) -> Fault:
    line = blame.line(row)
    hint = "write key: value, or indent the line if it belongs to the one above"
    message = "this line is neither a key with its value nor part of the value above"
    return _near_key(line, row) or Fault(row, _indent(line), message, hint)


def _near_key(line: str, row: int) -> Fault | None:
    """Find a key that its author wrote in a way that YAML does not take for one."""
    if tight := _TIGHT.match(line):
        hint = f"write {_shortened(tight['key'] + ': ' + tight['value'])}"
        return Fault(row, tight.start("value"), "a blank is missing after this colon", hint)
    if wide := _WIDE.match(line):
        hint = f"write {_shortened(wide['key'] + ': ' + wide['value'])}"
        return Fault(row, wide.start("colon"), "this colon of full width ends no key", hint)
    if dashed := _DASHED.match(line):
        hint = f"write - {_shortened(dashed['value'])}"
        return Fault(row, dashed.start("value"), "a blank is missing after this hyphen", hint)
    return None


def _goes_on(blame: Blame) -> Fault:
    """Explain what stands after a value that had ended, or at an indentation of nothing above."""
    row, column = blame.at
    line = blame.line(row)
    before = line[:column]
    if not before.strip():
        if line[column:].startswith("- "):
            message = "this item belongs to no list above it"
            return Fault(row, column, message, "indent it as the items above it")
        message = "the indentation of this line is that of no line above it"
        return Fault(row, column, message, "indent it as the keys beside it")
    key = _KEY.match(line)
    value = line[key.end() :] if key else before.lstrip(" -")
    mark = value[:1]
    if mark in _MARKS and key and key.end() + 1 == column:
        return _closed_below(blame, mark)
    if mark in _MARKS:
        message = "this value goes on after its closing quotation mark"
        name = key["key"] if key else ""
        return Fault(row, column, message, f"quote all of it: {_written(name, value)}")
    if mark in ("[", "{"):
        hint = "write one list, [a, b], or put the value in quotation marks"
        return Fault(row, column, "this value goes on after its closing bracket", hint)
    return Fault(row, column, "this belongs to no value before it", QUOTE)


def _closed_below(blame: Blame, mark: str) -> Fault:
    """Explain a mark that was meant to open a value, but closes one that was never closed."""
    for row in range(blame.at[0] - 1, -1, -1):
        key = _KEY.match(blame.lines[row])
        value = blame.lines[row][key.end() :] if key else ""
        if key and value.startswith(mark) and value.count(mark) % 2:
            return Fault(row, key.end(), "this quotation mark is never closed", "close it")
    return Fault(*blame.at, "this belongs to no value before it", "check the quotation marks")


def _in_brackets(blame: Blame) -> Fault:
    (row, column), first_row = blame.at, blame.since[0]
    closing = blame.said[-2]
    if row > first_row and closing not in "".join(blame.lines[first_row:row]):
        return Fault(*blame.since, "this bracket is never closed", f"close it with {closing}")
    hint = "part the items with commas, and put those that hold signs in quotation marks"
    return Fault(row, column, f"a comma or {closing} is missing before this", hint)


def _reserved(blame: Blame) -> Fault:
    row, column = blame.at
    line = blame.line(row)
    sign = line[column : column + 1]
    if sign == "\t":
        return _indented_with_tab(row, column)
    key = _KEY.match(line[:column])
    hint = f"quote it: {_written(key['key'] if key else '', line[column:])}"
    return Fault(row, column, f"no value can begin with {sign}", hint)


def _reserved_since(blame: Blame) -> Fault:
    return _reserved(blame._replace(at=blame.since))


def _indented_with_tab(row: int, column: int) -> Fault:
    return Fault(row, column, "this line is indented with a tab", "indent it with blanks")


def _second_document(blame: Blame) -> Fault:
    row = blame.at[0]
    dots = next((n for n in range(row) if blame.lines[n].rstrip() == "..."), None)
    if dots is None:
        return Fault(0, 0, "no line can begin with %", QUOTE)
    message = "these three dots end the front matter, and keys follow them"
    return Fault(dots, 0, message, "leave them out")


def _written(key: str, value: str) -> str:
    return _shortened(f"{key}: {quoted_value(value)}" if key else quoted_value(value))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _never_closed(blame: Blame) -> Fault:
    return Fault(*blame.since, "this quotation mark is never closed", "close it")


EXPLAINED: Mapping[str, Callable[[Blame], Fault]] = MappingProxyType(
    {
        "mapping values are not allowed in this context": _stray_colon,
        "could not find expected ':'": lambda blame: _without_colon(blame, blame.since[0]),
        "did not find expected key": _goes_on,
        "did not find expected '-' indicator": _goes_on,
        "did not find expected ',' or ']'": _in_brackets,
        "did not find expected ',' or '}'": _in_brackets,
        "found unexpected end of stream": _never_closed,
        "found character that cannot start any token": _reserved,
        "did not find expected alphabetic or numeric character": _reserved_since,
        "did not find expected <document start>": _second_document,
    }
)
"""What libyaml says, and what is seen in the lines then."""

SAID: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "block sequence entries are not allowed in this context": (
            "a list cannot begin on the line of its key",
            "begin it on the next line, or put a text that begins with - in quotation marks",
        ),
        "mapping keys are not allowed in this context": (
            "no value can begin with a question mark and a blank",
            QUOTE,
        ),
        "did not find expected comment or line break": (
            "no text can follow | or > on its line",
            "begin the text on the next line, indented, or put it in quotation marks",
        ),
        "did not find expected node content": (
            "a value is missing here",
            "leave out the comma or bracket that is too many, or put the text in quotation marks",
        ),
        "found unknown escape character": (
            "this backslash means nothing between double quotation marks",
            "write \\\\ for a backslash, or take single quotation marks",
        ),
        "did not find expected hexdecimal number": (
            "the number of a sign that this backslash begins is not complete",
            "write \\\\ for a backslash, or take single quotation marks",
        ),
    }
)
"""What libyaml says, in other words, and what to do."""
