"""Turns a world and a number into what the parts of one article have to agree on."""

from datetime import date
from random import Random

import msgspec

from bench.dates import draw_day
from bench.prose import Body, Decoration, Utterance, write_body
from bench.world import EVENT_WORDS, SOURCE_WORDS, Figure, World, draw_figures, draw_id

FIGURES_PER_ARTICLE = 8
CUES = ("said", "told reporters", "said in a statement", "added")


class Draft(msgspec.Struct, frozen=True):
    """What the parts of one article have to agree on."""

    world: World
    number: int
    day: date
    figures: tuple[Figure, ...]
    speakers: tuple[Figure, ...]
    event_ids: tuple[str, ...]
    """The first is shared with other articles, the rest are its own."""

    source_ids: tuple[str, ...]
    """The first two are shared with other articles, the rest are its own."""

    body: Body


def article_slug(world: World, number: int) -> str:
    """Name the article of that number, which counts from 0."""
    nouns = world.vocabulary.pools["N"]
    return f"{nouns[number * 7 % len(nouns)]}-{nouns[(number * 13 + 5) % len(nouns)]}-{number}"


def draft_article(chance: Random, world: World, *, number: int) -> Draft:
    """Draw who and what the article of that number is about, and write its body."""
    figures = tuple(draw_figures(chance, world, count=FIGURES_PER_ARTICLE))
    speakers = tuple(figure for figure in figures if figure.type == "person")
    shared_sources = dict.fromkeys((draw_id(chance, world.sources), chance.choice(world.sources)))
    if len(shared_sources) == 1:
        shared_sources = dict.fromkeys(world.sources[:2])
    return Draft(
        world=world,
        number=number,
        day=draw_day(chance),
        figures=figures,
        speakers=speakers,
        event_ids=(
            draw_id(chance, world.events),
            *(f"{chance.choice(EVENT_WORDS)}-{number}-{nth}" for nth in (1, 2)),
        ),
        source_ids=(
            *shared_sources,
            *(f"{chance.choice(SOURCE_WORDS)}-{number}-{nth}" for nth in (1, 2)),
        ),
        body=write_body(
            chance,
            world.vocabulary,
            names=_names(chance, figures),
            utterances=[
                Utterance(speaker.id, chance.choice(speaker.aliases), chance.choice(CUES))
                for speaker in chance.choices(speakers, k=2)
            ],
            decorations=_decorations(chance, world, number=number, figures=figures),
        ),
    )


def _names(chance: Random, figures: tuple[Figure, ...]) -> list[str]:
    again = [
        chance.choice((figure.name, *figure.aliases)) for figure in chance.sample(figures, k=5)
    ]
    return [*(figure.name for figure in figures), *again]


def _decorations(
    chance: Random, world: World, *, number: int, figures: tuple[Figure, ...]
) -> list[Decoration]:
    decorations = [
        Decoration("[", f"](https://example.net/{number})"),
        Decoration(f"[[{chance.choice(figures).id}|", "]]"),
    ]
    if number:
        earlier = article_slug(world, chance.randrange(number))
        decorations.append(Decoration("[", f"](article:{earlier})"))
    if not chance.randrange(4):
        decorations.append(Decoration("==", "=="))
    return decorations
