"""The land of the world to the part of it in a window."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import msgspec

TENTHS = 10
"""Of a degree is what the outline is exact to; east and north are counted in them."""

TURN = 360 * TENTHS

LEAST = 3
"""Corners that still enclose something."""

Point = tuple[int, int]


class Box(NamedTuple):
    """A part of the world, in tenths of degrees."""

    west: int
    south: int
    east: int
    north: int


class Ring(NamedTuple):
    """The outline of a piece of land, or of a lake in it."""

    box: Box
    points: tuple[Point, ...]


def land_in(window: Box) -> Iterator[Sequence[Point]]:
    """Give the corners of all land in a window, cut off at its sides."""
    for ring in _world():
        # Land at 180° has one ring, which goes on beyond.
        for turned in (0, TURN, -TURN):
            shifted = window._replace(west=window.west + turned, east=window.east + turned)
            if _may_meet(ring.box, shifted):
                points = _clipped(ring.points, shifted)
                if len(points) >= LEAST:
                    yield [(x - turned, y) for x, y in points]


def _may_meet(one: Box, other: Box) -> bool:
    is_beside = one.east < other.west or other.east < one.west
    return not is_beside and one.north >= other.south and other.north >= one.south


@cache
def _world() -> tuple[Ring, ...]:
    """Read the outline, which `tools/outline.py` made."""
    path = Path(__file__).with_name("outline.json")
    steps = msgspec.json.decode(path.read_bytes(), type=list[list[int]])
    return tuple(_ring(each) for each in steps)


def _ring(steps: Sequence[int]) -> Ring:
    points = tuple(zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True))
    across, up = [x for x, _ in points], [y for _, y in points]
    return Ring(Box(min(across), min(up), max(across), max(up)), points)


def _clipped(points: Sequence[Point], window: Box) -> Sequence[Point]:
    """Cut off what is outside, one side of the window after another (Sutherland and Hodgman)."""
    points = _cut(points, window.west)
    points = _turned(_cut(_turned(points), -window.east))
    points = _swapped(_cut(_swapped(points), window.south))
    return _swapped(_turned(_cut(_turned(_swapped(points)), -window.north)))


def _cut(points: Sequence[Point], least: int) -> list[Point]:
    """Leave what is at least so far across."""
    kept: list[Point] = []
    if not points:
        return kept
    ax, ay = points[-1]
    for bx, by in points:
        if (ax < least) != (bx < least):
            kept.append((least, ay + round((by - ay) * (least - ax) / (bx - ax))))
        if bx >= least:
            kept.append((bx, by))
        ax, ay = bx, by
    return kept


def _turned(points: Sequence[Point]) -> list[Point]:
    return [(-x, y) for x, y in points]


def _swapped(points: Sequence[Point]) -> list[Point]:
    return [(y, x) for x, y in points]
