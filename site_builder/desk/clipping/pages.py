"""A saved or fetched page → the article in it, what its head says of it, and what was left out.

The door to trafilatura and lxml, which take a quarter of a second to load.
"""

import re
from collections import Counter
from collections.abc import Iterator
from configparser import ConfigParser
from datetime import tzinfo
from urllib.parse import urljoin

import trafilatura
from lxml import html as lxml_html
from lxml.etree import ParserError, _Comment, _Element, _ProcessingInstruction
from msgspec.structs import replace
from trafilatura.settings import Document, use_config

from site_builder.desk.clipping.blocks import join_blocks
from site_builder.desk.clipping.clip import check_complexity, finish_clip
from site_builder.desk.clipping.page_text import write_markdown
from site_builder.desk.clipping.parts import Clip, Matter, Reading, Told, Unreadable
from site_builder.desk.clipping.pasted import read_above
from site_builder.desk.clipping.written_dates import read_written_date
from site_builder.model.html import BLOCKS
from site_builder.reading.characters import CONTROL
from site_builder.reading.prose import Renderer

_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe", "object"})
LONG = 40
"""Code points of a line that stands in an article by no chance."""

_LINKED_DATE = {
    "published": ("article:published_time", "datePublished", "date", "dc.date.issued"),
    "updated": ("article:modified_time", "dateModified", "og:updated_time"),
}


def read_page(page: str, url: str, zone: tzinfo) -> Clip:
    """Find the article of a page; raise `Unreadable` where there is none.

    `url` is where it was fetched from; empty for a saved file.
    """
    page = CONTROL.sub("", page)
    try:
        tree = lxml_html.document_fromstring(page or "<p></p>")
        found = _extracted(page, url)
    except (ParserError, ValueError, RecursionError):
        raise Unreadable("the page cannot be read as HTML") from None
    if found is None or found.body is None:
        raise Unreadable("no article was found in the page")
    blocks = write_markdown(found.body)
    if not blocks:
        raise Unreadable("no article was found in the page")
    check_complexity(join_blocks(blocks))
    matter, taken = _matter(found, tree, url)
    reading = read_above(Reading(matter=matter, blocks=blocks, taken=taken))
    left_out = tuple(_left_out(tree, blocks, reading.matter))
    return finish_clip(replace(reading, dropped=(*reading.dropped, *left_out)), zone)


def _extracted(page: str, url: str) -> Document | None:
    found = trafilatura.bare_extraction(
        page,
        url=url or None,
        favor_recall=True,
        include_comments=False,
        include_formatting=True,
        include_links=True,
        config=_any_length(),
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    return found if isinstance(found, Document) else None


def _any_length() -> ConfigParser:
    """Let short articles be articles: what is taken for one else is all that a page holds."""
    config = use_config()
    for name in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        config.set("DEFAULT", name, "1")
    return config


def _matter(
    found: Document, tree: lxml_html.HtmlElement, url: str
) -> tuple[Matter, tuple[Told, ...]]:
    """Read what the head of a page says of its article."""
    published = _head_date(tree, "published") or read_written_date(found.date or "")
    updated = _head_date(tree, "updated")
    topics = ",".join((*(found.tags or ()), *(found.categories or ()))).split(",")
    picture = found.image or ""
    matter = Matter(
        title=" ".join((found.title or "").split()),
        published=published,
        updated=updated if updated != published else "",
        authors=tuple(filter(None, (name.strip() for name in (found.author or "").split(";")))),
        publisher=_publisher(found),
        source=_address(found.url or url, url),
        language=(tree.get("lang") or "").replace("_", "-"),
        summary=" ".join((found.description or "").split()),
        topics=tuple(dict.fromkeys(topic.strip() for topic in topics if topic.strip())),
        extra=(("picture", picture),) if picture else (),
    )
    return matter, tuple(_told(matter))


def _publisher(found: Document) -> str:
    """Give the name of a page's publisher; its host alone is none."""
    name = (found.sitename or "").strip()
    hosts = {(found.hostname or "").lower(), _host(found.url or "")}
    return "" if name.lower().removeprefix("www.") in hosts else name


def _told(matter: Matter) -> Iterator[Told]:
    for key in ("title", "published", "updated", "publisher", "source", "language", "summary"):
        if value := getattr(matter, key):
            yield Told(key, value)
    yield from (Told("author", name) for name in matter.authors)
    yield from (Told("topics", topic) for topic in matter.topics)
    yield from (Told(key, str(value)) for key, value in matter.extra)


def _address(found: str, url: str) -> str:
    """Give the page's own address, unless it names another host than it was fetched from."""
    whole = urljoin(url, found)
    return whole if not url or _host(whole) == _host(url) else url


def _host(url: str) -> str:
    return url.split("/")[2].removeprefix("www.").lower() if url.count("/") > 1 else ""


def _head_date(tree: lxml_html.HtmlElement, key: str) -> str:
    """Read a date that a page says of itself, with its time where it has one."""
    for name in _LINKED_DATE[key]:
        for written in _said(tree, name):
            if day := read_written_date(written):
                return day
    return ""


def _said(tree: lxml_html.HtmlElement, name: str) -> Iterator[str]:
    for meta in tree.iter("meta"):
        if name in (meta.get("property"), meta.get("name"), meta.get("itemprop")):
            yield meta.get("content") or ""
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            yield from re.findall(rf'"{name}"\s*:\s*"([^"]{{4,40}})"', script.text or "")


def _left_out(
    tree: lxml_html.HtmlElement, blocks: tuple[str, ...], matter: Matter
) -> Iterator[Told]:
    """List the lines of a page that stand neither in the article nor in its front matter."""
    markdown = join_blocks(blocks)
    text = Renderer("sanitize").render(markdown, path="", line=1, name="page")[0].text
    lines = Counter(" ".join(line.split()) for line in text.split("\n"))
    whole = " ".join(text.split())
    for line in _lines(tree):
        if line in lines:
            is_kept = lines[line] > 0
            lines[line] -= 1
        else:
            is_kept = len(line) > LONG and line in whole
        if not is_kept and line not in {matter.title, matter.summary, *matter.authors}:
            yield Told("not of the article", line)


def _lines(tree: lxml_html.HtmlElement) -> Iterator[str]:
    run: list[str] = []
    for sign in (*_pieces(tree), None):
        if sign is not None:
            run.append(sign)
            continue
        line = " ".join("".join(run).split())
        run = []
        if line:
            yield line


def _pieces(root: _Element) -> Iterator[str | None]:
    """Go through the text of a page; None stands where a line begins or ends."""
    # Not by recursion: pages nest deeper than functions may.
    stack: list[_Element | str | None] = [root]
    while stack:
        top = stack.pop()
        if not isinstance(top, _Element):
            yield top
            continue
        if isinstance(top, _Comment | _ProcessingInstruction) or top.tag in _UNSEEN:
            continue
        if top.tag == "pre":
            lines = "".join(map(str, top.itertext())).split("\n")
            stack += [part for line in reversed(lines) for part in (None, line)]
            continue
        border = [None] if top.tag in BLOCKS or top.tag in ("br", "body") else []
        children: list[_Element | str | None] = [*border, top.text or ""]
        for child in top:
            children += [child, child.tail or ""]
        stack += reversed([*children, *border])
