"""Running stories."""

from collections.abc import Iterator

from site_builder.model.annotation import Annotation, Claim, Correction
from site_builder.model.archive import Posting
from site_builder.model.dates import EdtfDate
from site_builder.model.target import Target
from site_builder.writing.cards import EntityCard, Named
from site_builder.writing.context import Made, Making, PlannedPage, make_head
from site_builder.writing.ledgers import ledger_entries
from site_builder.writing.lists import more_of, postings_of
from site_builder.writing.notes import make_note
from site_builder.writing.pages.drawn import drawn_events, drawn_map, places_of
from site_builder.writing.paging import LENGTH
from site_builder.writing.statements import annotation_path
from site_builder.writing.views import Change, StoriesView, StoryView
from site_builder.writing.weaving import weave_prose

LATEST = 8
"""Changes that a story's page lists."""


def make_stories(page: PlannedPage, making: Making) -> Made:
    """List the stories, running ones first."""
    cards = [making.catalogue.story(id_) for id_ in making.archive.stories]
    view = StoriesView(
        running=tuple(card for card in cards if card.status == "running"),
        closed=tuple(card for card in cards if card.status != "running"),
    )
    return make_head(page, making.catalogue.say("Stories"), making, section="stories"), view


def make_story(page: PlannedPage, making: Making) -> Made:
    """Show a story: introduction, timeline, people, articles, open questions, what changed."""
    catalogue, archive = making.catalogue, making.archive
    story = archive.stories[page.subject]
    target = Target("story", page.subject)
    articles = archive.related("articles", target)
    events = archive.related("events", target)
    view = StoryView(
        story=catalogue.story(page.subject),
        html=weave_prose(story.prose, story.path, catalogue),
        image=catalogue.picture(Target("story", story.id)),
        timeline=catalogue.events(events[:LENGTH]),
        people=_people(postings_of(target, "people", catalogue)[:LENGTH], articles, making),
        articles=catalogue.articles(articles[:LENGTH]),
        claims=tuple(
            e for e in ledger_entries(_claims(articles, making), catalogue) if e.is_contradicted
        ),
        questions=tuple(
            make_note(archive.articles[posting.id], archive.annotation(posting), 0, catalogue)
            for posting in archive.related("questions", target)[:LENGTH]
            if getattr(archive.annotation(posting).content, "answer", None) is None
        ),
        changes=tuple(_changes(articles, making)),
        drawn=drawn_events(catalogue.events(events[:LENGTH]), catalogue),
        map=drawn_map(places_of(events, catalogue), catalogue),
        more=more_of(target, catalogue),
        extra=story.fields.extra or {},
    )
    head = make_head(
        page,
        story.fields.title,
        making,
        description=story.fields.summary,
        section="stories",
        is_draft=story.fields.draft,
    )
    return head, view


def _people(
    people: tuple[Posting, ...], articles: tuple[Posting, ...], making: Making
) -> tuple[EntityCard, ...]:
    """Tell the first people of a story with the offices they held when its newest article came."""
    newest = making.archive.articles[articles[0].id].fields.published if articles else None
    give = making.catalogue.entity
    return tuple(give(person.id, newest, count=-person.order[0]) for person in people)


def _claims(articles: tuple[Posting, ...], making: Making) -> Iterator[Posting]:
    for posting in articles:
        for annotation in making.archive.articles[posting.id].annotations:
            if isinstance(annotation.content, Claim):
                yield posting._replace(item=annotation.id)


def _changes(articles: tuple[Posting, ...], making: Making) -> list[Change]:
    """List what was published, annotated or corrected last, newest first."""
    catalogue = making.catalogue
    dated: list[tuple[EdtfDate, str, str, Named]] = []
    for posting in articles:
        article = making.archive.articles[posting.id]
        name = catalogue.named(Target("article", posting.id))
        if article.fields.published is not None:
            dated.append((article.fields.published, "article", posting.id, name))
        for annotation in article.annotations:
            date = _changed(annotation)
            if date is not None:
                path = annotation_path(posting.id, annotation.id)
                label = annotation.words or article.fields.title
                link = Named(label, catalogue.address(path), "annotation", name.language)
                dated.append((date, annotation.fields.type, path, link))
    newest = sorted(dated, key=lambda change: (-change[0].latest, change[2]))[:LATEST]
    return [Change(catalogue.when(date), what, name) for date, what, _, name in newest]


def _changed(annotation: Annotation) -> EdtfDate | None:
    content = annotation.content
    corrected = content.date if isinstance(content, Correction) else None
    return annotation.fields.updated or corrected or annotation.fields.created
