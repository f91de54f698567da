"""The pages of `docs/` to the content of the site that shows them: `make docs` runs it."""

import re
import shutil
import sys
from pathlib import Path

DOCUMENTS = Path(__file__).parent.parent

HEADING = re.compile(r"\A# (?P<title>.+)\n+")

OUTWARD = re.compile(r"\[(?P<words>[^\]]+)\]\(\.\./[^)]*\)")
"""A link into the repository, where the site has nothing."""

FILE_OF_CODE = re.compile(r"^(?P<fence>`{3,}\w+) \S+$", re.MULTILINE)
"""The beginning of a block of code that says which file it is, for the tests."""

OWN_ADDRESSES = {"data"}
"""Documents that have the name of a page that every site has."""


def gather(site: Path) -> None:
    """Write each document into a site's folder as a page, its heading as the title."""
    pages = site / "content" / "pages"
    shutil.rmtree(pages, ignore_errors=True)
    pages.mkdir(parents=True)
    for document in sorted(DOCUMENTS.glob("*.md")):
        text = document.read_text(encoding="utf-8")
        heading = HEADING.match(text)
        if heading is None:
            sys.exit(f"{document.name} does not begin with a heading")
        body = FILE_OF_CODE.sub(r"\g<fence>", OUTWARD.sub(r"\g<words>", text[heading.end() :]))
        slug = f"{document.stem}-files" if document.stem in OWN_ADDRESSES else document.stem
        front_matter = f"---\ntitle: {heading['title']}\nslug: {slug}\n---\n\n"
        (pages / document.name).write_text(front_matter + body, encoding="utf-8")
    for picture in DOCUMENTS.glob("*.png"):
        shutil.copy(picture, pages)


if __name__ == "__main__":
    gather(Path(__file__).parent)
