"""The whole of a long list of which a page shows the first hundred."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import msgspec

from site_builder.model.archive import Posting
from site_builder.model.target import Target
from site_builder.model.texts import marked
from site_builder.writing.cards import EntityCard, Note
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Made, Making, PlannedPage, make_head
from site_builder.writing.ledgers import ledger_entries
from site_builder.writing.lists import list_path, postings_of
from site_builder.writing.notes import make_note
from site_builder.writing.pages.entity import mentioned_in
from site_builder.writing.paging import pager, slice_of
from site_builder.writing.statements import resting_passage, statement
from site_builder.writing.views import ListingView

HEADINGS = {
    "timeline": marked("Timeline"),
    "statements": marked("Statements"),
    "claims": marked("Claims"),
    "claimed": marked("What it claims"),
    "articles": marked("Articles"),
    "passages": marked("Passages"),
    "people": marked("People and places"),
    "sources": marked("Published among the sources"),
    "relays": marked("Relayed by"),
    "questions": marked("Questions"),
    "links": marked("What links here"),
}


def listing_subject(target: Target, name: str) -> str:
    """Name a list of a record in one word, for its planned page."""
    return f"{target.kind}:{target.id}:{name}"


def listing_target(subject: str) -> Target:
    """Give the record whose list a planned page shows."""
    kind, id_, _ = subject.split(":")
    return Target(kind, id_)


def make_listing(page: PlannedPage, making: Making) -> Made:
    """Show one page of one list of one record."""
    catalogue = making.catalogue
    target = listing_target(page.subject)
    name = page.subject.rpartition(":")[2]
    subject = catalogue.named(target)
    postings = postings_of(target, name, catalogue)
    path = list_path(target, name, catalogue)
    here = pager(path, page.number, len(postings), address=catalogue.address)
    shown = slice_of(postings, page.number)
    items = _items(target, name, shown, catalogue=catalogue)
    heading = catalogue.say(HEADINGS[name])
    view = ListingView(heading=heading, subject=subject, pager=here)
    title = f"{subject.label}: {heading}"
    return make_head(page, title, making, above=(subject,)), msgspec.structs.replace(view, **items)


def _items(
    target: Target, name: str, shown: Sequence[Posting], *, catalogue: Catalogue
) -> dict[str, Sequence[object]]:
    """Tell postings as the list that they are of shows them, by the field of its view."""
    if name == "articles" and target.kind != "entity":
        return {"articles": catalogue.articles(shown)}
    if name in ("claims", "claimed"):
        return {"entries": ledger_entries(shown, catalogue)}
    field, tell = TELLERS[name]
    return {field: tuple(tell(posting, target, catalogue) for posting in shown)}


Teller = Callable[[Posting, Target, Catalogue], object]

TELLERS: Mapping[str, tuple[str, Teller]] = MappingProxyType(
    {
        "timeline": ("timeline", lambda p, _, catalogue: catalogue.event(p.id)),
        "statements": ("statements", lambda p, _, catalogue: statement(p, catalogue)),
        "articles": ("mentioned", lambda p, of, catalogue: mentioned_in(p, of.id, catalogue)),
        "passages": ("passages", lambda p, _, catalogue: resting_passage(p, catalogue)),
        "people": ("entities", lambda p, _, catalogue: _person(p, catalogue)),
        "relays": ("sources", lambda p, _, catalogue: catalogue.source(p.id)),
        "sources": ("sources", lambda p, _, catalogue: catalogue.source(p.id)),
        "questions": ("questions", lambda p, _, catalogue: _question(p, catalogue)),
        "links": ("names", lambda p, _, catalogue: catalogue.named(Target(p.kind, p.id))),
    }
)
"""For the lists that are told posting by posting, the field of the view and how one is told."""


def _person(posting: Posting, catalogue: Catalogue) -> EntityCard:
    return catalogue.entity(posting.id, count=-posting.order[0])


def _question(posting: Posting, catalogue: Catalogue) -> Note:
    archive = catalogue.archive
    return make_note(archive.articles[posting.id], archive.annotation(posting), 0, catalogue)
