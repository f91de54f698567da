"""Articles, entities, events and sources as tables."""

from site_builder.model.article import Article
from site_builder.model.event import Event
from site_builder.model.source import Source
from site_builder.model.target import Target
from site_builder.writing.exports.columns import Given, dated, declare, edtf, given
from site_builder.writing.exports.table_values import (
    id_of,
    ids,
    page_url,
    publisher,
    publisher_id,
    role,
)

PUBLISHED: tuple[Given[Article], ...] = dated(
    "published", "when its publisher published it", lambda a: a.fields.published
)

ARTICLES = declare(
    "articles",
    "article",
    "The annotated articles. Their texts are their publishers’, and in no table.",
    label="title",
    of="article",
    items=lambda catalogue, slug: (catalogue.archive.articles[slug],),
    columns=(
        given("id", "text", "its slug", lambda a, _: a.slug),
        given("title", "text", "headline", lambda a, _: a.fields.title),
        *PUBLISHED,
        given(
            "updated",
            "date",
            "when its publisher changed it, a date of EDTF",
            lambda a, _: edtf(a.fields.updated),
        ),
        given(
            "retrieved",
            "date",
            "when its text was taken, a date of EDTF",
            lambda a, _: edtf(a.fields.retrieved),
        ),
        given("authors", "list", "byline", lambda a, _: list(a.fields.authors)),
        given(
            "publisher",
            "text",
            "name of who published it",
            lambda a, c: publisher(a.fields.publisher, c),
        ),
        given(
            "publisher_id",
            "text",
            "the same as an entity, if it is one",
            lambda a, c: publisher_id(a.fields.publisher, c),
            ("entities",),
        ),
        given("original", "url", "address of the original", lambda a, _: a.fields.source),
        given("archived", "url", "address of an archived copy", lambda a, _: a.fields.archived),
        given(
            "language",
            "text",
            "BCP 47 tag of its language",
            lambda a, c: a.fields.language or c.archive.config.language,
        ),
        given("summary", "text", "one or two sentences", lambda a, _: a.fields.summary),
        given(
            "display",
            "text",
            "full, or excerpt where only annotated passages are shown",
            lambda a, _: a.fields.display,
        ),
        given(
            "stories",
            "list",
            "ids of the running stories it belongs to",
            lambda a, c: ids(a.fields.stories, "story", c),
        ),
        given("topics", "list", "free words", lambda a, _: list(a.fields.topics)),
        given(
            "entities",
            "list",
            "who and what it is about",
            lambda a, c: ids(a.fields.entities, "entity", c),
            ("entities",),
        ),
        given(
            "events",
            "list",
            "what happened",
            lambda a, c: ids(a.event_ids, "event", c),
            ("events",),
        ),
        given(
            "sources",
            "list",
            "what it rests on",
            lambda a, c: ids(a.source_ids, "source", c),
            ("sources",),
        ),
        given(
            "annotations", "integer", "how many annotations it has", lambda a, _: len(a.annotations)
        ),
        given("url", "url", "its page", lambda a, c: page_url(Target("article", a.slug), c)),
    ),
)

ENTITIES = declare(
    "entities",
    "entity",
    "Persons, organisations, places and other things that articles speak of.",
    label="name",
    of="entity",
    items=lambda catalogue, id_: (catalogue.archive.entities[id_],),
    columns=(
        given("id", "text", "its id", lambda e, _: e.id),
        given(
            "type",
            "text",
            "person, organization, place, … as in its file",
            lambda e, _: e.fields.type,
        ),
        given("name", "text", "its name", lambda e, _: e.fields.name),
        given("aliases", "list", "other names and spellings", lambda e, _: list(e.fields.aliases)),
        given("summary", "text", "one or two sentences", lambda e, _: e.fields.summary),
        given("wikidata", "text", "its item of Wikidata", lambda e, _: e.fields.wikidata),
        given(
            "same_as", "list", "addresses of the same elsewhere", lambda e, _: [*e.fields.same_as]
        ),
        given(
            "roles",
            "list",
            "offices, each with title, organization, from and to, dates of EDTF",
            lambda e, c: [role(held, c) for held in e.fields.roles],
        ),
        given(
            "latitude",
            "number",
            "degrees north, of places (WGS 84)",
            lambda e, _: e.fields.location.lat if e.fields.location else None,
        ),
        given(
            "longitude",
            "number",
            "degrees east",
            lambda e, _: e.fields.location.lon if e.fields.location else None,
        ),
        given("url", "url", "its page", lambda e, c: page_url(Target("entity", e.id), c)),
    ),
)


HAPPENED: tuple[Given[Event], ...] = dated(
    "date", "when it happened or began", lambda e: e.fields.date
)

EVENTS = declare(
    "events",
    "event",
    "What happened, when and where.",
    label="title",
    of="event",
    items=lambda catalogue, id_: (catalogue.archive.events[id_],),
    columns=(
        given("id", "text", "its id", lambda e, _: e.id),
        given("title", "text", "what happened", lambda e, _: e.fields.title),
        *HAPPENED,
        given("end", "date", "until when, a date of EDTF", lambda e, _: edtf(e.fields.end)),
        given(
            "place",
            "text",
            "where",
            lambda e, c: id_of(e.fields.place, "entity", ("entity",), c),
            ("entities",),
        ),
        given(
            "involved",
            "list",
            "who took part",
            lambda e, c: ids(e.fields.involved, "entity", c),
            ("entities",),
        ),
        given(
            "sources",
            "list",
            "what it rests on",
            lambda e, c: ids(e.source_ids, "source", c),
            ("sources",),
        ),
        given(
            "stories",
            "list",
            "ids of the running stories it belongs to",
            lambda e, c: ids(e.fields.stories, "story", c),
        ),
        given("importance", "integer", "1 to 3", lambda e, _: e.fields.importance),
        given("summary", "text", "one or two sentences", lambda e, _: e.fields.summary),
        given(
            "article",
            "text",
            "the article that it is written out in, if it has no file of its own",
            lambda e, _: e.article,
            ("articles",),
        ),
        given(
            "url", "url", "its place on the site", lambda e, c: page_url(Target("event", e.id), c)
        ),
    ),
)

ISSUED: tuple[Given[Source], ...] = dated(
    "issued", "when it was published", lambda s: s.fields.issued
)

SOURCES = declare(
    "sources",
    "source",
    "What passages and events rest on.",
    label="title",
    of="source",
    items=lambda catalogue, id_: (catalogue.archive.sources[id_],),
    columns=(
        given("id", "text", "its id", lambda s, _: s.id),
        given(
            "type", "text", "a type of CSL, press-release or readout", lambda s, _: s.fields.type
        ),
        given("title", "text", "its title", lambda s, _: s.fields.title),
        given("authors", "list", "who wrote it", lambda s, _: list(s.fields.authors)),
        given(
            "publisher",
            "text",
            "name of who published it",
            lambda s, c: publisher(s.fields.publisher, c),
        ),
        given(
            "publisher_id",
            "text",
            "the same as an entity, if it is one",
            lambda s, c: publisher_id(s.fields.publisher, c),
            ("entities",),
        ),
        given(
            "container_title",
            "text",
            "what it is a part of: a newspaper, a book, a site",
            lambda s, _: s.fields.container_title,
        ),
        *ISSUED,
        given(
            "accessed",
            "date",
            "when it was looked at, a date of EDTF",
            lambda s, _: edtf(s.fields.accessed),
        ),
        given("original", "url", "its address", lambda s, _: s.fields.url),
        given("archived", "url", "address of an archived copy", lambda s, _: s.fields.archived),
        given("language", "text", "BCP 47 tag of its language", lambda s, _: s.fields.language),
        given(
            "copy",
            "boolean",
            "whether the desk keeps a copy, which is not published",
            lambda s, _: s.fields.copy is not None,
        ),
        given(
            "origin_source",
            "text",
            "the source that it relays",
            lambda s, c: id_of(s.fields.origin, "source", ("source", "entity"), c),
            ("sources",),
        ),
        given(
            "origin_entity",
            "text",
            "or who it relays",
            lambda s, c: id_of(s.fields.origin, "entity", ("source", "entity"), c),
            ("entities",),
        ),
        given(
            "article",
            "text",
            "the article that it is written out in, if it has no file of its own",
            lambda s, _: s.article,
            ("articles",),
        ),
        given(
            "url", "url", "its place on the site", lambda s, c: page_url(Target("source", s.id), c)
        ),
    ),
)
