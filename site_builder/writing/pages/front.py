"""The front page, plain pages, the page for what is not found, and redirects."""

from itertools import islice

from site_builder.model.script import direction
from site_builder.writing.cards import Note, StoryCard
from site_builder.writing.catalogue import QUESTIONS, is_open_question
from site_builder.writing.context import Made, Making, PlannedPage, make_head
from site_builder.writing.ledgers import ledger_entry
from site_builder.writing.notes import make_note
from site_builder.writing.views import HomeView, NotFoundView, PlainView, RedirectView
from site_builder.writing.weaving import weave_prose

ARTICLES, EVENTS, DISPUTES = 10, 8, 5
"""How many of each the front page shows."""


def make_home(page: PlannedPage, making: Making) -> Made:
    """Show running stories, latest articles, what is disputed and the newest events."""
    catalogue, archive = making.catalogue, making.archive
    disputed = (entry for entry in catalogue.ledger if entry.is_contradicted)
    newest = reversed(catalogue.event_order[-EVENTS:])
    view = HomeView(
        stories=_running(making),
        articles=tuple(map(catalogue.article, islice(archive.articles, ARTICLES))),
        disputed=tuple(ledger_entry(entry, catalogue) for entry in islice(disputed, DISPUTES)),
        events=tuple(map(catalogue.event, newest)),
        questions=_questions(making),
    )
    config = archive.config
    return make_head(page, config.title, making, description=config.description), view


def _running(making: Making) -> tuple[StoryCard, ...]:
    cards = map(making.catalogue.story, making.archive.stories)
    return tuple(card for card in cards if card.status == "running")


def _questions(making: Making) -> tuple[Note, ...]:
    articles = making.archive.articles
    return tuple(
        make_note(articles[slug], annotation, 0, making.catalogue)
        for slug in making.catalogue.asking
        for annotation in articles[slug].annotations
        if is_open_question(annotation)
    )[:QUESTIONS]


def make_plain(page: PlannedPage, making: Making) -> Made:
    """Show a plain page."""
    catalogue = making.catalogue
    plain = making.archive.pages[page.subject]
    language = plain.fields.language or making.archive.config.language
    view = PlainView(
        title=plain.fields.title,
        language=language,
        direction=direction(language),
        html=weave_prose(plain.prose, plain.path, catalogue),
        updated=catalogue.when_known(plain.fields.updated),
        extra=plain.fields.extra or {},
    )
    fields = plain.fields
    head = make_head(page, fields.title, making, description=fields.summary, is_draft=fields.draft)
    return head, view


def make_not_found(page: PlannedPage, making: Making) -> Made:
    """Show what a host shows where there is no page."""
    head = make_head(page, making.catalogue.say("Not found"), making)
    return head, NotFoundView(stories=_running(making))


def make_redirect(page: PlannedPage, making: Making) -> Made:
    """Lead from an old path to the page that took its place, whose path is the subject."""
    target = making.catalogue.address(page.subject)
    canonical = making.archive.config.origin + target
    head = make_head(page, making.catalogue.say("Moved"), making)
    return head, RedirectView(target=target, canonical=canonical)
