"""The documentation is a site that the builder builds strictly."""

from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.request import Request
from tests.documentation import ROOT, gather_documents


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gather the documents in a copy of the site, and build it."""
    folder = gather_documents(tmp_path_factory.mktemp("docs") / "site")
    report = build(Request(site=folder, strict=True, jobs=1))[0]
    assert report.problems == ()
    return folder


def test_every_document_is_a_page_that_the_front_page_lists(site: Path) -> None:
    front_page = (site / "output" / "index.html").read_text(encoding="utf-8")

    for document in (ROOT / "docs").glob("*.md"):
        title = document.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        assert f">{title}</a>" in front_page


def test_code_of_documents_is_shown_as_code(site: Path) -> None:
    page = (site / "output" / "format" / "index.html").read_text(encoding="utf-8")

    assert "````" not in page
    assert '<pre class="code" data-language=' in page
