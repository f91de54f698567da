"""Laws of the synthetic site: it is the same for a seed, and nothing in it is amiss."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import markdown
import pytest
import yaml

from bench.corpus import make_corpus, write_site
from bench.documents import Document, Yaml
from bench.hugo_site import translate

SIZE = 60

KINDS_BY_KEY = {
    "entities": ("entities",),
    "involved": ("entities",),
    "place": ("entities",),
    "organization": ("entities",),
    "publisher": ("entities",),
    "speaker": ("entities",),
    "claimant": ("entities",),
    "entity": ("entities",),
    "events": ("events",),
    "sources": ("sources",),
    "stories": ("stories",),
    "via": ("entities", "sources"),
    "origin": ("entities", "sources"),
    "about": ("entities", "events"),
    "contradicts": ("claims",),
    "supports": ("claims",),
}


@pytest.fixture(scope="module")
def corpus() -> tuple[Document, ...]:
    return tuple(make_corpus(SIZE, seed=7))


@pytest.fixture(scope="module")
def articles(corpus: tuple[Document, ...]) -> tuple[Document, ...]:
    return tuple(document for document in corpus if document.kind == "articles")


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    write_site(tmp_path / "one", 20, seed=3)
    write_site(tmp_path / "two", 20, seed=3)

    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_another_seed_writes_other_articles() -> None:
    one, other = ({document.path for document in make_corpus(20, seed=seed)} for seed in (3, 4))

    assert not {path for path in one & other if path.startswith("articles/")}


def test_what_is_written_reads_back_as_it_was_made(
    tmp_path: Path, corpus: tuple[Document, ...]
) -> None:
    write_site(tmp_path / "site", SIZE, seed=7)

    for document in corpus:
        file = tmp_path / "site" / "content" / f"{document.path}.md"
        _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)

        assert yaml.load(front, yaml.BaseLoader) == as_lists(document.front)  # noqa: S506 - text
        assert body.strip() == document.body


def test_a_passage_occurs_once_in_the_text_a_reader_sees(articles: tuple[Document, ...]) -> None:
    for article in articles:
        text = text_of(article.body)
        passages = [passage for key, passage in pairs(article.front) if key == "exact"]

        assert len(passages) >= 4
        assert [text.count(passage) for passage in passages] == [1] * len(passages)


def test_a_name_or_alias_of_every_entity_is_in_the_text(
    corpus: tuple[Document, ...], articles: tuple[Document, ...]
) -> None:
    names = {
        document.id: str(document.front["name"])
        for document in corpus
        if document.kind == "entities"
    }

    for article in articles:
        text = text_of(article.body)

        assert len(set(article.front["entities"])) == 8
        assert all(names[str(entity)] in text for entity in article.front["entities"])


def test_no_two_entities_share_a_name_or_alias(corpus: tuple[Document, ...]) -> None:
    names = Counter(
        name
        for document in corpus
        if document.kind == "entities"
        for name in (document.front["name"], *document.front["aliases"])
    )

    assert max(names.values()) == 1


def test_ids_are_unique_and_every_one_that_is_named_exists(corpus: tuple[Document, ...]) -> None:
    defined = Counter((kind, id) for document in corpus for kind, id in definitions(document))
    everything = Counter(id for _, id in defined)

    named = {
        (key, id) for document in corpus for key, id in pairs(document.front) if key in KINDS_BY_KEY
    }

    assert max(defined.values()) == 1
    assert max(everything.values()) == 1
    assert not {
        (key, id)
        for key, id in named
        if not any((kind, id) in defined for kind in KINDS_BY_KEY[key])
    }


def test_links_in_the_text_lead_to_articles_and_entities(corpus: tuple[Document, ...]) -> None:
    ids = {document.id for document in corpus}
    bodies = [document.body for document in corpus]

    linked = {
        id
        for body in bodies
        for id in re.findall(r"\[\[([^|\]]+)\|", body) + re.findall(r"\(article:([^)]+)\)", body)
    }

    assert linked
    assert linked <= ids


def test_hugo_gets_no_link_that_only_we_understand(corpus: tuple[Document, ...]) -> None:
    bodies = [translate(document).body for document in corpus]

    assert not [body for body in bodies if "[[" in body or "](article:" in body]


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def as_lists(value: Yaml) -> object:
    match value:
        case str():
            return value
        case Mapping():
            return {key: as_lists(item) for key, item in value.items()}
        case _:
            return [as_lists(item) for item in value]


def text_of(body: str) -> str:
    words = re.sub(r"\[\[[^|\]]+\|([^\]]+)\]\]", r"\1", body).replace("==", "")
    text = html.unescape(re.sub(r"<[^>]+>", "", markdown.markdown(words)))
    return " ".join(text.split())


def pairs(front: Mapping[str, Yaml]) -> Iterator[tuple[str, str]]:
    for key, value in front.items():
        values: Iterable[Yaml] = (value,) if isinstance(value, str | Mapping) else value
        for item in values:
            match item:
                case str():
                    yield key, item
                case Mapping():
                    yield from pairs(item)


def definitions(document: Document) -> Iterator[tuple[str, str]]:
    yield document.kind, document.id
    for kind in ("events", "sources", "annotations"):
        for item in document.front.get(kind, ()) if document.kind == "articles" else ():
            if isinstance(item, Mapping) and "id" in item:
                yield (
                    ("claims", f"{document.id}#{item['id']}")
                    if kind == "annotations"
                    else (kind, str(item["id"]))
                )
