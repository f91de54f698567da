"""All records to those that a build shows: drafts, expired and future ones are held back."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from site_builder.linking.collect import Records
from site_builder.model.article import Article
from site_builder.model.entity import Entity
from site_builder.model.source import Source
from site_builder.model.target import Target
from site_builder.model.text import ReferenceOrText

Published = TypeVar("Published", Article, Source)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """Which records a build shows besides those that are published by now."""

    now: datetime
    drafts: bool = False
    future: bool = False
    expired: bool = False


def select(
    records: Records, shown: Shown, *, besides: frozenset[Target] = frozenset()
) -> tuple[Records, frozenset[Target]]:
    """Part records into those that are shown and the names of those that are withheld.

    Articles of the future and expired ones that only an option shows are marked as drafts are.
    `besides` are withheld too, though they are not among the records.
    """
    published = Shown(now=shown.now)
    articles = tuple(
        article if _is_shown(article, published) else _as_draft(article)
        for article in records.articles
        if _is_shown(article, shown)
    )
    kept = Records(
        articles=articles,
        entities=tuple(e for e in records.entities if shown.drafts or not e.fields.draft),
        events=tuple(e for e in records.events if shown.drafts or not e.fields.draft),
        sources=tuple(s for s in records.sources if shown.drafts or not s.fields.draft),
        stories=tuple(s for s in records.stories if shown.drafts or not s.fields.draft),
        pages=tuple(p for p in records.pages if shown.drafts or not p.fields.draft),
    )
    withheld = targets_of(records) - targets_of(kept)
    nameless = {id_ for kind, id_ in withheld | besides if kind == "entity"}
    return _without_names(kept, nameless), withheld


def _without_names(records: Records, entities: set[str]) -> Records:
    """Leave out who published something and where a role was held, if that is withheld.

    Anything else that names an entity names it by its id alone, which is shown nowhere; a
    publisher or an organization that is no entity is shown as it is written.
    """
    if not entities:
        return records

    def unless_withheld(name: ReferenceOrText | None) -> ReferenceOrText | None:
        is_withheld = name is not None and name.text.removeprefix("entity:") in entities
        return None if is_withheld else name

    def with_publisher(record: Published) -> Published:
        publisher = unless_withheld(record.fields.publisher)
        return replace(record, fields=replace(record.fields, publisher=publisher))

    def with_sources(article: Article) -> Article:
        return replace(article, sources=tuple(map(with_publisher, article.sources)))

    def with_roles(entity: Entity) -> Entity:
        roles = tuple(
            replace(role, organization=unless_withheld(role.organization))
            for role in entity.fields.roles
        )
        return replace(entity, fields=replace(entity.fields, roles=roles))

    return replace(
        records,
        articles=tuple(with_sources(with_publisher(article)) for article in records.articles),
        entities=tuple(map(with_roles, records.entities)),
        sources=tuple(map(with_publisher, records.sources)),
    )


def shown_slugs(articles: Iterable[Article], shown: Shown) -> frozenset[str]:
    """Name the articles that a build shows."""
    return frozenset(article.slug for article in articles if _is_shown(article, shown))


def targets_of(records: Records) -> frozenset[Target]:
    """Name all records, those written out in articles included."""
    return frozenset(
        (
            *(Target("article", article.slug) for article in records.articles),
            *(Target("entity", entity.id) for entity in records.entities),
            *(Target("event", event.id) for event in records.events),
            *(Target("source", source.id) for source in records.sources),
            *(Target("story", story.id) for story in records.stories),
            *(Target("page", page.slug) for page in records.pages),
            *(Target("event", e.id) for article in records.articles for e in article.events),
            *(Target("source", s.id) for article in records.articles for s in article.sources),
        )
    )


def _as_draft(article: Article) -> Article:
    return replace(article, fields=replace(article.fields, draft=True))


def _is_shown(article: Article, shown: Shown) -> bool:
    fields, now = article.fields, shown.now.timestamp()
    if fields.draft and not shown.drafts:
        return False
    if fields.published is not None and fields.published.earliest > now and not shown.future:
        return False
    return shown.expired or fields.expires is None or fields.expires.latest >= now
