"""Records to entities of FollowTheMoney, which databases of investigators load."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType

from site_builder.model.annotation import Mention
from site_builder.model.archive import Archive
from site_builder.model.article import Article
from site_builder.model.entity import EntityType, Role
from site_builder.model.event import EventFields
from site_builder.model.target import Target
from site_builder.model.text import ReferenceOrText
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Making
from site_builder.writing.exports.annotation_parts import url_of
from site_builder.writing.exports.forms import Described, Field, SiteExport
from site_builder.writing.exports.identities import record_id, stable_id
from site_builder.writing.exports.money_lines import Ends, Properties, date_of, line

PATH = "data/entities.ftm.json"

SCHEMATA: Mapping[EntityType, str] = MappingProxyType(
    {
        "person": "Person",
        "organization": "Organization",
        "public-body": "PublicBody",
        "company": "Company",
        "media": "Organization",
        "place": "Address",
        "vehicle": "Vehicle",
        "work": "Asset",
        "product": "Asset",
        "group": "LegalEntity",
        "other": "Asset",
    }
)
"""`LegalEntity` is whoever acts, `Asset` whatever else there is."""

ACTORS = frozenset({"Person", "Organization", "PublicBody", "Company", "LegalEntity"})
"""Schemata of all that can be involved in events and meant by mentions."""

Tell = Callable[[str, Catalogue], Iterator[bytes]]


def entities(catalogue: Catalogue) -> bytes:
    """Write all records, a JSON object a line, each followed by its links to others."""
    archive = catalogue.archive
    kinds: dict[str, tuple[Iterable[str], Tell]] = {
        "entity": (archive.entities, _entity),
        "event": (archive.events, _event),
        "source": (archive.sources, _source),
        "article": (catalogue.slugs, _article),
    }
    return b"".join(
        catalogue.piece("followthemoney", Target(kind, id_), partial(_lines, tell, id_, catalogue))
        for kind, (ids, tell) in kinds.items()
        for id_ in ids
    )


def _lines(tell: Tell, id_: str, catalogue: Catalogue) -> bytes:
    return b"".join(tell(id_, catalogue))


def _entity(id_: str, catalogue: Catalogue) -> Iterator[bytes]:
    archive, target = catalogue.archive, Target("entity", id_)
    fields = archive.entities[id_].fields
    schema = SCHEMATA[fields.type]
    spot = fields.location if schema == "Address" else None
    yield _record(
        schema,
        target,
        catalogue,
        {
            "name": [fields.name],
            "full": [fields.name] if schema == "Address" else [],
            "alias": fields.aliases,
            "summary": [fields.summary],
            "wikidataId": [fields.wikidata],
            "sourceUrl": [url_of(target, catalogue), *fields.same_as],
            "latitude": [str(spot.lat)] if spot else [],
            "longitude": [str(spot.lon)] if spot else [],
            **_loose_roles(schema, fields.roles, catalogue),
        },
    )
    for role in fields.roles:
        if (organization := _organization(role, catalogue)) is not None:
            yield _link(
                "UnknownLink",
                {"subject": target, "object": organization},
                role.title,
                catalogue,
                _term(role, catalogue),
            )


def _organization(role: Role, catalogue: Catalogue) -> Target | None:
    named = role.organization
    return catalogue.archive.find(named.text, ("entity",)) if named else None


def _term(role: Role, catalogue: Catalogue) -> Properties:
    start, end = date_of(role.start), date_of(role.end)
    is_told = bool(start) == bool(role.start) and bool(end) == bool(role.end)
    description = None if is_told else catalogue.term(role)
    return {"startDate": [start], "endDate": [end], "description": [description]}


def _loose_roles(schema: str, roles: Iterable[Role], catalogue: Catalogue) -> Properties:
    """Tell in words of the offices that no entity of the site gave."""
    told = []
    for role in roles:
        if _organization(role, catalogue) is None:
            name = f"{role.title}, {role.organization.text}" if role.organization else role.title
            term = catalogue.term(role)
            told.append(f"{name} ({term})" if term else name)
    return {"position" if schema == "Person" else "notes": told}


def _event(id_: str, catalogue: Catalogue) -> Iterator[bytes]:
    archive, target = catalogue.archive, Target("event", id_)
    event = archive.events[id_]
    fields = event.fields
    place = archive.names.all((fields.place,) if fields.place else (), ("entity",))
    involved = archive.names.all(fields.involved, ("entity",))
    addresses = [each for each in place if _schema(each, catalogue) == "Address"]
    actors = [each for each in involved if _schema(each, catalogue) in ACTORS]
    stories = catalogue.named_all(archive.names.all(fields.stories, ("story",)))
    yield _record(
        "Event",
        target,
        catalogue,
        {
            "name": [fields.title],
            **_when(fields, catalogue.event(id_).when.text),
            "summary": [fields.summary],
            "keywords": [story.label for story in stories],
            "sourceUrl": [url_of(target, catalogue)],
        },
        {
            "addressEntity": [record_id(each, archive) for each in addresses],
            "involved": [record_id(each, archive) for each in actors],
        },
    )
    others = {"place": (place, addresses), "involved": (involved, actors)}
    for role, (every, told) in others.items():
        for each in dict.fromkeys(every):
            if each not in told:
                ends = {"subject": target, "object": each}
                yield _link("UnknownLink", ends, role, catalogue)
    for source in archive.names.all(event.source_ids, ("source",)):
        ends = {"document": source, "entity": target}
        yield _link("Documentation", ends, "source", catalogue)


def _when(fields: EventFields, words: str) -> Properties:
    """Give dates as far as they can be told, and in words what cannot."""
    date = fields.date
    is_interval = date.precision == "interval"
    start = date.start if is_interval else date
    end = fields.end or date.end
    first, last = date_of(start), date_of(end)
    is_told = bool(first) == bool(start) and bool(last) == bool(end)
    said = None if is_told else words
    if is_interval or fields.end is not None:
        return {"startDate": [first], "endDate": [last], "notes": [said]}
    return {"date": [first], "notes": [said]}


def _source(id_: str, catalogue: Catalogue) -> Iterator[bytes]:
    archive, target = catalogue.archive, Target("source", id_)
    fields = archive.sources[id_].fields
    yield _record(
        "Article",
        target,
        catalogue,
        {
            "title": [fields.title],
            "author": fields.authors,
            "publisher": [_publisher(fields.publisher, catalogue)],
            "publishedAt": [date_of(fields.issued)],
            "retrievedAt": [date_of(fields.accessed)],
            "keywords": [fields.type],
            "sourceUrl": [fields.url, fields.archived, url_of(target, catalogue)],
        },
    )
    yield from _published(fields.publisher, target, catalogue)
    origin = (fields.origin,) if fields.origin else ()
    for each in archive.names.all(origin, ("source", "entity")):
        ends = {"document": each, "entity": target}
        if each.kind == "entity":
            ends = {"document": target, "entity": each}
        yield _link("Documentation", ends, "origin", catalogue)


def _article(slug: str, catalogue: Catalogue) -> Iterator[bytes]:
    archive, target = catalogue.archive, Target("article", slug)
    article = archive.articles[slug]
    fields = article.fields
    yield _record(
        "Article",
        target,
        catalogue,
        {
            "title": [fields.title],
            "author": fields.authors,
            "publisher": [_publisher(fields.publisher, catalogue)],
            "publishedAt": [date_of(fields.published)],
            "modifiedAt": [date_of(fields.updated)],
            "retrievedAt": [date_of(fields.retrieved)],
            "summary": [fields.summary],
            "keywords": fields.topics,
            "sourceUrl": [fields.source, fields.archived, url_of(target, catalogue)],
        },
    )
    yield from _published(fields.publisher, target, catalogue)
    for entity in dict.fromkeys(archive.names.all(fields.entities, ("entity",))):
        yield _link("Documentation", {"document": target, "entity": entity}, "about", catalogue)
    for event in dict.fromkeys(archive.names.all(article.event_ids, ("event",))):
        yield _link("Documentation", {"document": target, "entity": event}, "covers", catalogue)
    for source in dict.fromkeys(archive.names.all(article.source_ids, ("source",))):
        yield _link("Documentation", {"document": source, "entity": target}, "source", catalogue)
    for entity, words in dict.fromkeys(_mentions(article, archive)):
        yield _mention(target, entity, words, catalogue)


def _publisher(named: ReferenceOrText | None, catalogue: Catalogue) -> str | None:
    return catalogue.publisher(named.text).label if named else None


def _published(
    named: ReferenceOrText | None, document: Target, catalogue: Catalogue
) -> Iterator[bytes]:
    entity = catalogue.archive.find(named.text, ("entity",)) if named else None
    if entity is not None:
        ends = {"document": document, "entity": entity}
        yield _link("Documentation", ends, "publisher", catalogue)


def _mentions(article: Article, archive: Archive) -> Iterator[tuple[Target, str]]:
    """List who is named in which words: what was found, then what was said to mean them."""
    for found in archive.mentions.get(article.slug, ()):
        yield Target("entity", found.entity), found.words
    for annotation in article.annotations:
        if isinstance(annotation.content, Mention) and annotation.words:
            for entity in archive.names.all((annotation.content.entity,), ("entity",)):
                yield entity, annotation.words


def _mention(document: Target, entity: Target, words: str, catalogue: Catalogue) -> bytes:
    archive, schema = catalogue.archive, _schema(entity, catalogue)
    meant = record_id(entity, archive)
    of = record_id(document, archive)
    ends = {"document": [of]}
    said = {"name": [words]}
    if schema in ACTORS:
        ends["resolved"] = [meant]
    else:
        said["detectedSchema"] = [schema]
    return line(stable_id(f"Mention {of} {meant} {words}"), "Mention", ends, said)


def _record(
    schema: str,
    target: Target,
    catalogue: Catalogue,
    properties: Properties,
    ends: Ends = MappingProxyType({}),
) -> bytes:
    return line(record_id(target, catalogue.archive), schema, ends, properties)


def _link(
    schema: str,
    ends: Mapping[str, Target],
    role: str,
    catalogue: Catalogue,
    properties: Properties = MappingProxyType({}),
) -> bytes:
    """Write what stands between two records, under an id made of all that it says."""
    ids = {name: [record_id(target, catalogue.archive)] for name, target in ends.items()}
    said = [value for values in properties.values() for value in values if value]
    id_ = stable_id(" ".join((schema, *(end for (end,) in ids.values()), role, *said)))
    return line(id_, schema, ids, {"role": [role], **properties})


def _schema(entity: Target, catalogue: Catalogue) -> str:
    return SCHEMATA[catalogue.archive.entities[entity.id].fields.type]


def _make(making: Making) -> Iterator[tuple[str, bytes]]:
    yield PATH, entities(making.catalogue)


SITE = SiteExport(
    switch="followthemoney",
    files=(
        Described(
            path=PATH,
            form="FollowTheMoney",
            about="Entities, events, articles and sources, and what links them, a JSON object a"
            " line, for databases of investigators.",
            fields=(
                Field("id", "stays when the site moves to another address"),
                Field(
                    "schema",
                    "of entities Person, Organization (media too), PublicBody, Company,"
                    " LegalEntity (groups), Address (places), Vehicle or Asset (works, products,"
                    " all other); Event; Article (sources too); and the links below",
                ),
                Field(
                    "date, startDate, endDate, publishedAt, modifiedAt, retrievedAt",
                    "as far as they are known, times in UTC; left out where they are approximate,"
                    " uncertain, one of several, or of a year before 1000",
                ),
                Field("notes, description", "such a date in words; an office of a body"),
                Field("position", "an office that a person holds at none of the site’s entities"),
                Field("sourceUrl", "the original, an archived copy, the page on this site"),
                Field("keywords", "topics, stories, the type of a source"),
                Field(
                    "UnknownLink",
                    "subject, object and role: an office at an entity, with the time it was held;"
                    " a place that is no address, or what took part in an event and is no actor",
                ),
                Field(
                    "Documentation",
                    "document, entity and role: about, covers, source, publisher or origin",
                ),
                Field(
                    "Mention",
                    "the words by which an article names an entity, and whom they mean (resolved)"
                    " or, where no mention may mean it, its schema (detectedSchema)",
                ),
            ),
        ),
    ),
    made_from=frozenset(
        {"articles", "annotations", "mentions", "entities", "events", "sources", "stories"}
    ),
    make=_make,
)
