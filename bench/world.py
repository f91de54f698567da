"""Turns a size and a seed into what the articles of a synthetic site share."""

from collections.abc import Mapping
from itertools import accumulate
from random import Random
from typing import Literal

import msgspec

from bench.words import Vocabulary, coin_vocabulary, coin_words

FigureType = Literal["person", "public-body", "place", "organization", "company", "media"]

FIGURE_TYPES: tuple[FigureType, ...] = (
    "person",
    "public-body",
    "place",
    "person",
    "organization",
    "person",
    "company",
    "place",
    "person",
)
SOURCE_TYPES = ("article-newspaper", "report", "speech", "interview", "webpage", "press-release")
EVENT_WORDS = ("summit", "vote", "strike", "hearing", "visit", "election", "flood", "ceasefire")
SOURCE_WORDS = ("report", "statement", "dispatch", "transcript", "letter", "dossier")
FIRST_NAMES = (
    "Ada",
    "Boris",
    "Clara",
    "Dmitri",
    "Elena",
    "Farid",
    "Greta",
    "Hasan",
    "Irina",
    "Jonas",
)

NAMES: Mapping[FigureType, tuple[str, ...]] = {
    "person": ("{first} {word}", "{word}"),
    "public-body": ("Ministry of {word}", "{word} Ministry"),
    "place": ("{word}", "Old {word}"),
    "organization": ("{word} Institute", "Institute of {word}", "{word}"),
    "company": ("{word} Holdings", "{word}"),
    "media": ("The {word} Courier", "{word} Courier"),
}
"""The name and the aliases of a figure by its type."""


class Figure(msgspec.Struct, frozen=True):
    """A person, place or body that articles name."""

    id: str
    type: FigureType
    name: str
    aliases: tuple[str, ...]


class World(msgspec.Struct, frozen=True):
    """What articles draw from; the same for the same size and seed."""

    size: int
    """Articles."""

    seed: int
    vocabulary: Vocabulary
    figures: tuple[Figure, ...]
    """The first are named most often."""

    weights: tuple[float, ...]
    """Of the figures by Zipf's law, each with the sum of those before it."""

    by_type: Mapping[str, tuple[Figure, ...]]
    publishers: tuple[Figure, ...]
    authors: tuple[str, ...]
    events: tuple[str, ...]
    """Ids of events with files of their own."""

    sources: tuple[str, ...]
    stories: tuple[str, ...]

    def chance(self, *names: str | int) -> Random:
        """Start the generator of one document, which depends on no other document's."""
        return Random(f"{self.seed}/{names}")  # noqa: S311 - must be the same in every run


def make_world(size: int, seed: int) -> World:
    """Make up what a site of so many articles shares."""
    chance = Random(f"{seed}/world")  # noqa: S311 - must be the same in every run
    figure_count, publisher_count = size // 4 + 50, 8 + min(size // 100, 60)
    author_count = 20 + min(size // 20, 200)
    vocabulary = coin_vocabulary(chance, figure_count + publisher_count + author_count)
    names = iter(vocabulary.names)
    figures = tuple(
        _figure(FIGURE_TYPES[rank % len(FIGURE_TYPES)], next(names), rank=rank)
        for rank in range(figure_count)
    )
    return World(
        size=size,
        seed=seed,
        vocabulary=vocabulary,
        figures=figures,
        weights=tuple(accumulate(1 / rank for rank in range(1, figure_count + 1))),
        by_type={
            type: tuple(figure for figure in figures if figure.type == type)
            for type in FIGURE_TYPES
        },
        publishers=tuple(
            _figure("media", next(names), rank=rank) for rank in range(publisher_count)
        ),
        authors=tuple(
            f"{FIRST_NAMES[rank % len(FIRST_NAMES)]} {next(names)}" for rank in range(author_count)
        ),
        events=_ids(chance, size // 4 + 10, nouns=EVENT_WORDS),
        sources=_ids(chance, size // 3 + 20, nouns=SOURCE_WORDS),
        stories=_ids(chance, 3 + min(size // 200, 20), nouns=("affair", "talks", "crisis")),
    )


def draw_figures(chance: Random, world: World, *, count: int) -> list[Figure]:
    """Draw distinct figures by Zipf's law, at least one of them a person."""
    drawn: dict[str, Figure] = {}
    while len(drawn) < count:
        for figure in chance.choices(world.figures, cum_weights=world.weights, k=count):
            drawn.setdefault(figure.id, figure)
    figures = list(drawn.values())[:count]
    if all(figure.type != "person" for figure in figures):
        figures[-1] = chance.choice(world.by_type["person"])
    return figures


def draw_id(chance: Random, ids: tuple[str, ...]) -> str:
    """Draw an id, the first ones most often."""
    return ids[int(len(ids) * chance.random() ** 2)]


def _figure(type: FigureType, word: str, *, rank: int) -> Figure:
    first = FIRST_NAMES[rank % len(FIRST_NAMES)]
    name, *aliases = (form.format(first=first, word=word) for form in NAMES[type])
    return Figure(name.lower().replace(" ", "-"), type, name, tuple(aliases))


def _ids(chance: Random, count: int, *, nouns: tuple[str, ...]) -> tuple[str, ...]:
    words = coin_words(chance, count, endings=("ic", "an"), taken=set())
    return tuple(
        f"{word}-{nouns[number % len(nouns)]}-{number}" for number, word in enumerate(words)
    )
