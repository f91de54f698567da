"""A folder of files as a host of static pages answers for it, under the base path of a project."""

import gzip
import http.server
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

ORIGIN = "https://u.github.io"
BASE = "/repo/"
BASE_URL = f"{ORIGIN}{BASE}"

# The system's own table may lack a type or know another one.
TYPES = mimetypes.MimeTypes()
TYPES.add_type("text/javascript", ".js")


class Answer(NamedTuple):
    """What a host sends for a path."""

    status: HTTPStatus
    file: Path | None
    location: str = ""
    """Where the path leads on to."""


def answer(site: Path, path: str, base: str = BASE) -> Answer:
    """Answer for a path from the host's root, `%` codes in it, as GitHub Pages does.

    A folder answers with its `index.html`, and leads to itself when the slash is forgotten; `x`
    may stand for `x.html`; for all else there is `404.html`.
    """
    inside = unquote(urlsplit(path).path, errors="strict")
    if not inside.startswith(base) or ".." in inside.split("/"):
        return Answer(HTTPStatus.NOT_FOUND, None)
    file = site / inside.removeprefix(base)
    if inside.endswith("/"):
        file /= "index.html"
    elif file.is_dir():
        return Answer(HTTPStatus.MOVED_PERMANENTLY, None, f"{path}/")
    elif not file.exists():
        file = file.with_name(f"{file.name}.html")
    if not file.is_file():
        return Answer(HTTPStatus.NOT_FOUND, site / "404.html")
    return Answer(HTTPStatus.OK, file)


COMPRESSED = ("application/json", "image/svg+xml", "text/")


@contextmanager
def served(site: Path, *, compresses: bool = False, base: str = BASE) -> Iterator[str]:
    """Serve a built site on this machine; give the address of its front page."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answered = answer(site, self.path, base)
            self.send_response(answered.status)
            if answered.location:
                self.send_header("Location", answered.location)
            body = answered.file.read_bytes() if answered.file else b""
            if answered.file:
                guessed = TYPES.guess_type(answered.file.name)[0] or "application/octet-stream"
                charset = "; charset=utf-8" if guessed.startswith("text/") else ""
                self.send_header("Content-Type", f"{guessed}{charset}")
                if compresses and guessed.startswith(COMPRESSED):
                    self.send_header("Content-Encoding", "gzip")
                    body = gzip.compress(body)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            # A browser that goes on to another page hangs up.
            with suppress(ConnectionError):
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: what goes wrong is the browser's to tell."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{base}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
