"""Annotations and events of an article to the notes beside its text."""

from html import escape

from site_builder.model.annotation import (
    Annotation,
    Citation,
    Claim,
    Correction,
    Highlight,
    Mention,
    Quotation,
)
from site_builder.model.article import Article
from site_builder.model.event import Event
from site_builder.model.prose import Prose
from site_builder.model.target import topic_target
from site_builder.model.urls import path_of
from site_builder.writing.cards import Named, Note
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.revisions import corrected
from site_builder.writing.statements import (
    annotation_path,
    annotators,
    make_claim_row,
    make_statement,
)
from site_builder.writing.weaving import Span, weave_prose

HAIR_SPACE = "\u200a"


def is_told(annotation: Annotation) -> bool:
    """Tell whether an annotation has more to say than its mark in the text says."""
    is_mark = isinstance(annotation.content, Mention | Highlight)
    return not is_mark or annotation.body is not None or bool(annotation.source_ids)


def make_note(article: Article, annotation: Annotation, number: int, catalogue: Catalogue) -> Note:
    """Tell an annotation as it stands beside its passage."""
    fields, content = annotation.fields, annotation.content
    archive = catalogue.archive
    date = fields.updated or fields.created
    if isinstance(content, Correction) and content.date is not None:
        date = content.date
    entity = archive.find(content.entity.id, ("entity",)) if isinstance(content, Mention) else None
    return Note(
        id=annotation.id,
        url=catalogue.address(annotation_path(article.slug, annotation.id)),
        number=number,
        type=fields.type,
        words=annotation.words,
        html=_html(annotation.body, article, catalogue) or "",
        by=annotators(fields.by, catalogue),
        when=catalogue.when_known(date),
        sources=catalogue.named_all(archive.names.all(annotation.source_ids, ("source",))),
        topics=catalogue.named_all(map(topic_target, fields.topics)),
        locator=content.locator if isinstance(content, Citation) else None,
        answer=_html(annotation.answer, article, catalogue),
        statement=make_statement(article, annotation, catalogue)
        if isinstance(content, Quotation)
        else None,
        claim=make_claim_row(article, annotation, catalogue)
        if isinstance(content, Claim)
        else None,
        entity=catalogue.entity(entity.id, article.fields.published) if entity else None,
        revision=corrected(annotation, article, catalogue),
        article=catalogue.article(article.slug),
        is_draft=fields.draft,
    )


def make_event_note(event: Event, number: int, catalogue: Catalogue) -> Note:
    """Tell an event as a note beside the passage that reports it."""
    if event.article is None:
        raise TypeError(event)
    slug = event.article
    return Note(
        id=f"passage_{event.id}",
        url=catalogue.address(f"{path_of('article', slug)}#passage_{event.id}"),
        article=catalogue.article(slug),
        number=number,
        type="event",
        words="",
        html="",
        sources=catalogue.named_all(catalogue.archive.names.all(event.source_ids, ("source",))),
        event=catalogue.event(event.id),
        is_draft=event.fields.draft,
    )


def annotation_span(annotation: Annotation, note: Note | None) -> Span | None:
    """Mark an annotation's passage; its note's number follows it."""
    if annotation.passage is None:
        return None
    type_, id_ = annotation.fields.type, escape(annotation.id)
    given = f'class="passage passage-{type_}" data-annotation="{id_}"'
    return Span(
        start=annotation.passage.start,
        end=annotation.passage.end,
        rank=0,
        first=f'<mark {given} id="{id_}">',
        opening=f"<mark {given}>",
        closing="</mark>",
        after=_number(note),
    )


def event_span(event: Event, note: Note) -> Span | None:
    """Mark the passage that reports an event."""
    if event.passage is None:
        return None
    id_ = escape(note.id)
    given = f'class="passage passage-event" data-annotation="{id_}"'
    return Span(
        start=event.passage.start,
        end=event.passage.end,
        rank=0,
        first=f'<mark {given} id="{id_}">',
        opening=f"<mark {given}>",
        closing="</mark>",
        after=_number(note),
    )


def link_span(start: int, end: int, name: Named) -> Span:
    """Link a mention to its entity."""
    opening = f'<a class="mention" href="{escape(name.url or "")}">'
    return Span(start=start, end=end, rank=1, first=opening, opening=opening, closing="</a>")


def _number(note: Note | None) -> str:
    if note is None:
        return ""
    # A browser that looks for words finds none that a number is fast to.
    link = f'{HAIR_SPACE}<a href="#note_{escape(note.id)}">{note.number}</a>'
    return f'<sup class="note-number" data-added>{link}</sup>'


def _html(prose: Prose | None, article: Article, catalogue: Catalogue) -> str | None:
    return weave_prose(prose, article.path, catalogue) if prose else None
