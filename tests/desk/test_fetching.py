"""What a server answers is fetched within bounds; nothing hangs, and nothing gets out of them."""

import gzip
import socket
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler

import pytest

from site_builder.desk.fetching import Answer, Limits, Unanswered, ask
from tests.desk.servers import (
    Answering,
    endless,
    headers_without_end,
    never,
    rubbish,
    serving,
    status,
)

HASTY = Limits(seconds=1.5, most_bytes=100_000)


def fetch(answering: Answering, limits: Limits = HASTY) -> Answer | Unanswered:
    """Ask a server of one path for it."""
    with serving({"/a": answering, "/b": status(200, b"there")}) as server:
        return ask(f"{server.url}/a", limits=limits)


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Send a good beginning, and then a sign now and then."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def test_an_answer_has_its_status_type_and_content() -> None:
    answer = fetch(status(200, "ответ".encode(), Content_Type="Text/HTML; charset=UTF-8"))

    assert isinstance(answer, Answer)
    assert answer.url.endswith("/a")
    assert (answer.status, answer.media_type, answer.charset) == (200, "text/html", "utf-8")
    assert answer.content.decode() == "ответ"


def test_a_packed_answer_is_unpacked() -> None:
    answer = fetch(status(200, gzip.compress(b"words"), Content_Encoding="gzip"))

    assert isinstance(answer, Answer)
    assert answer.content == b"words"


@pytest.mark.parametrize("location", ["/b", "b", "//HOST/b"])
def test_an_answer_is_followed_where_it_sends_on(location: str) -> None:
    def answering(handler: BaseHTTPRequestHandler) -> None:
        host = handler.headers["Host"]
        status(302, Location=location.replace("HOST", host))(handler)

    answer = fetch(answering)

    assert isinstance(answer, Answer)
    assert answer.url.endswith("/b")
    assert answer.content == b"there"


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("file:///etc/passwd", "only http and https are asked, not file:"),
        ("ftp://example.org/", "only http and https are asked, not ftp:"),
        ("gopher://127.0.0.1/", "only http and https are asked, not gopher:"),
        ("http://127.0.0.1:1/", "127.0.0.1 is an address of this machine"),
        ("http://localhost:1/", "localhost is an address of this machine"),
        ("http://10.0.0.1/", "10.0.0.1 is an address of this machine or of a private network"),
        ("http://169.254.169.254/", "169.254.169.254 is an address of this machine"),
        ("http://[::1]/", "::1 is an address of this machine"),
        ("http://[::ffff:10.0.0.1]/", "::ffff:10.0.0.1 is an address of this machine"),
        ("http://[64:ff9b::a00:1]/", "64:ff9b::a00:1 is an address of this machine"),
        ("http://[fd00::1]/", "fd00::1 is an address of this machine"),
        ("http://2130706433/", "2130706433 is an address of this machine"),
        ("http://0.0.0.0/", "0.0.0.0 is an address of this machine"),
        ("http://[bad/", "it is sent on to what is no URL"),
        ("/a", "it is sent on more than 5 times"),
    ],
)
def test_an_answer_that_sends_astray_is_not_followed(location: str, reason: str) -> None:
    answer = fetch(status(302, Location=location))

    assert isinstance(answer, Unanswered)
    assert answer.reason.startswith(reason)


@pytest.mark.parametrize(
    ("answering", "reason"),
    [
        (never, "it took longer than 1.5 seconds"),
        (drip, "it took longer than 1.5 seconds"),
        (endless, "the answer is larger than 100,000 bytes"),
        (
            status(200, gzip.compress(bytes(50_000_000)), Content_Encoding="gzip"),
            "the answer is larger than 100,000 bytes",
        ),
        (status(200, b"no gzip", Content_Encoding="gzip"), "its answer is packed, and cannot"),
        (rubbish, "it does not answer as a web server does"),
        (headers_without_end, "the connection broke before the answer was whole"),
        (lambda handler: handler.wfile.close(), "the connection broke before"),
    ],
)
def test_an_answer_that_never_comes_right_is_given_up(answering: Answering, reason: str) -> None:
    answer = fetch(answering)

    assert isinstance(answer, Unanswered)
    assert answer.reason.startswith(reason)


def test_an_answer_that_breaks_off_is_none() -> None:
    def answering(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"abc")

    answer = fetch(answering)

    assert isinstance(answer, Unanswered)
    assert answer.reason == "the connection broke before the answer was whole"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "only http and https are asked, not file:"),
        ("/etc/passwd", "only http and https are asked, not paths:"),
        ("http://", "the address names no host"),
        ("http://a b/", "the address holds blanks"),
        ("http://a:b@example.org/", "the address holds a name or a password"),
        ("http://example.org:0/", "the address names no host"),
        ("http://example.org:99999/", "it is not a URL"),
    ],
)
def test_what_cannot_be_asked_is_said(url: str, reason: str) -> None:
    answer = ask(url, limits=HASTY)

    assert isinstance(answer, Unanswered)
    assert answer.reason == reason


@pytest.mark.parametrize(
    ("number", "reason", "is_final"),
    [
        (socket.EAI_NONAME, "no address is known for nothing.invalid", True),
        (socket.EAI_AGAIN, "its host cannot be looked up at the moment", False),
    ],
)
def test_a_name_that_nobody_has_is_told_from_one_that_nobody_can_look_up(
    number: int, reason: str, *, is_final: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_up(*_: object, **__: object) -> None:
        raise socket.gaierror(number, "no")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    answer = ask("http://nothing.invalid/", limits=HASTY)

    assert answer == Unanswered("http://nothing.invalid/", reason, is_final=is_final)


def test_a_port_without_a_server_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/"

    answer = ask(url, limits=HASTY)

    assert isinstance(answer, Unanswered)
    assert answer.reason == "the connection failed: connection refused"


def test_a_server_without_tls_is_not_asked_safely() -> None:
    with serving({}) as server:
        answer = ask(server.url.replace("http:", "https:"), limits=HASTY)

    assert isinstance(answer, Unanswered)
    assert answer.reason.startswith("no safe connection can be made")


def test_only_who_fetches_loads_what_fetches() -> None:
    program = "import sys, site_builder.cli; print(*sys.modules)"

    loaded = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )

    assert {"trafilatura", "lxml", "urllib3"}.isdisjoint(loaded.stdout.split())
