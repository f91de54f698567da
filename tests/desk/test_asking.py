"""Servers are asked politely, and whatever they do, what came of it is said and nothing hangs."""

import socket
import threading
from http.server import BaseHTTPRequestHandler

import pytest

from site_builder.desk.asking import Manners, Outcome, ask_all
from site_builder.desk.fetching import Limits
from tests.desk.servers import (
    Answering,
    Asked,
    by_method,
    endless,
    headers_without_end,
    never,
    one_after_the_other,
    rubbish,
    serving,
    status,
)

HASTY = Manners(
    pause_seconds=0.01,
    longest_wait_seconds=1.5,
    limits=Limits(seconds=2, most_bytes=0, allow_private=True, trusts_named=False),
)


def ask_one(answering: Answering) -> tuple[Outcome, list[Asked]]:
    """Ask for one path of a server; give what came of it, and what the server was asked."""
    with serving({"/a": answering}) as server:
        outcome = ask_all([f"{server.url}/a"], HASTY)[f"{server.url}/a"]
    return outcome, server.asked


@pytest.mark.parametrize(
    ("answering", "outcome"),
    [
        (status(200), Outcome("alive", "200")),
        (status(206), Outcome("alive", "206")),
        (status(404), Outcome("dead", "the server answers 404")),
        (status(410), Outcome("dead", "the server answers 410")),
        (status(401), Outcome("doubtful", "the server answers 401")),
        (status(403), Outcome("doubtful", "the server answers 403")),
        (status(429), Outcome("doubtful", "the server answers 429")),
        (status(500), Outcome("doubtful", "the server answers 500")),
        (status(301, Location="/a"), Outcome("dead", "it is sent on more than 5 times")),
        (
            status(302, Location="file:///etc/passwd"),
            Outcome("dead", "only http and https are asked, not file:"),
        ),
        (never, Outcome("doubtful", "it took longer than 2 seconds")),
        (rubbish, Outcome("doubtful", "it does not answer as a web server does")),
    ],
)
def test_what_a_server_answers_is_said(answering: Answering, outcome: Outcome) -> None:
    assert ask_one(answering)[0] == outcome


def test_headers_without_end_come_to_one() -> None:
    assert ask_one(headers_without_end)[0].state == "doubtful"


def test_a_content_without_end_is_not_read() -> None:
    answering = by_method(head=status(405), get=endless)

    outcome, asked = ask_one(answering)

    assert outcome == Outcome("alive", "200")
    assert [each.method for each in asked] == ["HEAD", "GET"]


def test_only_the_head_is_asked_for_where_that_is_enough() -> None:
    _, asked = ask_one(status(200))

    assert asked == [Asked("HEAD", "/a")]


@pytest.mark.parametrize("code", [403, 404, 405, 501])
def test_a_server_that_makes_nothing_of_heads_is_asked_for_the_whole(code: int) -> None:
    outcome, _ = ask_one(by_method(head=status(code), get=status(200)))

    assert outcome == Outcome("alive", "200")


def test_a_fault_that_passes_is_waited_for() -> None:
    answering = one_after_the_other(status(503), status(503, Retry_After="1"), status(200))

    outcome, asked = ask_one(answering)

    assert outcome == Outcome("alive", "200")
    assert len(asked) == 3


def test_nobody_waits_for_ever() -> None:
    outcome, asked = ask_one(status(429, Retry_After="86400"))

    assert outcome.state == "doubtful"
    assert len(asked) == 1


def test_a_redirect_to_a_private_address_is_not_followed() -> None:
    with serving({"/b": status(200)}) as inner:
        answering = status(302, Location=f"{inner.url}/b")
        with serving({"/a": answering}) as outer:
            url = f"{outer.url}/a"
            limits = Limits(seconds=2, most_bytes=0)
            outcome = ask_all([url], Manners(pause_seconds=0.01, limits=limits))[url]

    assert outcome.state == "dead"
    assert "private network" in outcome.said
    assert inner.asked == []


def test_an_address_of_this_machine_is_not_asked_because_a_text_names_it() -> None:
    with serving({"/a": status(200)}) as server:
        url = f"{server.url}/a"
        outcome = ask_all([url], Manners(pause_seconds=0.01))[url]

    assert outcome.state == "dead"
    assert server.asked == []


def test_nobody_is_there() -> None:
    with serving({}) as server:
        url = server.url

    outcome = ask_all([url], HASTY)[url]

    assert outcome == Outcome("doubtful", "the connection failed: connection refused")


def test_a_name_that_nobody_has_is_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    outcome = ask_all(["http://nobody.invalid/"], HASTY)["http://nobody.invalid/"]

    assert outcome == Outcome("dead", "no address is known for nobody.invalid")


def test_a_server_that_speaks_no_tls_is_doubtful() -> None:
    with serving({"/a": status(200)}) as server:
        url = server.url.replace("http:", "https:") + "/a"
        outcome = ask_all([url], HASTY)[url]

    assert outcome.state == "doubtful"
    assert "no safe connection can be made" in outcome.said


def test_a_host_is_asked_one_question_at_a_time() -> None:
    with serving({f"/{number}": status(200) for number in range(8)}) as server:
        found = ask_all([f"{server.url}/{number}" for number in range(8)], HASTY)

    assert {outcome.state for outcome in found.values()} == {"alive"}
    assert server.most_at_once == 1


def test_hosts_are_asked_side_by_side() -> None:
    meeting = _Meeting(2)
    with serving({"/a": meeting.wait}) as one, serving({"/a": meeting.wait}) as other:
        found = ask_all([f"{one.url}/a", f"{other.url}/a"], HASTY)

    assert [outcome.state for outcome in found.values()] == ["alive", "alive"]


class _Meeting:
    """Answers nobody until all have asked."""

    def __init__(self, several: int) -> None:
        self._barrier = threading.Barrier(several, timeout=1.5)

    def wait(self, handler: BaseHTTPRequestHandler) -> None:
        self._barrier.wait()
        status(200)(handler)


def test_every_address_that_is_done_is_told() -> None:
    told: list[str] = []
    with serving({"/a": status(200)}) as server:
        ask_all([f"{server.url}/a", f"{server.url}/b"], HASTY, told.append)

    assert sorted(told) == [f"{server.url}/a", f"{server.url}/b"]
