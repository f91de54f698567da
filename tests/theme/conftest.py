"""The built-in theme as sites use it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.writing.assets import ThemeFolder
from site_builder.writing.templates import Templates
from tests.theme.made_up.names import SITE
from tests.theme.reading import reading_site

THEME = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="session")
def theme() -> Path:
    """Give the folder of the theme."""
    return THEME


@pytest.fixture(scope="session")
def templates() -> Templates:
    """Make the templates of a site that has none of its own."""
    return Templates([ThemeFolder(THEME, "theme:")], site=SITE)


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the example site with one article more; give the address of its front page."""
    with reading_site(tmp_path_factory.mktemp("reading")) as address:
        yield address
