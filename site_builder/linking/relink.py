"""An Archive and a few changed records to the next Archive, without linking the rest again."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple, TypeVar

import msgspec

from site_builder.linking.collect import (
    Records,
    all_entries_of,
    all_events,
    all_sources,
    order_of,
)
from site_builder.model.archive import Archive, Posting, Record, Relation
from site_builder.model.article import FoundMention
from site_builder.model.pieces import replaced
from site_builder.model.target import Target

Changed = frozenset[tuple[Relation, Target]]
"""Lists that gained or lost something."""


class Relinked(NamedTuple):
    """The next Archive and what is not as it was."""

    archive: Archive
    lists: Changed


def relink(
    archive: Archive, old: Records, new: Records, mentions: Mapping[str, tuple[FoundMention, ...]]
) -> Relinked:
    """Put new records in the place of old ones that define the very same ids.

    `mentions` are those of the new articles.
    """
    lost = set(all_entries_of(old, archive.names))
    gained = set(all_entries_of(new, archive.names))
    touched: defaultdict[Relation, dict[Target, set[Posting]]] = defaultdict(dict)
    for relation, target, _ in lost ^ gained:
        touched[relation].setdefault(target, set(archive.related(relation, target)))
    for relation, target, posting in lost - gained:
        touched[relation][target].discard(posting)
    for relation, target, posting in gained - lost:
        touched[relation][target].add(posting)
    postings = dict(archive.postings)
    for relation, lists in touched.items():
        changed = {target: tuple(sorted(found)) for target, found in lists.items() if found}
        gone = lists.keys() - changed.keys()
        postings[relation] = replaced(postings.get(relation, {}), changed, gone)
    relinked = msgspec.structs.replace(
        archive,
        articles=_replace(archive.articles, {a.slug: a for a in new.articles}),
        entities=_replace(archive.entities, {e.id: e for e in new.entities}),
        events=_replace(archive.events, {e.id: e for e in all_events(new)}),
        sources=_replace(archive.sources, {s.id: s for s in all_sources(new)}),
        stories=_replace(archive.stories, {s.id: s for s in new.stories}),
        pages=_replace(archive.pages, {p.slug: p for p in new.pages}),
        mentions=replaced(archive.mentions, mentions),
        postings=postings,
    )
    lists_changed = {(relation, target) for relation, lists in touched.items() for target in lists}
    return Relinked(relinked, frozenset(lists_changed))


Kept = TypeVar("Kept", bound=Record)


def _replace(records: Mapping[str, Kept], changed: Mapping[str, Kept]) -> Mapping[str, Kept]:
    """Put records in their old places, or in order again when a place is not the same."""
    if not changed:
        return records
    merged = replaced(records, changed)
    if all(order_of(records[id_]) == order_of(record) for id_, record in changed.items()):
        return merged
    return dict(sorted(merged.items(), key=lambda item: order_of(item[1])))
