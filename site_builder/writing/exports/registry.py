"""All files for machines that a site has, by what `[exports]` of `site.toml` leaves switched on."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from site_builder.model.archive import Archive
from site_builder.model.config import Config
from site_builder.model.urls import path_of
from site_builder.writing.context import PlannedPage
from site_builder.writing.exports import (
    calendars,
    changes,
    citations,
    csv_tables,
    database,
    feed,
    followthemoney,
    places,
    report,
    timelinejs,
    web_annotations,
)
from site_builder.writing.exports.forms import Document, SiteExport

SITE_EXPORTS: tuple[SiteExport, ...] = (
    feed.SITE,
    web_annotations.SITE,
    timelinejs.SITE,
    calendars.SITE,
    places.SITE,
    followthemoney.SITE,
    citations.SITE,
    csv_tables.SITE,
    database.SITE,
    report.SITE,
)
"""Those of the whole site, in the order in which `/data/` lists them."""

DOCUMENTS: Mapping[str, Document] = MappingProxyType(
    {
        document.kind: document
        for document in (
            *feed.DOCUMENTS,
            *web_annotations.DOCUMENTS,
            timelinejs.DOCUMENT,
            *citations.DOCUMENTS,
            *changes.DOCUMENTS,
        )
    }
)
"""Those of one record each, by the kind of their planned page."""


def site_exports(config: Config) -> tuple[SiteExport, ...]:
    """List the exports of the whole site that are switched on."""
    return tuple(each for each in SITE_EXPORTS if config.exports.has(each.switch))


def documents(config: Config) -> tuple[Document, ...]:
    """List the documents that are switched on."""
    return tuple(each for each in DOCUMENTS.values() if config.exports.has(each.switch))


def plan_documents(archive: Archive) -> Iterator[PlannedPage]:
    """List the documents of every record, whatever it says, so that an edit changes no plan."""
    for document in documents(archive.config):
        for id_ in archive.records(document.of):
            path = path_of(document.of, id_) + document.file.path
            yield PlannedPage(path, document.kind, id_)


def site_files(config: Config) -> tuple[str, ...]:
    """List the files of the output that exports of the whole site ask for."""
    return tuple(file.path for export in site_exports(config) for file in export.files)
