"""Every reference of a record, with the kinds that it may name."""

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.model.annotation import Annotation, Claim, Mention, Quotation
from site_builder.model.article import Article
from site_builder.model.entity import Entity
from site_builder.model.event import Event
from site_builder.model.source import Source
from site_builder.model.target import Kind
from site_builder.model.text import Reference, ReferenceOrText


class Use(NamedTuple):
    """A reference where it stands, and what it may name."""

    reference: Reference
    kinds: tuple[Kind, ...]


def article_uses(article: Article) -> Iterator[Use]:
    """List the references of an article's front matter, its annotations' included."""
    yield from _uses(article.fields.entities, "entity")
    yield from _uses(article.event_ids, "event")
    yield from _uses(article.source_ids, "source")
    yield from _uses(article.fields.stories, "story")
    for annotation in article.annotations:
        yield from annotation_uses(annotation)


def annotation_uses(annotation: Annotation) -> Iterator[Use]:
    """List the references of an annotation, but for those to claims and annotators."""
    yield from _uses(annotation.source_ids, "source")
    match annotation.content:
        case Mention() as mention:
            yield from _uses((mention.entity,), "entity")
        case Quotation() as quotation:
            yield from _uses((quotation.speaker,), "entity")
            yield from _uses(quotation.via, "source", "entity")
        case Claim() as claim:
            yield from _uses(claim.claimant, "entity")
            yield from _uses(claim.via, "source", "entity")
            if claim.about is not None:
                yield from _uses((claim.about,), "event", "entity")


def claim_references(annotation: Annotation) -> tuple[Reference, ...]:
    """List the claims that a claim names."""
    content = annotation.content
    return content.contradicts + content.supports if isinstance(content, Claim) else ()


def annotator_references(annotation: Annotation) -> tuple[Reference, ...]:
    """List the people who made an annotation and its verdict."""
    content = annotation.content
    verdict = content.verdict if isinstance(content, Claim) else None
    return annotation.fields.by + (verdict.by if verdict else ())


def event_uses(event: Event) -> Iterator[Use]:
    """List the references of an event."""
    if event.fields.place is not None:
        yield from _uses((event.fields.place,), "entity")
    yield from _uses(event.fields.involved, "entity")
    yield from _uses(event.fields.stories, "story")
    yield from _uses(event.source_ids, "source")


def source_uses(source: Source) -> Iterator[Use]:
    """List the references of a source."""
    if source.fields.origin is not None:
        yield from _uses((source.fields.origin,), "source", "entity")


def names_or_texts(record: Article | Entity | Source) -> Iterator[ReferenceOrText]:
    """List what may be the id of an entity or a text."""
    if isinstance(record, Entity):
        organizations = (role.organization for role in record.fields.roles)
        yield from (organization for organization in organizations if organization)
    elif record.fields.publisher is not None:
        yield record.fields.publisher


def _uses(references: tuple[Reference, ...], *kinds: Kind) -> Iterator[Use]:
    return (Use(reference, kinds) for reference in references)
