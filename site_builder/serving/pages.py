"""A page's HTML to what a tab compares to know whether it shows the latest, and the script."""

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import msgspec

from site_builder.serving.files import digest_of, digest_of_file, path_inside, read_path
from site_builder.serving.live import ServedSite

CLIENT = "/__live__/"
"""Where the server's own files are, beside the site and whatever its root: a root can change
while tabs are open, and is not known before the first good build."""

SHOWS = re.compile(rb"<(?:img|link|script|source|video|audio|track)\b[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""\b(?P<name>href|src|srcset|poster|rel)\s*=\s*(?P<quote>["'])(?P<value>.*?)(?P=quote)""",
    re.IGNORECASE | re.DOTALL,
)
END = re.compile(rb"</(?:head|body)\s*>", re.IGNORECASE)


class Sheet(msgspec.Struct, frozen=True, array_like=True):
    """A stylesheet that a page links."""

    href: str
    """As the page writes it."""

    digest: str
    """Of its bytes; empty when there is no such file of the site."""


class PageState(msgspec.Struct, frozen=True):
    """All that makes a page look as it does, in short."""

    content: str
    """A digest of the HTML, but for the names of its stylesheets, and of what it shows."""

    sheets: tuple[Sheet, ...] = ()
    """In the order of the page."""


def state_of(page: bytes, url: str, site: ServedSite | None) -> PageState:
    """Say in short what a page is like; `url` is its path, against which its links are read."""
    rest = bytearray()
    sheets: list[Sheet] = []
    shown: list[str] = []
    end = 0
    for found in SHOWS.finditer(page):
        values = _attributes(found[0])
        href = values.get("href", "")
        if "stylesheet" in values.get("rel", "").lower().split():
            sheets.append(Sheet(href, _digest_of_link(href, url, site)))
            rest += page[end : found.start()]
            end = found.end()
        shown.extend(_digest_of_link(link, url, site) for link in _shown_by(values))
    rest += page[end:]
    return PageState(digest_of(b"\0".join((rest, *map(str.encode, shown)))), tuple(sheets))


def with_client(page: bytes, state: PageState) -> bytes:
    """Put the script that keeps a page up to date into its head."""
    written = html.escape(msgspec.json.encode(state).decode())
    script = f'<script type="module" src="{CLIENT}client.js" data-state="{written}"></script>\n'
    found = END.search(page)
    place = found.start() if found else len(page)
    return page[:place] + script.encode() + page[place:]


def _attributes(tag: bytes) -> dict[str, str]:
    text = tag.decode(errors="replace")
    return {
        found["name"].lower(): html.unescape(found["value"]) for found in ATTRIBUTE.finditer(text)
    }


def _shown_by(values: dict[str, str]) -> Iterator[str]:
    """Yield the addresses of pictures and scripts; what a `link` names is not seen by itself."""
    yield from (values[name] for name in ("src", "poster") if name in values)
    # A comma may be part of an address; one before a space ends a candidate.
    for candidate in re.split(r",\s+", values.get("srcset", "")):
        yield from candidate.split()[:1]


def _digest_of_link(link: str, url: str, site: ServedSite | None) -> str:
    try:
        target = urlsplit(urljoin(url, link))
    except ValueError:
        return ""
    parts = None if target.netloc or target.scheme else read_path(target.path)
    path = path_inside(site, parts) if site and parts else None
    return digest_of_file(site, path) if site and path else ""
