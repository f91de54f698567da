"""Turns the front matter and body of a content file into its text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import msgspec

Yaml: TypeAlias = "str | Sequence[Yaml] | Mapping[str, Yaml]"

_REST = r"(?:[\w./~'+?:#-]*[\w./~'+?-])?(?: [\w./~'+-](?:[\w./~'+?:#-]*[\w./~'+?-])?)*"
AS_TYPED = re.compile(r"[^\W_]" + _REST)
"""Scalars that need no quotation marks where every scalar is read as text."""

AS_TEXT = re.compile(r"[^\W\d_]" + _REST)
"""Scalars that YAML takes for a text without quotation marks: no numbers, no dates."""


class Document(msgspec.Struct, frozen=True):
    """A content file of the synthetic site."""

    path: str
    """From the content folder, without `.md`; the first part is its kind, the last its id."""

    front: Mapping[str, Yaml]
    body: str

    @property
    def kind(self) -> str:
        """Name the folder of its kind, `articles` or `entities`."""
        return self.path.partition("/")[0]

    @property
    def id(self) -> str:
        """Give the stem of its file."""
        return self.path.rpartition("/")[2]


def write_document(content: Path, document: Document, *, unquoted: re.Pattern[str]) -> None:
    """Write a document under a content folder."""
    path = content / f"{document.path}.md"
    text = "\n".join(("---", *_mapping(document.front, "", unquoted=unquoted), "---", ""))
    try:
        file = path.open("w", encoding="utf-8")
    except FileNotFoundError:
        path.parent.mkdir(parents=True)
        file = path.open("w", encoding="utf-8")
    with file:
        file.write(f"{text}\n{document.body}\n" if document.body else text)


def _mapping(front: Mapping[str, Yaml], indent: str, *, unquoted: re.Pattern[str]) -> Iterator[str]:
    for key, value in front.items():
        match value:
            case str():
                yield f"{indent}{key}: {_scalar(value, unquoted)}"
            case Mapping():
                yield f"{indent}{key}:"
                yield from _mapping(value, f"{indent}  ", unquoted=unquoted)
            case _ if all(isinstance(item, str) for item in value):
                items = (_scalar(item, unquoted) for item in value if isinstance(item, str))
                yield f"{indent}{key}: [{', '.join(items)}]"
            case _:
                yield f"{indent}{key}:"
                yield from _items(value, f"{indent}  ", unquoted=unquoted)


def _items(values: Iterable[Yaml], indent: str, *, unquoted: re.Pattern[str]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield f"{indent}- {_scalar(value, unquoted)}"
        elif isinstance(value, Mapping):
            lines = _mapping(value, f"{indent}  ", unquoted=unquoted)
            yield f"{indent}- {next(lines).lstrip()}"
            yield from lines


def _scalar(text: str, unquoted: re.Pattern[str]) -> str:
    if unquoted.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
