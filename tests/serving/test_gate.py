"""Only who calls this machine by a name of its own is let in."""

from http import HTTPStatus

import pytest

from site_builder.serving.gate import make_gate, refusal


@pytest.mark.parametrize(
    "host", ["localhost:8000", "LocalHost:8000", "127.0.0.1:8000", "[::1]:8000"]
)
def test_this_machine_is_let_in(host: str) -> None:
    assert make_gate("127.0.0.1", 8000).lets_in(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example:8000",
        "localhost.evil.example:8000",
        "127.0.0.1.evil.example:8000",
        "evil.example",
        "localhost",
        "localhost:8001",
        "localhost:80",
        "localhost:",
        "localhost:08000000",
        "user@localhost:8000",
        "localhost:8000:8000",
        "localhost:8000/",
        " localhost:8000",
        "127.1:8000",
        "192.168.1.7:8000",
        "0.0.0.0:8000",
        "[::1:8000",
    ],
)
def test_any_other_host_is_not(host: str) -> None:
    assert not make_gate("127.0.0.1", 8000).lets_in(host)


def test_a_host_without_a_port_means_that_of_http() -> None:
    assert make_gate("127.0.0.1", 80).lets_in("localhost")


@pytest.mark.parametrize(
    ("host", "called"),
    [
        ("desk.local", "DESK.local:8000"),
        ("192.168.1.7", "192.168.1.7:8000"),
        ("fd00::7", "[fd00::7]:8000"),
    ],
)
def test_the_host_that_was_asked_for_is_let_in(host: str, called: str) -> None:
    assert make_gate(host, 8000).lets_in(called)
    assert not make_gate("127.0.0.1", 8000).lets_in(called)


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104 (nothing is bound to it)
def test_on_every_address_any_address_is_let_in_but_no_name(host: str) -> None:
    gate = make_gate(host, 8000)

    assert gate.lets_in("192.168.1.7:8000")
    assert gate.lets_in("[fd00::7]:8000")
    assert not gate.lets_in("evil.example:8000")


@pytest.mark.parametrize(
    ("origins", "refused"),
    [
        ([], None),
        (["http://localhost:8000"], None),
        (["http://127.0.0.1:8000"], None),
        (["https://localhost:8000"], HTTPStatus.FORBIDDEN),
        (["http://evil.example"], HTTPStatus.FORBIDDEN),
        (["http://localhost:8000.evil.example"], HTTPStatus.FORBIDDEN),
        (["null"], HTTPStatus.FORBIDDEN),
        ([""], HTTPStatus.FORBIDDEN),
        (["http://localhost:8000", "http://evil.example"], HTTPStatus.FORBIDDEN),
    ],
)
def test_a_page_of_a_stranger_is_refused(origins: list[str], refused: HTTPStatus | None) -> None:
    gate = make_gate("127.0.0.1", 8000)

    assert refusal(gate, "GET", hosts=["localhost:8000"], origins=origins, size=0) == refused


@pytest.mark.parametrize("hosts", [[], ["localhost:8000", "evil.example:8000"]])
def test_a_request_names_one_host(hosts: list[str]) -> None:
    refused = refusal(make_gate("127.0.0.1", 8000), "GET", hosts=hosts, origins=[], size=0)

    assert refused == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_nothing_can_be_done_but_read(method: str) -> None:
    gate = make_gate("127.0.0.1", 8000)

    refused = refusal(gate, method, hosts=["localhost:8000"], origins=[], size=0)

    assert refused == HTTPStatus.METHOD_NOT_ALLOWED
