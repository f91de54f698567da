"""EDTF texts to dates that are as precise and as certain as their authors gave them."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Literal, cast

import msgspec

Precision = Literal[
    "time", "day", "month", "season", "year", "decade", "century", "interval", "set"
]
Qualifier = Literal["", "?", "~", "%"]

DUSK = 2**53 - 1
"""The latest moment there is, in seconds: the greatest number that every reader of JSON keeps."""

DAWN = -DUSK
"""The earliest moment there is."""


class EdtfDate(msgspec.Struct, frozen=True, array_like=True):
    """A date of EDTF level 0 or 1, or a set of them (ISO 8601-2)."""

    text: str
    """As its author wrote it, in the one spelling that EDTF has for it."""

    earliest: int
    """Seconds from 1970-01-01T00:00:00Z to its first possible second, or `DAWN`."""

    latest: int
    """Seconds from 1970-01-01T00:00:00Z to its last possible second, or `DUSK`."""

    precision: Precision
    """The finest part that is known: of `2023-03-XX` the month."""

    qualifier: Qualifier = ""
    """`~` about, `?` uncertain, `%` both; the parts of an interval or a set have their own."""

    year: int | None = None
    """Where it begins; 0 is 1 BC. A time's year, month and day are those in the site's zone."""

    month: int | None = None
    """Where it begins, 1 to 12; None unless the author gave one."""

    day_of_month: int | None = None
    start: "EdtfDate | None" = None
    """Of an interval; None when it is open or unknown."""

    end: "EdtfDate | None" = None
    members: "tuple[EdtfDate, ...]" = ()
    """Of a set, as the author ordered them; a range `a..b` among them is an interval."""

    @property
    def day(self) -> date | None:
        """The day, if the author gave one and nothing qualifies it."""
        if self.qualifier or not (self.year and self.month and self.day_of_month):
            return None
        # A year with four digits is at most the last one of `date`.
        return date(self.year, self.month, self.day_of_month) if self.year > 0 else None

    @property
    def season(self) -> int | None:
        """21 for spring to 24 for winter, if the author gave a season."""
        return int(self.text.rstrip("?~%")[-2:]) if self.precision == "season" else None

    @property
    def sort_key(self) -> tuple[int, int]:
        """What dates are ordered by."""
        return self.earliest, self.latest

    @property
    def is_approximate(self) -> bool:
        """Whether the date, or a part of it, is about right (`~`, `%`)."""
        return self.qualifier in {"~", "%"} or any(part.is_approximate for part in self._parts)

    @property
    def is_uncertain(self) -> bool:
        """Whether the date, or a part of it, may be wrong (`?`, `%`)."""
        return self.qualifier in {"?", "%"} or any(part.is_uncertain for part in self._parts)

    @property
    def is_unspecified(self) -> bool:
        """Whether it is some part of a longer time, not said which (`X`)."""
        return "X" in self.text and not self.members

    @property
    def starts_open(self) -> bool:
        """Whether it is an interval without a beginning (`..`), rather than with an unknown one."""
        return self.text.startswith("../")

    @property
    def ends_open(self) -> bool:
        """Whether it is an interval without an end (`..`), rather than with an unknown one."""
        return self.text.endswith("/..")

    @property
    def _parts(self) -> "tuple[EdtfDate, ...]":
        return tuple(part for part in (self.start, self.end, *self.members) if part is not None)

    def may_include(self, other: "EdtfDate") -> bool:
        """Tell whether both may hold one moment."""
        if self.members:
            return any(member.may_include(other) for member in self.members)
        if other.members:
            return any(self.may_include(member) for member in other.members)
        return self.earliest <= other.latest and other.earliest <= self.latest


def spans(start: EdtfDate | None, end: EdtfDate | None, *, at: EdtfDate) -> bool:
    """Tell whether what began and ended on two dates may have stood at a third.

    Without a date it began before all others, or goes on.
    """
    began = start is None or start.earliest <= at.latest
    goes_on = end is None or at.earliest <= end.latest
    return began and goes_on


def parse_date(text: str, zone: tzinfo) -> EdtfDate:
    """Read EDTF of level 0 or 1 or a set of level 2; days and times without an offset are `zone`'s.

    Also read are a blank for the `T` and times with fractions, without seconds or with offsets
    as `+0300`. Raises ValueError with a sentence for the author.
    """
    stripped = text.strip()
    try:
        return _read(stripped, zone)
    except _MisfitError as misfit:
        raise ValueError(_complain(stripped, str(misfit), zone)) from None


class _MisfitError(ValueError):
    """Why a text is no date; empty where there is no more to say."""


_PLAIN = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)")
_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T| +)([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
    r"(?:[.,][0-9]+)? ?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_MASKED = re.compile(r"Y?(-?[0-9X]{4,18})(?:-([0-9X]{2})(?:-[0-9X]{2})?)?([?~%]?)")


def _read(text: str, zone: tzinfo) -> EdtfDate:
    if found := _PLAIN.fullmatch(text):
        return _read_plain(found, zone)
    if found := _TIME.fullmatch(text):
        return _read_time(found, zone)
    if text.startswith(("[", "{")):
        return _read_set(text, zone)
    if text.count("/") == 1:
        start, end = text.split("/")
        return _read_interval(start.strip(), end.strip(), zone=zone)
    if found := _MASKED.fullmatch(text):
        return _read_masked(found, zone)
    raise _MisfitError


def _read_plain(found: re.Match[str], zone: tzinfo) -> EdtfDate:
    year_text, month_text, day_text, qualifier = found.groups()
    if year_text == "-0000":
        raise _MisfitError("the year before 0001 is 0000, without a sign")
    year = int(year_text)
    month = int(month_text) if month_text else None
    day = int(day_text) if day_text else None
    precision, first, after = _find_days(year, month, day=day)
    earliest, latest = _find_moments(first, after, zone=zone)
    if precision == "season":
        month = None
    return EdtfDate(
        found[0], earliest, latest, precision, cast("Qualifier", qualifier), year, month, day
    )


_MONTHS = range(1, 13)

# The standard gives seasons no months. Those of the northern hemisphere sort as the numbers do;
# winter goes on in the next year.
_SEASONS = range(21, 25)
_SPRING_BEGINS = 3
_SEASON_MONTHS = 3


def _find_days(year: int, month: int | None, *, day: int | None) -> tuple[Precision, int, int]:
    """Return a date's precision, its first day and the day after its last."""
    if month is None:
        return "year", _count_days(year, 1), _count_days(year + 1, 1)
    if month in _SEASONS and day is None:
        begins = _SPRING_BEGINS + (month - _SEASONS.start) * _SEASON_MONTHS
        return "season", _count_days(year, begins), _count_days(year, begins + _SEASON_MONTHS)
    if month not in _MONTHS:
        raise _MisfitError("months are 01 to 12 and seasons, which have no days, 21 to 24")
    first, after = _count_days(year, month), _count_days(year, month + 1)
    if day is None:
        return "month", first, after
    if not 1 <= day <= after - first:
        raise _MisfitError(f"the days of {year:04}-{month:02} are 01 to {after - first}")
    return "day", first + day - 1, first + day


_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097


def _count_days(year: int, month: int) -> int:
    """Return the ordinal of a month's first day; month 13 is the next year's first."""
    if month > _MONTHS[-1]:
        year, month = year + 1, month - _MONTHS[-1]
    # The calendar repeats, so a year that `datetime` lacks is read from one that it has.
    cycles, in_cycle = divmod(year, _CYCLE_YEARS)
    return date(_CYCLE_YEARS + in_cycle, month, 1).toordinal() + (cycles - 1) * _CYCLE_DAYS


def _find_moments(first: int, after: int, *, zone: tzinfo) -> tuple[int, int]:
    """Return the first second of a day and the last one before another."""
    earliest = _find_midnight(first, zone)
    # Islands that moved across the date line left out a day: it ends where it would begin.
    return earliest, max(earliest, _find_midnight(after, zone) - 1)


_EPOCH_DAY = date(1970, 1, 1).toordinal()
_LAST_DAY = date.max.toordinal()
_DAY_SECONDS = 86_400


# News speaks of the same few days again and again.
@lru_cache(maxsize=4096)
def _find_midnight(day: int, zone: tzinfo) -> int:
    if 1 <= day <= _LAST_DAY:
        return int(datetime.fromordinal(day).replace(tzinfo=zone).timestamp())
    return max(DAWN, min(DUSK, (day - _EPOCH_DAY) * _DAY_SECONDS))


def _read_time(found: re.Match[str], zone: tzinfo) -> EdtfDate:
    day, clock, offset = found.groups()
    _read_part(day, zone)
    # Versions of Python differ on 24:00, and are alike in taking offsets of up to a day.
    if clock >= "24" or (offset or "")[1:] >= "15":
        raise _MisfitError(_TIMES)
    try:
        written = datetime.fromisoformat(f"{day}T{clock}{offset or ''}")
    except ValueError:
        raise _MisfitError(_TIMES) from None
    # A time must have its place in the calendar of every zone.
    if not date.min.year < written.year < date.max.year:
        raise _MisfitError(_TIMES)
    moment = written if offset else written.replace(tzinfo=zone)
    local = moment.astimezone(zone)
    text = written.isoformat(timespec="seconds").replace("+00:00", "Z")
    seconds = int(moment.timestamp())
    return EdtfDate(text, seconds, seconds, "time", "", local.year, local.month, local.day)


_TIMES = "times are 00:00:00 to 23:59:59, offsets at most 14:00, and years 0002 to 9998"


def _read_interval(start_text: str, end_text: str, *, zone: tzinfo) -> EdtfDate:
    start, end = _read_end(start_text, zone), _read_end(end_text, zone)
    if start is None and end is None:
        raise _MisfitError("one end of an interval at least is a date")
    if start is not None and end is not None and start.earliest > end.latest:
        raise _MisfitError("it ends before it begins")
    return EdtfDate(
        f"{start.text if start else start_text}/{end.text if end else end_text}",
        start.earliest if start else DAWN,
        end.latest if end else DUSK,
        "interval",
        year=start.year if start else None,
        month=start.month if start else None,
        start=start,
        end=end,
    )


def _read_end(text: str, zone: tzinfo) -> EdtfDate | None:
    if text in {"", ".."}:
        return None
    end = _read_part(text, zone)
    if end.is_unspecified:
        raise _MisfitError("the ends of an interval are written without X")
    return end


def _read_part(text: str, zone: tzinfo) -> EdtfDate:
    if found := _PLAIN.fullmatch(text):
        return _read_plain(found, zone)
    if found := _MASKED.fullmatch(text):
        return _read_masked(found, zone)
    if _TIME.fullmatch(text):
        raise _MisfitError("intervals and sets have no times of day")
    raise _MisfitError


_BRACKETS = {"[": "]", "{": "}"}
# Reading a date with an X takes a millisecond; a long list of them must not hold up a build.
_MOST_MEMBERS = 100


def _read_set(text: str, zone: tzinfo) -> EdtfDate:
    if not text.endswith(_BRACKETS[text[0]]):
        raise _MisfitError(f"what begins with {text[0]} ends with {_BRACKETS[text[0]]}")
    pieces = text[1:-1].split(",")
    if len(pieces) > _MOST_MEMBERS:
        raise _MisfitError(f"a set has at most {_MOST_MEMBERS} members")
    members = tuple(_read_member(piece.strip(), zone) for piece in pieces)
    if len(members) == 1 and members[0].precision != "interval":
        raise _MisfitError("a set has two members or more, or a range as in 2023-03-01..2023-03-04")
    first = min(members, key=lambda member: member.sort_key)
    return EdtfDate(
        re.sub(r"\s+", "", text),
        first.earliest,
        max(member.latest for member in members),
        "set",
        year=first.year,
        month=first.month,
        members=members,
    )


def _read_member(text: str, zone: tzinfo) -> EdtfDate:
    start, dots, end = text.partition("..")
    if dots:
        return _read_interval(start.strip() or dots, end.strip() or dots, zone=zone)
    return _read_part(text, zone)


def _read_masked(found: re.Match[str], zone: tzinfo) -> EdtfDate:
    """Read a date with letters: X for digits that are not said, Y before a long year."""
    year_text, month_text, qualifier = found.groups()
    if not _is_level_1(found[0].rstrip("?~%")):
        if "X" in found[0]:
            raise _MisfitError("X stands for a day, a month, or one or two last digits of a year")
        if month_text:
            raise _MisfitError("years of more than four digits have no months")
        raise _MisfitError("years of more than four digits, and only they, begin with Y")
    lowest, highest = sorted(int(year_text.replace("X", digit)) for digit in "09")
    month = int(month_text) if month_text not in {None, "XX"} else None
    precision, first, after = _find_days(lowest, month, day=None)
    if lowest != highest:
        precision = "decade" if year_text.count("X") == 1 else "century"
        after = _count_days(highest + 1, 1)
    earliest, latest = _find_moments(first, after, zone=zone)
    return EdtfDate(
        found[0], earliest, latest, precision, cast("Qualifier", qualifier), lowest, month
    )


@lru_cache(maxsize=1024)
def _is_level_1(text: str) -> bool:
    # Few sites have such a date, and loading the library takes a tenth of a second.
    from edtf.parser.grammar import level1Expression

    # It also takes years of which fewer than two digits are known, which are of level 2.
    return text.lstrip("Y-")[:2].isdigit() and bool(level1Expression.matches(text))


_ADVICE = "write year, month, day, as in 2023-03-01, 2023-03 or 2023"
_MOST_SHOWN = 40


def _complain(text: str, reason: str, zone: tzinfo) -> str:
    shown = " ".join(text.split())
    if len(shown) > _MOST_SHOWN:
        shown = f"{shown[:_MOST_SHOWN]}…"
    because = f": {reason}" if reason else ""
    meant = _suggest(text, zone)
    advice = f'did you mean "{meant}"?' if meant else _ADVICE
    return f'"{shown}" is not a date{because}; {advice}'


def _suggest(text: str, zone: tzinfo) -> str | None:
    for candidate in _rewrite(text):
        with suppress(_MisfitError):
            return _read(candidate, zone).text
    return None


_LOOSE = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")


def _rewrite(text: str) -> Iterator[str]:
    """Yield what an author may have meant."""
    if found := _LOOSE.fullmatch(text) or _COMPACT.fullmatch(text):
        yield "-".join(part.zfill(2) for part in found.groups() if part)
    if qualifiers := set(re.findall("[?~%]", text)):
        yield re.sub("[?~%]", "", text) + ("%" if len(qualifiers) > 1 else qualifiers.pop())
    yield text.upper().replace("U", "X")
    yield text.replace("-XX", "")
    yield re.sub(r"\s*(?:–|—|\.\.)\s*|\s+(?:to|-)\s+", "/", text)
    yield re.sub(r"/\s*(?:open|now|present|today)$", "/..", text)
    yield "/".join(reversed(text.split("/")))
