"""What the database holds besides the tables of CSV: further tables, and views over all."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from site_builder.model.attribution import contradictions_in
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.exports.columns import Column, Row, Table, declare, given
from site_builder.writing.exports.csv_tables import TABLES
from site_builder.writing.exports.statement_tables import NOTES


class Named(NamedTuple):
    """An entity that an article names in some words, and how often."""

    article: str
    entity: str
    words: str
    times: int


def _named(catalogue: Catalogue, slug: str) -> Iterable[Named]:
    archive = catalogue.archive
    found = Counter(
        (mention.entity, mention.words)
        for mention in archive.mentions.get(slug, ())
        if mention.entity in archive.entities
    )
    return [Named(slug, *key, times) for key, times in sorted(found.items())]


NAMES = declare(
    "names",
    "name",
    "The words by which articles name entities, found by the builder or named by a mention.",
    label="words",
    of="article",
    items=_named,
    columns=(
        given("article", "text", "the article", lambda n, _: n.article, ("articles",)),
        given("entity", "text", "whom or what it names", lambda n, _: n.entity, ("entities",)),
        given("words", "text", "the words", lambda n, _: n.words),
        given("times", "integer", "how often", lambda n, _: n.times),
    ),
    keys=3,
)


def _opposed(catalogue: Catalogue) -> Iterator[Row]:
    for found in contradictions_in(catalogue.ledger):
        name = f"{found.about.kind}:{found.about.id}#{found.property}"
        for claim in sorted(f"{posting.id}#{posting.item}" for posting in found.claims):
            yield name, claim


OPPOSED = Table(
    "opposed",
    "opposed",
    "Claims that stand against each other, by what they differ in.",
    "contradiction",
    (
        Column("contradiction", "text", "event:id, entity:id or article:id, #, and the property"),
        Column("claim", "text", "one of the claims, two or more in each", ("claims",)),
    ),
    _opposed,
    keys=2,
)

MORE_TABLES = (NOTES, NAMES, OPPOSED)
"""Those that are no CSV files."""

ALL_TABLES = (*TABLES, *MORE_TABLES)


class View(NamedTuple):
    """A question to the tables that is often asked."""

    name: str
    about: str
    query: str


VIEWS = (
    View(
        "statements",
        "Quotations with the names of their speakers and articles.",
        """\
SELECT q.id, e.name AS speaker, q.words, q.kind, q.cue, q.said, q.original, q.chain,
       a.title AS article, a.publisher, a.published, q.url,
       q.speaker AS speaker_id, q.article AS article_id
FROM quotations AS q
JOIN articles AS a ON a.id = q.article
LEFT JOIN entities AS e ON e.id = q.speaker""",
    ),
    View(
        "contradictions",
        "Claims that stand against each other, those of one contradiction side by side.",
        """\
SELECT o.contradiction, coalesce(v.title, e.name, a.title) AS about, c.property, c.value,
       (SELECT group_concat(name, '; ') FROM
        (SELECT n.name FROM claims_claimants AS l JOIN entities AS n ON n.id = l.entity
         WHERE l.claim = c.id ORDER BY l.position)) AS claimants,
       c.status, c.words, a.title AS article, a.publisher, a.published, c.url, c.id AS claim_id
FROM opposed AS o
JOIN claims AS c ON c.id = o.claim
JOIN articles AS a ON a.id = c.article
LEFT JOIN events AS v ON v.id = c.about_event
LEFT JOIN entities AS e ON e.id = c.about_entity""",
    ),
    View(
        "mentions",
        "Entities with the articles that name them, in which words and how often.",
        """\
SELECT e.name AS entity, e.type, n.words, n.times, a.title AS article, a.publisher,
       a.published, a.url, n.entity AS entity_id, n.article AS article_id
FROM names AS n
JOIN entities AS e ON e.id = n.entity
JOIN articles AS a ON a.id = n.article""",
    ),
)

SEARCHED = """\
INSERT INTO texts (kind, record, title, text, url)
SELECT 'article' AS kind, id AS record, title, summary AS text, url FROM articles
UNION ALL SELECT 'entity', id, name, joined(summary, listed(aliases)), url FROM entities
UNION ALL SELECT 'event', id, title, summary, url FROM events
UNION ALL SELECT 'source', id, title, NULL, url FROM sources
UNION ALL SELECT 'quotation', id, words, joined(original, note), url FROM quotations
UNION ALL SELECT 'claim', id, joined(property, value),
  joined(words, note, verdict, verdict_note), url FROM claims
UNION ALL SELECT 'note', id, words, joined(note, answer), url FROM notes"""
"""What is searched; the texts of articles belong to others, and are not."""
