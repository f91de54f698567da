"""A link tells the day of a copy as far as that is known, and never one that is not."""

import pytest

from site_builder.model.dates import parse_date
from site_builder.writing.robust import version_date
from tests.small_site import NOW

WAYBACK = "https://web.archive.org/web/{}/https://news.example/"


@pytest.mark.parametrize(
    ("archived", "read", "expected"),
    [
        (WAYBACK.format("20230302101112"), "2023-04-01", "2023-03-02T10:11:12Z"),
        (WAYBACK.format("20230302101112if_"), None, "2023-03-02T10:11:12Z"),
        (WAYBACK.format("20231399101112"), "2023-04-01", "2023-04-01"),
        ("https://archive.example/abc", "2023-04-01", "2023-04-01"),
        ("https://archive.example/abc", "2023-04-01T10:00:00+03:00", "2023-04-01T10:00:00+03:00"),
        ("https://archive.example/abc", "2023-04", None),
        ("https://archive.example/abc", "2023-04-01?", None),
        ("https://archive.example/abc", None, None),
        (None, "2023-04-01", "2023-04-01"),
        (None, None, None),
    ],
)
def test_the_address_of_a_copy_tells_its_moment_or_else_the_day_of_reading_does(
    archived: str | None, read: str | None, expected: str | None
) -> None:
    date = parse_date(read, NOW.tzinfo) if read and NOW.tzinfo else None

    assert version_date(archived, date) == expected
