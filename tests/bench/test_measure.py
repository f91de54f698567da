"""Commands are measured with all that comes of them, and their faults are told."""

import subprocess
import sys

import pytest

from bench.measure import Contender, compare, run, used_seconds


def test_contenders_take_turns_each_made_ready_before() -> None:
    ready: list[str] = []
    command = (sys.executable, "-S", "-c", "")

    measured = compare(
        {
            "one": Contender(command, lambda: ready.append("one")),
            "other": Contender(command, lambda: ready.append("other")),
        },
        2,
    )

    assert ready == ["one", "other", "one", "other"]
    assert all(0 < each.least_wall_seconds <= each.wall_seconds for each in measured.values())


def test_a_command_that_fails_tells_why() -> None:
    with pytest.raises(subprocess.CalledProcessError) as failure:
        run((sys.executable, "-S", "-c", "raise SystemExit('no such thing')"))

    assert failure.value.__notes__ == ["no such thing\n"]


def test_processor_time_is_that_of_every_process_of_a_session() -> None:
    burn = "import time\nwhile time.process_time() < 0.05: pass\nprint(flush=True); input()"
    script = f"import subprocess, sys; subprocess.run([sys.executable, '-S', '-c', {burn!r}])"
    with subprocess.Popen(
        (sys.executable, "-S", "-c", script),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()

        used = used_seconds(child.pid)

        child.communicate(b"\n")
    assert used >= 0.04
