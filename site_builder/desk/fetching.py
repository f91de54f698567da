"""An address → what a server answers, within bounds of time, size and reach.

The door to urllib3. Nothing here trusts a server: it may be slow, endless, packed beyond
measure, or send on to places that only this machine can reach.
"""

import ipaddress
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import BadStatusLine, HTTPException, RemoteDisconnected
from threading import Timer
from time import monotonic
from typing import Literal
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import msgspec
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import DecodeError, HTTPError
from urllib3.response import BaseHTTPResponse

from site_builder import __version__

CHUNK = 65_536
"""Bytes that are read, and unpacked, at a time."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PORTS = {"http": 80, "https": 443}
PRIVATE = "an address of this machine or of a private network"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer may take."""

    seconds: float = 30.0
    """For all of it, redirects included."""

    most_bytes: int = 20_000_000
    """Of its content, unpacked; of nothing, 0, not even that is read."""

    redirects: int = 5

    allow_private: bool = False
    """Whether addresses are asked that are not of the public internet."""

    trusts_named: bool = True
    """Whether the first of them may name such a host itself."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a server answered, whatever its status."""

    url: str
    """Where the answer came from, after redirects."""

    status: int
    media_type: str = ""
    """In lower case, without parameters; empty when the server does not say."""

    charset: str = ""
    retry_after: str = ""
    """As the server wrote it: seconds or a date."""

    content: bytes = b""


class Unanswered(msgspec.Struct, frozen=True):
    """Why there is no answer, in words that follow "because"."""

    url: str
    """What was asked last."""

    reason: str

    is_final: bool = False
    """Whether asking again would bring nothing else."""


class _Refused(Exception):
    """Raised with what is wrong with an address or an answer."""


def ask(
    url: str, *, method: Literal["GET", "HEAD"] = "GET", limits: Limits | None = None
) -> Answer | Unanswered:
    """Ask a server for an address, and follow where it sends on.

    Addresses of the machine itself and of private networks are refused, unless `limits` allow
    them or `url` itself names one by its number or as `localhost`: that host and port then are
    allowed, and no others.
    """
    limits = limits or Limits()
    until = monotonic() + limits.seconds
    trusted = None
    for _ in range(limits.redirects + 1):
        try:
            parts = _split(url)
            trusted = trusted or (limits.trusts_named and _named(parts)) or ("", 0)
            answer, location = _ask_once(parts, method, limits, until=until, trusted=trusted)
        except _Refused as refused:
            return Unanswered(url, str(refused), is_final=True)
        except (HTTPError, HTTPException, OSError) as fault:
            return Unanswered(url, _reason(fault, limits, until))
        if not location:
            return answer
        try:
            url = urljoin(url, location)
        except ValueError:
            return Unanswered(url, "it is sent on to what is no URL", is_final=True)
    return Unanswered(url, f"it is sent on more than {limits.redirects} times", is_final=True)


def _split(url: str) -> SplitResult:
    if re.search(r"[\s\x00-\x1f\x7f]", url):
        raise _Refused("the address holds blanks")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _Refused("it is not a URL") from None
    if parts.scheme.lower() not in PORTS:
        raise _Refused(f"only http and https are asked, not {parts.scheme or 'paths'}:")
    if parts.username is not None or parts.password is not None:
        raise _Refused("the address holds a name or a password")
    if not parts.hostname or port == 0:
        raise _Refused("the address names no host")
    return parts


def _named(parts: SplitResult) -> tuple[str, int] | None:
    """Give host and port of an address that says itself that it is not of the public internet."""
    host = _host(parts)
    is_local = host == "localhost" or host.endswith(".localhost") or _number(host) is not None
    return (host, _port(parts)) if is_local else None


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise _Refused("the address names no host") from None


def _port(parts: SplitResult) -> int:
    return parts.port or PORTS[parts.scheme.lower()]


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _ask_once(
    parts: SplitResult,
    method: str,
    limits: Limits,
    *,
    until: float,
    trusted: tuple[str, int],
) -> tuple[Answer, str]:
    """Ask one server; gives its answer, and where it sends on."""
    host, port = _host(parts), _port(parts)
    is_open = limits.allow_private or (host, port) == trusted
    address = _reachable(host, port, is_open=is_open)
    with _connection(parts, address, host, until) as connection:
        connection.request(
            method,
            _target(parts),
            headers=_headers(parts, host),
            preload_content=False,
            decode_content=True,
        )
        response = connection.getresponse()
        # Headers are read as Latin-1, and many servers write UTF-8 in them.
        location = response.headers.get("Location", "").encode("latin-1").decode("utf-8", "replace")
        sends_on = response.status in REDIRECTS and bool(location)
        is_read = method == "GET" and not sends_on and limits.most_bytes > 0
        content = _read(response, limits, until) if is_read else b""
        # To end a wait is to end the connection, which looks like the end of an answer.
        if monotonic() >= until:
            raise TimeoutError
        return _answer(parts, response, content), location if sends_on else ""


def _reachable(host: str, port: int, *, is_open: bool) -> str:
    """Resolve a host; what is resolved here is asked, so that no second answer can differ."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        # Without a network nothing is known of any host, and no link is dead for that.
        if isinstance(fault, socket.gaierror) and fault.errno == socket.EAI_AGAIN:
            raise
        raise _Refused(f"no address is known for {host}") from None
    addresses = [str(each[4][0]) for each in found]
    allowed = [address for address in addresses if is_open or _is_public(address)]
    if not allowed:
        raise _Refused(f"{host} is {PRIVATE}")
    return allowed[0]


def _is_public(address: str) -> bool:
    number = _number(address)
    if isinstance(number, ipaddress.IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour
        if number in _NAT64:
            inner = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        number = inner or (None if number.teredo else number)
    return number is not None and number.is_global and not number.is_multicast


@contextmanager
def _connection(
    parts: SplitResult, address: str, host: str, until: float
) -> Iterator[HTTPConnection]:
    """Connect to an address; when the time is over, whatever is waited for ends."""
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    connection = (
        HTTPConnection(address, _port(parts), timeout=left)
        if parts.scheme.lower() == "http"
        else HTTPSConnection(
            address, _port(parts), timeout=left, server_hostname=host, assert_hostname=host
        )
    )

    def end() -> None:
        # What is closed already has nothing to end.
        with suppress(OSError):
            if connection.sock is not None:
                connection.sock.shutdown(socket.SHUT_RDWR)

    # A server that sends a byte now and then never lets a single wait run out.
    timer = Timer(left, end)
    timer.daemon = True
    timer.start()
    try:
        yield connection
    finally:
        timer.cancel()
        connection.close()


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="%/:=&~+!$,;'@()*[]")
    query = quote(parts.query, safe="%/:=&?~+!$,;'@()*[]")
    return f"{path}?{query}" if query else path


def _headers(parts: SplitResult, host: str) -> dict[str, str]:
    bracketed = f"[{host}]" if ":" in host else host
    shown = bracketed if parts.port is None else f"{bracketed}:{parts.port}"
    return {
        "Host": shown,
        "User-Agent": f"site-builder/{__version__}",
        "Accept": "text/html,application/xhtml+xml,text/markdown;q=0.9,*/*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
    }


def _read(response: BaseHTTPResponse, limits: Limits, until: float) -> bytes:
    """Read an answer to its end, unpacking no more of it at a time than it may have in all."""
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(CHUNK):
        size += len(piece)
        if size > limits.most_bytes:
            raise _Refused(f"the answer is larger than {limits.most_bytes:,} bytes")
        if monotonic() > until:
            raise TimeoutError
        pieces.append(piece)
    return b"".join(pieces)


def _answer(parts: SplitResult, response: BaseHTTPResponse, content: bytes) -> Answer:
    media_type, _, parameters = response.headers.get("Content-Type", "").partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w:.-]+)", parameters, re.IGNORECASE)
    return Answer(
        url=parts.geturl(),
        status=response.status,
        media_type=media_type.strip().lower(),
        charset=charset[1].lower() if charset else "",
        retry_after=response.headers.get("Retry-After", ""),
        content=content,
    )


def _reason(fault: Exception, limits: Limits, until: float) -> str:
    cause = fault.__cause__ or fault
    if isinstance(cause, TimeoutError) or monotonic() >= until:
        return f"it took longer than {limits.seconds:g} seconds"
    match cause:
        case ssl.SSLCertVerificationError():
            said = f"its certificate cannot be trusted: {cause.verify_message}"
        case ssl.SSLError():
            said = f"no safe connection can be made: {(cause.reason or 'it fails').lower()}"
        case socket.gaierror():
            said = "its host cannot be looked up at the moment"
        case BadStatusLine() if not isinstance(cause, RemoteDisconnected):
            said = "it does not answer as a web server does"
        case OSError() if cause.strerror:
            said = f"the connection failed: {cause.strerror.lower()}"
        case _ if isinstance(fault, DecodeError):
            said = "its answer is packed, and cannot be unpacked"
        case _:
            said = "the connection broke before the answer was whole"
    return said
