"""The words of a clip that have pages of their own → as the site already writes them.

A site does not build with two spellings of one topic or of one publisher.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from site_builder.desk.clipping.parts import Clip
from site_builder.model.slugs import slugify

_TOPICS = re.compile(r"^[ ]*(?:- )?(?:topics|tags)[ \t]*:[ \t]*(.*(?:\n[ ]*- .*)*)", re.MULTILINE)
_PUBLISHER = re.compile(r"^[ ]*(?:- )?(?:publisher|site|sitename)[ \t]*:[ \t]*(.+)", re.MULTILINE)
_NAME = re.compile(r"^name[ \t]*:[ \t]*(.+)", re.MULTILINE)
_END = re.compile(r"^---[ \t]*$", re.MULTILINE)


class Spelling(msgspec.Struct, frozen=True):
    """How a site writes what it has pages for."""

    topics: dict[str, str]
    """By what their addresses are made of."""

    publishers: dict[str, str]
    """Likewise; of a publisher that is an entity, its id by its name."""


def read_spelling(site: Path) -> Spelling:
    """Look through the front matter of a site."""
    spelling = Spelling({}, {})
    for file in sorted((site / "content" / "entities").rglob("*.md")):
        for name in _NAME.findall(_matter(file)):
            spelling.publishers.setdefault(slugify(_unquoted(name)), file.stem)
    for kind in ("articles", "sources"):
        for file in sorted((site / "content" / kind).rglob("*.md")):
            matter = _matter(file)
            for topic in (each for found in _TOPICS.findall(matter) for each in _items(found)):
                spelling.topics.setdefault(slugify(topic), topic)
            for name in map(_unquoted, _PUBLISHER.findall(matter)):
                spelling.publishers.setdefault(slugify(name), name)
    return spelling


def _matter(file: Path) -> str:
    if not file.is_file():
        return ""
    text = file.read_text(encoding="utf-8", errors="replace")
    return text[: end.start()] if (end := _END.search(text, len("---"))) else text


def _items(written: str) -> Iterator[str]:
    first, *below = written.split("\n")
    inside = first.strip().removeprefix("[").removesuffix("]")
    parts = inside.split(",") if first.strip().startswith("[") else [inside]
    items = [*parts, *(line.strip().removeprefix("-") for line in below)]
    yield from filter(None, map(_unquoted, items))


def _unquoted(value: str) -> str:
    value = value.strip()
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if is_quoted else value


def spelled_alike(clip: Clip, spelling: Spelling) -> Clip:
    """Write topics and publisher of a clip as the site does, each topic once.

    What is new is remembered, for the next clip is of the same site.
    """
    topics, matter = spelling.topics, clip.matter
    name = slugify(matter.publisher)
    publisher = spelling.publishers.setdefault(name, matter.publisher) if name else ""
    matter = replace(matter, topics=_alike(matter.topics, topics), publisher=publisher)
    marks = tuple(replace(mark, topics=_alike(mark.topics, topics)) for mark in clip.marks)
    return replace(clip, matter=matter, marks=marks)


def _alike(topics: tuple[str, ...], known: dict[str, str]) -> tuple[str, ...]:
    named = ((slugify(topic), topic) for topic in topics)
    return tuple(dict.fromkeys(known.setdefault(slug, topic) for slug, topic in named if slug))
