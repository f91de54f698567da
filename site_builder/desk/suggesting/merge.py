"""A file and items for its lists → the file with the items in it, and not a byte else changed."""

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from site_builder.desk.suggesting.front_matter import (
    Addition,
    Item,
    NotMerged,
    Value,
    block_item,
    flow_item,
)
from site_builder.model.problems import ProblemsFound
from site_builder.reading import frontmatter
from site_builder.reading.frontmatter import parse_document

_OPENING = re.compile(r"\ufeff?---[ \t]*(\r\n|\n|\r)")
_CLOSING = re.compile(r"(?<=[\r\n])---[ \t]*(?:\r|\n|\Z)")
_LINE_END = re.compile(r"\r\n|\n|\r|\Z")
_COMMENT = re.compile(r"([ \t]*)#")


class _Insertion(NamedTuple):
    place: int
    rank: int
    """Among those at one place; 0 goes into a value that is there, keys count from 1."""

    text: str


class _Matter(NamedTuple):
    """The YAML of a file, and how its lines end."""

    text: str
    newline: str


def merge(content: bytes, additions: Sequence[Addition], path: str) -> bytes:
    """Add items to lists of a file's front matter; raise `NotMerged` where it cannot be done.

    What was there keeps its bytes, whatever its style; what comes of it is read again, and is
    what it was and the items.
    """
    text = content.decode("utf-8")
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        raise NotMerged(f"{path} has no front matter to add to")
    start = opening.end()
    matter = _Matter(text[start : closing.start()], opening[1])
    top = _compose(matter.text, path)
    insertions = [
        made
        for rank, addition in enumerate(additions, 1)
        for made in _insert(matter, top, addition, rank=rank)
    ]
    merged = matter.text
    # A new key at the end of the front matter stands behind what is added to the list above it.
    for place, _, added in sorted(insertions, key=lambda made: made[:2], reverse=True):
        merged = f"{merged[:place]}{added}{merged[place:]}"
    after = f"{text[:start]}{merged}{text[closing.start() :]}".encode()
    _insist(content, after, additions, path=path)
    return after


def _compose(text: str, path: str) -> MappingNode | None:
    try:
        with warnings.catch_warnings():
            # An anchor may be given twice; the later one holds from there on.
            warnings.simplefilter("ignore", ReusedAnchorWarning)
            top = YAML(typ="rt", pure=True).compose(StringIO(text, newline=""))
    except YAMLError:
        raise NotMerged(f"{path} has front matter that cannot be added to") from None
    if top is None or isinstance(top, MappingNode):
        return top
    raise NotMerged(f"{path} has front matter without keys")


def _insert(
    matter: _Matter, top: MappingNode | None, addition: Addition, *, rank: int
) -> Iterator[_Insertion]:
    entries: list[tuple[Node, Node]] = top.value if top else []
    for key, value in entries:
        if isinstance(key, ScalarNode) and key.value == addition.key:
            yield from _into_value(matter, key, value, addition.items)
            return
    if top is not None and top.flow_style:
        items = ", ".join(map(flow_item, addition.items))
        comma = ", " if entries else ""
        place = _end(entries[-1][1]) if entries else top.start_mark.index + 1
        yield _Insertion(place, rank, f"{comma}{addition.key}: [{items}]")
        return
    indent = " " * entries[0][0].start_mark.column if entries else ""
    lines = [f"{indent}{addition.key}:", *_block_lines(addition.items, f"{indent}  ")]
    yield _Insertion(len(matter.text), rank, _as_text(lines, matter.newline))


def _into_value(
    matter: _Matter, key: Node, value: Node, items: Sequence[Item]
) -> Iterator[_Insertion]:
    if value.start_mark.index < key.end_mark.index:
        raise NotMerged(f'"{key.value}" is an alias of another list; write it out to add to it')
    flow = ", ".join(map(flow_item, items))
    match value:
        case SequenceNode(flow_style=True):
            place = _end(value.value[-1]) if value.value else value.end_mark.index - 1
            yield _Insertion(place, 0, f", {flow}" if value.value else flow)
        case SequenceNode():
            lines = _block_lines(items, " " * value.start_mark.column)
            place = _after_list(matter.text, value, key.start_mark.column)
            yield _Insertion(place, 0, _as_text(lines, matter.newline))
        case ScalarNode(value="", style=None):
            lines = _block_lines(items, " " * (key.start_mark.column + 2))
            # The mark of a value that is nothing may stand where the next key begins.
            place = _line_end(matter.text, _end(key))
            yield _Insertion(place, 0, _as_text(lines, matter.newline))
        case ScalarNode(style=None | "'" | '"'):
            yield _Insertion(value.start_mark.index, 0, "[")
            yield _Insertion(value.end_mark.index, 0, f", {flow}]")
        case _:
            raise NotMerged(f'"{key.value}" is not a list; make it one to add to it')


def _block_lines(items: Iterable[Item], indent: str) -> list[str]:
    return [line for item in items for line in block_item(item, indent)]


def _as_text(lines: Iterable[str], newline: str) -> str:
    return "".join(f"{line}{newline}" for line in lines)


def _end(node: Node) -> int:
    return int(node.end_mark.index)


def _line_end(text: str, place: int) -> int:
    """Say where the line after that of a place begins."""
    found = _LINE_END.search(text, place)
    return found.end() if found else len(text)


def _after_list(text: str, node: Node, parent_column: int) -> int:
    """Say where a line can follow the last item of a list and the comments that belong to it."""
    # The mark at a list's end stands behind blank lines and comments, before what follows.
    place = _last_line_end(text, _last_end(text, node), _end(node))
    column = node.start_mark.column
    while (found := _COMMENT.match(text, place)) and place < _end(node):
        if len(found[1]) < column or len(found[1]) <= parent_column:
            break
        place = _line_end(text, place)
    return place


def _last_end(text: str, node: Node) -> int:
    """Say where the last value in a node ends; before it, where that is an alias."""
    low = int(node.start_mark.index)
    while isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        key, node = last if isinstance(last, tuple) else (None, last)
        low = _end(key) if key is not None else low
    if isinstance(node, ScalarNode) and not node.value and node.style is None:
        # The mark of a value that is nothing may stand where the next key begins.
        return low
    if isinstance(node, ScalarNode) and node.style in {"|", ">"}:
        written = text[node.start_mark.index : _end(node)]
        header = written.partition("\n")[0]
        # With `+` the blank lines below it are part of its text.
        return _end(node) - 1 if "+" in header else node.start_mark.index + len(written.rstrip())
    return _end(node)


def _last_line_end(text: str, low: int, high: int) -> int:
    """Say where the line ends on which the last value between two places does."""
    place = end = _line_end(text, low)
    while place < high:
        following = _line_end(text, place)
        line = text[place:following].strip()
        place = following
        if line and not line.startswith("#") and following <= high:
            end = following
    return end


def _insist(before: bytes, after: bytes, additions: Sequence[Addition], *, path: str) -> None:
    """Read both files as a build does, and raise `NotMerged` unless they differ as they should."""
    try:
        old = parse_document(before, path)
        new = parse_document(after, path)
    except ProblemsFound:
        raise NotMerged(f"{path} has front matter that cannot be added to") from None
    wanted = {key.text: _plain(value) for key, value in old.matter.entries}
    for key, items in additions:
        listed = wanted.get(key) or []
        whole = listed if isinstance(listed, list) else [listed]
        wanted[key] = [*whole, *map(_plain_item, items)]
    found = {key.text: _plain(value) for key, value in new.matter.entries}
    if found != wanted or new.body != old.body:
        raise NotMerged(f"{path} has lists that cannot be added to without changing them")


def _plain(node: frontmatter.Node) -> object:
    match node:
        case frontmatter.Scalar():
            return node.text
        case frontmatter.Sequence():
            return [_plain(item) for item in node.items]
        case frontmatter.Mapping():
            return {key.text: _plain(value) for key, value in node.entries}


def _plain_item(item: Item) -> object:
    if isinstance(item, str):
        return item
    return {key: _plain_value(value) for key, value in item.items()}


def _plain_value(value: Value) -> object:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return value
        case _:
            return list(value)
