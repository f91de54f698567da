"""Tables to a SQLite database with keys, views and full-text search, as bytes."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

import msgspec

from site_builder.model.config import Config
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Making
from site_builder.writing.exports.columns import Column, Kind, Row, Table
from site_builder.writing.exports.database_tables import ALL_TABLES, MORE_TABLES, SEARCHED, VIEWS
from site_builder.writing.exports.encoding import json_file
from site_builder.writing.exports.forms import RECORDS, Described, Field, SiteExport

PATH = "data/site.sqlite"

METADATA = "data/metadata.json"

# Not the library's own choices, which may be others elsewhere. The number is that of the tables'
# form, for those who read them.
SETTINGS = """\
PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';
PRAGMA auto_vacuum = NONE;
PRAGMA user_version = 1;
"""

TEXTS_TABLE = """\
CREATE TABLE texts (
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL, record TEXT NOT NULL, title TEXT, text TEXT,
  url TEXT NOT NULL
)"""

LACKING = (
    "this machine's SQLite has no full-text search (FTS5): data/site.sqlite is made without the"
    " table search"
)

SEARCH = """\
CREATE VIRTUAL TABLE search USING fts5(
  title, text, content="texts", content_rowid="number", tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO search (search, rank) VALUES ('hashsize', 268435456);
INSERT INTO search (search) VALUES ('rebuild');
INSERT INTO search (search) VALUES ('optimize');
"""
# With room for all words at once the index is written in one piece, and leaves no empty pages.

AFFINITIES: dict[Kind, str] = {
    "seconds": "INTEGER",
    "integer": "INTEGER",
    "boolean": "INTEGER",
    "number": "REAL",
}
"""How values are stored that are no texts."""


def can_search() -> bool:
    """Tell whether this machine's SQLite was built with what makes an index of words."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE search USING fts5(words)")
        except sqlite3.OperationalError:
            return False
    return True


def database(catalogue: Catalogue, *, has_search: bool) -> bytes:
    """Make the database; the same rows give the same bytes by the same version of SQLite."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.create_function("joined", -1, _joined)
        connection.create_function("listed", 1, _listed)
        connection.executescript(SETTINGS)
        connection.execute("BEGIN")
        for table in ALL_TABLES:
            for stored, rows in _with_links(table, list(table.rows(catalogue))):
                _fill(stored, rows, connection)
        for view in VIEWS:
            connection.execute(f'CREATE VIEW "{view.name}" AS\n{view.query}')
        connection.execute(TEXTS_TABLE)
        connection.execute(SEARCHED)
        connection.execute("COMMIT")
        if has_search:
            connection.executescript(SEARCH)
        return connection.serialize()


def _joined(*texts: str | None) -> str | None:
    return "\n".join(filter(None, texts)) or None


def _listed(array: str) -> str:
    return "\n".join(msgspec.json.decode(array, type=list[str]))


def _with_links(table: Table, rows: list[Row]) -> Iterator[tuple[Table, Iterable[Row]]]:
    """Give a table and those that hold what its lists name, a row each."""
    yield table, rows
    for place, column in table.lists():
        yield link_table(table, column), _links(rows, place, column)


def link_table(table: Table, column: Column) -> Table:
    """Declare the table that holds what a list names, each id as a key."""
    columns = [
        Column(table.one, "text", f"the {table.one}", (table.name,)),
        Column("position", "integer", "from 1, in the order of the list"),
    ]
    for to in column.to:
        name = "other" if to == table.name else ONES[to]
        columns.append(Column(name, "text", column.about, (to,)))
    if len(column.to) > 1:
        columns.append(Column("name", "text", "of a publisher that is no record"))
    about = f"{table.about} {column.name}: {column.about}."
    name = f"{table.name}_{column.name}"
    return Table(name, table.one, about, columns[2].name, tuple(columns), _no_rows, keys=2)


def _no_rows(catalogue: Catalogue) -> Iterator[Row]:
    del catalogue
    return iter(())


def _links(rows: list[Row], place: int, column: Column) -> Iterator[Row]:
    decode = msgspec.json.Decoder(list[str]).decode
    is_one = len(column.to) == 1
    for row in rows:
        for position, value in enumerate(decode(str(row[place])), 1):
            yield (row[0], position, *((value,) if is_one else _spread(value, column.to)))


def _spread(value: str, to: tuple[str, ...]) -> tuple[str | None, ...]:
    """Put an id into the column of its table, and what is no record's into the last."""
    kind, _, id_ = value.partition(":")
    table = next((name for name in to if ONES[name] == kind), None)
    return (*(id_ if name == table else None for name in to), None if table else id_)


ONES = {table.name: table.one for table in ALL_TABLES}


def _fill(table: Table, rows: Iterable[Row], connection: sqlite3.Connection) -> None:
    connection.execute(_create(table))
    marks = ", ".join("?" * len(table.columns))
    # Names are those of declarations, not of a site.
    insert = f'INSERT INTO "{table.name}" VALUES ({marks})'  # noqa: S608
    connection.executemany(insert, rows)
    # Tables of links are scanned as fast as their indexes would be read, which are as large.
    for column in table.columns if table.keys == 1 else ():
        if column.to and column.kind != "list":
            name = f"{table.name}_by_{column.name}"
            connection.execute(f'CREATE INDEX "{name}" ON "{table.name}" ("{column.name}")')


def _create(table: Table) -> str:
    columns = ",\n  ".join(map(_define, table.columns))
    keys = ", ".join(f'"{column.name}"' for column in table.columns[: table.keys])
    # A table of links is nothing but its key.
    without = " WITHOUT ROWID" if table.keys > 1 else ""
    return f'CREATE TABLE "{table.name}" (\n  {columns},\n  PRIMARY KEY ({keys})\n){without}'


def _define(column: Column) -> str:
    is_key = column.to and column.kind != "list"
    refers = f' REFERENCES "{column.to[0]}" ("id")' if is_key else ""
    return f'"{column.name}" {AFFINITIES.get(column.kind, "TEXT")}{refers}'


def metadata(config: Config, *, has_search: bool) -> bytes:
    """Tell Datasette what the database holds, and how to show it."""
    licence = config.license
    known = {
        "title": config.title,
        "description": config.description,
        "source": config.title,
        "source_url": config.origin + config.root,
        "license": (licence.title or licence.name) if licence else None,
        "license_url": licence.url if licence else None,
    }
    shown = {table.name: _shown(table) for table in ALL_TABLES}
    links = {
        link.name: {**_shown(link), "hidden": True}
        for table in ALL_TABLES
        for link in (link_table(table, column) for _, column in table.lists())
    }
    views = {view.name: {"description": view.about} for view in VIEWS}
    index = {"fts_table": "search", "fts_pk": "number"} if has_search else {}
    searched = {"texts": {"description": TEXTS, **index}}
    about = {name: value for name, value in known.items() if value}
    tables = {**shown, **links, **views, **searched}
    return json_file({**about, "databases": {"site": {"tables": tables}}})


def _shown(table: Table) -> dict[str, object]:
    columns = {column.name: column.about for column in table.columns}
    return {"description": table.about, "label_column": table.label, "columns": columns}


TEXTS = (
    "All words that are searched: headlines, names, summaries, passages of quotations and claims,"
    " and notes."
)


def _make(making: Making) -> Iterator[tuple[str, bytes]]:
    has_search = can_search()
    yield PATH, database(making.catalogue, has_search=has_search)
    yield METADATA, metadata(making.archive.config, has_search=has_search)


LINKS = (
    "what the list {column} of {table} names, a row each: the {one}, the position from 1, and the"
    " id in a column for each table that it may be of"
)


def _link_fields() -> Iterator[Field]:
    for table in ALL_TABLES:
        for _, column in table.lists():
            told = LINKS.format(column=column.name, table=table.name, one=table.one)
            yield Field(link_table(table, column).name, told)


def _more_fields() -> Iterator[Field]:
    for table in MORE_TABLES:
        columns = "; ".join(f"{column.name} ({column.about})" for column in table.columns)
        yield Field(table.name, f"{table.about} Columns: {columns}")


SITE = SiteExport(
    switch="database",
    files=(
        Described(
            path=PATH,
            form="SQLite",
            about="All tables in one database, with keys, full-text search and views.",
            fields=(
                Field(
                    "articles, entities, events, quotations, claims, sources",
                    "the same columns as in the files of CSV, without apostrophes before formulas;"
                    " lists are texts in JSON, truths 0 and 1",
                ),
                *_more_fields(),
                *_link_fields(),
                Field("texts", f"{TEXTS} Columns: number, kind, record (its id), title, text, url"),
                Field(
                    "search",
                    "the full-text index of texts, by title and text; left out where the SQLite"
                    " that the site is built with has no FTS5",
                ),
                *(Field(view.name, f"a view: {view.about}") for view in VIEWS),
            ),
        ),
        Described(
            path=METADATA,
            form="Metadata of Datasette",
            about="What datasette serve says of the database when it is given this file.",
            fields=(
                Field("title, description, source, license", "of the site"),
                Field("databases", "the tables and views of site, with their columns"),
            ),
        ),
    ),
    made_from=RECORDS | {"names"},
    make=_make,
)
