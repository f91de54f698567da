"""The database holds what tables hold, with keys, views and a search, and Datasette shows it."""

import asyncio
import csv
import json
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from datasette.app import Datasette

from site_builder.build import build
from site_builder.request import Request
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.exports import citations, csv_tables
from site_builder.writing.exports.aspects import export_parts
from site_builder.writing.exports.columns import Table
from site_builder.writing.exports.csv_tables import TABLES
from site_builder.writing.exports.database import LACKING, SITE, database, link_table, metadata
from site_builder.writing.exports.database_tables import ALL_TABLES, MORE_TABLES, VIEWS
from site_builder.writing.exports.forms import SiteExport
from tests.problems.sites import write_site
from tests.small_site import SmallSite, small_site
from tests.writing.exports.hostile import DRAFT, EXCERPT, TEXTS, hostile_site
from tests.writing.exports.tabled import FILES, LICENSED, tabled_site, write_files


def opened(site: SmallSite) -> sqlite3.Connection:
    """Open the database of a site."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(site.file("/data/site.sqlite"))
    connection.row_factory = sqlite3.Row
    return connection


@pytest.fixture
def site() -> Iterator[sqlite3.Connection]:
    """Open the database of the site that has something in every column."""
    with closing(opened(tabled_site())) as connection:
        yield connection


@pytest.mark.parametrize("made", [tabled_site, hostile_site])
def test_the_database_is_whole_and_every_key_leads_to_a_row(
    made: Callable[[], SmallSite],
) -> None:
    with closing(opened(made())) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_column_that_names_another_table_is_a_key(site: sqlite3.Connection) -> None:
    for table in ALL_TABLES:
        for each in (table, *(link_table(table, column) for _, column in table.lists())):
            keys = site.execute(f"PRAGMA foreign_key_list({each.name})").fetchall()

            declared = {(c.name, c.to[0]) for c in each.columns if c.to and c.kind != "list"}
            assert {(key["from"], key["table"]) for key in keys} == declared


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_has_the_cells_of_its_csv(table: Table, site: sqlite3.Connection) -> None:
    text = tabled_site().file(f"/data/{table.name}.csv").decode()
    expected = list(csv.reader(StringIO(text, newline="")))
    copies = {"0": "false", "1": "true"}

    rows = site.execute(f"SELECT * FROM {table.name} ORDER BY id").fetchall()  # noqa: S608

    cells = [
        [
            copies[str(row[key])] if key == "copy" else "" if row[key] is None else str(row[key])
            for key in expected[0]
        ]
        for row in rows
    ]
    assert cells == expected[1:]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT entity FROM articles_entities ORDER BY position", [("li",), ("minsk",)]),
        ("SELECT event FROM articles_events WHERE article = 'x'", [("summit",), ("signing",)]),
        (
            "SELECT source, entity, name FROM quotations_chain ORDER BY position",
            [
                ("readout", None, None),
                ("wire", None, None),
                (None, "agency", None),
                (None, None, "X Times"),
            ],
        ),
        ("SELECT claim, other FROM claims_contradicts", [("y#c6", "x#c5")]),
        ("SELECT type, words, entity FROM notes WHERE entity NOT NULL", [("mention", "He", "li")]),
        ("SELECT note, answer FROM notes WHERE type = 'question'", [("Why?", "Because.")]),
        ("SELECT locator FROM notes WHERE type = 'citation'", [("p. 2",)]),
        ("SELECT corrected FROM notes WHERE type = 'correction'", [("2023-04",)]),
    ],
)
def test_lists_and_notes_can_be_joined(
    query: str, rows: list[tuple[object, ...]], site: sqlite3.Connection
) -> None:
    assert [tuple(row) for row in site.execute(query)] == rows


def test_statements_tell_who_said_what_where(site: sqlite3.Connection) -> None:
    (row,) = site.execute("SELECT * FROM statements").fetchall()

    told = (row["speaker"], row["words"], row["said"], row["article"], row["publisher"])
    assert told == ("Li Keqiang", "five", "2023-03", "X", "X Times")


def test_contradictions_put_claims_side_by_side(site: sqlite3.Connection) -> None:
    rows = site.execute("SELECT * FROM contradictions ORDER BY value").fetchall()

    assert [(row["contradiction"], row["about"], row["value"]) for row in rows] == [
        ("event:summit#loan", "Summit", "5"),
        ("event:summit#loan", "Summit", "6"),
    ]
    assert [row["article"] for row in rows] == ["X", "Y"]


def test_who_makes_a_contradicted_claim_is_named() -> None:
    claims = "\n".join(
        f"  - {{type: claim, id: c{n}, about: li, property: p, value: '{n}', claimant: [li, wu]}}"
        for n in (1, 2)
    )
    files = {
        "entities/li.md": "type: person\nname: Li",
        "entities/wu.md": "type: person\nname: Wu",
        "articles/a.md": f"title: A\nannotations:\n{claims}",
    }
    with closing(opened(small_site(files))) as connection:
        rows = connection.execute("SELECT claimants, about FROM contradictions").fetchall()

    assert [tuple(row) for row in rows] == [("Li; Wu", "Li")] * 2


def test_mentions_tell_the_words_and_how_often(site: sqlite3.Connection) -> None:
    rows = site.execute("SELECT entity, words, times FROM mentions ORDER BY words")

    assert [tuple(row) for row in rows] == [
        ("Li Keqiang", "He", 1),
        ("Li Keqiang", "Li", 1),
        ("Li Keqiang", "Li Keqiang", 1),
        ("Minsk", "Minsk", 1),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("premier", {("entity", "li"), ("claim", "x#whole")}),
        ("李克强", {("entity", "li")}),
        ("五", {("quotation", "x#q")}),
        ("five", {("quotation", "x#q"), ("claim", "x#c5")}),
        ("because", {("note", "x#ask")}),
        ("met", {("event", "summit")}),
        ("look*", {("claim", "x#whole")}),
        ("zqx", set()),
    ],
)
def test_a_search_finds_what_the_desk_wrote(
    words: str, found: set[tuple[str, str]], site: sqlite3.Connection
) -> None:
    query = (
        "SELECT kind, record FROM search JOIN texts ON number = search.rowid WHERE search MATCH ?"
    )

    assert {tuple(row) for row in site.execute(query, (words,))} == found


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_as_it_was(name: str) -> None:
    with closing(opened(hostile_site())) as connection:
        query = "SELECT a.title, c.value FROM articles AS a JOIN claims AS c ON c.article = a.id"
        row = connection.execute(f"{query} WHERE a.id = ?", (f"a-{name}",)).fetchone()

    assert tuple(row) == (TEXTS[name], TEXTS[name])


def test_the_bytes_are_the_same_whatever_the_order_of_files() -> None:
    turned = small_site(dict(reversed(FILES.items())), settings=LICENSED)

    made = turned.file("/data/site.sqlite")

    assert made == tabled_site().file("/data/site.sqlite")
    assert int.from_bytes(made[16:18]) == 4096
    assert len(made) % 4096 == 0


def test_no_page_of_the_file_is_empty(site: sqlite3.Connection) -> None:
    assert site.execute("PRAGMA freelist_count").fetchone()[0] == 0


def test_an_empty_site_has_an_empty_database() -> None:
    with closing(opened(small_site({}))) as connection:
        for table in ALL_TABLES:
            assert connection.execute(f"SELECT * FROM {table.name}").fetchall() == []  # noqa: S608


def test_an_edit_shows_after_another_was_made() -> None:
    edited = FILES | {"entities/li.md": FILES["entities/li.md"].replace("A premier.", "Late.")}

    made = database(small_site(edited).making.catalogue, has_search=True)

    assert made != database(small_site(FILES).making.catalogue, has_search=True)


@pytest.mark.parametrize(
    "export", [SITE, csv_tables.SITE, citations.SITE], ids=lambda export: export.switch
)
def test_an_edit_of_a_text_makes_no_table_again(export: SiteExport) -> None:
    edited = FILES | {
        "articles/x.md": FILES["articles/x.md"].replace("Li said", "It was so: then Li said")
    }

    before, after = (
        export_parts(export.made_from, Catalogue(small_site(files).archive), lambda _: b"")
        for files in (FILES, edited)
    )

    assert before == after


def test_another_name_in_a_text_makes_the_database_again() -> None:
    edited = FILES | {"articles/x.md": FILES["articles/x.md"].replace("for zqx", "Minsk for zqx")}

    before, after = (
        export_parts(SITE.made_from, Catalogue(small_site(files).archive), lambda _: b"")
        for files in (FILES, edited)
    )

    assert {name for name in before if before[name] != after[name]} == {"names"}


def test_nothing_that_is_withheld_is_in_it() -> None:
    assert b"zqx" not in tabled_site().file("/data/site.sqlite")
    made = hostile_site().file("/data/site.sqlite")
    assert not [word for word in (DRAFT, EXCERPT) if word.encode() in made]


async def _ask(folder: Path, paths: tuple[str, ...]) -> list[tuple[int, str]]:
    metadata = json.loads((folder / "metadata.json").read_bytes())
    datasette = Datasette(
        immutables=[str(folder / "site.sqlite")], metadata=metadata, settings={"num_sql_threads": 0}
    )
    await datasette.invoke_startup()
    answers = [await datasette.client.get(path) for path in paths]
    for each in datasette.databases.values():
        each.close()
    return [(answer.status_code, answer.text) for answer in answers]


def ask(folder: Path, *paths: str) -> list[tuple[int, str]]:
    """Ask Datasette, which is given the database and its metadata."""
    # A browser of other tests may have a loop of its own in this thread.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(_ask(folder, paths))).result()


def test_datasette_shows_what_the_metadata_says(tmp_path: Path) -> None:
    write_files(tabled_site(), tmp_path, "site.sqlite", "metadata.json")

    home, tables, articles, quotations = ask(
        tmp_path, "/", "/site.json", "/site/articles", "/site/quotations"
    )

    assert "A small site" in home[1]
    assert "https://creativecommons.org/licenses/by/4.0/" in home[1]
    listed = {table["name"]: table["hidden"] for table in json.loads(tables[1])["tables"]}
    shown = {name for name, is_hidden in listed.items() if not is_hidden}
    assert shown == {"texts", *(table.name for table in ALL_TABLES)}
    assert {view["name"] for view in json.loads(tables[1])["views"]} == {v.name for v in VIEWS}
    assert "headline" in articles[1]
    assert "Li Keqiang" in quotations[1]


def test_datasette_answers_to_every_table_view_and_search(tmp_path: Path) -> None:
    write_files(hostile_site(), tmp_path, "site.sqlite", "metadata.json")
    names = [*(table.name for table in ALL_TABLES), *(view.name for view in VIEWS)]
    paths = [*(f"/site/{name}" for name in names), "/site/texts?_search=never"]

    answers = ask(tmp_path, *paths)

    assert {status for status, _ in answers} == {200}
    assert not [text for _, text in answers if "<script>alert" in text]
    assert "a-script#q" in answers[-1][1]


def test_the_metadata_tells_of_every_table_and_its_columns() -> None:
    told = json.loads(tabled_site().file("/data/metadata.json"))["databases"]["site"]["tables"]

    for table in (*TABLES, *MORE_TABLES):
        assert told[table.name]["columns"] == {
            column.name: column.about for column in table.columns
        }
    assert {view.name for view in VIEWS} <= told.keys()


def test_without_the_means_to_search_only_the_index_is_missing() -> None:
    making = tabled_site().making

    tables: dict[bool, set[str]] = {}
    for has_search in (True, False):
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(database(making.catalogue, has_search=has_search))
            tables[has_search] = {
                name for (name,) in connection.execute("SELECT name FROM sqlite_schema")
            }
    told = json.loads(metadata(making.archive.config, has_search=False))

    assert {name for name in tables[True] - tables[False] if name != "search"} == {
        f"search_{part}" for part in ("config", "data", "docsize", "idx")
    }
    assert tables[False] < tables[True]
    assert "fts_table" not in told["databases"]["site"]["tables"]["texts"]


def test_a_build_says_once_that_it_cannot_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_site(tmp_path, FILES)
    monkeypatch.setattr("site_builder.writing.exports.database.can_search", lambda: False)
    monkeypatch.setattr("site_builder.build.can_search", lambda: False)

    first, state = build(Request(site=site))
    second, _ = build(Request(site=site), last=state)

    assert first.is_good
    assert first.notes == (LACKING,)
    assert second.notes == ()
