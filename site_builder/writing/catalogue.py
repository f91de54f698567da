"""Records to cards: what other pages show of them, each made once."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from itertools import islice
from typing import TypeVar, get_args

import msgspec

from site_builder.model.annotation import Annotation, Claim, Question
from site_builder.model.archive import Archive, Posting
from site_builder.model.article import Article
from site_builder.model.attribution import Entry, all_claims, first_of_values, ledger
from site_builder.model.claims import ClaimKey, Ties, subject_of, ties
from site_builder.model.dates import EdtfDate, parse_date, spans
from site_builder.model.entity import Entity, EntityType, Role
from site_builder.model.origins import OriginCount, count_origins
from site_builder.model.pictures import picture_file, size_path
from site_builder.model.script import direction
from site_builder.model.story import Story
from site_builder.model.target import KINDS, Target, property_target, publisher_target
from site_builder.model.urls import address, image_path, in_place_path, path_of
from site_builder.writing.cards import (
    ArticleCard,
    ClaimRow,
    EntityCard,
    EventCard,
    Named,
    Picture,
    RestingPassage,
    SourceCard,
    Statement,
    StoryCard,
    When,
)
from site_builder.writing.dates import datetime_attribute, format_date, format_period
from site_builder.writing.drawing.stretches import stretches_of
from site_builder.writing.paging import LENGTH
from site_builder.writing.robust import version_date


def year_name(date: EdtfDate | None) -> str:
    """Name the year a list puts a date under; it stands in paths too."""
    return "undated" if date is None or date.year is None else str(date.year)


Card = TypeVar("Card")


Key = TypeVar("Key", str, Target)


def _without(cards: dict[Key, Card], ids: Collection[Key]) -> dict[Key, Card]:
    left = dict(cards)
    for id_ in ids:
        left.pop(id_, None)
    return left


AnnotationKey = tuple[str, str]
"""The slug of an article and the id of one of its annotations."""


def letter_of(name: str) -> str:
    """Give the letter under which a name is listed: its first, whatever sign is before it."""
    return next((sign.upper() for sign in name if sign.isalnum()), "")


QUESTIONS = 5
"""Open questions that the front page shows."""


def is_open_question(annotation: Annotation) -> bool:
    """Tell whether an annotation asks what nobody has answered."""
    return isinstance(annotation.content, Question) and annotation.content.answer is None


class Catalogue:
    """The cards of an archive's records; asking twice gives the very same card."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._zone = archive.config.zone
        self._dates: dict[str, When] = {}
        self._names: dict[Target, Named] = {}
        self._articles: dict[str, ArticleCard] = {}
        self.statements: dict[AnnotationKey, Statement] = {}
        self.passages: dict[AnnotationKey, RestingPassage] = {}
        self.claim_rows: dict[AnnotationKey, ClaimRow] = {}
        self._events: dict[str, EventCard] = {}
        self._sources: dict[str, SourceCard] = {}
        self._ties: dict[str, Ties] = {}
        self._values: dict[Target, Mapping[str, ClaimKey]] = {}
        self._pieces: dict[str, dict[Target, bytes]] = {}
        self.digests: dict[str, dict[Target, bytes]] = {}
        """By aspect those of what exports are made from: `exports.aspects` makes them."""

    def renewed(
        self, archive: Archive, stale: Collection[Target], kept: Collection[str]
    ) -> "Catalogue":
        """Begin the catalogue of the next archive with the cards that no edit has touched.

        `stale` are the records whose cards may be others; `kept` are the names of the lists
        below that stand as they are.
        """
        after = Catalogue(archive)
        ids = {kind: {target.id for target in stale if target.kind == kind} for kind in KINDS}
        after._names = {k: v for k, v in self._names.items() if k not in stale}
        after._articles = _without(self._articles, ids["article"])
        after._events = _without(self._events, ids["event"])
        after._sources = _without(self._sources, ids["source"])
        after.statements = {k: v for k, v in self.statements.items() if k[0] not in ids["article"]}
        after.passages = {k: v for k, v in self.passages.items() if k[0] not in ids["article"]}
        after.claim_rows = {k: v for k, v in self.claim_rows.items() if k[0] not in ids["article"]}
        after._pieces = {name: _without(made, stale) for name, made in self._pieces.items()}
        after.digests = {name: _without(made, stale) for name, made in self.digests.items()}
        after.__dict__ |= {name: self.__dict__[name] for name in kept if name in self.__dict__}
        return after

    def copied(self) -> "Catalogue":
        """Give the same cards to another thread, which may make more of them."""
        after = Catalogue(self.archive)
        after.__dict__ |= {
            name: dict(cards) if isinstance(cards, dict) else cards
            for name, cards in self.__dict__.items()
        }
        after._pieces = {name: dict(pieces) for name, pieces in self._pieces.items()}
        after.digests = {name: dict(digests) for name, digests in self.digests.items()}
        return after

    def piece(self, name: str, target: Target, make: Callable[[], bytes]) -> bytes:
        """Give what an export shows of a record in more files than one, made once.

        It may tell of other records what the record's own page tells of them, and no more.
        """
        pieces = self._pieces.setdefault(name, {})
        if (piece := pieces.get(target)) is None:
            piece = pieces[target] = make()
        return piece

    def ties(self, slug: str) -> Ties:
        """Give what the claims of an article and others say of each other."""
        if (found := self._ties.get(slug)) is None:
            found = self._ties[slug] = ties(self.archive, (slug,))
        return found

    def values_beside(self, slug: str, claim: Claim) -> Mapping[str, ClaimKey]:
        """Give every value of the property that a claim is on, with the first claim of it."""
        target = property_target(*subject_of(self.archive, slug, claim))
        if (found := self._values.get(target)) is None:
            found = self._values[target] = first_of_values(self.archive, slug, claim)
        return found

    @cached_property
    def ledger(self) -> tuple[Entry, ...]:
        """Every claim of the site, by what it is about."""
        return ledger(self.archive, all_claims(self.archive))

    @cached_property
    def origin_counts(self) -> Mapping[str, OriginCount]:
        """For every claim of the site how many passed on what it says, and from how many."""
        return count_origins(self.archive, self.ledger)

    @cached_property
    def slugs(self) -> list[str]:
        """Slugs of all articles, in the order that no edit of one changes."""
        return sorted(self.archive.articles)

    @cached_property
    def event_order(self) -> list[str]:
        """Ids of all events in the order of time."""
        return list(self.archive.events)

    @cached_property
    def events_by_year(self) -> dict[str, list[str]]:
        """Ids of all events in the order of time, by the year they begin in."""
        years: dict[str, list[str]] = {}
        for id_, event in self.archive.events.items():
            years.setdefault(year_name(event.fields.date), []).append(id_)
        return years

    @cached_property
    def articles_by_year(self) -> dict[str, list[str]]:
        """Slugs of all articles, newest first, by the year they were published in."""
        years: dict[str, list[str]] = {}
        for slug, article in self.archive.articles.items():
            years.setdefault(year_name(article.fields.published), []).append(slug)
        return years

    @cached_property
    def asking(self) -> list[str]:
        """Slugs of the newest articles with open questions, as far as the front page shows them."""
        articles = self.archive.articles
        asking = (s for s in articles if any(map(is_open_question, articles[s].annotations)))
        return list(islice(asking, QUESTIONS))

    @cached_property
    def entities_by_type(self) -> list[str]:
        """Ids of all entities, by type, then by letter, then by name."""
        types = get_args(EntityType)

        def place(id_: str) -> tuple[int, str]:
            fields = self.archive.entities[id_].fields
            return types.index(fields.type), letter_of(fields.name)

        return sorted(self.archive.entities, key=place)

    @cached_property
    def sources_by_publisher(self) -> list[str]:
        """Ids of all sources, by publisher, then by title; those without one last."""
        return sorted(self.archive.sources, key=self._publisher_order)

    def _publisher_order(self, id_: str) -> tuple[bool, str]:
        publisher = self.archive.sources[id_].fields.publisher
        name = self.publisher(publisher.text).label if publisher else ""
        return not name, name.casefold()

    def address(self, path: str) -> str:
        """Write a path of the site as a link has it."""
        return address(self.archive.config.root, path)

    def say(self, text: str) -> str:
        """Say a text of the interface in its language."""
        return self.archive.config.texts.gettext(text)

    def when(self, date: EdtfDate) -> When:
        """Say a date in the language of the interface."""
        if (said := self._dates.get(date.text)) is None:
            language = self.archive.config.language
            text = format_date(date, language, zone=self._zone, translate=self.say)
            said = self._dates[date.text] = When(text, datetime_attribute(date))
        return said

    def when_known(self, date: EdtfDate | None) -> When | None:
        """Say a date if there is one."""
        return None if date is None else self.when(date)

    def path(self, target: Target) -> str:
        """Give the path of a record, wherever it was defined."""
        kind, id_ = target
        record = (
            self.archive.events.get(id_)
            if kind == "event"
            else self.archive.sources.get(id_)
            if kind == "source"
            else None
        )
        if record is not None and record.article is not None:
            return in_place_path(kind, id_, record.article)
        return path_of(kind, id_)

    def named(self, target: Target) -> Named:
        """Give the name and the address of a record, a topic or a publisher."""
        if (name := self._names.get(target)) is None:
            name = self._names[target] = self._make_name(target)
        return name

    def _make_name(self, target: Target) -> Named:
        kind, id_ = target
        archive = self.archive
        language = None
        match kind:
            case "entity":
                label = archive.entities[id_].fields.name
            case "article":
                fields = archive.articles[id_].fields
                label, language = fields.title, fields.language
            case "event":
                label = archive.events[id_].fields.title
            case "source":
                source = archive.sources[id_].fields
                label, language = source.title, source.language
            case "story":
                label = archive.stories[id_].fields.title
            case "page":
                label, language = (
                    archive.pages[id_].fields.title,
                    archive.pages[id_].fields.language,
                )
            case "publisher":
                label = archive.entities[id_].fields.name if id_ in archive.entities else id_
            case _:
                label = id_
        return Named(label, self.address(self.path(target)), kind, language)

    def named_all(self, targets: Iterable[Target]) -> tuple[Named, ...]:
        """Name several records."""
        return tuple(map(self.named, targets))

    def linked_from(self, target: Target) -> tuple[Named, ...]:
        """Name the first hundred records whose text links to a record, articles apart."""
        postings = (p for p in self.archive.related("links", target) if p.kind != "article")
        return self.named_all(Target(p.kind, p.id) for p in islice(postings, LENGTH))

    def article(self, slug: str) -> ArticleCard:
        """Give an article as lists show it."""
        if (card := self._articles.get(slug)) is None:
            card = self._articles[slug] = self._make_article(slug)
        return card

    def _make_article(self, slug: str) -> ArticleCard:
        article = self.archive.articles[slug]
        fields = article.fields
        language = fields.language or self.archive.config.language
        return ArticleCard(
            url=self.address(path_of("article", slug)),
            title=fields.title,
            language=language,
            direction=direction(language),
            published=self.when_known(fields.published),
            publisher=self.publisher(fields.publisher.text) if fields.publisher else None,
            summary=fields.summary,
            annotations=len(article.annotations),
            is_draft=fields.draft,
        )

    def articles(self, postings: Iterable[Posting]) -> tuple[ArticleCard, ...]:
        """Give the articles that some postings name."""
        return tuple(self.article(posting.id) for posting in postings if posting.kind == "article")

    def publisher(self, text: str) -> Named:
        """Name a publisher, whether it is an entity or only a name."""
        return self.named(publisher_target(text))

    def organization(self, text: str) -> Named:
        """Name what may be an entity or a text, without a page for the text."""
        target = self.archive.find(text, ("entity",))
        return self.named(target) if target else Named(text)

    def entity(self, id_: str, on: EdtfDate | None = None, *, count: int = 0) -> EntityCard:
        """Give an entity as lists show it, with the office it held on a day."""
        fields = self.archive.entities[id_].fields
        return EntityCard(
            url=self.address(path_of("entity", id_)),
            name=fields.name,
            type=fields.type,
            summary=fields.summary,
            role=self.role(id_, on),
            count=count,
            colour=fields.colour,
        )

    def role(self, id_: str, on: EdtfDate | None) -> str | None:
        """Say the offices an entity held on a day: "premier, China; party secretary"."""
        if on is None:
            return None
        roles = self.archive.entities[id_].fields.roles
        held = [self._say(role) for role in roles if spans(role.start, role.end, at=on)]
        return "; ".join(held) or None

    def organizations(self, id_: str) -> tuple[Named | None, ...]:
        """Name the organizations of an entity's offices, in the author's order."""
        named = (role.organization for role in self.archive.entities[id_].fields.roles)
        return tuple(self.organization(name.text) if name else None for name in named)

    def _say(self, role: Role) -> str:
        if role.organization is None:
            return role.title
        return f"{role.title}, {self.organization(role.organization.text).label}"

    def source(self, id_: str) -> SourceCard:
        """Give a source as a citation."""
        if (card := self._sources.get(id_)) is None:
            card = self._sources[id_] = self._make_source(id_)
        return card

    def _make_source(self, id_: str) -> SourceCard:
        fields = self.archive.sources[id_].fields
        origin = (
            self.archive.find(fields.origin.id, ("source", "entity")) if fields.origin else None
        )
        return SourceCard(
            url=self.address(self.path(Target("source", id_))),
            title=fields.title,
            type=fields.type,
            language=fields.language,
            authors=fields.authors,
            publisher=self.publisher(fields.publisher.text) if fields.publisher else None,
            container=fields.container_title,
            issued=self.when_known(fields.issued),
            accessed=self.when_known(fields.accessed),
            original=fields.url,
            archived=fields.archived,
            version_date=version_date(fields.archived, fields.accessed),
            has_copy=fields.copy is not None,
            origin=self.named(origin) if origin else None,
        )

    def event(self, id_: str) -> EventCard:
        """Give an event as timelines show it."""
        if (card := self._events.get(id_)) is None:
            card = self._events[id_] = self._make_event(id_)
        return card

    def _make_event(self, id_: str) -> EventCard:
        archive, target = self.archive, Target("event", id_)
        fields = archive.events[id_].fields
        place = archive.find(fields.place.id, ("entity",)) if fields.place else None
        involved = (archive.find(reference.id, ("entity",)) for reference in fields.involved)
        return EventCard(
            id=f"event-{id_}",
            url=self.address(self.path(target)),
            title=fields.title,
            when=self.when(fields.date)
            if fields.end is None
            else self._period(fields.date, fields.end),
            year=fields.date.year,
            month=self.month(fields.date.year, fields.date.month),
            place=self.named(place) if place else None,
            involved=tuple(self.named(entity) for entity in involved if entity),
            summary=fields.summary,
            importance=fields.importance,
            is_disputed=any(
                e.is_contradicted for e in ledger(archive, archive.related("claims", target))
            ),
            articles=len(archive.related("articles", target)),
            stories=self.named_all(archive.names.all(fields.stories, ("story",))),
            stretches=stretches_of(fields.date, fields.end),
        )

    def term(self, role: Role) -> str:
        """Say when an office was held."""
        language = self.archive.config.language
        return format_period(
            role.start, role.end, language=language, zone=self._zone, translate=self.say
        )

    def _period(self, start: EdtfDate, end: EdtfDate) -> When:
        config = self.archive.config
        text = format_period(
            start, end, language=config.language, zone=self._zone, translate=self.say
        )
        return When(text)

    def month(self, year: int | None, month: int | None) -> str:
        """Say a month as a landmark; nothing for what is not known to the month."""
        if year is None or month is None or year < 1:
            return ""
        return self.when(parse_date(f"{year:04}-{month:02}", self._zone)).text

    def events(self, postings: Iterable[Posting]) -> tuple[EventCard, ...]:
        """Give the events that some postings name."""
        return tuple(self.event(posting.id) for posting in postings if posting.kind == "event")

    def story(self, id_: str) -> StoryCard:
        """Give a story as lists show it."""
        fields = self.archive.stories[id_].fields
        target = Target("story", id_)
        articles = self.archive.related("articles", target)
        dates = (self.archive.articles[posting.id].fields.published for posting in articles)
        return StoryCard(
            url=self.address(path_of("story", id_)),
            title=fields.title,
            status=fields.status,
            summary=fields.summary,
            articles=len(articles),
            events=len(self.archive.related("events", target)),
            latest=self.when_known(next(dates, None)),
        )

    def picture(self, target: Target) -> Picture | None:
        """Give the picture of an article, an entity or a story."""
        record = self.archive.records(target.kind)[target.id]
        image = record.fields.image if isinstance(record, Article | Entity | Story) else None
        if image is None:
            return None
        picture = self.image(record.path, image.src.text, path_of(*target))
        words = {"alt": image.alt, "caption": image.caption, "credit": image.credit}
        return msgspec.structs.replace(picture, **words)

    def image(self, path: str, src: str, folder: str) -> Picture:
        """Give a picture that a file names, whose own lie in a folder of the site."""
        url = self.address(image_path(folder, src))
        seen = self.archive.pictures.get(picture_file(path, src))
        if seen is None:
            return Picture(url=url, alt="", caption=None, credit=None)
        sizes = [(self.address(size_path(seen, width)), width) for width in seen.widths]
        if seen.widths and seen.width is not None:
            sizes.append((url, seen.width))
        return Picture(
            url=url,
            alt="",
            caption=None,
            credit=None,
            width=seen.width,
            height=seen.height,
            srcset=", ".join(f"{each} {width}w" for each, width in sizes) or None,
            sizes=MEASURE if sizes else None,
        )


MEASURE = "(min-width: 46rem) 42rem, 100vw"
"""How wide pictures in a text are: as it, or on a narrow screen as that."""
