"""What the tests of watching share: a site whose files are edited."""

from pathlib import Path

import pytest


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Make a site with two articles."""
    articles = tmp_path / "site" / "content" / "articles"
    articles.mkdir(parents=True)
    for name in ("x.md", "y.md"):
        (articles / name).write_text("old", encoding="utf-8")
    (tmp_path / "site" / "site.toml").write_text("title = 'old'", encoding="utf-8")
    return tmp_path / "site"
