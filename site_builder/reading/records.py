"""Files of entities, events, sources, stories and pages to their records."""

from typing import TypeVar

import msgspec

from site_builder.model.entity import Entity, EntityFields
from site_builder.model.event import Event, EventFields
from site_builder.model.page import Page, PageFields
from site_builder.model.problems import Problem, ProblemsFound
from site_builder.model.prose import Prose
from site_builder.model.source import Source, SourceFields
from site_builder.model.story import Story, StoryFields
from site_builder.model.target import Target
from site_builder.model.text import Id, Markdown, Reference
from site_builder.reading.decode import Context, decode_together
from site_builder.reading.frontmatter import Document, parse_document
from site_builder.reading.lost import lost_of_file
from site_builder.reading.tools import Tools, record_id

Record = Entity | Event | Source | Story | Page


class RecordReading(msgspec.Struct, frozen=True):
    """What one file gives; the record is None when the file lacks what it must have."""

    record: Record | None
    problems: tuple[Problem, ...]
    lost: tuple[Target, ...] = ()
    """What the file would have defined but for its problems."""


def read_record(kind: str, content: bytes, path: str, tools: Tools) -> RecordReading:
    """Read a file of a kind; every fault in it is a problem, and none is raised."""
    try:
        document = parse_document(content, path)
    except ProblemsFound as found:
        return RecordReading(None, found.problems, lost_of_file(content))
    context = Context(path, tools.zone, [*document.problems], lines=document.source.split("\n"))
    record = _read_document(kind, document, context, tools)
    return RecordReading(record, tuple(context.problems), tuple(context.lost))


def _read_document(kind: str, document: Document, context: Context, tools: Tools) -> Record | None:
    path = context.path
    match kind:
        case "entity":
            entity = _fields(document, EntityFields, context, tools)
            id_ = record_id(path, context)
            prose = _prose(document, context, tools, id_)
            return Entity(id_, path, entity, prose) if entity else None
        case "event":
            event = _fields(document, EventFields, context, tools)
            id_ = _own_id(event.id if event else None, context)
            prose = _prose(document, context, tools, id_)
            return Event(id_, path, event, prose, _references(event, context)) if event else None
        case "source":
            source = _fields(document, SourceFields, context, tools)
            id_ = _own_id(source.id if source else None, context)
            prose = _prose(document, context, tools, id_)
            return Source(id_, path, source, prose) if source else None
        case "story":
            story = _fields(document, StoryFields, context, tools)
            id_ = record_id(path, context)
            prose = _prose(document, context, tools, id_)
            return Story(id_, path, story, prose) if story else None
        case _:
            page = _fields(document, PageFields, context, tools)
            slug = (page and page.slug) or record_id(path, context)
            prose = _prose(document, context, tools, slug)
            return Page(slug, path, page, prose) if page else None


Fields = TypeVar("Fields", EntityFields, EventFields, SourceFields, StoryFields, PageFields)


def _fields(
    document: Document, kind: type[Fields], context: Context, tools: Tools
) -> Fields | None:
    (fields,) = decode_together(document.matter, (kind,), context, unknown=tools.unknown_keys)
    return fields if isinstance(fields, kind) else None


def _prose(document: Document, context: Context, tools: Tools, name: str) -> Prose:
    body = Markdown(document.body, document.body_line, 1)
    return tools.render(body, context, name=name) or Prose("", "")


def _own_id(given: Id | None, context: Context) -> str:
    """Give the file's stem; an `id` that says otherwise is a problem."""
    stem = record_id(context.path, context)
    if given is not None and given != stem:
        message = f'the id "{given}" is not the name of the file'
        context.at(1, 1, "bad-id", message, f"leave id out, or rename the file to {given}.md")
    return stem


def _references(event: EventFields, context: Context) -> tuple[Reference, ...]:
    for source in event.sources:
        if isinstance(source, SourceFields):
            message = "a source is written out where only an article can define one"
            hint = "give it a file under content/sources/ and write its id here"
            context.at(source.line, source.column, "wrong-type", message, hint)
    return tuple(source for source in event.sources if isinstance(source, Reference))
