"""A site's folder to the whole command that serves it: what it prints and what it answers."""

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.site.builds import command, environment_with

FIRST = "content/static/first.txt"
LONG_SECONDS = 60
"""Nothing takes as long; what has not happened by then does not happen."""


class Served:
    """One run of `serve`; its lines come in while a test does other things."""

    def __init__(self, process: "subprocess.Popen[str]", site: Path) -> None:
        self.process = process
        self.site = site
        self.said: list[str] = []
        """Lines of standard output."""

        self.told: list[str] = []
        """Lines of standard error."""

        self._came = threading.Condition()
        self._readers = [
            threading.Thread(target=self._listen, args=(process.stdout, self.said)),
            threading.Thread(target=self._listen, args=(process.stderr, self.told)),
        ]
        for reader in self._readers:
            reader.start()

    def _listen(self, stream: IO[str] | None, lines: list[str]) -> None:
        assert stream is not None
        for line in stream:
            with self._came:
                lines.append(line.rstrip("\n"))
                self._came.notify_all()
        with self._came:
            self._came.notify_all()

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Wait for lines that make something so."""
        with self._came:
            assert self._came.wait_for(is_so, LONG_SECONDS), (self.said, self.told)

    def wait_for(self, words: str, *, after: int = 0) -> str:
        """Wait for a line of standard output that begins so; pass over those that came before."""
        found: list[str] = []

        def has_come() -> bool:
            found[:] = [line for line in self.said[after:] if line.startswith(words)]
            return bool(found)

        self.wait_until(has_come)
        return found[0]

    def save(self, path: str, text: str) -> str:
        """Save a file of the site; give the line of the build that it causes."""
        before = len(self.said)
        self.write(path, text)
        # Of a folder that is new only that is told.
        self.wait_until(lambda: len(self.said) > before)
        return self.said[before]

    def write(self, path: str, text: str) -> None:
        """Save a file of the site, and do not wait."""
        file = self.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    @property
    def address(self) -> str:
        """The front page."""
        return self.wait_for("serving ").split()[1]

    def ask(self, path: str = "") -> tuple[int, str]:
        """Ask for a page of the site; give status and body."""
        try:
            with urlopen(f"{self.address}{path}", timeout=LONG_SECONDS) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except HTTPError as answer:
            with answer:
                return answer.code, answer.read().decode()

    def wait_until_asked(self, path: str, words: str) -> None:
        """Ask for a page until it has some words."""
        end = time.monotonic() + LONG_SECONDS
        while words not in self.ask(path)[1]:
            assert time.monotonic() < end, words
            time.sleep(0.02)

    def problems(self) -> list[dict[str, Any]]:
        """Ask for what is shown over the pages."""
        origin = "/".join(self.address.split("/")[:3])
        with urlopen(f"{origin}/__live__/state?page=/repo/") as answer:  # noqa: S310 (this machine)
            found: list[dict[str, Any]] = json.loads(answer.read())["problems"]
        return found

    def end(self, number: signal.Signals) -> tuple[int, float]:
        """Send a signal; give the exit status and the seconds until then."""
        began = time.monotonic()
        self.process.send_signal(number)
        status = self.process.wait(LONG_SECONDS)
        for reader in self._readers:
            reader.join()
        return status, time.monotonic() - began


@contextmanager
def served(site: Path, *options: str) -> Iterator[Served]:
    """Serve a site on a port that is free, and end the server in any case."""
    # Lines are to come when they are printed, as they do on a terminal.
    environment = {**environment_with({}), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command("serve", "--watch", "-p", "0", "--site", site, *options),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        text=True,
        start_new_session=True,
    ) as process:
        running = Served(process, site)
        try:
            running.wait_for("serving ")
            # The build that looks for edits of before may find this one too, and names no file.
            running.write(FIRST, "Saved first.")
            running.wait_for("content/static")
            yield running
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
