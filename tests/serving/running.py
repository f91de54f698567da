"""Made-up sites behind a running server, and clients that ask it, well-behaved or not."""

import http.client
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from site_builder.serving.live import Live, ServedSite
from site_builder.serving.server import open_port, serve

ROOT = "/repo/"
LONG_SECONDS = 10
"""No answer takes as long; a test that waits this long has failed."""

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)


class Answered(NamedTuple):
    """What came back for a request."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """The body as a person reads it."""
        return self.body.decode()


class Running(NamedTuple):
    """A server that runs, and the site that it serves."""

    live: Live
    folder: Path
    port: int

    @property
    def origin(self) -> str:
        """The address of the server."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        """The address of the front page."""
        return f"{self.origin}{ROOT}"

    def write(self, files: Mapping[str, str]) -> None:
        """Write files of the output."""
        write_files(self.folder, files)

    def publish(self, files: Mapping[str, str]) -> None:
        """Write files of the output, and tell the server of a good build."""
        self.write(files)
        self.live.publish(ServedSite(root=ROOT, folder=self.folder))

    def ask(self, path: str, *, method: str = "GET", **headers: str) -> Answered:
        """Ask for a path, sent as it is; the names of headers have `_` for `-`."""
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG_SECONDS)
        try:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            client.request(method, path, headers=given)
            answer = client.getresponse()
            return Answered(answer.status, answer.headers, answer.read())
        finally:
            client.close()

    def connect(self, *, sent: bytes = b"") -> socket.socket:
        """Open a connection, and send bytes on it."""
        client = socket.create_connection(("127.0.0.1", self.port), timeout=LONG_SECONDS)
        client.sendall(sent)
        return client

    def status_of(self, request: bytes) -> int:
        """Send bytes as a request; give the status of what comes back, 0 when nothing does."""
        with self.connect(sent=request) as client:
            line = client.makefile("rb").readline()
        return int(line.split()[1]) if line else 0

    def listen(self) -> socket.socket:
        """Open a stream of events and read until it has told its first version."""
        client = self.connect(
            sent=b"GET /__live__/events HTTP/1.1\r\nHost: localhost:%d\r\n\r\n" % self.port
        )
        read_until(client, b"data: ")
        return client


@contextmanager
def running(folder: Path, live: Live | None = None, *, port: int = 0) -> Iterator[Running]:
    """Run a server for a folder of files in a thread, by default on a port that is free."""
    listener = open_port(port=port)
    told, stop, ready = live or Live(), threading.Event(), threading.Event()
    if live is None:
        told.publish(ServedSite(root=ROOT, folder=folder))
    thread = threading.Thread(
        target=serve,
        args=(told, listener),
        kwargs={"stop": stop, "on_ready": lambda _: ready.set()},
    )
    thread.start()
    try:
        assert ready.wait(LONG_SECONDS)
        yield Running(told, folder, listener.port)
    finally:
        stop.set()
        thread.join(LONG_SECONDS)
        assert not thread.is_alive()


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write files by their paths from a folder."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def html_page(body: str, *, sheet: str = f"{ROOT}assets/site.1.css") -> str:
    """Write a page as the theme does, with its policy and one stylesheet."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n<title>A page</title>\n'
        f'<link rel="stylesheet" href="{sheet}">\n<link rel="icon" href="{ROOT}icon.svg">\n'
        f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def read_until(client: socket.socket, wanted: bytes) -> bytes:
    """Read from a connection until something has come, or it is closed."""
    read = b""
    while wanted not in read:
        came = client.recv(65536)
        if not came:
            break
        read += came
    return read
