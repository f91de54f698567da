"""What happened, or lasted, to a picture over time that is no surer than its dates."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from site_builder.writing.cards import EventCard, TimeSpan
from site_builder.writing.drawing.rows import Room, arrange
from site_builder.writing.drawing.shapes import Drawn, Mark, TimePicture
from site_builder.writing.drawing.stretches import DAY
from site_builder.writing.drawing.ticks import ZOOMS, Calendar, ticks_of
from site_builder.writing.drawing.words import cut, width_of

FEWEST = 2
"""One event is no picture of time."""

NOMINAL = 720
"""Pixels of width for which names are given their places; a wider page only has more room."""

EDGE = 0.03
"""The part of the time shown that is left empty before and after."""

OPEN_EDGE = 0.08
"""The same where something goes on."""

TALL, LOW, AXIS = 38, 16, 28
"""Pixels of a row with a label over the mark, of one without, and of the line of time."""

LONGEST = 40
"""Letters of a label."""


class Item(NamedTuple):
    """What is to be drawn."""

    title: str
    when: str
    stretches: tuple[TimeSpan, ...]
    importance: int = 2
    is_disputed: bool = False
    is_here: bool = False
    """Whether the page is about it."""


def draw_events(
    cards: Sequence[EventCard], calendar: Calendar, here: EventCard | None = None
) -> TimePicture | None:
    """Draw events over time, of which one may be what the page is about."""
    items = (
        Item(
            card.title,
            card.when.text,
            card.stretches,
            card.importance,
            card.is_disputed,
            is_here=card is here,
        )
        for card in cards
    )
    return draw_time(tuple(items), calendar)


def draw_time(items: Sequence[Item], calendar: Calendar) -> TimePicture | None:
    """Draw at least two things over time; None where no date says when they were."""
    window = _window(items)
    if window is None or sum(bool(item.stretches) for item in items) < FEWEST:
        return None
    marks = [tuple(_mark(stretch, window) for stretch in item.stretches) for item in items]
    rooms = [_room(item, drawn) for item, drawn in zip(items, marks, strict=True)]
    rows = arrange(rooms, [-item.importance for item in items])
    axis = rows.tall * TALL + rows.low * LOW + 6
    drawn = tuple(
        Drawn(
            title=item.title,
            when=item.when,
            label=cut(item.title, LONGEST),
            label_x=round(place.label_x, 3),
            anchor=place.anchor,
            y=place.row * TALL if not place.is_small else rows.tall * TALL + place.row * LOW,
            zoom=place.zoom,
            is_small=place.is_small,
            marks=shapes,
            importance=item.importance,
            is_disputed=item.is_disputed,
            is_here=item.is_here,
        )
        for item, shapes, place in zip(items, marks, rows.places, strict=True)
    )
    # Where every name has its place, a closer look would show nothing else.
    can_zoom = any(place.zoom != 1 for place in rows.places)
    zooms = ZOOMS if can_zoom else ZOOMS[:1]
    picture = TimePicture(
        height=axis + AXIS,
        axis=axis,
        first=window.first,
        last=window.last,
        is_mirrored=False,
        can_zoom=can_zoom,
        ticks=ticks_of(window.first, window.last, calendar, NOMINAL, zooms),
        drawn=drawn,
        signs=tuple(_signs(drawn)),
    )
    return mirrored(picture) if calendar.is_mirrored else picture


class Window(NamedTuple):
    """The time that a picture shows, in seconds."""

    first: int
    last: int

    def place(self, second: int) -> float:
        """Say how far across a second is, in hundredths of the width."""
        return (second - self.first) * 100 / (self.last - self.first)


def _window(items: Iterable[Item]) -> Window | None:
    """Find the time from the first that is known to the last, with an edge to both sides."""
    stretches = [stretch for item in items for stretch in item.stretches]
    ends = [end for s in stretches for end in (s.start, s.end) if end is not None]
    if not ends:
        return None
    first, last = min(ends), max(ends) + 1
    length = max(last - first, DAY)
    before = OPEN_EDGE if any(s.start is None for s in stretches) else EDGE
    after = OPEN_EDGE if any(s.end is None for s in stretches) else EDGE
    return Window(first - round(length * before), last + round(length * after))


def _mark(stretch: TimeSpan, window: Window) -> Mark:
    left = 0.0 if stretch.start is None else round(window.place(stretch.start), 4)
    right = 100.0 if stretch.end is None else round(window.place(stretch.end + 1), 4)
    sides = (stretch.start is None, stretch.end is None)
    opens = {(True, True): "both", (True, False): "left", (False, True): "right"}.get(sides, "")
    width = round(right - left, 4)
    return Mark(stretch.kind, left, width, stretch.fades, stretch.doubtful, opens)


def _room(item: Item, marks: Sequence[Mark]) -> Room:
    left = min((mark.x for mark in marks), default=0.0)
    right = max((mark.x + mark.width for mark in marks), default=0.0)
    need = width_of(cut(item.title, LONGEST)) * 100 / NOMINAL
    if marks and marks[0].kind == "moment":
        # A day is drawn as a dot around its middle, and its label begins there.
        left = min(left, left + marks[0].width / 2)
    return Room(left, right, need)


def _signs(drawn: Iterable[Drawn]) -> Iterator[str]:
    """List what is to be explained of what is drawn, in the order of explanations."""
    marks = [mark for each in drawn for mark in each.marks]
    kinds = {mark.kind for mark in marks}
    yield from (kind for kind in ("moment", "within", "lasting") if kind in kinds)
    found = {
        "about": any(mark.fades for mark in marks),
        "doubtful": any(mark.doubtful for mark in marks),
        "open": any(mark.opens and not mark.fades for mark in marks),
        "disputed": any(each.is_disputed for each in drawn),
    }
    yield from (sign for sign, is_there in found.items() if is_there)


OTHER_SIDE = {"left": "right", "right": "left"}


def mirrored(picture: TimePicture) -> TimePicture:
    """Have time run from the right; the ends of words are those of the script already."""
    return replace(
        picture,
        is_mirrored=True,
        ticks=tuple(replace(tick, x=round(100 - tick.x, 4)) for tick in picture.ticks),
        drawn=tuple(
            replace(
                each,
                label_x=round(100 - each.label_x, 3),
                marks=tuple(_mirrored(mark) for mark in each.marks),
            )
            for each in picture.drawn
        ),
    )


def _mirrored(mark: Mark) -> Mark:
    x = round(100 - mark.x - mark.width, 4)
    return replace(mark, x=max(x, 0.0), opens=OTHER_SIDE.get(mark.opens, mark.opens))
