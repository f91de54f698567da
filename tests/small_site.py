"""The files of a small site, as texts → the site, read and linked as a build does it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from textwrap import dedent

import msgspec

from site_builder.link import Files, link_site
from site_builder.linking.collect import Records, collect_names
from site_builder.linking.select import Shown
from site_builder.model.archive import Archive
from site_builder.model.article import FoundMention
from site_builder.model.entity import Entity
from site_builder.model.names import Names
from site_builder.model.problems import Problem
from site_builder.model.prose import Prose
from site_builder.model.target import Target
from site_builder.read import Packet, records_in
from site_builder.reading.article import read_article
from site_builder.reading.declared import find_declared
from site_builder.reading.records import read_record
from site_builder.reading.site import read_site
from site_builder.reading.tools import Options, Tools, make_tools
from site_builder.scan import FOLDERS, Found, Scan
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Made, Making, PlannedPage
from site_builder.writing.exports.forms import SiteExport
from site_builder.writing.exports.registry import DOCUMENTS, site_exports
from site_builder.writing.plan import MAKERS

SETTINGS = """\
title = "A small site"
base_url = "https://example.org/small/"
timezone = "Europe/Minsk"

[annotators.desk]
name = "The desk"
"""
NOW = datetime(2024, 1, 1, tzinfo=UTC)
PUBLISHED = Shown(now=NOW)
EVERYTHING = Shown(now=NOW, drafts=True, future=True, expired=True)


class SmallSite(msgspec.Struct, frozen=True):
    """A site as the makers of its pages see it."""

    archive: Archive
    proses: Mapping[str, Prose]
    """Of articles, by slug."""

    planned: tuple[PlannedPage, ...]
    """Pages and documents."""

    problems: tuple[Problem, ...]

    @property
    def pages(self) -> tuple[PlannedPage, ...]:
        """What people read."""
        return tuple(page for page in self.planned if not page.is_document)

    @property
    def making(self) -> Making:
        """What the makers of views work with, with no card made yet."""
        return Making(Catalogue(self.archive), self.proses.__getitem__)

    def make(self, path: str) -> Made:
        """Make the head and the view of the page at a path."""
        (page,) = (page for page in self.pages if page.path == path)
        return MAKERS[page.kind].make(page, self.making)

    def file(self, path: str) -> bytes:
        """Make the file for machines at a path: `/data/events.ics`, `/stories/talks/feed.xml`."""
        for page in self.planned:
            if page.is_document and page.path == path:
                return DOCUMENTS[page.kind].make(page.subject, self.making)
        (export,) = (e for e in site_exports(self.archive.config) if path in _paths(e))
        return {f"/{name}": content for name, content in export.make(self.making)}[path]


def _paths(export: SiteExport) -> set[str]:
    return {f"/{file.path}" for file in export.files}


class Read(msgspec.Struct, frozen=True):
    """What the files of a site say, each on its own."""

    packets: Mapping[str, Packet]
    proses: Mapping[str, Prose]

    @property
    def records(self) -> Records:
        """All records, in the order of their files."""
        return records_in(self.packets.values())

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the files."""
        return tuple(problem for packet in self.packets.values() for problem in packet.problems)


def small_site(
    files: Mapping[str, str], *, settings: str = SETTINGS, shown: Shown = PUBLISHED
) -> SmallSite:
    """Read and link files, by their path under `content/`.

    A text is its front matter without the lines of hyphens; after one of them comes its body.
    """
    config = read_site(settings.encode())
    read = read_all(files, drafts=shown.drafts, timezone=config.timezone)
    found = tuple(Found(path, kind_of(path), 0, 0, 0) for path in read.packets)
    linked = link_site(Files(Scan(found, ()), read.packets, {}), shown, config)
    return SmallSite(linked.catalogue.archive, read.proses, linked.pages, linked.problems)


def read_all(files: Mapping[str, str], *, drafts: bool = False, timezone: str = "UTC") -> Read:
    """Read files, entities before the articles that are searched for their names."""
    tools = tools_for(timezone=timezone, drafts=drafts)
    packets: dict[str, Packet] = {}
    for name, text in files.items():
        path = f"content/{name}"
        if kind_of(path) != "article":
            reading = read_record(kind_of(path), document(text), path, tools)
            packets[path] = Packet(b"", reading.record, reading.problems, (), reading.lost)
    records = [packet.record for packet in packets.values()]
    names = {
        record.id: (record.fields.name, *record.fields.aliases)
        for record in records
        if isinstance(record, Entity) and (drafts or not record.fields.draft)
    }
    proses: dict[str, Prose] = {}
    for name, text in files.items():
        path = f"content/{name}"
        if kind_of(path) == "article":
            found = read_article(document(text), path, tools)
            mentions: tuple[FoundMention, ...] = ()
            shared: tuple[Problem, ...] = ()
            if found.article is not None and found.written is not None:
                proses[found.article.slug] = found.prose
                mentions, shared = find_declared(found.article, found.written, names)
            problems = (*found.problems, *shared)
            packets[path] = Packet(b"", found.article, problems, mentions, found.lost)
    return Read(packets, proses)


@cache
def tools_for(*, timezone: str = "UTC", drafts: bool = False) -> Tools:
    """Make what files are read with, once for all tests."""
    return make_tools(
        Options(timezone=timezone, raw_html="sanitize", unknown_keys="error", drafts=drafts)
    )


def kind_of(path: str) -> str:
    """Say what a file under `content/` is."""
    return FOLDERS[path.split("/")[1]]


def document(text: str) -> bytes:
    """Give the bytes of a file whose front matter comes without its lines of hyphens."""
    matter, _, body = dedent(text).partition("---\n")
    return f"---\n{matter.rstrip()}\n---\n{body}".encode()


def names_of(records: Records, *withheld: Target) -> Names:
    """Gather what the ids of some records name."""
    return collect_names(records, withheld=frozenset(withheld), unreadable=frozenset())
