"""The page on files for machines lists those that are made, and under which licence."""

from site_builder.writing.cards import Named
from site_builder.writing.views import DataView
from tests.small_site import SETTINGS, small_site


def _view(settings: str = SETTINGS) -> DataView:
    _, view = small_site({"stories/s.md": "title: S"}, settings=settings).make("/data/")
    assert isinstance(view, DataView)
    return view


def test_files_of_the_site_are_linked_and_those_of_records_named() -> None:
    view = _view()

    linked = {file.name: file.url for file in view.files}
    named = {file.name: file.url for file in view.documents}
    assert linked["feed.json"] == "/small/feed.json"
    assert named["stories/…/feed.xml"] is None
    assert all(file.about and file.form for file in (*view.files, *view.documents))


def test_the_licence_is_named_as_people_read_it() -> None:
    titled = '[license]\nname = "CC0-1.0"\ntitle = "No rights"\nurl = "https://e.org/"'

    assert _view().license is None
    assert _view(f'{SETTINGS}[license]\nname = "CC0-1.0"').license == Named("CC0-1.0")
    assert _view(f"{SETTINGS}{titled}").license == Named("No rights", "https://e.org/")
