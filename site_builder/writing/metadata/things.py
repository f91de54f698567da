"""Records to things of schema.org, as the pages of others name them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from site_builder.model.dates import EdtfDate
from site_builder.model.entity import EntityType
from site_builder.model.event import Event
from site_builder.model.source import SourceType
from site_builder.model.target import Target
from site_builder.writing.cards import Named, SourceCard
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.dates import datetime_attribute

Node = dict[str, object]
"""A thing of JSON-LD."""


class Described(NamedTuple):
    """A page, as far as its metadata tell of it."""

    kind: str
    subject: str
    title: str
    description: str
    url: str
    """Absolute."""

    breadcrumbs: tuple[Named, ...]


ENTITY_TYPES: Mapping[EntityType, str] = MappingProxyType(
    {
        "person": "Person",
        "organization": "Organization",
        "public-body": "GovernmentOrganization",
        "company": "Corporation",
        "media": "NewsMediaOrganization",
        "place": "Place",
        "vehicle": "Vehicle",
        "work": "CreativeWork",
        "product": "Product",
        "group": "Thing",
        "other": "Thing",
    }
)

SOURCE_TYPES: Mapping[SourceType, str] = MappingProxyType(
    {
        "article": "Article",
        "article-journal": "ScholarlyArticle",
        "article-magazine": "Article",
        "article-newspaper": "NewsArticle",
        "bill": "Legislation",
        "book": "Book",
        "chapter": "Chapter",
        "dataset": "Dataset",
        "legislation": "Legislation",
        "manuscript": "Manuscript",
        "map": "Map",
        "motion_picture": "Movie",
        "periodical": "Periodical",
        "post": "SocialMediaPosting",
        "post-weblog": "BlogPosting",
        "regulation": "Legislation",
        "report": "Report",
        "review": "Review",
        "software": "SoftwareApplication",
        "thesis": "Thesis",
        "webpage": "WebPage",
    }
)
"""Any other is a CreativeWork and no more."""

WIKIDATA = "https://www.wikidata.org/wiki/"


def known(node: Mapping[str, object]) -> Node:
    """Leave out what is not said."""
    return {key: value for key, value in node.items() if value}


def iso(date: EdtfDate | None) -> str | None:
    """Write a date as far as it is known; None where ISO 8601 has no form for it."""
    return datetime_attribute(date) if date else None


def whole(url: str | None, catalogue: Catalogue) -> str | None:
    """Write an address of the site from its scheme on."""
    return catalogue.archive.config.origin + url if url else None


def named(name: Named, type_: str, catalogue: Catalogue) -> Node:
    """Tell of what has a name and perhaps a page."""
    return known({"@type": type_, "@id": whole(name.url, catalogue), "name": name.label})


def entity(target: Target, catalogue: Catalogue) -> Node:
    """Tell of an entity by its type and name."""
    fields = catalogue.archive.entities[target.id].fields
    return named(catalogue.named(target), ENTITY_TYPES[fields.type], catalogue)


def publisher(text: str, catalogue: Catalogue) -> Node:
    """Tell of who published something, whether it is an entity or only a name."""
    found = catalogue.archive.find(text, ("entity",))
    if found is not None:
        return entity(found, catalogue)
    return {"@type": "Organization", "name": catalogue.publisher(text).label}


def same_as(target: Target, catalogue: Catalogue) -> list[str]:
    """List where else an entity has a page."""
    fields = catalogue.archive.entities[target.id].fields
    return [*([WIKIDATA + fields.wikidata] if fields.wikidata else []), *fields.same_as]


def event(record: Event, catalogue: Catalogue) -> Node:
    """Tell of an event and when it was, where that is known for certain."""
    date, end = record.fields.date, record.fields.end
    if date.precision == "interval":
        date, end = date.start or date, date.end
    return known(
        {
            "@type": "Event",
            "@id": whole(catalogue.event(record.id).url, catalogue),
            "name": record.fields.title,
            "startDate": iso(date),
            "endDate": iso(end),
        }
    )


def source(card: SourceCard, catalogue: Catalogue) -> Node:
    """Tell of a source as of a work that others made."""
    return known(
        {
            "@type": SOURCE_TYPES.get(card.type, "CreativeWork"),  # type: ignore[call-overload]
            "@id": whole(card.url, catalogue),
            "name": card.title,
            "url": card.original,
            "archivedAt": card.archived,
            "inLanguage": card.language,
            # Authors of sources are bodies as often as people; nothing says which.
            "author": [{"name": name} for name in card.authors],
            # Its type would be that of an entity which pages that cite the source do not show.
            "publisher": named(card.publisher, "Organization", catalogue)
            if card.publisher
            else None,
            "datePublished": card.issued.datetime if card.issued else None,
        }
    )
