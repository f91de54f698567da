"""The built-in theme as sites use it."""

from pathlib import Path

import pytest

from site_builder.writing.assets import ThemeFolder
from site_builder.writing.templates import Templates
from tests.theme.made_up.names import SITE

THEME = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="session")
def theme() -> Path:
    """Give the folder of the theme."""
    return THEME


@pytest.fixture(scope="session")
def templates() -> Templates:
    """Make the templates of a site that has none of its own."""
    return Templates([ThemeFolder(THEME, "theme:")], site=SITE)
