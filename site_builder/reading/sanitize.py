"""HTML of which nothing is known → HTML that can do no more than Markdown, and what was left out.

The only door to nh3, which parses as browsers do and writes anew what is allowed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec
import nh3

from site_builder.model.html import attributes
from site_builder.model.target import KINDS

TAGS = frozenset(
    ("a", "abbr", "address", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code")
).union(
    ("col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption"),
    ("figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark"),
    ("ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strong"),
    ("sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u"),
    ("ul", "var", "wbr"),
)

ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "*": frozenset({"dir", "id", "lang", "title"}),
    "a": frozenset({"href"}),
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"cite", "datetime"}),
    "details": frozenset({"open"}),
    "img": frozenset({"alt", "height", "src", "width"}),
    "ins": frozenset({"cite", "datetime"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "pre": frozenset({"data-language"}),
    "q": frozenset({"cite"}),
    "section": frozenset({"data-added"}),
    "sup": frozenset({"data-added"}),
    "td": frozenset({"align", "colspan", "rowspan"}),
    "th": frozenset({"align", "colspan", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
}
"""By tag; those of `*` are allowed on all."""

ADDRESSES = frozenset({"cite", "href", "src"})
"""Attributes that hold an address."""

SCHEMES = frozenset({"any", "http", "https", "mailto", *KINDS})

DROPPED_WITH_CONTENT = frozenset(
    ("embed", "iframe", "math", "noembed", "noframes", "noscript", "object", "script", "select")
).union(("style", "svg", "template", "textarea", "title", "xmp"))
"""Elements whose content is no text of the article."""

_TAG = re.compile(r"<([A-Za-z][^\s/>]*)(?:[^<>\"']{1,1000}+|\"[^\"]{0,2000}\"|'[^']{0,2000}')*+>?")
_CITE = re.compile(r' cite="[^"]*"')
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IGNORED = re.compile(r"^[\x00-\x20]+|[\t\n\r]")


class Removed(msgspec.Struct, frozen=True):
    """Something that was left out of a text for safety."""

    what: str
    """As one would name it: `<script>`, `onclick`, `javascript:`."""

    written: str
    """How it begins in the source, upper and lower case aside, to find it there."""


class Sanitizer:
    """Cleans HTML; made once, since reading the rules takes longer than cleaning a short text."""

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        """Allow classes by tag, and no others."""
        self._classes = {tag: frozenset(names) for tag, names in classes.items()}
        self._cleaner = nh3.Cleaner(
            tags=TAGS,
            clean_content_tags=DROPPED_WITH_CONTENT,
            attributes=ATTRIBUTES,
            allowed_classes=self._classes,
            url_schemes=SCHEMES,
            # What links carry beyond their address is for the page to say.
            link_rel=None,
        )

    def clean(self, html: str) -> str:
        """Leave out whatever is not allowed."""
        clean = self._cleaner.clean(html)
        # The library checks the addresses that a browser follows, and this is none of them.
        return _TAG.sub(_without_foreign_cite, clean) if " cite=" in clean else clean

    def first_removed(self, html: str) -> Removed | None:
        """Find the first thing in HTML that is not allowed, comments left aside."""
        return next(self._removals(html), None)

    def _removals(self, html: str) -> Iterator[Removed]:
        for match in _TAG.finditer(html):
            tag = match[1].lower()
            if tag not in TAGS:
                yield Removed(f"<{tag}>", f"<{tag}")
                continue
            for name, value in attributes(match[0]).items():
                yield from self._removals_of(tag, name, value)

    def _removals_of(self, tag: str, name: str, value: str) -> Iterator[Removed]:
        if name == "class":
            known = self._classes.get(tag, frozenset())
            yield from (Removed(f'class "{w}"', w) for w in value.split() if w not in known)
        elif name not in ATTRIBUTES["*"] and name not in ATTRIBUTES.get(tag, ()):
            yield Removed(name, f"{name}=")
        elif name in ADDRESSES and (scheme := foreign_scheme(value)):
            yield Removed(f"{scheme}:", value.strip()[:20])


def _without_foreign_cite(tag: re.Match[str]) -> str:
    if foreign_scheme(attributes(tag[0]).get("cite", "")):
        return _CITE.sub("", tag[0])
    return tag[0]


def foreign_scheme(address: str) -> str:
    """Give the scheme of an address, in lower case, if it is none that links may have.

    A browser skips white space and control characters before and inside a scheme (URL 4.4).
    """
    scheme = _SCHEME.match(_IGNORED.sub("", address))
    if scheme is None or scheme[1].lower() in SCHEMES:
        return ""
    return scheme[1].lower()
