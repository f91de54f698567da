"""The latest articles as an Atom feed (RFC 4287)."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from site_builder.model.article import Article
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.dates import rfc3339

LATEST = 50
"""Articles that the feed holds."""

EPOCH = "1970-01-01T00:00:00Z"
"""When a feed without entries was updated: never."""


def atom_feed(catalogue: Catalogue) -> bytes:
    """Write the feed; articles not known to the day are left out, for Atom has no form for them."""
    archive = catalogue.archive
    config = archive.config
    entries = list(islice(_entries(catalogue), LATEST))
    updated = max(entries, key=lambda entry: entry.moment).updated if entries else EPOCH
    home = config.origin + catalogue.address("/")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(config.language)}>',
        f"<title>{escape(config.title)}</title>",
        *([f"<subtitle>{escape(config.description)}</subtitle>"] if config.description else []),
        f"<id>{stable_id(config.title)}</id>",
        f"<link href={quoteattr(home)}/>",
        f'<link rel="self" href={quoteattr(config.origin + catalogue.address("/feed.xml"))}/>',
        f"<updated>{updated}</updated>",
        f"<author><name>{escape(config.title)}</name></author>",
        *(entry.xml for entry in entries),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def stable_id(name: str) -> str:
    """Make an id that stays when the site moves to another domain or folder."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


class _Entry(NamedTuple):
    """An article of the feed."""

    moment: int
    """Of its last change, in seconds from 1970."""

    updated: str
    xml: str


def _entries(catalogue: Catalogue) -> Iterator[_Entry]:
    zone = catalogue.archive.config.zone
    for article in catalogue.archive.articles.values():
        dates = (article.fields.updated, article.fields.published)
        stamped = ((date, rfc3339(date, zone)) for date in dates if date is not None)
        changed, updated = next((each for each in stamped if each[1]), (None, None))
        if changed is not None and updated is not None:
            xml = _entry(article, updated, catalogue)
            yield _Entry(changed.earliest, updated, xml)


def _entry(article: Article, updated: str, catalogue: Catalogue) -> str:
    config = catalogue.archive.config
    date = article.fields.published
    published = rfc3339(date, config.zone) if date else None
    card = catalogue.article(article.slug)
    url = config.origin + card.url
    summary = article.fields.summary
    publisher = card.publisher.label if card.publisher else None
    names = article.fields.authors or ((publisher,) if publisher else ())
    lines = [
        f"<entry xml:lang={quoteattr(card.language)}>",
        f"<title>{escape(card.title)}</title>",
        # The title, since every site may have an article at `content/articles/welcome.md`.
        f"<id>{stable_id(f'{config.title}: {article.path}')}</id>",
        f"<link href={quoteattr(url)}/>",
        *([f"<published>{published}</published>"] if published else []),
        f"<updated>{updated}</updated>",
        *(f"<author><name>{escape(name)}</name></author>" for name in names),
        *([f"<summary>{escape(summary)}</summary>"] if summary else []),
        *(f"<category term={quoteattr(topic)}/>" for topic in article.fields.topics),
        "</entry>",
    ]
    return "\n".join(lines)
