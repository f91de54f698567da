"""Changes of the site to the streams of server-sent events that tell tabs of them."""

import asyncio
from collections.abc import AsyncIterator

from site_builder.serving.live import Live

AGAIN_MILLISECONDS = 500
"""After which a browser that has lost the server looks for it again."""

QUIET_SECONDS = 15
"""After which a stream says that it still lives, and so finds out whether anybody listens."""


class Bell:
    """Wakes every stream of an event loop; used in that loop's thread only."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self.is_over = False
        """Whether it was rung for the last time."""

    def ring(self) -> None:
        """Wake all that wait now."""
        self._rung.set()
        self._rung = asyncio.Event()

    def end(self) -> None:
        """Wake all that wait now, so that they end."""
        self.is_over = True
        self.ring()

    async def wait(self, seconds: float) -> bool:
        """Wait for the next ring; tell whether it came in time."""
        try:
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        except TimeoutError:
            return False
        return True


async def tell_versions(live: Live, bell: Bell) -> AsyncIterator[str]:
    """Tell which version holds, at once and after each change, until the bell's end."""
    told = live.moment.version
    yield f"retry: {AGAIN_MILLISECONDS}\ndata: {told}\n\n"
    while not bell.is_over:
        version = live.moment.version
        if version != told:
            told = version
            yield f"data: {told}\n\n"
        elif not await bell.wait(QUIET_SECONDS):
            yield ":\n\n"
