"""Drawings in SVG to the same without what could run, load or tell anything.

What a browser does not do in a picture anyway is left out: scripts, handlers, references to other
files. So are programs' notes. What would be seen and cannot be made safe is a fault of the file.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from site_builder.imaging.bounds import LARGEST_DRAWING, PictureUnusable, broken

ELEMENTS = frozenset(
    {"svg", "g", "defs", "symbol", "use", "switch", "title", "desc", "style", "view", "a"}
    | {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image"}
    | {"text", "tspan", "textPath", "marker", "clipPath", "mask", "pattern"}
    | {"linearGradient", "radialGradient", "stop", "filter"}
    | {"animate", "animateMotion", "animateTransform", "set", "mpath"}
    | {"feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix"}
    | {"feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood"}
    | {"feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feImage", "feMerge"}
    | {"feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting"}
    | {"feSpotLight", "feTile", "feTurbulence"}
)
"""By their name without a prefix; of all others, what stands in them is left out too."""

NAMESPACES = frozenset({"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"})
LINKING = frozenset({"href", "xlink:href"})
PREFIXED = frozenset({"xlink:href", "xml:space", "xml:lang"})

CARRIED = r"data:image/(?:png|jpeg|gif|webp|avif)[;,]"
INSIDE = re.compile(rf"\s*(?:#|{CARRIED})", re.IGNORECASE)
"""How an address begins that leads to no other file."""

FONT = r"data:(?:font/|application/(?:x-)?font-)\w+[;,]"
LEADING_OUT = re.compile(
    rf"(url\(\s*[\"']?)(?![\s\"']*(?:#|{CARRIED}|{FONT}))[^)\"']*", re.IGNORECASE
)
LOADING = re.compile(r"@import[^;{}]*;?|(?:image-set|src)\s*\([^)]*\)?|\\", re.IGNORECASE)
"""What in a style leads to another file, or may be written to hide that it does."""

LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px)?\s*")
LONGEST = 100_000


class Drawing(NamedTuple):
    """A drawing as it may be published."""

    width: int | None
    height: int | None
    content: bytes


def clean_drawing(content: bytes) -> Drawing:
    """Write a drawing anew with what is known to be harmless; raise `PictureUnusable`."""
    if len(content) > LARGEST_DRAWING:
        message = f"has {len(content):,} bytes; {LARGEST_DRAWING:,} of a drawing can be read"
        raise PictureUnusable(message, "save it as PNG, or draw it with less detail", "too-large")
    walk = _Walk()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    parser.EntityDeclHandler = walk.entity
    try:
        parser.Parse(content, True)  # noqa: FBT003 (the library takes it by its place)
    except (expat.ExpatError, ValueError, LookupError):
        raise broken("is no SVG that can be read to its end") from None
    return Drawing(*walk.size, "".join(walk.out).encode())


class _Walk:
    """One walk through the elements of a drawing."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.size: tuple[int | None, int | None] = (None, None)
        self._open: list[str] = []
        self._left_out = 0
        """How deep the walk is in an element that is left out."""

        self._style: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Write the tag of an element that is harmless."""
        local = name.rpartition(":")[2]
        if not self._open and (local != "svg" or ":" in name):
            raise broken("is no drawing: its first element is no svg")
        if local == "foreignObject" and not self._left_out:
            message = "holds HTML (foreignObject), which no drawing on a page may"
            raise PictureUnusable(message, "turn its text into text or paths and save it again")
        if not self._open:
            self.size = _size(attributes)
        self._open.append(name)
        if self._left_out or local not in ELEMENTS or ":" in name or _sets_links(attributes):
            self._left_out += 1
            return
        if local == "style":
            self._style = []
        kept = (
            f" {key}={quoteattr(value if key.startswith('xmlns') else _without_references(value))}"
            for key, value in attributes.items()
            if _is_harmless(key, value)
        )
        self.out.append(f"<{name}{''.join(kept)}>")

    def end(self, name: str) -> None:
        """Write the end of what was begun."""
        self._open.pop()
        if self._left_out:
            self._left_out -= 1
            return
        if self._style is not None:
            self.out.append(escape(_without_references("".join(self._style))))
            self._style = None
        self.out.append(f"</{name}>")

    def text(self, text: str) -> None:
        """Write a text, unless its element is left out."""
        if self._left_out:
            return
        if self._style is not None:
            self._style.append(text)
        else:
            self.out.append(escape(text))

    def entity(self, *_: object) -> None:
        """Refuse a file with signs of its own, which may stand for any number of others."""
        message = "declares entities, which no drawing on a page may"
        raise PictureUnusable(message, "save it as plain SVG")


def _sets_links(attributes: Mapping[str, str]) -> bool:
    """Tell whether an element changes where another leads, or what it runs."""
    name = attributes.get("attributeName", "").strip().lower()
    return name.rpartition(":")[2] == "href" or name.startswith("on")


def _is_harmless(name: str, value: str) -> bool:
    local = name.lower().rpartition(":")[2]
    if name.startswith("xmlns"):
        return value in NAMESPACES
    if local.startswith("on") or (":" in name and name not in PREFIXED):
        return False
    if local in {"href", "src"}:
        return name in LINKING and INSIDE.match(value) is not None
    return True


def _without_references(style: str) -> str:
    """Have what leads to another file lead nowhere; all else of a style stays as it is."""
    if "(" not in style and "\\" not in style and "@" not in style:
        return style
    while (left := LOADING.sub("", style)) != style:
        style = left
    return LEADING_OUT.sub(r"\1#", style)


def _size(attributes: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Give the size that a drawing asks for, in pixels, or the proportions that it has."""
    given = [_length(attributes.get(name, "")) for name in ("width", "height")]
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    sides = [_length(side) for side in box[2:]] if len(box) == len("xywh") else [None, None]
    match (*given, *sides):
        case float(width), float(height), *_:
            pass
        case float(width), None, float(wide), float(high):
            height = width * high / wide
        case None, float(height), float(wide), float(high):
            width = height * wide / high
        case None, None, float(width), float(height):
            pass
        case _:
            return None, None
    size = round(width), round(height)
    return size if min(size) >= 1 and max(size) <= LONGEST else (None, None)


def _length(written: str) -> float | None:
    found = LENGTH.fullmatch(written)
    return float(found[1]) or None if found else None
