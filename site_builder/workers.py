"""Two maps of a build over processes: files to records, and pages to files of the stage."""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, TypeVar, cast

Task = TypeVar("Task")
Result = TypeVar("Result")
Seed = TypeVar("Seed")
State = TypeVar("State")

WORTH_A_PROCESS = 60
"""Tasks a process should have before it is worth its start, by measurement in `bench/`."""

WORTH_A_NEW_PROCESS = 1000
"""The same where a process begins from nothing and is sent all that it works with."""

PART = 50
"""Tasks that are handed to a process at a time."""

SHIFT = 5_000
"""Tasks after which processes give way to new ones: each comes to hold what others hold too."""

BREATH = 10
"""Tasks that this process itself does at a time: who waits for it may want it to stop."""

_STATE: ContextVar[object] = ContextVar("what this process works with")


def chosen_jobs(asked: int, tasks: int) -> int:
    """Choose how many processes share some tasks; 0 asks for what pays, 1 is this process."""
    if asked:
        return max(1, min(asked, tasks))
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    worth = WORTH_A_PROCESS if can_fork() else WORTH_A_NEW_PROCESS
    return max(1, min(available or 1, tasks // worth))


def can_fork() -> bool:
    """Tell whether a process can be had as a copy of this one, at next to no cost.

    A copy holds for ever the locks that other threads have at that moment, and serving has threads.
    """
    return hasattr(os, "fork") and threading.active_count() == 1


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Look for garbage in circles less often: a build makes records by the million, hardly circles.

    At the usual pace a ninth of a build's processor time goes into looking.
    """
    before = gc.get_threshold()
    gc.set_threshold(BETWEEN_COLLECTIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


BETWEEN_COLLECTIONS = 200_000
"""Records made before the youngest are looked through; 700 or 2,000 as Python begins."""


class Work(Generic[Seed, State, Task, Result]):
    """What is done with tasks, and how a process gets ready for it."""

    def __init__(
        self, begin: Callable[[Seed], State], work: Callable[[State, Sequence[Task]], Result]
    ) -> None:
        self._begin = begin
        self._work = work

    def run(self, seed: Seed, tasks: Sequence[Task], *, jobs: int) -> Iterator[Result]:
        """Do the work on parts of the tasks, in processes when `jobs` is over 1; in order.

        Each process gets the seed once, inherited under `fork`, sent under `spawn`, and makes
        of it what it works with.
        """
        if jobs == 1:
            state = self._begin(seed) if tasks else None
            for start in range(0, len(tasks), BREATH):
                yield self._work(cast("State", state), tasks[start : start + BREATH])
            return
        for first in range(0, len(tasks), SHIFT):
            shift = tasks[first : first + SHIFT]
            parts = [shift[start : start + PART] for start in range(0, len(shift), PART)]
            with _executor(self._get_ready, seed, min(jobs, len(parts))) as executor:
                with _signals_held():
                    results = executor.map(self._run_part, parts)
                yield from results

    def _get_ready(self, seed: Seed) -> None:
        # A terminal interrupts all processes at once; the builder alone answers.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        _end_with_parent()
        _STATE.set(self._begin(seed))

    def _run_part(self, tasks: Sequence[Task]) -> Result:
        return self._work(cast("State", _STATE.get()), tasks)


def _end_with_parent() -> None:
    """End this process when the builder is killed, which has no time to say so."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


@contextmanager
def _executor(ready: Callable[[Seed], None], seed: Seed, jobs: int) -> Iterator[Executor]:
    # What is alive now stays alive until the workers end; a collection would copy its pages.
    gc.freeze()
    context = multiprocessing.get_context("fork" if can_fork() else "spawn")
    executor = ProcessPoolExecutor(jobs, context, ready, (seed,))
    try:
        yield executor
    finally:
        # Who interrupts a build does not want to wait for all that is still to do.
        executor.shutdown(cancel_futures=True)
        gc.unfreeze()


ENDING = frozenset({signal.SIGINT, signal.SIGTERM})


@contextmanager
def _signals_held() -> Iterator[None]:
    """Hold back signals for as long as processes start.

    One that came between their start and that of the thread that ends them would leave processes
    that nobody ends, and a builder that waits for them for ever.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
