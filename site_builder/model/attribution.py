"""Who said what through whom, and which claims stand against each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import msgspec

from site_builder.model.annotation import Annotation, Claim, Quotation
from site_builder.model.archive import Archive, Posting
from site_builder.model.article import Article
from site_builder.model.target import Target, publisher_target

SILENCE = "not-mentioned"
"""The value of a claim that says that a report is silent on something."""


class Link(NamedTuple):
    """One link of the chain from a speaker to the reader."""

    role: Literal["origin", "via", "publisher"]
    target: Target


class Entry(msgspec.Struct, frozen=True):
    """All claims on one property of one thing."""

    about: Target
    """An event or an entity; the article itself when the claims do not say."""

    property: str
    claims: tuple[Posting, ...]
    is_contradicted: bool


def chain(archive: Archive, article: Article, annotation: Annotation) -> tuple[Link, ...]:
    """Follow words from nearest the speaker to the article's publisher, each step once."""
    content = annotation.content
    via = content.via if isinstance(content, Quotation | Claim) else ()
    links: dict[Target, Link] = {}
    for reference in via:
        target = archive.find(reference.id, ("source", "entity"))
        if target is not None:
            for origin in reversed(origins(archive, target)):
                links.setdefault(origin, Link("origin", origin))
            links[target] = Link("via", target)
    if article.fields.publisher is not None:
        publisher = publisher_target(article.fields.publisher.text)
        as_entity = Target("entity", publisher.id)
        if as_entity not in links:
            links[publisher] = Link("publisher", publisher)
    return tuple(links.values())


def origins(archive: Archive, target: Target) -> tuple[Target, ...]:
    """List what a source relays, what that relays, and so on; a loop ends where it closes."""
    seen: dict[Target, None] = {target: None}
    while target.kind == "source" and target.id in archive.sources:
        origin = archive.sources[target.id].fields.origin
        found = archive.find(origin.id, ("source", "entity")) if origin else None
        if found is None or found in seen:
            break
        seen[found] = None
        target = found
    return tuple(seen)[1:]


def ledger(archive: Archive, claims: Iterable[Posting]) -> tuple[Entry, ...]:
    """Group claims by what they are about and its property, contradictions first."""
    groups: defaultdict[tuple[Target, str], list[Posting]] = defaultdict(list)
    for posting in claims:
        claim = _claim(archive, posting)
        about = archive.find(claim.about.id, ("event", "entity")) if claim.about else None
        groups[about or Target("article", posting.id), claim.property or ""].append(posting)
    entries = [
        Entry(about, property_, tuple(sorted(postings)), _is_contradicted(archive, postings))
        for (about, property_), postings in groups.items()
    ]
    return tuple(sorted(entries, key=lambda e: (not e.is_contradicted, e.about, e.property)))


def _claim(archive: Archive, posting: Posting) -> Claim:
    content = archive.annotation(posting).content
    if not isinstance(content, Claim):
        raise TypeError(posting)
    return content


def _is_contradicted(archive: Archive, postings: list[Posting]) -> bool:
    claims = [_claim(archive, posting) for posting in postings]
    values = {claim.value.casefold() for claim in claims if claim.value and claim.value != SILENCE}
    has_property = any(claim.property for claim in claims)
    return (has_property and len(values) > 1) or any(claim.contradicts for claim in claims)


def all_claims(archive: Archive) -> Iterator[Posting]:
    """Go through every claim of the site."""
    for article in archive.articles.values():
        for annotation in article.annotations:
            if isinstance(annotation.content, Claim):
                yield Posting((0, 0), "article", article.slug, annotation.id)
