"""The server answers as a host of pages does, and gives nothing else away."""

import socket
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from site_builder.serving.live import Live, ServedSite, ToldProblem
from site_builder.serving.server import PORT, PortTaken, open_port, show_in_browser
from tests.serving.conftest import FILES
from tests.serving.running import (
    LONG_SECONDS,
    ROOT,
    Running,
    html_page,
    read_until,
    running,
    write_files,
)

PROBLEM = ToldProblem(
    path="content/a.md", line=3, column=7, code="bad-date", message="“<b>” is no date"
)


# What is answered.


def test_the_site_is_served_at_its_root(shared: Running) -> None:
    answered = shared.ask(ROOT)

    assert answered.status == 200
    assert answered.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<h1>Front</h1>" in answered.text


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/", ROOT),
        ("/repo", ROOT),
        ("/repo/articles/summit", "/repo/articles/summit/"),
        ("/repo/articles/summit?a=b", "/repo/articles/summit/?a=b"),
    ],
)
def test_an_address_without_its_slash_leads_to_the_page(
    shared: Running, path: str, location: str
) -> None:
    answered = shared.ask(path)

    assert (answered.status, answered.headers["Location"]) == (302, location)


def test_a_site_of_its_own_host_needs_no_redirect(tmp_path: Path) -> None:
    write_files(tmp_path, {"index.html": "Front", "about.html": "About"})
    live = Live()
    live.publish(ServedSite(root="/", folder=tmp_path))

    with running(tmp_path, live) as server:
        front, about, missing = (server.ask(path) for path in ("/", "/about", "/nothing/"))

    assert (front.status, about.status, missing.status) == (200, 200, 404)
    assert "About" in about.text


@pytest.mark.parametrize(
    "path",
    [
        "/repo/nothing",
        "/repo/nothing/",
        "/repo/index.html/",
        "/repo/assets/",
        "/other/",
        "/repository/",
    ],
)
def test_what_is_not_there_is_the_site_s_own_page_that_says_so(shared: Running, path: str) -> None:
    answered = shared.ask(path)

    assert answered.status == 404
    assert "<h1>There is no page here</h1>" in answered.text


def test_a_file_is_served_byte_for_byte(shared: Running) -> None:
    answered = shared.ask("/repo/assets/site.1.css")

    assert answered.text == FILES["assets/site.1.css"]
    assert answered.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answered.headers["X-Content-Type-Options"] == "nosniff"
    assert answered.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", [ROOT, "/repo/assets/site.1.css", "/__live__/client.js"])
def test_what_a_client_has_is_not_sent_again(shared: Running, path: str) -> None:
    tag = shared.ask(path).headers["ETag"]

    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answered = shared.ask(path, If_None_Match=known)
        assert (answered.status, answered.body, answered.headers["ETag"]) == (304, b"", tag)
    assert shared.ask(path, If_None_Match='"other"').status == 200


def test_changed_bytes_have_another_tag(server: Running) -> None:
    tag = server.ask(ROOT).headers["ETag"]

    server.publish({"index.html": html_page("<h1>Changed</h1>")})

    answered = server.ask(ROOT, If_None_Match=tag)
    assert answered.status == 200
    assert "<h1>Changed</h1>" in answered.text


@pytest.mark.parametrize(
    "path", [ROOT, "/repo/nothing", "/__live__/events", "/__live__/state?page=/"]
)
def test_a_head_is_the_answer_without_its_body(shared: Running, path: str) -> None:
    answered = shared.ask(path, method="HEAD")

    assert answered.body == b""
    assert answered.status == (404 if path == "/repo/nothing" else 200)


@pytest.mark.parametrize("path", [ROOT, "/__live__/events", "/__live__/state", "/nothing"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_there_is_nothing_to_change(shared: Running, method: str, path: str) -> None:
    answered = shared.ask(path, method=method)

    assert (answered.status, answered.headers["Allow"]) == (405, "GET, HEAD")


def test_newer_bytes_are_served_before_they_are_on_disk(server: Running) -> None:
    made = {"index.html": b"<h1>Newer</h1>"}

    server.live.publish(ServedSite(root=ROOT, folder=server.folder, newer=made.get))

    assert "<h1>Newer</h1>" in server.ask(ROOT).text
    assert "<h1>Summit</h1>" in server.ask("/repo/articles/summit/").text


def test_before_the_first_good_build_every_page_shows_the_problems(tmp_path: Path) -> None:
    live = Live()
    live.fail((PROBLEM,))

    with running(tmp_path, live) as server:
        for path in ("/", ROOT, "/repo/articles/summit/"):
            answered = server.ask(path)
            assert answered.status == 503
            assert "content/a.md:3:7: bad-date: “&lt;b&gt;” is no date" in answered.text
            assert "/__live__/client.js" in answered.text


# Who is answered.


@pytest.mark.parametrize("path", [ROOT, "/__live__/events", "/__live__/state?page=/repo/"])
@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}]
)
def test_a_stranger_is_refused(shared: Running, path: str, headers: dict[str, str]) -> None:
    answered = shared.ask(path, **headers)

    assert answered.status == 403
    assert "Front" not in answered.text


def test_a_page_of_ones_own_is_not(shared: Running) -> None:
    assert shared.ask(ROOT, Origin=shared.origin).status == 200


def test_only_this_machine_is_listened_to(shared: Running) -> None:
    with (
        socket.socket() as other,
        pytest.raises(OSError, match="refused"),
    ):
        other.connect(("127.0.0.2", shared.port))


# What hostile clients get.


@pytest.mark.parametrize(
    "path",
    [
        "/repo/../secret.txt",
        "/repo/%2e%2e/secret.txt",
        "/repo/%2E%2E%2Fsecret.txt",
        "/repo/..%2fsecret.txt",
        "/repo/..%5csecret.txt",
        "/repo/%5c..%5csecret.txt",
        "/repo/..%00/secret.txt",
        "/repo/index.html%00.txt",
        "/repo/%252e%252e/secret.txt",
        "/repo/%c0%ae%c0%ae/secret.txt",
        "/repo/%ff",
        "/repo/./index.html",
        "/repo//index.html",
        "/repo/articles/../../secret.txt",
        "/repo/linked/secret.txt",
        "/repo/secret.txt",
        "/repo//etc/passwd",
        "/repo/%2fetc/passwd",
        "/repo/C:%5csecret.txt",
        "/repo/" + "x" * 5000,
        "//etc/passwd",
        "/etc/passwd",
        "/..",
        "/%2e%2e/secret.txt",
        "/../repo/index.html",
        "/__live__/../secret.txt",
        "/__live__/%2e%2e/server.py",
        "/__live__/nothing",
        "etc/passwd",
        "http://localhost/etc/passwd",
    ],
)
def test_no_spelling_of_a_path_leads_out_of_the_site(shared: Running, path: str) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: localhost:{shared.port}\r\n\r\n"

    assert shared.status_of(request.encode()) == 404


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /repo/ HTTP/1.1\r\nHost: localhost:%d\r\n\r\n", 200),
        (b"GET /repo/ HTTP/1.1\r\nHost: localhost:%d\r\nHost: evil.example\r\n\r\n", 400),
        (b"GET /repo/ HTTP/1.1\r\nX: localhost:%d\r\n\r\n", 400),
        (b"GET /repo/ HTTP/1.0\r\nX: localhost:%d\r\n\r\n", 403),
        (b"GET /repo/ HTTP/1.1\r\nHost: localhost:%d\r\nX: \0\r\n\r\n", 400),
        (b"GET /repo/\xff HTTP/1.1\r\nHost: localhost:%d\r\n\r\n", 400),
        (b"BREW /repo/ HTTP/1.1\r\nHost: localhost:%d\r\n\r\n", 405),
        (b"CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost:%d\r\n\r\n", 405),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03%d\r\n\r\n", 400),
        (b"GET /__live__/state?page=%%ff%%00 HTTP/1.1\r\nHost: localhost:%d\r\n\r\n", 200),
        (b"GET /__live__/state HTTP/1.1\r\nHost: localhost:%d\r\n\r\n", 200),
    ],
)
def test_a_request_that_is_none_is_turned_away(
    shared: Running, capfd: pytest.CaptureFixture[str], request_: bytes, status: int
) -> None:
    assert shared.status_of(request_ % shared.port) == status

    assert shared.ask(ROOT).status == 200
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /repo/?" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: localhost:%d\r\n\r\n",
        b"GET /repo/ HTTP/1.1\r\nHost: localhost:%d\r\nX: " + b"x" * 70_000 + b"\r\n\r\n",
        b"GET /repo/ HTTP/1.1\r\nHost: localhost:%d\r\n" + b"X: x\r\n" * 20_000 + b"\r\n",
        b"GET /repo/ HTTP/1.1\r\nHost: localhost:%d\r\nX: " + b"x" * 70_000,
    ],
)
def test_a_huge_request_is_turned_away_and_its_connection_closed(
    shared: Running, request_: bytes
) -> None:
    with shared.connect(sent=request_ % shared.port) as client:
        answered = read_until(client, b"never")

    assert answered.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 431 "))


def test_who_is_slow_keeps_nobody_waiting(shared: Running) -> None:
    with ExitStack() as clients:
        for _ in range(50):
            clients.enter_context(shared.connect(sent=b"GET /repo/ HTTP/1.1\r\nHost: loc"))

        started = time.perf_counter()
        assert shared.ask(ROOT).status == 200

        assert time.perf_counter() - started < 1


def test_who_does_not_read_keeps_nobody_waiting(server: Running) -> None:
    server.write({"large.txt": "x" * 20_000_000})
    asked = b"GET /repo/large.txt HTTP/1.1\r\nHost: localhost:%d\r\n\r\n" % server.port

    with server.connect(sent=asked), server.connect(sent=asked):
        assert server.ask(ROOT).status == 200


# Tabs that listen.


def test_a_hundred_tabs_are_told_of_a_change_at_once(server: Running) -> None:
    with ExitStack() as clients:
        tabs = [clients.enter_context(server.listen()) for _ in range(100)]

        server.publish({"index.html": html_page("<h1>Changed</h1>")})

        version = server.live.moment.version.encode()
        assert all(version in read_until(tab, version) for tab in tabs)
        assert server.ask(ROOT).status == 200


def test_many_changes_at_once_end_in_the_last(server: Running) -> None:
    with server.listen() as tab:
        for _ in range(500):
            server.live.publish(ServedSite(root=ROOT, folder=server.folder))

        version = server.live.moment.version.encode()
        assert version in read_until(tab, version)


def test_tabs_that_vanish_leave_nothing_behind(server: Running) -> None:
    def open_files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    before = open_files()

    for _ in range(100):
        server.listen().close()

    until = time.monotonic() + LONG_SECONDS
    while open_files() > before and time.monotonic() < until:
        time.sleep(0.01)
    assert open_files() <= before


def test_the_server_knows_which_pages_are_on_screen(server: Running) -> None:
    for path in ("/repo/articles/summit/", "/repo/assets/site.1.css", ROOT):
        server.ask(f"/__live__/state?page={path}")

    assert server.live.on_screen == (ROOT, "/repo/articles/summit/")


# Which port it is.


def test_a_port_that_was_asked_for_and_is_taken_is_told(shared: Running) -> None:
    with pytest.raises(PortTaken, match=rf"^port {shared.port} of 127\.0\.0\.1 is in use"):
        open_port(port=shared.port)


def test_the_next_free_port_is_taken_when_none_was_asked_for() -> None:
    with ExitStack() as opened:
        first, second = (opened.enter_context(open_port().socket) for _ in range(2))

        assert PORT <= first.getsockname()[1] < second.getsockname()[1]


@pytest.mark.parametrize(("host", "port"), [("203.0.113.1", 0), ("no.such.host.invalid", 0)])
def test_a_host_that_is_not_this_machine_is_told(host: str, port: int) -> None:
    with pytest.raises(OSError, match=rf"^cannot listen on port 0 of {host}: "):
        open_port(host, port)


def test_a_browser_is_opened_without_waiting_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nsleep 0.2\necho "$1" > {tmp_path}/opened\n', encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))

    before = {*threading.enumerate()}
    started = time.perf_counter()
    show_in_browser("http://127.0.0.1:8000/repo/")

    assert time.perf_counter() - started < 0.2
    for thread in {*threading.enumerate()} - before:
        thread.join(LONG_SECONDS)
    assert (tmp_path / "opened").read_text(encoding="utf-8") == "http://127.0.0.1:8000/repo/\n"
