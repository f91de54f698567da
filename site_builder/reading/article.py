"""One article's file to its records, its passages found."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from site_builder.model.annotation import Annotation
from site_builder.model.article import Article, ArticleFields
from site_builder.model.event import Event
from site_builder.model.problems import Problem, ProblemsFound
from site_builder.model.prose import Prose
from site_builder.model.source import Source
from site_builder.model.target import Target
from site_builder.model.text import Markdown
from site_builder.reading.annotations import Desk, read_annotations
from site_builder.reading.decode import Context, decode_together, is_empty
from site_builder.reading.excerpt import excerpt
from site_builder.reading.folding import fold, readable
from site_builder.reading.frontmatter import (
    Document,
    Mapping,
    Node,
    Sequence,
    parse_document,
)
from site_builder.reading.in_place import Sources, read_events
from site_builder.reading.lost import lost_of_file
from site_builder.reading.passage_problems import Written
from site_builder.reading.passages import Finder
from site_builder.reading.tools import Tools, record_id

LISTS = frozenset({"events", "sources", "annotations"})
"""Keys whose items are read one by one."""


class ArticleReading(msgspec.Struct, frozen=True):
    """What one file gives; the article is None when its front matter lacks what it must have."""

    article: Article | None
    prose: Prose
    """Of a full article all its text; of an excerpt only the passages that annotations name."""

    problems: tuple[Problem, ...]
    lost: tuple[Target, ...] = ()
    """What the file would have defined but for its problems, and drafts that it keeps back."""

    written: Written | None = None
    """The text folded for comparison, for as long as mentions are looked for in it."""


def read_article(content: bytes, path: str, tools: Tools) -> ArticleReading:
    """Read an article; every fault in it is a problem, and none is raised."""
    try:
        document = parse_document(content, path)
    except ProblemsFound as found:
        return ArticleReading(None, Prose("", ""), found.problems, lost_of_file(content))
    context = Context(path, tools.zone, [*document.problems], lines=document.source.split("\n"))
    article, prose, written = _read_document(document, context, tools)
    return ArticleReading(article, prose, tuple(context.problems), tuple(context.lost), written)


def _read_document(
    document: Document, context: Context, tools: Tools
) -> tuple[Article | None, Prose, Written]:
    matter = document.matter
    (fields,) = decode_together(
        matter, (ArticleFields,), context, besides=LISTS, unknown=tools.unknown_keys
    )
    slug = _slug(fields, context)
    prose, problems = tools.renderer.render(
        document.body, path=context.path, line=document.body_line, name=slug
    )
    context.problems.extend(problems)
    body = Markdown(document.body, document.body_line, 1)
    written = Written(fold(readable(prose.html)), context.path, body)
    finder = Finder(None if _is_unrendered(problems) else written, context)
    sources = Sources(context, slug)
    source_ids = sources.read(_items(matter, "sources"))
    event_ids, events = read_events(_items(matter, "events"), slug, finder, sources)
    desk = Desk(finder, sources, tools)
    annotations = read_annotations(_items(matter, "annotations"), slug, desk)
    if not isinstance(fields, ArticleFields):
        context.lost.extend(Target("annotation", annotation.id) for annotation in annotations)
        context.lost.extend(Target("event", event.id) for event in events)
        context.lost.extend(Target("source", source.id) for source in sources.found)
        return None, prose, written
    kept = _Kept(annotations, events, tuple(sources.found))
    annotations, events, own_sources = kept if tools.drafts else _without_drafts(kept, context)
    if fields.display == "excerpt":
        prose, annotations, events = excerpt(prose, annotations, events)
        written = Written(fold(readable(prose.html)), context.path, body)
    article = Article(
        slug=slug,
        path=context.path,
        fields=fields,
        event_ids=event_ids,
        source_ids=source_ids,
        annotations=annotations,
        events=events,
        sources=own_sources,
        links=prose.links,
        headings=prose.headings,
        anchors=prose.anchors,
        images=prose.images,
        words=len(prose.text.split()),
    )
    return article, prose, written


class _Kept(NamedTuple):
    """What an article defines besides itself."""

    annotations: tuple[Annotation, ...]
    events: tuple[Event, ...]
    sources: tuple[Source, ...]


def _without_drafts(kept: _Kept, context: Context) -> _Kept:
    """Hold back drafts, and the sources that are written out in them."""
    every: tuple[Annotation | Event, ...] = (*kept.annotations, *kept.events)
    drafts = [each for each in every if each.fields.draft]
    places = {(source.line, source.column) for each in drafts for source in each.source_ids}

    def is_held_back(source: Source) -> bool:
        fields = source.fields
        return fields.draft or (fields.line, fields.column) in places

    for each in drafts:
        kind = "annotation" if isinstance(each, Annotation) else "event"
        context.lost.append(Target(kind, each.id))
    context.lost.extend(Target("source", s.id) for s in kept.sources if is_held_back(s))
    return _Kept(
        tuple(annotation for annotation in kept.annotations if not annotation.fields.draft),
        tuple(event for event in kept.events if not event.fields.draft),
        tuple(source for source in kept.sources if not is_held_back(source)),
    )


def _is_unrendered(problems: tuple[Problem, ...]) -> bool:
    return any(problem.code == "too-complex" for problem in problems)


def _slug(fields: object, context: Context) -> str:
    if isinstance(fields, ArticleFields) and fields.slug is not None:
        return fields.slug
    return record_id(context.path, context)


def _items(matter: Mapping, key: str) -> Iterator[Node]:
    """Go through a list of front matter; a single value is a list of one."""
    for name, node in matter.entries:
        if name.text == key:
            items = node.items if isinstance(node, Sequence) else (node,)
            yield from (item for item in items if not is_empty(item))
