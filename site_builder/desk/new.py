"""A kind and a name → a file of its own, its front matter laid out for whoever fills it in."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

import msgspec

from site_builder.build import read_linked
from site_builder.desk.front_matter_of import LAYOUTS, Line
from site_builder.desk.suggesting.front_matter import scalar
from site_builder.model.names import Names, looks_like_id
from site_builder.model.similar import did_you_mean
from site_builder.model.slugs import is_id, slugify
from site_builder.model.target import Target
from site_builder.reading.article import read_article
from site_builder.reading.records import read_record
from site_builder.reading.tools import make_tools
from site_builder.request import Request, read_config, reading_options

Made = Literal["article", "entity", "event", "source", "story"]

FOLDERS: Mapping[Made, str] = {
    "article": "articles",
    "entity": "entities",
    "event": "events",
    "source": "sources",
    "story": "stories",
}
"""The kinds that can be made, and where under `content/` they lie."""

ARTICLES: Mapping[Made, str] = {
    "article": "an article",
    "entity": "an entity",
    "event": "an event",
    "source": "a source",
    "story": "a story",
}

Values = Mapping[str, str | tuple[str, ...]]
"""What is given besides the name, by key of front matter."""

KEYS: Mapping[Made, Mapping[str, str]] = {
    "article": {
        "date": "published",
        "author": "author",
        "publisher": "publisher",
        "url": "source",
        "language": "language",
        "story": "stories",
        "summary": "summary",
    },
    "entity": {
        "type": "type",
        "alias": "aliases",
        "url": "same_as",
        "wikidata": "wikidata",
        "summary": "summary",
    },
    "event": {"date": "date", "place": "place", "story": "stories", "summary": "summary"},
    "source": {
        "type": "type",
        "date": "issued",
        "author": "author",
        "publisher": "publisher",
        "url": "url",
        "language": "language",
    },
    "story": {"summary": "summary"},
}
"""For each kind, the options that it takes, and the keys that they fill in."""


NAMING: Mapping[str, Literal["entity", "story"]] = {
    "publisher": "entity",
    "place": "entity",
    "stories": "story",
}
"""Keys whose values are ids, and of what."""


class NotMade(Exception):
    """Raised with one sentence for what no file can be made of."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A file to make."""

    kind: Made
    name: str
    """Its title, or what an entity is called."""

    id: str = ""
    """Instead of one made of the name."""

    values: Values = {}


def values_of(kind: Made, options: Mapping[str, object]) -> Values:
    """Take what is given as options for the keys of a kind; raise `NotMade` for what it has not."""
    given = {option: value for option, value in options.items() if value}
    for option in given:
        if option not in KEYS[kind]:
            known = ", ".join(f"--{each}" for each in KEYS[kind])
            raise NotMade(f"--{option} is not for {ARTICLES[kind]}, which takes {known}")
    return {
        KEYS[kind][option]: tuple(map(str, value)) if isinstance(value, tuple) else str(value)
        for option, value in given.items()
    }


def make_file(request: Request, wanted: Wanted) -> Path:
    """Write a file under an id that nothing of the site has; none is ever overwritten.

    Where the id that the name makes is taken, a number follows it.
    """
    name = " ".join("".join(s if s.isprintable() else " " for s in wanted.name).split())
    if not name:
        raise NotMade("a name must have something in it that can be read")
    if wanted.id and not is_id(wanted.id):
        raise NotMade(f'"{wanted.id}" cannot be an id; use letters, digits and hyphens')
    names = read_linked(request).catalogue.archive.names
    _insist_known(wanted.values, names)
    zone = make_tools(reading_options(request, read_config(request))).zone
    today = (request.now or datetime.now(UTC)).astimezone(zone).date()
    content = lay_out(wanted, name, today).encode()
    folder = request.site / "content" / FOLDERS[wanted.kind]
    folder.mkdir(parents=True, exist_ok=True)
    for id_ in _ids(wanted, name, names):
        path = folder / f"{id_}.md"
        _insist(request, wanted.kind, content, path)
        try:
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError:
            # It is there, though it defines nothing: a page withheld, or one that cannot be read.
            continue
        return path
    raise NotMade(f'the id "{wanted.id}" is taken')


def _insist_known(values: Values, names: Names) -> None:
    """Refuse ids that nothing has, as a build will."""
    for key, kind in NAMING.items():
        given = values.get(key, ())
        for id_ in (given,) if isinstance(given, str) else given:
            is_text = key == "publisher" and not looks_like_id(id_)
            if not is_text and not names.candidates(id_, (kind,)):
                known = names.shown.get(kind, frozenset())
                hint = did_you_mean(id_, known) or f"site-builder new {kind} makes one"
                raise NotMade(f'no {kind} has the id "{id_}"; {hint}')


def lay_out(wanted: Wanted, name: str, today: date) -> str:
    """Write front matter: what is given, and every other common key as a comment.

    `today` is for what must have a date and is given none.
    """
    defaults = {"NAME": name, "TODAY": today.isoformat()}
    lines = [
        text
        for line in LAYOUTS[wanted.kind]
        for text in _lines(line, wanted.values.get(line.key), defaults)
    ]
    return "\n".join(("---", *lines, "---", "", ""))


def _lines(
    line: Line, given: str | tuple[str, ...] | None, defaults: Mapping[str, str]
) -> Iterator[str]:
    remark = f"  # {line.remark}" if line.remark else ""
    if isinstance(given, tuple):
        yield f"{line.key}:{remark}"
        yield from (f"  - {scalar(item)}" for item in given)
    elif given:
        yield f"{line.key}: {scalar(given)}{remark}"
    elif line.default in defaults:
        yield f"{line.key}: {scalar(defaults[line.default])}{remark}"
    elif line.default:
        yield f"{line.key}: {line.default}{remark}"
    else:
        first, *rest = line.example.split("\n")
        yield f"# {line.key}:{f' {first}' if first else ''}{remark}"
        yield from (f"#{further}" for further in rest)


def _ids(wanted: Wanted, name: str, names: Names) -> Iterator[str]:
    """Yield ids that nothing has; one that was asked for is not changed."""
    stem = wanted.id or slugify(name) or wanted.kind
    if not names.is_known(Target(wanted.kind, stem)):
        yield stem
    number = 1
    while not wanted.id:
        number += 1
        if not names.is_known(Target(wanted.kind, f"{stem}-{number}")):
            yield f"{stem}-{number}"


def _insist(request: Request, kind: Made, content: bytes, path: Path) -> None:
    """Read a file before it is written, as a build will."""
    tools = make_tools(reading_options(request, read_config(request)))
    told = path.relative_to(request.site).as_posix()
    read = (
        read_article(content, told, tools)
        if kind == "article"
        else read_record(kind, content, told, tools)
    )
    if read.problems:
        problem = read.problems[0]
        raise NotMade(f"{problem.message}; {problem.hint}" if problem.hint else problem.message)


def edit_file(path: Path, environment: Mapping[str, str]) -> str:
    """Open a file in the user's editor and wait for it; say what is wrong, or nothing."""
    # Nobody else pays for them.
    import shlex
    import subprocess

    editor = environment.get("VISUAL") or environment.get("EDITOR")
    if not editor:
        return "no editor is named; set VISUAL or EDITOR"
    try:
        ended = subprocess.run([*shlex.split(editor), path], check=False)  # noqa: S603 (the user's)
    except (OSError, ValueError) as fault:
        return f"the editor {editor} cannot be run: {fault}"
    return f"the editor {editor} ended with {ended.returncode}" if ended.returncode else ""
