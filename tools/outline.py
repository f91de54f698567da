"""Natural Earth's land, as npm's `world-atlas` carries it, to the outline that maps are drawn on.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python tools/outline.py package/land-110m.json > site_builder/writing/drawing/outline.json

Natural Earth is in the public domain (naturalearthdata.com). `world-atlas` itself is under the
ISC licence.
"""

import sys
from itertools import accumulate, groupby, pairwise
from pathlib import Path

import msgspec

TENTHS = 10
"""Of a degree is what the outline is exact to."""

TURN = 360 * TENTHS
SOUTH = -90 * TENTHS

LEAST = 4
"""Corners of a ring that still encloses something, the first counted twice."""

Point = tuple[int, int]


class Transform(msgspec.Struct, frozen=True):
    """How the whole numbers of a topology become degrees."""

    scale: tuple[float, float]
    translate: tuple[float, float]


class Shape(msgspec.Struct, frozen=True):
    """Polygons, each a list of rings, each a list of arcs by their number."""

    arcs: list[list[list[int]]]


class Collection(msgspec.Struct, frozen=True):
    """Several shapes."""

    geometries: list[Shape]


class Objects(msgspec.Struct, frozen=True):
    """What a topology is of."""

    land: Collection


class Topology(msgspec.Struct, frozen=True):
    """A file of TopoJSON."""

    transform: Transform
    arcs: list[list[Point]]
    objects: Objects


def main(path: str) -> None:
    """Print the rings of all land as JSON: a corner, and then from each corner to the next."""
    topology = msgspec.json.decode(Path(path).read_bytes(), type=Topology)
    polygons = [polygon for shape in topology.objects.land.geometries for polygon in shape.arcs]
    rings = (_ring(topology, arcs) for polygon in polygons for arcs in polygon)
    steps = [_steps(ring) for ring in rings if len(ring) >= LEAST]
    sys.stdout.write("[" + ",\n".join(msgspec.json.encode(each).decode() for each in steps) + "]\n")


def _ring(topology: Topology, arcs: list[int]) -> list[Point]:
    """Put arcs together; one numbered from the end is walked backwards."""
    points: list[Point] = []
    for number in arcs:
        arc = _arc(topology, number if number >= 0 else ~number)
        points += arc if number >= 0 else arc[::-1]
    return _unrolled([point for point, _ in groupby(points)])


def _unrolled(points: list[Point]) -> list[Point]:
    """Go on beyond 180° where a ring leaps to the world's other end, but at the south pole."""
    found = [points[0]]
    for (ax, ay), (bx, by) in pairwise(points):
        leap = bx - ax
        turns = 0 if ay == by == SOUTH else round(leap / TURN)
        found.append((found[-1][0] + leap - turns * TURN, by))
    return found


def _arc(topology: Topology, number: int) -> list[Point]:
    (wide, high), (west, south) = topology.transform.scale, topology.transform.translate
    steps = topology.arcs[number]
    across = accumulate(x for x, _ in steps)
    up = accumulate(y for _, y in steps)
    return [
        (round((x * wide + west) * TENTHS), round((y * high + south) * TENTHS))
        for x, y in zip(across, up, strict=True)
    ]


def _steps(ring: list[Point]) -> list[int]:
    moves = ((bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(ring))
    return [*ring[0], *(step for move in moves for step in move)]


if __name__ == "__main__":
    main(sys.argv[1])
