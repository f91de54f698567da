"""Records are linked the same whatever their order; where an id is taken twice the first stands."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from site_builder.linking.collect import (
    Records,
    all_events,
    all_sources,
    collect,
    collect_names,
    records_of,
)
from site_builder.model.archive import Archive, Record
from site_builder.model.config import Config
from site_builder.model.names import Names
from site_builder.model.target import Target
from site_builder.model.text import Url
from tests.small_site import names_of, read_all

CONFIG = Config(title="Site", base_url=Url("https://example.org/"))
FILES = {
    "articles/late.md": "title: B\npublished: 2023-03-02\nentities: [xi, minsk]\nevents: talks",
    "articles/early.md": "title: C\npublished: 2023-03-01\nentities: xi\nstories: paper",
    "articles/undated.md": "title: A\nevents: {id: own, date: 2023-02, title: O}",
    "articles/month.md": "title: D\npublished: 2023-03\nsources: {id: own, type: report, title: A}",
    "entities/xi.md": "{type: person, name: xi}",
    "entities/minsk.md": "{type: place, name: Minsk}",
    "entities/zhang.md": "type: person\nname: Ärzte\n---\nSee [[xi]].",
    "events/talks.md": "{date: 2023-03-01, title: T, involved: xi, place: minsk}",
    "events/war.md": "{date: 2022-02-24, title: W}",
    "events/spring.md": "{date: 2023-03, title: S}",
    "sources/readout.md": "{type: readout, title: R, origin: xi}",
    "stories/paper.md": "{title: P, order: 2}",
    "stories/visit.md": "{title: V, order: 1}",
    "pages/about.md": "{title: A}",
}
RECORDS = read_all(FILES).records


def _link(records: Records) -> Archive:
    return collect(records, {}, CONFIG, names_of(records))


def _shuffled(records: Records, random: Random) -> Records:
    every: list[Record] = [
        *records.articles,
        *records.entities,
        *records.events,
        *records.sources,
        *records.stories,
        *records.pages,
    ]
    return records_of(*random.sample(every, len(every)))


@given(st.randoms(use_true_random=False))
def test_the_order_of_files_makes_no_difference(random: Random) -> None:
    archive, other = _link(RECORDS), _link(_shuffled(RECORDS, random))

    assert other == archive
    for kind in ("article", "entity", "event", "source", "story", "page"):
        assert list(other.records(kind)) == list(archive.records(kind))


def test_articles_stand_newest_first_and_those_without_a_date_last() -> None:
    assert list(_link(RECORDS).articles) == ["late", "month", "early", "undated"]


def test_events_stand_in_the_order_of_time_those_of_articles_included() -> None:
    assert list(_link(RECORDS).events) == ["war", "own", "talks", "spring"]


def test_the_others_stand_by_name_title_or_order() -> None:
    archive = _link(RECORDS)

    assert list(archive.entities) == ["minsk", "xi", "zhang"]
    assert list(archive.sources) == ["own", "readout"]
    assert list(archive.stories) == ["visit", "paper"]


TWINS = {
    "articles/b/same.md": "title: B\npublished: 2023",
    "articles/a/same.md": "title: A\npublished: 2023",
    "entities/b/xi.md": "{type: person, name: A}",
    "entities/a/xi.md": "{type: person, name: A}",
    "events/talks.md": "{date: 2023-03-02, title: A}",
    "articles/c.md": "title: C\nevents: {id: talks, date: 2023-03-01, title: B}",
}


@given(st.randoms(use_true_random=False))
def test_of_two_records_of_one_id_the_first_in_the_list_stands(random: Random) -> None:
    archive = _link(_shuffled(read_all(TWINS).records, random))

    assert archive.articles["same"].path == "content/articles/a/same.md"
    assert archive.entities["xi"].path == "content/entities/a/xi.md"
    assert archive.events["talks"].article == "c"


def test_events_and_sources_of_articles_are_gone_through_with_the_others() -> None:
    assert [event.id for event in all_events(RECORDS)] == ["talks", "war", "spring", "own"]
    assert [source.id for source in all_sources(RECORDS)] == ["readout", "own"]


def _names() -> Names:
    withheld = frozenset({Target("entity", "hidden")})
    unreadable = frozenset({Target("entity", "broken")})
    return collect_names(RECORDS, withheld=withheld, unreadable=unreadable)


def test_every_record_is_known_by_its_id_its_file_and_its_page() -> None:
    names = _names()

    assert names.by_file["content/entities/xi.md"] == ("entity", "xi")
    assert names.by_path["/entities/xi/"] == ("entity", "xi")
    assert names.by_path["/about/"] == ("page", "about")
    assert names.by_path["/articles/undated/#event-own"] == ("event", "own")
    assert names.by_path["/articles/month/#source-own"] == ("source", "own")
    assert names.shown["event"] == {"talks", "war", "spring", "own"}


def test_what_is_withheld_or_unreadable_is_known_and_not_shown() -> None:
    names = _names()

    for id_ in ("hidden", "broken"):
        assert names.is_known(Target("entity", id_))
        assert not names.is_shown(Target("entity", id_))


def test_a_record_that_is_withheld_is_known_by_its_file_and_its_page() -> None:
    kept = records_of(*RECORDS.articles)

    names = collect_names(
        kept,
        withheld=frozenset({Target("entity", "xi")}),
        unreadable=frozenset(),
        known=RECORDS,
    )

    assert names.by_file["content/entities/xi.md"] == ("entity", "xi")
    assert names.by_path["/entities/xi/"] == ("entity", "xi")
    assert names.shown["entity"] == frozenset()
