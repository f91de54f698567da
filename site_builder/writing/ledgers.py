"""Entries of the ledger to what readers see of them: each value with all who give it."""

import re
from collections.abc import Iterable

import msgspec

from site_builder.model.archive import Posting
from site_builder.model.attribution import Entry, by_origin, ledger
from site_builder.model.claims import SILENCE
from site_builder.writing.cards import ClaimRow, LedgerEntry, Origin, Support, Value
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.statements import claim_row

ANCHOR = re.compile(r' id="[^"<>]*"(?=[^<>]*>)')
"""An anchor in clean HTML, whose texts hold no angle brackets."""


def ledger_entries(claims: Iterable[Posting], catalogue: Catalogue) -> tuple[LedgerEntry, ...]:
    """Tell claims side by side, contradictions first."""
    return tuple(ledger_entry(entry, catalogue) for entry in ledger(catalogue.archive, claims))


def ledger_entry(entry: Entry, catalogue: Catalogue) -> LedgerEntry:
    """Tell all claims on one property of one thing, and those on others that stand against them."""
    rows = {posting: _row(posting, catalogue) for posting in entry.claims}
    return LedgerEntry(
        about=catalogue.named(entry.about),
        property=entry.property,
        is_contradicted=entry.is_contradicted,
        rows=tuple(rows.values()),
        values=_values(rows, catalogue),
        against=tuple(_row(posting, catalogue) for posting in entry.against),
        support=support(entry.claims, catalogue),
    )


def _row(posting: Posting, catalogue: Catalogue) -> ClaimRow:
    """Give a claim's row without anchors in its verdict: a page may show it more than once."""
    row = claim_row(posting, catalogue)
    if row.verdict is None or not ANCHOR.search(row.verdict.html):
        return row
    whole = row.url.partition("#")[0]
    html = ANCHOR.sub("", row.verdict.html).replace('href="#', f'href="{whole}#')
    return msgspec.structs.replace(row, verdict=msgspec.structs.replace(row.verdict, html=html))


def _values(rows: dict[Posting, ClaimRow], catalogue: Catalogue) -> tuple[Value, ...]:
    """Put together who gives the same value; claims without one stand each for itself.

    Silence comes last.
    """
    groups: dict[str, list[Posting]] = {}
    for posting, row in rows.items():
        words = " ".join((row.value or "").split()).casefold()
        groups.setdefault(words or f"#{posting.id}#{posting.item}", []).append(posting)
    values = [
        Value(
            text=rows[postings[0]].value,
            is_silence=words == SILENCE,
            rows=tuple(rows[posting] for posting in postings),
            support=support(postings, catalogue),
        )
        for words, postings in groups.items()
    ]
    return tuple(sorted(values, key=lambda value: value.is_silence))


def support(postings: Iterable[Posting], catalogue: Catalogue) -> Support:
    """Name through whom some claims came and from whom."""
    found = by_origin(catalogue.archive, postings)
    outlets = {outlet for passed_on in found.values() for outlet in passed_on}
    origins = (
        Origin(catalogue.named(origin), catalogue.named_all(passed_on))
        for origin, passed_on in found.items()
    )
    return Support(len(outlets), tuple(origins))
