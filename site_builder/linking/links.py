"""Every link of a text → the page, file or heading that it leads to, or a problem."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from site_builder.linking.collect import Records
from site_builder.model.annotation import Annotation
from site_builder.model.archive import Archive
from site_builder.model.article import Article
from site_builder.model.entity import Entity
from site_builder.model.event import Event
from site_builder.model.names import Names
from site_builder.model.page import Page
from site_builder.model.problems import Code, Problem
from site_builder.model.similar import did_you_mean
from site_builder.model.source import Source
from site_builder.model.story import Story
from site_builder.model.target import KINDS, Target


class Known(NamedTuple):
    """What references are held against."""

    archive: Archive

    @property
    def names(self) -> Names:
        """What every id, file and path names."""
        return self.archive.names

    def claim(self, id_: str) -> Annotation | None:
        """Find the annotation that an id with its article's slug names."""
        slug, _, item = id_.partition("#")
        article = self.archive.articles.get(slug)
        annotations = article.annotations if article else ()
        return next((annotation for annotation in annotations if annotation.id == item), None)

    def anchors(self, target: Target) -> frozenset[str] | None:
        """Give the ids in the text of a record's own page; None for one without such a page."""
        match self.archive.records(target.kind)[target.id]:
            case Article() as article:
                return page_anchors(article).union(a.id for a in article.annotations)
            case Event(article=str()) | Source(article=str()):
                return None
            case record:
                return frozenset(record.prose.anchors)


def check_anchors(records: Records) -> Iterator[Problem]:
    """Check that no annotation's id is the anchor of something else on its page."""
    for article in records.articles:
        taken = page_anchors(article)
        for annotation in article.annotations:
            if annotation.id in taken:
                place = (article.path, annotation.fields.line, annotation.fields.column)
                message = f'"{annotation.id}" is the anchor of something else on the page'
                yield Problem(*place, "duplicate-id", message, "give the annotation another id")


def check_links(records: Records, known: Known, paths: frozenset[str]) -> Iterator[Problem]:
    """Check that every link of a text leads to a page, a file or a heading that there is.

    `paths` are those of all pages and files of the site.
    """
    names = known.names
    for path, line, column, href in all_links(records):
        kind, _, id_ = unquote(href.partition("#")[0]).partition(":")
        if kind == "any" and len(found := names.candidates(id_, KINDS)) > 1:
            yield Problem(path, line, column, *ambiguous(id_, found))
        spot = names.link(href, path)
        if spot is None or (spot.target is None and not {spot.path, f"{spot.path}/"} & paths):
            yield from _broken_link(href, (path, line, column), names, records)
        elif spot.fragment and spot.target and names.is_shown(spot.target):
            anchors = known.anchors(spot.target)
            if anchors is not None and spot.fragment not in anchors:
                message = f'the page of "{spot.target.id}" has no place "#{spot.fragment}"'
                near = did_you_mean(spot.fragment, anchors)
                hint = near or f"places on it: {', '.join(sorted(anchors)[:MOST_PLACES])}"
                yield Problem(path, line, column, "broken-anchor", message, hint)


MOST_PLACES = 8
"""Places of a page that a hint lists."""


def _broken_link(
    href: str, place: tuple[str, int, int], names: Names, records: Records
) -> Iterator[Problem]:
    kind, colon, rest = unquote(href.partition("#")[0]).partition(":")
    named = PurePosixPath(kind).stem
    # A colon after anything but a kind is one in a path, such as `10:30.html`.
    is_path = not colon or kind not in (*KINDS, "any")
    if is_path and any(Target(of, named) in names.unreadable for of in KINDS):
        return
    if is_path:
        message = f'"{href}" leads to no page or file of the site'
        near = did_you_mean(kind, (*names.by_path, *names.by_file))
        hint = near or "name pages by what they show, as in (article:its-slug)"
    elif kind == "any":
        message = f"[[{rest}]] names nothing on the site"
        near = did_you_mean(rest, (id_ for of in KINDS for id_ in names.shown[of]))
        hint = name_hint(rest, records) or near or "leave the brackets out, or give it a file"
    else:
        message = f'no {kind} has the id "{rest}"'
        near = name_hint(rest, records) if kind == "entity" else ""
        hint = near or did_you_mean(rest, names.shown[kind]) or "leave the link out"
    yield Problem(*place, "broken-link", message, hint)


def all_links(records: Records) -> Iterator[tuple[str, int, int, str]]:
    """List every link inside the site: file, line, column and what it says."""
    for article in records.articles:
        bodies = ((a.body, a.answer, a.verdict) for a in article.annotations)
        links = [
            *article.links,
            *(link for b in bodies for prose in b if prose for link in prose.links),
        ]
        yield from ((article.path, link.line, link.column, link.target) for link in links)
    others: list[Entity | Event | Source | Story | Page] = [
        *records.entities,
        *records.events,
        *records.sources,
        *records.stories,
        *records.pages,
    ]
    for record in others:
        for link in record.prose.links:
            yield record.path, link.line, link.column, link.target


def page_anchors(article: Article) -> frozenset[str]:
    """Give the ids on an article's page, those of its annotations left out."""
    return frozenset(
        (
            "text",
            *article.anchors,
            *(f"event-{event.id}" for event in article.events),
            *(f"source-{source.id}" for source in article.sources),
        )
    )


def ambiguous(id_: str, found: tuple[Target, ...]) -> tuple[Code, str, str]:
    """Say, as code, message and hint, that an id names several things."""
    listed = " and ".join(f"the {kind}" for kind, _ in found)
    hint = "write " + " or ".join(f"{kind}:{id_}" for kind, _ in found)
    return "ambiguous-id", f'"{id_}" names {listed} of that id', hint


def name_hint(words: str, records: Records) -> str:
    """Say which entity has some words for a name or alias; nothing where none has."""
    for entity in records.entities:
        own = (entity.fields.name, *entity.fields.aliases)
        if words.casefold() in (name.casefold() for name in own):
            return f'"{words}" is a name of {entity.id}: write that id'
    return ""
