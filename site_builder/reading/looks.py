"""The `[theme]` table to colours and fonts, with a warning where words could not be read."""

from collections.abc import Iterator
from collections.abc import Mapping as Keys
from typing import NamedTuple

from site_builder.model.looks import DARK, LIGHT, Colours, ThemeOptions
from site_builder.model.problems import Problem
from site_builder.reading.decode import Context, decode
from site_builder.reading.frontmatter import Mapping, Node

LEAST = 4.5
"""The contrast that words need: WCAG 2.2, success criterion 1.4.3."""

INKS = (
    *("ink", "quiet", "accent", "link"),
    *("note", "mention", "quotation", "claim", "correction", "question"),
    *("citation", "highlight", "event"),
)
GROUNDS: Keys[str, tuple[str, ...]] = {
    "paper": INKS,
    "raised": INKS,
    "marker": ("ink", "link"),
}
"""Behind which colours words of which may stand."""

STEPS = 50
"""In how many steps a colour is brought to black or white, to find one that can be read."""


class Pair(NamedTuple):
    """Words of one colour on another."""

    ratio: float
    ink: str
    ground: str


def read_looks(table: Mapping | None, context: Context) -> ThemeOptions:
    """Read the table; words that cannot be read on their ground are warnings."""
    theme = decode(table, ThemeOptions, context) if table else None
    if table is None or theme is None:
        return ThemeOptions()
    for name, given, built_in in (("light", theme.light, LIGHT), ("dark", theme.dark, DARK)):
        nodes = _entries(_entries(table).get(name))
        context.problems.extend(_hard_to_read(name, given, built_in, nodes, context.path))
    return theme


def _entries(node: Node | None) -> dict[str, Node]:
    return {k.text: value for k, value in node.entries} if isinstance(node, Mapping) else {}


def _hard_to_read(
    scheme: str, given: Colours, built_in: Colours, nodes: Keys[str, Node], path: str
) -> Iterator[Problem]:
    """Tell of each colour that the site gives the pair that is hardest to read."""
    chosen = {name: value for name in INKS_AND_GROUNDS if (value := getattr(given, name))}
    colours = {name: chosen.get(name) or getattr(built_in, name) for name in INKS_AND_GROUNDS}
    for name in chosen:
        pairs = [
            Pair(contrast(colours[ink], colours[ground]), ink, ground)
            for ground, inks in GROUNDS.items()
            for ink in inks
            # A pair of which the site gives both is told of where its words have their colour.
            if name == ink or (name == ground and ink not in chosen)
        ]
        worst = min(pairs)
        if worst.ratio < LEAST:
            message = (
                f"words in “{worst.ink}” on “{worst.ground}” have a contrast of"
                f" {_rounded(worst.ratio)}:1 in the {scheme} scheme, and need {LEAST}:1"
            )
            place = path, nodes[name].line, nodes[name].column
            yield Problem(*place, "low-contrast", message, _hint(worst, colours), "warning")


INKS_AND_GROUNDS = tuple(dict.fromkeys((*GROUNDS, *INKS)))


def _rounded(ratio: float) -> float:
    """Round down, so that what does not suffice never reads as if it did."""
    return int(ratio * 100) / 100


def _hint(pair: Pair, colours: Keys[str, str]) -> str:
    """Name the nearest darker or lighter colour of the words that can be read on every ground."""
    ink = _channels(colours[pair.ink])
    grounds = [colours[ground] for ground, inks in GROUNDS.items() if pair.ink in inks]
    for step in range(1, STEPS):
        for end in (0, 255):
            mixed = [round(c + (end - c) * step / STEPS) for c in ink]
            near = "#" + "".join(f"{channel:02x}" for channel in mixed)
            if all(contrast(near, ground) >= LEAST for ground in grounds):
                return f'like {pair.ink} = "{near}"'
    return "take grounds that are all dark or all light"


def contrast(one: str, other: str) -> float:
    """Say how well two colours are told apart (WCAG 2.2, contrast ratio)."""
    dark, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


LOW = 0.04045
"""Up to which share of its full light a channel of sRGB is linear."""


def _luminance(colour: str) -> float:
    shares = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (c / 12.92 if c <= LOW else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> list[int]:
    """Give red, green and blue of `#rgb` or `#rrggbb`, 0 to 255."""
    digits = colour[1:] if len(colour) > len("#rgb") else "".join(d * 2 for d in colour[1:])
    return [int(digits[start : start + 2], 16) for start in (0, 2, 4)]
