"""Tables say what the records say, to readers of CSV and of Frictionless packages."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from frictionless import Package, validate
from frictionless.resources import TableResource
from hypothesis import given
from hypothesis import strategies as st

from site_builder.writing.exports.csv_tables import TABLES, guarded
from tests.small_site import SmallSite, small_site
from tests.writing.exports.hostile import DRAFT, EXCERPT, TEXTS, hostile_site
from tests.writing.exports.tabled import FILES, LICENSED, tabled_site, write_files

NAMES = [table.name for table in TABLES]
FILE_NAMES = ["datapackage.json", *(f"{name}.csv" for name in NAMES)]


def rows(site: SmallSite, name: str) -> dict[str, dict[str, str]]:
    """Read a table, its rows by their ids."""
    text = site.file(f"/data/{name}.csv").decode()
    return {row["id"]: row for row in csv.DictReader(StringIO(text, newline=""))}


def unguarded(cell: str) -> str:
    """Give the text of a cell back, as the documentation says how."""
    return cell.removeprefix("'")


def test_an_article_has_all_its_cells() -> None:
    row = rows(tabled_site(), "articles")["x"]

    assert row == {
        "id": "x",
        "title": "X",
        "published": "2023-03-02T10:00:00+03:00",
        "published_earliest": "1677740400",
        "published_latest": "1677740400",
        "updated": "2023-04",
        "retrieved": "2023-05-06",
        "authors": '["A. Writer","B. Other"]',
        "publisher": "X Times",
        "publisher_id": "",
        "original": "https://x.example/",
        "archived": "https://a.example/x",
        "language": "en",
        "summary": "What was said.",
        "display": "full",
        "stories": '["talks"]',
        "topics": '["loans","talks"]',
        "entities": '["li","minsk"]',
        "events": '["summit","signing"]',
        "sources": '["wire","own"]',
        "annotations": "7",
        "url": "https://example.org/small/articles/x/",
    }


def test_an_entity_has_its_offices_and_its_place() -> None:
    found = rows(tabled_site(), "entities")

    assert json.loads(found["li"]["roles"]) == [
        {"title": "premier", "organization": "State Council", "from": "2013-03", "to": "2023-03-11"}
    ]
    assert json.loads(found["li"]["aliases"]) == ["李克强", "Li"]
    assert (found["minsk"]["latitude"], found["minsk"]["longitude"]) == ("53.9", "-27.5")
    assert found["li"]["latitude"] == ""


def test_an_event_and_a_source_know_the_article_that_they_are_written_out_in() -> None:
    events, sources = rows(tabled_site(), "events"), rows(tabled_site(), "sources")

    assert (events["signing"]["article"], sources["own"]["article"]) == ("x", "x")
    assert events["signing"]["url"] == "https://example.org/small/articles/x/#event-signing"
    assert events["summit"]["article"] == ""
    assert (events["summit"]["place"], events["summit"]["involved"]) == (
        "minsk",
        '["li","council"]',
    )


def test_what_a_source_relays_is_a_source_or_an_entity() -> None:
    found = rows(tabled_site(), "sources")

    relayed = {id_: (row["origin_source"], row["origin_entity"]) for id_, row in found.items()}
    assert relayed == {
        "wire": ("readout", ""),
        "tweet": ("", "li"),
        "readout": ("", ""),
        "own": ("", ""),
    }
    assert [found["readout"]["copy"], found["wire"]["copy"]] == ["true", "false"]


def test_a_quotation_tells_its_words_its_speaker_and_its_chain() -> None:
    row = rows(tabled_site(), "quotations")["x#q"]

    assert (row["words"], row["speaker"], row["cue"], row["kind"]) == (
        "five",
        "li",
        "said",
        "indirect",
    )
    assert json.loads(row["chain"]) == [
        "source:readout",
        "source:wire",
        "entity:agency",
        "publisher:X Times",
    ]
    assert (row["original"], row["original_language"], row["note"]) == ("五", "zh", "In his words.")
    assert (row["by"], row["created"]) == ('["The desk"]', "2023-03-03")


def test_a_claim_tells_what_it_is_about_and_what_it_stands_against() -> None:
    found = rows(tabled_site(), "claims")

    assert (found["y#c6"]["about_event"], found["x#whole"]["about_entity"]) == ("summit", "li")
    assert (found["y#c6"]["contradicts"], found["y#c6"]["supports"]) == ('["x#c5"]', '["x#whole"]')
    assert (found["x#whole"]["verdict"], found["x#whole"]["verdict_note"]) == (
        "right",
        "We looked.",
    )
    assert (found["x#whole"]["words"], found["x#whole"]["verdict_date"]) == ("", "2023-06")


@pytest.mark.parametrize("name", NAMES)
def test_there_is_a_row_for_every_record(name: str) -> None:
    archive = tabled_site().archive
    annotations = [
        (f"{slug}#{each.id}", f"{each.fields.type}s")
        for slug, article in archive.articles.items()
        for each in article.annotations
    ]

    ids = rows(tabled_site(), name).keys()

    kind = {"articles": "article", "entities": "entity", "events": "event", "sources": "source"}
    expected = (
        set(archive.records(kind[name]))
        if name in kind
        else {id_ for id_, type_ in annotations if type_ == name}
    )
    assert ids == expected


def test_a_date_is_what_its_author_wrote_between_bounds_that_are_numbers() -> None:
    site = small_site(
        {
            "events/a.md": "title: A\ndate: 2023-03",
            "events/b.md": "title: B\ndate: 2023-02/..",
            "events/c.md": 'title: C\ndate: "[2023-01-01, 2023-01-02]"',
            "events/d.md": "title: D\ndate: 2023~",
        }
    )

    found = rows(site, "events")

    dates = {id_: row["date"] for id_, row in found.items()}
    assert dates == {
        "a": "2023-03",
        "b": "2023-02/..",
        "c": "[2023-01-01,2023-01-02]",
        "d": "2023~",
    }
    assert (found["a"]["date_earliest"], found["a"]["date_latest"]) == ("1677618000", "1680296399")
    assert found["b"]["date_latest"] == ""


def test_the_package_is_valid_and_its_keys_lead_to_rows(tmp_path: Path) -> None:
    write_files(tabled_site(), tmp_path, *FILE_NAMES)

    report = validate(str(tmp_path / "datapackage.json"))

    assert report.flatten(["title", "message"]) == []
    assert [task.name for task in report.tasks] == NAMES


def test_a_key_that_leads_nowhere_would_be_seen(tmp_path: Path) -> None:
    write_files(tabled_site(), tmp_path, *FILE_NAMES)
    quotations = tmp_path / "quotations.csv"
    quotations.write_bytes(quotations.read_bytes().replace(b",li,", b",lo,"))

    report = validate(str(tmp_path / "datapackage.json"))

    assert "foreign-key" in {type_ for (type_,) in report.flatten(["type"])}


def test_the_package_gives_types_and_the_licence(tmp_path: Path) -> None:
    write_files(tabled_site(), tmp_path, *FILE_NAMES)

    package = Package(str(tmp_path / "datapackage.json"))
    told = json.loads((tmp_path / "datapackage.json").read_bytes())

    entities = package.get_resource("entities")
    assert isinstance(entities, TableResource)
    (minsk,) = (row for row in entities.read_rows() if row["id"] == "minsk")
    assert (float(minsk["longitude"]), minsk["aliases"], minsk["summary"]) == (-27.5, [], None)
    assert told["licenses"] == [
        {
            "name": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        }
    ]


def test_the_package_describes_every_column_as_the_data_page_does() -> None:
    told = json.loads(tabled_site().file("/data/datapackage.json"))

    for resource, table in zip(told["resources"], TABLES, strict=True):
        described = [
            (field["name"], field["description"]) for field in resource["schema"]["fields"]
        ]
        assert described == [(field.name, field.about) for field in table.fields]


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_comes_back_whole_and_is_no_formula(name: str) -> None:
    cell = rows(hostile_site(), "articles")[f"a-{name}"]["title"]

    assert unguarded(cell) == TEXTS[name]
    assert cell.lstrip()[0] not in "=+-@"


def test_a_hostile_package_is_valid_too(tmp_path: Path) -> None:
    write_files(hostile_site(), tmp_path, *FILE_NAMES)

    assert validate(str(tmp_path / "datapackage.json")).flatten(["message"]) == []


@given(st.text())
def test_every_text_comes_back_from_its_cell(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(
    st.text(st.sampled_from(" \t\n\r\N{ZERO WIDTH SPACE}\N{RIGHT-TO-LEFT OVERRIDE}\ufeff\u2003")),
    st.sampled_from("=+-@＝＋－＠"),
    st.text(),
)
def test_no_formula_begins_a_cell_whatever_hides_it(before: str, sign: str, after: str) -> None:
    assert guarded(before + sign + after) == f"'{before}{sign}{after}"


def test_nothing_that_is_withheld_is_in_a_table() -> None:
    made = b"".join(tabled_site().file(f"/data/{name}.csv") for name in NAMES)

    assert b"zqx" not in made


def test_an_order_of_files_makes_no_other_table() -> None:
    turned = small_site(dict(reversed(FILES.items())), settings=LICENSED)

    assert all(turned.file(f"/data/{n}") == tabled_site().file(f"/data/{n}") for n in FILE_NAMES)


def test_drafts_and_excerpts_are_in_no_table() -> None:
    made = b"".join(hostile_site().file(f"/data/{name}") for name in FILE_NAMES)

    assert not [word for word in (DRAFT, EXCERPT) if word.encode() in made]
