"""Front matter that cannot be used → what it would have defined, so that who names it is spared."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from site_builder.model.slugs import slugify
from site_builder.model.target import Target
from site_builder.reading.frontmatter import Mapping, Scalar

_LINE = re.compile(
    rb"^[ \t]*(?:-[ \t]+)?(?P<key>id|slug|title)[ \t]*:[ \t]*(?P<value>[^\r\n]+)", re.MULTILINE
)
MOST_READ = 1_000_000
"""Bytes of a file that are searched for ids."""


def lost_of_mapping(mapping: Mapping) -> Iterator[Target]:
    """List what keys and values would have defined that lack what they must have."""
    texts = {key.text: node.text for key, node in mapping.entries if isinstance(node, Scalar)}
    title = texts.get("title", "")
    made = slugify(f"{texts.get('date', '')}-{title}") if title else ""
    yield from _targets((texts.get("id", ""), slugify(title), made), texts.get("slug", ""))


def lost_of_file(content: bytes) -> tuple[Target, ...]:
    """List what a file would have defined whose front matter cannot be read."""
    found = [
        (line["key"], line["value"].decode("utf-8", "replace").strip(" \t\"'"))
        for line in _LINE.finditer(content[:MOST_READ])
    ]
    ids = [value if key == b"id" else slugify(value) for key, value in found if key != b"slug"]
    slugs = [value for key, value in found if key == b"slug"]
    return tuple(dict.fromkeys(_targets(ids, *slugs)))


def _targets(ids: Iterable[str], *slugs: str) -> Iterator[Target]:
    for id_ in filter(None, ids):
        word = unicodedata.normalize("NFC", id_)
        yield from (Target(kind, word) for kind in ("event", "source", "annotation"))
    for slug in filter(None, slugs):
        word = unicodedata.normalize("NFC", slug)
        yield from (Target(kind, word) for kind in ("article", "page"))
