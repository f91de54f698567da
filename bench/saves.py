"""Turns a served site into how long it takes from a save to the new words in the served bytes."""

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Literal

import msgspec

from bench.edits import (
    Edit,
    Save,
    Subjects,
    add_sentence,
    change_headline,
    edited,
    edited_frame,
    rename,
)
from bench.screen import Screen
from bench.server import Server, serving

SaveName = Literal["body edit", "headline edit", "entity rename", "template edit"]

LAST_PAGE = "about/"
"""One of the last that a build makes."""


class Kind(msgspec.Struct, frozen=True):
    """A kind of save, and the pages by which it is measured, as paths from the site's root."""

    opened: Callable[[Path], AbstractContextManager[Save]]
    shown: tuple[str, ...]
    """On the screen."""

    behind: tuple[str, ...] = ()
    """Pages that the save changes too, and nobody looks at."""


class SaveTimes(msgspec.Struct, frozen=True):
    """What each of several saves of a kind took."""

    name: SaveName
    seconds: tuple[float, ...]
    """Until every page on the screen had it."""

    behind_seconds: tuple[float, ...]
    """Until those had it too that nobody looked at; empty where there are none."""


def save_kinds(subjects: Subjects) -> Mapping[SaveName, Kind]:
    """List the kinds of saves that are measured."""
    article, top_article, top_entity = (
        f"articles/{subjects.article.id}/",
        f"articles/{subjects.top_article.id}/",
        f"entities/{subjects.top_entity.id}/",
    )
    body = Edit(subjects.article, add_sentence)
    headline = Edit(subjects.top_article, change_headline)
    name = Edit(subjects.top_entity, rename)
    return {
        "body edit": Kind(_edited(body), (article,)),
        "headline edit": Kind(_edited(headline), (top_article, top_entity)),
        "entity rename": Kind(_edited(name), (top_entity, top_article)),
        "template edit": Kind(edited_frame, (article,), (LAST_PAGE,)),
    }


def measure_saves(site: Path, kinds: Mapping[SaveName, Kind], times: int) -> list[SaveTimes]:
    """Serve a site, save each kind of edit so many times, one by one, and leave it as it was."""
    words = (f"Saved{number:04}" for number in count())
    with serving(site) as server:
        # Once unmeasured: the first save may come before the watching has begun.
        for kind in islice(kinds.values(), 1):
            _save_again(server, site, kind, islice(words, 1))
        return [
            SaveTimes(name, *_save_again(server, site, kind, islice(words, times)))
            for name, kind in kinds.items()
        ]


def slow_of(seconds: Sequence[float]) -> float:
    """Give the 95th percentile by nearest rank: of 20 saves, the time that 19 took at most."""
    return sorted(seconds)[math.ceil(0.95 * len(seconds)) - 1]


def _edited(edit: Edit) -> Callable[[Path], AbstractContextManager[Save]]:
    return partial(edited, builder="ours", edit=edit)


def _save_again(
    server: Server, site: Path, kind: Kind, words: Iterator[str]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    address = server.address()
    shown_seconds: list[float] = []
    behind_seconds: list[float] = []
    with kind.opened(site) as save:
        for word in words:
            server.rest()
            with closing(Screen(address, server.tell)) as screen:
                for page in kind.shown:
                    screen.look(page)
                began = time.perf_counter()
                save(word)
                screen.wait_for(word, kind.shown)
                shown_seconds.append(time.perf_counter() - began)
                if kind.behind:
                    screen.wait_for(word, kind.behind)
                    behind_seconds.append(time.perf_counter() - began)
    server.rest()
    return tuple(shown_seconds), tuple(behind_seconds)
