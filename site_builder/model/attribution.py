"""Who said what through whom, out of how many origins, and which claims stand against others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import msgspec

from site_builder.model.annotation import Annotation, Claim, Quotation
from site_builder.model.archive import Archive, Posting, newest_first
from site_builder.model.article import Article
from site_builder.model.claims import (
    ClaimKey,
    claims_in,
    same_property,
    subject_of,
    ties,
    value_of,
)
from site_builder.model.target import Target, publisher_target
from site_builder.model.text import Reference


class Link(NamedTuple):
    """One link of the chain from a speaker to the reader."""

    role: Literal["origin", "via", "publisher"]
    target: Target


class Independence(NamedTuple):
    """Through how many hands words reached the reader, and out of how many they came."""

    outlets: tuple[Target, ...]
    """Who passed them on; the origin itself where nobody did."""

    origins: tuple[Target, ...]
    """With whom the chains begin. A source that has a publisher counts as its publisher."""


class Entry(msgspec.Struct, frozen=True):
    """All claims on one property of one thing."""

    about: Target
    """An event or an entity; the article itself when the claims do not say."""

    property: str
    claims: tuple[Posting, ...]
    against: tuple[Posting, ...]
    """Claims on something else that one of these contradicts, or that contradict one of these."""

    contradicting: tuple[Posting, ...]
    """Those of both that stand against another; empty where the claims agree."""

    is_contradicted: bool


class Contradiction(msgspec.Struct, frozen=True):
    """Claims that stand against each other: two or more, every one of them against another."""

    about: Target
    property: str
    claims: tuple[Posting, ...]


def chain(archive: Archive, article: Article, annotation: Annotation) -> tuple[Link, ...]:
    """Follow words from nearest the speaker to the article's publisher, each step once."""
    links: dict[Target, Link] = {}
    for target in archive.names.all(_via(annotation), ("source", "entity")):
        for origin in reversed(origins(archive, target)):
            links.setdefault(origin, Link("origin", origin))
        links[target] = Link("via", target)
    if isinstance(annotation.content, Quotation | Claim) and article.fields.publisher is not None:
        publisher = publisher_target(article.fields.publisher.text)
        if Target("entity", publisher.id) not in links:
            links[publisher] = Link("publisher", publisher)
    return tuple(links.values())


def _via(annotation: Annotation) -> tuple[Reference, ...]:
    content = annotation.content
    return content.via if isinstance(content, Quotation | Claim) else ()


def origins(archive: Archive, target: Target) -> tuple[Target, ...]:
    """List what a source relays, what that relays, and so on; a loop ends where it closes."""
    seen: dict[Target, None] = {target: None}
    found = relayed(archive, target)
    while found is not None and found not in seen:
        seen[found] = None
        found = relayed(archive, found)
    return tuple(seen)[1:]


def relayed(archive: Archive, target: Target) -> Target | None:
    """Give the source or the entity that a source itself relays."""
    source = archive.sources.get(target.id) if target.kind == "source" else None
    origin = source.fields.origin if source else None
    found = archive.names.all((origin,), ("source", "entity")) if origin else ()
    return found[0] if found else None


def party(archive: Archive, target: Target) -> Target:
    """Give who answers for one link of a chain: a source's publisher, where it has one."""
    if target.kind == "source" and (publisher := archive.sources[target.id].fields.publisher):
        target = publisher_target(publisher.text)
    as_entity = Target("entity", target.id)
    return as_entity if target.kind == "publisher" and target.id in archive.entities else target


def roots_of(archive: Archive, article: Article, annotation: Annotation) -> tuple[Target, ...]:
    """Give with whom the chain of words begins; their article where nothing is known of that."""
    links = chain(archive, article, annotation)
    if not links:
        return (Target("article", article.slug),)
    first = links[0].target
    # The first link relays nothing unless sources relay each other in a circle, which has no
    # beginning: one of them stands for all.
    return (party(archive, min((first, *origins(archive, first)))),)


def outlets_of(archive: Archive, article: Article, annotation: Annotation) -> tuple[Target, ...]:
    """List who passed words on, nearest to the speaker first; their origin where nobody did."""
    roots = roots_of(archive, article, annotation)
    parties = _parties(archive, chain(archive, article, annotation))
    return tuple(each for each in parties if each not in roots) or roots


def _parties(archive: Archive, links: tuple[Link, ...]) -> tuple[Target, ...]:
    return tuple(dict.fromkeys(party(archive, link.target) for link in links))


def independence(archive: Archive, postings: Iterable[Posting]) -> Independence:
    """Count together through whom some quotations and claims came, and from whom."""
    found = by_origin(archive, postings)
    return Independence(
        tuple(dict.fromkeys(each for outlets in found.values() for each in outlets)), tuple(found)
    )


def by_origin(archive: Archive, postings: Iterable[Posting]) -> Mapping[Target, tuple[Target, ...]]:
    """Give for each origin of some quotations and claims who passed its words on."""
    outlets: defaultdict[Target, dict[Target, None]] = defaultdict(dict)
    for article, annotation in annotations_of(archive, postings):
        passed_on = outlets_of(archive, article, annotation)
        for origin in roots_of(archive, article, annotation):
            outlets[origin] |= dict.fromkeys(passed_on)
    return {origin: tuple(found) for origin, found in outlets.items()}


def annotations_of(
    archive: Archive, postings: Iterable[Posting]
) -> Iterator[tuple[Article, Annotation]]:
    """Go through the annotations that postings name, article by article in their order."""
    items: defaultdict[str, set[str]] = defaultdict(set)
    for posting in postings:
        items[posting.id].add(posting.item)
    for slug, ids in items.items():
        article = archive.articles[slug]
        yield from ((article, each) for each in article.annotations if each.id in ids)


def ledger(archive: Archive, claims: Iterable[Posting]) -> tuple[Entry, ...]:
    """Group claims by what they are about and its property, contradictions first.

    Raises `TypeError` for a posting that names no claim.
    """
    postings = {ClaimKey(posting.id, posting.item): posting for posting in claims}
    slugs = {key.slug for key in postings}
    known = {key: claim for slug in slugs for key, claim in claims_in(archive, slug)}
    opposed = ties(archive, slugs).against
    groups: defaultdict[tuple[Target, str], dict[ClaimKey, Posting]] = defaultdict(dict)
    for key, posting in postings.items():
        if key not in known:
            raise TypeError(posting)
        groups[subject_of(archive, key.slug, known[key])][key] = posting
    entries = [
        _entry(archive, subject, group, {key: known[key] for key in group}, opposed)
        for subject, group in groups.items()
    ]
    return tuple(sorted(entries, key=lambda e: (not e.is_contradicted, e.about, e.property)))


def _entry(
    archive: Archive,
    subject: tuple[Target, str],
    group: Mapping[ClaimKey, Posting],
    claims: Mapping[ClaimKey, Claim],
    opposed: Mapping[ClaimKey, tuple[ClaimKey, ...]],
) -> Entry:
    about, property_ = subject
    against = {
        other: posting_of(archive, other)
        for key in group
        for other in opposed.get(key, ())
        if other not in group
    }
    values = {key: value for key, claim in claims.items() if (value := value_of(claim))}
    differ = property_ != "" and len(set(values.values())) > 1
    own = {key for key in group if key in opposed or (differ and key in values)}
    contradicting = (*(group[key] for key in own), *against.values())
    return Entry(
        about,
        property_,
        tuple(sorted(group.values())),
        tuple(sorted(against.values())),
        tuple(sorted(contradicting)),
        is_contradicted=bool(contradicting),
    )


def posting_of(archive: Archive, key: ClaimKey) -> Posting:
    """Give a claim as lists have it."""
    order = newest_first(archive.articles[key.slug].fields.published)
    return Posting(order, "article", key.slug, key.id)


def contradictions(archive: Archive) -> tuple[Contradiction, ...]:
    """List all that claims contradict each other in, by what they are about and its property.

    Claims on different things that one of them sets against each other are listed once, with the
    larger company.
    """
    return contradictions_in(ledger(archive, all_claims(archive)))


def contradictions_in(entries: Iterable[Entry]) -> tuple[Contradiction, ...]:
    """List the contradictions that entries of the ledger hold."""
    disputed = sorted(
        (entry for entry in entries if entry.is_contradicted),
        key=lambda entry: (-len(entry.contradicting), entry.about, entry.property),
    )
    told: defaultdict[ClaimKey, list[frozenset[ClaimKey]]] = defaultdict(list)
    found: list[Contradiction] = []
    for entry in disputed:
        keys = frozenset(ClaimKey(posting.id, posting.item) for posting in entry.contradicting)
        if any(keys <= others for others in told[min(keys)]):
            continue
        for key in keys:
            told[key].append(keys)
        found.append(Contradiction(entry.about, entry.property, entry.contradicting))
    return tuple(sorted(found, key=lambda each: (each.about, each.property)))


def all_claims(archive: Archive) -> Iterator[Posting]:
    """Go through every claim of the site."""
    for article in archive.articles.values():
        order = newest_first(article.fields.published)
        for annotation in article.annotations:
            if isinstance(annotation.content, Claim):
                yield Posting(order, "article", article.slug, annotation.id)


def first_of_values(archive: Archive, slug: str, claim: Claim) -> Mapping[str, ClaimKey]:
    """Give every value of the property that a claim is on, with the first claim that gives it."""
    firsts: dict[str, ClaimKey] = {}
    for article, annotation in annotations_of(archive, same_property(archive, slug, claim)):
        if isinstance(annotation.content, Claim) and (value := value_of(annotation.content)):
            firsts.setdefault(value, ClaimKey(article.slug, annotation.id))
    return firsts


def rests_only_on(
    archive: Archive, source: Target, article: Article, annotation: Annotation
) -> bool:
    """Tell whether nothing is left of an annotation when one source falls.

    Its sources and its chain all lead through that source; and where it is a claim, so do the
    chains of all claims that give the same value.
    """
    ways = [{named, *origins(archive, named)} for named in _sources_of(archive, annotation)]
    if _via(annotation):
        ways.append({link.target for link in chain(archive, article, annotation)})
    if not all(source in way for way in ways):
        return False
    claim = annotation.content
    if not isinstance(claim, Claim) or value_of(claim) is None or not claim.property:
        return True
    house = party(archive, source)
    peers = annotations_of(archive, same_property(archive, article.slug, claim))
    return all(
        house in _parties(archive, chain(archive, *peer))
        for peer in peers
        if isinstance(peer[1].content, Claim) and value_of(peer[1].content) == value_of(claim)
    )


def _sources_of(archive: Archive, annotation: Annotation) -> tuple[Target, ...]:
    return archive.names.all(annotation.source_ids, ("source",))


def resting(archive: Archive, source: Target) -> Mapping[Posting, Target]:
    """List all that rests on a source, each with the source through which it does.

    What names the source itself comes through no other.
    """
    found = dict.fromkeys(archive.related("passages", source), source)
    seen, waiting = {source}, [source]
    while waiting:
        for posting in archive.related("relays", waiting.pop()):
            relaying = Target("source", posting.id)
            if posting.kind == "source" and relaying not in seen:
                seen.add(relaying)
                waiting.append(relaying)
                for passage in archive.related("passages", relaying):
                    found.setdefault(passage, relaying)
    return dict(sorted(found.items()))
