"""The text of an HTML file to its elements, what they refer to, and what is wrong with them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from itertools import pairwise
from typing import Literal

import msgspec

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track")
).union(("wbr",))

# What a browser would close a paragraph for, or move out of where it was written.
FLOW_ONLY = frozenset(
    ("address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset")
).union(
    ("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
    ("main", "menu", "nav", "ol", "p", "pre", "section", "table", "ul"),
)
PARENTS: Mapping[str, frozenset[str]] = {
    "li": frozenset({"ol", "ul", "menu"}),
    "dt": frozenset({"dl", "div"}),
    "dd": frozenset({"dl", "div"}),
    "tr": frozenset({"thead", "tbody", "tfoot", "table"}),
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
    "caption": frozenset({"table"}),
    "summary": frozenset({"details"}),
    "figcaption": frozenset({"figure"}),
}
NOWHERE = frozenset(("style", "iframe", "object", "embed", "base", "form", "svg", "math"))
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
DATA_BLOCKS = frozenset({"application/json", "application/ld+json"})
NAMED_BY_ID = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for")

ADDRESSES = ("action", "background", "cite", "data", "formaction", "href", "ping", "poster", "src")

Use = Literal["link", "asset", "canonical", "moved"]


class Element(msgspec.Struct, frozen=True):
    """A tag that opens an element, as it is written."""

    name: str
    attributes: Mapping[str, str]
    """Values with entities decoded; that of an attribute without one is empty."""

    above: tuple[str, ...]
    """Names of the elements that are open around it, the outermost first."""

    line: int


class Reference(msgspec.Struct, frozen=True):
    """An address in a page, as it is written, and what a browser does with it."""

    use: Use
    """A `link` is followed by readers alone, an `asset` is loaded with the page."""

    address: str
    line: int


class Document(msgspec.Struct, frozen=True):
    """One HTML file."""

    elements: tuple[Element, ...]
    faults_of_nesting: tuple[str, ...]

    @property
    def ids(self) -> list[str]:
        """Every id, in the order of the file."""
        return [e.attributes["id"] for e in self.elements if "id" in e.attributes]

    def named(self, *names: str) -> list[Element]:
        """All elements of some names."""
        return [element for element in self.elements if element.name in names]


def parse(html: str) -> Document:
    """Parse a file as it is written: nothing is closed or moved that a browser would mend."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    unclosed = (f"<{name}> is never closed" for name in parser.open)
    return Document(tuple(parser.elements), (*parser.faults, *unclosed))


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.faults: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        names = Counter(name for name, _ in attrs)
        self.faults += [
            f"line {line}: <{tag}> has {name} twice" for name, count in names.items() if count > 1
        ]
        given = {name: value or "" for name, value in attrs}
        element = Element(tag, given, tuple(self.open), line)
        self.elements.append(element)
        self.faults.extend(_misplaced(element))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_drawn = "svg" in self.open
        self.handle_starttag(tag, attrs)
        if is_drawn:
            self.open.pop()
        elif tag not in VOID:
            self.faults.append(f"line {self.getpos()[0]}: <{tag}/> closes nothing in HTML")

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            last = self.open[-1] if self.open else "nothing"
            self.faults.append(f"line {self.getpos()[0]}: </{tag}> where <{last}> is open")


def _misplaced(element: Element) -> Iterator[str]:
    place = f"line {element.line}: <{element.name}>"
    if "p" in element.above and element.name in FLOW_ONLY:
        yield f"{place} inside <p>"
    parents = PARENTS.get(element.name)
    if parents and (not element.above or element.above[-1] not in parents):
        yield f"{place} inside <{element.above[-1] if element.above else ''}>"
    if element.name in ("ol", "ul", *HEADINGS) and set(element.above) & set(HEADINGS):
        yield f"{place} inside a heading"
    if element.name in ("a", "button", "summary") and {"a", "button"} & set(element.above):
        yield f"{place} inside a link or a button"


def references(document: Document) -> Iterator[Reference]:
    """List every address that a browser follows or loads."""
    for element in document.elements:
        given = element.attributes
        for name in ("href", "src", "poster", "data", "action", "formaction", "background"):
            if name in given:
                yield Reference(_use(element, name), given[name], element.line)
        for candidate in given.get("srcset", "").split(","):
            if candidate.strip():
                yield Reference("asset", candidate.split()[0], element.line)
        if element.name == "meta" and given.get("http-equiv", "").lower() == "refresh":
            target = given["content"].partition("url=")[2]
            yield Reference("moved", target, element.line)


def _use(element: Element, name: str) -> Use:
    if name != "href":
        return "asset"
    if element.name in ("a", "area"):
        return "link"
    return "canonical" if element.attributes.get("rel") == "canonical" else "asset"


def faults(document: Document) -> list[str]:
    """Tell what no page of the site may have."""
    return [
        *document.faults_of_nesting,
        *_faults_of_names(document),
        *_faults_of_headings(document),
        *_faults_of_content(document),
        *_faults_of_safety(document),
    ]


def _faults_of_names(document: Document) -> Iterator[str]:
    ids = document.ids
    for id_, count in Counter(ids).items():
        if count > 1:
            yield f'id "{id_}" stands {count} times'
        if not id_ or re.search(r"\s", id_):
            yield f'id "{id_}" is none'
    for element in document.elements:
        for name in NAMED_BY_ID:
            for id_ in element.attributes.get(name, "").split():
                if id_ not in ids:
                    yield f'line {element.line}: {name} names "{id_}", which is not there'


def _faults_of_headings(document: Document) -> Iterator[str]:
    levels = [int(heading.name[1]) for heading in document.named(*HEADINGS)]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} elements <h1>"
    if levels[:1] != [1]:
        yield f"the first heading is not <h1>: {levels[:1]}"
    for above, level in pairwise(levels):
        if level > above + 1:
            yield f"<h{level}> follows <h{above}>"


def _faults_of_content(document: Document) -> Iterator[str]:
    for element in document.elements:
        given = element.attributes
        place = f"line {element.line}: <{element.name}>"
        if element.name == "html" and not (given.get("lang") and given.get("dir")):
            yield f"{place} lacks lang or dir"
        if "lang" in given and not re.fullmatch(
            r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", given["lang"]
        ):
            yield f'{place} has lang "{given["lang"]}"'
        if "dir" in given and given["dir"] not in ("ltr", "rtl", "auto"):
            yield f'{place} has dir "{given["dir"]}"'
        if element.name == "img" and "alt" not in given:
            yield f"{place} lacks alt"
        if not given.get("href", "-").strip() or not given.get("src", "-").strip():
            yield f"{place} has an empty address"
        if element.name == "a" and "href" not in given:
            yield f"{place} leads nowhere"


def _faults_of_safety(document: Document) -> Iterator[str]:
    policy = [
        element.attributes.get("content", "")
        for element in document.named("meta")
        if element.attributes.get("http-equiv", "").lower() == "content-security-policy"
    ]
    # What the index is read with; that no other page than that of the search may, a test tells.
    allowed = "'wasm-unsafe-eval'"
    unsafe = [each for each in policy if "unsafe" in each.replace(allowed, "")]
    if len(policy) != 1 or "default-src 'none'" not in policy[0] or unsafe:
        yield f"its Content-Security-Policy is {policy}"
    for element in document.elements:
        place = f"line {element.line}: <{element.name}>"
        for name, value in element.attributes.items():
            if name.startswith("on") or name in ("style", "srcdoc", "autofocus"):
                yield f"{place} has {name}"
            scheme = re.sub(r"[\x00-\x20]", "", value).lower().partition(":")[0]
            if name in ADDRESSES and scheme in ("javascript", "vbscript", "data"):
                yield f'{place} has {name}="{value}"'
        # The theme marks its own pictures.
        is_marked = "data-drawn" in element.attributes or "svg" in element.above
        is_drawn = element.name == "svg" and is_marked
        if element.name in NOWHERE and not is_drawn:
            yield f"{place} is there"
        is_run = element.attributes.get("type", "") not in DATA_BLOCKS
        if element.name == "script" and "src" not in element.attributes and is_run:
            yield f"{place} stands in the page itself"
