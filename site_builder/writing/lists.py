"""The lists of a record that may pass a hundred, and where the rest of each is."""

from collections import Counter
from collections.abc import Mapping

from site_builder.model.archive import Posting, Relation
from site_builder.model.attribution import resting
from site_builder.model.target import Target, publisher_target
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.paging import LENGTH
from site_builder.writing.views import More

LISTS: Mapping[str, Mapping[str, Relation]] = {
    "article": {"links": "links"},
    "entity": {
        "timeline": "events",
        "statements": "statements",
        "claims": "claims",
        "claimed": "claimed",
        "articles": "articles",
        "sources": "sources",
        "links": "links",
    },
    "event": {"articles": "articles", "claims": "claims", "links": "links"},
    "source": {
        "passages": "passages",
        "articles": "articles",
        "timeline": "events",
        "relays": "relays",
        "links": "links",
    },
    "story": {
        "timeline": "events",
        "articles": "articles",
        "people": "articles",
        "questions": "questions",
        "links": "links",
    },
}
"""For each kind of record its lists that can have pages of their own, by their part of the path."""


def postings_of(target: Target, name: str, catalogue: Catalogue) -> tuple[Posting, ...]:
    """Give the whole of a list of a record."""
    if name == "people":
        return _people(target, catalogue)
    if name == "passages":
        return tuple(resting(catalogue.archive, target))
    relation = LISTS[target.kind][name]
    # What an entity published stands under its name as a publisher.
    of = publisher_target(target.id) if relation == "sources" else target
    return catalogue.archive.related(relation, of)


def _people(story: Target, catalogue: Catalogue) -> tuple[Posting, ...]:
    """List the entities of a story's articles, those of most articles first."""
    archive = catalogue.archive
    counts = Counter(
        entity.id
        for posting in archive.related("articles", story)
        for entity in archive.names.all(archive.articles[posting.id].fields.entities, ("entity",))
    )
    return tuple(sorted(Posting((-count, 0), "entity", id_, "") for id_, count in counts.items()))


def list_path(target: Target, name: str, catalogue: Catalogue) -> str:
    """Give the path of the first page of a list."""
    return f"{catalogue.path(target)}{name}/"


def more_of(target: Target, catalogue: Catalogue) -> dict[str, More]:
    """Link to the whole of every list of which a record's page shows the first hundred."""
    return {
        name: More(total, catalogue.address(list_path(target, name, catalogue)))
        for name in LISTS[target.kind]
        if (total := len(postings_of(target, name, catalogue))) > LENGTH
    }
