"""Pages of a small site, as the built-in theme writes them."""

from pathlib import Path

from site_builder.theme import theme_folders
from site_builder.writing.context import make_site
from site_builder.writing.plan import MAKERS
from site_builder.writing.templates import Templates
from tests.small_site import SmallSite

NOWHERE = Path("/nonexistent")
"""The folder of a site without a theme of its own."""


def press(site: SmallSite) -> Templates:
    """Compile the theme for a site."""
    return Templates(theme_folders(NOWHERE), site=make_site(site.making.catalogue))


def printed(site: SmallSite, path: str, templates: Templates) -> str:
    """Write the page at a path."""
    (page,) = (page for page in site.pages if page.path == path)
    head, view = site.make(path)
    return templates.render(MAKERS[page.kind].template, page=head, view=view)
