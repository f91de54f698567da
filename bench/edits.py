"""Turns documents of a synthetic site into slightly different ones, and back again."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec

from bench.corpus import make_corpus
from bench.documents import AS_TEXT, AS_TYPED, Document, write_document
from bench.hugo_site import translate
from site_builder.theme import theme_folders

Builder = Literal["ours", "hugo"]
BUILDERS: tuple[Builder, ...] = ("ours", "hugo")

Save = Callable[[str], None]
"""Saves a file with a word in it that was not there before."""

NEWEST = 50
"""Articles of an entity that are on its own page, whatever other articles are edited."""


class Edit(msgspec.Struct, frozen=True):
    """A document, and how a word gets into it."""

    document: Document
    change: Callable[[Document, str], Document]


class Subjects(msgspec.Struct, frozen=True):
    """The documents of a site that edits are made of."""

    article: Document
    """One like most others."""

    top_article: Document
    """A new one, whose entities are the most frequent of all."""

    top_entity: Document
    """The most frequent of all, which `top_article` names."""


def choose_subjects(articles: int, seed: int) -> Subjects:
    """Choose what is edited in the site of that size and seed."""
    corpus = tuple(make_corpus(articles, seed))
    written = [document for document in corpus if document.kind == "articles"]
    counts = Counter(entity for article in written for entity in _entities(article))
    ((top, _),) = counts.most_common(1)
    naming = [article for article in written if top in _entities(article)]
    newest = sorted(naming, key=lambda article: str(article.front["published"]))[-NEWEST:]
    return Subjects(
        article=written[len(written) // 2],
        top_article=max(
            newest, key=lambda article: sum(counts[entity] for entity in _entities(article))
        ),
        top_entity=next(document for document in corpus if document.id == top),
    )


def add_sentence(document: Document, word: str) -> Document:
    """Add a paragraph that no annotation speaks of."""
    return msgspec.structs.replace(document, body=f"{document.body}\n\nAdded in {word}.")


def change_headline(document: Document, word: str) -> Document:
    """Add a word to the title."""
    return _add_to(document, "title", word)


def rename(document: Document, word: str) -> Document:
    """Add a word to the name of an entity."""
    return _add_to(document, "name", word)


def write_edited(site: Path, builder: Builder, document: Document) -> None:
    """Write a document of the site of a builder as that builder reads it."""
    match builder:
        case "ours":
            write_document(site / "content", document, unquoted=AS_TYPED)
        case "hugo":
            write_document(site / "content", translate(document), unquoted=AS_TEXT)


@contextmanager
def edited(site: Path, builder: Builder, edit: Edit) -> Iterator[Save]:
    """Give what saves a document with a word in it; at the end it is as it was."""
    try:
        yield lambda word: write_edited(site, builder, edit.change(edit.document, word))
    finally:
        write_edited(site, builder, edit.document)


@contextmanager
def edited_frame(site: Path) -> Iterator[Save]:
    """Give the site a template of all pages, and what saves it with a comment; remove it again."""
    frame = site / "templates" / "base.html"
    built_in = theme_folders(site)[-1].path / frame.name
    text = built_in.read_text(encoding="utf-8")
    frame.parent.mkdir()
    try:
        _write(frame, text)
        yield lambda word: _write(frame, f"{text}<!-- {word} -->\n")
    finally:
        frame.unlink(missing_ok=True)
        frame.parent.rmdir()


def _add_to(document: Document, key: str, word: str) -> Document:
    front = {**document.front, key: f"{document.front[key]} {word}"}
    return msgspec.structs.replace(document, front=front)


def _entities(article: Document) -> tuple[str, ...]:
    return tuple(map(str, article.front["entities"]))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
