"""Turns the address of a server into what a browser beside the editor shows."""

import select
import socket
import time
from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection
from urllib.parse import SplitResult, quote

from bench.server import wait_until

SHOWN_SECONDS = 300.0
ANSWER_SECONDS = 60.0

POLL_SECONDS = 0.02
"""Between two questions when the server tells of nothing."""

LIVE = "/__live__/"
MOST_TOLD = 65_536
STREAM = f"GET {LIVE}events HTTP/1.1\r\nHost: {{host}}\r\n\r\n"


class Screen:
    """Pages of a served site and the words in them, asked for over one connection.

    As in a browser, another connection brings word of each change, so that a page is asked for
    as soon as it may be new, and seldom otherwise: the builder works in the server's process.
    """

    def __init__(self, address: SplitResult, tell: Callable[[], str]) -> None:
        """Take the address of the site's root, and what tells how its server fares."""
        host, port = address.hostname or "", address.port or 0
        self._root = address.path
        self._tell = tell
        self._connection = HTTPConnection(host, port, timeout=ANSWER_SECONDS)
        self._news = socket.create_connection((host, port), ANSWER_SECONDS)
        self._news.sendall(STREAM.format(host=address.netloc).encode())

    def look(self, page: str) -> None:
        """Load a page, and let the server know that it is looked at, as a tab does."""
        self._get(self._root + page)
        self._get(f"{LIVE}state?page={quote(self._root + page, safe='')}")

    def wait_for(self, word: str, pages: Sequence[str]) -> None:
        """Ask for pages until each has a word; raise `TimeoutError` when they never have."""
        for page in pages:
            has_word = partial(self._has, page, word.encode())
            wait_until(has_word, SHOWN_SECONDS, self._tell, doze=self._doze)

    def close(self) -> None:
        """Leave."""
        self._connection.close()
        self._news.close()

    def _doze(self) -> None:
        """Wait for news, but not for long."""
        if not select.select([self._news], [], [], POLL_SECONDS)[0]:
            return
        if not self._news.recv(MOST_TOLD):
            # The stream has ended; what is left is to ask.
            time.sleep(POLL_SECONDS)

    def _has(self, page: str, word: bytes) -> bool:
        return word in self._get(self._root + page)

    def _get(self, path: str) -> bytes:
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status != HTTPStatus.OK:
            raise ConnectionError(f"{path} is answered with {answer.status} {answer.reason}")
        return content
