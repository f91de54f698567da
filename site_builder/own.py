"""The exports that a site brings itself: Python files of its own to files of the output."""

import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

from site_builder.model.archive import Archive
from site_builder.model.config import OwnExport
from site_builder.model.problems import Problem, ProblemsFound
from site_builder.model.similar import did_you_mean
from site_builder.model.text import Located
from site_builder.reading.own_export import read_own_export

FOLDER = "exports/"


def find_own(site: Path, names: Iterable[Located]) -> tuple[OwnExport, ...]:
    """Read the Python files that `site.toml` names; raise `ProblemsFound` for what is amiss."""
    found: list[OwnExport] = []
    problems: list[Problem] = []
    for name in names:
        try:
            found.append(_find(site, name))
        except ProblemsFound as fault:
            problems.extend(fault.problems)
    if problems:
        raise ProblemsFound(tuple(sorted(problems)))
    return tuple(found)


def _find(site: Path, name: Located) -> OwnExport:
    path = name.text
    place = ("site.toml", name.line, name.column)
    parts = path.split("/")
    if not path.startswith(FOLDER) or not path.endswith(".py") or {"", ".", ".."} & {*parts}:
        message = f'"{path}" is no Python file of the folder {FOLDER}'
        hint = f"put the file there and write {FOLDER}people.py"
        raise ProblemsFound((Problem(*place, "bad-value", message, hint),))
    file = site / path
    if not file.is_file():
        near = did_you_mean(path, (f"{FOLDER}{f.name}" for f in (site / FOLDER).glob("*.py")))
        hint = near or "put the file there, or name another"
        raise ProblemsFound((Problem(*place, "missing-file", f"there is no {path}", hint),))
    if not file.resolve().is_relative_to(site.resolve()):
        message = f"{path} leads out of the site"
        hint = "copy the file into the site"
        raise ProblemsFound((Problem(*place, "symlink-outside", message, hint),))
    return read_own_export(file.read_bytes(), path)


def run_own(own: OwnExport, archive: Archive) -> dict[str, bytes]:
    """Make the files of a site's own export, by path; raise `ProblemsFound` for its faults."""
    code = compile(own.source, own.path, "exec")
    names: dict[str, object] = {"__name__": "export"}
    try:
        exec(code, names)  # noqa: S102 (the site's own code, trusted as its templates are)
        export = cast("Callable[[Archive], Iterable[object]]", names["export"])
        given = list(export(archive))
    except (Exception, SystemExit) as fault:  # noqa: BLE001 (whatever that code may raise)
        message = f"it raised {type(fault).__name__}: {fault}".rstrip(": ")
        raise _broken(own, _line_of(fault, own), message, "mend it there") from None
    return _checked(own, given)


def _checked(own: OwnExport, given: Iterable[object]) -> dict[str, bytes]:
    """Hold what was yielded against what was declared."""
    made: dict[str, bytes] = {}
    for each in given:
        match each:
            case (str(path), bytes(content)) if path in own.files and path not in made:
                made[path] = content
            case (str(path), bytes()) if path in made:
                raise _broken(own, own.line, f"{path} was yielded twice", "yield each file once")
            case (str(path), bytes()):
                hint = did_you_mean(path, own.files) or "name it in FILES, with what it holds"
                raise _broken(own, own.line, f"FILES does not name {path}", hint)
            case _:
                message = f"it yielded {_shortened(each)} where a path and bytes are meant"
                hint = 'write: yield "data/people.txt", text.encode()'
                raise _broken(own, own.line, message, hint)
    if missing := own.files.keys() - made.keys():
        message = f"it did not yield {min(missing)}, which FILES names"
        raise _broken(own, own.line, message, "yield it, even if it is empty")
    return made


def _shortened(value: object) -> str:
    said = repr(value)
    return said if len(said) <= SHORT else f"{said[:SHORT]}…"


SHORT = 60
"""Signs of a value that a problem shows."""


def _line_of(fault: BaseException, own: OwnExport) -> int:
    """Find the line of the file itself at which its code was when it failed."""
    frames = traceback.extract_tb(fault.__traceback__)
    lines = [frame.lineno or 1 for frame in frames if frame.filename == own.path]
    return lines[-1] if lines else 1


def _broken(own: OwnExport, line: int, message: str, hint: str) -> ProblemsFound:
    return ProblemsFound((Problem(own.path, line, 1, "export-broken", message, hint),))
