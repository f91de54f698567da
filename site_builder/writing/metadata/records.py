"""Entities, events, sources and stories to schema.org, as their own pages tell of them."""

from site_builder.model.entity import Role
from site_builder.model.target import Target
from site_builder.model.urls import path_of
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.metadata.things import (
    Node,
    entity,
    event,
    iso,
    known,
    named,
    same_as,
    source,
    whole,
)
from site_builder.writing.paging import LENGTH


def entity_node(id_: str, catalogue: Catalogue) -> Node:
    """Tell of a person, an organization, a place or another thing."""
    target = Target("entity", id_)
    fields = catalogue.archive.entities[id_].fields
    node = entity(target, catalogue)
    picture = catalogue.picture(Target("entity", id_))
    place = fields.location
    is_placed = fields.type == "place" and place is not None
    identified = {"@type": "PropertyValue", "propertyID": "wikidata", "value": fields.wikidata}
    return known(
        {
            **node,
            "url": node["@id"],
            "alternateName": list(fields.aliases),
            "description": fields.summary,
            "identifier": identified if fields.wikidata else None,
            "sameAs": same_as(target, catalogue),
            "image": whole(picture.url, catalogue) if picture else None,
            "geo": {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
            if is_placed and place
            else None,
            **(_offices(fields.roles, catalogue) if fields.type == "person" else {}),
        }
    )


def _offices(roles: tuple[Role, ...], catalogue: Catalogue) -> Node:
    """Tell of offices: those in an organization, and the others."""
    return {
        "affiliation": [_role(role, catalogue) for role in roles if role.organization],
        "hasOccupation": [_role(role, catalogue) for role in roles if not role.organization],
    }


def _role(role: Role, catalogue: Catalogue) -> Node:
    """Tell of an office and of the time it was held, as far as that is known."""
    name = catalogue.organization(role.organization.text) if role.organization else None
    return known(
        {
            "@type": "OrganizationRole" if name else "Role",
            "roleName": role.title,
            "affiliation": named(name, "Organization", catalogue) if name else None,
            "hasOccupation": None if name else {"@type": "Occupation", "name": role.title},
            "startDate": iso(role.start),
            "endDate": iso(role.end),
        }
    )


def event_node(id_: str, catalogue: Catalogue) -> Node:
    """Tell of an event: when, where and whom it is about."""
    archive = catalogue.archive
    record = archive.events[id_]
    fields = record.fields
    place = archive.names.all((fields.place,) if fields.place else (), ("entity",))
    involved = archive.names.all(fields.involved, ("entity",))
    node = event(record, catalogue)
    return known(
        {
            **node,
            "url": node["@id"],
            "description": fields.summary,
            # Whatever the entity is, an event takes place at a place.
            "location": [named(catalogue.named(target), "Place", catalogue) for target in place],
            "about": [entity(target, catalogue) for target in involved],
        }
    )


def source_node(id_: str, catalogue: Catalogue) -> Node:
    """Tell of a source, which is somebody else's work, and of what it relays."""
    card = catalogue.source(id_)
    relayed = named(card.origin, "Thing", catalogue) if card.origin else None
    if card.origin and card.origin.kind == "source":
        relayed = named(card.origin, "CreativeWork", catalogue)
    return known({**source(card, catalogue), "isBasedOn": relayed})


def story_node(id_: str, catalogue: Catalogue) -> Node:
    """Tell of a running story as a series of articles, the newest first."""
    archive = catalogue.archive
    fields = archive.stories[id_].fields
    url = whole(catalogue.address(path_of("story", id_)), catalogue)
    articles = catalogue.articles(archive.related("articles", Target("story", id_))[:LENGTH])
    return known(
        {
            "@type": "CreativeWorkSeries",
            "@id": url,
            "url": url,
            "name": fields.title,
            "description": fields.summary,
            "hasPart": [
                {"@type": "Article", "@id": whole(card.url, catalogue), "headline": card.title}
                for card in articles
            ],
        }
    )
