"""What an edit changes, to the pages that may look different after it."""

from collections.abc import Callable
from typing import NamedTuple

from site_builder.linking.collect import entries_of, order_of, records_of
from site_builder.linking.relink import Changed
from site_builder.model.annotation import Annotation, Claim
from site_builder.model.archive import Archive
from site_builder.model.article import Article
from site_builder.model.event import Event
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
    touched = {*changed, *(target for _, target in lists)}
    for target in changed:
        touched |= _said_of(before.archive, target) | _said_of(after.archive, target)
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
    for target in tuple(touched):
        if _labels(before, target) != _labels(after, target):
            touched |= _users_of(before.archive, target) | _users_of(after.archive, target)
    for target in tuple(touched):
        touched |= _hosts_of(before.archive, target) | _hosts_of(after.archive, target)
    counted = {"entity" for relation, target in lists if relation == "articles"}
    if any(target.kind == "publisher" for target in renamed):
        counted.add("source")
    if any(relation == "events" and target.kind == "story" for relation, target in lists):
        counted.add("event")
    has_claims = any(_claims(before, each) != _claims(after, each) for each in touched)
    return Touched(frozenset(touched), frozenset({t.kind for t in renamed} | counted), has_claims)


def is_reached(page: PlannedPage, touched: Touched) -> bool:
    """Tell whether a page may look different."""
    target = Target(page.kind, page.subject)
    if page.kind in LISTS_OF:
        return LISTS_OF[page.kind] in touched.renamed
    match page.kind:
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


def _labels(catalogue: Catalogue, target: Target) -> list[str]:
    """Say an article's claims as others name them that stand against them."""
    article, claims = _claims_of(catalogue, target)
    return [claim_label(claim, catalogue) for claim in claims] if article else []


def _claims(catalogue: Catalogue, target: Target) -> list[object]:
    article, claims = _claims_of(catalogue, target)
    return [make_claim_row(article, claim, catalogue) for claim in claims] if article else []


def _claims_of(
    catalogue: Catalogue, target: Target
) -> tuple[Article | None, tuple[Annotation, ...]]:
    article = catalogue.archive.articles.get(target.id) if target.kind == "article" else None
    annotations = article.annotations if article else ()
    return article, tuple(a for a in annotations if isinstance(a.content, Claim))
