"""What servers answered of late, so that none is asked again too soon."""

import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from site_builder.cache import FOLDER
from site_builder.desk.asking import Outcome, State
from site_builder.desk.saving import save_file

NAME = "links.msgpack"

HOUR = 3600.0

AGES: Mapping[State, float] = {"alive": 7 * 24 * HOUR, "dead": 24 * HOUR, "doubtful": HOUR}
"""Seconds for which an answer counts, unless another age is asked for."""


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """What came of asking, and when, in seconds from 1970."""

    outcome: Outcome
    at: float


class Answers:
    """What is known of addresses; a file that cannot be read or written is gone without."""

    def __init__(self, site: Path, longest_seconds: float | None = None) -> None:
        """Read what is known; nothing older than `longest_seconds` counts."""
        self._path = site / FOLDER / NAME
        self._longest = longest_seconds
        self._known: dict[str, Asked] = {}
        with suppress(OSError, msgspec.MsgspecError):
            self._known = msgspec.msgpack.decode(self._path.read_bytes(), type=dict[str, Asked])

    def find(self, urls: Iterable[str]) -> dict[str, Outcome]:
        """Give what still counts of some addresses."""
        now = time.time()
        known = ((url, self._known[url]) for url in urls if url in self._known)
        return {url: asked.outcome for url, asked in known if self._counts(asked, now)}

    def _counts(self, asked: Asked, now: float) -> bool:
        age = AGES[asked.outcome.state]
        longest = age if self._longest is None else min(age, self._longest)
        return 0 <= now - asked.at < longest

    def keep(self, outcomes: Mapping[str, Outcome]) -> None:
        """Keep what was answered just now, and nothing that has long ceased to count."""
        now = time.time()
        fresh = {url: Asked(outcome, now) for url, outcome in outcomes.items()}
        kept = {
            url: asked
            for url, asked in {**self._known, **fresh}.items()
            if now - asked.at < max(AGES.values())
        }
        with suppress(OSError):
            save_file(self._path, msgspec.msgpack.encode(kept))
