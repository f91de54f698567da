"""One event with a file of its own."""

from site_builder.model.archive import Posting
from site_builder.model.target import Target
from site_builder.writing.cards import EventCard
from site_builder.writing.context import Made, Making, PlannedPage, make_head
from site_builder.writing.lists import more_of
from site_builder.writing.paging import LENGTH
from site_builder.writing.statements import ledger_entries
from site_builder.writing.views import EventView
from site_builder.writing.weaving import weave_prose


def make_event(page: PlannedPage, making: Making) -> Made:
    """Show what happened, who covers it and what each party says of it."""
    catalogue, archive = making.catalogue, making.archive
    target = Target("event", page.subject)
    event = archive.events[page.subject]
    card = catalogue.event(page.subject)
    stories = archive.names.all(event.fields.stories, ("story",))
    sources = archive.names.all(event.source_ids, ("source",))
    before, after = _neighbours(page.subject, stories, making)
    view = EventView(
        event=card,
        html=weave_prose(event.prose, event.path, catalogue),
        articles=catalogue.articles(archive.related("articles", target)[:LENGTH]),
        claims=ledger_entries(archive.related("claims", target)[:LENGTH], catalogue),
        sources=tuple(catalogue.source(source.id) for source in sources),
        stories=catalogue.named_all(stories),
        before=before,
        after=after,
        linked_from=catalogue.linked_from(target),
        more=more_of(target, catalogue),
        extra=event.fields.extra or {},
    )
    head = make_head(
        page,
        event.fields.title,
        making,
        description=event.fields.summary or card.when.text,
        section="timeline",
        is_draft=event.fields.draft,
    )
    return head, view


def _neighbours(
    id_: str, stories: tuple[Target, ...], making: Making
) -> tuple[EventCard | None, EventCard | None]:
    """Give the events before and after one, of its first story or else of the site."""
    order = (
        [posting.id for posting in _events_of(stories[0], making)]
        if stories
        else making.catalogue.event_order
    )
    place = order.index(id_)
    before = order[place - 1] if place else None
    after = order[place + 1] if place + 1 < len(order) else None
    give = making.catalogue.event
    return (give(before) if before else None), (give(after) if after else None)


def _events_of(story: Target, making: Making) -> tuple[Posting, ...]:
    return making.archive.related("events", story)
