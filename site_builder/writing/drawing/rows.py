"""What needs room across to rows in which nothing covers anything else."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

WIDTH = 100.0

MOST_TALL = 8
"""Rows with a label over every mark."""

MOST_LOW = 12
"""Rows for what there is no room to label; what finds none in them either is put on the last."""

GAP = 1.4
"""Between two in one row, in hundredths of the width."""

EDGE = 0.7
"""What stands between a label and the side of the picture."""

DOT = 1.2
"""The least that a mark takes."""

ZOOMS = (2, 4, 8, 16, 32)
"""How many times the size pictures are looked at."""


class Room(NamedTuple):
    """How far something reaches across, and what its label needs; in hundredths of the width."""

    left: float
    right: float
    label: float


class Place(NamedTuple):
    """Where something and its label are put."""

    row: int
    """Among the tall or the low ones."""

    is_small: bool
    label_x: float
    anchor: str
    zoom: int
    """As of `Drawn`."""


class Rows(NamedTuple):
    """All places, in the order of what was to be put there."""

    places: tuple[Place, ...]
    tall: int
    low: int


Reach = tuple[float, float]


def arrange(rooms: Sequence[Room], ranks: Sequence[int]) -> Rows:
    """Give everything a row: labels to the first in rank, as long as there is room for them."""
    places: dict[int, Place] = {}
    taken: list[list[Reach]] = []
    for at in sorted(range(len(rooms)), key=lambda at: (ranks[at], at)):
        label_x, anchor, reach = _labelled(rooms[at])
        row = _free_row(taken, reach)
        if row is not None:
            places[at] = Place(row, is_small=False, label_x=label_x, anchor=anchor, zoom=1)
    low = _low_rows(rooms, [at for at in range(len(rooms)) if at not in places])
    for row, members in enumerate(low):
        places.update(_small_places(rooms, members, row))
    return Rows(tuple(places[at] for at in range(len(rooms))), len(taken), len(low))


def _labelled(room: Room) -> tuple[float, str, Reach]:
    """Put a label where its mark begins, or where it ends if that is too near the side."""
    left, right = max(room.left, EDGE), min(room.right, WIDTH - EDGE)
    if left + room.label <= WIDTH:
        return left, "start", (room.left, max(room.right, left + room.label))
    if right >= room.label:
        return right, "end", (min(room.left, right - room.label), room.right)
    return 0.0, "start", (0.0, WIDTH)


def _free_row(taken: list[list[Reach]], reach: Reach) -> int | None:
    """Take room in the first row that has it."""
    left, right = reach[0] - GAP, reach[1] + GAP
    for number, row in enumerate(taken):
        if all(right <= begins or ends <= left for begins, ends in row):
            row.append(reach)
            return number
    if len(taken) == MOST_TALL:
        return None
    taken.append([reach])
    return len(taken) - 1


def _low_rows(rooms: Sequence[Room], left_over: Sequence[int]) -> list[list[int]]:
    rows: list[list[int]] = []
    ends: list[float] = []
    for at in sorted(left_over, key=lambda at: (rooms[at].left, at)):
        free = (row for row, end in enumerate(ends) if end + GAP / 2 <= rooms[at].left)
        row = min(next(free, len(rows)), MOST_LOW - 1)
        if row == len(rows):
            rows.append([])
            ends.append(0.0)
        rows[row].append(at)
        ends[row] = max(ends[row], _end(rooms[at]))
    return rows


def _small_places(
    rooms: Sequence[Room], members: Sequence[int], row: int
) -> Iterator[tuple[int, Place]]:
    """Put labels after the marks of a row, for when it is looked at closely enough."""
    nexts = [*(rooms[after].left for _, after in pairwise(members)), WIDTH]
    for at, following in zip(members, nexts, strict=True):
        end = rooms[at].right
        fits = (z for z in ZOOMS if (following - _end(rooms[at])) * z >= rooms[at].label)
        place = Place(row, is_small=True, label_x=end, anchor="start", zoom=next(fits, 0))
        yield at, place


def _end(room: Room) -> float:
    return min(max(room.right, room.left + DOT), WIDTH)
