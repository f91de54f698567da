"""Tables as CSV (RFC 4180), and their description (Frictionless Data Package)."""

import csv
import re
from collections.abc import Iterator
from hashlib import sha256
from io import StringIO

from site_builder.model.config import Config
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Making
from site_builder.writing.exports.columns import Cell, Column, Kind, Table
from site_builder.writing.exports.encoding import json_file
from site_builder.writing.exports.forms import RECORDS, Described, Field, SiteExport
from site_builder.writing.exports.statement_tables import CLAIMS, QUOTATIONS
from site_builder.writing.exports.tables import ARTICLES, ENTITIES, EVENTS, SOURCES

TABLES = (ARTICLES, ENTITIES, EVENTS, QUOTATIONS, CLAIMS, SOURCES)

PACKAGE = "data/datapackage.json"

FORMULA = re.compile(r"[\s\x00-\x1f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[-=+@'＝＋－＠]")
"""A text that a spreadsheet may calculate, whatever invisible signs it hides the start behind."""


def guarded(text: str) -> str:
    """Put an apostrophe before what may be a formula, and before what begins with one.

    So a cell that begins with an apostrophe is its text with that one before it.
    """
    return f"'{text}" if FORMULA.match(text) or text[:1] in {"\t", "\r", "\n"} else text


def csv_file(table: Table, catalogue: Catalogue) -> bytes:
    """Write a table, a line of names before its rows; what is not known is empty."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows(map(_cell, row) for row in table.rows(catalogue))
    return file.getvalue().encode()


def _cell(value: Cell) -> str:
    match value:
        case str():
            return guarded(value)
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


TYPES: dict[Kind, str] = {
    "text": "string",
    "url": "string",
    "date": "string",
    "seconds": "integer",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "list": "array",
}
"""Types of Table Schema."""

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"

GUARD = (
    "A cell of text that begins with = + - @ or ', white space and invisible signs not counted,"
    " has an apostrophe (') before it, so that no spreadsheet calculates it: where a text begins"
    " with an apostrophe, take one away."
)


def package(made: dict[str, bytes], config: Config) -> bytes:
    """Describe the tables, given their bytes by their name."""
    resources = [_resource(table, made[table.name]) for table in TABLES]
    about = {
        "profile": "tabular-data-package",
        "name": "site",
        "title": config.title,
        "description": " ".join(filter(None, (config.description, GUARD))),
        "homepage": config.origin + config.root,
    }
    return json_file({**about, **_licences(config), "resources": resources})


def _licences(config: Config) -> dict[str, list[dict[str, str]]]:
    licence = config.license
    if licence is None:
        return {}
    known = {"name": licence.name, "title": licence.title, "path": licence.url}
    return {"licenses": [{name: value for name, value in known.items() if value}]}


def _resource(table: Table, content: bytes) -> dict[str, object]:
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n", "delimiter": ",", "quoteChar": '"'},
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": [table.columns[0].name],
            "foreignKeys": [
                _foreign_key(column, table)
                for column in table.columns
                if column.to and column.kind != "list"
            ],
        },
    }


def _field(column: Column) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "type": TYPES[column.kind],
        "description": column.about,
    }
    return {**field, "rdfType": EDTF} if column.kind == "date" else field


def _foreign_key(column: Column, table: Table) -> dict[str, object]:
    # The standard's word for the table itself is no word.
    resource = "" if column.to[0] == table.name else column.to[0]
    return {"fields": [column.name], "reference": {"resource": resource, "fields": ["id"]}}


def _make(making: Making) -> Iterator[tuple[str, bytes]]:
    made = {table.name: csv_file(table, making.catalogue) for table in TABLES}
    for name, content in made.items():
        yield f"data/{name}.csv", content
    yield PACKAGE, package(made, making.archive.config)


SITE = SiteExport(
    switch="tables",
    files=(
        *(
            Described(
                path=f"data/{table.name}.csv", form="CSV", about=table.about, fields=table.fields
            )
            for table in TABLES
        ),
        Described(
            path=PACKAGE,
            form="Frictionless Data Package",
            about="What the tables hold: types, descriptions and keys of their columns.",
            fields=(
                Field("licenses", "what others may do with the data, if the site says so"),
                Field(
                    "resources", "the tables, each with its size, its digest and all its columns"
                ),
            ),
        ),
    ),
    made_from=RECORDS,
    make=_make,
)
