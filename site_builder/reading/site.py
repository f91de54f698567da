"""`site.toml` to the settings of a site."""

import re
import tomllib
from datetime import UTC, tzinfo
from typing import cast
from zoneinfo import ZoneInfo

import msgspec

from site_builder.model.config import Annotator, BuildOptions, Config, ExportOptions, License
from site_builder.model.problems import Problem, ProblemsFound
from site_builder.model.similar import did_you_mean
from site_builder.model.slugs import is_id, slugify
from site_builder.model.text import Language, Url
from site_builder.reading.characters import CONTROL, bad_character, decode_text
from site_builder.reading.decode import Context, decode, decode_together
from site_builder.reading.frontmatter import Mapping, Node, Scalar, Sequence
from site_builder.reading.looks import read_looks
from site_builder.reading.wording import called

NAME = "site.toml"

TABLES = frozenset({"annotators", "build", "exports", "license", "theme"})


class SiteFields(msgspec.Struct, frozen=True, kw_only=True):
    """Keys at the top of `site.toml`."""

    title: str
    base_url: Url
    language: Language = Language("en")
    timezone: str = "UTC"
    description: str = ""


def read_site(content: bytes, base_url: str | None = None) -> Config:
    """Read the settings; `base_url` stands in for the file's. Raise `ProblemsFound`."""
    text = decode_text(content, NAME)
    top = _mapping(_parse(text), _places(text), ())
    context = Context(NAME, UTC, [])
    if base_url is not None:
        kept = tuple(entry for entry in top.entries if entry[0].text != "base_url")
        value = Scalar(base_url, OUTSIDE, 1, is_plain=False)
        top = Mapping((*kept, (Scalar("base_url", 1, 1, is_plain=False), value)), 1, 1)
    (fields,) = decode_together(top, (SiteFields,), context, besides=TABLES)
    options = _table(top, "build", context)
    build = decode(options, BuildOptions, context) if options else BuildOptions()
    options = _table(top, "exports", context)
    exports = decode(options, ExportOptions, context) if options else ExportOptions()
    options = _table(top, "license", context)
    license_ = decode(options, License, context) if options else None
    theme = read_looks(_table(top, "theme", context), context)
    annotators = _annotators(_table(top, "annotators", context), context)
    if isinstance(fields, SiteFields):
        _check_base(fields.base_url, top, context)
        _check_zone(fields.timezone, top, context)
    problems = tuple(sorted(map(_in_toml, context.problems)))
    is_broken = any(problem.severity == "error" for problem in problems)
    if is_broken or not isinstance(fields, SiteFields) or build is None or exports is None:
        raise ProblemsFound(problems)
    return Config(
        title=fields.title,
        base_url=fields.base_url,
        language=fields.language,
        timezone=fields.timezone,
        description=fields.description,
        annotators=annotators,
        build=build,
        exports=exports,
        theme=theme,
        license=license_,
        problems=problems,
    )


def _annotators(table: Mapping | None, context: Context) -> dict[str, Annotator]:
    found: dict[str, Annotator] = {}
    for key, node in table.entries if table else ():
        if not is_id(key.text):
            hint = f"write {slugify(key.text)}" if slugify(key.text) else ""
            context.report(key, "bad-id", f'"{key.text}" cannot be an id', hint)
        if not isinstance(node, Mapping):
            message = f"found {called(node)} where the table of an annotator is meant"
            hint = f"write [annotators.{key.text}] and its keys below it"
            context.report(key, "wrong-type", message, hint)
        elif annotator := decode(node, Annotator, context):
            found[key.text] = annotator
    return found


OUTSIDE = 0
"""The line of what no file says: the address that was given for this build."""


def _in_toml(problem: Problem) -> Problem:
    """Write the hint for a missing key as TOML wants it, and tell what the file does not say."""
    if problem.line == OUTSIDE:
        return msgspec.structs.replace(problem, path="--base-url", line=1)
    if problem.code != "missing-field":
        return problem
    return msgspec.structs.replace(problem, hint=problem.hint.replace(": …", ' = "…"'))


def _check_base(url: str, top: Mapping, context: Context) -> None:
    if sign := next((sign for sign in "?#" if sign in url), None):
        message = f'the address of a site has no "{sign}"'
        hint = f"write {url.partition(sign)[0]}"
        context.report(_value(top, "base_url"), "bad-url", message, hint)


def _check_zone(name: str, top: Mapping, context: Context) -> None:
    try:
        cast("tzinfo", ZoneInfo(name))
    except (ValueError, OSError, KeyError):
        # The names are read only here: listing them walks the whole time zone database.
        from zoneinfo import available_timezones

        hint = did_you_mean(name, available_timezones()) or "like Europe/Minsk"
        message = f'"{name}" is not a time zone'
        context.report(_value(top, "timezone"), "bad-value", message, hint)


def _parse(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", str(error))
        message = str(error)[: place.start()] if place else str(error)
        line, column = (
            (int(place[1]), int(place[2])) if place and place[1] else (text.count("\n") + 1, 1)
        )
        said = next((said for words, *said in SAID if words in message), (message, ONE_A_LINE))
        raise ProblemsFound((Problem(NAME, line, column, "config-broken", *said),)) from None
    except RecursionError:
        message = "values stand too deep in each other"
        raise ProblemsFound((Problem(NAME, 1, 1, "config-broken", message, ONE_A_LINE),)) from None


ONE_A_LINE = 'write key = "value", one a line'

SAID = (
    ("Illegal character '\\n'", "a quotation mark on this line is not closed", "close it"),
    ("Unterminated", "a quotation mark is not closed", "close it"),
    ("Invalid value", "this is no value", 'put texts in quotation marks: title = "The news"'),
    ("twice", "this table stands twice", "put all its keys under the first"),
    ("Cannot overwrite", "this key stands twice", "keep one of them"),
    ("Expected '='", "a key must be followed by =", ONE_A_LINE),
    ("Expected newline", "something follows the value", "begin it on a line of its own"),
)
"""Words of what the standard's parser says, and what is wrong and what to do in other words."""


Places = dict[tuple[str, ...], tuple[int, int]]


def _places(text: str) -> Places:
    """Find where each key's value stands; the standard's parser does not say."""
    places: Places = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            table = path = _parts(header[1])
            places.setdefault(table, (number, 1))
        elif key := _KEY.match(line):
            path = (*table, *_parts(key[1]))
            places.setdefault(path, (number, key.end() + 1))
        else:
            continue
        # `[theme.light]` stands for `[theme]` too, where nothing else does.
        for depth in range(1, len(path)):
            places.setdefault(path[:depth], (number, 1))
    return places


_PART = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_PATH = rf"({_PART}(?:\s*\.\s*{_PART})*)"
_HEADER = re.compile(rf"\s*\[+\s*{_PATH}\s*\]")
_KEY = re.compile(rf"\s*{_PATH}\s*=\s*")


def _parts(path: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_PART, path))


def _mapping(table: dict[str, object], places: Places, path: tuple[str, ...]) -> Mapping:
    entries = tuple(
        (
            Scalar(key, _place_of((*path, key), places)[0], 1, is_plain=False),
            _node(value, places, (*path, key)),
        )
        for key, value in table.items()
    )
    return Mapping(entries, *_place_of(path, places))


def _place_of(path: tuple[str, ...], places: Places) -> tuple[int, int]:
    """Find where a value stands; in a table that is written in one line it is that line."""
    while path and path not in places:
        path = path[:-1]
    return places.get(path, (1, 1))


def _node(value: object, places: Places, path: tuple[str, ...]) -> Node:
    line, column = _place_of(path, places)
    match value:
        case dict():
            return _mapping(value, places, path)
        case list():
            return Sequence(tuple(_node(item, places, path) for item in value), line, column)
        case bool():
            return Scalar("yes" if value else "no", line, column, is_plain=False)
        case str() if control := CONTROL.search(value):
            raise bad_character(control[0], NAME, line, column)
        case _:
            return Scalar(str(value), line, column, is_plain=False)


def _table(top: Mapping, name: str, context: Context) -> Mapping | None:
    node = next((value for key, value in top.entries if key.text == name), None)
    if node is not None and not isinstance(node, Mapping):
        message = f"found {called(node)} where a table is meant"
        context.report(node, "wrong-type", message, f"write [{name}] and its keys below it")
    return node if isinstance(node, Mapping) else None


def _value(top: Mapping, name: str) -> Node:
    return next(value for key, value in top.entries if key.text == name)
