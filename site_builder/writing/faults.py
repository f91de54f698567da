"""What a template raised into the problem that its author can mend."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from types import MappingProxyType, TracebackType

import msgspec

from site_builder.model.problems import Code, Problem
from site_builder.writing.assets import ThemeFolder

LONGEST_WAY = 8
OBJECT = re.compile(r"'(?:\w+\.)+(\w+) object'")
"""A record of what a template may see, as Jinja names it."""

HINTS = MappingProxyType({"undefined-variable": "docs/theming.md says what a template may see"})
QUOTED = re.compile(r"['“](\w+)['”]")


class Place(msgspec.Struct, frozen=True, array_like=True):
    """A line of a template."""

    folder: ThemeFolder
    name: str
    """As other templates call it: `parts/note.html`."""

    line: int


def places_of(error: BaseException, folders: Sequence[ThemeFolder]) -> tuple[Place, ...]:
    """List the lines of templates through which an exception came, the outermost first."""
    places = (
        _place(Path(frame.tb_frame.f_code.co_filename), frame.tb_lineno, folders)
        for frame in _frames(error.__traceback__)
    )
    # A block that a template overrides is a frame of its own on the line of the first.
    return tuple(place for place, _ in groupby(filter(None, places)))


def problem_at(way: Sequence[Place], code: Code, message: str) -> Problem:
    """Tell of a fault at the end of the way through the templates that led to it."""
    place = way[-1]
    return Problem(
        path=f"{place.folder.label}{place.name}",
        line=place.line,
        column=_column(place, message),
        code=code,
        message=OBJECT.sub(r"\1", message),
        hint=_describe(way) if len(way) > 1 else HINTS.get(code, ""),
    )


def _frames(traceback: TracebackType | None) -> Iterator[TracebackType]:
    while traceback is not None:
        yield traceback
        traceback = traceback.tb_next


def _place(path: Path, line: int, folders: Sequence[ThemeFolder]) -> Place | None:
    for folder in folders:
        if path.is_relative_to(folder.path):
            return Place(folder, path.relative_to(folder.path).as_posix(), line)
    return None


def _column(place: Place, message: str) -> int:
    """Find the last name in quotation marks on its line, or else where the line begins.

    Templates are compiled by line: no more is known of where in it something went wrong.
    """
    lines = _read(place).splitlines()
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    for name in reversed(QUOTED.findall(message)):
        found = re.search(rf"\b{name}\b", line)
        if found:
            return found.start() + 1
    return len(line) - len(line.lstrip()) + 1


def _read(place: Place) -> str:
    path = place.folder.path / place.name
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _describe(way: Sequence[Place]) -> str:
    steps = [f"{place.name}:{place.line}" for place in way]
    if len(steps) > LONGEST_WAY:
        # A template that includes itself comes by the same line a thousand times.
        half = LONGEST_WAY // 2
        steps = [*steps[:half], "…", *steps[-half:]]
    return " → ".join(steps)
