"""The latest articles of the site, a story or an entity, as Atom (RFC 4287) and JSON Feed 1.1."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Literal, NamedTuple
from uuid import NAMESPACE_URL, uuid5

import msgspec

from site_builder.model.article import Article
from site_builder.model.target import Target
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Making
from site_builder.writing.dates import rfc3339
from site_builder.writing.exports.encoding import json_file, xml_attribute, xml_text
from site_builder.writing.exports.forms import Described, Document, Field, SiteExport

LATEST = 50
"""Articles that the feed of the site holds."""

LATEST_OF_ONE = 20
"""Articles that the feed of a story or an entity holds."""

EPOCH = "1970-01-01T00:00:00Z"
"""When a feed without entries was updated: never."""

VERSION = "https://jsonfeed.org/version/1.1"


class Feed(NamedTuple):
    """What a feed tells of itself, and its articles."""

    id: str
    title: str
    description: str
    path: str
    """Of the folder that it lies in, which is that of the page it belongs to."""

    articles: tuple[Article, ...]
    """Newest first; all of them known to the day."""


def atom_feed(feed: Feed, catalogue: Catalogue) -> bytes:
    """Write a feed as Atom."""
    stamps = (_updated(article, catalogue) for article in feed.articles)
    entries = (_piece("atom", article, _entry, catalogue) for article in feed.articles)
    return atom_document(feed, "feed.xml", filter(None, stamps), entries, catalogue)


def atom_document(
    feed: Feed,
    name: str,
    stamps: Iterable[tuple[int, str]],
    entries: Iterable[bytes],
    catalogue: Catalogue,
) -> bytes:
    """Put entries of Atom and the times at which they changed into a feed of that name."""
    config = catalogue.archive.config
    updated = max(stamps, default=(0, EPOCH))[1]
    home = config.origin + catalogue.address(feed.path)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={xml_attribute(config.language)}>',
        f"<title>{xml_text(feed.title)}</title>",
        *([f"<subtitle>{xml_text(feed.description)}</subtitle>"] if feed.description else []),
        f"<id>{feed.id}</id>",
        f"<link href={xml_attribute(home)}/>",
        f'<link rel="self" href={xml_attribute(home + name)}/>',
        f"<updated>{updated}</updated>",
        f"<author><name>{xml_text(config.title)}</name></author>",
    ]
    return b"\n".join((*(line.encode() for line in lines), *entries, b"</feed>\n"))


def json_feed(feed: Feed, catalogue: Catalogue) -> bytes:
    """Write a feed as JSON Feed."""
    config = catalogue.archive.config
    home = config.origin + catalogue.address(feed.path)
    items = [_piece("jsonfeed", article, _item, catalogue) for article in feed.articles]
    about = {"description": feed.description} if feed.description else {}
    return json_file(
        {
            "version": VERSION,
            "title": feed.title,
            "home_page_url": home,
            "feed_url": f"{home}feed.json",
            **about,
            "authors": [{"name": config.title, "url": config.origin + catalogue.address("/")}],
            "language": config.language,
            "items": [msgspec.Raw(item) for item in items],
        }
    )


def stable_id(name: str) -> str:
    """Make an id that stays when the site moves to another domain or folder."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def site_feed(catalogue: Catalogue) -> Feed:
    """Gather the latest articles of the site."""
    archive = catalogue.archive
    config = archive.config
    # Not `values`, which would be fetched all together where they are not at hand.
    articles = _latest((archive.articles[slug] for slug in archive.articles), LATEST, catalogue)
    return Feed(stable_id(config.title), config.title, config.description, "/", articles)


def feed_of(target: Target, catalogue: Catalogue) -> Feed:
    """Gather the latest articles that belong to a story or name an entity."""
    archive = catalogue.archive
    record = archive.records(target.kind)[target.id]
    every = (archive.articles[p.id] for p in archive.related("articles", target))
    return Feed(
        # The file's path, since the id of a record may be written otherwise some day.
        stable_id(f"{archive.config.title}: {record.path}"),
        f"{catalogue.named(target).label} · {archive.config.title}",
        getattr(record.fields, "summary", None) or "",
        catalogue.path(target),
        _latest(every, LATEST_OF_ONE, catalogue),
    )


def _latest(articles: Iterable[Article], most: int, catalogue: Catalogue) -> tuple[Article, ...]:
    """Take the first that are known to the day, for Atom has no form for the others."""
    return tuple(islice((a for a in articles if _updated(a, catalogue)), most))


def _updated(article: Article, catalogue: Catalogue) -> tuple[int, str] | None:
    """Say when an article last changed: for sorting, in seconds from 1970, and as written."""
    for date in (article.fields.updated, article.fields.published):
        stamp = rfc3339(date, catalogue.archive.config.zone) if date is not None else None
        if date is not None and stamp is not None:
            return date.earliest, stamp
    return None


Make = Callable[[Article, Catalogue], bytes]


def _piece(name: str, article: Article, make: Make, catalogue: Catalogue) -> bytes:
    target = Target("article", article.slug)
    return catalogue.piece(name, target, partial(make, article, catalogue))


class _Told(NamedTuple):
    """What both forms tell of an article."""

    id: str
    published: str | None
    updated: str | None
    names: tuple[str, ...]
    """Who wrote it: its authors, or else its publisher."""


def _tell(article: Article, catalogue: Catalogue) -> _Told:
    config, fields = catalogue.archive.config, article.fields
    publisher = catalogue.article(article.slug).publisher
    updated = _updated(article, catalogue)
    return _Told(
        # The site's title, since every site may have an article at `content/articles/welcome.md`.
        stable_id(f"{config.title}: {article.path}"),
        rfc3339(fields.published, config.zone) if fields.published else None,
        updated[1] if updated else None,
        fields.authors or ((publisher.label,) if publisher else ()),
    )


def _entry(article: Article, catalogue: Catalogue) -> bytes:
    fields, told = article.fields, _tell(article, catalogue)
    card = catalogue.article(article.slug)
    url = catalogue.archive.config.origin + card.url
    original = f'<link rel="via" href={xml_attribute(fields.source)}/>' if fields.source else ""
    lines = [
        f"<entry xml:lang={xml_attribute(card.language)}>",
        f"<title>{xml_text(card.title)}</title>",
        f"<id>{told.id}</id>",
        f"<link href={xml_attribute(url)}/>",
        original,
        f"<published>{told.published}</published>" if told.published else "",
        f"<updated>{told.updated}</updated>",
        *(f"<author><name>{xml_text(name)}</name></author>" for name in told.names),
        f"<summary>{xml_text(fields.summary)}</summary>" if fields.summary else "",
        *(f"<category term={xml_attribute(topic)}/>" for topic in fields.topics),
        "</entry>",
    ]
    return "\n".join(filter(None, lines)).encode()


def _item(article: Article, catalogue: Catalogue) -> bytes:
    fields, told = article.fields, _tell(article, catalogue)
    card = catalogue.article(article.slug)
    known = {
        "external_url": fields.source,
        "summary": fields.summary,
        "date_published": told.published,
        "date_modified": told.updated,
    }
    item = {
        "id": told.id,
        "url": catalogue.archive.config.origin + card.url,
        "title": card.title,
        # The standard wants one; the text itself is its publisher's.
        "content_text": fields.summary or card.title,
        **{name: value for name, value in known.items() if value},
        "authors": [{"name": name} for name in told.names],
        "tags": fields.topics,
        "language": card.language,
    }
    return msgspec.json.encode(item)


WRITERS: Mapping[str, Callable[[Feed, Catalogue], bytes]] = {
    "feed.xml": atom_feed,
    "feed.json": json_feed,
}


def _make_site(making: Making) -> Iterator[tuple[str, bytes]]:
    feed = site_feed(making.catalogue)
    for name, write in WRITERS.items():
        yield name, write(feed, making.catalogue)


def _make_document(kind: str, name: str, id_: str, making: Making) -> bytes:
    return WRITERS[name](feed_of(Target(kind, id_), making.catalogue), making.catalogue)


FORMS = {"feed.xml": "Atom (RFC 4287)", "feed.json": "JSON Feed 1.1"}

FIELDS = (
    Field(
        "id", "stays when the site moves to another address, and when the article’s slug changes"
    ),
    Field("title, summary", "of the article; the text itself is its publisher’s"),
    Field("published, updated", "only where known to the day"),
    Field("author", "its authors, or else its publisher"),
    Field("category, tags", "its topics"),
    Field("link via, external_url", "the original"),
)

ABOUT = {
    "site": f"The latest {LATEST} articles.",
    "story": f"The latest {LATEST_OF_ONE} articles of one story.",
    "entity": f"The latest {LATEST_OF_ONE} articles that name one person, organisation or place.",
}


def _described(name: str, of: str) -> Described:
    return Described(path=name, form=FORMS[name], about=ABOUT[of], fields=FIELDS)


SITE = SiteExport(
    switch="feeds",
    files=tuple(_described(name, "site") for name in FORMS),
    made_from=frozenset({"articles", "entities"}),
    make=_make_site,
)

KINDS: tuple[Literal["story", "entity"], ...] = ("story", "entity")

DOCUMENTS = tuple(
    Document(
        switch="feeds",
        of=kind,
        file=_described(name, kind),
        make=partial(_make_document, kind, name),
    )
    for kind in KINDS
    for name in FORMS
)
