"""What an edit changes, to the pages that may look different after it."""

from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from site_builder.linking.collect import entries_of, order_of, records_of
from site_builder.linking.relink import Changed
from site_builder.model.annotation import Annotation, Claim
from site_builder.model.archive import Archive
from site_builder.model.article import Article
from site_builder.model.attribution import chain, origins, outlets_of
from site_builder.model.claims import claims_in, same_property, subject_of, ties, value_of
from site_builder.model.event import Event
from site_builder.model.pictures import pictures_of
from site_builder.model.source import Source
from site_builder.model.target import KINDS, Target, publisher_target
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import PlannedPage
from site_builder.writing.pages.listing import listing_target
from site_builder.writing.statements import claim_label, make_claim_row


class Touched(NamedTuple):
    """What an edit reaches."""

    targets: frozenset[Target]
    """Whose pages may look different."""

    renamed: frozenset[str]
    """Kinds of records that lists of all of them show differently."""

    has_claims: bool
    """Whether a claim reads differently."""


def find_touched(
    before: Catalogue, after: Catalogue, *, changed: frozenset[Target], lists: Changed
) -> Touched:
    """Follow an edit from the changed records to all that shows something of them.

    What a record says of others shows on their pages; when its card is another, so do all records
    that name it, on their pages and on those of all that they say something of. A claim shows too
    where others stand against it.
    """
    # Nothing lists who shows a picture.
    touched = {*changed, *(target for relation, target in lists if relation != "pictures")}
    for target in changed:
        if _told(before.archive, target) == _told(after.archive, target):
            continue
        for archive in (before.archive, after.archive):
            touched |= _said_of(archive, target) | _opposed(archive, target)
    renamed: set[Target] = set()
    waiting = set(touched)
    while waiting:
        target = waiting.pop()
        if target in renamed or not _looks_different(before, after, target, renamed):
            continue
        renamed.add(target)
        near = _near(before.archive, target) | _near(after.archive, target)
        # Whether one of these looks different depends on another, so it is asked again.
        waiting |= {e for e in near if e not in touched or e.kind in ("source", "entity")}
        touched |= near
    touched |= _beside_claims(before, after, touched)
    has_claims = any(_claims(before, each) != _claims(after, each) for each in touched)
    for target in tuple(touched):
        # What rests on a source rests on all that it relays.
        touched |= {*origins(before.archive, target), *origins(after.archive, target)}
    for target in tuple(touched):
        touched |= _hosts_of(before.archive, target) | _hosts_of(after.archive, target)
    counted = {"entity" for relation, target in lists if relation == "articles"}
    if any(target.kind == "publisher" for target in renamed):
        counted.add("source")
    if any(relation == "events" and target.kind == "story" for relation, target in lists):
        counted.add("event")
    return Touched(frozenset(touched), frozenset({t.kind for t in renamed} | counted), has_claims)


def is_reached(page: PlannedPage, touched: Touched) -> bool:
    """Tell whether a page may look different."""
    # A document is planned as `article/annotations.json`: of the record beside whose page it lies.
    target = Target(page.kind.partition("/")[0], page.subject)
    match page.kind:
        case kind if kind in LISTS_OF:
            return LISTS_OF[kind] in touched.renamed
        case "home" | "not-found":
            return True
        case "listing":
            return listing_target(page.subject) in touched.targets
        case "claims":
            return touched.has_claims
        case "event":
            # It links to the events before and after it.
            return "event" in touched.renamed or target in touched.targets
        case _:
            return target in touched.targets


LISTS_OF = {
    "articles": "article",
    "articles-year": "article",
    "entities": "entity",
    "timeline": "event",
    "timeline-year": "event",
    "stories": "story",
    "sources": "source",
}
"""For the pages that list all records of a kind, that kind."""


def _told(archive: Archive, target: Target) -> object:
    """Give what a record says that may show elsewhere; of an article that leaves out its text."""
    if target.kind != "article" or target.id not in archive.articles:
        return object()
    article = archive.articles[target.id]
    mentions = archive.mentions.get(target.id, ())
    return (
        replace(
            article,
            annotations=tuple(replace(a, passage=None) for a in article.annotations),
            events=tuple(replace(event, passage=None) for event in article.events),
            links=tuple(link.target for link in article.links),
            headings=(),
            anchors=(),
            images=(),
            words=0,
        ),
        [(mention.entity, mention.before, mention.words, mention.after) for mention in mentions],
        archive.compared.get(target.id),
        [archive.pictures.get(shown.file) for shown in pictures_of(article)],
    )


def _looks_different(
    before: Catalogue, after: Catalogue, target: Target, renamed: set[Target]
) -> bool:
    """Tell whether other pages show a record differently."""
    new = _card(after, target)
    if _card(before, target) != new:
        return True
    # Chains are told to their roots, so whatever relays a source changes with it.
    origin = after.archive.sources[target.id].fields.origin if target.kind == "source" else None
    return origin is not None and any(origin.id.endswith(each.id) for each in renamed)


def _card(catalogue: Catalogue, target: Target) -> object:
    """Give what other pages show of a record, and its place among those of its kind."""
    archive, (kind, id_) = catalogue.archive, target
    if kind == "property":
        # What is claimed of it is followed from claim to claim.
        return None
    if kind not in KINDS:
        return catalogue.named(target)
    record = archive.records(kind).get(id_)
    if record is None:
        return None
    cards: dict[str, Callable[[str], object]] = {
        "article": catalogue.article,
        "entity": lambda id_: (archive.entities[id_].fields, catalogue.organizations(id_)),
        "event": catalogue.event,
        "source": catalogue.source,
        "story": catalogue.story,
        "page": lambda id_: archive.pages[id_].fields,
    }
    return cards[kind](id_), order_of(record)


def _near(archive: Archive, target: Target) -> set[Target]:
    """Find the records that name a record, and all that they and it say something of."""
    near = {
        Target(posting.kind, posting.id)
        for lists in archive.postings.values()
        for posting in lists.get(target, ())
    }
    for user in (target, *near):
        near |= _said_of(archive, user)
    if target.kind == "entity":
        near.add(publisher_target(target.id))
    return near


def _said_of(archive: Archive, target: Target) -> set[Target]:
    """Find the records that a record says something of."""
    record = archive.records(target.kind).get(target.id) if target.kind in KINDS else None
    if record is None:
        return set()
    return {named for _, named, _ in entries_of(records_of(record), archive.names)}


def _users_of(archive: Archive, target: Target) -> set[Target]:
    """Find the records that name a record or a part of it, and all that they say something of."""
    users = {Target(posting.kind, posting.id) for posting in archive.related("uses", target)}
    return users.union(*(_said_of(archive, user) for user in users))


def _hosts_of(archive: Archive, target: Target) -> set[Target]:
    """Find what shows all of a record on its own page.

    An article shows what it defines, and an entity what it published.
    """
    match archive.records(target.kind).get(target.id) if target.kind in KINDS else None:
        case Event(article=str(slug)) | Source(article=str(slug)):
            return {Target("article", slug)}
    is_entity = target.kind == "publisher" and target.id in archive.entities
    return {Target("entity", target.id)} if is_entity else set()


def _beside_claims(before: Catalogue, after: Catalogue, touched: set[Target]) -> set[Target]:
    """Find what shows other claims beside those of some articles that read differently."""
    archives = (before.archive, after.archive)
    beside: set[Target] = set()
    for target in touched:
        if _standing(before, target) != _standing(after, target):
            for archive in archives:
                beside |= _users_of(archive, target) | _peers_of(archive, target)
    for target in touched | beside:
        if _claims(before, target) != _claims(after, target):
            beside |= _opposed(before.archive, target) | _opposed(after.archive, target)
    return beside


def _opposed(archive: Archive, target: Target) -> set[Target]:
    """Find the articles whose claims stand against those of one, and all that they speak of.

    What is claimed of one thing shows where something else is told that it is set against.
    """
    if target.kind != "article":
        return set()
    against = ties(archive, (target.id,)).against
    opposed = {Target("article", other.slug) for others in against.values() for other in others}
    return opposed.union(*(_said_of(archive, article) for article in opposed))


def _peers_of(archive: Archive, target: Target) -> set[Target]:
    """Find the articles that claim something of the same properties, and all they speak of."""
    slugs = {
        posting.id
        for _, claim in claims_in(archive, target.id)
        for posting in same_property(archive, target.id, claim)
    }
    peers = {Target("article", slug) for slug in slugs}
    return peers.union(*(_said_of(archive, article) for article in peers))


def _standing(catalogue: Catalogue, target: Target) -> list[object]:
    """Say of an article's claims what others depend on: their words, their place, their origins."""
    article, claims = _claims_of(catalogue, target)
    return [_stands(article, claim, catalogue) for claim in claims] if article else []


def _stands(article: Article, annotation: Annotation, catalogue: Catalogue) -> tuple[object, ...]:
    archive, claim = catalogue.archive, annotation.content
    if not isinstance(claim, Claim):
        raise TypeError(annotation)
    return (
        annotation.id,
        claim_label(annotation, catalogue),
        subject_of(archive, article.slug, claim),
        value_of(claim),
        [reference.id for reference in (*claim.contradicts, *claim.supports)],
        chain(archive, article, annotation),
        outlets_of(archive, article, annotation),
    )


def _claims(catalogue: Catalogue, target: Target) -> list[object]:
    article, claims = _claims_of(catalogue, target)
    return [make_claim_row(article, claim, catalogue) for claim in claims] if article else []


def _claims_of(
    catalogue: Catalogue, target: Target
) -> tuple[Article | None, tuple[Annotation, ...]]:
    article = catalogue.archive.articles.get(target.id) if target.kind == "article" else None
    annotations = article.annotations if article else ()
    return article, tuple(a for a in annotations if isinstance(a.content, Claim))
