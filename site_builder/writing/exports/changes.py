"""Corrections, statuses of claims and verdicts of a story, as an Atom feed (RFC 4287)."""

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.model.annotation import Annotation, Claim, Correction
from site_builder.model.article import Article
from site_builder.model.dates import EdtfDate
from site_builder.model.prose import Prose
from site_builder.model.target import Target
from site_builder.model.text import Reference
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Making
from site_builder.writing.dates import rfc3339
from site_builder.writing.exports.encoding import xml_attribute, xml_text
from site_builder.writing.exports.feed import Feed, atom_document, stable_id
from site_builder.writing.exports.forms import Described, Document, Field
from site_builder.writing.statements import annotation_path, annotators, claim_label

NAME = "changes.xml"

LATEST = 50
"""Changes that the feed holds."""


class Change(NamedTuple):
    """Something that the desk took back, mended or found."""

    moment: int
    """In seconds from 1970."""

    stamp: str
    kind: str
    """`correction`, `verdict`, or the status of a claim."""

    word: str
    """What it came to: the kind, or the rating of a verdict."""

    article: Article
    annotation: Annotation
    prose: Prose | None
    by: tuple[Reference, ...]


def changes_feed(story: str, catalogue: Catalogue) -> bytes:
    """Write what changed in the articles of a story, newest first; only what has a known day."""
    archive = catalogue.archive
    target = Target("story", story)
    record = archive.stories[story]
    found = (
        change
        for posting in archive.related("articles", target)
        for change in _changes(archive.articles[posting.id], catalogue)
    )
    newest = sorted(found, key=lambda c: (-c.moment, c.article.slug, c.annotation.id, c.kind))
    feed = Feed(
        stable_id(f"{archive.config.title}: {record.path}: changes"),
        f"{record.fields.title} · {archive.config.title}",
        "",
        catalogue.path(target),
        (),
    )
    shown = newest[:LATEST]
    stamps = ((change.moment, change.stamp) for change in shown)
    entries = (_entry(change, catalogue).encode() for change in shown)
    return atom_document(feed, NAME, stamps, entries, catalogue)


def _changes(article: Article, catalogue: Catalogue) -> Iterator[Change]:
    """Go through the changes of an article that are known to the day."""
    for annotation in article.annotations:
        for date, kind, word, prose, by in _dated(annotation):
            stamp = rfc3339(date, catalogue.archive.config.zone) if date else None
            if date is not None and stamp is not None:
                yield Change(date.earliest, stamp, kind, word, article, annotation, prose, by)


Dated = tuple[EdtfDate | None, str, str, Prose | None, tuple[Reference, ...]]


def _dated(annotation: Annotation) -> Iterator[Dated]:
    fields = annotation.fields
    match annotation.content:
        case Correction(date=date):
            known = date or fields.updated or fields.created
            yield known, "correction", "correction", annotation.body, fields.by
        case Claim(status=status, verdict=verdict):
            yield fields.updated, status, status, annotation.body, fields.by
            if verdict is not None:
                yield verdict.date, "verdict", verdict.rating, annotation.verdict, verdict.by


def _entry(change: Change, catalogue: Catalogue) -> str:
    config = catalogue.archive.config
    article, annotation = change.article, change.annotation
    card = catalogue.article(article.slug)
    label = annotation.words or card.title
    if isinstance(annotation.content, Claim):
        label = claim_label(annotation, catalogue) or label
    url = config.origin + catalogue.address(annotation_path(article.slug, annotation.id))
    # With the status, so that another one is another entry for who has read this one.
    id_ = stable_id(f"{config.title}: {article.path}#{annotation.id}: {change.kind}")
    summary = change.prose.text.strip() if change.prose else ""
    people = annotators(change.by, catalogue)
    lines = [
        "<entry>",
        f"<title>{xml_text(f'{change.word}: {label}')}</title>",
        f"<id>{id_}</id>",
        f"<link href={xml_attribute(url)}/>",
        f"<updated>{change.stamp}</updated>",
        *(f"<author><name>{xml_text(person.label)}</name></author>" for person in people),
        f"<category term={xml_attribute(change.kind)}/>",
        f"<summary>{xml_text(summary)}</summary>" if summary else "",
        "</entry>",
    ]
    return "\n".join(filter(None, lines))


def _make(story: str, making: Making) -> bytes:
    return changes_feed(story, making.catalogue)


DOCUMENTS = (
    Document(
        switch="changes",
        of="story",
        file=Described(
            path=NAME,
            form="Atom (RFC 4287)",
            about=f"The latest {LATEST} corrections, statuses of claims and verdicts of one story.",
            fields=(
                Field("id", "another for each new status of a claim; else it stays"),
                Field("title", "what it came to, and the words or the claim that it is about"),
                Field("updated", "the day or the time that the annotation gives"),
                Field("category", "correction, verdict, or the status of a claim"),
                Field("summary", "what the desk says of it"),
            ),
        ),
        make=_make,
    ),
)
