"""A table as it is declared, once for CSV, its description, SQLite and the documentation."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Generic, Literal, NamedTuple, TypeVar

import msgspec

from site_builder.model.dates import DAWN, DUSK, EdtfDate
from site_builder.model.target import Target
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.exports.forms import Field

Cell = str | int | float | bool | None
"""What a cell holds; a list as a JSON array."""

Value = Cell | list[str | dict[str, str]]
"""What a column is given: of lists those of texts and of small records."""

Row = tuple[Cell, ...]

Kind = Literal["text", "url", "date", "seconds", "integer", "number", "boolean", "list"]
"""`date` is EDTF as its author wrote it, `seconds` a bound of it, `list` a JSON array."""


class Column(NamedTuple):
    """One column of a table."""

    name: str
    kind: Kind
    about: str
    to: tuple[str, ...] = ()
    """The tables whose ids it holds; with more than one, each id is told as `source:id`."""


class Table(NamedTuple):
    """A table of the site's records."""

    name: str
    one: str
    """What a row is: `article`."""

    about: str
    label: str
    """The column that names a row to people."""

    columns: tuple[Column, ...]
    rows: Callable[[Catalogue], Iterator[Row]]
    """Gives its rows in the order of the records' ids."""

    keys: int = 1
    """How many of its first columns tell a row from all others."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Describe the columns."""
        return tuple(Field(column.name, column.about) for column in self.columns)

    def lists(self) -> Iterator[tuple[int, Column]]:
        """Go through the columns that hold many ids of other tables, with their places."""
        for place, column in enumerate(self.columns):
            if column.kind == "list" and column.to:
                yield place, column


Told = TypeVar("Told")
Told_contra = TypeVar("Told_contra", contravariant=True)


class Given(NamedTuple, Generic[Told_contra]):
    """A column, and where its values come from."""

    column: Column
    give: Callable[[Told_contra, Catalogue], Value]


Give = Callable[[Told, Catalogue], Value]


def given(
    name: str, kind: Kind, about: str, give: Give[Told], to: tuple[str, ...] = ()
) -> Given[Told]:
    """Declare a column."""
    return Given(Column(name, kind, about, to), give)


BOUND = "seconds from 1970-01-01T00:00:00Z to the {which} moment that {name} may mean; to sort by"


def dated(
    name: str, about: str, give: Callable[[Told], EdtfDate | None]
) -> tuple[Given[Told], ...]:
    """Declare a date with its bounds, which are numbers, so that nobody takes them for the date."""

    def written(told: Told, catalogue: Catalogue) -> Value:
        del catalogue
        return edtf(give(told))

    def earliest(told: Told, catalogue: Catalogue) -> Value:
        del catalogue
        date = give(told)
        return date.earliest if date and date.earliest != DAWN else None

    def latest(told: Told, catalogue: Catalogue) -> Value:
        del catalogue
        date = give(told)
        return date.latest if date and date.latest != DUSK else None

    first, last = (BOUND.format(which=which, name=name) for which in ("first", "last"))
    return (
        given(name, "date", f"{about}, a date of EDTF as it is known", written),
        given(f"{name}_earliest", "seconds", first, earliest),
        given(f"{name}_latest", "seconds", last, latest),
    )


def edtf(date: EdtfDate | None) -> str | None:
    """Write a date as its author did."""
    return date.text if date else None


def declare(  # noqa: PLR0913 (a table's words, each by its name)
    name: str,
    one: str,
    about: str,
    *,
    label: str,
    of: str,
    items: Callable[[Catalogue, str], Iterable[Told]],
    columns: tuple[Given[Told], ...],
    keys: int = 1,
) -> Table:
    """Declare a table of what `items` gives for the id of each record of a kind."""

    def make(catalogue: Catalogue, id_: str) -> bytes:
        rows = [
            [_cell(each.give(told, catalogue)) for each in columns]
            for told in items(catalogue, id_)
        ]
        return msgspec.msgpack.encode(rows)

    return Table(
        name,
        one,
        about,
        label,
        tuple(each.column for each in columns),
        partial(_rows, name, of, make),
        keys,
    )


def _cell(value: Value) -> Cell:
    return msgspec.json.encode(value).decode() if isinstance(value, list) else value


def _rows(
    name: str, of: str, make: Callable[[Catalogue, str], bytes], catalogue: Catalogue
) -> Iterator[Row]:
    decode = msgspec.msgpack.Decoder(list[Row]).decode
    for id_ in sorted(catalogue.archive.records(of)):
        yield from decode(
            catalogue.piece(f"rows/{name}", Target(of, id_), partial(make, catalogue, id_))
        )
