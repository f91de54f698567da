"""Records to the pictures that they show, and these to their files and addresses."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

import msgspec

from site_builder.model.archive import Archive, Record
from site_builder.model.article import Article
from site_builder.model.entity import Entity
from site_builder.model.event import Event
from site_builder.model.image import Image, Seen
from site_builder.model.page import Page
from site_builder.model.prose import Link
from site_builder.model.source import Source
from site_builder.model.story import Story
from site_builder.model.target import Kind, Target


class Shown(msgspec.Struct, frozen=True, array_like=True):
    """A picture that a record shows, and where its name stands."""

    target: Target
    path: str
    line: int
    column: int
    src: str

    @property
    def file(self) -> str:
        """The file that holds it, from the site's folder."""
        return picture_file(self.path, self.src)


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


STATIC = "content/static/"
"""Where files lie that are published as they are."""


def picture_file(path: str, src: str) -> str:
    """Give the file of a picture that a content file names, both from the site's folder."""
    src = src.strip()
    if src.startswith("/"):
        return f"{STATIC}{src[1:]}"
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), src))


def picture_target(file: str) -> Target:
    """Give the target under which is noted who shows a picture."""
    return Target("picture", file)


def size_path(seen: Seen, width: int) -> str:
    """Give the path of a smaller size of a picture from the site's root.

    It is named for the bytes that it was made of: no two pictures meet, and no reader's browser
    takes an old one for a new.
    """
    return f"/pictures/{seen.digest[:20]}-{width}.webp"
