"""A date as people and tools write it, in any of many languages → EDTF, where it is certain."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache

LANGUAGES = (
    *("ar", "az", "be", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi"),
    *("fr", "he", "hi", "hr", "hu", "hy", "id", "it", "ka", "kk", "lt", "lv", "mk", "ms", "nb"),
    *("nl", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "th", "tr", "uk", "ur"),
    *("uz", "vi"),
)
"""Those whose names of months are known; a name that two of them give to two months says none."""

_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ]+(?P<time>\d{1,2}:\d{2})(?P<second>:\d{2})?(?:[.,]\d+)?"
    r" ?\(?(?P<zone>(?:UTC|GMT|Z)? ?(?:[+-]\d{2}:?\d{2})?)\)?)?"
)
_NUMBERS = re.compile(
    r"(?P<y>\d{4})(?:[/.]|年 ?|년 ?)(?P<m>\d{1,2})(?:[/.]|月 ?|월 ?)(?P<d>\d{1,2})(?:日|일|\.)?"
)
_DOTTED = re.compile(r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>\d{4})\.?")
# Of `01/03/2023` nobody can tell which number is the month, of `25/03/2023` everybody.
_SLASHED = re.compile(r"(?:(?P<d>1[3-9]|2\d|3[01])/(?P<m>\d{1,2})|0?\d/0?\d)/(?P<y>\d{4})")
_TIME = re.compile(
    r"[,，]?(?:^|(?<=\s)|(?<=[日일،,]))(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?"
    r"(?:\s?(?P<half>[ap])\.?m\.?)?(?:\s?\(?(?P<zone>(?:UTC|GMT|Z)(?:\s?[+-]\d{1,2}(?::?\d{2})?)?)\)?)?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_](?:[\w'’]|(?<=\w)[\u064b-\u0652])*|\d+")
_FILLERS = frozenset(
    ("at", "on", "the", "of", "st", "nd", "rd", "th", "de", "del", "d", "le", "er", "den", "der")
).union(
    ("года", "год", "г", "го", "в", "у", "року", "рік", "р", "года", "ў", "um", "uhr", "kl", "om"),
    ("roku", "r", "leta", "год", "і", "em", "às", "à", "h", "alle", "ore", "في", "م", "e"),
)
_CLOCK = 12


def read_written_date(text: str) -> str:
    """Write as EDTF what a text says if it is a date and no more; else give an empty text.

    A time counts only with what a clock shows and, at most, its distance from UTC.
    """
    text = _with_plain_digits(text).strip(" \t.,;|·–—")
    if iso := _ISO.fullmatch(text):
        return _iso(iso)
    time = _TIME.search(text)
    day_text = text[: time.start()].strip(" ,،，-–—|") if time else text
    if not (day := _numbers(day_text) or _named(day_text)):
        return ""
    return f"{day}T{clock}" if time and (clock := _clock(time)) else "" if time else day


def _with_plain_digits(text: str) -> str:
    return "".join(
        str(unicodedata.digit(sign)) if sign.isdecimal() and not sign.isascii() else sign
        for sign in unicodedata.normalize("NFC", text)
    )


def _iso(found: re.Match[str]) -> str:
    day = _valid(*(int(number) for number in found["day"].split("-")))
    if not day or not found["time"]:
        return day
    zone = _zone(found["zone"] or "")
    return f"{day}T{found['time']:0>5}{found['second'] or ':00' * bool(zone)}{zone}"


def _zone(written: str) -> str:
    offset = re.search(r"([+-])(\d{1,2}):?(\d{2})?", written)
    if offset:
        sign, hours, minutes = offset.groups()
        return f"{sign}{hours:0>2}:{minutes or '00'}"
    return "Z" if written.strip() else ""


def _clock(time: re.Match[str]) -> str:
    hour, minute = int(time["hour"]), int(time["minute"])
    if time["half"]:
        if not 1 <= hour <= _CLOCK:
            return ""
        hour = hour % _CLOCK + (_CLOCK if time["half"].lower() == "p" else 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004 (a clock's)
        return ""
    zone = _zone(time["zone"] or "")
    return f"{hour:02}:{minute:02}{':00' * bool(zone)}{zone}"


def _numbers(text: str) -> str:
    for form in (_NUMBERS, _DOTTED, _SLASHED):
        found = form.fullmatch(text)
        if found and found["d"]:
            return _valid(int(found["y"]), int(found["m"]), int(found["d"]))
    return ""


def _named(text: str) -> str:
    """Read a day, a month's name and a year, in any order, with weekdays and small words."""
    words = _WORD.findall(text)
    numbers = [word for word in words if word.isdigit()]
    names = [word.lower() for word in words if not word.isdigit()]
    months = {_months()[name] for name in names if name in _months()}
    rest = [n for n in names if n not in _months() and n not in _FILLERS and n not in _weekdays()]
    years = [number for number in numbers if len(number) == len("2023")]
    days = [number for number in numbers if len(number) <= len("31")]
    if rest or len(months) != 1 or len(years) != 1 or len(days) != 1 or len(numbers) > len("dy"):
        return ""
    return _valid(int(years[0]), months.pop(), int(days[0]))


def _valid(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


@cache
def _months() -> Mapping[str, int]:
    """Give the number of each month by its names; those that mean several are left out."""
    from babel.dates import get_month_names

    numbers: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    numbers.setdefault(_key(name), set()).add(number)
    numbers.setdefault("sept", set()).add(9)
    return {name: found.pop() for name, found in numbers.items() if len(found) == 1}


@cache
def _weekdays() -> frozenset[str]:
    from babel.dates import get_day_names

    return frozenset(
        part
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for name in get_day_names(width, "format", language).values()
        for part in _key(name).split()
    )


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).lower().strip(". ")
