"""Turns a site into one that is served while it is edited, and tells when its server rests."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from urllib.parse import SplitResult, urlsplit

import msgspec

from bench.measure import TICK_SECONDS, start, used_seconds, what_it_said

START_SECONDS = 600.0
REST_SECONDS = 600.0
END_SECONDS = 10.0
LOOK_SECONDS = 0.02

STILL_SECONDS = 0.3
STILL_TICKS = 2
"""Processor time that a server may use in so many seconds and still be at rest."""

ADDRESS = re.compile(r"serving (http://\S+/)")


class Server(msgspec.Struct, frozen=True):
    """A server that has started, or is about to."""

    process: subprocess.Popen[bytes]
    said: int
    """The file of all that it says."""

    def address(self) -> SplitResult:
        """Wait until it answers, and give the address that it prints."""
        wait_until(lambda: ADDRESS.search(self.tell()) is not None, START_SECONDS, self.tell)
        found = ADDRESS.search(self.tell())
        return urlsplit(found[1] if found else "")

    def rest(self) -> None:
        """Wait until nothing is built any more."""
        wait_until(self._is_still, REST_SECONDS, self.tell)

    def tell(self) -> str:
        """Give all that it has said; raise `CalledProcessError` with that when it has ended."""
        said = what_it_said(self.said)
        if self.process.poll() is not None:
            ended = subprocess.CalledProcessError(self.process.returncode, self.process.args)
            ended.add_note(said)
            raise ended
        return said

    def _is_still(self) -> bool:
        before = used_seconds(self.process.pid)
        time.sleep(STILL_SECONDS)
        return used_seconds(self.process.pid) - before <= STILL_TICKS * TICK_SECONDS


@contextmanager
def serving(site: Path) -> Iterator[Server]:
    """Serve a site from a free port and build it on every change."""
    options = ("--watch", "--host", "127.0.0.1", "--port", "0", "--site", str(site))
    with TemporaryFile() as said:
        process = start((sys.executable, "-m", "site_builder", "serve", *options), said.fileno())
        try:
            yield Server(process, said.fileno())
        finally:
            _end(process)


def wait_until(
    is_so: Callable[[], bool],
    seconds: float,
    tell: Callable[[], str],
    *,
    doze: Callable[[], None] = lambda: time.sleep(LOOK_SECONDS),
) -> None:
    """Look again and again until something is so; raise `TimeoutError` when it is not in time.

    What `tell` gives then is said with it. `doze` passes the time between two looks.
    """
    end = time.perf_counter() + seconds
    while not is_so():
        if time.perf_counter() > end:
            late = TimeoutError(f"waited for {seconds:.0f} s")
            late.add_note(tell())
            raise late
        doze()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
