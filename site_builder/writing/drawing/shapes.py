"""The shapes of pictures, which templates draw and whose texts they escape.

Across, a picture of time and a map are as wide as their page has room for: places there are
hundredths of the width. Down, and in all of a picture of company, they are pixels.
"""

import msgspec


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of time as it is drawn."""

    kind: str
    """As of `TimeSpan`: `moment`, `within`, `lasting`."""

    x: float
    width: float
    fades: bool
    doubtful: bool
    opens: str
    """The sides at which it goes on beyond the picture: `` `left` `right` `both`."""


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened or lasted, in a picture of time."""

    title: str
    when: str
    label: str
    """The title, cut where it is long."""

    label_x: float
    anchor: str
    """Which end of the label is there: `start` or `end`."""

    y: int
    """The top of its row."""

    zoom: int
    """From how many times the size on there is room for the label: 1 for always, 0 for never."""

    is_small: bool
    """Whether its row is a low one, without room for a label over the mark."""

    marks: tuple[Mark, ...]
    importance: int
    is_disputed: bool
    is_here: bool = False
    """Whether the page is about it."""


class Tick(msgspec.Struct, frozen=True, array_like=True):
    """Where a day, a month or a year begins."""

    x: float
    label: str
    anchor: str
    """`start`, `middle` or `end`."""

    zoom: int
    """From how many times the size on it is shown."""


class TimePicture(msgspec.Struct, frozen=True, kw_only=True):
    """What happened over time."""

    height: int
    axis: int
    """How far down the line of time is."""

    first: int
    """Seconds from 1970-01-01T00:00:00Z to the moment at which the picture begins."""

    last: int
    is_mirrored: bool
    """Whether time runs from the right, as the script does."""

    can_zoom: bool
    """Whether a closer look shows more of it."""

    ticks: tuple[Tick, ...]
    drawn: tuple[Drawn, ...]
    """In the order of the list that it is a picture of."""

    signs: tuple[str, ...]
    """What needs to be explained of it: `moment`, `within`, `lasting`, `about`, `doubtful`, `open`,
    `disputed`."""


class Companion(msgspec.Struct, frozen=True, array_like=True):
    """One of those in a picture of company."""

    name: str
    type: str
    count: int
    y: int
    radius: int
    colour: str | None = None
    """Its own: `#rgb` or `#rrggbb`."""


class Tie(msgspec.Struct, frozen=True, array_like=True):
    """A line between two of them, who appear with each other too."""

    path: str
    """As SVG has it."""

    strength: int
    """1 to 4."""


class CompanyPicture(msgspec.Struct, frozen=True, kw_only=True):
    """Who appears with something, and which of them with each other."""

    height: int
    reach: int
    """How far from the side the dots are; the lines between them are before, the names after."""

    is_mirrored: bool
    companions: tuple[Companion, ...]
    ties: tuple[Tie, ...]


class Spot(msgspec.Struct, frozen=True, array_like=True):
    """A place on a map."""

    name: str
    x: float
    y: float
    """From the top, in hundredths of the height."""

    side: str
    """On which side of it the name is: `left`, `right`, or nothing where there is no room."""


class MapPicture(msgspec.Struct, frozen=True, kw_only=True):
    """Places among the outlines of the land around them."""

    width: int
    """Of the ground that `land` is drawn on, in its own units."""

    height: int
    land: str
    """A path, as SVG has it."""

    spots: tuple[Spot, ...]
