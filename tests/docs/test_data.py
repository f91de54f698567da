"""The page on data describes every file that is made, and its example does what it says."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from site_builder.build import build
from site_builder.model.config import ExportOptions
from site_builder.model.urls import FOLDERS
from site_builder.request import Request
from site_builder.writing.exports.forms import Described
from site_builder.writing.exports.registry import DOCUMENTS, SITE_EXPORTS
from tests.documentation import rows, start_documented, words


def _described() -> Iterator[tuple[str, Described]]:
    for export in SITE_EXPORTS:
        yield from ((file.path, file) for file in export.files)
    for document in DOCUMENTS.values():
        yield f"{FOLDERS[document.of]}/…/{document.file.path}", document.file


FILES = dict(_described())
TABLES = {
    name: table
    for names, table in rows("docs/data.md", "data").items()
    for name in names.split(", ")
}


@pytest.mark.parametrize("name", FILES)
def test_every_field_of_a_file_is_described_with_the_words_of_the_built_site(name: str) -> None:
    fields = [(field.name, field.about) for field in FILES[name].fields]

    listed = [(words(row[0])[0], row[1].replace("\\|", "|")) for row in TABLES.get(name, ())]

    assert listed == fields


def test_no_file_is_described_that_is_not_made() -> None:
    assert TABLES.keys() <= FILES.keys()


def test_every_switch_is_listed() -> None:
    listed = [words(row[0])[0] for row in rows("docs/data.md", "switches")[""]]

    assert [*listed, "own"] == [field.name for field in msgspec.structs.fields(ExportOptions)]


def test_the_examples_make_their_file_and_switch_off_what_they_say(tmp_path: Path) -> None:
    start_documented("docs/data.md", tmp_path)

    report, _ = build(Request(site=tmp_path, jobs=1))

    assert report.problems == ()
    table = (tmp_path / "output/data/people.tsv").read_text(encoding="utf-8").splitlines()
    assert table[0] == "name\tarticles"
    assert all(int(line.split("\t")[1]) > 0 for line in table[1:])
    page = (tmp_path / "output/data/index.html").read_text(encoding="utf-8")
    assert "Every person with the number of articles that name them." in page
    assert "Creative Commons Attribution 4.0" in page
    assert not (tmp_path / "output/data/events.ics").exists()
