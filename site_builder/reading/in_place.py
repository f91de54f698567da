"""Events and sources written out in an article to records of their own."""

from collections.abc import Iterable

from site_builder.model.annotation import TextQuoteSelector
from site_builder.model.event import Event, EventFields, EventSelector
from site_builder.model.prose import Prose
from site_builder.model.slugs import slugify
from site_builder.model.source import Source, SourceFields
from site_builder.model.text import Reference
from site_builder.reading.decode import UNDATED, Context, converter, decode_together
from site_builder.reading.frontmatter import Mapping, Node
from site_builder.reading.passages import Finder, selector

NO_PROSE = Prose("", "")

read_source_or_id = converter(Reference | SourceFields)
read_event_id = converter(Reference)


class Sources:
    """The sources that one article defines, gathered from its top, events and annotations."""

    def __init__(self, context: Context, slug: str) -> None:
        self.found: list[Source] = []
        self._context = context
        self._slug = slug

    def read(self, items: Iterable[Node]) -> tuple[Reference, ...]:
        """Read ids and mappings; give the ids of all."""
        values = (read_source_or_id(item, self._context) for item in items)
        return self.define(
            tuple(value for value in values if isinstance(value, Reference | SourceFields))
        )

    def define(self, values: tuple[Reference | SourceFields, ...]) -> tuple[Reference, ...]:
        """Make a record of each mapping; give the ids of all."""
        return tuple(
            value if isinstance(value, Reference) else self._define(value) for value in values
        )

    def _define(self, fields: SourceFields) -> Reference:
        place = (fields.line, fields.column)
        id_ = fields.id or slugify(fields.title)
        if not id_ and fields.title:
            message = f'no id can be made of the title "{fields.title}"'
            self._context.at(*place, "bad-id", message, "give the source an id")
        if not id_:
            return Reference("", *place)
        self.found.append(Source(id_, self._context.path, fields, NO_PROSE, self._slug))
        return Reference(id_, *place)


def read_events(
    items: Iterable[Node], slug: str, finder: Finder, sources: Sources
) -> tuple[tuple[Reference, ...], tuple[Event, ...]]:
    """Read an article's events: the ids of all, and the records of those written out."""
    references: list[Reference] = []
    events: list[Event] = []
    for item in items:
        if not isinstance(item, Mapping):
            value = read_event_id(item, finder.context)
            references.extend((value,) if isinstance(value, Reference) else ())
        elif (event := _read_event(item, slug, finder, sources)) is not None:
            events.append(event)
            references.append(Reference(event.id, event.fields.line, event.fields.column))
    return tuple(references), tuple(events)


def _read_event(node: Mapping, slug: str, finder: Finder, sources: Sources) -> Event | None:
    fields, quote = decode_together(node, (EventFields, EventSelector), finder.context)
    if not isinstance(fields, EventFields) or not isinstance(quote, EventSelector):
        return None
    chosen: TextQuoteSelector | None = selector(quote)
    source_ids = sources.define(fields.sources)
    is_named = fields.date is not UNDATED and bool(fields.title)
    id_ = fields.id or (slugify(f"{fields.date.text}-{fields.title}") if is_named else "")
    passage = finder.find(chosen, f"passage_{id_}").passage
    if fields.id is None and not is_named:
        return None
    return Event(
        id=id_,
        path=finder.context.path,
        fields=fields,
        prose=NO_PROSE,
        source_ids=source_ids,
        article=slug,
        selector=chosen,
        passage=passage,
    )
