"""Timelines for TimelineJS3 hold every event, and no part of a date that nobody gave."""

import json
import re
from html import unescape
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given, settings

from site_builder.model.target import Target
from tests.small_site import SmallSite, small_site
from tests.writing.exports.dated import DATES, pieces_of, site_of
from tests.writing.exports.hostile import TEXTS, hostile_site


class Text(msgspec.Struct):
    """The words of a slide, in HTML."""

    headline: str
    text: str


class Slide(msgspec.Struct):
    """An event as TimelineJS takes it."""

    unique_id: str
    start_date: dict[str, int]
    display_date: str
    text: Text
    end_date: dict[str, int] | None = None


class Told(msgspec.Struct):
    """A timeline as TimelineJS takes it."""

    title: dict[str, object]
    events: list[Slide]
    scale: str


class Words(NamedTuple):
    """What a browser shows of some HTML."""

    words: str
    tags: set[str]


def shown(html: str) -> Words:
    """Read HTML in which every sign that is no part of a tag is written as one."""
    return Words(unescape(re.sub(r"<[^>]*>", "", html)), set(re.findall(r"<(\w+)", html)))


def read(site: SmallSite, path: str = "/data/timeline.json") -> Told:
    """Read a timeline of a site."""
    return msgspec.convert(json.loads(site.file(path)), Told)


def event(date: str) -> Slide:
    """Read the slide of an event on a date."""
    (slide,) = read(site_of([date])).events
    return slide


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("2023-03-01", {"year": 2023, "month": 3, "day": 1}, None),
        ("2023-03~", {"year": 2023, "month": 3}, None),
        ("2023-03-XX", {"year": 2023, "month": 3}, None),
        ("2023-21", {"year": 2023}, None),
        ("-0043", {"year": -43}, None),
        (
            "2023-03-01T10:20:00Z",
            {"year": 2023, "month": 3, "day": 1, "hour": 10, "minute": 20},
            None,
        ),
        ("202X", {"year": 2020}, {"year": 2029}),
        ("19XX", {"year": 1900}, {"year": 1999}),
        ("2023-02-24/2023-03", {"year": 2023, "month": 2, "day": 24}, {"year": 2023, "month": 3}),
        ("2023-02/..", {"year": 2023, "month": 2}, None),
        ("[2023-02-24,2023-03]", {"year": 2023, "month": 2, "day": 24}, {"year": 2023, "month": 3}),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(
    date: str, start: dict[str, int], end: dict[str, int] | None
) -> None:
    slide = event(date)

    assert (slide.start_date, slide.end_date) == (start, end)
    assert slide.display_date == date


@settings(max_examples=60)
@given(DATES)
def test_no_part_of_a_date_is_made_up(dates: list[str]) -> None:
    site = site_of(dates)

    slides = {slide.unique_id: slide for slide in read(site).events}

    begins = {f"event-e{n}" for n, text in enumerate(dates) if not text.startswith(("../", "/"))}
    assert begins >= slides.keys() >= {id_ for id_ in begins if ".." not in slides_text(id_, dates)}
    for id_, slide in slides.items():
        text = slides_text(id_, dates)
        assert slide.display_date == text
        for parts in filter(None, (slide.start_date, slide.end_date)):
            assert has_part(parts, text)


def slides_text(id_: str, dates: list[str]) -> str:
    """Give the date of an event by its id."""
    return dates[int(id_.removeprefix("event-e"))]


def has_part(parts: dict[str, int], text: str) -> bool:
    """Tell whether one of a text's dates says all of the parts."""
    sign = "-" if parts["year"] < 0 else ""
    written = f"{sign}{abs(parts['year']):04}"
    written += "".join(f"-{parts[name]:02}" for name in ("month", "day") if name in parts)
    # A decade or a century ends in a year that has letters where the author wrote it.
    masked = {f"{written[:-1]}X", f"{written[:-2]}XX"} if "month" not in parts else {written}
    return any(piece.lstrip("Y").startswith(tuple({written} | masked)) for piece in pieces_of(text))


def test_an_event_without_a_known_beginning_has_no_place() -> None:
    assert read(site_of(["../2023-03", "/2023"])).events == []


def test_years_beyond_those_of_javascript_are_counted_by_the_year() -> None:
    assert read(site_of(["Y-300000"])).scale == "cosmological"
    assert read(site_of(["2023/..", "-9999"])).scale == "human"


def test_a_story_tells_its_own_events() -> None:
    site = small_site(
        {
            "events/a.md": "title: A\ndate: 2023-03\nend: 2023-04-02\nstories: [s]\nsummary: So.",
            "events/b.md": "title: B\ndate: 2023",
            "stories/s.md": "title: S\nsummary: Of late",
        }
    )

    told = read(site, "/stories/s/timeline.json")

    (slide,) = told.events
    assert (slide.display_date, slide.end_date) == (
        "2023-03/2023-04-02",
        {"year": 2023, "month": 4, "day": 2},
    )
    assert shown(slide.text.text).words == "March 2023 – 2 April 2023So.A small site"
    assert '"https://example.org/small/events/a/"' in slide.text.text
    link = '<a href="https://example.org/small/stories/s/">A small site</a>'
    assert told.title["text"] == {"headline": "S", "text": f"<p>Of late</p><p>{link}</p>"}
    assert len(read(site).events) == 2


def test_every_text_is_shown_as_it_was_typed() -> None:
    slides = {slide.unique_id: slide for slide in read(hostile_site()).events}

    for name, text in TEXTS.items():
        slide = slides[f"event-v-{name}"]
        headline, words = shown(slide.text.headline), shown(slide.text.text)
        assert (headline.words, headline.tags) == (text, set())
        assert text in words.words
        assert words.tags == {"p", "a"}


def test_every_story_of_hostile_texts_has_its_event() -> None:
    site = hostile_site()

    for name, text in TEXTS.items():
        told = read(site, f"/stories/t-{name}/timeline.json")
        assert len(told.events) == len(site.archive.related("events", Target("story", f"t-{name}")))
        assert shown(told.events[0].text.headline).words == text
