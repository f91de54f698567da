"""The server ends at once and cleanly, whoever is still connected."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest

from site_builder.serving.live import Live, ServedSite
from site_builder.serving.server import open_port, serve
from tests.serving.conftest import FILES
from tests.serving.running import LONG_SECONDS, ROOT, Running, write_files

PROGRAM = """
import signal, sys, threading
from pathlib import Path

def end(*_):
    sys.exit(128 + signal.SIGTERM)

signal.signal(signal.SIGTERM, end)

from site_builder.serving.live import Live, ServedSite
from site_builder.serving.server import open_port, serve

live = Live()
live.publish(ServedSite(root=sys.argv[2], folder=Path(sys.argv[1])))
stop = threading.Event()
try:
    serve(live, open_port(port=0), stop=stop, on_ready=lambda address: print(address, flush=True))
except KeyboardInterrupt:
    print("interrupted", stop.is_set())
    sys.exit(130)
"""


class Program(NamedTuple):
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    server: Running


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """Run a server in a process of its own, as the command line does."""
    write_files(tmp_path, {**FILES, "large.txt": "x" * 20_000_000})
    command = [sys.executable, "-c", PROGRAM, str(tmp_path), ROOT]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline().split(":")[2].split("/")[0])
        yield Program(process, Running(Live(), tmp_path, port))
        process.kill()


@pytest.mark.parametrize(
    ("number", "status", "said"),
    [(signal.SIGINT, 130, "interrupted True\n"), (signal.SIGTERM, 143, "")],
)
def test_a_signal_ends_it_at_once_with_a_hundred_tabs_and_slow_clients(
    program: Program, number: int, status: int, said: str
) -> None:
    process, server = program
    with ExitStack() as clients:
        for _ in range(100):
            clients.enter_context(server.listen())
        for sent in (
            "",
            "GET /repo/ HT",
            "GET /repo/large.txt HTTP/1.1\r\nHost: localhost:{}\r\n\r\n",
        ):
            clients.enter_context(server.connect(sent=sent.format(server.port).encode()))

        started = time.perf_counter()
        process.send_signal(number)
        told = process.communicate(timeout=LONG_SECONDS)

    assert time.perf_counter() - started < 1
    assert process.returncode == status
    assert told == (said, "")


@pytest.fixture
def elsewhere() -> Iterator[ThreadPoolExecutor]:
    """Run what has an event loop of its own in a thread, since browser tests have one in ours."""
    with ThreadPoolExecutor(1) as pool:
        yield pool


def test_whoever_has_the_event_can_end_it(tmp_path: Path, elsewhere: ThreadPoolExecutor) -> None:
    live, stop = Live(), threading.Event()
    live.publish(ServedSite(root=ROOT, folder=tmp_path))
    listener = open_port(port=0)
    expected = f"http://127.0.0.1:{listener.port}{ROOT}"
    told: list[str] = []

    def end(address: str) -> None:
        told.append(address)
        stop.set()

    elsewhere.submit(serve, live, listener, stop=stop, on_ready=end).result(LONG_SECONDS)

    assert told == [expected]
    assert listener.socket.fileno() == -1


def test_what_goes_wrong_when_it_starts_ends_it(
    tmp_path: Path, elsewhere: ThreadPoolExecutor
) -> None:
    live, stop = Live(), threading.Event()
    live.publish(ServedSite(root=ROOT, folder=tmp_path))
    listener = open_port(port=0)

    def fail(address: str) -> None:
        raise BrokenPipeError(address)

    started = elsewhere.submit(serve, live, listener, stop=stop, on_ready=fail)

    with pytest.raises(BrokenPipeError):
        started.result(LONG_SECONDS)
    assert stop.is_set()
    assert listener.socket.fileno() == -1
