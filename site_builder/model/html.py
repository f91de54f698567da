"""Clean HTML → its tags and pieces of text, with their places in it and in what a reader sees."""

import html as entities
import re
from typing import Literal

import msgspec

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input")).union(
    ("link", "meta", "source", "track", "wbr")
)
"""Elements without content (HTML 13.1.2)."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS.union(
    ("address", "article", "aside", "blockquote", "caption", "dd", "details", "dialog", "div"),
    ("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr"),
    ("legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary"),
    ("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
)
"""Elements that begin and end a line of their own, and table cells."""

CODE = frozenset({"code", "kbd", "pre", "samp", "tt"})

# A name follows its sign at once, so `a < b` is text. What has quotation marks at odds is read up
# to its first `>` all the same: only HTML that was not cleaned holds such tags.
_BODY = r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>|[^>]*+>"""
_TOKEN = re.compile(
    rf"<(?:(/?)([A-Za-z][^\s/>]*+)(?:{_BODY})|!--(?:-?>|.*?--!?>)|[!?][^>]*+>)", re.DOTALL
)
_UNREAD = {name: re.compile(rf"</{name}\s*+>", re.IGNORECASE) for name in ("script", "style")}
"""Elements whose content is no HTML, and what ends them."""

_NAME = re.compile(r"\A</?[A-Za-z][^\s/>]*+")
_ADDED = re.compile(r"\sdata-added(?=[\s=>/])", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?")


class Place(msgspec.Struct, frozen=True, gc=False):
    """What stands around a piece of text."""

    parent: str = ""
    """Name of the innermost element; empty outside all."""

    depth: int = 0
    """Block elements around it."""

    added: bool = False
    """Inside an element with `data-added`: no part of the text."""

    code: bool = False
    """Inside code of any kind."""

    code_block: bool = False
    """Inside `<pre>`."""

    link: bool = False
    heading: bool = False


class Text(msgspec.Struct, frozen=True, gc=False):
    """A piece of text between two tags; never empty."""

    start: int
    """Where it begins in the HTML; `html[start:end]` is the piece, its entities as written."""

    end: int
    offset: int
    """Code points of the text before it; of added text, those before the addition."""

    length: int
    """Code points it has in the text a reader sees; 0 when added."""

    place: Place


class Tag(msgspec.Struct, frozen=True, gc=False):
    """One tag; `html[start:end]` is it, with its angle brackets."""

    start: int
    end: int
    name: str
    """In lower case."""

    kind: Literal["open", "close", "void"]
    offset: int
    """Code points of the text before it."""

    place: Place
    """What stands around its element, itself left out."""

    @property
    def is_border(self) -> bool:
        """Say whether no word of the text goes on across it."""
        return self.name in BLOCKS or self.name == "br"


Token = Text | Tag

_NOWHERE = Place()
_NEED_TOKENS = ("data-added", "<pre", "<script", "<style", "<P", "<S")


def tokens(html: str) -> tuple[Token, ...]:
    """Take HTML apart into tags and pieces of text, in their order.

    Comments, scripts and style sheets give no tokens, nor does the line break after `<pre>`, which
    no browser keeps (HTML 13.2.6.4.7). A tag without its counterpart is given like any other.
    """
    found: list[Token] = []
    around: list[Place] = []
    place, offset, at, unread = _NOWHERE, 0, 0, 0
    for match in _TOKEN.finditer(html):
        start, end = match.span()
        if start < unread:
            continue
        if at < start:
            found.append(piece := _text(html, at, start, offset, place))
            offset += piece.length
        at = end
        closing, name = match.groups()
        if not name:
            continue
        name = name.lower()
        if closing:
            place = _leave(name, around, place)
            found.append(Tag(start, end, name, "close", offset, place))
        elif name in VOID:
            found.append(Tag(start, end, name, "void", offset, place))
        elif name in _UNREAD and (close := _UNREAD[name].search(html, end)):
            at = unread = close.end()
        else:
            found.append(Tag(start, end, name, "open", offset, place))
            around.append(place)
            place = _enter(name, match[0], place)
            at += name == "pre" and html.startswith("\n", end)
    if at < len(html):
        found.append(_text(html, at, len(html), offset, place))
    return tuple(found)


def _text(html: str, start: int, end: int, offset: int, place: Place) -> Text:
    length = 0 if place.added else len(_decoded(html[start:end]))
    return Text(start, end, offset, length, place)


def _enter(name: str, tag: str, place: Place) -> Place:
    return Place(
        name,
        place.depth + (name in BLOCKS),
        place.added or ("data-added" in tag and _ADDED.search(tag) is not None),
        place.code or name in CODE,
        place.code_block or name == "pre",
        place.link or name == "a",
        place.heading or name in HEADINGS,
    )


def _leave(name: str, around: list[Place], place: Place) -> Place:
    """Close an element and all that is still open in it; what was never opened closes nothing."""
    if place.parent == name:
        return around.pop()
    depth = next((n for n in range(len(around) - 1, 0, -1) if around[n].parent == name), 0)
    if not depth:
        return place
    outside = around[depth - 1]
    del around[depth - 1 :]
    return outside


def words(html: str, piece: Text) -> str:
    """Give a piece of text as a reader sees it."""
    return _decoded(html[piece.start : piece.end])


def visible_text(html: str) -> str:
    """Give the `textContent` of HTML without its elements that carry `data-added`."""
    if any(sign in html for sign in _NEED_TOKENS):
        pieces = (t for t in tokens(html) if isinstance(t, Text) and t.length)
        return "".join(words(html, piece) for piece in pieces)
    return _decoded(_TOKEN.sub("", html))


def html_position(html: str, piece: Text, position: int) -> int:
    """Find the place in the HTML of a position in the text, `offset` to `offset + length`.

    An entity is never cut: it gives one or two code points, and both begin where it begins.
    """
    wanted = position - piece.offset
    source = html[piece.start : piece.end]
    if "&" not in source:
        return piece.start + wanted
    at = 0
    for entity in _ENTITY.finditer(source):
        if wanted <= entity.start() - at:
            break
        wanted -= entity.start() - at
        if wanted < len(_decoded(entity[0])):
            return piece.start + entity.start()
        wanted -= len(_decoded(entity[0]))
        at = entity.end()
    return piece.start + at + wanted


def attributes(tag: str) -> dict[str, str]:
    """Read the attributes of an opening tag, decoded; the first of two of one name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(_NAME.sub("", tag, count=1)):
        found.setdefault(name.lower(), entities.unescape(double or single or bare))
    return found


def _decoded(source: str) -> str:
    return entities.unescape(source) if "&" in source else source
