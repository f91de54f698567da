"""One article: its text with passages marked and notes beside them."""

from collections.abc import Iterator
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from site_builder.model.annotation import Annotation, Claim, Quotation
from site_builder.model.article import Article, FoundMention
from site_builder.model.event import Event
from site_builder.model.script import direction
from site_builder.model.target import Target, topic_target
from site_builder.writing.cards import EntityCard, EventCard, Note
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Made, Making, PlannedPage, make_head
from site_builder.writing.fragments import text_directive
from site_builder.writing.lists import more_of
from site_builder.writing.notes import (
    annotation_span,
    event_span,
    is_told,
    link_span,
    make_event_note,
    make_note,
)
from site_builder.writing.pages.drawn import drawn_events
from site_builder.writing.paging import LENGTH
from site_builder.writing.revisions import make_revisions
from site_builder.writing.robust import version_date
from site_builder.writing.views import ArticleView, Block, Byline, SourceWithPassages
from site_builder.writing.weaving import Span, Stretch, weave

WORDS_A_MINUTE = 230

BESIDE_A_NOTE = 240
"""Code points of text that take as much room as a note of usual length in the margin."""


class Noted(msgspec.Struct, frozen=True):
    """An annotation or an event of the article, and its note unless its mark says all."""

    subject: Annotation | Event
    note: Note | None


def make_article(page: PlannedPage, making: Making) -> Made:
    """Show an article with all that the desk says of it."""
    catalogue, archive = making.catalogue, making.archive
    article = archive.articles[page.subject]
    fields = article.fields
    card = catalogue.article(article.slug)
    prose = making.prose_of(article.slug)
    noted = address_notes(tuple(number_notes(article, catalogue)), article, prose.text)
    notes = tuple(each.note for each in noted if each.note is not None)
    spans = tuple(_spans(article, noted, catalogue))
    stretches = weave(prose, article.path, catalogue, spans)
    target = Target("article", article.slug)
    backlinks = archive.related("links", target)
    view = ArticleView(
        title=fields.title,
        language=card.language,
        direction=direction(card.language),
        summary=fields.summary,
        byline=_byline(article, catalogue),
        image=catalogue.picture(Target("article", article.slug)),
        minutes=max(1, round(article.words / WORDS_A_MINUTE)),
        is_excerpt=fields.display == "excerpt",
        blocks=part_blocks(stretches, noted),
        footnotes="".join(stretch.html for stretch in stretches if stretch.is_added),
        whole=tuple(each.note for each in noted if each.note and each.subject.passage is None),
        notes=notes,
        statements=tuple(note.statement for note in notes if note.statement is not None),
        entities=tuple(_entities(article, catalogue)),
        timeline=(timeline := _timeline(article, catalogue)),
        drawn=drawn_events(timeline, catalogue),
        sources=tuple(_sources(article, notes, catalogue)),
        stories=catalogue.named_all(archive.names.all(fields.stories, ("story",))),
        topics=catalogue.named_all(map(topic_target, fields.topics)),
        backlinks=catalogue.articles(backlinks[:LENGTH]),
        linked_from=catalogue.linked_from(target),
        revisions=make_revisions(article, catalogue),
        more=more_of(target, catalogue),
        extra=fields.extra or {},
    )
    head = make_head(
        page,
        fields.title,
        making,
        description=fields.summary,
        section="articles",
        is_draft=fields.draft,
    )
    return head, view


def number_notes(article: Article, catalogue: Catalogue) -> Iterator[Noted]:
    """Go through an article's annotations and events in the order of the text, numbering notes.

    Those on the whole article come first.
    """
    subjects: list[Annotation | Event] = [
        *article.annotations,
        *(event for event in article.events if event.passage is not None),
    ]
    number = 0
    for subject in sorted(subjects, key=_order):
        if isinstance(subject, Annotation) and not is_told(subject):
            yield Noted(subject, None)
            continue
        number += 1
        if isinstance(subject, Annotation):
            yield Noted(subject, make_note(article, subject, number, catalogue))
        else:
            yield Noted(subject, make_event_note(subject, number, catalogue))


def _order(subject: Annotation | Event) -> tuple[int, int]:
    passage = subject.passage
    return (-1, -1) if passage is None else (passage.end, passage.start)


def address_notes(noted: tuple[Noted, ...], article: Article, text: str) -> tuple[Noted, ...]:
    """Give each note the addresses of its passage's words, on the page and where they came from."""
    passages = [each.subject.passage for each in noted if each.note]
    cuts = [passage.end for passage in passages if passage]
    return tuple(_address(each, article.fields.source, text, cuts) for each in noted)


def _address(noted: Noted, original: str | None, text: str, cuts: list[int]) -> Noted:
    note, passage = noted.note, noted.subject.passage
    if note is None or passage is None:
        return noted
    here = f"{note.url}{text_directive(text, passage, cuts)}"
    there = f"{_with_fragment(original)}{text_directive(text, passage)}" if original else None
    return Noted(noted.subject, replace(note, words_url=here, original_url=there))


def _with_fragment(url: str) -> str:
    return url if "#" in url else f"{url}#"


def part_blocks(stretches: tuple[Stretch, ...], noted: tuple[Noted, ...]) -> tuple[Block, ...]:
    """Part a text after every element in which a passage with a note ends."""
    waiting = [each for each in noted if each.note is not None and each.subject.passage is not None]
    blocks: list[Block] = []
    html: list[str] = []
    starts, before = [], 0
    for stretch in stretches:
        if stretch.is_added:
            continue
        html.append(stretch.html)
        ended: list[Note] = []
        while waiting and _ends_by(waiting[0], stretch.end):
            ended.extend(note for note in (waiting.pop(0).note,) if note)
        if ended:
            blocks.append(Block("".join(html), tuple(ended)))
            starts.append(before)
            html = []
        before = stretch.end
    crowded = (
        replace(block, is_crowded=len(block.notes) * BESIDE_A_NOTE > end - start)
        for block, (start, end) in zip(blocks, pairwise((*starts, before)), strict=True)
    )
    return (*crowded, *([Block("".join(html), ())] if html else []))


def _ends_by(noted: Noted, end: int) -> bool:
    return noted.subject.passage is not None and noted.subject.passage.end <= end


def _spans(article: Article, noted: tuple[Noted, ...], catalogue: Catalogue) -> Iterator[Span]:
    for each in noted:
        if isinstance(each.subject, Annotation):
            span = annotation_span(each.subject, each.note)
        else:
            span = event_span(each.subject, each.note) if each.note else None
        if span is not None:
            yield span
    for mention in _linked(article.slug, catalogue):
        name = catalogue.named(Target("entity", mention.entity))
        yield link_span(mention.start, mention.end, name)


def _linked(slug: str, catalogue: Catalogue) -> Iterator[FoundMention]:
    """Choose the mentions that become links, as the site's `link_mentions` says."""
    archive = catalogue.archive
    chosen = archive.config.build.link_mentions
    seen: set[str] = set()
    for mention in archive.mentions.get(slug, ()):
        if chosen == "none" or not mention.linkable or mention.entity not in archive.entities:
            continue
        if chosen == "all" or mention.entity not in seen:
            seen.add(mention.entity)
            yield mention


def _byline(article: Article, catalogue: Catalogue) -> Byline:
    fields = article.fields
    return Byline(
        authors=fields.authors,
        publisher=catalogue.publisher(fields.publisher.text) if fields.publisher else None,
        published=catalogue.when_known(fields.published),
        updated=catalogue.when_known(fields.updated),
        retrieved=catalogue.when_known(fields.retrieved),
        original=fields.source,
        archived=fields.archived,
        version_date=version_date(fields.archived, fields.retrieved),
    )


def _entities(article: Article, catalogue: Catalogue) -> Iterator[EntityCard]:
    """Give the people and places with the office held that day, those named most first."""
    archive = catalogue.archive
    mentions = [mention.entity for mention in archive.mentions.get(article.slug, ())]
    declared = archive.names.all(article.fields.entities, ("entity",))
    for target in sorted(dict.fromkeys(declared), key=lambda target: -mentions.count(target.id)):
        count = mentions.count(target.id)
        yield catalogue.entity(target.id, article.fields.published, count=count)


def _timeline(article: Article, catalogue: Catalogue) -> tuple[EventCard, ...]:
    archive = catalogue.archive
    ids = {target.id for target in archive.names.all(article.event_ids, ("event",))}
    ordered = sorted(ids, key=lambda id_: (*archive.events[id_].fields.date.sort_key, id_))
    return tuple(map(catalogue.event, ordered))


def _sources(
    article: Article, notes: tuple[Note, ...], catalogue: Catalogue
) -> Iterator[SourceWithPassages]:
    """Give the sources of an article, its own passages under each."""
    names = catalogue.archive.names
    by_annotation = {a.id: set(_rests_on(a, catalogue)) for a in article.annotations}
    listed = dict.fromkeys(
        (
            *names.all(article.source_ids, ("source",)),
            *(target for a in article.annotations for target in _rests_on(a, catalogue)),
            *(t for event in article.events for t in names.all(event.source_ids, ("source",))),
        )
    )
    own = {source.id for source in article.sources}
    for target in listed:
        resting = tuple(note for note in notes if target in by_annotation.get(note.id, ()))
        anchor = f"source-{target.id}" if target.id in own else None
        yield SourceWithPassages(catalogue.source(target.id), resting, anchor)


def _rests_on(annotation: Annotation, catalogue: Catalogue) -> tuple[Target, ...]:
    names = catalogue.archive.names
    content = annotation.content
    via = names.all(content.via, ("source",)) if isinstance(content, Quotation | Claim) else ()
    return (*names.all(annotation.source_ids, ("source",)), *via)
