"""Dates are said as their authors gave them, in any language."""

import os
import re
import string
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.dates import parse_date
from site_builder.writing.dates import datetime_attribute, format_date, format_period, rfc3339

MINSK = ZoneInfo("Europe/Minsk")
LANGUAGES = st.sampled_from(("en", "ru", "zh", "ar", "de", "en-US", "be", "es", "fa", "he", "ja"))
EVERY_LANGUAGE = st.sampled_from([tag.replace("_", "-") for tag in locale_identifiers()])

DAYS = st.dates().map(date.isoformat)
MONTHS = DAYS.map(lambda day: day[:7])
YEARS = DAYS.map(lambda day: day[:4])
QUALIFIERS = st.sampled_from(("", "?", "~", "%"))
LONGER_THAN_A_DAY = st.one_of(
    st.builds("{}{}{}".format, MONTHS, st.sampled_from(("", "-XX")), QUALIFIERS),
    st.builds("{}{}{}".format, YEARS, st.sampled_from(("", "-XX", "-XX-XX")), QUALIFIERS),
)
PARTS = st.one_of(DAYS, LONGER_THAN_A_DAY)
SETS = st.lists(PARTS, min_size=2, max_size=4).map(",".join)
INTERVALS = st.lists(st.one_of(DAYS, MONTHS, YEARS), min_size=2, max_size=2).map(sorted)
TEXTS = st.one_of(
    PARTS,
    SETS.map("[{}]".format),
    SETS.map("{{{}}}".format),
    INTERVALS.map("/".join),
    INTERVALS.map(lambda ends: "/".join(f"{end}~" for end in ends)),
    INTERVALS.map(lambda ends: f"[{'..'.join(ends)}]"),
    INTERVALS.map(lambda ends: f"{{{'..'.join(ends)}}}"),
    MONTHS.map("{}/..".format),
    MONTHS.map("../{}".format),
)


def _say(text: str, language: str = "en") -> str:
    return format_date(parse_date(text, MINSK), language, zone=MINSK)


def _numbers(text: str) -> set[int]:
    return {int(number) for number in re.findall(r"\d+", text)}


@given(LONGER_THAN_A_DAY, st.one_of(LANGUAGES, EVERY_LANGUAGE))
def test_no_day_is_made_up_for_a_month_or_a_year(text: str, language: str) -> None:
    read = parse_date(text, MINSK)

    assert _numbers(_say(text, language)) <= {read.year, read.month}


@given(TEXTS, st.one_of(LANGUAGES, EVERY_LANGUAGE))
def test_no_number_is_said_that_was_not_given(text: str, language: str) -> None:
    assert _numbers(_say(text, language)) <= _numbers(text)


@given(DAYS, st.one_of(LANGUAGES, EVERY_LANGUAGE))
def test_a_day_is_said_with_its_year(text: str, language: str) -> None:
    day = date.fromisoformat(text)

    assert {day.year, day.day} <= _numbers(_say(text, language))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-03-01", "1 March 2023"),
        ("2023-03", "March 2023"),
        ("2023", "2023"),
        ("2023-03~", "about March 2023"),
        ("2023?", "2023 (uncertain)"),
        ("2023-03-01%", "about 1 March 2023 (uncertain)"),
        ("2023-XX", "sometime in 2023"),
        ("2023-XX-XX", "sometime in 2023"),
        ("2023-03-XX", "sometime in March 2023"),
        ("2023-03-XX~", "sometime in about March 2023"),
        ("202X", "2020s"),
        ("202X~", "about 2020s"),
        ("20XX", "sometime in 2000 – 2099"),
        ("2023-21", "spring 2023"),
        ("2023-22?", "summer 2023 (uncertain)"),
        ("2023-23~", "about autumn 2023"),
        ("2023-24", "winter 2023"),
        ("0000", "1 BC"),
        ("0000-02-29", "29 February 1 BC"),
        ("-0044-03", "March 45 BC"),
        ("-004X", "50 BC – 41 BC"),
        ("-0044/0014", "45 BC – 14"),
        ("0014", "14"),
        ("Y170000002", "170000002"),
        ("Y-170000002~", "about 170000003 BC"),
        ("2023-03-01T10:00:00", "1 March 2023, 10:00"),
        ("2023-03-01T10:00:59+03:00", "1 March 2023, 10:00"),
        ("2023-03-01T23:00:00Z", "2 March 2023, 02:00"),
        ("2023-03-20/2023-03-22", "20–22 March 2023"),
        ("2023-02-24/2023-03-01", "24 February – 1 March 2023"),
        ("2022-12-31/2023-01-01", "31 December 2022 – 1 January 2023"),
        ("2023-03-01/2023-03-01", "1 March 2023"),
        ("2023-02/2023-03", "February – March 2023"),
        ("2022-12/2023-02", "December 2022 – February 2023"),
        ("2022/2023", "2022–2023"),
        ("2023-02/2023-03-01", "February 2023 – 1 March 2023"),
        ("2023-21/2023-22", "spring 2023 – summer 2023"),
        ("2023-03-20~/2023-03-22~", "about 20 – about 22 March 2023"),
        ("2023-03-20/2023-04-02~", "20 March – about 2 April 2023"),
        ("2022~/2023?", "about 2022 – 2023 (uncertain)"),
        ("2023-02/..", "since February 2023"),
        ("2023-02~/..", "since about February 2023"),
        ("2023-02/", "from February 2023, end unknown"),
        ("../2023-02", "until February 2023"),
        ("/2023-02", "until February 2023, start unknown"),
        ("[2023-02-24,2023-02-25]", "24 or 25 February 2023"),
        ("{2023-02-24,2023-02-25}", "24 and 25 February 2023"),
        ("[2023-02-24~,2023-02-25]", "about 24 or 25 February 2023"),
        ("{2023-02-24,2023-03-03,2023-03-04}", "24 February, 3 and 4 March 2023"),
        ("[2023-03-03,2023-02-24,2023-03-04]", "3 March, 24 February or 4 March 2023"),
        ("[2022-03-03,2023-03-03]", "3 March 2022 or 3 March 2023"),
        ("[2022,2023-03]", "2022 or March 2023"),
        ("{2023-02,2023-03}", "February and March 2023"),
        ("{2023-03-XX,2023-04}", "sometime in March 2023 and April 2023"),
        ("[2023-02-24..2023-02-27]", "between 24 and 27 February 2023"),
        ("{2023-02-24..2023-02-27}", "24–27 February 2023"),
        ("[..2023-02-24]", "24 February 2023 or earlier"),
        ("[2023-02..]", "February 2023 or later"),
        ("{..2023-02,2024}", "until February 2023 and 2024"),
        ("[2022,2023-02..2023-03]", "2022 or between February and March 2023"),
    ],
)
def test_a_date_is_said_in_english(text: str, words: str) -> None:
    assert _say(text) == words


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en-US", "2023-03-01", "March 1, 2023"),
        ("en-US", "2023-03-20~/2023-03-22~", "about March 20 – about March 22, 2023"),
        ("ru", "2023-03-01", "1 марта 2023\N{NARROW NO-BREAK SPACE}г."),
        ("ru", "2023-03", "март 2023\N{NARROW NO-BREAK SPACE}г."),
        ("de", "2023-03-20/2023-03-22", "20.–22. März 2023"),
        ("de", "2023-03-20~/2023-03-22~", "about 20. – about 22. März 2023"),
        ("de", "[2023-02-24,2023-02-25]", "24. oder 25. Februar 2023"),
        ("es", "2023-02-24/2023-03-01", "24 de febrero – 1 de marzo de 2023"),
        ("zh", "2023-03-01", "2023年3月1日"),
        ("zh", "2023-03", "2023年3月"),
        ("zh", "2023", "2023年"),
        ("zh", "2023-03-20/2023-03-22", "2023年3月20日至22日"),
        ("zh", "[2023-02-24,2023-02-25]", "2023年2月24日或2023年2月25日"),
        ("ar", "2023-03-01", "1 مارس 2023"),
        ("ja", "2023-03-20~/2023-03-22", "about 2023年3月20日～2023年3月22日"),
        ("zh-Hans-CN", "2023-03", "2023年3月"),
        ("de-1996-x-desk", "2023-03", "März 2023"),
        ("tlh", "2023-03-01", "1 March 2023"),
        ("", "2023-03-01", "1 March 2023"),
    ],
)
def test_a_date_is_said_in_its_language(language: str, text: str, words: str) -> None:
    assert _say(text, language) == words


def test_english_words_are_translated_and_months_are_not_asked_for() -> None:
    asked: list[str] = []
    catalogue = {"about {date}": "etwa {date}", "since {date}": "seit {date}"}

    def translate(message: str) -> str:
        asked.append(message)
        return catalogue[message]

    read = parse_date("2023-03~/..", MINSK)

    words = format_date(read, "de", zone=MINSK, translate=translate)

    assert words == "seit etwa März 2023"
    assert sorted(asked) == sorted(catalogue)


@given(TEXTS)
def test_a_message_has_placeholders_and_no_date(text: str) -> None:
    def translate(message: str) -> str:
        names = {name for _, name, _, _ in string.Formatter().parse(message) if name}
        assert names
        assert names <= {"date", "start", "end", "year"}
        assert not _numbers(message)
        return message

    said = format_date(parse_date(text, MINSK), "en", zone=MINSK, translate=translate)

    assert said == _say(text)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2023-02-28", "2023-03-02", "28 February – 2 March 2023"),
        ("2023-03-01T10:00", "2023-03-01T12:30", "1 March 2023, 10:00 – 12:30"),
        (
            "2023-03-01T22:00Z",
            "2023-03-01T20:00-05:00",
            "2 March 2023, 01:00 – 04:00",
        ),
        ("2023-03-01T10:00", "2023-03-02T09:00", "1 March 2023, 10:00 – 2 March 2023, 09:00"),
        ("2023-03-01T10:00", "2023-03-02", "1 March 2023, 10:00 – 2 March 2023"),
        ("2023-02-28~", "2023-03", "about 28 February 2023 – March 2023"),
        ("[2023,2024]", "2025", "2023 or 2024 – 2025"),
        ("2013-XX", None, "since sometime in 2013"),
        ("2013/2014", None, "since 2013–2014"),
        ("2013-03-01T10:00", None, "since 1 March 2013, 10:00"),
        (None, "2023-03-11", "until 11 March 2023"),
        (None, None, ""),
    ],
)
def test_two_dates_are_said_as_one_period(start: str | None, end: str | None, words: str) -> None:
    first, last = (parse_date(text, MINSK) if text else None for text in (start, end))

    assert format_period(first, last, language="en", zone=MINSK) == words


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("2023", "2023"),
        ("0001", "0001"),
        ("2023-03", "2023-03"),
        ("2023-03-01", "2023-03-01"),
        ("2023-03-01T10:00:00+03:00", "2023-03-01T10:00:00+03:00"),
        ("2023-03-01T10:00:00Z", "2023-03-01T10:00:00Z"),
        ("2023-03-01T10:00:00", "2023-03-01T07:00:00+00:00"),
        ("0002-01-01T00:00", "0001-12-31T22:09:44+00:00"),
        ("Y170000002", "170000002"),
        ("Y-170000002", None),
        ("0000", None),
        ("-0044-03-15", None),
        ("2023-03-01~", None),
        ("2023?", None),
        ("2023-XX", None),
        ("202X", None),
        ("2023-21", None),
        ("2023-03/2023-04", None),
        ("../2023-04", None),
        ("[2023,2024]", None),
    ],
)
def test_html_is_told_what_it_has_a_form_for(text: str, attribute: str | None) -> None:
    assert datetime_attribute(parse_date(text, MINSK)) == attribute


@pytest.mark.parametrize(
    ("text", "zone", "timestamp"),
    [
        ("2023-03-01", MINSK, "2023-03-01T00:00:00+03:00"),
        ("2023-03-01", UTC, "2023-03-01T00:00:00+00:00"),
        ("2023-03-01T10:00:00Z", MINSK, "2023-03-01T13:00:00+03:00"),
        ("2023-03-01T10:00:00", MINSK, "2023-03-01T10:00:00+03:00"),
        ("0001-01-01", MINSK, "0001-01-01T00:00:00+01:50"),
        ("9999-12-31", timezone(timedelta(hours=-12)), "9999-12-31T00:00:00-12:00"),
        ("2023-03", MINSK, None),
        ("2023-03-01~", MINSK, None),
        ("2023-03-01?", MINSK, None),
        ("2023-03-XX", MINSK, None),
        ("0000-03-01", MINSK, None),
        ("2023-03-01/..", MINSK, None),
        ("{2023-03-01,2023-03-02}", MINSK, None),
    ],
)
def test_feeds_are_told_only_of_days_and_times(
    text: str, zone: ZoneInfo, timestamp: str | None
) -> None:
    assert rfc3339(parse_date(text, MINSK), zone) == timestamp


@given(st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 (read in a zone)
def test_a_timestamp_is_the_moment_that_was_read(moment: datetime) -> None:
    read = parse_date(moment.isoformat(), MINSK)

    stamps = (rfc3339(read, MINSK), rfc3339(read, UTC), datetime_attribute(read))

    for stamp in stamps:
        assert stamp is not None
        assert datetime.fromisoformat(stamp).timestamp() == read.earliest


PROGRAM = """
import sys
from zoneinfo import ZoneInfo
from site_builder.model.dates import parse_date
from site_builder.writing.dates import format_date

zone = ZoneInfo("Europe/Minsk")
for text in ("2023-03-01T23:00:00Z", "2023-02/2023-03", "{2023-03-01,2023-03-02}"):
    print(format_date(parse_date(text, zone), "en", zone=zone))
"""


@pytest.mark.parametrize(
    ("zone", "locale"),
    [("Pacific/Kiritimati", "ar_EG.UTF-8"), ("America/New_York", "C"), ("", "nonsense")],
)
def test_the_machine_has_no_say(zone: str, locale: str) -> None:
    settings = {"TZ": zone, "LC_ALL": locale, "PYTHONIOENCODING": "utf-8"}

    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, **settings},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )

    assert run.stdout.splitlines() == [
        "2 March 2023, 02:00",
        "February – March 2023",
        "1 and 2 March 2023",
    ]
