"""A screen waits until a server's pages show a word, and no longer."""

import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from queue import SimpleQueue
from urllib.parse import SplitResult, urlsplit

import pytest

import bench.screen
from bench.screen import Screen

Texts = dict[str, list[str]]
"""By path what a server answers, one text after the other with news between, the last for ever."""

EVENTS = "/__live__/events"


@pytest.fixture
def texts() -> Texts:
    return {}


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def address(texts: Texts, asked: list[str]) -> Iterator[SplitResult]:
    streams: SimpleQueue[BufferedIOBase] = SimpleQueue()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path == EVENTS:
                streams.put(self.wfile)
                return
            asked.append(self.path)
            left = texts.get(self.path.partition("?")[0], [])
            self._answer(left[0] if left else "", 200 if left else 404)
            if len(left) > 1:
                left.pop(0)
                stream = streams.get(timeout=5)
                stream.write(b"data: 2\n\n")
                streams.put(stream)

        def _answer(self, text: str, status: int) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield urlsplit(f"http://127.0.0.1:{server.server_port}/root/")
        server.shutdown()
        thread.join()


def test_a_screen_asks_for_every_page_whenever_there_is_news(
    texts: Texts, asked: list[str], address: SplitResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench.screen, "POLL_SECONDS", 60.0)
    texts |= {"/root/a/": ["old", "new"], "/root/b/": ["old", "old", "new"]}

    with closing(Screen(address, str)) as screen:
        screen.wait_for("new", ("a/", "b/"))

    assert asked == ["/root/a/"] * 2 + ["/root/b/"] * 3


def test_a_page_that_is_looked_at_is_told_of_as_by_a_tab(
    texts: Texts, asked: list[str], address: SplitResult
) -> None:
    texts |= {"/root/a/": ["old"], "/__live__/state": ["{}"]}

    with closing(Screen(address, str)) as screen:
        screen.look("a/")

    assert asked == ["/root/a/", "/__live__/state?page=%2Froot%2Fa%2F"]


def test_a_page_that_is_missing_ends_the_waiting(address: SplitResult) -> None:
    with closing(Screen(address, str)) as screen, pytest.raises(ConnectionError, match="404"):
        screen.wait_for("new", ("a/",))


def test_waiting_that_takes_too_long_says_what_the_server_said(
    texts: Texts, address: SplitResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts |= {"/root/a/": ["old"]}
    monkeypatch.setattr(bench.screen, "SHOWN_SECONDS", 0.0)

    with (
        closing(Screen(address, lambda: "1 problem")) as screen,
        pytest.raises(TimeoutError) as late,
    ):
        screen.wait_for("new", ("a/",))

    assert late.value.__notes__ == ["1 problem"]
