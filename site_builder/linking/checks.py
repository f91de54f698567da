"""Problems that only show when all records are seen together."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from unicodedata import normalize

from site_builder.linking.collect import Records, all_events, all_sources
from site_builder.linking.links import Known, ambiguous, name_hint
from site_builder.linking.loops import check_loops
from site_builder.linking.references import (
    Use,
    annotator_references,
    article_uses,
    claim_references,
    event_uses,
    names_or_texts,
    source_uses,
)
from site_builder.model.annotation import Claim
from site_builder.model.article import Article
from site_builder.model.config import Config
from site_builder.model.entity import Entity
from site_builder.model.names import Names, looks_like_id
from site_builder.model.problems import Code, Problem
from site_builder.model.similar import did_you_mean
from site_builder.model.slugs import slugify
from site_builder.model.source import Source
from site_builder.model.target import Kind, Target
from site_builder.model.text import Located, Reference
from site_builder.model.urls import FOLDERS


def check_records(
    records: Records,
    known: Known,
    config: Config,
    copies: Mapping[str, str],
) -> Iterator[Problem]:
    """Check every reference, id and saved copy of some records.

    `copies` maps the path of each file under `content/copies/`, from there, to its SHA-256.
    """
    names = known.names
    yield from _check_ids(records)
    yield from _check_uses(records, names)
    yield from _check_claims(records.articles, known)
    yield from _check_annotators(records.articles, config)
    yield from _check_publishers(records, names)
    yield from _check_terms(records)
    yield from check_loops(records, known.archive)
    for source in all_sources(records):
        yield from _check_copy(source, copies)


def _check_ids(records: Records) -> Iterator[Problem]:
    places = [
        *((Target("article", a.slug), a.path, 1, 1) for a in records.articles),
        *((Target("entity", e.id), e.path, 1, 1) for e in records.entities),
        *((Target("story", s.id), s.path, 1, 1) for s in records.stories),
        *((Target("page", p.slug), p.path, 1, 1) for p in records.pages),
        *(
            (Target("event", e.id), e.path, *_place(e.article, e.fields.line, e.fields.column))
            for e in all_events(records)
        ),
        *(
            (Target("source", s.id), s.path, *_place(s.article, s.fields.line, s.fields.column))
            for s in all_sources(records)
        ),
    ]
    first: dict[Target, tuple[str, int]] = {}
    for target, path, line, column in sorted(places):
        if target in first:
            other, other_line = first[target]
            message = f'the {target.kind} "{target.id}" is defined in {other}:{other_line} too'
            is_twin = path != other and normalize("NFC", path) == normalize("NFC", other)
            hint = TWINS if is_twin else SETTLED[target.kind]
            yield Problem(path, line, column, "duplicate-id", message, hint)
        first.setdefault(target, (path, line))


TWINS = (
    "their names look alike, and differ in how letters and marks are put together (Unicode NFC and"
    " NFD): rename one of them"
)

SETTLED = MappingProxyType(
    {
        "article": "rename one of them, or give it a slug",
        "entity": "rename one of them",
        "event": "give one of them another id",
        "page": "rename one of them, or give it a slug",
        "source": "give one of them another id",
        "story": "rename one of them",
    }
)
"""How two records of one id are told apart, by their kind."""


def _place(article: str | None, line: int, column: int) -> tuple[int, int]:
    return (line, column) if article is not None else (1, 1)


def _check_uses(records: Records, names: Names) -> Iterator[Problem]:
    users: list[tuple[str, Iterable[Use]]] = [
        *((article.path, article_uses(article)) for article in records.articles),
        *((event.path, event_uses(event)) for event in all_events(records)),
        *((source.path, source_uses(source)) for source in all_sources(records)),
    ]
    for path, uses in users:
        for use in uses:
            id_ = use.reference.id
            # One that says nothing stands for one that is missing, which is told.
            if id_ and (len(use.kinds) > 1 or id_ not in names.shown[use.kinds[0]]):
                yield from _check_use(use, path, names, records)


def _check_use(use: Use, path: str, names: Names, records: Records) -> Iterator[Problem]:
    found = names.candidates(use.reference.id, use.kinds)
    if len(found) > 1:
        yield _at(use.reference, path, *ambiguous(use.reference.id, found))
    if not found:
        kinds = " or ".join(use.kinds)
        message = f'no {kinds} has the id "{use.reference.id}"'
        hint = _meant(use, names, records)
        yield _at(use.reference, path, UNKNOWN[use.kinds[0]], message, hint)


UNKNOWN: Mapping[Kind, Code] = MappingProxyType(
    {
        "entity": "unknown-entity",
        "event": "unknown-event",
        "source": "unknown-source",
        "story": "unknown-story",
    }
)
"""By the kind that a reference is rather meant for."""


def _meant(use: Use, names: Names, records: Records) -> str:
    """Say which id was perhaps meant, or where what is missing would be defined."""
    bare = use.reference.id.rpartition(":")[2]
    if "entity" in use.kinds and (hint := name_hint(bare, records)):
        return hint
    known = (id_ for kind in use.kinds for id_ in names.shown.get(kind, ()))
    kind = use.kinds[0]
    file = f"content/{FOLDERS[kind]}/{slugify(bare) or 'its-id'}.md"
    place = f"in {file}" if kind in ("entity", "story") else f"in an article or in {file}"
    return did_you_mean(bare, known) or f"define it {place}"


def _check_claims(articles: tuple[Article, ...], known: Known) -> Iterator[Problem]:
    names = known.names
    for article in articles:
        for annotation in article.annotations:
            for reference in claim_references(annotation):
                id_ = whole_claim_id(reference.id, article.slug)
                found = known.claim(id_)
                if isinstance(found and found.content, Claim) or _is_hidden(id_, names):
                    continue
                hint = did_you_mean(id_, _claim_ids(known))
                hint = hint or "claims are named by their id, or slug#id"
                message = f'no claim has the id "{reference.id}"'
                if found is not None:
                    message = f'"{reference.id}" is a {found.fields.type}, not a claim'
                yield _at(reference, article.path, "unknown-annotation", message, hint)


def _claim_ids(known: Known) -> Iterator[str]:
    for article in known.archive.articles.values():
        claims = (a for a in article.annotations if isinstance(a.content, Claim))
        yield from (f"{article.slug}#{claim.id}" for claim in claims)


def _is_hidden(id_: str, names: Names) -> bool:
    """Tell whether a claim is kept back with its article, or could not be read."""
    slug, _, name = id_.partition("#")
    article = Target("article", slug)
    is_kept_back = names.is_known(article) and not names.is_shown(article)
    return is_kept_back or Target("annotation", name) in names.unreadable


def whole_claim_id(reference: str, slug: str) -> str:
    """Write the id of a claim with its article's slug, which an article leaves out of its own."""
    return reference if "#" in reference else f"{slug}#{reference}"


def _check_annotators(articles: tuple[Article, ...], config: Config) -> Iterator[Problem]:
    for article in articles:
        for annotation in article.annotations:
            for reference in annotator_references(annotation):
                if reference.id not in config.annotators:
                    message = f"site.toml has no table [annotators.{reference.id}]"
                    near = did_you_mean(reference.id, config.annotators)
                    hint = near or "add the table, with a name"
                    yield _at(reference, article.path, "unknown-annotator", message, hint)


def _check_publishers(records: Records, names: Names) -> Iterator[Problem]:
    owners: list[Article | Entity | Source] = [
        *records.articles,
        *records.entities,
        *all_sources(records),
    ]
    for record in owners:
        for name in names_or_texts(record):
            if looks_like_id(name.text) and not names.candidates(name.text, ("entity",)):
                message = f'"{name.text}" has the form of an id, but no entity has it'
                near = did_you_mean(name.text, names.shown["entity"])
                hint = near or "write it as a name is written, or give it a file"
                place = (record.path, name.line, name.column)
                yield Problem(*place, "unknown-entity", message, hint, "warning")


def _check_terms(records: Records) -> Iterator[Problem]:
    """Check that what begins and ends on two dates does not end first."""
    hint = "put the earlier date first"
    for event in all_events(records):
        date, end = event.fields.date, event.fields.end
        if end is not None and end.latest < date.earliest:
            message = f'"{event.fields.title}" ends on {end.text}, before {date.text}'
            place = (event.path, event.fields.line, event.fields.column)
            yield Problem(*place, "bad-date", message, hint)
    for entity in records.entities:
        for role in entity.fields.roles:
            if role.start and role.end and role.end.latest < role.start.earliest:
                message = f'"{role.title}" is held to {role.end.text}, before {role.start.text}'
                yield Problem(entity.path, 1, 1, "bad-date", message, hint)


def _check_copy(source: Source, copies: Mapping[str, str]) -> Iterator[Problem]:
    copy = source.fields.copy
    if copy is None:
        return
    if (digest := copies.get(copy.text)) is None:
        message = f"there is no content/copies/{copy.text}"
        hint = did_you_mean(copy.text, copies) or "save it there, or leave the key out"
        yield _at(copy, source.path, "missing-file", message, hint)
    elif source.fields.sha256 not in (None, digest):
        message = f"content/copies/{copy.text} is not the copy of which the SHA-256 was taken"
        hint = f"restore it, or write sha256: {digest}"
        yield _at(copy, source.path, "copy-changed", message, hint)


def _at(
    reference: Reference | Located, path: str, code: Code, message: str, hint: str = ""
) -> Problem:
    return Problem(path, reference.line, reference.column, code, message, hint)
