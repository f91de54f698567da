"""What the documentation says is so: its examples build, its links lead somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.build import check
from site_builder.request import Request
from tests.documentation import ROOT, examples, start_documented
from tests.test_floors import PACKAGE

DOCUMENTS = (
    "README.md",
    "ARCHITECTURE.md",
    *(f"docs/{file.name}" for file in sorted(ROOT.glob("docs/*.md"))),
)
LONGEST = {"README.md": 120, "ARCHITECTURE.md": 250}
"""Lines of the pages that a newcomer reads first."""

LARGEST_PICTURE = 250_000

DOCUMENTED = ("README.md", "docs/data.md", "docs/format.md", "docs/theming.md")
"""Pages whose examples make a site."""


@pytest.mark.parametrize("document", DOCUMENTED)
def test_the_examples_of_a_page_are_files_that_build_strictly(
    document: str, tmp_path: Path
) -> None:
    start_documented(document, tmp_path)

    report = check(Request(site=tmp_path, strict=True, jobs=1))

    assert report.problems == ()
    assert report.is_good


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_example_of_content_is_a_file(document: str) -> None:
    written = {"css", "html", "markdown", "toml", "yaml"}

    loose = [example for example in examples(document) if example.language in written]

    assert [example.content for example in loose if not example.path] == []


def test_the_architecture_names_every_module_and_no_other() -> None:
    (tree,) = (each.content for each in examples("ARCHITECTURE.md") if "cli.py" in each.content)

    modules = {file.relative_to(PACKAGE.parent).as_posix() for file in PACKAGE.rglob("*.py")}

    named = list(_modules(tree))
    assert sorted({path for path in modules if "/__" not in path} ^ set(named)) == []
    assert len(named) == len(set(named))


def _modules(tree: str) -> Iterator[str]:
    """Read the paths of modules out of a tree drawn by indentation."""
    folders: list[tuple[int, str]] = []
    for line in tree.splitlines():
        depth = len(line) - len(line.lstrip())
        while folders and folders[-1][0] >= depth:
            folders.pop()
        if folder := re.match(r" *(\w+)/", line):
            folders.append((depth, folder[1]))
        names = re.findall(r"\w+\.py\b", line)
        yield from ("/".join((*(name for _, name in folders), module)) for module in names)


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md"])
def test_a_page_for_newcomers_is_short(document: str) -> None:
    lines = (ROOT / document).read_text(encoding="utf-8").splitlines()

    assert len(lines) <= LONGEST[document]


def test_the_picture_of_a_page_is_small() -> None:
    picture = ROOT / "docs/annotated-page.png"

    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size <= LARGEST_PICTURE


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_between_pages_leads_somewhere(document: str) -> None:
    text = _prose(document)
    targets = [
        target for target in re.findall(r"\]\(([^)\s]+)\)", text) if not target.startswith("http")
    ]

    assert [target for target in targets if not _leads_somewhere(target, ROOT / document)] == []


def _prose(document: str) -> str:
    text = (ROOT / document).read_text(encoding="utf-8")
    text = re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`\n]+`", "", text)


def _leads_somewhere(target: str, page: Path) -> bool:
    path, _, anchor = target.partition("#")
    file = page.parent / path if path else page
    if not anchor:
        return file.exists()
    headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return anchor in {
        re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings
    }
