"""The pages of the site for crawlers: sitemaps (sitemaps.org 0.9) and robots.txt."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from site_builder.model.archive import Archive
from site_builder.model.config import Config
from site_builder.model.dates import EdtfDate
from site_builder.model.urls import address
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import UNINDEXED, PlannedPage
from site_builder.writing.dates import rfc3339

LONGEST = 50_000
"""Addresses that one sitemap may hold."""

LARGEST = 50 * 1024 * 1024
"""Bytes that one sitemap may have."""

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

Commits = Mapping[str, int]
"""When files of content were last committed, in seconds from 1970, by their paths."""


def sitemaps(
    pages: Iterable[PlannedPage], catalogue: Catalogue, commits: Commits
) -> Iterator[tuple[str, bytes]]:
    """Give `/sitemap.xml` and, when the site passes the limit, the parts that it then lists."""
    origin = catalogue.archive.config.origin
    archive = catalogue.archive
    listed = sorted(_listed(pages, archive))
    entries = [_entry(page, catalogue, commits) for page in listed]
    names = part_names(listed, archive)
    if not names:
        yield "sitemap.xml", _document("urlset", entries)
        return
    length = _length(listed, archive.config)
    for number, name in enumerate(names):
        yield name, _document("urlset", entries[number * length : (number + 1) * length])
    urls = (escape(origin + catalogue.address(f"/{name}")) for name in names)
    index = [f"<sitemap><loc>{url}</loc></sitemap>" for url in urls]
    yield "sitemap.xml", _document("sitemapindex", index)


def part_names(pages: Iterable[PlannedPage], archive: Archive) -> tuple[str, ...]:
    """Name the files that the pages are shared out to; none where one is enough for all."""
    listed = _listed(pages, archive)
    parts = -(-len(listed) // _length(listed, archive.config))
    return tuple(f"sitemap-{number}.xml" for number in range(1, parts + 1)) if parts > 1 else ()


def robots(catalogue: Catalogue) -> bytes:
    """Allow everything and name the sitemap."""
    config = catalogue.archive.config
    url = config.origin + catalogue.address("/sitemap.xml")
    sitemap = f"\nSitemap: {url}\n" if config.exports.sitemap else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()


def _length(listed: Sequence[PlannedPage], config: Config) -> int:
    """Say how many pages one file can hold, however their addresses are written."""
    longest = max((len(page.path.encode()) for page in listed), default=0)
    frame = len(_written(config.origin + address(config.root, "/"), "2000-01-01T00:00:00+00:00"))
    # A byte takes three signs in an address, and "&", which takes one, five in XML.
    return max(1, min(LONGEST, (LARGEST - len(_document("urlset", []))) // (frame + 5 * longest)))


def _listed(pages: Iterable[PlannedPage], archive: Archive) -> list[PlannedPage]:
    """Choose the pages that crawlers should know."""
    return [page for page in pages if _is_listed(page, archive)]


def _is_listed(page: PlannedPage, archive: Archive) -> bool:
    if page.kind in UNINDEXED or page.is_document:
        return False
    record = archive.records(page.kind).get(page.subject) if page.subject else None
    return not getattr(getattr(record, "fields", None), "draft", False)


def _entry(page: PlannedPage, catalogue: Catalogue, commits: Commits) -> str:
    url = catalogue.archive.config.origin + catalogue.address(page.path)
    return _written(url, _last_changed(page, catalogue, commits))


def _last_changed(page: PlannedPage, catalogue: Catalogue, commits: Commits) -> str | None:
    """Say when a page that is made of one file changed; None for others, and where unknown."""
    archive = catalogue.archive
    match page.kind:
        case "article":
            article = archive.articles[page.subject]
            path, updated = article.path, article.fields.updated
        case "page":
            plain = archive.pages[page.subject]
            path, updated = plain.path, plain.fields.updated
        case _:
            return None
    return _later(updated, commits.get(path), catalogue)


def _later(updated: EdtfDate | None, commit: int | None, catalogue: Catalogue) -> str | None:
    said = rfc3339(updated, catalogue.archive.config.zone) if updated else None
    if commit is None or (said and updated and updated.earliest > commit):
        return said
    return datetime.fromtimestamp(commit, UTC).isoformat()


def _written(url: str, changed: str | None) -> str:
    known = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(url)}</loc>{known}</url>"


def _document(name: str, entries: Sequence[str]) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<{name} xmlns="{NAMESPACE}">',
        *entries,
        f"</{name}>",
    ]
    return ("\n".join(lines) + "\n").encode()
