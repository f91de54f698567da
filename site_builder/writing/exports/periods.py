"""The dates of an event to its first and its last one, and to the EDTF of both."""

from site_builder.model.dates import EdtfDate
from site_builder.model.event import EventFields


def first_date(date: EdtfDate) -> EdtfDate | None:
    """Give where an interval begins, or the earliest of a set; None where that is not known."""
    if date.members:
        return first_date(min(date.members, key=lambda member: member.sort_key))
    return date.start if date.precision == "interval" else date


def last_date(date: EdtfDate) -> EdtfDate | None:
    """Give where an interval ends, or the latest of a set; None where that is not known."""
    if date.members:
        return last_date(max(date.members, key=lambda member: (member.latest, member.earliest)))
    return date.end if date.precision == "interval" else date


def edtf_of(fields: EventFields) -> str:
    """Write when an event was, as its author did; from a date to another as an interval."""
    if fields.end is None:
        return fields.date.text
    first, last = first_date(fields.date), last_date(fields.end)
    return f"{first.text if first else ''}/{last.text if last else ''}"
