"""Quotations, claims and all other annotations as tables."""

from collections.abc import Iterator
from typing import Generic, NamedTuple, TypeVar

from site_builder.model.annotation import (
    Annotation,
    Citation,
    Claim,
    Content,
    Correction,
    Mention,
    Quotation,
)
from site_builder.model.article import Article
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.exports.columns import Given, Value, dated, declare, edtf, given
from site_builder.writing.exports.table_values import (
    annotation_url,
    claims,
    id_of,
    ids,
    people,
    plain,
    steps,
)

Said = TypeVar("Said", bound=Content)
Said_co = TypeVar("Said_co", bound=Content, covariant=True)


class Annotated(NamedTuple, Generic[Said_co]):
    """An annotation with its article, and what it says by its type."""

    article: Article
    annotation: Annotation
    content: Said_co


def _all(catalogue: Catalogue, slug: str, type_: type[Said]) -> Iterator[Annotated[Said]]:
    article = catalogue.archive.articles[slug]
    for annotation in article.annotations:
        if isinstance(annotation.content, type_):
            yield Annotated(article, annotation, annotation.content)


def _others(catalogue: Catalogue, slug: str) -> Iterator[Annotated[Content]]:
    article = catalogue.archive.articles[slug]
    for annotation in article.annotations:
        if not isinstance(annotation.content, Quotation | Claim):
            yield Annotated(article, annotation, annotation.content)


FIRST: tuple[Given[Annotated[Content]], ...] = (
    given(
        "id",
        "text",
        "the article’s id, #, and its own within the article",
        lambda t, _: f"{t.article.slug}#{t.annotation.id}",
    ),
    given("article", "text", "the article it is on", lambda t, _: t.article.slug, ("articles",)),
    given(
        "words",
        "text",
        "its passage as it stands in the article; empty for one on the whole article",
        lambda t, _: t.annotation.words or None,
    ),
)
"""Columns that every annotation begins with."""


LAST: tuple[Given[Annotated[Content]], ...] = (
    given(
        "sources",
        "list",
        "what it rests on",
        lambda t, c: ids(t.annotation.source_ids, "source", c),
        ("sources",),
    ),
    given("note", "text", "what the desk says of it", lambda t, _: plain(t.annotation.body)),
    given("topics", "list", "free words", lambda t, _: list(t.annotation.fields.topics)),
    given("by", "list", "who annotated", lambda t, c: people(t.annotation.fields.by, c)),
    given(
        "created",
        "date",
        "when that was, a date of EDTF",
        lambda t, _: edtf(t.annotation.fields.created),
    ),
    given(
        "changed",
        "date",
        "when it was last changed, a date of EDTF",
        lambda t, _: edtf(t.annotation.fields.updated),
    ),
    given(
        "url",
        "url",
        "its place on the article’s page",
        lambda t, c: annotation_url(t.article, t.annotation, c),
    ),
)
"""Columns that every annotation ends with."""


CHAIN = (
    "through whom it came, nearest to the speaker first: source:id, entity:id, or publisher:name"
)

SAID: tuple[Given[Annotated[Quotation]], ...] = dated(
    "said", "when it was said, if that is given", lambda t: t.content.date
)

QUOTATIONS = declare(
    "quotations",
    "quotation",
    "Words that somebody said, as articles give them.",
    label="words",
    of="article",
    items=lambda catalogue, slug: _all(catalogue, slug, Quotation),
    columns=(
        *FIRST,
        given(
            "speaker",
            "text",
            "who said it",
            lambda t, c: id_of(t.content.speaker, "entity", ("entity",), c),
            ("entities",),
        ),
        given("kind", "text", "direct, indirect or mixed", lambda t, _: t.content.kind),
        given("cue", "text", "how the article introduces it", lambda t, _: t.content.cue),
        *SAID,
        given(
            "original",
            "text",
            "the words in the language they were said in",
            lambda t, _: t.content.original.text if t.content.original else None,
        ),
        given(
            "original_language",
            "text",
            "BCP 47 tag of that language",
            lambda t, _: t.content.original.language if t.content.original else None,
        ),
        given(
            "chain",
            "list",
            CHAIN,
            lambda t, c: steps(t.article, t.annotation, c),
            ("sources", "entities"),
        ),
        *LAST,
    ),
)


def _rating(told: Annotated[Claim], catalogue: Catalogue) -> Value:
    del catalogue
    return told.content.verdict.rating if told.content.verdict else None


def _rated(told: Annotated[Claim], catalogue: Catalogue) -> Value:
    del catalogue
    return edtf(told.content.verdict.date) if told.content.verdict else None


CLAIMS = declare(
    "claims",
    "claim",
    "What somebody holds to be so. What it is about, if no record, is the article itself.",
    label="value",
    of="article",
    items=lambda catalogue, slug: _all(catalogue, slug, Claim),
    columns=(
        *FIRST,
        given(
            "claimants",
            "list",
            "who holds it to be so",
            lambda t, c: ids(t.content.claimant, "entity", c),
            ("entities",),
        ),
        given(
            "about_event",
            "text",
            "the event that it is about",
            lambda t, c: id_of(t.content.about, "event", ("event", "entity"), c),
            ("events",),
        ),
        given(
            "about_entity",
            "text",
            "or the entity",
            lambda t, c: id_of(t.content.about, "entity", ("event", "entity"), c),
            ("entities",),
        ),
        given("property", "text", "what of that", lambda t, _: t.content.property),
        given(
            "value",
            "text",
            "what it is said to be; not-mentioned where a report is silent on it",
            lambda t, _: t.content.value,
        ),
        given(
            "status",
            "text",
            "reported, corroborated, confirmed, disputed, false or retracted",
            lambda t, _: t.content.status,
        ),
        given(
            "chain",
            "list",
            CHAIN,
            lambda t, c: steps(t.article, t.annotation, c),
            ("sources", "entities"),
        ),
        given(
            "contradicts",
            "list",
            "claims that its author sets it against",
            lambda t, c: claims(t.content.contradicts, t.article.slug, c),
            ("claims",),
        ),
        given(
            "supports",
            "list",
            "claims that its author finds it to support",
            lambda t, c: claims(t.content.supports, t.article.slug, c),
            ("claims",),
        ),
        given("verdict", "text", "what the desk found, in a word or two", _rating),
        given(
            "verdict_note", "text", "the same at length", lambda t, _: plain(t.annotation.verdict)
        ),
        given("verdict_date", "date", "when that was, a date of EDTF", _rated),
        *LAST,
    ),
)


def _entity(told: Annotated[Content], catalogue: Catalogue) -> Value:
    content = told.content
    if not isinstance(content, Mention):
        return None
    return id_of(content.entity, "entity", ("entity",), catalogue)


def _locator(told: Annotated[Content], catalogue: Catalogue) -> Value:
    del catalogue
    return told.content.locator if isinstance(told.content, Citation) else None


def _corrected(told: Annotated[Content], catalogue: Catalogue) -> Value:
    del catalogue
    return edtf(told.content.date) if isinstance(told.content, Correction) else None


NOTES = declare(
    "notes",
    "note",
    "All other annotations: notes, mentions, corrections, questions, citations and highlights.",
    label="words",
    of="article",
    items=_others,
    columns=(
        *FIRST,
        given("type", "text", "note, mention, …", lambda t, _: t.annotation.fields.type),
        given(
            "answer", "text", "of a question, once known", lambda t, _: plain(t.annotation.answer)
        ),
        given("entity", "text", "of a mention who is meant", _entity, ("entities",)),
        given("locator", "text", "of a citation where in its source", _locator),
        given("corrected", "date", "of a correction when it was made", _corrected),
        *LAST,
    ),
)
