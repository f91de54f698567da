"""What authors know of a date is what is read from it, and no more."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import msgspec
import pytest
from edtf import parse_edtf
from hypothesis import assume, given
from hypothesis import strategies as st

from site_builder.model.dates import DAWN, DUSK, EdtfDate, parse_date, spans

MINSK = ZoneInfo("Europe/Minsk")
ZONES = (
    UTC,
    MINSK,
    ZoneInfo("America/New_York"),
    ZoneInfo("Asia/Kathmandu"),
    ZoneInfo("Pacific/Kiritimati"),
    timezone(timedelta(hours=-12)),
)

DAYS = st.dates().map(date.isoformat)
MONTHS = DAYS.map(lambda day: day[:7])
YEARS = st.integers(-9999, 9999).map(lambda year: f"{year:05}" if year < 0 else f"{year:04}")
LONG_YEARS = st.integers(10_000, 10**17).flatmap(
    lambda year: st.sampled_from((f"Y{year}", f"Y-{year}"))
)
SEASONS = st.builds("{}-{}".format, YEARS, st.integers(21, 24))
PLAIN = st.one_of(DAYS, MONTHS, YEARS, SEASONS, LONG_YEARS)
MASKED = st.one_of(
    YEARS.map(lambda year: f"{year[:-1]}X"),
    YEARS.map(lambda year: f"{year[:-2]}XX"),
    YEARS.map(lambda year: f"{year}-XX"),
    YEARS.map(lambda year: f"{year}-XX-XX"),
    MONTHS.map(lambda month: f"{month}-XX"),
)
QUALIFIERS = st.sampled_from(("", "", "?", "~", "%"))
ENDS = st.builds("{}{}".format, PLAIN, QUALIFIERS)
SINGLES = st.builds("{}{}".format, PLAIN | MASKED, QUALIFIERS)
TIMES = st.builds(
    "{}{}".format,
    st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31)).map(  # noqa: DTZ001 (offset follows)
        lambda moment: moment.isoformat(timespec="seconds")
    ),
    st.sampled_from(("", "Z", "+03:00", "-09:30", "+14:00")),
)


@st.composite
def periods(draw: st.DrawFn, forms: tuple[str, ...]) -> str:
    start, end = draw(ENDS), draw(ENDS)
    assume(parse_date(start, UTC).earliest <= parse_date(end, UTC).latest)
    return draw(st.sampled_from(forms)).format(start, end)


INTERVALS = periods(("{0}/{1}", "{0}/..", "{0}/", "../{1}", "/{1}"))
RANGES = periods(("{0}..{1}", "{0}..", "..{1}"))
SETS = st.builds(
    lambda members, brackets: f"{brackets[0]}{','.join(members)}{brackets[1]}",
    st.lists(SINGLES | RANGES, min_size=2, max_size=5),
    st.sampled_from(("[]", "{}")),
)
TEXTS = st.one_of(SINGLES, TIMES, INTERVALS, SETS)
DATES = st.builds(parse_date, TEXTS, st.sampled_from(ZONES))


def _seconds(iso: str) -> int:
    return int(datetime.fromisoformat(iso).timestamp())


@given(TEXTS, st.sampled_from(ZONES))
def test_canonical_text_stays_and_is_read_as_the_same_date(text: str, zone: ZoneInfo) -> None:
    read = parse_date(text, zone)

    assert read.text == text
    assert parse_date(read.text, zone) == read


@given(DATES)
def test_a_date_does_not_end_before_it_begins(read: EdtfDate) -> None:
    assert DAWN <= read.earliest <= read.latest <= DUSK


@given(DATES)
def test_a_date_survives_the_cache(read: EdtfDate) -> None:
    stored = msgspec.msgpack.encode(read)

    assert msgspec.msgpack.decode(stored, type=EdtfDate) == read


@given(st.dates(max_value=date(9998, 12, 31)), st.sampled_from(ZONES))
def test_days_leave_no_second_between_them(day: date, zone: ZoneInfo) -> None:
    today, tomorrow = (
        parse_date((day + timedelta(days=days)).isoformat(), zone) for days in (0, 1)
    )

    assert today.latest + 1 == tomorrow.earliest


@given(st.dates(), st.sampled_from(ZONES))
def test_longer_times_hold_their_days(day: date, zone: ZoneInfo) -> None:
    text = day.isoformat()
    whole = parse_date(text, zone)

    for longer_text in (text[:7], text[:4], f"{text[:3]}X", f"{text[:2]}XX"):
        longer = parse_date(longer_text, zone)
        assert longer.earliest <= whole.earliest
        assert whole.latest <= longer.latest


@given(st.lists(DATES))
def test_dates_are_sorted_by_earliest_then_latest_moment(dates: list[EdtfDate]) -> None:
    moments = [date.sort_key for date in sorted(dates, key=lambda date: date.sort_key)]

    assert moments == sorted((date.earliest, date.latest) for date in dates)


@given((DAYS | MONTHS | YEARS | MASKED).filter(lambda text: not text.startswith("-")))
def test_first_and_last_days_are_those_of_the_edtf_package(text: str) -> None:
    oracle = parse_edtf(text)

    read = parse_date(text, UTC)

    assert read.earliest == 86_400 * _count_days(*oracle.lower_strict()[:3])
    assert read.latest + 1 == 86_400 * (_count_days(*oracle.upper_strict()[:3]) + 1)


def _count_days(year: int, month: int, day: int) -> int:
    # Counted from 1 March of year 0, so that a leap day is the last of its year.
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)
    leap_days = year // 4 - year // 100 + year // 400
    return 365 * year + leap_days + (153 * month + 2) // 5 + day - 719_469


@given(st.text() | st.text("0123456789-XY/.~?%[]{},T:Z+ uox", max_size=24))
def test_any_text_is_a_date_or_one_sentence_that_shows_how_to_write_one(text: str) -> None:
    try:
        parse_date(text, MINSK)
    except ValueError as error:
        sentence = str(error)
        assert "\n" not in sentence
        assert " is not a date" in sentence
        assert "2023-03-01" in sentence or "did you mean" in sentence


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        (" 2023-03-01 ", "2023-03-01"),
        ("2023-03-01 10:00:00", "2023-03-01T10:00:00"),
        ("2023-03-01T10:00", "2023-03-01T10:00:00"),
        ("2023-03-01T10:00:00+0300", "2023-03-01T10:00:00+03:00"),
        ("2023-03-01T10:00:00-03", "2023-03-01T10:00:00-03:00"),
        ("2023-03-01 10:00:00 +0300", "2023-03-01T10:00:00+03:00"),
        ("2023-03-01T10:00:00+00:00", "2023-03-01T10:00:00Z"),
        ("2023-03-01T10:00:00.250Z", "2023-03-01T10:00:00Z"),
        ("2023-03-01T10:00:00,999999999Z", "2023-03-01T10:00:00Z"),
        ("2023-02-24 / 2023-03-01", "2023-02-24/2023-03-01"),
        ("[2023-02-24, 2023-02-25]", "[2023-02-24,2023-02-25]"),
        ("{ 2023-02 .. 2023-04 }", "{2023-02..2023-04}"),
    ],
)
def test_a_date_has_one_spelling(text: str, canonical: str) -> None:
    read = parse_date(text, MINSK)

    assert read.text == canonical
    assert read == parse_date(canonical, MINSK)


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest"),
    [
        ("2023-03-01", "day", "2023-03-01T00:00:00+03:00", "2023-03-01T23:59:59+03:00"),
        ("2023-02", "month", "2023-02-01T00:00:00+03:00", "2023-02-28T23:59:59+03:00"),
        ("2023-12", "month", "2023-12-01T00:00:00+03:00", "2023-12-31T23:59:59+03:00"),
        ("2023", "year", "2023-01-01T00:00:00+03:00", "2023-12-31T23:59:59+03:00"),
        ("9999", "year", "9999-01-01T00:00:00+03:00", "9999-12-31T23:59:59+00:00"),
        ("2023-21", "season", "2023-03-01T00:00:00+03:00", "2023-05-31T23:59:59+03:00"),
        ("2023-24~", "season", "2023-12-01T00:00:00+03:00", "2024-02-29T23:59:59+03:00"),
        ("2023-02-XX", "month", "2023-02-01T00:00:00+03:00", "2023-02-28T23:59:59+03:00"),
        ("2023-XX-XX?", "year", "2023-01-01T00:00:00+03:00", "2023-12-31T23:59:59+03:00"),
        ("202X", "decade", "2020-01-01T00:00:00+03:00", "2029-12-31T23:59:59+03:00"),
        ("20XX%", "century", "2000-01-01T00:00:00+02:00", "2099-12-31T23:59:59+03:00"),
        ("2023-03-01 10:00", "time", "2023-03-01T10:00:00+03:00", "2023-03-01T10:00:00+03:00"),
        ("2023-03-01T10:00:00Z", "time", "2023-03-01T10:00:00Z", "2023-03-01T10:00:00Z"),
        ("2023-02/2023-03~", "interval", "2023-02-01T00:00:00+03:00", "2023-03-31T23:59:59+03:00"),
        ("[2024,2023-03]", "set", "2023-03-01T00:00:00+03:00", "2024-12-31T23:59:59+03:00"),
        ("{2023-03..2023-04}", "set", "2023-03-01T00:00:00+03:00", "2023-04-30T23:59:59+03:00"),
    ],
)
def test_a_date_has_a_precision_and_two_bounds(
    text: str, precision: str, earliest: str, latest: str
) -> None:
    read = parse_date(text, MINSK)

    assert read.precision == precision
    assert (read.earliest, read.latest) == (_seconds(earliest), _seconds(latest))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2023-03-01", (2023, 3, 1, None)),
        ("2023-03-01?", (2023, 3, 1, None)),
        ("2023-03-XX", (2023, 3, None, None)),
        ("2023-XX", (2023, None, None, None)),
        ("2023-22~", (2023, None, None, 22)),
        ("202X", (2020, None, None, None)),
        ("-004X", (-49, None, None, None)),
        ("0000", (0, None, None, None)),
        ("-0044-03-15", (-44, 3, 15, None)),
        ("Y-170000002", (-170_000_002, None, None, None)),
        ("2023-02-24/2024", (2023, 2, None, None)),
        ("../2024", (None, None, None, None)),
        ("[2024,2023-03]", (2023, 3, None, None)),
        ("2023-12-31T22:00:00Z", (2024, 1, 1, None)),
    ],
)
def test_a_date_begins_in_the_year_month_and_day_that_were_given(
    text: str, numbers: tuple[int | None, ...]
) -> None:
    read = parse_date(text, MINSK)

    assert (read.year, read.month, read.day_of_month, read.season) == numbers


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-03-01", date(2023, 3, 1)),
        ("2023-03-01T23:00:00+03:00", date(2023, 3, 1)),
        ("2023-03-01T23:00:00Z", date(2023, 3, 2)),
        ("2023-03-01~", None),
        ("2023-03-01?", None),
        ("2023-03", None),
        ("2023-03-XX", None),
        ("0000-03-01", None),
        ("-0044-03-15", None),
        ("2023-03-01/2023-03-01", None),
        ("[2023-03-01,2023-03-02]", None),
    ],
)
def test_a_day_is_known_only_when_it_was_given_for_certain(text: str, day: date | None) -> None:
    read = parse_date(text, MINSK)

    assert read.day == day


@pytest.mark.parametrize(
    ("text", "is_approximate", "is_uncertain"),
    [
        ("2023", False, False),
        ("2023~", True, False),
        ("2023?", False, True),
        ("2023-22%", True, True),
        ("2023-03~/2023-04?", True, True),
        ("2023-03/..", False, False),
        ("../2023-03~", True, False),
        ("[2023-03-01,2023-03-02?]", False, True),
        ("{2023-03~..2023-05}", True, False),
    ],
)
def test_a_part_qualifies_the_whole(text: str, *, is_approximate: bool, is_uncertain: bool) -> None:
    read = parse_date(text, MINSK)

    assert (read.is_approximate, read.is_uncertain) == (is_approximate, is_uncertain)


@pytest.mark.parametrize(
    ("text", "start", "end", "opens"),
    [
        ("2023-02/2023-03", "2023-02", "2023-03", (False, False)),
        ("2023-02/..", "2023-02", None, (False, True)),
        ("2023-02/", "2023-02", None, (False, False)),
        ("../2023-03", None, "2023-03", (True, False)),
        ("/2023-03", None, "2023-03", (False, False)),
    ],
)
def test_an_open_end_is_not_an_unknown_one(
    text: str, start: str | None, end: str | None, opens: tuple[bool, bool]
) -> None:
    read = parse_date(text, MINSK)

    assert read.start == (parse_date(start, MINSK) if start else None)
    assert read.end == (parse_date(end, MINSK) if end else None)
    assert (read.starts_open, read.ends_open) == opens


def test_a_set_keeps_its_members_in_order() -> None:
    read = parse_date("[2023-03-04, 2023-02-24..2023-02-27, 202X, ..2022]", MINSK)

    assert [member.text for member in read.members] == [
        "2023-03-04",
        "2023-02-24/2023-02-27",
        "202X",
        "../2022",
    ]


@pytest.mark.parametrize("text", ["2023-XX", "2023-XX-XX?", "2023-03-XX", "202X~", "20XX"])
def test_a_part_that_was_not_said_is_unspecified(text: str) -> None:
    assert parse_date(text, MINSK).is_unspecified


@pytest.mark.parametrize("text", ["2023", "2023?", "2023/..", "[2023-XX,2024]", "Y12345"])
def test_a_longer_time_is_not_unspecified(text: str) -> None:
    assert not parse_date(text, MINSK).is_unspecified


def test_years_beyond_all_readers_are_kept_within_bounds() -> None:
    far, farther = (parse_date(f"Y{'9' * digits}", MINSK) for digits in (8, 17))
    ago = parse_date("Y-99999999", MINSK)

    assert parse_date("2023", MINSK).latest < far.earliest < far.latest < DUSK
    assert (farther.earliest, farther.latest) == (DUSK, DUSK)
    assert DAWN < ago.earliest < parse_date("-9999", MINSK).earliest


def test_a_day_that_a_zone_left_out_is_empty() -> None:
    samoa = ZoneInfo("Pacific/Apia")

    skipped, following = parse_date("2011-12-30", samoa), parse_date("2011-12-31", samoa)

    assert skipped.earliest == skipped.latest == following.earliest


def test_a_day_without_a_midnight_begins_when_the_clock_moves_on() -> None:
    read = parse_date("2018-11-04", ZoneInfo("America/Sao_Paulo"))

    assert read.earliest == _seconds("2018-11-04T01:00:00-02:00")


PREMIER = ("2013-03", "2023-03-11")


@pytest.mark.parametrize(
    ("start", "end", "at", "held"),
    [
        (*PREMIER, "2023-03-01", True),
        (*PREMIER, "2023-03-11", True),
        (*PREMIER, "2023-03-12", False),
        (*PREMIER, "2013-03", True),
        (*PREMIER, "2013-02-28T23:59:59", False),
        (*PREMIER, "2023", True),
        (*PREMIER, "2024", False),
        ("2013-03", None, "2024", True),
        (None, "2023-03-11", "1900", True),
        (None, None, "2023", True),
        ("2013-03/2014", "2023-03-11", "2014-05", True),
        ("2013-03", "2023-03/..", "2050", True),
        ("2013-03~", None, "2013-02", False),
    ],
)
def test_a_role_is_held_on_the_days_between_its_dates(
    start: str | None, end: str | None, at: str, *, held: bool
) -> None:
    first, last = (parse_date(text, MINSK) if text else None for text in (start, end))

    assert spans(first, last, at=parse_date(at, MINSK)) is held


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("2023-03", "2023-03-31", True),
        ("2023-03", "2023-04-01", False),
        ("2023/..", "2099", True),
        ("[2023-03-01,2023-03-05]", "2023-03-05", True),
        ("[2023-03-01,2023-03-05]", "2023-03-03", False),
        ("[2023-03-01,2023-03-05]", "{2023-03-02..2023-03-04}", False),
        ("[2023-03-01,2023-03-05]", "{2023-03-02..2023-03-05}", True),
    ],
)
def test_two_dates_may_hold_one_moment(one: str, other: str, *, overlap: bool) -> None:
    first, second = parse_date(one, MINSK), parse_date(other, MINSK)

    assert first.may_include(second) is overlap
    assert second.may_include(first) is overlap


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", '"" is not a date; write'),
        ("yesterday", "as in 2023-03-01, 2023-03 or 2023"),
        ("March 1, 2023", "as in 2023-03-01, 2023-03 or 2023"),
        ("01/03/2023", "as in 2023-03-01, 2023-03 or 2023"),
        ("x" * 400, f'"{"x" * 40}…" is not'),
        ("2023\n03", '"2023 03" is not'),
        ("2023-02-30", "the days of 2023-02 are 01 to 28"),
        ("1900-02-29", "the days of 1900-02 are 01 to 28"),
        ("2023-04-31?", "the days of 2023-04 are 01 to 30"),
        ("2023-04-00", "the days of 2023-04 are 01 to 30"),
        ("2023-02-30/2023-03-01", "the days of 2023-02 are 01 to 28"),
        ("2023-02-30T10:00:00", "the days of 2023-02 are 01 to 28"),
        ("2023-13-45", "months are 01 to 12"),
        ("2023-00", "months are 01 to 12"),
        ("2023-25", "seasons, which have no days, 21 to 24"),
        ("2023-21-05", "seasons, which have no days, 21 to 24"),
        ("-0000", "the year before 0001 is 0000"),
        ("12023", "years of more than four digits, and only they, begin with Y"),
        ("Y2023", "years of more than four digits, and only they, begin with Y"),
        ("99999-12-31", "years of more than four digits have no months"),
        ("Y99999-12", "years of more than four digits have no months"),
        ("2XXX", "X stands for"),
        ("2X2X", "X stands for"),
        ("XXXX", "X stands for"),
        ("2023-0X", "X stands for"),
        ("2023-03-1X", "X stands for"),
        ("202X-03", "X stands for"),
        ("2023-03-01T24:00:00", "times are 00:00:00 to 23:59:59"),
        ("2023-03-01T23:59:60Z", "times are 00:00:00 to 23:59:59"),
        ("2023-03-01T10:60", "times are 00:00:00 to 23:59:59"),
        ("2023-03-01T10:00+15:00", "offsets at most 14:00"),
        ("0000-03-01T10:00", "years 0002 to 9998"),
        ("9999-12-31T23:59:59-14:00", "years 0002 to 9998"),
        ("2023-03-01T10:00Z/2023-03-02", "intervals and sets have no times of day"),
        ("[2023-03-01T10:00Z,2023-03-02]", "intervals and sets have no times of day"),
        ("/", "one end of an interval at least is a date"),
        ("../..", "one end of an interval at least is a date"),
        ("2023/2022/2021", "as in 2023-03-01, 2023-03 or 2023"),
        ("[2023-03-01]", "a set has two members or more"),
        ("[]", "as in 2023-03-01, 2023-03 or 2023"),
        ("[2023,,2024]", "as in 2023-03-01, 2023-03 or 2023"),
        ("[2023,2024", "what begins with [ ends with ]"),
        ("{2023,2024]", "what begins with { ends with }"),
        ("[2023..2022,2024]", "it ends before it begins"),
        (f"[{','.join(['2023'] * 101)}]", "a set has at most 100 members"),
        ("٢٠٢٣", "as in 2023-03-01, 2023-03 or 2023"),
    ],
)
def test_what_is_wrong_is_said(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match="is not a date") as caught:
        parse_date(text, MINSK)

    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2023-3-1", "2023-03-01"),
        ("2023/03/01", "2023-03-01"),
        ("2023.3.1", "2023-03-01"),
        ("2023/03", "2023-03"),
        ("20230301", "2023-03-01"),
        ("202303", "2023-03"),
        ("2023-?03", "2023-03?"),
        ("2023?-03-01", "2023-03-01?"),
        ("~2023-03-?01", "2023-03-01%"),
        ("2023-03~?", "2023-03%"),
        ("2023-xx", "2023-XX"),
        ("199u", "199X"),
        ("2023-03-01t10:00:00z", "2023-03-01T10:00:00Z"),
        ("2023-02-XX/2023-03", "2023-02/2023-03"),
        ("2023-02-24 – 2023-03-01", "2023-02-24/2023-03-01"),
        ("2023-02 to 2023-03", "2023-02/2023-03"),
        ("2023-02-24..2023-02-27", "2023-02-24/2023-02-27"),
        ("2023-02/present", "2023-02/.."),
        ("2023-03/2023-02", "2023-02/2023-03"),
    ],
)
def test_what_was_meant_is_offered(text: str, meant: str) -> None:
    with pytest.raises(ValueError, match="is not a date") as caught:
        parse_date(text, MINSK)

    assert str(caught.value).endswith(f'; did you mean "{meant}"?')
    assert parse_date(meant, MINSK).text == meant


def test_nothing_is_printed_where_the_edtf_package_would(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(AttributeError):
        parse_edtf("[2023-XX,2024]")
    assert capfd.readouterr().out

    read = parse_date("[2023-XX,2024]", MINSK)

    assert [member.precision for member in read.members] == ["year", "year"]
    assert capfd.readouterr() == ("", "")


PROGRAM = """
import sys
from zoneinfo import ZoneInfo
from site_builder.model.dates import parse_date

for text in ("2023-03-01", "2023-03~", "2023-03-01 10:00", "2023-02/..", "[2023-24,0000]"):
    read = parse_date(text, ZoneInfo("Europe/Minsk"))
    print(read.text, read.earliest, read.latest)
print("edtf" in sys.modules)
"""


@pytest.mark.parametrize(
    ("zone", "locale"), [("Pacific/Kiritimati", "ar_EG.UTF-8"), ("America/New_York", "C")]
)
def test_the_machine_has_no_say_and_plain_dates_load_no_library(zone: str, locale: str) -> None:
    environment = {**os.environ, "TZ": zone, "LC_ALL": locale}

    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, check=True, capture_output=True, text=True
    )

    assert run.stdout.splitlines() == [
        "2023-03-01 1677618000 1677704399",
        "2023-03~ 1677618000 1680296399",
        "2023-03-01T10:00:00 1677654000 1677654000",
        "2023-02/.. 1675198800 9007199254740991",
        "[2023-24,0000] -62167219200 1709240399",
        "False",
    ]
