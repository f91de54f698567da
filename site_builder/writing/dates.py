"""Dates to words of a language that claim no more than their authors knew, and to timestamps."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

import msgspec
from babel.core import Locale, UnknownLocaleError
from babel.dates import parse_pattern, tokenize_pattern, untokenize_pattern
from babel.lists import format_list

from site_builder.model.dates import EdtfDate


def format_date(
    date: EdtfDate,
    language: str,
    *,
    zone: tzinfo,
    translate: Callable[[str], str] = str,
) -> str:
    """Say a date in a language, as "about March 2023"; times are said in `zone`.

    `translate` is given English such as "about {date}" and keeps its placeholders. Months, "and"
    and "or" are said in every language; one that nobody knows is taken for English.
    """
    return _say(date, _Voice(_find_locale(language), zone, translate))


def format_period(
    start: EdtfDate | None,
    end: EdtfDate | None,
    *,
    language: str,
    zone: tzinfo,
    translate: Callable[[str], str] = str,
) -> str:
    """Say the time from one date to another, as "20–22 March 2023" or "since March 2023".

    What has neither beginning nor end is said without a word.
    """
    return _say_open_period(start, end, _Voice(_find_locale(language), zone, translate))


def datetime_attribute(date: EdtfDate) -> str | None:
    """Return the `datetime` of a date's `time` element (HTML 4.5.14), None where there is no form.

    There is none for what is qualified or unspecified, nor for intervals, sets, seasons and years
    before 1.
    """
    if date.qualifier or date.is_unspecified or (date.year or 0) < 1:
        return None
    match date.precision:
        case "time":
            has_offset = len(date.text) > len("2023-03-01T10:00:00")
            return date.text if has_offset else rfc3339(date, UTC)
        case "day" | "month" | "year":
            return date.text.removeprefix("Y")
        case _:
            return None


def name_language(tag: str, language: str) -> str:
    """Say the name of a language in another: "Chinese"; its tag where it has no name there."""
    with suppress(UnknownLocaleError, ValueError):
        named = Locale.parse(tag, sep="-").get_display_name(_find_locale(language))
        return named or tag
    return tag


def rfc3339(date: EdtfDate, zone: tzinfo) -> str | None:
    """Return a time, or the midnight of a day, in a zone; None unless one is known for certain."""
    if date.precision == "time":
        return _stamp(_find_moment(date, zone))
    if date.day is None:
        return None
    return _stamp(datetime.combine(date.day, time.min, zone))


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _find_moment(date: EdtfDate, zone: tzinfo) -> datetime:
    return (_EPOCH + timedelta(seconds=date.earliest)).astimezone(zone)


def _stamp(moment: datetime) -> str:
    # Before there were zones a town's time was its own, to the second; the format has minutes.
    return moment.isoformat()[: len("2023-03-01T10:00:00+03:00")]


class _Voice(msgspec.Struct, frozen=True):
    """How dates are said."""

    locale: Locale
    zone: tzinfo
    translate: Callable[[str], str]


@lru_cache(maxsize=256)
def _find_locale(language: str) -> Locale:
    """Return the locale of the longest part of a BCP 47 tag that has one."""
    subtags = language.split("-")
    # News in plain English says the day before the month, and so does this locale.
    while subtags and subtags != ["en"]:
        with suppress(ValueError, UnknownLocaleError):
            return Locale.parse("_".join(subtags))
        subtags.pop()
    return Locale("en", "GB")


@lru_cache(maxsize=16_384)
def _say(date: EdtfDate, voice: _Voice) -> str:
    match date.precision:
        case "interval":
            return _say_interval(date, voice)
        case "set":
            return _say_set(date, voice)
        case _:
            return _qualify(date, _say_bare(date, voice), voice=voice)


def _qualify(date: EdtfDate, words: str, *, voice: _Voice) -> str:
    """Add to the words for a date in how far they hold."""
    translate = voice.translate
    match date.qualifier:
        case "~":
            words = translate("about {date}").format(date=words)
        case "?":
            words = translate("{date} (uncertain)").format(date=words)
        case "%":
            words = translate("about {date} (uncertain)").format(date=words)
    # "2020s" says so by itself.
    if date.is_unspecified and date.precision != "decade":
        return translate("sometime in {date}").format(date=words)
    return words


def _say_bare(date: EdtfDate, voice: _Voice) -> str:
    """Say a date that is neither an interval nor a set, without how far it holds."""
    day = _find_day(date)
    match date.precision:
        case "time":
            return _say_time(_find_moment(date, voice.zone), voice)
        case "day":
            return _say_day(day, voice)
        case "month":
            return _spell(voice.locale.datetime_skeletons["yMMMM"].pattern, day, voice=voice)
        case "season":
            return _say_season(date, voice)
        case "decade" | "century" as length:
            return _say_years(day.year, length, voice=voice)
        case _:
            return _say_year(day.year, voice)


class _Day(NamedTuple):
    """A day of any year, or a longer time by its first one."""

    year: int
    month: int = 1
    day: int = 1


def _find_day(date: EdtfDate) -> _Day:
    return _Day(date.year or 0, date.month or 1, date.day_of_month or 1)


def _say_time(moment: datetime, voice: _Voice) -> str:
    day = _say_day(_Day(moment.year, moment.month, moment.day), voice)
    both: str = voice.locale.datetime_formats["medium"].replace("'", "")
    return both.replace("{0}", _say_clock(moment, voice)).replace("{1}", day)


def _say_clock(moment: datetime, voice: _Voice) -> str:
    clock: str = voice.locale.time_formats["short"].apply(moment, voice.locale)
    return clock


def _say_day(day: _Day, voice: _Voice) -> str:
    return _spell(voice.locale.date_formats["long"].pattern, day, voice=voice)


def _say_year(year: int, voice: _Voice) -> str:
    return _spell(voice.locale.datetime_skeletons["y"].pattern, _Day(year), voice=voice)


def _say_years(first: int, length: Literal["decade", "century"], *, voice: _Voice) -> str:
    if length == "decade" and first > 0:
        return voice.translate("{year}s").format(year=first)
    last = first + (9 if length == "decade" else 99)
    return _join(_say_year(first, voice), _say_year(last, voice), voice=voice)


def _say_season(date: EdtfDate, voice: _Voice) -> str:
    translate = voice.translate
    match date.season:
        case 21:
            message = translate("spring {year}")
        case 22:
            message = translate("summer {year}")
        case 23:
            message = translate("autumn {year}")
        case _:
            message = translate("winter {year}")
    return message.format(year=_say_year(date.year or 0, voice))


_LEAP_YEAR = 2000


def _spell(pattern: str, day: _Day, *, voice: _Voice) -> str:
    """Fill in a pattern of the locale's (Unicode TR 35, part 4), with months in full."""
    is_before_christ = day.year < 1
    year = str(1 - day.year if is_before_christ else day.year)
    tokens = [_fix_token(token, year) for token in tokenize_pattern(pattern)]
    # The year is already in the pattern, since `datetime` has four digits for it.
    stand_in = datetime(_LEAP_YEAR, day.month, day.day, tzinfo=UTC)
    words = parse_pattern(untokenize_pattern(tokens)).apply(stand_in, voice.locale)
    words = _widen_spaces(words)
    return voice.translate("{date} BC").format(date=words) if is_before_christ else words


def _widen_spaces(words: str) -> str:
    # A thin space is none to whoever copies the words into a search.
    return words.replace("\N{THIN SPACE}", " ")


_Token = tuple[str, str | tuple[str, int]]


def _fix_token(token: _Token, year: str) -> _Token:
    match token:
        case "field", ("y", _):
            return "chars", year
        case "field", ("M" | "L" as letter, 3):
            return "field", (letter, 4)
        case _:
            return token


def _say_interval(date: EdtfDate, voice: _Voice) -> str:
    translate = voice.translate
    match date.start, date.end:
        case EdtfDate() as start, None if not date.ends_open:
            return translate("from {date}, end unknown").format(date=_say(start, voice))
        case None, EdtfDate() as end if not date.starts_open:
            return translate("until {date}, start unknown").format(date=_say(end, voice))
        case start, end:
            return _say_open_period(start, end, voice)


def _say_open_period(start: EdtfDate | None, end: EdtfDate | None, voice: _Voice) -> str:
    match start, end:
        case EdtfDate(), EdtfDate():
            return _say_period(start, end, voice)
        case EdtfDate(), None:
            return voice.translate("since {date}").format(date=_say(start, voice))
        case None, EdtfDate():
            return voice.translate("until {date}").format(date=_say(end, voice))
        case _:
            return ""


def _say_period(start: EdtfDate, end: EdtfDate, voice: _Voice) -> str:
    if start == end:
        return _say(start, voice)
    patterns = _find_patterns(start, end, voice.locale)
    if patterns and not start.qualifier and not end.qualifier:
        first = _spell(patterns[0], _find_day(start), voice=voice)
        return first + _spell(patterns[1], _find_day(end), voice=voice)
    if start.precision == end.precision == "time":
        moment = _find_moment(end, voice.zone)
        if moment.date() == _find_moment(start, voice.zone).date():
            return _join(_say(start, voice), _say_clock(moment, voice), voice=voice)
    return _join(_say_before(start, end, voice=voice), _say(end, voice), voice=voice)


def _join(start: str, end: str, *, voice: _Voice) -> str:
    both: str = voice.locale.interval_formats[None]
    return _widen_spaces(both).replace("{0}", start).replace("{1}", end)


_SKELETONS = MappingProxyType(
    {"day": ("yMMMMd", "yMMMd"), "month": ("yMMMM",), "year": ("y",)},
)


def _find_patterns(start: EdtfDate, end: EdtfDate, locale: Locale) -> tuple[str, str] | None:
    """Return patterns for two dates of one precision that say once what both share.

    The first ends with what stands between them. None where the language has no such patterns.
    """
    has_letters = start.is_unspecified or end.is_unspecified
    if start.precision != end.precision or has_letters or min(start.year or 0, end.year or 0) < 1:
        return None
    differing = "y" if start.year != end.year else "M" if start.month != end.month else "d"
    for skeleton in _SKELETONS.get(start.precision, ()):
        match locale.interval_formats.get(skeleton, {}).get(differing):
            case [str(first), str(second)]:
                return first, second
    return None


_DASHES = " -–—~～〜\N{NO-BREAK SPACE}"


def _say_before(date: EdtfDate, following: EdtfDate, *, voice: _Voice) -> str:
    """Say a date without what the next one says: of "24 February or 25 March 2023" the former."""
    patterns = _find_patterns(date, following, voice.locale)
    if patterns is None:
        return _say(date, voice)
    words = _spell(patterns[0], _find_day(date), voice=voice)
    short = words.rstrip(_DASHES)
    # Where words stand between two dates, they cannot be told from those of the first.
    return _qualify(date, short, voice=voice) if short != words else _say(date, voice)


def _say_set(date: EdtfDate, voice: _Voice) -> str:
    following = (*date.members[1:], None)
    if date.text.startswith("{"):
        said = [
            _say_member(*pair, voice=voice) for pair in zip(date.members, following, strict=True)
        ]
        return format_list(said, "standard", voice.locale)
    said = [_say_choice(*pair, voice=voice) for pair in zip(date.members, following, strict=True)]
    return format_list(said, "or", voice.locale)


def _say_member(date: EdtfDate, following: EdtfDate | None, *, voice: _Voice) -> str:
    return _say_before(date, following, voice=voice) if following else _say(date, voice)


def _say_choice(date: EdtfDate, following: EdtfDate | None, *, voice: _Voice) -> str:
    """Say a member of a set of which one is true: a range is one day of it, not all."""
    translate = voice.translate
    match date.start, date.end:
        case EdtfDate() as start, EdtfDate() as end:
            said_start = _say_before(start, end, voice=voice)
            return translate("between {start} and {end}").format(
                start=said_start, end=_say(end, voice)
            )
        case EdtfDate() as start, None:
            return translate("{date} or later").format(date=_say(start, voice))
        case None, EdtfDate() as end:
            return translate("{date} or earlier").format(date=_say(end, voice))
        case _:
            return _say_member(date, following, voice=voice)
