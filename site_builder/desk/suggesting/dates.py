"""A sentence and the day of its article → the dates that it names, in EDTF.

None is more precise than the words: a month without a day stays a month.
"""

import calendar
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

import msgspec

from site_builder.desk.suggesting.language import Language
from site_builder.desk.suggesting.text import Sentence, Span, Text

WEEK, MONTHS = 7, 12
NEAR = 40
"""Signs before a date in which it is told how exact it is, and which of several."""


class Dated(msgspec.Struct, frozen=True):
    """A date in a text."""

    span: Span
    """Of its words, with those that say how exact it is."""

    edtf: str


class _Point(msgspec.Struct, frozen=True):
    """A year, a month or a day, as far as it is known."""

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    first: int | None = None
    """The day of the same month on which a span of time begins; `day` is its last."""

    about: bool = False


class Calendar:
    """Reads the dates of one language's texts; made once for a text."""

    def __init__(self, language: Language, published: date | None) -> None:
        """Take the day from which what is said without a year, or by its weekday, is counted."""
        self._words = language.dates
        self._said = frozenset((*language.quotations.said, *language.quotations.told))
        self._is_spaced = language.is_spaced
        self._published = published
        self._months = {
            name.lower(): number
            for number, names in enumerate(self._words.months, 1)
            for name in names
        }

    def find(self, text: Text) -> Iterator[tuple[Sentence, Dated]]:
        """Yield the dates of a text in its order; a span of time is one date."""
        month: _Point | None = None
        for sentence in text.sentences:
            points: list[_Point] = []
            for point in self._with_years(text.plain, list(self._points(text.plain, sentence))):
                whole = self._completed(point, month)
                if whole is not None:
                    points.append(whole)
                    month = whole if whole.month else month
            for dated in self._joined(text.plain, points):
                yield sentence, dated

    def _with_years(self, plain: str, points: Sequence[_Point]) -> Iterator[_Point]:
        """Give the beginning of a span the year that only its end has."""
        for turn, point in enumerate(points):
            following = points[turn + 1] if turn + 1 < len(points) else None
            if (
                following
                and point.month
                and not point.year
                and self._is_span(plain, point, following)
            ):
                yield msgspec.structs.replace(point, year=following.year)
            else:
                yield point

    def _points(self, plain: str, sentence: Sentence) -> Iterator[_Point]:
        matches = [
            (found.start(), turn, found)
            for turn, pattern in enumerate(self._patterns)
            for found in pattern.finditer(plain, sentence.start, sentence.end)
        ]
        place = sentence.start
        # Of those that begin at one place the first, which is the fullest.
        for start, _, found in sorted(matches, key=lambda match: match[:2]):
            if start >= place and (point := self._read(plain, found)):
                place = found.end()
                yield point

    def _read(self, plain: str, found: re.Match[str]) -> _Point | None:
        parts = found.groupdict()
        span, about = self._with_qualifier(plain, found.span())
        if parts.get("relative"):
            return self._relative(parts["relative"].lower(), span)
        if parts.get("weekday"):
            return self._weekday(plain, parts["weekday"].lower(), span)
        month = parts.get("month")
        number = self._months[month.lower()] if month else _number(parts.get("month_number"))
        year, day = _number(parts.get("year")), _number(parts.get("day"))
        is_month_alone = bool(month) and not (year or day)
        if is_month_alone and not self._stands_after(plain, span[0], self._words.before_months):
            return None
        return _Point(span, year, number, day, _number(parts.get("first")), about)

    def _relative(self, word: str, span: Span) -> _Point | None:
        if self._published is None:
            return None
        return _on(span, self._published + timedelta(days=self._words.days[word]))

    def _weekday(self, plain: str, name: str, span: Span) -> _Point | None:
        """Take the last such day up to the article's, or the first after it for what is to come."""
        if self._published is None:
            return None
        number = [weekday.lower() for weekday in self._words.weekdays].index(name)
        ago = (self._published.weekday() - number) % WEEK
        is_next = self._stands_after(plain, span[0], self._words.next)
        if is_next or (ago and self._is_to_come(plain, span[0])):
            ago -= WEEK
        elif not ago and self._stands_after(plain, span[0], self._words.last):
            ago = WEEK
        return _on(span, self._published - timedelta(days=ago))

    def _is_to_come(self, plain: str, place: int) -> bool:
        """Tell whether the words right before a weekday speak of what is to come."""
        words = "|".join(map(re.escape, self._words.coming))
        before = plain[max(place - NEAR, 0) : place]
        found = re.search(rf"\b(?:{words})((?:\s+[\w'’-]+){{0,4}})\s*$", before, re.IGNORECASE)
        return bool(words and found and self._said.isdisjoint(found[1].lower().split()))

    def _with_qualifier(self, plain: str, span: Span) -> tuple[Span, bool]:
        if not self._words.about:
            return span, False
        words = "|".join(map(re.escape, self._words.about))
        low = max(span[0] - NEAR, 0)
        before = plain[low : span[0]]
        found = re.search(rf"\b(?:{words})\s+(?:the\s+)?$", before, re.IGNORECASE)
        return ((low + found.start(), span[1]), True) if found else (span, False)

    def _stands_after(self, plain: str, place: int, words: Sequence[str]) -> bool:
        before = re.search(r"([^\W\d_]+)[\s-]+$", plain[max(place - NEAR, 0) : place])
        return before is not None and before[1].lower() in words

    def _completed(self, point: _Point, last: _Point | None) -> _Point | None:
        """Add what the words leave to be understood; None for what is no date."""
        if point.month is None:
            if point.day is None or last is None:
                return None
            point = msgspec.structs.replace(point, year=last.year, month=last.month)
        if point.year is None:
            if self._published is None:
                return None
            point = msgspec.structs.replace(point, year=_nearest_year(point, self._published))
        return point if _exists(point) else None

    def _joined(self, plain: str, points: Sequence[_Point]) -> Iterator[Dated]:
        """Join the two ends of a span of time."""
        turn = 0
        while turn < len(points):
            first = points[turn]
            second = points[turn + 1] if turn + 1 < len(points) else None
            if second is not None and self._are_joined(plain, first, second):
                yield Dated((first.span[0], second.span[1]), f"{_edtf(first)}/{_edtf(second)}")
                turn += 2
                continue
            if first.month is not None:
                yield Dated(first.span, _edtf(first))
            turn += 1

    def _are_joined(self, plain: str, first: _Point, second: _Point) -> bool:
        if first.first or second.first or _edtf(first) >= _edtf(second):
            return False
        return self._is_span(plain, first, second)

    def _is_span(self, plain: str, first: _Point, second: _Point) -> bool:
        between = plain[first.span[1] : second.span[0]].strip().lower()
        return any(
            word == between and (not before or self._stands_after(plain, first.span[0], (before,)))
            for before, word in self._words.spans
        )

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        edge = r"(?<![\w-]){}(?![\w])" if self._is_spaced else r"(?<!\d){}"
        slots: Mapping[str, str] = {
            "{year}": r"(?P<year>(?:1[5-9]|20)\d\d)",
            "{month_number}": r"(?P<month_number>\d{1,2})",
            "{day}": r"(?P<day>\d{1,2})",
            "{first}": r"(?P<first>\d{1,2})",
            "{month}": f"(?P<month>{_any(self._months)})",
        }
        patterns = []
        for written in (*self._words.patterns, "{month}"):
            if "{month}" in written and not self._months:
                continue
            pattern = written.replace(" ", r"\s+")
            for slot, said in slots.items():
                pattern = pattern.replace(slot, said)
            patterns.append(re.compile(edge.format(f"(?:{pattern})"), re.IGNORECASE))
        for name, words in (("weekday", self._words.weekdays), ("relative", self._words.days)):
            if words:
                pattern = f"(?P<{name}>{_any([word.lower() for word in words])})"
                patterns.append(re.compile(edge.format(pattern), re.IGNORECASE))
        return tuple(patterns)


def _any(words: Collection[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _on(span: Span, day: date) -> _Point:
    return _Point(span, day.year, day.month, day.day)


def _exists(point: _Point) -> bool:
    if not point.year or not point.month or point.month > MONTHS:
        return False
    days = calendar.monthrange(point.year, point.month)[1]
    return point.day is None or (point.first or 0) < point.day <= days


def _nearest_year(point: _Point, published: date) -> int:
    """Take the year in which a day or month is nearest to the article's day."""
    middle = 15
    month = point.month or published.month
    # A 29 February may be none in the years around; any day near it will do.
    day = min(point.day or middle, 28)
    years = (published.year - 1, published.year, published.year + 1)
    return min(years, key=lambda year: abs((date(year, month, day) - published).days))


def _edtf(point: _Point) -> str:
    month = f"{point.year:04}-{point.month:02}"
    days = [f"{month}-{day:02}" for day in (point.first, point.day) if day] or [month]
    return "/".join(f"{day}~" if point.about else day for day in days)
