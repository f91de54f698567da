"""A page to the `meta` elements of its head: Open Graph, and Highwire's for reference managers."""

from collections.abc import Iterator

from site_builder.model.dates import EdtfDate
from site_builder.model.target import Target
from site_builder.writing.cards import Picture
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.metadata.things import Described, iso
from site_builder.writing.views import Property


def open_graph(page: Described, catalogue: Catalogue) -> Iterator[Property]:
    """Say how a link to a page is previewed (ogp.me)."""
    config = catalogue.archive.config
    yield Property("og:type", "article" if page.kind == "article" else "website")
    yield Property("og:title", page.title)
    yield Property("og:url", page.url)
    yield Property("og:site_name", config.title)
    if page.description:
        yield Property("og:description", page.description)
    # Its form wants a country, which few languages of pages say.
    language, _, region = config.language.partition("-")
    if region.isalpha() and len(region) == len("GB"):
        yield Property("og:locale", f"{language.lower()}_{region.upper()}")
    if (picture := _picture(page, catalogue)) is not None:
        yield Property("og:image", config.origin + picture.url)
        yield Property("og:image:alt", picture.alt)
    if page.kind == "article":
        topics = catalogue.archive.articles[page.subject].fields.topics
        yield from (Property("article:tag", topic) for topic in topics)


def _picture(page: Described, catalogue: Catalogue) -> Picture | None:
    if page.kind not in {"article", "entity", "story"}:
        return None
    return catalogue.picture(Target(page.kind, page.subject))


def citation(slug: str, url: str, catalogue: Catalogue) -> Iterator[Property]:
    """Say how the original of an article is cited; a page whose original has no address is it."""
    fields = catalogue.archive.articles[slug].fields
    card = catalogue.article(slug)
    yield Property("citation_title", card.title)
    yield from (Property("citation_author", author) for author in fields.authors)
    if card.publisher is not None:
        yield Property("citation_publisher", card.publisher.label)
    if date := _slashed(fields.published):
        yield Property("citation_publication_date", date)
    yield Property("citation_language", card.language)
    yield Property("citation_public_url", fields.source or url)
    yield from (Property("citation_keywords", topic) for topic in fields.topics)


def _slashed(date: EdtfDate | None) -> str | None:
    """Write a date as 2023/03/01, 2023/03 or 2023: as far as it is known."""
    written = iso(date)
    return written[: len("2023-03-01")].replace("-", "/") if written else None
