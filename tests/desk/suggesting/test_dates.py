"""Dates in a text are read from the day of its article, and never made more precise."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.desk.suggesting.dates import Calendar
from site_builder.desk.suggesting.language import read_language
from site_builder.desk.suggesting.text import part_text
from site_builder.reading.folding import readable
from tests.desk.suggesting.telling import WEDNESDAY

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def dates(text: str, published: date | None = WEDNESDAY) -> list[str]:
    """List the dates of a text in EDTF."""
    language = read_language("en")
    assert language is not None
    parted = part_text(readable(f"<p>{text}</p>"), language)
    return [dated.edtf for _, dated in Calendar(language, published).find(parted)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 1 March", ["2023-03-01"]),
        ("on March 1", ["2023-03-01"]),
        ("on the 1st of March", ["2023-03-01"]),
        ("on March 1st, 2022,", ["2022-03-01"]),
        ("on Nov. 14, 2022", ["2022-11-14"]),
        ("on 2022-11-14", ["2022-11-14"]),
        ("on 30 December", ["2022-12-30"]),
        ("in September 2022", ["2022-09"]),
        ("early in January", ["2023-01"]),
        ("in early January 2022", ["2022-01"]),
        ("on Wednesday", ["2023-03-01"]),
        ("on Thursday", ["2023-02-23"]),
        ("last Wednesday", ["2023-02-22"]),
        ("next Monday", ["2023-03-06"]),
        ("talks begin on Monday", ["2023-03-06"]),
        ("it will vote on the plan Friday", ["2023-03-03"]),
        ("it will vote on Wednesday", ["2023-03-01"]),
        ("it will vote, she said on Monday", ["2023-02-27"]),
        ("it will close she said on Monday", ["2023-02-27"]),
        ("talks began on Monday", ["2023-02-27"]),
        ("yesterday and today", ["2023-02-28", "2023-03-01"]),
        ("about 3 March", ["2023-03-03~"]),
        ("from 28 February to 2 March", ["2023-02-28/2023-03-02"]),
        ("from 28 February to 2 March 2021", ["2021-02-28/2021-03-02"]),
        ("20–22 March 2023", ["2023-03-20/2023-03-22"]),
        ("March 20-22, 2023", ["2023-03-20/2023-03-22"]),
        ("between 20 and 22 March", ["2023-03-20/2023-03-22"]),
        ("on 20 March and 22 March", ["2023-03-20", "2023-03-22"]),
        ("in March: from about the 20th to about the 22nd", ["2023-03", "2023-03-20~/2023-03-22~"]),
        ("since February to April 2023", ["2023-02/2023-04"]),
    ],
)
def test_a_date_is_as_exact_as_its_words(text: str, expected: list[str]) -> None:
    assert dates(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "since 1994",
        "31 February 2023",
        "45 March",
        "it may rain and march on",
        "the 19th century",
        "a 12:30 train",
        "Marching 3 abreast",
        "the 2nd of them",
    ],
)
def test_what_is_no_day_and_no_month_is_no_date(text: str) -> None:
    assert dates(text) == []


def test_without_a_day_of_its_own_an_article_has_only_whole_dates() -> None:
    assert dates("on Wednesday, on 1 March, and on 1 March 2022", None) == ["2022-03-01"]


@given(st.dates(date(1500, 1, 1), date(2099, 12, 31)), st.booleans())
def test_a_day_that_is_written_out_is_that_day(day: date, month_first: bool) -> None:  # noqa: FBT001
    month = MONTHS[day.month - 1]
    text = f"{month} {day.day}, {day.year}" if month_first else f"{day.day} {month} {day.year}"

    assert dates(f"It was on {text}.") == [day.isoformat()]


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_one_of_the_last_seven_days(published: date, weekday: int) -> None:
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

    (found,) = dates(f"It was on {names[weekday]}.", published)

    day = date.fromisoformat(found)
    assert day.weekday() == weekday
    assert timedelta(0) <= published - day < timedelta(7)
