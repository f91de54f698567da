"""Entries of the ledger to how many passed on what each claim says, and out of how many origins."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from site_builder.model.archive import Archive, Posting
from site_builder.model.attribution import Entry, independence
from site_builder.model.claims import ClaimKey, claims_in, value_of


class OriginCount(NamedTuple):
    """Of one claim and all on the same property that give the same value."""

    outlets: int
    origins: int


def count_origins(archive: Archive, entries: Iterable[Entry]) -> dict[str, OriginCount]:
    """Count for every claim, by `article#id`; one without a value is counted for itself."""
    values = {
        key: value
        for slug in archive.articles
        for key, claim in claims_in(archive, slug)
        if (value := value_of(claim))
    }
    counts: dict[str, OriginCount] = {}
    for entry in entries:
        groups: defaultdict[str, list[Posting]] = defaultdict(list)
        for posting in entry.claims:
            name = f"{posting.id}#{posting.item}"
            value = values.get(ClaimKey(posting.id, posting.item)) if entry.property else None
            # Values hold no line breaks.
            groups[f"\n{name}" if value is None else value].append(posting)
        for postings in groups.values():
            found = independence(archive, postings)
            count = OriginCount(len(found.outlets), len(found.origins))
            counts |= dict.fromkeys((f"{p.id}#{p.item}" for p in postings), count)
    return counts
