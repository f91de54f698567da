"""Where a request says that it comes from to whether it may have an answer."""

import ipaddress
import re
from collections.abc import Sequence
from http import HTTPStatus

import msgspec

AUTHORITY = re.compile(r"(?P<host>\[[0-9a-f:.]+\]|[^\s:/@\[\]]+)(?::(?P<port>\d{1,5}))?")
ORIGIN = "http://"
HTTP_PORT = 80
METHODS = ("GET", "HEAD")
MOST_BYTES = 65_536
"""Of a request without its body: what the library lets in depends on how it arrives."""


class Gate(msgspec.Struct, frozen=True, kw_only=True):
    """The names under which the server may be called.

    A page of a stranger can have its own name lead to this machine, and then read what is served
    here as if it were its own; its name is what gives it away.
    """

    hosts: frozenset[str]
    port: int

    is_open: bool
    """Whether the server listens on every address of the machine. Then any of them will do, as
    long as it is no name: names alone can be made to lead elsewhere."""

    def lets_in(self, authority: str) -> bool:
        """Tell whether a host with its port, as in a header `Host`, means this server."""
        found = AUTHORITY.fullmatch(authority.lower())
        if found is None or int(found["port"] or HTTP_PORT) != self.port:
            return False
        return found["host"] in self.hosts or (self.is_open and _is_address(found["host"]))


def make_gate(host: str, port: int) -> Gate:
    """Let in those who call this machine, or the host that the server was asked to listen on."""
    is_address = _is_address(host)
    named = f"[{host}]" if is_address and ":" in host else host
    return Gate(
        hosts=frozenset({"localhost", "127.0.0.1", "[::1]", named.lower()}),
        port=port,
        is_open=is_address and ipaddress.ip_address(host).is_unspecified,
    )


def refusal(
    gate: Gate, method: str, *, hosts: Sequence[str], origins: Sequence[str], size: int
) -> HTTPStatus | None:
    """Say with which status a request is turned away, or None when it may have an answer.

    `hosts` and `origins` are the values of all headers of these names; `size` is the bytes of the
    path and the headers.
    """
    if size > MOST_BYTES:
        return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    if len(hosts) != 1 or not gate.lets_in(hosts[0]):
        return HTTPStatus.FORBIDDEN
    for origin in origins:
        if not origin.startswith(ORIGIN) or not gate.lets_in(origin.removeprefix(ORIGIN)):
            return HTTPStatus.FORBIDDEN
    return None if method in METHODS else HTTPStatus.METHOD_NOT_ALLOWED


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
