"""Items that are to be added to the lists of front matter → their YAML."""

import re
import textwrap
from collections.abc import Mapping
from typing import NamedTuple

from site_builder.reading.passage_problems import JOINERS

Value = bool | str | tuple[str, ...]
"""A truth, a text or a list of ids."""

Item = str | Mapping[str, Value]
"""An id or a mapping."""

WIDTH = 100
"""Columns of a line, where its words allow it."""

_PLAIN = re.compile(r"[^\W\d_](?:[^:#]|:(?=[^\s:])|(?<! )#)*(?<![ :])")
_PLAIN_IN_LIST = re.compile(r"[^\W\d_][\w .()/;–—-]*(?<! )")
_DATE = re.compile(r"\d{4}[\d~/-]*")
_OTHER_THAN_TEXT = frozenset(
    ("null", "true", "false", "yes", "no", "on", "off", "y", "n", "inf", "nan")
)


class NotMerged(Exception):
    """Raised with one sentence for front matter that cannot be added to."""


class Addition(NamedTuple):
    """Items for the end of one list."""

    key: str
    items: tuple[Item, ...]


def block(addition: Addition, *, remarks: Mapping[str, str] = {}) -> list[str]:
    """Write a key and its list as lines of their own; `remarks` stand behind ids as comments."""
    lines = [f"{addition.key}:"]
    for item in addition.items:
        written = block_item(item, "  ")
        remark = remarks.get(item, "") if isinstance(item, str) else ""
        lines += [f"{written[0]}  # {remark}", *written[1:]] if remark else written
    return lines


def block_item(item: Item, indent: str) -> list[str]:
    """Write an item of a list as lines; its hyphen stands behind the indent."""
    if isinstance(item, str):
        return [f"{indent}- {scalar(item)}"]
    lines = [line for key, value in item.items() for line in _entry(key, value, f"{indent}  ")]
    return [f"{indent}- {lines[0].removeprefix(f'{indent}  ')}", *lines[1:]]


def flow_item(item: Item) -> str:
    """Write an item on one line, for a list in brackets."""
    if isinstance(item, str):
        return scalar(item, _PLAIN_IN_LIST)
    entries = (f"{key}: {_written(value, _PLAIN_IN_LIST)}" for key, value in item.items())
    return f"{{{', '.join(entries)}}}"


def _written(value: Value, plain: re.Pattern[str]) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return scalar(value, plain)
        case _:
            return f"[{', '.join(scalar(each, _PLAIN_IN_LIST) for each in value)}]"


def _entry(key: str, value: Value, indent: str) -> list[str]:
    line = f"{indent}{key}: {_written(value, _PLAIN)}"
    if len(line) <= WIDTH or not isinstance(value, str) or not _may_be_folded(value):
        return [line]
    inner = f"{indent}  "
    folded = textwrap.wrap(
        value,
        width=WIDTH - len(inner),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [f"{indent}{key}: >-", *(f"{inner}{part}" for part in folded)]


def _may_be_folded(text: str) -> bool:
    """Tell whether a text is what it was after its lines are broken at blanks and joined."""
    return _is_seen(text) and text == " ".join(text.split(" ")) and "  " not in text


def scalar(text: str, plain: re.Pattern[str] = _PLAIN) -> str:
    """Write a text so that it is read as it is, without quotation marks where none are needed."""
    if _DATE.fullmatch(text):
        return text
    if plain.fullmatch(text) and _is_seen(text) and text.lower() not in _OTHER_THAN_TEXT:
        return text
    return f'"{"".join(map(_in_quotation_marks, text))}"'


def _is_seen(text: str) -> bool:
    return all(sign.isprintable() or sign in JOINERS for sign in text)


def _in_quotation_marks(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    if _is_seen(sign):
        return sign
    return f"\\U{ord(sign):08x}"
