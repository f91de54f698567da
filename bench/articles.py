"""Turns a world and a number into one annotated article."""

from random import Random

from bench.annotations import annotate
from bench.dates import draw_before, write_edtf, write_moment
from bench.documents import Document, Yaml
from bench.drafts import Draft, article_slug, draft_article
from bench.prose import write_heading
from bench.words import capitalised, fill, parse_pattern
from bench.world import SOURCE_TYPES, World

HEADLINE = parse_pattern("E V the A N of the N")
SUMMARY = parse_pattern("E V the A N of the N, and the P V D")
TOPICS = (
    "diplomacy elections energy courts trade science health schools transport budget water "
    "housing sport migration security culture farming climate labour press"
)


def make_article(world: World, number: int) -> Document:
    """Make up the article of that number, which counts from 0."""
    chance = world.chance("article", number)
    draft = draft_article(chance, world, number=number)
    front: dict[str, Yaml] = {
        **_heading(chance, draft),
        "entities": tuple(figure.id for figure in draft.figures),
        "events": (draft.event_ids[0], *_own_events(chance, draft)),
        "sources": (*draft.source_ids[:2], *_own_sources(chance, draft)),
        "annotations": annotate(chance, draft),
    }
    path = f"articles/{draft.day:%Y}/{article_slug(world, number)}"
    return Document(path, front, draft.body.markdown)


def _heading(chance: Random, draft: Draft) -> dict[str, Yaml]:
    world, slug = draft.world, article_slug(draft.world, draft.number)
    headline = fill(
        HEADLINE, chance, vocabulary=world.vocabulary, mention=chance.choice(draft.figures).name
    )
    summary = fill(
        SUMMARY, chance, vocabulary=world.vocabulary, mention=chance.choice(draft.figures).name
    )
    front: dict[str, Yaml] = {
        "title": capitalised(" ".join(headline)),
        "published": write_moment(chance, draft.day),
        "author": tuple(chance.sample(world.authors, k=chance.choice((1, 1, 2)))),
        "publisher": chance.choice(world.publishers).id,
        "source": f"https://example.net/{draft.day:%Y/%m}/{slug}",
        "archived": f"https://archive.example.com/{draft.day:%Y%m%d}/{slug}",
        "retrieved": draft.day.isoformat(),
        "language": "en",
        "summary": capitalised(" ".join(summary)) + ".",
        "topics": tuple(chance.sample(TOPICS.split(), k=3)),
    }
    if not chance.randrange(3):
        front["stories"] = (chance.choice(world.stories),)
    return front


def _own_events(chance: Random, draft: Draft) -> list[Yaml]:
    events: list[Yaml] = []
    for position, event in enumerate(draft.event_ids[1:]):
        front: dict[str, Yaml] = {
            "id": event,
            "date": write_edtf(chance, draw_before(chance, draft.day, days=20)),
            "title": write_heading(chance, draft.world.vocabulary),
            "place": chance.choice(draft.world.by_type["place"]).id,
            "involved": tuple(figure.id for figure in chance.sample(draft.figures, k=2)),
        }
        if position == 0:
            # Now and then the passage that a claim speaks of, so that two notes overlap.
            front["exact"] = draft.body.passages[chance.choice((0, 0, 0, 2))]
        events.append(front)
    return events


def _own_sources(chance: Random, draft: Draft) -> list[Yaml]:
    sources: list[Yaml] = []
    for source in draft.source_ids[2:]:
        day = draw_before(chance, draft.day, days=40)
        sources.append(
            {
                "id": source,
                "type": chance.choice(SOURCE_TYPES),
                "title": write_heading(chance, draft.world.vocabulary),
                "publisher": chance.choice(draft.world.publishers).id,
                "issued": write_edtf(chance, day),
                "url": f"https://example.com/{source}",
                "archived": f"https://archive.example.com/{day:%Y%m%d}/{source}",
            }
        )
    return sources
