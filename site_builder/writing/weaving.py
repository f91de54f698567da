"""The HTML of a text to that of a page: passages marked, names and links leading somewhere."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import pairwise, takewhile
from typing import Literal
from urllib.parse import unquote

import msgspec

from site_builder.model.archive import Archive
from site_builder.model.html import Tag, Text, attributes, html_position, tokens
from site_builder.model.prose import Prose
from site_builder.model.target import Target
from site_builder.model.urls import path_of
from site_builder.writing.cards import Picture
from site_builder.writing.catalogue import Catalogue

STRUCTURE = frozenset(
    {"", "blockquote", "dd", "div", "dl", "figure", "li", "ol", "section", "ul"}
    | {"colgroup", "table", "tbody", "tfoot", "thead", "tr"}
)
"""Elements in which white space alone makes no words; in a table a mark would even move it."""


OUTER = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
"""How the address of a link begins that is none inside the site."""


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text to be put between tags; cut where elements begin and end."""

    start: int
    end: int
    rank: Literal[0, 1]
    """0 for marks, 1 for links, which stand inside of marks and never in each other."""

    first: str
    """The opening tag of its first piece."""

    opening: str
    """The opening tag of every other piece."""

    closing: str
    after: str = ""
    """What follows its last piece, outside of any link."""


class Stretch(msgspec.Struct, frozen=True):
    """One element at the top of a text, or the white space between two; its HTML and its end."""

    html: str
    end: int
    """Code points of the text up to its end."""

    is_element: bool
    is_added: bool
    """Whether it is no part of the text, as footnotes are not."""


def weave_prose(prose: Prose, path: str, catalogue: Catalogue, *, origin: str = "") -> str:
    """Make the links of a text lead somewhere; `path` is the file it stands in.

    With the `origin` of the site they lead there from anywhere.
    """
    if not prose.links and not prose.images:
        return prose.html
    stretches = weave(prose, path, catalogue, (), origin=origin)
    return "".join(stretch.html for stretch in stretches)


def weave(
    prose: Prose,
    path: str,
    catalogue: Catalogue,
    spans: tuple[Span, ...],
    *,
    origin: str = "",
) -> tuple[Stretch, ...]:
    """Put spans and links into a text, and part it between the elements at its top.

    A span's pieces never cross the border of an element, so elements stay properly nested.
    """
    weaver = _Weaver(prose.html, spans, _Links(path, catalogue, origin))
    return tuple(weaver.stretches())


class _Links:
    """Where the links and pictures of one file lead."""

    def __init__(self, path: str, catalogue: Catalogue, origin: str) -> None:
        self._path = path
        self._catalogue = catalogue
        self._origin = origin
        self._is_open: list[bool] = []

    def rewrite(self, tag: Tag, source: str) -> str:
        """Give a tag with the address of what it names; a link to nothing shown loses its tags."""
        if tag.name == "img":
            return self._image(source)
        if tag.name != "a":
            return source
        if tag.kind == "close":
            is_open = self._is_open.pop() if self._is_open else True
            return source if is_open else ""
        given = attributes(source)
        href = given.get("href", "")
        is_footnote = given.get("class", "").startswith("footnote-")
        if not href or is_footnote or OUTER.match(href):
            self._is_open.append(True)
            return source
        address = self._address(href)
        self._is_open.append(address is not None)
        return "" if address is None else _tag("a", {**given, "href": address})

    def _address(self, href: str) -> str | None:
        catalogue, names = self._catalogue, self._catalogue.archive.names
        spot = names.link(href, self._path)
        if spot is None:
            return None
        # A `#place` is written out too: notes stand on other pages than their article's.
        if spot.target is None:
            path = spot.path
        elif names.is_shown(spot.target):
            path = catalogue.path(spot.target)
        else:
            return None
        if spot.fragment and "#" not in path:
            path += f"#{spot.fragment}"
        return self._origin + catalogue.address(path)

    def _image(self, source: str) -> str:
        given = attributes(source)
        src = unquote(given.get("src", ""))
        folder = file_folder(self._path, self._catalogue.archive)
        picture = self._catalogue.image(self._path, src, folder)
        if self._origin:
            # Elsewhere it stands in other pages, of which nothing is known.
            return _tag("img", {**given, "src": self._origin + picture.url})
        return _tag("img", {**given, **image_attributes(picture, given), "src": picture.url})


def image_attributes(picture: Picture, given: Mapping[str, str]) -> dict[str, str]:
    """Say how large a picture is and which sizes there are; a width or a height stays as given."""
    said = {"loading": "lazy", "decoding": "async"}
    sides = {"width": picture.width, "height": picture.height}
    if picture.width and picture.height:
        ratio = picture.width / picture.height
        match given.get("width", ""), given.get("height", ""):
            case width, "" if width.isdecimal():
                sides = {"width": int(width), "height": round(int(width) / ratio)}
            case "", height if height.isdecimal():
                sides = {"width": round(int(height) * ratio), "height": int(height)}
            case written if any(written):
                # Of a width in other measures the height is not known.
                sides = {}
        said |= {name: str(side) for name, side in sides.items() if name not in given}
    if picture.srcset and picture.sizes:
        width = given.get("width", "")
        said |= {"srcset": picture.srcset}
        said |= {"sizes": f"{width}px" if width.isdecimal() else picture.sizes}
    return said


def file_folder(path: str, archive: Archive) -> str:
    """Give the folder of the site in which the pictures beside a content file are put."""
    target: Target | None = archive.names.by_file.get(path)
    return path_of(*target) if target else "/"


def _tag(name: str, given: dict[str, str]) -> str:
    return f"<{name} " + " ".join(f'{key}="{escape(value)}"' for key, value in given.items()) + ">"


class _Weaver:
    """One walk through the tokens of a text with the spans that are open."""

    def __init__(self, html: str, spans: tuple[Span, ...], links: _Links) -> None:
        self._html = html
        self._links = links
        # The first is the last of the list. Of equal ones the first stays the first.
        self._waiting = sorted(spans, key=lambda s: (s.start, s.rank, -s.end))[::-1]
        self._open: list[Span] = []
        self._seen: set[int] = set()
        self._after: list[str] = []
        self._out: list[str] = []

    def stretches(self) -> Iterator[Stretch]:
        """Go through the text, giving out what is done whenever an element at its top ends."""
        is_added, end = False, 0
        for token in tokens(self._html):
            if isinstance(token, Text):
                self._text(token)
                end = token.offset + token.length
            else:
                is_top = token.is_border and not token.place.parent
                if token.kind != "close" and is_top:
                    yield from self._stretch(end, is_element=False, is_added=False)
                    is_added = " data-added" in self._html[token.start : token.end]
                self._out.append(self._links.rewrite(token, self._html[token.start : token.end]))
                if token.name == "a" and token.kind == "close":
                    self._flush()
                if token.kind != "open" and is_top:
                    yield from self._stretch(end, is_element=True, is_added=is_added)
        yield from self._stretch(end, is_element=False, is_added=False)

    def _stretch(self, end: int, *, is_element: bool, is_added: bool) -> Iterator[Stretch]:
        if self._out:
            yield Stretch("".join(self._out), end, is_element, is_added)
            self._out.clear()

    def _text(self, piece: Text) -> None:
        source = self._html[piece.start : piece.end]
        stop = piece.offset + piece.length
        is_plain = not piece.length or (piece.place.parent in STRUCTURE and source.isspace())
        if not self._open and (not self._waiting or self._waiting[-1].start >= stop):
            self._out.append(source)
        elif is_plain:
            self._out.append(source)
            self._pass(stop)
        else:
            self._mark(piece, stop)

    def _pass(self, stop: int) -> None:
        """Open and close what begins and ends in white space that is not marked."""
        while self._waiting and self._waiting[-1].start < stop:
            self._open.append(self._waiting.pop())
        self._end(stop)

    def _mark(self, piece: Text, stop: int) -> None:
        borders = {piece.offset, stop}
        # Those that wait are in order, the first of them last.
        near = takewhile(lambda span: span.start < stop, reversed(self._waiting))
        for span in (*self._open, *near):
            borders.update(place for place in (span.start, span.end) if piece.offset < place < stop)
        within: list[Span] = []
        for start, end in pairwise(sorted(borders)):
            while self._waiting and self._waiting[-1].start <= start:
                self._open.append(self._waiting.pop())
            self._open.sort(key=lambda span: (span.rank, span.start, -span.end))
            wanted = [span for span in self._open if span.rank == 0 or not piece.place.link]
            self._change(within, wanted, is_in_link=piece.place.link)
            within = wanted
            first, last = (html_position(self._html, piece, place) for place in (start, end))
            self._out.append(self._html[first:last])
            self._end(end)
        self._change(within, [], is_in_link=piece.place.link)

    def _change(self, within: list[Span], wanted: list[Span], *, is_in_link: bool) -> None:
        """Close and open tags so that the next words stand within the wanted spans."""
        kept = 0
        while kept < min(len(within), len(wanted)) and within[kept] is wanted[kept]:
            kept += 1
        self._out.extend(span.closing for span in reversed(within[kept:]))
        if not is_in_link:
            self._flush()
        for span in wanted[kept:]:
            self._out.append(span.opening if id(span) in self._seen else span.first)
            self._seen.add(id(span))

    def _end(self, place: int) -> None:
        for span in [span for span in self._open if span.end <= place]:
            self._open.remove(span)
            self._after.append(span.after)

    def _flush(self) -> None:
        self._out.extend(self._after)
        self._after.clear()
