"""Pictures that records show to where they lie, where they go and what is wrong with them."""

import posixpath

import msgspec

from site_builder.model.archive import Archive
from site_builder.model.pictures import Shown, shown_pictures
from site_builder.model.problems import Problem
from site_builder.model.similar import did_you_mean
from site_builder.model.urls import image_path, path_of


class Copied(msgspec.Struct, frozen=True, array_like=True):
    """A file of the site's folder that is published as it is."""

    source: str
    """From the site's folder."""

    file: str
    """From the output folder."""


def place_pictures(
    archive: Archive, files: frozenset[str]
) -> tuple[tuple[Copied, ...], tuple[Problem, ...]]:
    """Say which pictures beside content go where.

    `files` are those that lie beside content or are static: no content file is ever copied.
    """
    copied: dict[Copied, None] = {}
    problems: list[Problem] = []
    for shown in shown_pictures(archive):
        problem = _problem_of(shown, archive, files)
        if problem is not None:
            problems.append(problem)
        elif not shown.src.startswith("/"):
            folder = path_of(*shown.target)
            copied[Copied(shown.file, image_path(folder, shown.src).removeprefix("/"))] = None
    return tuple(copied), tuple(problems)


def _problem_of(shown: Shown, archive: Archive, files: frozenset[str]) -> Problem | None:
    place = (shown.path, shown.line, shown.column)
    if shown.file not in files:
        hint = _nearest_file(shown.file, files)
        return Problem(*place, "missing-file", f"there is no {shown.file}", hint)
    seen = archive.pictures.get(shown.file)
    if seen is None or seen.fault is None:
        return None
    message = f"{posixpath.basename(shown.file)} {seen.fault.message}"
    return Problem(*place, seen.fault.code, message, seen.fault.hint)


def _nearest_file(path: str, files: frozenset[str]) -> str:
    folder = posixpath.dirname(path)
    beside = [posixpath.basename(file) for file in files if posixpath.dirname(file) == folder]
    return did_you_mean(posixpath.basename(path), beside) or "put the file there, or name another"
