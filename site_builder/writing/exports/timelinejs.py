"""The events of the site or of a story as a timeline for TimelineJS3."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

import msgspec

from site_builder.model.archive import Archive
from site_builder.model.dates import EdtfDate, Precision
from site_builder.model.target import Target
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Making
from site_builder.writing.dates import rfc3339
from site_builder.writing.exports.encoding import json_file, xml_attribute, xml_text
from site_builder.writing.exports.forms import Described, Document, Field, SiteExport
from site_builder.writing.exports.periods import edtf_of, first_date, last_date

PATH = "data/timeline.json"
NAME = "timeline.json"

FARTHEST = 271_820
"""The years before and after our era that JavaScript has dates for; beyond them it counts years."""

YEARS: Mapping[Precision, int] = {"decade": 10, "century": 100}

Node = dict[str, object]


def timeline(title: str, about: str, ids: Iterable[str], url: str, catalogue: Catalogue) -> bytes:
    """Write some events, in the order of time, under a title that leads to a page."""
    archive = catalogue.archive
    ids = tuple(ids)
    slides = (_piece(id_, catalogue) for id_ in ids)
    return json_file(
        {
            "title": {
                "unique_id": "title",
                "text": {
                    "headline": xml_text(title),
                    "text": _paragraphs(about, _link(url, archive.config.title)),
                },
                "autolink": False,
            },
            "events": [msgspec.Raw(slide) for slide in slides if slide],
            "scale": "cosmological" if _is_far(ids, archive) else "human",
        }
    )


def _piece(id_: str, catalogue: Catalogue) -> bytes:
    return catalogue.piece("timelinejs", Target("event", id_), partial(_event, id_, catalogue))


def _event(id_: str, catalogue: Catalogue) -> bytes:
    """Write an event; nothing for one of which no beginning is known, as it has no place."""
    config = catalogue.archive.config
    fields, card = catalogue.archive.events[id_].fields, catalogue.event(id_)
    first, last = first_date(fields.date), last_date(fields.end or fields.date)
    if first is None:
        return b""
    has_end = last is not None and (last != first or last.precision in YEARS)
    until = {"end_date": _last_parts(last, catalogue)} if last is not None and has_end else {}
    # TimelineJS reads texts as HTML.
    text = _paragraphs(
        card.when.text, fields.summary or "", _link(config.origin + card.url, config.title)
    )
    return msgspec.json.encode(
        {
            "unique_id": card.id,
            "start_date": _parts(first, catalogue),
            **until,
            "display_date": edtf_of(fields),
            "text": {"headline": xml_text(fields.title), "text": text},
            "autolink": False,
        }
    )


def _parts(date: EdtfDate, catalogue: Catalogue) -> Node:
    """Write a date by its parts, as far as its author knew it."""
    parts = {"year": date.year, "month": date.month, "day": date.day_of_month}
    if date.precision == "time" and (stamp := rfc3339(date, catalogue.archive.config.zone)):
        hour, minute, second = stamp[11:19].split(":")
        parts |= {"hour": int(hour), "minute": int(minute), "second": int(second) or None}
    return {name: part for name, part in parts.items() if part is not None}


def _last_parts(date: EdtfDate, catalogue: Catalogue) -> Node:
    """Write the end of a time: of a decade its last year."""
    if date.precision in YEARS and date.year is not None:
        return {"year": date.year + YEARS[date.precision] - 1}
    return _parts(date, catalogue)


def _paragraphs(*texts: str) -> str:
    """Put a link, which is HTML, below texts, which are not."""
    *said, link = texts
    return "".join(f"<p>{xml_text(text)}</p>" for text in said if text) + f"<p>{link}</p>"


def _link(url: str, label: str) -> str:
    return f"<a href={xml_attribute(url)}>{xml_text(label)}</a>"


def _is_far(ids: Iterable[str], archive: Archive) -> bool:
    fields = (archive.events[id_].fields for id_ in ids)
    dates = (date for each in fields for date in (each.date, each.end) if date is not None)
    bounds = (bound for date in dates for bound in (first_date(date), last_date(date)))
    return any(bound is not None and abs(bound.year or 0) > FARTHEST for bound in bounds)


def _make_site(making: Making) -> Iterator[tuple[str, bytes]]:
    catalogue, config = making.catalogue, making.archive.config
    url = config.origin + catalogue.address("/timeline/")
    yield PATH, timeline(config.title, config.description, catalogue.event_order, url, catalogue)


def _make_story(id_: str, making: Making) -> bytes:
    catalogue, target = making.catalogue, Target("story", id_)
    fields = making.archive.stories[id_].fields
    ids = [p.id for p in making.archive.related("events", target) if p.kind == "event"]
    url = making.archive.config.origin + catalogue.address(catalogue.path(target))
    return timeline(fields.title, fields.summary or "", ids, url, catalogue)


FIELDS = (
    Field("title", "what the site or the story says of itself"),
    Field("unique_id", "of the event: its place on a page of the site"),
    Field(
        "start_date, end_date",
        "year, month, day, hour and minute in the site’s time zone, as far as they are known; of a"
        " decade its first and its last year, of a set of dates the first and the last one",
    ),
    Field("display_date", "the date in EDTF, as its author wrote it"),
    Field("text.headline", "the title of the event, in HTML"),
    Field("text.text", "in HTML: the date in words, a summary, and a link to the event"),
    Field("scale", "cosmological where a year is beyond what JavaScript has dates for, else human"),
)

SITE = SiteExport(
    switch="timeline",
    files=(
        Described(
            path=PATH,
            form="TimelineJS3",
            about="All events whose beginning is known at all, for a timeline on any page.",
            fields=FIELDS,
        ),
    ),
    made_from=frozenset({"events"}),
    make=_make_site,
)

DOCUMENT = Document(
    switch="timeline",
    of="story",
    file=Described(path=NAME, form="TimelineJS3", about="The events of one story.", fields=FIELDS),
    make=_make_story,
)
