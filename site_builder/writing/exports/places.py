"""Places whose position is known, with the events at each, as GeoJSON (RFC 7946)."""

from collections.abc import Iterator
from functools import partial

import msgspec

from site_builder.model.target import Target
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Making
from site_builder.writing.exports.encoding import json_file
from site_builder.writing.exports.forms import Described, Field, SiteExport
from site_builder.writing.metadata.things import known, same_as

PATH = "data/places.geojson"


def places(catalogue: Catalogue) -> bytes:
    """Write all that has a position, in the order of the names."""
    entities = catalogue.archive.entities
    pieces = (
        catalogue.piece("geojson", Target("entity", id_), partial(_feature, id_, catalogue))
        for id_ in entities
    )
    features = [msgspec.Raw(piece) for piece in pieces if piece]
    return json_file({"type": "FeatureCollection", "features": features})


def _feature(id_: str, catalogue: Catalogue) -> bytes:
    target = Target("entity", id_)
    fields = catalogue.archive.entities[id_].fields
    if fields.location is None:
        return b""
    url = catalogue.archive.config.origin + catalogue.address(catalogue.path(target))
    properties = known(
        {
            "name": fields.name,
            "type": fields.type,
            "aliases": fields.aliases,
            "summary": fields.summary,
            "url": url,
            "same_as": same_as(target, catalogue),
        }
    )
    return msgspec.json.encode(
        {
            "type": "Feature",
            "id": url,
            "geometry": {
                "type": "Point",
                "coordinates": [fields.location.lon, fields.location.lat],
            },
            "properties": {**properties, "events": list(_events_at(target, catalogue))},
        }
    )


def _events_at(place: Target, catalogue: Catalogue) -> Iterator[dict[str, object]]:
    """List the events that take place there, and not those that only involve it."""
    archive = catalogue.archive
    for posting in archive.related("events", place):
        fields = archive.events[posting.id].fields
        if fields.place and place in archive.names.all((fields.place,), ("entity",)):
            card = catalogue.event(posting.id)
            yield known(
                {
                    "title": fields.title,
                    "date": fields.date.text,
                    "end": fields.end.text if fields.end else None,
                    "when": card.when.text,
                    "summary": fields.summary,
                    "url": archive.config.origin + card.url,
                }
            )


def _make(making: Making) -> Iterator[tuple[str, bytes]]:
    yield PATH, places(making.catalogue)


SITE = SiteExport(
    switch="places",
    files=(
        Described(
            path=PATH,
            form="GeoJSON (RFC 7946)",
            about="Everything that has a position, with the events that took place there.",
            fields=(
                Field("id, url", "the address of its page"),
                Field("geometry", "a point: longitude, then latitude (WGS 84)"),
                Field("name, aliases", "its names and spellings, in any script"),
                Field("type", "what kind of entity it is, most often place"),
                Field("summary", "a sentence or two on it"),
                Field("same_as", "addresses of the same thing elsewhere"),
                Field(
                    "events",
                    "in the order of time: title, summary and url; date and end in EDTF, as far as"
                    " they are known; when, which is both in words",
                ),
            ),
        ),
    ),
    made_from=frozenset({"events", "entities"}),
    make=_make,
)
