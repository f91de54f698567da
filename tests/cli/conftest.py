"""Small sites that commands are tried on: one that is good, one with problems of every kind."""

from pathlib import Path

import pytest

from tests.site.builds import write_site

GOOD = {
    "articles/a.md": "---\ntitle: Article\npublished: 2023-03-01\n---\n\nWords.\n",
    "articles/draft.md": "---\ntitle: Draft\ndraft: true\n---\n\nWords.\n",
    "articles/future.md": "---\ntitle: Future\npublished: 2025-01-01\n---\n\nWords.\n",
    "articles/expired.md": "---\ntitle: Expired\nexpires: 2023-01-01\n---\n\nWords.\n",
    "pages/about.md": "---\ntitle: About\n---\n\nWords.\n",
}
BROKEN = {
    "articles/статья.md": "---\ntitle: Статья\nentities: [нет-такого]\n---\n\nСлова.\n",
    "articles/文章.md": "---\ntitle: 文章\npublished: 明天\n---\n\n文字。\n",
    "articles/a.md": "---\ntitel: Article\n---\n\nWords <script>x</script>.\n",
}


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """Write a site without a fault."""
    return write_site(tmp_path / "good", GOOD)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Write a site with three errors in three scripts, and two warnings."""
    return write_site(tmp_path / "broken", BROKEN)
