"""The pages of the site for crawlers: a sitemap (sitemaps.org 0.9) and robots.txt."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import PlannedPage
from site_builder.writing.dates import rfc3339

LONGEST = 50_000
"""Addresses that one sitemap may hold."""

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemaps(pages: Iterable[PlannedPage], catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Give `/sitemap.xml` and, when the site passes the limit, the parts that it then lists."""
    origin = catalogue.archive.config.origin
    listed = sorted(page for page in pages if _is_listed(page, catalogue))
    entries = [_entry(page, catalogue) for page in listed]
    parts = [entries[start : start + LONGEST] for start in range(0, len(entries), LONGEST)] or [[]]
    if len(parts) == 1:
        yield "sitemap.xml", _document("urlset", parts[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _document("urlset", part)
    urls = (escape(origin + catalogue.address(f"/{name}")) for name in names)
    index = [f"<sitemap><loc>{url}</loc></sitemap>" for url in urls]
    yield "sitemap.xml", _document("sitemapindex", index)


def robots(catalogue: Catalogue) -> bytes:
    """Allow everything and name the sitemap."""
    url = catalogue.archive.config.origin + catalogue.address("/sitemap.xml")
    return f"User-agent: *\nAllow: /\n\nSitemap: {url}\n".encode()


def _is_listed(page: PlannedPage, catalogue: Catalogue) -> bool:
    if page.kind in ("redirect", "not-found"):
        return False
    record = catalogue.archive.records(page.kind).get(page.subject) if page.subject else None
    return not getattr(getattr(record, "fields", None), "draft", False)


def _entry(page: PlannedPage, catalogue: Catalogue) -> str:
    archive = catalogue.archive
    url = escape(archive.config.origin + catalogue.address(page.path))
    fields = archive.articles[page.subject].fields if page.kind == "article" else None
    date = (fields.updated or fields.published) if fields else None
    changed = rfc3339(date, archive.config.zone) if date else None
    known = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{url}</loc>{known}</url>"


def _document(name: str, entries: list[str]) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<{name} xmlns="{NAMESPACE}">',
        *entries,
        f"</{name}>",
    ]
    return ("\n".join(lines) + "\n").encode()
