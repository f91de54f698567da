"""Who appears with something, and with each other, to dots in a column that lines join."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import sqrt

from site_builder.writing.cards import EntityCard
from site_builder.writing.drawing.shapes import Companion, CompanyPicture, Tie
from site_builder.writing.drawing.words import cut

MOST = 12
"""More are listed, but not drawn."""

FEWEST = 3

ROW = 30
REACH = 132
WIDEST = 13
"""Pixels from the middle to the rim of the dot of whoever appears most often."""

SMALLEST = 4
STRONGEST = 4
LONGEST = 40
MOST_TIES = 16
"""The strongest; where all are joined to all, lines tell nothing."""


def draw_company(
    cards: Sequence[EntityCard],
    ids: Sequence[str],
    companies: Iterable[Sequence[str]],
    *,
    is_mirrored: bool,
) -> CompanyPicture | None:
    """Draw the first of those who appear with something; None where they are too few.

    `ids` are theirs, and `companies` those who appear together, once for each article.
    """
    nearest = list(ids[:MOST])
    if len(nearest) < FEWEST:
        return None
    places = {id_: number for number, id_ in enumerate(nearest)}
    together = Counter(
        pair
        for company in companies
        for pair in combinations(sorted({places[id_] for id_ in company if id_ in places}), 2)
    )
    most = max(card.count for card in cards)
    return CompanyPicture(
        height=len(nearest) * ROW,
        reach=REACH,
        is_mirrored=is_mirrored,
        companions=tuple(
            Companion(
                cut(card.name, LONGEST),
                card.type,
                card.count,
                y=_down(at),
                radius=_radius(card, most),
                colour=card.colour,
            )
            for at, card in enumerate(cards[:MOST])
        ),
        ties=_ties(together, is_mirrored=is_mirrored),
    )


def _down(place: int) -> int:
    return place * ROW + ROW // 2


def _radius(card: EntityCard, most: int) -> int:
    """Give a dot the area that goes with how often somebody appears."""
    return max(SMALLEST, round(WIDEST * sqrt(card.count / max(most, 1))))


def _ties(together: Mapping[tuple[int, int], int], *, is_mirrored: bool) -> tuple[Tie, ...]:
    """Join those who appear with each other; lines over many rows reach further to the side."""
    strongest = sorted(together.items(), key=lambda tie: (-tie[1], tie[0]))[:MOST_TIES]
    most = max(together.values(), default=1)
    return tuple(
        Tie(_arc(above, below, is_mirrored=is_mirrored), -(-count * STRONGEST // most))
        for (above, below), count in sorted(strongest)
    )


def _arc(above: int, below: int, *, is_mirrored: bool) -> str:
    start, end = _down(above), _down(below)
    # The widest arc, from the first row to the last of twelve, just stays in the picture.
    bulge = round((REACH - WIDEST) * ((below - above) / (MOST - 1)) ** 0.75)
    side = 1 if is_mirrored else -1
    across = side * -REACH
    return f"M{across} {start}A{bulge} {(end - start) / 2:g} 0 0 {int(is_mirrored)} {across} {end}"
