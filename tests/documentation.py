"""The pages of the documentation, taken apart: blocks of code, tables, and the site they make."""

import importlib.util
import re
import shutil
from pathlib import Path
from typing import NamedTuple

from site_builder.desk.start import start_site

ROOT = Path(__file__).parent.parent


SITE = ROOT / "docs" / "site"
"""What the documentation has as a site of its own."""


class Example(NamedTuple):
    """A block of code in a page of the documentation."""

    language: str
    path: str
    """Where in a site it is a file; empty when it is none."""

    content: str


def examples(document: str) -> list[Example]:
    """List the blocks of code of a page."""
    text = (ROOT / document).read_text(encoding="utf-8")
    blocks = re.findall(r"^(`{3,})(\w*) ?(\S*)\n(.*?)^\1$", text, re.DOTALL | re.MULTILINE)
    return [Example(language, path, content) for _, language, path, content in blocks]


def start_documented(document: str, site: Path) -> None:
    """Begin a site and put the files of a page into it."""
    list(start_site(site))
    (site / "content/static").mkdir()
    (site / "content/static/bell.svg").write_text("<svg/>", encoding="utf-8")
    (site / "templates/assets/fonts").mkdir(parents=True)
    (site / "templates/assets/fonts/desk-serif.woff2").write_bytes(b"wOF2")
    for example in examples(document):
        if example.path:
            file = site / example.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(example.content, encoding="utf-8")


def gather_documents(folder: Path) -> Path:
    """Copy the site of the documentation into a new folder, and gather its pages there."""
    shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns("content", "output", ".*"))
    spec = importlib.util.spec_from_file_location("gather", SITE / "gather.py")
    assert spec is not None
    assert spec.loader is not None
    gathering = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(gathering)
    gathering.gather(folder)
    return folder


def rows(document: str, marker: str) -> dict[str, list[list[str]]]:
    """Give the rows of each table that a comment `<!-- marker: name -->` stands before, by name."""
    text = (ROOT / document).read_text(encoding="utf-8")
    tables = re.findall(rf"<!-- {marker}:? ?(.*?) -->\n\n((?:\|.*\n)+)", text)
    return {
        name: [
            [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            for line in table.splitlines()[2:]
        ]
        for name, table in tables
    }


def words(cell: str) -> list[str]:
    """List what stands in code marks in a cell."""
    return re.findall(r"`([^`]+)`", cell)
