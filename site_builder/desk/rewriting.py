"""A content file and a few new values → the file with these, and not a byte else changed."""

import re
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import NamedTuple

from site_builder.reading.passage_problems import quoted

_OPENING = re.compile(r"\ufeff?---[ \t]*(\r\n|\n|\r)")
_CLOSING = re.compile(r"^---[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)

Place = tuple[int, int]
"""The line and the column of a value, as a reading of the file tells them."""


class NotRewritten(Exception):
    """Raised with one sentence for a file in which a value cannot be told from the rest."""


class _Parts(NamedTuple):
    """A file, taken apart."""

    head: str
    matter: str
    """Between the lines of hyphens."""

    closing: str
    body: str
    newline: str


class _Value(NamedTuple):
    """Where a value is written."""

    key: str
    start: int
    end: int
    place: Place


def reword(content: bytes, values: Mapping[Place, str]) -> bytes:
    """Put texts in the place of values of front matter."""
    parts = _part(content)
    written = {value.place: value for value in _values(parts.matter)}
    matter = parts.matter
    for place, text in sorted(values.items(), reverse=True):
        if place not in written:
            raise NotRewritten(f"the value on line {place[0]} cannot be rewritten; do it by hand")
        matter = _replace(matter, written[place], quoted(text))
    return _join(parts._replace(matter=matter))


def put_key(content: bytes, names: tuple[str, ...], value: str) -> bytes:
    """Give a key at the top another value, or add it at the end; the first of its names is new."""
    parts = _part(content)
    top = [each for each in _values(parts.matter, deep=False) if each.key in names]
    if top:
        return _join(parts._replace(matter=_replace(parts.matter, top[0], value)))
    if parts.matter.lstrip().startswith("{"):
        raise NotRewritten(f"front matter in braces cannot be added to; write {names[0]}: {value}")
    end = "" if not parts.matter or parts.matter.endswith(("\n", "\r")) else parts.newline
    line = f"{end}{names[0]}: {value}{parts.newline}"
    return _join(parts._replace(matter=parts.matter + line))


def put_body(content: bytes, body: str) -> bytes:
    """Put another text below the front matter, its lines ended as the file ends them."""
    parts = _part(content)
    closing = parts.closing if parts.closing[-1] in "\r\n" else parts.closing + parts.newline
    text = body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    lines = f"\n{text}\n".replace("\n", parts.newline)
    return _join(parts._replace(closing=closing, body=lines))


def body_of(content: bytes) -> str:
    """Give what stands below the front matter, its lines ended as they are."""
    return _part(content).body


def _part(content: bytes) -> _Parts:
    text = content.decode()
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        raise NotRewritten("the file has no front matter")
    return _Parts(
        text[: opening.end()],
        text[opening.end() : closing.start()],
        closing[0],
        text[closing.end() :],
        opening[1],
    )


def _join(parts: _Parts) -> bytes:
    return "".join(parts[:-1]).encode()


def _replace(matter: str, value: _Value, text: str) -> str:
    # Nothing at all is written behind a colon without a blank.
    blank = " " if value.start == value.end and not matter[value.start - 1].isspace() else ""
    return f"{matter[: value.start]}{blank}{text}{matter[value.end :]}"


def _values(matter: str, *, deep: bool = True) -> Iterator[_Value]:
    """Go through the scalars of front matter that stand behind a key, each with its place."""
    # Who only builds should not pay for its import.
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

    try:
        top = YAML(typ="rt", pure=True).compose(StringIO(matter, newline=""))
    except YAMLError:
        raise NotRewritten("the front matter cannot be read") from None
    waiting = [top]
    while waiting:
        node = waiting.pop()
        if isinstance(node, SequenceNode) and deep:
            waiting.extend(node.value)
        if not isinstance(node, MappingNode):
            continue
        for key, value in node.value:
            waiting.extend([value] if deep else [])
            if isinstance(value, ScalarNode):
                start, end = value.start_mark.index, value.end_mark.index
                if start == end:
                    # What is nothing stands behind its colon, and not where the next key begins.
                    start = end = matter.index(":", key.end_mark.index) + 1
                yield _Value(key.value, start, *_extent(matter, start, end, value))


def _extent(matter: str, start: int, end: int, node: object) -> tuple[int, Place]:
    """Say where a value ends without the blank lines after it, and where it is said to begin."""
    written = matter[start:end]
    line = len(re.findall(r"\r\n|\r|\n", matter[:start])) + 2
    column = start - max(matter.rfind("\n", 0, start), matter.rfind("\r", 0, start))
    if getattr(node, "style", None) not in ("|", ">"):
        return end, (line, column)
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", written)
    texts = [each for each in lines[1:] if each.strip()]
    indent = min((len(each) - len(each.lstrip(" ")) for each in texts), default=0)
    kept = [lines[0], *(each for each in lines[1:] if not _is_comment(each, indent))]
    return start + len("".join(kept).rstrip()), (line + 1, indent + 1)


def _is_comment(line: str, indent: int) -> bool:
    return line.lstrip(" ").startswith("#") and len(line) - len(line.lstrip(" ")) < indent
