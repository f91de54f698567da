"""A made-up site that is edited and built again and again, held against clean builds of it."""

import hashlib
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Literal, NamedTuple

import msgspec
import pytest

from site_builder.build import build
from site_builder.model.problems import Problem, ProblemsFound
from site_builder.preview import preview
from site_builder.request import ConfigBroken, Report, Request
from site_builder.state import State
from site_builder.writing.ownership import MARKER
from tests.incremental.made_up import CHOICES, OPTIONS, Chosen, files_of, request_for

Way = Literal["memory", "cache", "processes"]
"""How a build knows of the one before: by what that left in memory; by its cache alone, as a
command that goes by the machine's clock; or as the first, but with two processes at work."""

Saving = Literal["in place", "in place just now", "in place at the old time", "by replacement"]

LONG_AGO_NS = time.time_ns() - 10**16
"""So that the file system's word on a file is taken, as for all files that nobody edits."""

Cleaned = dict[str, "Result"]
"""What clean builds gave, by what was chosen."""


class Result(NamedTuple):
    """What came of a build."""

    is_good: bool
    problems: tuple[Problem, ...]
    output: Mapping[str, str]
    """Digests of all files by path."""


class Start(NamedTuple):
    """The site as it is to begin with, built, and what the build left in memory."""

    folder: Path
    chosen: Chosen
    state: State


def start(folder: Path, chosen: Chosen) -> Start:
    """Write the site as it is to begin with, and build it."""
    site = folder / "site"
    for path, content in files_of(chosen).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
        os.utime(site / path, ns=(LONG_AGO_NS, LONG_AGO_NS))
    report, state = build(request_for(chosen, site, folder / "output"))
    assert report.is_good
    return Start(folder, chosen, state)


class Twins:
    """One site that is edited, and the clean builds that its own are held against."""

    def __init__(self, begun: Start, folder: Path, way: Way, cleaned: Cleaned) -> None:
        shutil.copytree(begun.folder / "site", folder / "site")
        # The builder never writes into a file that stands, so that nothing need be copied.
        shutil.copytree(begun.folder / "output", folder / "output", copy_function=os.link)
        self._site, self._output = folder / "site", folder / "output"
        self._way = way
        self._state: State | None = begun.state
        self._cleaned = cleaned
        self._chosen = begun.chosen
        self._standing = files_of(begun.chosen)
        self._moments = count(LONG_AGO_NS + 10**9, 10**9)
        self._good_chosen = begun.chosen
        self._edited: set[Path] = set()
        """Files edited since the last good build."""

    def choose(self, chosen: Chosen, saving: Saving = "in place") -> None:
        """Edit the files so that they are as chosen."""
        self._chosen = {**self._chosen, **chosen}
        wanted = files_of(self._chosen)
        for path in self._standing.keys() - wanted.keys():
            (self._site / path).unlink()
            self._edited.add(self._site / path)
        for path, content in wanted.items():
            if self._standing.get(path) != content:
                self._save(self._site / path, content, saving)
                self._edited.add(self._site / path)
        self._standing = wanted

    def touch(self) -> None:
        """Give every file another time."""
        for path in self._standing:
            self._date(self._site / path, next(self._moments))

    def restart(self) -> None:
        """Forget what the last build left in memory."""
        self._state = None

    def meddle(self, number: int, content: bytes | None) -> None:
        """Put other content into a file of the output, or delete it."""
        paths = sorted(digests_of(self._output))
        file = self._output / paths[number % len(paths)]
        if file.name != ".site-builder":
            file.unlink()
            if content is not None:
                file.write_bytes(content)

    def check(self) -> None:
        """Build, and hold what comes of it against a clean build and a second one."""
        before = digests_of(self._output)
        first = self._build()
        output = digests_of(self._output)
        clean = self._clean_result()
        assert (first.is_good, first.problems) == (clean.is_good, clean.problems)
        assert difference(output, clean.output if clean.is_good else before) == {}
        if first.is_good:
            self._edited, self._good_chosen = set(), self._chosen
        second = self._build()
        done = (second.is_good, second.problems, second.rendered, second.written, second.removed)
        assert done == (first.is_good, first.problems, 0, (), ())
        assert difference(digests_of(self._output), output) == {}

    def preview(self) -> bool:
        """Hold pages made before any build against a clean build; false when none can be made."""
        changed = {key for key in CHOICES if self._chosen.get(key) != self._good_chosen.get(key)}
        # Where a name stands in the texts of others, a preview does not look.
        is_out = any(key in OPTIONS or key.endswith(("_name", "_aliases")) for key in changed)
        if self._state is None or is_out:
            return False
        request = request_for(self._chosen, self._site, self._output)
        before = digests_of(self._output)
        try:
            found = preview(request, self._state, self._edited)
        except ProblemsFound:
            return False
        clean = self._clean_result()
        if found is None or not clean.is_good:
            return False
        pages = {path: found.file(path) for path in clean.output if path != MARKER}
        made = {path: blake2b(page) for path, page in pages.items() if page is not None}
        wanted = {p: d for p, d in clean.output.items() if p in made or p.endswith(".html")}
        shown = {path: made.get(path) or before.get(path, "") for path in wanted}
        assert difference(shown, wanted) == {}
        assert found.problems == ()
        return True

    def _save(self, file: Path, content: bytes, saving: Saving) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.stat().st_mtime_ns if file.exists() else LONG_AGO_NS
        if saving == "by replacement":
            written = file.with_name(".written")
            written.write_bytes(content)
            written.replace(file)
        else:
            file.write_bytes(content)
        if saving != "in place just now":
            is_dated_back = saving == "in place at the old time"
            self._date(file, before if is_dated_back else next(self._moments))

    def _date(self, file: Path, moment_ns: int) -> None:
        os.utime(file, ns=(moment_ns, moment_ns))

    def _build(self) -> Report:
        request = request_for(self._chosen, self._site, self._output)
        if self._way == "cache" and request.now is not None:
            with clock_at(request.now):
                return attempt(msgspec.structs.replace(request, now=None), None)[0]
        request = msgspec.structs.replace(request, jobs=2 if self._way == "processes" else 1)
        report, self._state = attempt(request, self._state)
        return report

    def _clean_result(self) -> Result:
        """Build into a folder that is not there, as if nothing had ever been built."""
        key = repr(sorted(item for item in self._chosen.items() if item[1]))
        if key not in self._cleaned:
            output = self._output.with_name("clean")
            request = request_for(self._chosen, self._site, output)
            report, _ = attempt(msgspec.structs.replace(request, use_cache=False), None)
            self._cleaned[key] = Result(report.is_good, report.problems, digests_of(output))
            shutil.rmtree(output, ignore_errors=True)
        return self._cleaned[key]


def attempt(request: Request, last: State | None) -> tuple[Report, State | None]:
    """Build; faults of the settings are problems like others."""
    try:
        return build(request, last=last)
    except ConfigBroken as broken:
        return Report(problems=broken.problems), last


@contextmanager
def clock_at(now: datetime) -> Iterator[None]:
    """Have builds take a moment for the present."""
    clock = SimpleNamespace(time=now.timestamp, perf_counter=time.perf_counter)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("site_builder.state.time", clock)
        patch.setattr("site_builder.state.datetime", SimpleNamespace(now=lambda _: now))
        yield


def digests_of(folder: Path) -> dict[str, str]:
    """Digest every file of a folder, hidden ones too, by its path from there."""
    return {
        os.path.relpath(file, folder): blake2b(Path(file).read_bytes())
        for above, _, names in os.walk(folder)
        for file in (os.path.join(above, name) for name in names)  # noqa: PTH118 (in a loop)
    }


def blake2b(content: bytes) -> str:
    """Digest the bytes of a file."""
    return hashlib.blake2b(content).hexdigest()


def difference(found: Mapping[str, str], wanted: Mapping[str, str]) -> dict[str, str]:
    """Say how files are not as they should be."""
    return {
        **dict.fromkeys(found.keys() - wanted.keys(), "should not be there"),
        **dict.fromkeys(wanted.keys() - found.keys(), "is missing"),
        **{p: "has other bytes" for p in found.keys() & wanted.keys() if found[p] != wanted[p]},
    }
