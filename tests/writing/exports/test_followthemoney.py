"""Entities of FollowTheMoney pass through its own model without losing a value."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings

from site_builder.model.entity import EntityType
from site_builder.writing.exports.followthemoney import SCHEMATA
from tests.small_site import SETTINGS, SmallSite, small_site
from tests.writing.exports.dated import DATES, pieces_of, site_of
from tests.writing.exports.hostile import TEXTS, hostile_site

followthemoney = pytest.importorskip(
    "followthemoney",
    reason="its model is compiled from source: `make audit` installs it",
)

PATH = "/data/entities.ftm.json"
DATED = ("date", "startDate", "endDate", "publishedAt", "modifiedAt", "retrievedAt")

FILES = {
    "entities/li.md": """
        name: Li Keqiang
        type: person
        aliases: [李克强]
        wikidata: Q16574
        same_as: [https://Example.org]
        roles:
          - {title: premier, organization: council, from: 2013-03, to: 2023-03-11}
          - {title: party secretary, organization: Liaoning, from: 2004}
          - {title: chair, organization: council, from: 2012~}
        """,
    "entities/council.md": "name: State Council\ntype: public-body",
    "entities/wire.md": "name: Wire\ntype: media",
    "entities/beijing.md": "name: Beijing\ntype: place\nlocation: {lat: 39.9042, lon: 116.4}",
    "entities/plane.md": "name: B-2472\ntype: vehicle\nroles: [{title: on duty}]",
    "sources/readout.md": """
        type: press-release
        title: Readout
        author: [Press office]
        publisher: council
        issued: 2023-03
        accessed: 2023-03-05T10:00:00+03:00
        url: https://gov.example/readout?a=1
        """,
    "sources/relay.md": "type: post\ntitle: Relay\norigin: readout",
    "events/talks.md": """
        title: Talks
        date: 2023-03-01
        place: beijing
        involved: [li, council, plane, beijing]
        sources: [readout]
        stories: [visit]
        """,
    "events/about.md": "title: About\ndate: 2023-03~\nplace: council",
    "stories/visit.md": "title: A visit",
    "articles/a.md": """
        title: On the talks
        published: 2023-03-02T01:00:00+03:00
        publisher: wire
        author: [A. B]
        topics: [talks]
        source: https://wire.example/a
        archived: https://archive.example/a
        entities: [li]
        events: [talks]
        sources: [readout]
        annotations:
          - {type: mention, id: m, exact: the host, entity: li}
        ---
        Li Keqiang met them; Li Keqiang spoke, and the host left for Beijing.
        """,
}


class Thing(msgspec.Struct, frozen=True):
    """A line of the file, with the values that the model kept."""

    id: str
    schema: str
    properties: Mapping[str, Sequence[str]]

    def __getitem__(self, name: str) -> list[str]:
        return sorted(self.properties.get(name, ()))


def read(site: SmallSite) -> dict[str, Thing]:
    """Read the entities of a site, and prove that the model keeps all that they say."""
    model = followthemoney.model
    things = {}
    for line in site.file(PATH).split(b"\n")[:-1]:
        raw = json.loads(line)
        proxy = model.get_proxy(raw, cleaned=False)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        # An address is put in order: a semicolon becomes a comma.
        full = {"full": kept["full"]} if "full" in raw["properties"] else {}
        said = {name: sorted(values) for name, values in raw["properties"].items()} | full
        assert kept == said
        assert len(kept.get("full", ())) == len(raw["properties"].get("full", ()))
        assert raw["id"] not in things
        things[raw["id"]] = Thing(proxy.id, proxy.schema.name, kept)
    return things


def one(things: Mapping[str, Thing], schema: str, **properties: str) -> Thing:
    """Find the only thing of a schema that has these values."""
    (found,) = (
        thing
        for thing in things.values()
        if thing.schema == schema and all(v in thing[k] for k, v in properties.items())
    )
    return found


@pytest.mark.parametrize("site", [small_site(FILES), hostile_site()], ids=["facts", "hostile"])
def test_what_is_named_is_there_and_of_a_schema_that_may_be_named(site: SmallSite) -> None:
    things = read(site)
    model = followthemoney.model

    for thing in things.values():
        schema = model.get(thing.schema)
        assert set(schema.required) <= thing.properties.keys()
        for name, values in thing.properties.items():
            if (range_ := schema.get(name).range) is not None:
                named = [model.get(things[value].schema) for value in values]
                assert all(each.is_a(range_) for each in named), (thing, name)


def test_every_record_is_there_once() -> None:
    site = small_site(FILES)
    archive = site.archive

    counts = Counter(thing.schema for thing in read(site).values())

    entities = Counter(SCHEMATA[entity.fields.type] for entity in archive.entities.values())
    assert {schema: counts[schema] for schema in entities} == entities
    assert counts["Event"] == len(archive.events) == 2
    assert counts["Article"] == len(archive.articles) + len(archive.sources) == 3
    assert counts["Mention"] == 2
    # Two offices at the council; a plane and a place that took part; a council that is no place.
    assert counts["UnknownLink"] == 5


def test_an_entity_tells_what_is_known_of_it() -> None:
    things = read(small_site(FILES))

    li = one(things, "Person", name="Li Keqiang")
    council = one(things, "PublicBody", name="State Council")
    assert li["alias"] == ["李克强"]
    assert li["wikidataId"] == ["Q16574"]
    assert li["sourceUrl"] == ["https://example.org/", "https://example.org/small/entities/li/"]
    assert li["position"] == ["party secretary, Liaoning (since 2004)"]
    premier = one(things, "UnknownLink", role="premier")
    assert (premier["subject"], premier["object"]) == ([li.id], [council.id])
    assert (premier["startDate"], premier["endDate"]) == (["2013-03"], ["2023-03-11"])
    chair = one(things, "UnknownLink", role="chair")
    assert (chair["startDate"], chair["description"]) == ([], ["since about 2012"])
    assert one(things, "Vehicle")["notes"] == ["on duty"]
    beijing = one(things, "Address")
    assert (beijing["latitude"], beijing["longitude"]) == (["39.9042"], ["116.4"])


def test_an_event_tells_when_and_where_it_was_and_who_took_part() -> None:
    things = read(small_site(FILES))

    talks, about = one(things, "Event", name="Talks"), one(things, "Event", name="About")
    li, council = one(things, "Person"), one(things, "PublicBody")
    assert talks["date"] == ["2023-03-01"]
    assert talks["notes"] == []
    assert talks["involved"] == sorted([li.id, council.id])
    assert talks["addressEntity"] == [one(things, "Address").id]
    assert talks["keywords"] == ["A visit"]
    assert (about["date"], about["notes"]) == ([], ["about March 2023"])
    others = [t["object"] for t in things.values() if t["role"] == ["involved"]]
    assert sorted(others) == sorted([[one(things, "Vehicle").id], [one(things, "Address").id]])
    place = one(things, "UnknownLink", role="place")
    assert (place["subject"], place["object"]) == ([about.id], [council.id])


def test_articles_and_sources_tell_whence_they_are() -> None:
    things = read(small_site(FILES))

    article = one(things, "Article", title="On the talks")
    source = one(things, "Article", title="Readout")
    assert article["author"] == ["A. B"]
    assert article["publisher"] == ["Wire"]
    assert article["publishedAt"] == ["2023-03-01T22:00:00"]
    assert article["sourceUrl"] == [
        "https://archive.example/a",
        "https://example.org/small/articles/a/",
        "https://wire.example/a",
    ]
    assert source["publishedAt"] == ["2023-03"]
    assert source["retrievedAt"] == ["2023-03-05T07:00:00"]
    links = {
        (things[t["document"][0]]["title"][0], t["role"][0], name_of(things[t["entity"][0]]))
        for t in things.values()
        if t.schema == "Documentation"
    }
    assert links == {
        ("On the talks", "about", "Li Keqiang"),
        ("On the talks", "covers", "Talks"),
        ("On the talks", "publisher", "Wire"),
        ("Readout", "source", "On the talks"),
        ("Readout", "source", "Talks"),
        ("Readout", "publisher", "State Council"),
        ("Readout", "origin", "Relay"),
    }


def name_of(thing: Thing) -> str:
    """Say what a thing is called."""
    return (thing["name"] or thing["title"])[0]


def test_mentions_tell_the_words_and_whom_they_mean() -> None:
    things = read(small_site(FILES))

    li = one(things, "Person")
    mentions = [thing for thing in things.values() if thing.schema == "Mention"]
    assert sorted(thing["name"][0] for thing in mentions) == ["Li Keqiang", "the host"]
    assert {thing["resolved"][0] for thing in mentions} == {li.id}
    assert {things[thing["document"][0]]["title"][0] for thing in mentions} == {"On the talks"}


@settings(max_examples=40)
@given(DATES)
def test_a_date_gains_nothing_and_is_kept_by_the_model(dates: list[str]) -> None:
    things = read(site_of(dates))

    for n, text in enumerate(dates):
        event = one(things, "Event", name=f"Event {n}")
        told = [value for name in DATED for value in event[name]]
        assert {value.removesuffix("Z") for value in told} <= {
            piece.removesuffix("Z") for piece in pieces_of(text)
        }
        if not told or len(told) < len(set(pieces_of(text))):
            # What is not told as a date is told in words.
            assert event["notes"] != []


def test_ids_stay_when_the_site_moves() -> None:
    moved = SETTINGS.replace("https://example.org/small/", "https://other.example/")

    assert list(read(small_site(FILES))) == list(read(small_site(FILES, settings=moved)))


def test_every_type_of_entity_has_a_schema_of_the_model() -> None:
    assert SCHEMATA.keys() == set(get_args(EntityType))
    assert not [s for s in SCHEMATA.values() if followthemoney.model.get(s).abstract]


def test_every_text_is_kept_as_far_as_the_model_keeps_any() -> None:
    things = read(hostile_site())

    for name, text in TEXTS.items():
        # The model takes line separators for blanks and composes signs.
        kept = {"lines": "one two three", "astral": "😀 𝔘𝔫𝔦 é 中文"}.get(name, text)
        address = one(things, "Address", name=" ".join(kept.split()))
        assert address["alias"] == [" ".join(f"also {kept}".split())]
        assert one(things, "Event", name=" ".join(kept.split()))["summary"] != []
