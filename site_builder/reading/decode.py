"""Front matter to records, strictly typed; each misfit is a problem."""

import types
from collections.abc import Callable, Iterator
from datetime import UTC, tzinfo
from functools import cache
from typing import Annotated, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from site_builder.model.dates import EdtfDate, parse_date
from site_builder.model.fields import Also, Extra, Within
from site_builder.model.problems import Code, Problem, Severity
from site_builder.model.target import Target
from site_builder.model.text import Author, Markdown, Reference
from site_builder.reading.frontmatter import Mapping, Node, Scalar, Sequence
from site_builder.reading.lost import lost_of_mapping
from site_builder.reading.scalars import (
    READERS,
    MisfitError,
    read_choice,
    read_date,
    read_number,
    split_authors,
)
from site_builder.reading.wording import as_text, called, form_of, keys_hint, noun

T = TypeVar("T")


class Context(msgspec.Struct, frozen=True):
    """Where values come from, and the problems found in them so far."""

    path: str
    zone: tzinfo
    """Of dates without an offset."""

    problems: list[Problem]
    lost: list[Target] = []
    """What would have been defined but for these problems: who names it is not at fault."""

    lines: list[str] = []
    """Those of the file, for places in texts that YAML folds."""

    def report(self, node: Node, code: Code, message: str, hint: str = "") -> None:
        """Add an error at a value."""
        self.problems.append(Problem(self.path, node.line, node.column, code, message, hint))

    def at(self, line: int, column: int, code: Code, message: str, hint: str = "") -> None:
        """Add an error at a place."""
        self.problems.append(Problem(self.path, line, column, code, message, hint))


class _Failed:
    """Stands for a value that could not be read and whose problem is told."""


FAILED = _Failed()

Converter = Callable[[Node, Context], object]


class Field(msgspec.Struct, frozen=True):
    """How one key of a record is read."""

    name: str
    convert: Converter
    is_required: bool
    form: str
    """What a value looks like, for who left it out."""

    stand_in: object
    """Stands for a value that is missing or cannot be read; None where nothing can."""


UNDATED = parse_date("2000", UTC)

STAND_INS = types.MappingProxyType[object, object](
    {
        str: "",
        EdtfDate: UNDATED,
        Markdown: Markdown("", 1, 1),
        Reference: Reference("", 1, 1),
    }
)


def decode(mapping: Mapping, kind: type[T], context: Context) -> T | None:
    """Read a record from a mapping; None when nothing can stand for a field that it needs."""
    return cast("T | None", decode_together(mapping, (kind,), context)[0])


def decode_together(
    mapping: Mapping,
    kinds: tuple[type, ...],
    context: Context,
    *,
    besides: frozenset[str] = frozenset(),
    unknown: Severity = "error",
) -> tuple[object | None, ...]:
    """Read several records from the keys of one mapping.

    A key that two records share goes to both. Keys named in `besides` are somebody else's;
    other keys that no record has are problems of severity `unknown`. For a field that a record
    needs and lacks, which is a problem, something stands in where it can: so that what else is
    wrong shows at once, too.
    """
    plans = tuple(plan(kind) for kind in kinds)
    given: tuple[Given, ...] = tuple({} for _ in kinds)
    for key, node in mapping.entries:
        owners = [
            (own, fields[key.text])
            for own, fields in zip(given, plans, strict=True)
            if key.text in fields
        ]
        if owners:
            _fill(owners, key, node, context)
        elif key.text not in besides:
            message = f'"{key.text}" is no key of {noun(kinds)}'
            hint = keys_hint(key.text, besides.union(*plans))
            context.problems.append(
                Problem(context.path, key.line, key.column, "unknown-field", message, hint, unknown)
            )
    for field, empty in _without_value(kinds, given):
        name = field.form.partition(":")[0]
        message = f'"{name}" has no value' if empty else f'{noun(kinds)} must have "{name}"'
        context.report(empty or mapping, "missing-field", message, f"write {field.form}")
    made = [_make(kind, _values(own), mapping) for kind, own in zip(kinds, given, strict=True)]
    if not all(is_whole for _, is_whole in made):
        context.lost.extend(lost_of_mapping(mapping))
    return tuple(record for record, _ in made)


Given = dict[str, tuple[Scalar, object]]
"""By the name of a field, the key that stands for it and its value; None where it has none."""


def _fill(owners: list[tuple[Given, Field]], key: Scalar, node: Node, context: Context) -> None:
    if is_empty(node):
        for own, field in owners:
            own.setdefault(field.name, (key, None))
        return
    value = owners[0][1].convert(node, context)
    for own, field in owners:
        said = own.get(field.name)
        if said is not None and said[1] is not None:
            message = f'"{key.text}" means the same as "{said[0].text}"'
            context.report(key, "duplicate-key", message, "keep one of them")
        else:
            own[field.name] = (key, value)


def _without_value(
    kinds: tuple[type, ...], given: tuple[Given, ...]
) -> Iterator[tuple[Field, Scalar | None]]:
    """List the keys that must have a value and have none, each as it stands, if it does."""
    told: set[str] = set()
    for kind, own in zip(kinds, given, strict=True):
        for field in needed(kind):
            key, value = own.get(field.name, (None, None))
            if field.form not in told and _is_blank(value):
                told.add(field.form)
                yield field, key


def _is_blank(value: object) -> bool:
    """Tell whether a value says nothing: no text, or one of blanks, or an empty list."""
    text = getattr(value, "text", value)
    return not text.strip() if isinstance(text, str) else text in (None, ())


def _values(given: Given) -> dict[str, object]:
    return {
        name: value
        for name, (_, value) in given.items()
        if value is not None and value is not FAILED
    }


def _make(kind: type, values: dict[str, object], mapping: Mapping) -> tuple[object | None, bool]:
    """Make a record, and tell whether nothing stands in for anything in it."""
    is_whole = True
    for field in needed(kind):
        if field.name not in values:
            is_whole = False
            values[field.name] = field.stand_in
            if field.stand_in is None:
                return None, is_whole
    if "line" in kind.__struct_fields__:  # type: ignore[attr-defined]
        values["line"], values["column"] = mapping.line, mapping.column
    return cast("object", kind(**values)), is_whole


@cache
def needed(kind: type) -> tuple[Field, ...]:
    """List the fields without which there is no record."""
    return tuple(field for field in plan(kind).values() if field.is_required)


@cache
def plan(kind: type) -> dict[str, Field]:
    """List the keys of a record's front matter, other spellings included."""
    hints = get_type_hints(kind, include_extras=True)
    fields: dict[str, Field] = {}
    for field in msgspec.structs.fields(kind):
        if field.name in ("line", "column"):
            continue
        hint = hints[field.name]
        key = field.encode_name
        form = f"{key}: {form_of(hint)}"
        read = Field(field.name, converter(hint), field.required, form, _stand_in(hint))
        fields[key] = read
        for note in getattr(hint, "__metadata__", ()):
            if isinstance(note, Also):
                optional = msgspec.structs.replace(read, is_required=False)
                fields |= dict.fromkeys(note.keys, optional)
    return fields


def _stand_in(hint: object) -> object:
    return get_args(hint)[0] if get_origin(hint) is Literal else STAND_INS.get(hint)


def converter(hint: object) -> Converter:
    """Choose how a value of a type is read."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        within = next((note for note in arguments[1:] if isinstance(note, Within)), None)
        return _number(arguments[0], within) if within else converter(arguments[0])
    if origin is Union or origin is types.UnionType:
        return _union(tuple(kind for kind in arguments if kind is not types.NoneType))
    if origin is tuple:
        return _authors if arguments[0] is Author else _list(converter(arguments[0]))
    if origin is Literal:
        return _scalar(lambda scalar, _zone: read_choice(scalar, arguments))
    return _plain_converter(hint)


def _plain_converter(hint: object) -> Converter:
    if hint in (int, float):
        return _number(hint, None)
    if hint is Extra:
        return _extra
    if hint is EdtfDate:
        return _date
    return _scalar(READERS[hint]) if hint in READERS else _record(cast("type", hint))


def _scalar(read: Callable[[Scalar, tzinfo], object]) -> Converter:
    def convert(node: Node, context: Context) -> object:
        if not isinstance(node, Scalar):
            # `[[Name]]` without quotation marks is a list in a list to YAML.
            if isinstance(node, Sequence) and len(node.items) == 1:
                return convert(node.items[0], context)
            message = f"found {called(node)} where a text is meant"
            context.report(node, "wrong-type", message, as_text(node))
            return FAILED
        try:
            return read(node, context.zone)
        except MisfitError as misfit:
            context.report(node, misfit.code, misfit.message, misfit.hint)
            return FAILED

    return convert


def _date(node: Node, context: Context) -> object:
    """Read a date; `[a, b]` and `{a, b}`, sets to EDTF, are a list and a mapping to YAML."""
    match node:
        case Sequence(items=items) if all(isinstance(item, Scalar) for item in items):
            text = ",".join(item.text for item in items if isinstance(item, Scalar))
            node = Scalar(f"[{text}]", node.line, node.column, is_plain=False)
        case Mapping(entries=entries) if all(is_empty(value) for _, value in entries):
            text = ",".join(key.text for key, _ in entries)
            node = Scalar(f"{{{text}}}", node.line, node.column, is_plain=False)
    return _scalar(read_date)(node, context)


def _number(kind: object, within: Within | None) -> Converter:
    return _scalar(lambda scalar, _zone: read_number(scalar, within, whole=kind is int))


def _list(convert: Converter) -> Converter:
    def convert_all(node: Node, context: Context) -> object:
        items = node.items if isinstance(node, Sequence) else (node,)
        values = [convert(item, context) for item in items if not is_empty(item)]
        read = tuple(value for value in values if value is not FAILED)
        return read if read or not values else FAILED

    return convert_all


def _authors(node: Node, context: Context) -> object:
    if isinstance(node, Scalar):
        return split_authors(node)
    return _list(_scalar(READERS[Author]))(node, context)


def _union(kinds: tuple[object, ...]) -> Converter:
    if len(kinds) == 1:
        return converter(kinds[0])
    of_text, of_mapping = map(converter, kinds)
    return lambda node, context: (of_mapping if isinstance(node, Mapping) else of_text)(
        node, context
    )


def _record(kind: type) -> Converter:
    def convert(node: Node, context: Context) -> object:
        if not isinstance(node, Mapping):
            required = [field.form for field in needed(kind)]
            message = f"found {called(node)} where {noun((kind,))} is meant"
            hint = f"write {{{', '.join(required)}}}" if required else "write keys and values"
            context.report(node, "wrong-type", message, hint)
            return FAILED
        return decode(node, kind, context) or FAILED

    return convert


def _extra(node: Node, context: Context) -> object:
    if not isinstance(node, Mapping):
        message = f"found {called(node)} where keys and values are meant"
        context.report(node, "wrong-type", message, "write them below it, indented")
        return FAILED
    return _plain(node)


def _plain(node: Node) -> object:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [_plain(item) for item in node.items]
        case Mapping():
            return {key.text: _plain(value) for key, value in node.entries}


def is_empty(node: Node) -> bool:
    """Tell whether nothing stands where a value is meant: the key counts as absent."""
    return isinstance(node, Scalar) and node.is_plain and not node.text
