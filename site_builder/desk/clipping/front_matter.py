"""The front matter of clippers → values of an article's, and the rest of the text.

Known are the keys of Obsidian Web Clipper, MarkDownload, defuddle and trafilatura, and those of an
article itself.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from msgspec.structs import replace

from site_builder.desk.clipping.parts import Matter, Reading, Told
from site_builder.desk.clipping.written_dates import read_written_date
from site_builder.model.problems import ProblemsFound
from site_builder.reading.frontmatter import Mapping as MappingNode
from site_builder.reading.frontmatter import Node, Scalar, Sequence, parse_yaml
from site_builder.reading.scalars import unlinked

_OPENING = re.compile(r"\s*---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_LINE = re.compile(r"(?P<key>[A-Za-z][\w -]{0,60}?)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)")

KEYS: Mapping[str, str] = MappingProxyType(
    {
        key: field
        for field, keys in (
            ("title", ("title", "headline")),
            ("published", ("published", "date", "date_published", "published_time")),
            ("updated", ("updated", "modified", "date_modified", "modified_time")),
            ("authors", ("authors", "author", "byline", "creator")),
            ("publisher", ("publisher", "site", "sitename", "site_name")),
            ("source", ("source", "url", "link", "canonical")),
            ("archived", ("archived",)),
            ("retrieved", ("retrieved", "created", "clipped", "accessed")),
            ("language", ("language", "lang")),
            ("summary", ("summary", "description", "excerpt")),
            ("topics", ("topics", "tags", "keywords", "categories")),
        )
        for key in keys
    }
)
"""Keys in lower case, and the fields that they mean."""

MACHINE = frozenset(
    ("category", "domain", "favicon", "filedate", "fingerprint", "hostname", "id", "pagetype")
).union(("parse_time", "raw_text", "reading_time", "word_count", "wordcount"))
"""Keys that tell of the tool or repeat the address; they are left out."""

TAGS_OF_TOOLS = frozenset({"clipping", "clippings", "web-clip", "webclip"})
DATES = frozenset({"published", "updated", "retrieved"})
LISTS = frozenset({"authors", "topics"})

Entry = tuple[str, tuple[str, ...]]
"""A key and its values, as texts."""


def read_front_matter(text: str) -> tuple[Reading, str]:
    """Take the front matter off a clip; gives what was understood of it, and the text below."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return Reading(), text
    source = text[opening.end() : closing.start()]
    entries = _entries(source)
    # A line between two rules is no front matter.
    if not entries:
        return Reading(), text
    reading = Reading()
    for entry in entries:
        reading = _understood(reading, entry)
    return reading, text[closing.end() :]


def _entries(source: str) -> tuple[Entry, ...]:
    """Read keys and values: as YAML or, where that breaks or would lose words, line by line."""
    try:
        matter, problems = parse_yaml(source, "", first_line=1)
    except ProblemsFound:
        return tuple(_lines(source))
    if problems:
        return tuple(_lines(source))
    return tuple((key.text, tuple(_texts(node))) for key, node in matter.entries)


def _texts(node: Node) -> Iterator[str]:
    match node:
        case Scalar():
            yield node.text
        case Sequence():
            for item in node.items:
                yield from _texts(item)
        case MappingNode():
            for key, value in node.entries:
                yield f"{key.text}: {', '.join(_texts(value))}"


def _lines(source: str) -> Iterator[Entry]:
    key, values = "", list[str]()
    for line in source.split("\n"):
        if found := _LINE.fullmatch(line):
            if key:
                yield key, tuple(values)
            key, values = found["key"], list(_line_values(found["value"] or ""))
        elif key and (item := _ITEM.fullmatch(line)):
            values.append(_unquoted(item["value"]))
        elif key and line.strip():
            values.append(line.strip())
    if key:
        yield key, tuple(values)


def _line_values(value: str) -> Iterator[str]:
    value = value.strip()
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        value = value[1:-1]
        yield from (_unquoted(part) for part in value.split(","))
    else:
        yield _unquoted(value)


def _unquoted(value: str) -> str:
    value = value.strip()
    for sign in "\"'":
        if len(value) > 1 and value[0] == value[-1] == sign:
            return value[1:-1].replace(f"\\{sign}", sign)
    return value


def _understood(reading: Reading, entry: Entry) -> Reading:
    key, given = entry[0], tuple(" ".join(value.split()) for value in entry[1])
    written = ", ".join(value for value in given if value)
    field = KEYS.get(key.strip().lower(), "")
    if not written:
        return reading
    if key.lower() in MACHINE:
        return replace(reading, dropped=(*reading.dropped, Told(f"{key}, of the clipper", written)))
    values = tuple(_values(field, given))
    if not values or (field not in LISTS and len(values) > 1):
        return _unknown(reading, key, written)
    earlier = getattr(reading.matter, field)
    value = values if field in LISTS else values[0]
    if field in LISTS:
        value = tuple(dict.fromkeys((*earlier, *value)))
    elif earlier and earlier != value:
        return _unknown(reading, key, written)
    matter = replace(reading.matter, **{field: value})
    return replace(reading, matter=matter, taken=(*reading.taken, Told(key, written)))


def _values(field: str, given: tuple[str, ...]) -> Iterator[str]:
    # Byline of trafilatura: `A; B`.
    several = [name for value in given for name in value.split(";")]
    for value in several if field == "authors" else given:
        words = unlinked(value)
        if field in DATES:
            words = read_written_date(words)
        elif field == "language":
            words = words.replace("_", "-")
        elif field == "topics":
            words = words.removeprefix("#")
            words = "" if words.lower() in TAGS_OF_TOOLS else words
        if field and words:
            yield words


def _unknown(reading: Reading, key: str, written: str) -> Reading:
    if KEYS.get(key.lower()) == "topics":
        return replace(reading, dropped=(*reading.dropped, Told(f"{key}, of the clipper", written)))
    kept: Matter = replace(
        reading.matter, extra=(*reading.matter.extra, (key.strip().lower(), written))
    )
    return replace(reading, matter=kept, unknown=(*reading.unknown, Told(key, written)))
