"""Turns a size and a seed into a synthetic site in the project's content format."""

from collections.abc import Iterator
from pathlib import Path

from bench.articles import make_article
from bench.documents import AS_TYPED, Document, write_document
from bench.shared import shared_documents
from bench.world import make_world

SEARCH = "[build]\nsearch = {search}\n"
"""A full-text index, of which Hugo makes none."""

EXPORTS = (
    *("annotations", "timeline", "calendar", "places", "followthemoney", "citations", "tables"),
    *("database", "report", "changes"),
)
"""Files for machines that Hugo does not make; a feed and a sitemap it does."""

SITE = """\
title = "A synthetic archive"
base_url = "https://example.org/bench/"
language = "en"
timezone = "Europe/Minsk"
description = "Made-up articles, by which builders are measured."

[annotators.desk]
name = "The desk"
role = "editors"
"""


def make_corpus(size: int, seed: int) -> Iterator[Document]:
    """Make up a site of so many articles: first what they share, then the articles."""
    world = make_world(size, seed)
    yield from shared_documents(world)
    for number in range(size):
        yield make_article(world, number)


def write_settings(folder: Path, *, exports: bool, search: bool) -> None:
    """Write the settings of a site, with or without what Hugo does not make."""
    switches = "".join(f"{name} = {str(exports).lower()}\n" for name in EXPORTS)
    parts = (SITE, SEARCH.format(search=str(search).lower()), f"[exports]\n{switches}")
    (folder / "site.toml").write_text("\n".join(parts), encoding="utf-8")


def write_site(folder: Path, size: int, *, seed: int) -> None:
    """Write a site into a folder, the same bytes for the same size and seed."""
    folder.mkdir(parents=True)
    write_settings(folder, exports=False, search=False)
    for document in make_corpus(size, seed):
        write_document(folder / "content", document, unquoted=AS_TYPED)
