"""The links of a text → the sources that they lead to."""

import html as entities
import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

import msgspec

from site_builder.desk.suggesting.front_matter import Item
from site_builder.model.html import visible_text
from site_builder.model.slugs import slugify

_LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


class Shelf(msgspec.Struct, frozen=True):
    """The sources of a site."""

    by_url: Mapping[str, str]
    """Their ids by address, as `address` gives it."""

    is_taken: Callable[[str], bool]
    """Tells whether a source has an id, shown or not."""


def address(url: str) -> str:
    """Give what two spellings of one address have in common."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.hostname or '').removeprefix('www.')}{path}{query}"


def find_sources(
    html: str, shelf: Shelf, told: frozenset[str], own: frozenset[str]
) -> Iterator[Item]:
    """Yield the id of each source that a text links to, or a draft of one that has no file.

    `told` are ids that the article lists; `own` are addresses that are no sources of it.
    """
    seen, made = set(told), set[str]()
    for href, words in _LINK.findall(html):
        target = entities.unescape(href)
        kind, _, rest = target.partition(":")
        known = rest if kind == "source" else shelf.by_url.get(address(target), "")
        if known:
            if known not in seen and shelf.is_taken(known):
                seen.add(known)
                yield known
        elif kind in {"http", "https"} and address(target) not in {*own, *made}:
            made.add(address(target))
            item = _draft(target, visible_text(words), shelf, seen)
            seen.add(str(item["id"]))
            yield item


def _draft(
    url: str, words: str, shelf: Shelf, taken: set[str]
) -> dict[str, str | bool | tuple[str, ...]]:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    said = " ".join(words.split())
    title = said if " " in said else f"{said}, {host}".strip(", ")
    stem = id_ = slugify(title) or slugify(host) or "source"
    number = 1
    while id_ in taken or shelf.is_taken(id_):
        number += 1
        id_ = f"{stem}-{number}"
    return {"id": id_, "type": "webpage", "title": title, "url": url, "draft": True}
