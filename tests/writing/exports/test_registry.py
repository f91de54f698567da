"""Every file for machines that is registered keeps what all of them have promised."""

import msgspec
import pytest

from site_builder.model.config import Config, ExportOptions
from site_builder.writing.exports.alternates import FEEDS, OF_PAGES
from site_builder.writing.exports.forms import SiteExport
from site_builder.writing.exports.registry import DOCUMENTS, SITE_EXPORTS
from tests.small_site import SETTINGS, small_site
from tests.writing.exports.hostile import DRAFT, EXCERPT, hostile_site

SWITCHES = [field.name for field in msgspec.structs.fields(ExportOptions) if field.name != "own"]
SITE_FILES = [file.path for export in SITE_EXPORTS for file in export.files]
FEW = {
    "articles/a.md": "title: A",
    "entities/e.md": "name: E\ntype: person",
    "stories/s.md": "title: S",
}
IDS = {"article": "a-script", "entity": "e-script", "story": "t-script"}


@pytest.mark.parametrize("export", SITE_EXPORTS, ids=lambda export: export.switch)
def test_an_export_makes_the_files_that_it_names(export: SiteExport) -> None:
    made = [path for path, _ in export.make(hostile_site().making)]

    assert made == [file.path for file in export.files]


def test_no_two_exports_make_the_same_file() -> None:
    assert len(set(SITE_FILES)) == len(SITE_FILES)
    assert len({export.switch for export in SITE_EXPORTS}) == len(SITE_EXPORTS)


@pytest.mark.parametrize("path", SITE_FILES)
def test_a_file_of_the_site_holds_nothing_that_is_withheld_and_is_made_the_same_twice(
    path: str,
) -> None:
    site = hostile_site()

    made = site.file(f"/{path}")

    assert DRAFT.encode() not in made
    assert EXCERPT.encode() not in made
    assert site.file(f"/{path}") == made


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_holds_nothing_that_is_withheld_and_is_made_the_same_twice(kind: str) -> None:
    document, making = DOCUMENTS[kind], hostile_site().making

    every = {id_: document.make(id_, making) for id_ in making.archive.records(document.of)}

    assert not [id_ for id_, made in every.items() if DRAFT.encode() in made]
    assert not [id_ for id_, made in every.items() if EXCERPT.encode() in made]
    assert document.make(IDS[document.of], hostile_site().making) == every[IDS[document.of]]


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_is_planned_for_every_record_that_is_shown(kind: str) -> None:
    site = hostile_site()

    planned = {page.subject for page in site.planned if page.kind == kind}

    assert planned == site.archive.records(DOCUMENTS[kind].of).keys()


@pytest.mark.parametrize("switch", SWITCHES)
def test_what_is_switched_off_is_not_made(switch: str) -> None:
    off = small_site(FEW, settings=f"{SETTINGS}[exports]\n{switch} = false\n")

    made = {page.kind for page in off.planned if page.is_document}
    listed = {file.name for file in off.make("/data/")[1].files}  # type: ignore[union-attr]

    assert made == {kind for kind, each in DOCUMENTS.items() if each.switch != switch}
    assert listed == {
        file.path for export in SITE_EXPORTS if export.switch != switch for file in export.files
    }


@pytest.mark.parametrize("kind", OF_PAGES)
def test_heads_link_to_documents_that_there_are(kind: str) -> None:
    documents = {(d.of, d.file.path, d.switch) for d in DOCUMENTS.values()}
    site_files = {(file.path, export.switch) for export in SITE_EXPORTS for file in export.files}

    assert {(kind, linked.name, linked.switch) for linked in OF_PAGES[kind]} <= documents
    assert {(linked.name, linked.switch) for linked in FEEDS} <= site_files


def test_every_switch_is_one_that_can_be_asked_for() -> None:
    exports = Config(title="", base_url=CONFIG.base_url).exports

    asked = {*(e.switch for e in SITE_EXPORTS), *(d.switch for d in DOCUMENTS.values())}
    assert asked <= set(SWITCHES)
    assert all(exports.has(switch) for switch in asked)


CONFIG = small_site({}).archive.config
