"""Persons, organisations, places and other things that articles speak of."""

from typing import Annotated, Literal

import msgspec

from site_builder.model.dates import EdtfDate
from site_builder.model.fields import Extra, Within
from site_builder.model.image import Image
from site_builder.model.prose import Prose
from site_builder.model.text import Colour, ReferenceOrText, Url, Wikidata

EntityType = Literal[
    "person",
    "organization",
    "public-body",
    "company",
    "media",
    "place",
    "vehicle",
    "work",
    "product",
    "group",
    "other",
]


class Role(msgspec.Struct, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """An office held for a time."""

    title: str
    organization: ReferenceOrText | None = None
    start: EdtfDate | None = None
    end: EdtfDate | None = None


class Coordinates(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the globe (WGS 84)."""

    lat: Annotated[float, Within(-90, 90)]
    """Degrees north of the equator."""

    lon: Annotated[float, Within(-180, 180)]
    """Degrees east of Greenwich."""


class EntityFields(msgspec.Struct, frozen=True, kw_only=True):
    """Front matter of an entity's file."""

    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    """Names and spellings in any script, found in the text like the name."""

    summary: str | None = None
    wikidata: Wikidata | None = None
    same_as: tuple[Url, ...] = ()
    roles: tuple[Role, ...] = ()
    location: Coordinates | None = None
    image: Image | None = None
    colour: Colour | None = None
    draft: bool = False
    extra: Extra | None = None


class Entity(msgspec.Struct, frozen=True, tag="entity"):
    """An entity as its file gives it."""

    id: str
    path: str
    fields: EntityFields
    prose: Prose
