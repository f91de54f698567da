"""Turns the synthetic site into one that Hugo builds, by the nearest equal work.

Hugo gets the same articles with the same bodies, and a page for each entity, event, source, story,
topic and publisher with the articles that name it, by its taxonomies; lists of each in pages of
100; one timeline of all events; a feed; a sitemap. Articles list their entities, events and
sources. Front matter is YAML, as ours.

It is spared what it has no notion of: annotations are left out, so no passage is looked for in
the text, marked, explained or exported; no names are found in the text and linked; there are no
statements, claims, contradictions or chains, no roles held on a day, no who-appears-with-whom.
Dates are texts and sorted as texts. Nothing is checked: a wrong id leaves a gap. HTML is not
cleaned, for Goldmark leaves raw HTML out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from shutil import copytree

from bench.corpus import make_corpus
from bench.documents import AS_TEXT, Document, Yaml, write_document

TEMPLATE = Path(__file__).parent / "hugo"

TAXONOMIES = ("entities", "events", "sources", "stories")

WIKI_LINK = re.compile(r"\[\[([\w-]+)\|([^\]]+)\]\]")
ARTICLE_LINK = re.compile(r"\]\(article:([\w-]+)\)")

KEYS = {
    "date": "when",
    "type": "type_name",
    "name": "title",
    "url": "url_original",
    "aliases": "aliases_known",
}
"""Keys of ours that mean something else to Hugo."""


def write_hugo_site(folder: Path, size: int, *, seed: int) -> None:
    """Write the site that `corpus.write_site` makes of the same size and seed, for Hugo."""
    copytree(TEMPLATE, folder)
    for document in make_corpus(size, seed):
        write_document(folder / "content", translate(document), unquoted=AS_TEXT)
    timeline = Document("timeline", {"title": "Timeline", "layout": "timeline"}, "")
    write_document(folder / "content", timeline, unquoted=AS_TEXT)


def translate(document: Document) -> Document:
    """Say in Hugo's terms what a content file of ours says."""
    body = translate_body(document.body)
    match document.kind:
        case "articles":
            return Document(document.path, _article(document.front), body)
        case "pages":
            return Document(document.id, document.front, body)
        case kind:
            front = {KEYS.get(key, key): value for key, value in document.front.items()}
            # A publisher is an entity, and what it published is listed on a page of its own.
            folder = "publishers" if front.get("type_name") == "media" else kind
            return Document(f"{folder}/{document.id}/_index", _without_terms(front), body)


def translate_body(body: str) -> str:
    """Turn links between parts of the site into links by path."""
    body = WIKI_LINK.sub(r"[\2](/bench/entities/\1/)", body)
    return ARTICLE_LINK.sub(r"](/bench/articles/\1/)", body)


def _article(front: Mapping[str, Yaml]) -> dict[str, Yaml]:
    events, sources = tuple(front["events"]), tuple(front["sources"])
    return {
        "title": front["title"],
        "date": front["published"],
        "author": front["author"],
        "publishers": (front["publisher"],),
        "original": front["source"],
        "archived": front["archived"],
        "summary": front["summary"],
        "topics": front["topics"],
        "stories": front.get("stories", ()),
        "entities": front["entities"],
        "events": tuple(_ids(events)),
        "own_events": tuple(_mappings(events)),
        "sources": tuple(_ids(sources)),
        "own_sources": tuple(_mappings(sources)),
    }


def _without_terms(front: Mapping[str, Yaml]) -> dict[str, Yaml]:
    """Keep the page of a term from joining the lists that are of articles alone."""
    return {key: value for key, value in front.items() if key not in TAXONOMIES}


def _ids(values: Iterable[Yaml]) -> Iterator[str]:
    return (value for value in values if isinstance(value, str))


def _mappings(values: Iterable[Yaml]) -> Iterator[Mapping[str, Yaml]]:
    return (value for value in values if isinstance(value, Mapping))
