"""Pictures and files that records show to where they lie and where they go."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

import msgspec

from site_builder.model.archive import Archive
from site_builder.model.image import Image
from site_builder.model.problems import Problem
from site_builder.model.prose import Link
from site_builder.model.similar import did_you_mean
from site_builder.model.target import Target
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
    for article in archive.articles.values():
        notes = (
            image
            for annotation in article.annotations
            for prose in (annotation.body, annotation.answer, annotation.verdict)
            if prose is not None
            for image in prose.images
        )
        target = Target("article", article.slug)
        yield from _shown(target, article.path, (*article.images, *notes), article.fields.image)
    for entity in archive.entities.values():
        target = Target("entity", entity.id)
        yield from _shown(target, entity.path, entity.prose.images, entity.fields.image)
    for story in archive.stories.values():
        target = Target("story", story.id)
        yield from _shown(target, story.path, story.prose.images, story.fields.image)
    for page in archive.pages.values():
        yield from _shown(Target("page", page.slug), page.path, page.prose.images, None)
    for event in archive.events.values():
        yield from _shown(Target("event", event.id), event.path, event.prose.images, None)
    for source in archive.sources.values():
        yield from _shown(Target("source", source.id), source.path, source.prose.images, None)


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
