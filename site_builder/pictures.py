"""Pictures and files that records show to where they lie and where they go."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

import msgspec

from site_builder.model.archive import Archive, Record
from site_builder.model.article import Article
from site_builder.model.entity import Entity
from site_builder.model.event import Event
from site_builder.model.image import Image
from site_builder.model.page import Page
from site_builder.model.problems import Problem
from site_builder.model.prose import Link
from site_builder.model.similar import did_you_mean
from site_builder.model.source import Source
from site_builder.model.story import Story
from site_builder.model.target import Kind, Target
from site_builder.model.urls import image_path, path_of


class Copied(msgspec.Struct, frozen=True, array_like=True):
    """A file of the site's folder that is published as it is."""

    source: str
    """From the site's folder."""

    file: str
    """From the output folder."""


class Shown(msgspec.Struct, frozen=True, array_like=True):
    """A picture that a record shows, and where its name stands."""

    target: Target
    path: str
    line: int
    column: int
    src: str


def shown_pictures(archive: Archive) -> Iterator[Shown]:
    """Go through the pictures of all records."""
    for kind in SHOWING:
        for record in archive.records(kind).values():
            yield from pictures_of(record)


SHOWING: tuple[Kind, ...] = ("article", "entity", "story", "page", "event", "source")
"""Kinds of records that show pictures."""


def pictures_of(record: Record) -> Iterator[Shown]:
    """Go through the pictures of a record."""
    match record:
        case Article() as article:
            notes = (
                image
                for annotation in article.annotations
                for prose in (annotation.body, annotation.answer, annotation.verdict)
                if prose is not None
                for image in prose.images
            )
            target = Target("article", article.slug)
            yield from _shown(target, article.path, (*article.images, *notes), article.fields.image)
        case Entity(prose=prose, fields=fields):
            target = Target("entity", record.id)
            yield from _shown(target, record.path, prose.images, fields.image)
        case Story(prose=prose, fields=fields):
            yield from _shown(Target("story", record.id), record.path, prose.images, fields.image)
        case Page(prose=prose):
            yield from _shown(Target("page", record.slug), record.path, prose.images, None)
        case Event(prose=prose):
            yield from _shown(Target("event", record.id), record.path, prose.images, None)
        case Source(prose=prose):
            yield from _shown(Target("source", record.id), record.path, prose.images, None)


def _shown(
    target: Target, path: str, images: tuple[Link, ...], image: Image | None
) -> Iterator[Shown]:
    if image is not None:
        yield Shown(target, path, image.src.line, image.src.column, image.src.text.strip())
    for link in images:
        # Markdown has no other way to write a blank in an address than its `%` code.
        yield Shown(target, path, link.line, link.column, unquote(link.target))


def place_pictures(
    archive: Archive, files: frozenset[str]
) -> tuple[tuple[Copied, ...], tuple[Problem, ...]]:
    """Say which pictures beside content go where.

    `files` are those that lie beside content or are static: no content file is ever copied.
    """
    copied: dict[Copied, None] = {}
    problems: list[Problem] = []
    for shown in shown_pictures(archive):
        is_static = shown.src.startswith("/")
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(shown.path), shown.src))
        source = f"content/static{shown.src}" if is_static else beside
        if source not in files:
            hint = _nearest_file(source, files)
            message = f"there is no {source}"
            place = (shown.path, shown.line, shown.column)
            problems.append(Problem(*place, "missing-file", message, hint))
        elif not is_static:
            folder = path_of(*shown.target)
            copied[Copied(source, image_path(folder, shown.src).removeprefix("/"))] = None
    return tuple(copied), tuple(problems)


def _nearest_file(path: str, files: frozenset[str]) -> str:
    folder = posixpath.dirname(path)
    beside = [posixpath.basename(file) for file in files if posixpath.dirname(file) == folder]
    return did_you_mean(posixpath.basename(path), beside) or "put the file there, or name another"
