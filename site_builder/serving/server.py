"""A port of this machine to a server that runs until it is told to end."""

import asyncio
import errno
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress

import msgspec
import uvicorn

from site_builder.serving.application import make_application
from site_builder.serving.events import Bell
from site_builder.serving.gate import make_gate
from site_builder.serving.live import Live
from site_builder.serving.problems import EDITOR

HOST = "127.0.0.1"
PORT = 8000
PORTS_TRIED = 100
WAITING = 2048
"""Connections that the system takes for us while we are busy."""

LAST_SECONDS = 0.01
"""For connections to be made or lost while the server ends."""


class PortTaken(Exception):
    """Raised with one sentence when another program listens on the port that was asked for."""


class Listener(msgspec.Struct, frozen=True):
    """A port that is held: from now on, who connects waits for an answer."""

    socket: socket.socket
    host: str
    """As the user wrote it."""

    @property
    def port(self) -> int:
        """The port that it is, also when the system was to choose one."""
        return int(self.socket.getsockname()[1])

    @property
    def origin(self) -> str:
        """The server's address without a path: `http://127.0.0.1:8000`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def open_port(host: str = HOST, port: int | None = None) -> Listener:
    """Take the port that was asked for, 0 for any, or when none was, 8000 or the next free one.

    Raises `PortTaken`, and `OSError` with one sentence when the host is none of this machine's.
    """
    tried = range(PORT, PORT + PORTS_TRIED) if port is None else (port,)
    for number in tried:
        with suppress(PortTaken):
            return Listener(_listen(host, number), host)
    raise PortTaken(
        f"port {port} of {host} is in use: end what uses it, or choose another with --port"
        if port is not None
        else f"the ports {tried[0]} to {tried[-1]} of {host} are in use: choose one with --port"
    )


def serve(
    live: Live,
    listener: Listener,
    *,
    stop: threading.Event,
    on_ready: Callable[[str], None],
    editor: str = EDITOR,
) -> None:
    """Answer from `live` until `stop` is set, or SIGINT or SIGTERM comes in the main thread.

    `on_ready` is told the address of the front page as soon as it answers. `stop` is set in any
    case when this returns or raises. A signal is given back, after all is closed, to whoever
    handled it before: by default SIGINT raises `KeyboardInterrupt` here.
    """
    bell = Bell()
    gate = make_gate(listener.host, listener.port)
    config = uvicorn.Config(
        make_application(live, bell, gate=gate, editor=editor),
        http="h11",
        loop="asyncio",
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )

    def tell_ready() -> None:
        on_ready(listener.origin + _root_of(live))

    server = _Server(config, live=live, bell=bell, stop=stop, on_ready=tell_ready)
    try:
        server.run(sockets=[listener.socket])
    finally:
        stop.set()
        listener.socket.close()


def show_in_browser(address: str) -> None:
    """Open an address in the user's browser, without waiting for it."""
    # Some browsers keep whoever starts them waiting until they are closed.
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _root_of(live: Live) -> str:
    site = live.moment.site
    return site.root if site else "/"


def _listen(host: str, port: int) -> socket.socket:
    opened = None
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        opened = socket.socket(family, kind, protocol)
        # So that a server can be started again at once, while old connections are still ending.
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        opened.listen(WAITING)
    except OSError as fault:
        if opened is not None:
            opened.close()
        if fault.errno == errno.EADDRINUSE:
            raise PortTaken from fault
        raise OSError(f"cannot listen on port {port} of {host}: {fault.strerror}") from fault
    return opened


class _Server(uvicorn.Server):
    """The library's server, which ends at once however many tabs are open."""

    def __init__(
        self,
        config: uvicorn.Config,
        *,
        live: Live,
        bell: Bell,
        stop: threading.Event,
        on_ready: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._live = live
        self._bell = bell
        self._stop = stop
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_ready()

    async def main_loop(self) -> None:
        loop = asyncio.get_running_loop()

        def ring() -> None:
            loop.call_soon_threadsafe(self._bell.ring)

        with self._live.listening(ring):
            await super().main_loop()

    async def on_tick(self, counter: int) -> bool:
        return self._stop.is_set() or await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # The library waits for every stream to end and for every slow client to read; and whom
        # the system let in at the last moment is a connection a little later only.
        self._bell.end()
        for server in self.servers:
            server.close()
        await asyncio.sleep(LAST_SECONDS)
        while self.server_state.connections:
            for connection in list(self.server_state.connections):
                connection.transport.abort()
            await asyncio.sleep(LAST_SECONDS)
        await super().shutdown(sockets)
