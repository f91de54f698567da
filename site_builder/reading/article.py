"""One article's file to its records, its passages found."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from site_builder.model.annotation import Annotation, Correction
from site_builder.model.article import Article, ArticleFields
from site_builder.model.event import Event
from site_builder.model.problems import Problem, ProblemsFound
from site_builder.model.prose import Prose
from site_builder.model.revision import Revision
from site_builder.model.similar import did_you_mean
from site_builder.model.source import Source
from site_builder.model.target import Target
from site_builder.model.text import Markdown, Reference
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
from site_builder.reading.lock import accepted_in
from site_builder.reading.lost import lost_of_file
from site_builder.reading.passage_problems import Written
from site_builder.reading.passages import Finder, Judged
from site_builder.reading.revisions import (
    Beside,
    FindBeside,
    Version,
    changes_between,
    nothing_beside,
    read_versions,
    without_words,
)
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

    full: Written | None = None
    """The same before an excerpt is made of it."""

    judged: tuple[Judged, ...] = ()
    """What has become of its passages, those of events first; drafts included."""


def read_article(
    content: bytes, path: str, tools: Tools, beside: FindBeside = nothing_beside
) -> ArticleReading:
    """Read an article; every fault in it is a problem, and none is raised."""
    try:
        document = parse_document(content, path)
    except ProblemsFound as found:
        return ArticleReading(None, Prose("", ""), found.problems, lost_of_file(content))
    context = Context(path, tools.zone, [*document.problems], lines=document.source.split("\n"))
    return _read_document(document, context, tools, beside)


def _read_document(
    document: Document, context: Context, tools: Tools, find_beside: FindBeside
) -> ArticleReading:
    matter = document.matter
    (fields,) = decode_together(
        matter, (ArticleFields,), context, besides=LISTS, unknown=tools.unknown_keys
    )
    slug = _slug(fields, context)
    prose, problems = tools.renderer.render(
        document.body, path=context.path, line=document.body_line, name=slug
    )
    context.problems.extend(problems)
    written = _written(prose, document, context)
    # Only of an article whose slug can be relied on is it known what lies beside it.
    beside = find_beside(slug) if isinstance(fields, ArticleFields) else Beside()
    versions = read_versions(beside.revisions, context, tools)
    past = accepted_in(beside.accepted), versions[-1].text if versions else None
    finder = Finder(None if _is_unrendered(problems) else written, context, slug, past)
    sources = Sources(context, slug)
    source_ids = sources.read(_items(matter, "sources"))
    event_ids, events = read_events(_items(matter, "events"), slug, finder, sources)
    desk = Desk(finder, sources, tools)
    annotations = read_annotations(_items(matter, "annotations"), slug, desk)
    kept = _Kept(annotations, events, tuple(sources.found), event_ids, source_ids)
    if not isinstance(fields, ArticleFields):
        context.lost.extend(_targets_of(kept))
        return ArticleReading(None, prose, tuple(context.problems), tuple(context.lost))
    kept = kept if tools.drafts else _without_drafts(kept, context)
    kept = kept._replace(revisions=_revisions(fields, kept, versions, written, context=context))
    full = written
    if fields.display == "excerpt":
        prose, kept = _excerpted(prose, kept)
        written = _written(prose, document, context)
    article = _article(fields, kept, prose, slug=slug, path=context.path)
    said = tuple(context.problems), tuple(context.lost)
    return ArticleReading(article, prose, *said, written, full, tuple(finder.judged))


def _article(
    fields: ArticleFields, kept: "_Kept", prose: Prose, *, slug: str, path: str
) -> Article:
    return Article(
        slug=slug,
        path=path,
        fields=fields,
        event_ids=kept.event_ids,
        source_ids=kept.source_ids,
        annotations=kept.annotations,
        events=kept.events,
        sources=kept.sources,
        links=prose.links,
        headings=prose.headings,
        anchors=prose.anchors,
        images=prose.images,
        words=len(prose.text.split()),
        revisions=kept.revisions,
    )


def _excerpted(prose: Prose, kept: "_Kept") -> tuple[Prose, "_Kept"]:
    """Leave only what annotations name, in what changed as well."""
    prose, annotations, events = excerpt(prose, kept.annotations, kept.events)
    revisions = without_words(kept.revisions)
    return prose, kept._replace(annotations=annotations, events=events, revisions=revisions)


def _written(prose: Prose, document: Document, context: Context) -> Written:
    body = Markdown(document.body, document.body_line, 1)
    return Written(fold(readable(prose.html)), context.path, body)


def _revisions(
    fields: ArticleFields,
    kept: "_Kept",
    versions: tuple[Version, ...],
    written: Written,
    *,
    context: Context,
) -> tuple[Revision, ...]:
    """Tell what became of an article's earlier texts, which corrections may name."""
    ids = [version.id for version in versions]
    for annotation in kept.annotations:
        named = annotation.content.revision if isinstance(annotation.content, Correction) else None
        if named is not None and named.text not in ids:
            message = f'the article has no earlier text "{named.text}"'
            hint = did_you_mean(named.text, ids) or f"it has {', '.join(ids) or 'none at all'}"
            context.at(named.line, named.column, "unknown-revision", message, hint)
    until = fields.updated or fields.published
    changes = changes_between(versions, written.text.source, kept.annotations, until)
    return tuple(changes)


class _Kept(NamedTuple):
    """What an article defines besides itself."""

    annotations: tuple[Annotation, ...]
    events: tuple[Event, ...]
    sources: tuple[Source, ...]
    event_ids: tuple[Reference, ...] = ()
    source_ids: tuple[Reference, ...] = ()
    revisions: tuple[Revision, ...] = ()


def _targets_of(kept: _Kept) -> Iterator[Target]:
    yield from (Target("annotation", annotation.id) for annotation in kept.annotations)
    yield from (Target("event", event.id) for event in kept.events)
    yield from (Target("source", source.id) for source in kept.sources)


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
    return kept._replace(
        annotations=tuple(each for each in kept.annotations if not each.fields.draft),
        events=tuple(event for event in kept.events if not event.fields.draft),
        sources=tuple(source for source in kept.sources if not is_held_back(source)),
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
