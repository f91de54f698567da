"""What a made-up site is like, by choices among texts, to its files and to what is asked of it."""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from site_builder.request import Request
from site_builder.writing.plan import MAKERS
from tests.drawn import draw

HERE = Path(__file__).parent
FILES = HERE / "site"
TABLES = tomllib.loads((HERE / "choices.toml").read_text(encoding="utf-8"))
PLACES: Mapping[str, list[str]] = TABLES["places"]
OPTIONS: Mapping[str, list[str]] = TABLES["options"]

CHOICES: Mapping[str, tuple[str, ...]] = {
    key: tuple(texts) for table in TABLES.values() for key, texts in table.items()
}
"""All that can be chosen, and what there is to choose from; the first is chosen to begin with."""

WORD = re.compile(r"\$(\w+)")

Chosen = Mapping[str, int]
"""For what is not as it was to begin with, which of its choices is taken."""


class Source(NamedTuple):
    """A file of the made-up site before anything is chosen."""

    path: str
    pieces: tuple[str, ...]
    """Its texts, at odd places the names of texts that are to be put there."""


@cache
def sources() -> tuple[Source, ...]:
    """Read the files of the site; each template of the theme that is not there is a plain one."""
    found = {
        path.relative_to(FILES).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(FILES.rglob("*"))
        if path.is_file()
    }
    plain = {f"templates/{maker.template}": PLAIN for maker in MAKERS.values()}
    return tuple(Source(path, tuple(WORD.split(text))) for path, text in (plain | found).items())


PLAIN = '{% extends "base.html" %}\n'


def files_of(chosen: Chosen) -> dict[str, bytes]:
    """Give the content of every file by its path from the site's folder."""
    broken, is_plain = _text("broken", chosen), not chosen.get("theme")
    files: dict[str, bytes] = {}
    for source in sources():
        text = _fill(source.pieces, chosen)
        if source.path == broken:
            text = text.replace("---\n", "---\nbroken: [\n", 1)
        path = _text(source.path, chosen) if source.path in PLACES else source.path
        if path and (not path.startswith("templates/") or path in KEPT or is_plain):
            files[path] = draw(text) if path.endswith(".png") else text.encode()
    return files


KEPT = ("templates/topic.html",)
"""What the site has of its own beside the built-in theme."""


def request_for(chosen: Chosen, site: Path, output: Path) -> Request:
    """Ask for the site as the options that are chosen have it."""
    option = {name: CHOICES[name][chosen.get(name, 0)] for name in OPTIONS}
    return Request(
        site=site,
        output=output,
        base_url=option["address"] or None,
        drafts=option["drafts"] == "yes",
        future=option["future"] == "yes",
        expired=option["expired"] == "yes",
        strict=option["strict"] == "yes",
        now=datetime.fromisoformat(option["now"]).replace(tzinfo=UTC),
        jobs=1,
    )


@contextmanager
def list_pages(length: int) -> Iterator[None]:
    """Have a page of a list show so many entries, so that a small site has long lists."""
    with pytest.MonkeyPatch.context() as patch:
        for name, module in list(sys.modules.items()):
            if name.startswith("site_builder.writing.") and hasattr(module, "LENGTH"):
                patch.setattr(module, "LENGTH", length)
        patch.setattr("site_builder.writing.pages.timeline.UNDIVIDED", length)
        yield


def _text(key: str, chosen: Chosen) -> str:
    return _fill(tuple(WORD.split(CHOICES[key][chosen.get(key, 0)])), chosen)


def _fill(pieces: tuple[str, ...], chosen: Chosen) -> str:
    return "".join(_filled(pieces, chosen))


def _filled(pieces: tuple[str, ...], chosen: Chosen) -> Iterator[str]:
    for place, piece in enumerate(pieces):
        yield _text(piece, chosen) if place % 2 else piece
