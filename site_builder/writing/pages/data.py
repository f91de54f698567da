"""The page that lists and explains the files for machines."""

from collections.abc import Iterator

from site_builder.model.urls import FOLDERS
from site_builder.writing.cards import Named
from site_builder.writing.context import Made, Making, PlannedPage, make_head
from site_builder.writing.exports.forms import Described
from site_builder.writing.exports.registry import documents, site_exports
from site_builder.writing.views import DataField, DataFile, DataView

PATH = "/data/"


def make_data(page: PlannedPage, making: Making) -> Made:
    """Show every file that is switched on, those of the whole site first."""
    config = making.archive.config
    license_ = config.license
    view = DataView(
        files=tuple(_files(making)),
        documents=tuple(
            _show(d.file, f"{FOLDERS[d.of]}/…/{d.file.path}", None) for d in documents(config)
        ),
        license=Named(license_.title or license_.name, license_.url) if license_ else None,
    )
    return make_head(page, making.catalogue.say("Data"), making), view


def _files(making: Making) -> Iterator[DataFile]:
    for export in site_exports(making.archive.config):
        for file in export.files:
            yield _show(file, file.path, making.catalogue.address(f"/{file.path}"))
    for own in making.archive.config.own:
        for path, about in own.files.items():
            url = making.catalogue.address(f"/{path}")
            yield DataFile(name=path, url=url, form=None, about=about, fields=())


def _show(file: Described, name: str, url: str | None) -> DataFile:
    fields = tuple(DataField(name=field.name, about=field.about) for field in file.fields)
    return DataFile(name=name, url=url, form=file.form, about=file.about, fields=fields)
