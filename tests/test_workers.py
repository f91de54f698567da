"""Work gives the same in the same order, in one process or in several."""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from site_builder import workers
from site_builder.workers import (
    PART,
    WORTH_A_NEW_PROCESS,
    WORTH_A_PROCESS,
    Work,
    can_fork,
    chosen_jobs,
)

TASKS = tuple(range(2 * PART + 7))


def _get_ready(seed: int) -> list[int]:
    return [seed]


def _double(state: list[int], tasks: Sequence[int]) -> list[int]:
    return [state[0] * task for task in tasks]


def _name_processes(_state: list[int], tasks: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in tasks]


def _fail(_state: list[int], tasks: Sequence[int]) -> list[int]:
    if PART in tasks:
        raise LookupError(PART)
    return list(tasks)


def _fail_to_get_ready(seed: int) -> list[int]:
    raise LookupError(seed)


DOUBLE = Work(_get_ready, _double)
NAME_PROCESSES = Work(_get_ready, _name_processes)
FAIL = Work(_get_ready, _fail)


@contextmanager
def _another_thread() -> Iterator[None]:
    """Have a second thread about, beside which no process is forked."""
    is_over = threading.Event()
    thread = threading.Thread(target=is_over.wait)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _all(parts: Iterator[list[int]]) -> list[int]:
    return [result for part in parts for result in part]


@pytest.mark.parametrize("jobs", [1, 2, 3, 8])
def test_the_results_are_the_same_in_the_same_order(jobs: int) -> None:
    assert _all(DOUBLE.run(2, TASKS, jobs=jobs)) == [2 * task for task in TASKS]


@pytest.mark.slow
def test_the_results_are_the_same_where_processes_are_not_forked() -> None:
    with _another_thread():
        results = _all(DOUBLE.run(2, TASKS, jobs=2))

    assert results == [2 * task for task in TASKS]


def test_one_job_is_done_here_and_several_elsewhere() -> None:
    here = set(_all(NAME_PROCESSES.run(2, TASKS, jobs=1)))
    elsewhere = set(_all(NAME_PROCESSES.run(2, TASKS, jobs=2)))

    assert here == {os.getpid()}
    assert os.getpid() not in elsewhere
    assert 1 <= len(elsewhere) <= 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_worker_raises_is_raised_here(jobs: int) -> None:
    with pytest.raises(LookupError, match=str(PART)):
        _all(FAIL.run(2, TASKS, jobs=jobs))


def test_without_tasks_there_are_no_results() -> None:
    assert _all(DOUBLE.run(2, (), jobs=1)) == []


@pytest.mark.parametrize(
    ("asked", "tasks", "jobs"),
    [(1, 1_000, 1), (4, 1_000, 4), (4, 2, 2), (4, 0, 1), (0, 0, 1), (0, WORTH_A_PROCESS, 1)],
)
def test_no_more_processes_are_started_than_there_is_work(
    asked: int, tasks: int, jobs: int
) -> None:
    assert chosen_jobs(asked, tasks) == jobs


@pytest.mark.parametrize(
    ("is_forking", "worth"), [(True, WORTH_A_PROCESS), (False, WORTH_A_NEW_PROCESS)]
)
def test_as_many_processes_are_chosen_as_there_are_processors_and_work_is_worth(
    *, is_forking: bool, worth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "can_fork", lambda: is_forking)
    available = len(os.sched_getaffinity(0))

    assert chosen_jobs(0, 1_000 * worth) == available
    assert chosen_jobs(0, 2 * worth) == min(2, available)
    assert chosen_jobs(0, 2 * worth - 1) == 1


def test_with_other_threads_at_work_no_process_is_forked() -> None:
    stop = threading.Event()
    other = threading.Thread(target=stop.wait)
    other.start()
    try:
        assert not can_fork()
    finally:
        stop.set()
        other.join()
