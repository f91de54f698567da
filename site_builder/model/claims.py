"""What claims are about, what value they give, and what they say of each other."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from site_builder.model.annotation import Claim
from site_builder.model.archive import Archive, Posting
from site_builder.model.target import Target, property_target
from site_builder.model.text import Reference

SILENCE = "not-mentioned"
"""The value of a claim that says that a report is silent on something.

It is shown as a value, and contradicts another only where a claim says so.
"""


class ClaimKey(NamedTuple):
    """A claim by its article and its id."""

    slug: str
    id: str


def subject_of(archive: Archive, slug: str, claim: Claim) -> tuple[Target, str]:
    """Give what a claim is about and the property: its place in the ledger."""
    about = archive.names.all((claim.about,), ("event", "entity")) if claim.about else ()
    return (about[0] if about else Target("article", slug)), claim.property or ""


def value_of(claim: Claim) -> str | None:
    """Give the value of a claim as it is compared with others; None for silence or for none."""
    value = " ".join((claim.value or "").split()).casefold()
    return None if value in ("", SILENCE) else value


def claims_in(archive: Archive, slug: str) -> Iterator[tuple[ClaimKey, Claim]]:
    """Go through the claims of an article."""
    article = archive.articles.get(slug)
    for annotation in article.annotations if article else ():
        if isinstance(annotation.content, Claim):
            yield ClaimKey(slug, annotation.id), annotation.content


def claim_key(reference: Reference, slug: str) -> ClaimKey:
    """Read the id of a claim, which leaves out the slug of the article that it stands in."""
    other, _, id_ = reference.id.rpartition("#")
    return ClaimKey(other or slug, id_)


def is_claim(archive: Archive, key: ClaimKey) -> bool:
    """Tell whether an id names a claim that is shown."""
    return any(key == other for other, _ in claims_in(archive, key.slug))


def same_property(archive: Archive, slug: str, claim: Claim) -> tuple[Posting, ...]:
    """List all claims on the property that a claim is on, itself among them."""
    about, property_ = subject_of(archive, slug, claim)
    return archive.related("properties", property_target(about, property_))


class Ties(NamedTuple):
    """What claims say of each other, by the claim that it is said of or by."""

    against: Mapping[ClaimKey, tuple[ClaimKey, ...]]
    """Those that it contradicts, by its own word or by theirs."""

    supports: Mapping[ClaimKey, tuple[ClaimKey, ...]]
    supported_by: Mapping[ClaimKey, tuple[ClaimKey, ...]]


def ties(archive: Archive, slugs: Collection[str]) -> Ties:
    """Gather what the claims of some articles and others say of each other."""
    users = {
        posting.id
        for slug in slugs
        for posting in archive.related("uses", Target("article", slug))
        if posting.kind == "article"
    }
    against, supports, supported_by = (defaultdict[ClaimKey, set[ClaimKey]](set) for _ in range(3))
    for slug in users.union(slugs):
        for key, claim in claims_in(archive, slug):
            for other in _named(archive, claim.contradicts, key, slugs):
                against[key].add(other)
                against[other].add(key)
            for other in _named(archive, claim.supports, key, slugs):
                supports[key].add(other)
                supported_by[other].add(key)
    return Ties(_sorted(against), _sorted(supports), _sorted(supported_by))


def _named(
    archive: Archive, references: tuple[Reference, ...], key: ClaimKey, slugs: Collection[str]
) -> Iterator[ClaimKey]:
    """Go through the claims that one names, if it or they stand in some articles."""
    for reference in references:
        other = claim_key(reference, key.slug)
        is_asked = key.slug in slugs or other.slug in slugs
        if is_asked and other != key and is_claim(archive, other):
            yield other


def _sorted(pairs: Mapping[ClaimKey, set[ClaimKey]]) -> Mapping[ClaimKey, tuple[ClaimKey, ...]]:
    return {key: tuple(sorted(others)) for key, others in pairs.items()}
