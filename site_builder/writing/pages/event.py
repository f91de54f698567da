"""One event with a file of its own."""

from site_builder.model.target import Target
from site_builder.writing.cards import EventCard
from site_builder.writing.context import Made, Making, PlannedPage, make_head
from site_builder.writing.ledgers import ledger_entries
from site_builder.writing.lists import more_of
from site_builder.writing.pages.drawn import drawn_events, drawn_map
from site_builder.writing.paging import LENGTH
from site_builder.writing.views import EventView
from site_builder.writing.weaving import weave_prose

NEAR = 4
"""Events that its page shows before one, and as many after it."""


def make_event(page: PlannedPage, making: Making) -> Made:
    """Show what happened, who covers it and what each party says of it."""
    catalogue, archive = making.catalogue, making.archive
    target = Target("event", page.subject)
    event = archive.events[page.subject]
    card = catalogue.event(page.subject)
    stories = archive.names.all(event.fields.stories, ("story",))
    sources = archive.names.all(event.source_ids, ("source",))
    places = archive.names.all((event.fields.place,), ("entity",)) if event.fields.place else ()
    around = _around(page.subject, stories, making)
    place = around.index(card)
    view = EventView(
        event=card,
        html=weave_prose(event.prose, event.path, catalogue),
        articles=catalogue.articles(archive.related("articles", target)[:LENGTH]),
        claims=ledger_entries(archive.related("claims", target)[:LENGTH], catalogue),
        sources=tuple(catalogue.source(source.id) for source in sources),
        stories=catalogue.named_all(stories),
        before=around[place - 1] if place else None,
        after=around[place + 1] if place + 1 < len(around) else None,
        linked_from=catalogue.linked_from(target),
        around=around,
        drawn=drawn_events(around, catalogue, card),
        map=drawn_map(places, catalogue),
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


def _around(id_: str, stories: tuple[Target, ...], making: Making) -> tuple[EventCard, ...]:
    """Give an event among those next to it in time, of its first story or else of the site."""
    order = (
        [posting.id for posting in making.archive.related("events", stories[0])]
        if stories
        else making.catalogue.event_order
    )
    place = order.index(id_)
    return tuple(map(making.catalogue.event, order[max(place - NEAR, 0) : place + NEAR + 1]))
