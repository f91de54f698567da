"""Texts → what they tell, of a site with a few people, media and places."""

from datetime import date

from site_builder.desk.suggesting.events import KnownEvent
from site_builder.desk.suggesting.find import Knowledge, Reader, Told
from site_builder.desk.suggesting.found import Suggestions
from site_builder.desk.suggesting.language import read_language
from site_builder.desk.suggesting.links import Shelf
from site_builder.reading.folding import fold, readable

PERSONS = {
    "marta-ortiz": ("Marta Ortiz",),
    "henrik-dahl": ("Henrik Dahl", "Dahl"),
    "anna-dahl": ("Anna Dahl",),
    "liu-mei": ("Liu Mei",),
    "ada-berg": ("Ada Berg", "Berg"),
    "ivo-berg": ("Ivo Berg", "Berg"),
}
BODIES = {
    "harbour-board": ("Harbour Board",),
    "northern-wire": ("Northern Wire",),
    "coast-gazette": ("The Coast Gazette", "Coast Gazette"),
}
PLACES = {"port-esker": ("Port Esker",), "lowland": ("Lowland",)}
SOURCES = {
    "mayor-release": "Remarks of Marta Ortiz, as released by her office",
    "board-report": "Report of the Harbour Board on the quay",
}
WEDNESDAY = date(2023, 3, 1)


OPENING = KnownEvent(
    "opening",
    "2023-02-28",
    frozenset({"marta-ortiz", "liu-mei", "harbour-board", "port-esker"}),
    frozenset({"marta-ortiz", "liu-mei"}),
)


def tell(html: str, *, told: Told | None = None, tag: str = "en") -> Suggestions:
    """Suggest what may be added to an article of 1 March 2023, a Wednesday."""
    names = {**PERSONS, **BODIES, **PLACES}
    types = {
        **dict.fromkeys(PERSONS, "person"),
        **dict.fromkeys(BODIES, "media"),
        **dict.fromkeys(PLACES, "place"),
        "harbour-board": "public-body",
    }
    surnames: dict[str, tuple[str, ...]] = {}
    for id_, spellings in PERSONS.items():
        last = spellings[0].split()[-1]
        surnames[last] = (*surnames.get(last, ()), id_)
    shelf = Shelf({"esker.example/quay": "board-report"}, SOURCES.__contains__)
    knowledge = Knowledge(names, types, {OPENING.date: [OPENING]}, SOURCES, shelf, surnames)
    text = html if html.startswith("<") else f"<p>{html}</p>"
    reader = Reader(fold(readable(text)), text, told or Told(WEDNESDAY), knowledge)
    return reader.suggest(read_language(tag))
