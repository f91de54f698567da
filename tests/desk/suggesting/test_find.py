"""Entities, names, events and sources are found in a text, and nothing that is told already."""

import pytest

from site_builder.desk.suggesting.find import Told
from site_builder.desk.suggesting.language import FOLDER, read_language
from tests.desk.suggesting.telling import WEDNESDAY, tell


def test_known_entities_are_found_by_all_their_names_and_counted() -> None:
    told = tell("Henrik Dahl came to Port Esker. Dahl’s dog came, too.")

    assert dict(told.entities) == {
        "henrik-dahl": "2×: Henrik Dahl, Dahl",
        "port-esker": "1×: Port Esker",
    }


def test_declared_entities_are_not_suggested_again() -> None:
    told = tell("Henrik Dahl came to Port Esker.", told=Told(WEDNESDAY, entities=("henrik-dahl",)))

    assert list(told.entities) == ["port-esker"]


def test_entities_that_share_a_name_of_the_text_are_not_suggested() -> None:
    assert set(tell("Ada Berg met Ivo Berg at Port Esker.").entities) == {
        "ada-berg",
        "ivo-berg",
        "port-esker",
    }
    assert set(tell("Ada Berg met Ivo Berg at Port Esker. Berg left.").entities) == {"port-esker"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He met Joan Smith and Peter Jones.", {"Joan Smith": 1, "Peter Jones": 1}),
        ("There was President Joan Smith. Smith left.", {"Joan Smith": 1}),
        (
            "They asked the Bank of England twice, and the Bank of England knew.",
            {"Bank of England": 2},
        ),
        ("They asked Joan Smith of France.", {"Joan Smith": 1, "France": 1}),
        ("They met Charles de Gaulle.", {"Charles de Gaulle": 1}),
        ("A French ship came on Monday in March.", {}),
        ("Rain fell. The rain fell.", {}),
        ("Port Esker slept.", {}),
        ("<h2>The Long Night Over Town</h2>", {}),
    ],
)
def test_new_names_are_runs_of_capitals_that_no_entity_has(
    text: str, names: dict[str, int]
) -> None:
    assert dict(tell(text).names) == names


def test_an_event_has_its_date_the_words_that_report_it_and_who_stands_in_them() -> None:
    (event,) = tell("It rained. Marta Ortiz opened the quay on Tuesday.").events

    assert event == {
        "date": "2023-02-28",
        "title": "Marta Ortiz opened the quay on Tuesday",
        "involved": ("marta-ortiz",),
        "exact": "Marta Ortiz opened the quay on Tuesday",
        "draft": True,
    }


@pytest.mark.parametrize(
    ("text", "is_known"),
    [
        ("Marta Ortiz and Liu Mei met on Tuesday.", True),
        ("Marta Ortiz came. On Tuesday she met Liu Mei.", True),
        ("Liu Mei and Marta Ortiz spoke. It was on Tuesday.", False),
        ("Marta Ortiz opened the quay of Port Esker for the Harbour Board on Tuesday.", False),
        ("Marta Ortiz and Liu Mei met on Monday.", False),
    ],
)
def test_an_event_of_the_site_is_meant_where_its_date_and_its_persons_are(
    text: str, *, is_known: bool
) -> None:
    events = tell(text).events

    assert (events == ("opening",)) is is_known
    assert len(events) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The report of 27 February is long.",
        "Did it rain on Tuesday?",
        "Nothing was dated.",
    ],
)
def test_a_date_of_a_document_or_in_a_question_is_no_event(text: str) -> None:
    assert tell(text).events == ()


def test_a_date_that_an_event_of_the_article_has_is_told_already() -> None:
    told = Told(WEDNESDAY, dates=frozenset({"2023-02-28"}))

    assert tell("It rained on Tuesday.", told=told).events == ()


def test_links_are_sources_known_by_their_addresses_or_new() -> None:
    told = tell(
        '<p><a href="https://www.esker.example/quay/">here</a> and <a class="x" '
        'href="https://b.example/?a=1&amp;b=2">the minutes</a>, <a href="/about/">not</a></p>'
    )

    assert told.sources == (
        "board-report",
        {
            "id": "the-minutes",
            "type": "webpage",
            "title": "the minutes",
            "url": "https://b.example/?a=1&b=2",
            "draft": True,
        },
    )


def test_a_source_that_is_new_never_takes_the_id_of_another() -> None:
    told = tell(
        '<p><a href="https://a.example/1">board report</a> '
        '<a href="https://a.example/2">board report</a></p>'
    )

    assert [item["id"] for item in told.sources if not isinstance(item, str)] == [
        "board-report-2",
        "board-report-3",
    ]


def test_in_a_language_without_a_file_names_and_links_are_found() -> None:
    told = tell("“Marta Ortiz” mbëltha 1 March", tag="xx")

    assert list(told.entities) == ["marta-ortiz"]
    assert told.events == told.annotations == ()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_file_of_a_language_says_all_that_is_asked(path: object) -> None:
    language = read_language(str(getattr(path, "stem", "")))

    assert language is not None
    assert len(language.dates.months) in {0, 12}
    assert len(language.dates.weekdays) in {0, 7}


@pytest.mark.parametrize("tag", ["../en", "", "e", "en/../en", "zz"])
def test_a_tag_without_a_file_is_no_language(tag: str) -> None:
    assert read_language(tag) is None
