"""A calendar is read by others as it was meant, and holds only what is known to the day."""

import re
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from site_builder.writing.exports.calendars import escaped, folded
from tests.small_site import SETTINGS, SmallSite, small_site
from tests.writing.exports.dated import DATES, pieces_of, site_of
from tests.writing.exports.hostile import TEXTS, hostile_site

PATH = "/data/events.ics"


class Entry(NamedTuple):
    """What a calendar shows of an event."""

    first: date
    last: date
    others: tuple[date, ...]
    status: str


def components(site: SmallSite) -> list[Event]:
    """Read the entries of a site's calendar."""
    read = Calendar.from_ical(site.file(PATH))
    assert isinstance(read, Calendar)
    assert [fault for part in read.walk() for fault in part.errors] == []
    return [part for part in read.walk("VEVENT") if isinstance(part, Event)]


def entries(site: SmallSite) -> dict[str, Entry]:
    """Read a calendar, entries by their titles."""
    return {str(part["SUMMARY"]): entry(part) for part in components(site)}


def entry(part: Event) -> Entry:
    """Read the days of an entry."""
    dates = part.get("RDATE")
    others = tuple(each.dt for each in dates.dts) if dates is not None else ()
    last = part.decoded("DTEND") - timedelta(days=1)
    return Entry(part.decoded("DTSTART"), last, others, str(part["STATUS"]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-03-01", Entry(date(2023, 3, 1), date(2023, 3, 1), (), "CONFIRMED")),
        ("2023-03-01T23:59:00Z", Entry(date(2023, 3, 1), date(2023, 3, 1), (), "CONFIRMED")),
        ("2023-03-01?", Entry(date(2023, 3, 1), date(2023, 3, 1), (), "TENTATIVE")),
        ("2023-02-28/2023-03-02", Entry(date(2023, 2, 28), date(2023, 3, 2), (), "CONFIRMED")),
        ("2023-02-28/2023-03-02~", Entry(date(2023, 2, 28), date(2023, 3, 2), (), "TENTATIVE")),
        (
            "[2023-02-24,2023-02-27]",
            Entry(date(2023, 2, 24), date(2023, 2, 24), (date(2023, 2, 27),), "TENTATIVE"),
        ),
        (
            "{2023-02-27,2023-02-24}",
            Entry(date(2023, 2, 24), date(2023, 2, 24), (date(2023, 2, 27),), "CONFIRMED"),
        ),
        ("[2023-02-24..2023-02-27]", Entry(date(2023, 2, 24), date(2023, 2, 27), (), "TENTATIVE")),
        ("{2023-02-24..2023-02-27}", Entry(date(2023, 2, 24), date(2023, 2, 27), (), "CONFIRMED")),
    ],
)
def test_a_day_has_an_entry(text: str, expected: Entry) -> None:
    assert entries(site_of([text])) == {"Event 0": expected}


@pytest.mark.parametrize(
    "text",
    [
        *("2023-03", "2023", "2023-03-XX", "2023-XX-XX", "2023-21", "202X", "-0043", "Y12345"),
        *("2023-03-01/..", "2023-03-01/", "../2023-03-01", "2023-03-01/2023-04", "2023/2023-04-01"),
        *("[2023-03-01,2023-04]", "[2023-03-01..]", "{2023-03-01,2023-04-01..2023-04-03}"),
        "9999-12-31",
    ],
)
def test_what_has_no_day_has_no_entry(text: str) -> None:
    assert entries(site_of([text])) == {}


@settings(max_examples=60)
@given(DATES)
def test_no_day_is_made_up_and_none_is_lost(dates: list[str]) -> None:
    read = entries(site_of(dates))

    for n, text in enumerate(dates):
        pieces = pieces_of(text)
        told = read.get(f"Event {n}")
        if told is not None:
            days = {day.isoformat() for day in (told.first, told.last, *told.others)}
            assert days == {piece[:10] for piece in pieces}
        elif ".." not in text and not text.startswith("/") and not text.endswith("/"):
            assert not all(re.match(r"\d{4}-\d\d-\d\d", p) and p[:4] != "9999" for p in pieces)


def test_an_writtentells_what_is_known_of_its_event() -> None:
    site = small_site(
        {
            "events/talks.md": """
                title: Talks, long; and \\ short
                date: 2023-03-01T10:00:00+03:00
                end: 2023-03-02
                place: minsk
                stories: [visit]
                summary: "First\\nthen"
                """,
            "entities/minsk.md": "name: Minsk\ntype: place\nlocation: {lat: 53.9045, lon: 27.5615}",
            "stories/visit.md": "title: A visit, of sorts",
        }
    )

    (part,) = components(site)

    assert str(part["SUMMARY"]) == "Talks, long; and \\ short"
    assert entry(part) == Entry(date(2023, 3, 1), date(2023, 3, 2), (), "CONFIRMED")
    assert str(part["DESCRIPTION"]).split("\n")[1:] == ["First", "then"]
    assert "10:00" in str(part["DESCRIPTION"])
    assert str(part["LOCATION"]) == "Minsk"
    assert part["GEO"].to_ical() == "53.9045;27.5615"
    assert part.categories == ["A visit, of sorts"]
    assert str(part["URL"]) == "https://example.org/small/events/talks/"
    assert str(part["TRANSP"]) == "TRANSPARENT"


def test_ids_stay_when_the_site_moves_and_no_two_are_alike() -> None:
    files = {
        "events/a.md": "title: A\ndate: 2023-03-01",
        "articles/b.md": "title: B\nevents: [{id: c, title: C, date: 2023-03-02}]",
        "articles/d.md": "title: D\nevents: [{id: e, title: C, date: 2023-03-02}]",
    }
    moved = SETTINGS.replace("https://example.org/small/", "https://other.example/")

    before, after = components(small_site(files)), components(small_site(files, settings=moved))

    assert [part["UID"] for part in before] == [part["UID"] for part in after]
    assert [part["DTSTAMP"] for part in before] == [part["DTSTAMP"] for part in after]
    assert len({str(part["UID"]) for part in before}) == 3
    assert str(after[1]["URL"]).startswith("https://other.example/articles/b/#event-c")


def test_every_text_is_read_as_it_was_typed() -> None:
    by_title = {str(part["SUMMARY"]): part for part in components(hostile_site())}

    assert by_title.keys() == set(TEXTS.values())
    for title, part in by_title.items():
        assert str(part["DESCRIPTION"]) == f"2 March 2023\n{title}"
        assert str(part["LOCATION"]) == title
        assert part.categories == [title]


@given(st.text('\\nN;,:" \n\u2028é中😀', max_size=8))
def test_a_text_is_escaped_so_that_it_is_read_again(text: str) -> None:
    written = b"".join((b"BEGIN:VEVENT\r\n", folded(f"SUMMARY:{escaped(text)}"), b"END:VEVENT\r\n"))

    assert Event.from_ical(written)["SUMMARY"] == text


@given(st.text(min_size=1))
def test_lines_are_folded_by_octets_and_no_sign_is_broken(text: str) -> None:
    content = folded(text)

    *lines, end = content.split(b"\r\n ") if "\r\n " not in text else (content,)
    whole = b"".join((*lines, end))
    assert whole == text.encode() + b"\r\n"
    if "\n" not in text and "\r" not in text:
        assert max(map(len, content.split(b"\r\n"))) <= 75
        assert all(part.decode() for part in content.split(b"\r\n ") if part)


def test_every_line_of_hostile_texts_is_short_enough() -> None:
    lines = hostile_site().file(PATH).split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert lines[-1] == b""
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
