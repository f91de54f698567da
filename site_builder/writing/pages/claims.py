"""The ledger of claims, a hundred entries a page."""

from site_builder.writing.context import Made, Making, PlannedPage, make_head
from site_builder.writing.ledgers import ledger_entry
from site_builder.writing.paging import pager, slice_of
from site_builder.writing.views import ClaimsView

PATH = "/claims/"


def make_claims(page: PlannedPage, making: Making) -> Made:
    """Show claims side by side, contradictions first."""
    entries = making.catalogue.ledger
    shown = slice_of(entries, page.number)
    view = ClaimsView(
        entries=tuple(ledger_entry(entry, making.catalogue) for entry in shown),
        total=len(entries),
        pager=pager(PATH, page.number, len(entries), address=making.catalogue.address),
    )
    return make_head(page, making.catalogue.say("Claims"), making, section="claims"), view
