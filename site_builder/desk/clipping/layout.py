"""A clip and its marks → the text of an article's file."""

import json
import re
from collections.abc import Iterator

from site_builder.desk.clipping.parts import Clip, Marked, Matter

EXCERPT = """\
# The text belongs to its publisher: only passages that annotations name are published.
# Where you may publish all of it, write full.
display: excerpt
"""

_KEYS = (
    *(("title", "title"), ("published", "published"), ("updated", "updated")),
    *(("author", "authors"), ("publisher", "publisher"), ("source", "source")),
    *(("archived", "archived"), ("retrieved", "retrieved"), ("language", "language")),
    ("summary", "summary"),
)
"""Keys of front matter and the fields that they are of, in the order of the documentation."""

# Neither begins with a sign that means something to YAML nor holds one in its midst.
_PLAIN = re.compile(
    r"[^\W\d_](?:[\w .,;'’()/&+\-]|:(?=\S)|\u00ad)*|\d{4}-\d{2}[\dT:+Z-]*|https?://[^\s#\"',\[\]{}]+"
)
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
_WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def write_article(clip: Clip) -> str:
    """Write front matter, in the order of the documentation, and text."""
    lines = [*_matter(clip.matter), *_marks(clip.marks), *_extra(clip.matter)]
    return "---\n" + "".join(lines) + "---\n\n" + clip.body


def write_annotations(marks: tuple[Marked, ...]) -> str:
    """Write the front matter of annotations alone."""
    return "".join(_marks(marks))


def _matter(matter: Matter) -> Iterator[str]:
    for key, field in _KEYS:
        if value := getattr(matter, field):
            yield f"{key}: {_value(value)}\n"
    yield EXCERPT
    if matter.topics:
        yield f"topics: {_value(matter.topics)}\n"


def _extra(matter: Matter) -> Iterator[str]:
    if matter.extra:
        yield "extra:\n"
        yield from (f"  {_scalar(key)}: {_value(value)}\n" for key, value in matter.extra)


def _marks(marks: tuple[Marked, ...]) -> Iterator[str]:
    if marks:
        yield "annotations:\n"
    for mark in marks:
        values = [("type", "note" if mark.body else "highlight"), ("exact", mark.exact)]
        values += [("prefix", mark.prefix), ("suffix", mark.suffix), ("by", mark.by)]
        values += [("created", mark.created), ("updated", mark.updated), ("body", mark.body)]
        given = [f"{key}: {_text(value, key)}" for key, value in values if value]
        if mark.topics:
            given.append(f"topics: {_value(mark.topics)}")
        yield from (f"  {' ' if n else '-'} {line}\n" for n, line in enumerate(given))


def _value(value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return _scalar(value)
    if len(value) == 1:
        return _scalar(value[0])
    return "[" + ", ".join(_scalar(each, inside=True) for each in value) + "]"


def _text(value: str, key: str) -> str:
    """Write a remark of several lines as the block that YAML has for it."""
    if key != "body" or "\n" not in value:
        return _scalar(value)
    is_odd = _ESCAPED.search(value) or value[0].isspace()
    if is_odd or any(line != line.rstrip() for line in value.split("\n")):
        return _quoted(value)
    return "|\n" + "\n".join(f"      {line}".rstrip() for line in value.split("\n"))


def _scalar(value: str, *, inside: bool = False) -> str:
    is_plain = (
        _PLAIN.fullmatch(value)
        and not value.endswith((" ", ":"))
        and value.lower() not in _WORDS_OF_YAML
        and not (inside and "," in value)
    )
    return value if is_plain else _quoted(value)


def _quoted(value: str) -> str:
    written = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", written)
