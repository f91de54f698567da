"""Builds that are killed at any moment, or run beside one another, leave the output whole.

Run as a program, with an output folder and a task, this file is the builder that the tests kill.
"""

import ctypes
import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal, NamedTuple

import pytest

import site_builder
from site_builder.writing.output import (
    commit,
    open_stage,
    write_file,
)
from site_builder.writing.ownership import (
    MARKER,
    OutputFolder,
    OutputRefused,
    check_output,
)
from tests.writing.outputs import names_beside, read_tree

KILLS = 60
LONGEST_LIFE_SECONDS = 0.03
# Multiples of the golden ratio spread evenly over a turn, without chance.
GOLDEN_RATIO = 0.6180339887

STEADY = {f"steady/{number}/index.html": b"always the same" for number in range(8)}
KEPT = frozenset(f"steady/{number}/index.html" for number in range(5))
"""Those that are not written again, but kept."""

Task = Literal["build-for-ever", "build-for-ever-by-renaming", "hold", "hold-with-worker"]


def site_of(generation: int) -> dict[str, bytes]:
    """Make a site that no other generation could be taken for, nor a mixture of two."""
    words = f"{generation}".encode()
    changing = (f"pages/{number}/index.html" for number in range(6 + generation % 5))
    turning = "turning" if generation % 2 else "turning/index.html"
    return {
        **STEADY,
        **dict.fromkeys(changing, words),
        f"only/{generation}/index.html": words,
        f"every/{generation % 3}/index.html": b"now and then the same",
        turning: b"a file or a folder",
        "index.html": words,
    }


def generation_of(folder: Path) -> int:
    index = folder / "index.html"
    return int(index.read_bytes()) if index.exists() else -1


def build(folder: OutputFolder, generation: int) -> None:
    """Build a generation, and keep part of what the one before has in common with it."""
    with open_stage(folder) as stage:
        kept = stage.tree.standing.keys() & KEPT
        written = {
            path: write_file(stage.root, path, content)
            for path, content in site_of(generation).items()
            if path not in kept
        }
        commit(stage, written, kept=kept)


def meddle(folder: Path, number: int) -> dict[str, bytes]:
    """Put files into the output as others do, and take the last ones away; return what is there."""
    for gone in folder.rglob("*-theirs.txt"):
        gone.unlink()
    theirs = {
        "CNAME": b"%d.example.org" % number,
        f"steady/{number % 8}/{number}-theirs.txt": b"notes",
        f"strange/{number % 3}/{number}-theirs.txt": b"notes",
    }
    for path, content in theirs.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return theirs


class Builder(NamedTuple):
    """A process that forks one child for each line it is sent, which then does its task."""

    requests: IO[str]
    answers: IO[str]

    def start(self) -> int:
        """Fork a child and return its process id."""
        self.requests.write("\n")
        self.requests.flush()
        return int(self.answers.readline())

    def read(self) -> str:
        """Return the next line that a child or its parent writes."""
        return self.answers.readline().strip()

    def kill(self, child: int) -> None:
        """Kill a child, and return when it is dead."""
        os.kill(child, signal.SIGKILL)
        assert self.read() == "gone"


@contextmanager
def builder(folder: Path, task: Task) -> Iterator[Builder]:
    command = [sys.executable, __file__, str(folder), task]
    environment = {**os.environ, "PYTHONPATH": str(Path(site_builder.__file__).parent.parent)}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Builder(process.stdin, process.stdout)


@pytest.fixture
def folder(tmp_path: Path) -> OutputFolder:
    site = tmp_path / "site"
    site.mkdir()
    return check_output(site / "output", site=site)


@pytest.mark.parametrize("task", ["build-for-ever", "build-for-ever-by-renaming"])
def test_builds_killed_at_any_moment_leave_one_whole_site(folder: OutputFolder, task: Task) -> None:
    build(folder, 0)
    theirs: dict[str, bytes] = {}
    generations = [0]
    leavings: set[str] = set()

    with builder(folder, task) as builds:
        for number in range(1, KILLS + 1):
            theirs = meddle(folder, number)
            child = builds.start()
            time.sleep(LONGEST_LIFE_SECONDS * (number * GOLDEN_RATIO % 1))
            builds.kill(child)
            leavings.update(name.split("-")[0] for name in names_beside(folder))
            if task == "build-for-ever-by-renaming":
                # Here the next start puts back what was moved aside.
                with open_stage(folder):
                    pass
            generations.append(generation_of(folder))
            assert read_tree(folder) == {**site_of(generations[-1]), **theirs}

    # Else the builds were never hit, neither while they wrote nor while they changed a tree, or
    # never done.
    assert {".output.stage", ".output.tree", ".output.spare"} <= leavings
    assert generations == sorted(generations)
    assert generations[-1] > 0
    assert_next_build_is_as_a_clean_one(folder, generations[-1] + 1, theirs)


def assert_next_build_is_as_a_clean_one(
    folder: OutputFolder, generation: int, theirs: Mapping[str, bytes]
) -> None:
    clean = OutputFolder(folder.with_name("clean"))
    build(clean, generation)

    build(folder, generation)

    assert read_tree(folder) == {**read_tree(clean), **theirs}
    assert (folder / MARKER).read_bytes() == (clean / MARKER).read_bytes()
    assert names_beside(folder) == {".output.spare", "clean"}


def test_a_second_build_says_so_when_the_first_does_not_end(folder: OutputFolder) -> None:
    build(folder, 0)

    with builder(folder, "hold") as holder:
        child = holder.start()
        stage = Path(holder.read())
        with (
            pytest.raises(OutputRefused, match="another build is at work"),
            open_stage(folder, wait_seconds=0.1),
        ):
            pass
        assert stage.is_dir()
        holder.kill(child)

    assert read_tree(folder) == site_of(0)


def test_a_second_build_waits_for_the_first(folder: OutputFolder) -> None:
    with builder(folder, "hold") as holder:
        child = holder.start()
        stage = Path(holder.read())
        began = time.monotonic()
        threading.Timer(0.2, os.kill, (child, signal.SIGKILL)).start()
        build(folder, 1)
        waited = time.monotonic() - began

    assert waited >= 0.2
    assert read_tree(folder) == site_of(1)
    assert not stage.exists()


def test_workers_that_outlive_a_killed_build_do_not_hold_up_the_next(
    folder: OutputFolder,
) -> None:
    with builder(folder, "hold-with-worker") as holder:
        child = holder.start()
        worker = int(holder.read())
        holder.kill(child)

        with open_stage(folder, wait_seconds=0):
            os.kill(worker, signal.SIGKILL)

    assert list(folder.parent.iterdir()) == []


def _answer(words: object) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _fork_children(folder: OutputFolder, task: str) -> None:
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            _live_for_a_while()
            _answer(os.getpid())
            _perform(folder, task)
        os.waitpid(child, 0)
        _answer("gone")


def _live_for_a_while() -> None:
    """Die in the end, even if a test fails before it has killed this process."""
    signal.alarm(20)


def _perform(folder: OutputFolder, task: str) -> None:
    if task == "build-for-ever-by-renaming":
        vars(ctypes)["CDLL"] = lambda _name, **_options: object()
    if task.startswith("build"):
        for generation in itertools.count(generation_of(folder) + 1):
            build(folder, generation)
    with open_stage(folder) as stage:
        if task == "hold":
            _answer(stage.root)
        elif (worker := os.fork()) == 0:
            _live_for_a_while()
        else:
            _answer(worker)
        signal.pause()


if __name__ == "__main__":
    _fork_children(OutputFolder(Path(sys.argv[1])), sys.argv[2])
