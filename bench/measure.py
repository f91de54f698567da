"""Turns commands into the time and the memory they take, side by side."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from typing import TypeVar

import msgspec

SAMPLE_SECONDS = 0.02

TICK_SECONDS = 1 / os.sysconf("SC_CLK_TCK")

Name = TypeVar("Name", bound=str)


class Contender(msgspec.Struct, frozen=True):
    """A command and what has to be so before each of its runs."""

    command: tuple[str, ...]
    prepare: Callable[[], None]


class Timing(msgspec.Struct, frozen=True, array_like=True):
    """What one run took."""

    wall_seconds: float
    cpu_seconds: float
    """Of the command and of every child that it waited for, user and system."""


class Measurement(msgspec.Struct, frozen=True):
    """Medians of several runs."""

    wall_seconds: float
    least_wall_seconds: float
    most_wall_seconds: float
    cpu_seconds: float


def compare(contenders: Mapping[Name, Contender], runs: int) -> dict[Name, Measurement]:
    """Measure contenders in turn, A B A B, so that what slows the machine slows all of them."""
    timings: dict[Name, list[Timing]] = {name: [] for name in contenders}
    for _ in range(runs):
        for name, contender in contenders.items():
            contender.prepare()
            timings[name].append(run(contender.command))
    return {name: _medians(timings[name]) for name in contenders}


def run(command: Sequence[str]) -> Timing:
    """Run a command to its end; raise `CalledProcessError` with what it said when it fails."""
    with TemporaryFile() as said:
        began = time.perf_counter()
        child = start(command, said.fileno())
        # Unlike `Popen.wait`, this tells what this one child used.
        _, status, usage = os.wait4(child.pid, 0)
        wall_seconds = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        expect_success(child, said.fileno())
    return Timing(wall_seconds, usage.ru_utime + usage.ru_stime)


def peak_memory(contender: Contender) -> int:
    """Run a command and give the most bytes that all its processes held at once.

    A page that several share counts for its part in each (PSS of Linux, sampled), so that worker
    processes are not charged again and again for what they inherit. Reading the memory map of a
    process holds it up, and a large one longer than a small one: such a run is not timed.
    """
    contender.prepare()
    peak = 0
    with TemporaryFile() as said:
        child = start(contender.command, said.fileno())
        while child.poll() is None:
            peak = max(peak, sum(map(_share, _processes(child.pid))))
            time.sleep(SAMPLE_SECONDS)
        expect_success(child, said.fileno())
    return peak


def start(command: Sequence[str], said: int) -> subprocess.Popen[bytes]:
    """Start a command that writes all it says to an open file."""
    # A session of its own marks every process that comes of the command.
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=said,
        start_new_session=True,
    )


def what_it_said(said: int) -> str:
    """Read what a command has written so far to an open file."""
    return os.pread(said, os.fstat(said).st_size, 0).decode(errors="replace")


def expect_success(child: subprocess.Popen[bytes], said: int) -> None:
    """Raise `CalledProcessError` with what a command said when it has failed."""
    if child.returncode:
        failure = subprocess.CalledProcessError(child.returncode, child.args)
        failure.add_note(what_it_said(said))
        raise failure


def used_seconds(session: int) -> float:
    """Give the processor time, user and system, of the processes that came of a command so far.

    It is counted in hundredths of a second, and for a process that has ended by its parent.
    """
    return TICK_SECONDS * sum(
        int(ticks) for process in _processes(session) for ticks in _stat(process)[11:15]
    )


def _medians(timings: Sequence[Timing]) -> Measurement:
    walls = [timing.wall_seconds for timing in timings]
    return Measurement(
        wall_seconds=median(walls),
        least_wall_seconds=min(walls),
        most_wall_seconds=max(walls),
        cpu_seconds=median(timing.cpu_seconds for timing in timings),
    )


def _processes(session: int) -> Iterator[Path]:
    for process in Path("/proc").glob("[0-9]*"):
        fields = _stat(process)
        if fields and fields[3] == str(session):
            yield process


def _stat(process: Path) -> list[str]:
    """Read state, parent, group, session and so on of a process; nothing of one that has ended."""
    try:
        line = (process / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    # The name before the last bracket may hold anything.
    return line.rpartition(")")[2].split()


def _share(process: Path) -> int:
    try:
        lines = (process / "smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
