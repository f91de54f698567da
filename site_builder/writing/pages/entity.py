"""The index of entities, and one entity."""

from collections import Counter
from collections.abc import Mapping
from itertools import groupby

from site_builder.model.archive import Posting
from site_builder.model.dates import DAWN
from site_builder.model.entity import Entity, Role
from site_builder.model.target import Target, publisher_target
from site_builder.writing.cards import EntityCard, MentionedIn, Named, Snippet, SourceCard
from site_builder.writing.catalogue import Catalogue, letter_of
from site_builder.writing.context import Made, Making, PlannedPage, make_head
from site_builder.writing.ledgers import ledger_entries
from site_builder.writing.lists import more_of
from site_builder.writing.pages.drawn import (
    drawn_company,
    drawn_events,
    drawn_map,
    drawn_terms,
)
from site_builder.writing.paging import LENGTH, pager, slice_of
from site_builder.writing.statements import statement
from site_builder.writing.views import EntitiesView, EntityGroup, EntityView, RoleRow
from site_builder.writing.weaving import weave_prose

PATH = "/entities/"

COMPANIONS = 24
"""Entities that a page lists as named in the same articles."""


def make_entities(page: PlannedPage, making: Making) -> Made:
    """List entities by kind and letter, a hundred a page."""
    ids = making.catalogue.entities_by_type
    cards = [_counted(id_, making.catalogue) for id_ in slice_of(ids, page.number)]
    groups = groupby(cards, key=lambda card: (card.type, letter_of(card.name)))
    view = EntitiesView(
        groups=tuple(EntityGroup(type_, letter, tuple(group)) for (type_, letter), group in groups),
        total=len(ids),
        pager=pager(PATH, page.number, len(ids), address=making.catalogue.address),
    )
    return make_head(
        page, making.catalogue.say("People and places"), making, section="entities"
    ), view


def _counted(id_: str, catalogue: Catalogue) -> EntityCard:
    articles = catalogue.archive.related("articles", Target("entity", id_))
    return catalogue.entity(id_, count=len(articles))


def make_entity(page: PlannedPage, making: Making) -> Made:
    """Show an entity: roles, timeline, statements, claims, mentions, who it appears with."""
    catalogue, archive = making.catalogue, making.archive
    target = Target("entity", page.subject)
    entity = archive.entities[page.subject]
    fields = entity.fields
    articles, events, statements, claims = (
        archive.related(relation, target)
        for relation in ("articles", "events", "statements", "claims")
    )
    counts = _company(target, articles, catalogue)
    companions = tuple(catalogue.entity(id_, count=count) for id_, count in counts.items())
    view = EntityView(
        name=fields.name,
        type=fields.type,
        aliases=fields.aliases,
        summary=fields.summary,
        html=weave_prose(entity.prose, entity.path, catalogue),
        image=catalogue.picture(Target("entity", entity.id)),
        roles=_roles(entity, catalogue),
        wikidata=fields.wikidata,
        same_as=fields.same_as,
        latitude=fields.location.lat if fields.location else None,
        longitude=fields.location.lon if fields.location else None,
        timeline=catalogue.events(events[:LENGTH]),
        statements=tuple(statement(posting, catalogue) for posting in statements[:LENGTH]),
        claims=ledger_entries(claims[:LENGTH], catalogue),
        claimed=ledger_entries(_claims_on_others(target, catalogue)[:LENGTH], catalogue),
        articles=_mentioned(target, articles[:LENGTH], catalogue),
        companions=companions,
        published=_as_publisher(target.id, catalogue),
        sources=_sources(target.id, catalogue),
        linked_from=catalogue.linked_from(target),
        drawn=drawn_events(catalogue.events(events[:LENGTH]), catalogue),
        terms=drawn_terms(entity, catalogue),
        company=drawn_company(companions, list(counts), articles, catalogue),
        map=drawn_map((target,), catalogue),
        colour=fields.colour,
        more=more_of(target, catalogue),
        extra=fields.extra or {},
    )
    head = make_head(
        page,
        fields.name,
        making,
        description=fields.summary,
        section="entities",
        is_draft=fields.draft,
    )
    return head, view


def _mentioned(
    target: Target, articles: tuple[Posting, ...], catalogue: Catalogue
) -> tuple[MentionedIn, ...]:
    return tuple(mentioned_in(posting, target.id, catalogue) for posting in articles)


def mentioned_in(posting: Posting, entity: str, catalogue: Catalogue) -> MentionedIn:
    """Tell where an article names an entity, with the words around each place."""
    mentions = catalogue.archive.mentions.get(posting.id, ())
    snippets = tuple(Snippet(m.before, m.words, m.after) for m in mentions if m.entity == entity)
    return MentionedIn(
        article=catalogue.article(posting.id), count=len(snippets), snippets=snippets
    )


def _claims_on_others(target: Target, catalogue: Catalogue) -> list[Posting]:
    """List what an entity claims; what it claims of itself stands among the claims about it."""
    about_it = set(catalogue.archive.related("claims", target))
    claimed = catalogue.archive.related("claimed", target)
    return [posting for posting in claimed if posting not in about_it]


def _sources(id_: str, catalogue: Catalogue) -> tuple[SourceCard, ...]:
    postings = catalogue.archive.related("sources", publisher_target(id_))
    return tuple(catalogue.source(posting.id) for posting in postings[:LENGTH])


def _roles(entity: Entity, catalogue: Catalogue) -> tuple[RoleRow, ...]:
    def began(role: Role) -> tuple[int, int]:
        return role.start.sort_key if role.start else (DAWN, DAWN)

    newest_first = sorted(entity.fields.roles, key=began, reverse=True)
    return tuple(
        RoleRow(
            role.title,
            catalogue.organization(role.organization.text) if role.organization else None,
            catalogue.term(role),
        )
        for role in newest_first
    )


def _company(
    target: Target, articles: tuple[Posting, ...], catalogue: Catalogue
) -> Mapping[str, int]:
    """Count the articles that name others too, for those of them that are named most often."""
    archive = catalogue.archive
    counts = Counter(
        other.id
        for posting in articles
        for other in archive.names.all(archive.articles[posting.id].fields.entities, ("entity",))
        if other != target
    )
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return dict(ranked[:COMPANIONS])


def _as_publisher(id_: str, catalogue: Catalogue) -> Named | None:
    publisher = publisher_target(id_)
    archive = catalogue.archive
    published = archive.related("articles", publisher) + archive.related("sources", publisher)
    return catalogue.named(publisher) if published else None
