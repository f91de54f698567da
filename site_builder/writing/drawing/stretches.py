"""Dates to stretches of time that claim no more than their authors knew."""

from msgspec.structs import replace

from site_builder.model.dates import DAWN, EdtfDate
from site_builder.model.entity import Role
from site_builder.writing.cards import TimeSpan

DAY = 86_400


def stretches_of(date: EdtfDate, end: EdtfDate | None = None) -> tuple[TimeSpan, ...]:
    """Tell when something was that has a date, or a date and an end."""
    if end is not None:
        return _period(date, end, is_known=True)
    match date.precision:
        case "interval":
            is_known = (date.start is not None or date.starts_open) and (
                date.end is not None or date.ends_open
            )
            return _period(date.start, date.end, is_known=is_known)
        case "set" if date.text.startswith("{"):
            return tuple(each for member in date.members for each in stretches_of(member))
        case "set":
            return tuple(replace(_choice(member), doubtful=True) for member in date.members)
        case "time" | "day" if not date.is_unspecified:
            return (_stretch("moment", date),)
        case _:
            return (_stretch("within", date),)


def term_of(role: Role) -> tuple[TimeSpan, ...]:
    """Tell when an office was held; nothing where no date is known of it."""
    if role.start is None and role.end is None:
        return ()
    return _period(role.start, role.end, is_known=True)


def _stretch(kind: str, date: EdtfDate) -> TimeSpan:
    return TimeSpan(kind, date.earliest, date.latest, date.is_approximate, date.is_uncertain)


def _choice(member: EdtfDate) -> TimeSpan:
    """Tell of a member of a set of which one is true; of a range it is any day."""
    if member.precision != "interval":
        return stretches_of(member)[0]
    start = member.start.earliest if member.start else None
    end = member.end.latest if member.end else None
    return TimeSpan("within", start, end, member.is_approximate, member.is_uncertain)


def _period(
    start: EdtfDate | None, end: EdtfDate | None, *, is_known: bool
) -> tuple[TimeSpan, ...]:
    """Tell of what lasted: where its ends are known to the day, and where only within what.

    What is not known to have no end fades out.
    """
    first, last = _first_sure(start), _last_sure(end)
    known = [each for each in (start, end) if each is not None]
    middle = TimeSpan(
        "lasting",
        first,
        last,
        fades=not is_known or any(each.is_approximate for each in known),
        doubtful=any(each.is_uncertain for each in known),
    )
    is_sure = first is None or last is None or first <= last
    rough = (_stretch("within", each) for each in dict.fromkeys(known) if _is_rough(each))
    parts = (*rough, *((middle,) if is_sure else ()))
    return tuple(sorted(parts, key=lambda part: DAWN if part.start is None else part.start))


def _first_sure(start: EdtfDate | None) -> int | None:
    if start is None:
        return None
    return start.latest + 1 if _is_rough(start) else start.earliest


def _last_sure(end: EdtfDate | None) -> int | None:
    if end is None:
        return None
    return end.earliest - 1 if _is_rough(end) else end.latest


def _is_rough(date: EdtfDate) -> bool:
    """Tell whether an end is known less well than to the day."""
    return date.latest - date.earliest >= 2 * DAY
