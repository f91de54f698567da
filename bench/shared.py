"""Turns a world into the files that its articles share."""

from collections.abc import Iterator
from random import Random

from bench.dates import draw_day, write_edtf
from bench.documents import Document, Yaml
from bench.prose import write_heading, write_paragraph
from bench.world import SOURCE_TYPES, Figure, World, draw_figures, draw_id

ROLE_TITLES = ("minister", "director", "spokeswoman", "judge", "mayor", "envoy")


def shared_documents(world: World) -> Iterator[Document]:
    """Write every file that is not an article."""
    for rank, figure in enumerate((*world.figures, *world.publishers)):
        yield _entity(world, figure, rank=rank)
    for event in world.events:
        yield _event(world, event)
    for rank, source in enumerate(world.sources):
        yield _source(world, source, rank=rank)
    for rank, story in enumerate(world.stories):
        yield _story(world, story, rank=rank)
    text = write_paragraph(world.chance("about"), world.vocabulary, sentences=6)
    yield Document("pages/about", {"title": "About"}, text)


def _entity(world: World, figure: Figure, *, rank: int) -> Document:
    chance = world.chance("entity", figure.id)
    front: dict[str, Yaml] = {
        "type": figure.type,
        "name": figure.name,
        "aliases": figure.aliases,
        "summary": write_paragraph(chance, world.vocabulary, sentences=1),
        "wikidata": f"Q{900000 + rank}",
        "same_as": (f"https://example.com/register/{figure.id}",),
    }
    if figure.type == "person":
        front["roles"] = _roles(chance, world)
    if figure.type == "place":
        latitude, longitude = chance.uniform(-60, 70), chance.uniform(-180, 180)
        front["location"] = {"lat": f"{latitude:.4f}", "lon": f"{longitude:.4f}"}
    return Document(
        f"entities/{figure.type}/{figure.id}",
        front,
        write_paragraph(chance, world.vocabulary, sentences=4),
    )


def _roles(chance: Random, world: World) -> tuple[Yaml, ...]:
    change = chance.choice(("2019-05", "2021", "2022-11-01"))
    former: Yaml = {
        "title": chance.choice(ROLE_TITLES),
        "organization": chance.choice(world.by_type["public-body"]).id,
        "from": "2012",
        "to": change,
    }
    present: Yaml = {
        "title": chance.choice(ROLE_TITLES),
        "organization": chance.choice(world.by_type["organization"]).id,
        "from": change,
    }
    return (former, present)


def _event(world: World, event: str) -> Document:
    chance = world.chance("event", event)
    place = chance.choice(world.by_type["place"])
    front: dict[str, Yaml] = {
        "date": write_edtf(chance, draw_day(chance)),
        "title": f"{write_heading(chance, world.vocabulary)} in {place.name}",
        "place": place.id,
        "involved": tuple(figure.id for figure in draw_figures(chance, world, count=3)),
        "sources": (draw_id(chance, world.sources),),
        "importance": chance.choice("123"),
    }
    if not chance.randrange(3):
        front["stories"] = (chance.choice(world.stories),)
    body = write_paragraph(chance, world.vocabulary, sentences=3)
    return Document(f"events/{event}", front, body)


def _source(world: World, source: str, *, rank: int) -> Document:
    chance = world.chance("source", source)
    day = draw_day(chance)
    front: dict[str, Yaml] = {
        "type": chance.choice(SOURCE_TYPES),
        "title": write_heading(chance, world.vocabulary),
        "author": (chance.choice(world.authors),),
        "publisher": chance.choice(world.publishers).id,
        "issued": write_edtf(chance, day),
        "accessed": draw_day(chance).isoformat(),
        "url": f"https://example.com/{source}",
        "archived": f"https://archive.example.com/{day:%Y%m%d}/{source}",
        "language": "en",
    }
    if rank and not chance.randrange(5):
        front["origin"] = world.sources[chance.randrange(rank)]
    return Document(f"sources/{day:%Y}/{source}", front, "")


def _story(world: World, story: str, *, rank: int) -> Document:
    chance = world.chance("story", story)
    front: dict[str, Yaml] = {
        "title": write_heading(chance, world.vocabulary),
        "summary": write_paragraph(chance, world.vocabulary, sentences=1),
        "status": chance.choice(("running", "closed")),
        "order": str(rank),
    }
    paragraphs = (write_paragraph(chance, world.vocabulary, sentences=4) for _ in range(2))
    return Document(f"stories/{story}", front, "\n\n".join(paragraphs))
