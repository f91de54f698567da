"""Places are read by others as GeoJSON, each with the events at it and with their own dates."""

import json

import geojson
from hypothesis import given, settings

from tests.small_site import SmallSite, small_site
from tests.writing.exports.dated import DATES, site_of
from tests.writing.exports.hostile import TEXTS, hostile_site

FILES = {
    "entities/minsk.md": """
        name: Minsk
        type: place
        aliases: [Мінск]
        summary: A city
        wikidata: Q2280
        same_as: [https://www.geonames.org/625144/]
        location: {lat: 53.9045, lon: 27.5615}
        """,
    "entities/nowhere.md": "name: Nowhere\ntype: place",
    "entities/hall.md": "name: Hall\ntype: organization\nlocation: {lat: -33.5, lon: -70}",
    "events/talks.md": "title: Talks\ndate: 2023-03\nplace: minsk\nsummary: So",
    "events/trip.md": "title: Trip\ndate: 2022/2023\ninvolved: [minsk]\nplace: nowhere",
    "articles/a.md": "title: A\nevents: [{id: x, title: X, date: 2023?, end: 2024, place: minsk}]",
}


def read(site: SmallSite) -> dict[str, geojson.Feature]:
    """Read the places of a site by their names."""
    collection = geojson.loads(site.file("/data/places.geojson"))
    assert isinstance(collection, geojson.FeatureCollection)
    assert collection.is_valid, collection.errors()
    assert "crs" not in collection
    return {feature["properties"]["name"]: feature for feature in collection["features"]}


def test_everything_that_has_a_position_is_there_with_what_is_known_of_it() -> None:
    places = read(small_site(FILES))

    assert places.keys() == {"Hall", "Minsk"}
    assert places["Hall"]["properties"]["events"] == []
    minsk = places["Minsk"]
    assert minsk["geometry"] == {"type": "Point", "coordinates": [27.5615, 53.9045]}
    assert minsk["id"] == "https://example.org/small/entities/minsk/"
    assert {k: v for k, v in minsk["properties"].items() if k != "events"} == {
        "name": "Minsk",
        "type": "place",
        "aliases": ["Мінск"],
        "summary": "A city",
        "url": "https://example.org/small/entities/minsk/",
        "same_as": ["https://www.wikidata.org/wiki/Q2280", "https://www.geonames.org/625144/"],
    }


def test_the_events_are_those_that_took_place_there() -> None:
    minsk = read(small_site(FILES))["Minsk"]

    assert minsk["properties"]["events"] == [
        {
            "title": "X",
            "date": "2023?",
            "end": "2024",
            "when": "2023 (uncertain) – 2024",
            "url": "https://example.org/small/articles/a/#event-x",
        },
        {
            "title": "Talks",
            "date": "2023-03",
            "when": "March 2023",
            "summary": "So",
            "url": "https://example.org/small/events/talks/",
        },
    ]


@settings(max_examples=30)
@given(DATES)
def test_dates_are_told_as_they_were_given(dates: list[str]) -> None:
    there = read(site_of(dates))["There"]

    told = {event["title"]: event["date"] for event in there["properties"]["events"]}
    assert told == {f"Event {n}": text for n, text in enumerate(dates)}


def test_every_text_is_read_as_it_was_typed() -> None:
    places = read(hostile_site())

    assert places.keys() == set(TEXTS.values())
    for text, place in places.items():
        assert place["properties"]["aliases"] == [f"also {text}"]
        assert [event["title"] for event in place["properties"]["events"]] == [text]


def test_a_site_without_places_has_a_collection_of_none() -> None:
    content = small_site({}).file("/data/places.geojson")

    assert json.loads(content) == {"type": "FeatureCollection", "features": []}
