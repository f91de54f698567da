"""The page on which readers look for words."""

from site_builder.model.texts import marked
from site_builder.writing.context import Made, Making, PlannedPage, make_head
from site_builder.writing.search.places import INDEX
from site_builder.writing.views import SearchView

PATH = "/search/"

TITLE = marked("Search")


def make_search(page: PlannedPage, making: Making) -> Made:
    """Say where the index is; what is found in it a script shows."""
    catalogue = making.catalogue
    view = SearchView(index=catalogue.address(f"/{INDEX}"))
    return make_head(page, catalogue.say(TITLE), making), view
