"""Servers on this machine that answer as they are told to, and count what they are asked."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Asked(NamedTuple):
    """One request."""

    method: str
    path: str


class Server(ThreadingHTTPServer):
    """A server of some paths, each with what answers it."""

    daemon_threads = True

    def __init__(self, answers: dict[str, Callable[[BaseHTTPRequestHandler], None]]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = answers
        self.asked: list[Asked] = []
        self.at_once = 0
        self.most_at_once = 0
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that have gone."""


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def answer(self) -> None:
        with self.server.lock:
            self.server.asked.append(Asked(self.command, self.path))
            self.server.at_once += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
        try:
            self.server.answers.get(self.path.partition("?")[0], status(404))(self)
        finally:
            with self.server.lock:
                self.server.at_once -= 1

    do_GET = do_HEAD = answer  # noqa: N815 (the library's names)

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


Answering = Callable[[BaseHTTPRequestHandler], None]


def status(code: int, body: bytes = b"", **headers: str) -> Answering:
    """Answer with a status."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        if handler.command == "GET":
            handler.wfile.write(body)

    return answer


def one_after_the_other(*answers: Answering) -> Answering:
    """Answer each time in another way, at last always as with the last."""
    left = list(answers)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        chosen = left.pop(0) if len(left) > 1 else left[0]
        chosen(handler)

    return answer


def by_method(head: Answering, get: Answering) -> Answering:
    """Answer a question for the head alone in another way than one for the whole."""
    return lambda handler: (head if handler.command == "HEAD" else get)(handler)


def never(handler: BaseHTTPRequestHandler) -> None:
    """Send a sign now and then, and never come to an end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Wait: ")
    while True:
        handler.wfile.write(b"w")
        handler.wfile.flush()
        time.sleep(0.05)


def endless(handler: BaseHTTPRequestHandler) -> None:
    """Send a content that has no end."""
    handler.send_response(200)
    handler.end_headers()
    while handler.command == "GET":
        handler.wfile.write(b"x" * 65_536)


def headers_without_end(handler: BaseHTTPRequestHandler) -> None:
    """Send one header after the other."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-More: and more\r\n" * 100)


def rubbish(handler: BaseHTTPRequestHandler) -> None:
    """Send what is no answer at all."""
    handler.wfile.write(b"\x00\xff\x00 hello\r\n\r\n")


@contextmanager
def serving(answers: dict[str, Answering]) -> Iterator[Server]:
    """Serve until the test is over."""
    server = Server(answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
