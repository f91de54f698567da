"""A record to its postings: what it says of other records."""

from collections.abc import Iterator

from site_builder.model.annotation import Annotation, Claim, Mention, Question, Quotation
from site_builder.model.archive import Posting, Relation, newest_first
from site_builder.model.article import Article
from site_builder.model.dates import EdtfDate
from site_builder.model.entity import Entity
from site_builder.model.event import Event
from site_builder.model.names import Names
from site_builder.model.prose import Link
from site_builder.model.source import Source
from site_builder.model.target import (
    Kind,
    Target,
    property_target,
    publisher_target,
    topic_target,
)
from site_builder.model.text import Reference

Entry = tuple[Relation, Target, Posting]


def oldest_first(date: EdtfDate) -> tuple[int, int]:
    """Sort by earliest, then latest possible moment."""
    return (date.earliest, date.latest)


def article_postings(article: Article, names: Names) -> Iterator[Entry]:
    """List what an article says of other records."""
    fields = article.fields
    order = newest_first(fields.published)
    whole = Posting(order, "article", article.slug, "")
    for target in dict.fromkeys(article_targets(article, names)):
        yield "articles", target, whole
    yield from text_postings(whole, article.links, article.path, names)
    stories = names.all(fields.stories, ("story",))
    for annotation in article.annotations:
        posting = Posting(order, "article", article.slug, annotation.id)
        yield from _annotation_postings(annotation, names, posting)
        for prose in (annotation.body, annotation.answer, annotation.verdict):
            if prose is not None:
                yield from text_postings(whole, prose.links, article.path, names)
        if isinstance(annotation.content, Question):
            for story in stories:
                yield "questions", story, posting
        for target in dict.fromkeys(_used(annotation, article, names)):
            yield "uses", target, whole


def _used(annotation: Annotation, article: Article, names: Names) -> Iterator[Target]:
    """List what an annotation names without any other list that says so."""
    match annotation.content:
        case Mention() as mention:
            yield from names.all((mention.entity,), ("entity",))
        case Quotation() as quotation:
            yield from names.all(quotation.via, ("entity",))
        case Claim() as claim:
            yield from names.all(claim.via, ("entity",))
            for reference in (*claim.contradicts, *claim.supports):
                slug = reference.id.rpartition("#")[0] or article.slug
                yield Target("article", slug)


def article_targets(article: Article, names: Names) -> Iterator[Target]:
    """List what an article declares, covers, belongs to, carries, names and who published it."""
    fields = article.fields
    yield from names.all(fields.entities, ("entity",))
    yield from names.all(article.event_ids, ("event",))
    yield from names.all(fields.stories, ("story",))
    yield from names.all(article.source_ids, ("source",))
    yield from map(topic_target, fields.topics)
    if fields.publisher is not None:
        yield publisher_target(fields.publisher.text)


def _annotation_postings(annotation: Annotation, names: Names, posting: Posting) -> Iterator[Entry]:
    sources = names.all(annotation.source_ids, ("source",))
    match annotation.content:
        case Quotation() as quotation:
            dated = (
                posting._replace(order=newest_first(quotation.date)) if quotation.date else posting
            )
            for speaker in names.all((quotation.speaker,), ("entity",)):
                yield "statements", speaker, dated
            sources += names.all(quotation.via, ("source",))
        case Claim() as claim:
            for claimant in names.all(claim.claimant, ("entity",)):
                yield "claimed", claimant, posting
            abouts = names.all((claim.about,), ABOUT) if claim.about else ()
            for about in abouts:
                yield "claims", about, posting
            thing = abouts[0] if abouts else Target("article", posting.id)
            yield "properties", property_target(thing, claim.property or ""), posting
            sources += names.all(claim.via, ("source",))
    for source in dict.fromkeys(sources):
        yield "passages", source, posting
    for topic in annotation.fields.topics:
        yield "notes", topic_target(topic), posting


ABOUT: tuple[Kind, ...] = ("event", "entity")


def event_postings(event: Event, names: Names) -> Iterator[Entry]:
    """List what an event says of other records."""
    fields = event.fields
    posting = Posting(oldest_first(fields.date), "event", event.id, "")
    place: tuple[Reference, ...] = () if fields.place is None else (fields.place,)
    targets = [
        *names.all(place, ("entity",)),
        *names.all(fields.involved, ("entity",)),
        *names.all(fields.stories, ("story",)),
        *names.all(event.source_ids, ("source",)),
    ]
    for target in dict.fromkeys(targets):
        yield "events", target, posting
    yield from text_postings(posting, event.prose.links, event.path, names)


def source_postings(source: Source, names: Names) -> Iterator[Entry]:
    """List what a source says of other records."""
    fields = source.fields
    posting = Posting(newest_first(fields.issued), "source", source.id, "")
    if fields.publisher is not None:
        yield "sources", publisher_target(fields.publisher.text), posting
    if fields.origin is not None:
        for origin in names.all((fields.origin,), ("source", "entity")):
            yield "relays", origin, posting
    yield from text_postings(posting, source.prose.links, source.path, names)


def entity_postings(entity: Entity, names: Names) -> Iterator[Entry]:
    """List what an entity says of other records."""
    posting = Posting((0, 0), "entity", entity.id, "")
    for role in entity.fields.roles:
        if role.organization is not None:
            yield "uses", Target("entity", role.organization.text), posting
    yield from text_postings(posting, entity.prose.links, entity.path, names)


def text_postings(
    posting: Posting, links: tuple[Link, ...], path: str, names: Names
) -> Iterator[Entry]:
    """List the records that a text links to; `path` is the file it stands in."""
    spots = (names.link(link.target, path) for link in links)
    for target in dict.fromkeys(spot.target for spot in spots if spot is not None):
        if target is not None and target != (posting.kind, posting.id) and names.is_shown(target):
            yield "links", target, posting
