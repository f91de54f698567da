"""Dates as people and tools write them are read where they are certain, in many languages."""

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from site_builder.desk.clipping.written_dates import LANGUAGES, read_written_date

# Of these Babel writes years of another era, or a month's name that several languages have.
OTHER_YEARS = {"fa", "th"}


@given(
    st.dates(min_value=date(1900, 1, 1)),
    st.sampled_from(sorted({"ar", "be", "de", "en", "es", "fr", "pt", "ru", "uk"})),
)
def test_a_long_date_of_a_language_is_read_as_that_day(day: date, language: str) -> None:
    written = format_date(day, "long", locale=language)

    assert read_written_date(written) in (day.isoformat(), "")


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - OTHER_YEARS))
def test_no_language_reads_a_date_as_another_day(language: str) -> None:
    for month in range(1, 13):
        day = date(2023, month, 7)
        assert read_written_date(format_date(day, "long", locale=language)) in (
            day.isoformat(),
            "",
        )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("March 01, 2023", "2023-03-01"),
        ("Mar. 1, 2023", "2023-03-01"),
        ("Sept. 4, 2023", "2023-09-04"),
        ("Wednesday, 1st of March 2023", "2023-03-01"),
        ("1 марта 2023 года", "2023-03-01"),
        ("1 сакавіка 2023", "2023-03-01"),
        ("1 березня 2023 року", "2023-03-01"),
        ("1. März 2023", "2023-03-01"),
        ("1er mars 2023", "2023-03-01"),
        ("2023年3月1日", "2023-03-01"),
        ("2023년 3월 1일", "2023-03-01"),
        ("١ مارس ٢٠٢٣", "2023-03-01"),
        ("01.03.2023", "2023-03-01"),
        ("2023/03/01", "2023-03-01"),
        ("25/03/2023", "2023-03-25"),
        ("March 1, 2023 10:30 AM", "2023-03-01T10:30"),
        ("March 1, 2023, 12:05 a.m.", "2023-03-01T00:05"),
        ("1 March 2023 10:30 GMT+3", "2023-03-01T10:30:00+03:00"),
        ("2023年3月1日 10:05", "2023-03-01T10:05"),
        ("2023-03-01T10:00:00 (UTC +03:00)", "2023-03-01T10:00:00+03:00"),
        ("2023-03-01T10:00:00.000Z", "2023-03-01T10:00:00Z"),
        ("2023-03-01 10:00", "2023-03-01T10:00"),
    ],
)
def test_a_date_is_read(written: str, read: str) -> None:
    assert read_written_date(written) == read


@pytest.mark.parametrize(
    "written",
    [
        *("", "yesterday", "March 2023", "2023", "March 1", "01/03/2023", "February 30, 2023"),
        *("2023-13-01", "1 listopad 2023", "March 1, 2023 or later", "March 1 or 2, 2023"),
        *("March 1, 2023 10:30 EST", "March 1, 2023 25:30", "In March 1, 2023 bells rang"),
        *("March April 1 2023", "1234567890", "99999-01-01"),
    ],
)
def test_what_is_no_date_or_not_certain_is_none(written: str) -> None:
    assert read_written_date(written) == ""


@given(st.text(max_size=40))
def test_any_text_is_read_as_a_date_or_as_none(text: str) -> None:
    found = read_written_date(text)

    assert found == "" or found[4] == "-"
