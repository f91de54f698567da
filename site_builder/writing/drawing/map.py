"""Places to a map of the land around them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import cos, radians
from typing import NamedTuple

from site_builder.writing.drawing.outline import TENTHS, Box, Point, land_in
from site_builder.writing.drawing.shapes import MapPicture, Spot
from site_builder.writing.drawing.words import width_of

WIDTH, HEIGHT = 640, 360
"""Of the ground, in its own units; pages show it in this proportion."""

NARROWEST = 46
"""Degrees that a map shows at least from west to east at the equator: less shows no coast."""

AROUND = 1.5
"""How many times the extent of its places a map shows."""

NOMINAL = 350
"""Pixels of width for which names are given their places: those of a telephone."""

LINE = 18
MOST_SPOTS = 60
FURTHEST = 80
"""Degrees from the equator up to which the middle of a map is."""


class Located(NamedTuple):
    """A place with its name, in degrees."""

    name: str
    latitude: float
    longitude: float


def draw_map(places: Sequence[Located]) -> MapPicture | None:
    """Draw places, the first of them the surest to have their names; None where there are none."""
    if not places:
        return None
    shown = places[:MOST_SPOTS]
    window = _window(shown)
    return MapPicture(
        width=WIDTH, height=HEIGHT, land=_land(window), spots=tuple(_spots(shown, window))
    )


class Window(NamedTuple):
    """The middle of a map in degrees, and its scale: an equirectangular projection."""

    longitude: float
    latitude: float
    across: float
    """Units of the ground to a degree of longitude."""

    up: float
    """The same to a degree of latitude."""

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Give the place on the ground of a point of the world."""
        return (
            WIDTH / 2 + (longitude - self.longitude) * self.across,
            HEIGHT / 2 - (latitude - self.latitude) * self.up,
        )

    @property
    def box(self) -> Box:
        """The part of the world that is shown, and a little around it, so that no side shows."""
        wide, high = WIDTH / 2 / self.across + 1, HEIGHT / 2 / self.up + 1
        return Box(
            int((self.longitude - wide) * TENTHS),
            int((self.latitude - high) * TENTHS),
            int((self.longitude + wide) * TENTHS),
            int((self.latitude + high) * TENTHS),
        )


def _window(places: Sequence[Located]) -> Window:
    """Show all places, as near as leaves some land around them."""
    east = max(place.longitude for place in places)
    west = min(place.longitude for place in places)
    north = max(place.latitude for place in places)
    south = min(place.latitude for place in places)
    latitude = max(-FURTHEST, min(FURTHEST, (north + south) / 2))
    squeeze = cos(radians(latitude))
    wide = (east - west) * AROUND * squeeze
    high = (north - south) * AROUND * WIDTH / HEIGHT
    up = WIDTH / max(wide, high, NARROWEST)
    return Window((east + west) / 2, latitude, up * squeeze, up)


# Much happens at the same few places, whose pages show the same map.
@lru_cache(maxsize=256)
def _land(window: Window) -> str:
    return "".join(_path(points, window) for points in land_in(window.box))


def _path(points: Sequence[Point], window: Window) -> str:
    """Write an outline as a path, in whole units and from each corner to the next."""
    corners = [window.place(x / TENTHS, y / TENTHS) for x, y in points]
    rounded = [(round(x), round(y)) for x, y in corners]
    ax, ay = rounded[0]
    steps = [f"M{ax} {ay}l"]
    for bx, by in rounded[1:]:
        if (bx, by) != (ax, ay):
            steps.append(f"{bx - ax} {by - ay} ")
            ax, ay = bx, by
    return f"{''.join(steps).rstrip()}z" if len(steps) > 1 else ""


def _spots(places: Sequence[Located], window: Window) -> Iterator[Spot]:
    """Put the name of each place beside it, unless it would cover another."""
    points = [window.place(place.longitude, place.latitude) for place in places]
    scale = NOMINAL / WIDTH
    taken = [_Area(x * scale - 5, y * scale - 5, x * scale + 5, y * scale + 5) for x, y in points]
    for place, (x, y) in zip(places, points, strict=True):
        side = ""
        for candidate, area in _sides(place.name, x * scale, y * scale):
            if not any(area.covers(other) for other in taken) and area.left > 0:
                side = candidate if area.right < NOMINAL else ""
            if side:
                taken.append(area)
                break
        yield Spot(place.name, round(x * 100 / WIDTH, 2), round(y * 100 / HEIGHT, 2), side)


class _Area(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: "_Area") -> bool:
        return not (
            self.right <= other.left
            or other.right <= self.left
            or self.bottom <= other.top
            or other.bottom <= self.top
        )


def _sides(name: str, x: float, y: float) -> Iterator[tuple[str, _Area]]:
    length = width_of(name) + 4
    top, bottom = y - LINE / 2, y + LINE / 2
    yield "right", _Area(x + 7, top, x + 7 + length, bottom)
    yield "left", _Area(x - 7 - length, top, x - 7, bottom)
