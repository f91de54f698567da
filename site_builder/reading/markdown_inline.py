"""Text with inline markup of the plainest kind, or none → elements at once.

Python-Markdown tries each of its sixteen inline patterns on every text, which takes more than half
of its time. Most texts of an article hold no sign of markup, and most others only links, wiki links
and emphasis without anything in them: these are read here, to the same elements.
"""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from site_builder.model.target import KINDS

ANY = "any"
"""Stands before the id of a wiki link that does not say what kind of thing it means."""

_SIGN = re.compile(r"[`\\\[<&*_=]")
_LINE_BREAK = "  \n"

_PLAIN = r"[^`\\\[\]<>&*_=\x02]"
_WORDS = rf"(?=\S)(?!\^){_PLAIN}{{1,1000}}+(?<=\S)"
_ID = r"[^`\\\[\]<>&*_=|\n\x02]{1,300}+"
_ADDRESS = r"[^\s()<>\[\]\"'`\\\x02]{1,2000}+"
# The first sign is found by itself, for that is quick; what stands before it is looked at then.
_SIMPLE = re.compile(
    r"[*\[](?:"
    rf"(?<=\*)(?<![\w*]\*)(?P<second>\*?)(?P<stressed>{_WORDS})\*(?P=second)(?![\w*])"
    rf"|(?<=\[)(?<!!\[)(?P<words>{_WORDS})\]\((?P<address>{_ADDRESS})\)"
    rf"|(?<=\[)(?<!!\[)\[(?P<id>{_ID})(?:\|(?P<said>{_PLAIN}{{0,1000}}+))?\]\](?!\()"
    r")"
)


class WikiLink(InlinePattern):
    r"""`[[id]]`, `[[kind:id]]` and `[[id|words]]`; in a table the sign between is `\|`."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self) -> None:
        # `[[1]](https://…)` is a link whose words are `[1]`.
        words = r"(?:\\?\|(?P<words>[^\[\]]{0,1000}))?"
        super().__init__(rf"(?<![\\!])\[\[(?P<id>[^\[\]|\\\n\x02]{{1,300}}){words}\]\](?!\()")

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Python-Markdown's name)
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element | None, int | None, int | None]:
        """Make a link of a match."""
        if not m["id"].strip():
            return None, None, None
        return _wiki_link(m["id"], m["words"]), m.start(), m.end()


def _wiki_link(target: str, words: str | None) -> Element:
    target = target.strip()
    kind, _, id_ = target.partition(":")
    link = Element("a", {"href": target if kind in KINDS else f"{ANY}:{target}"})
    link.text = (words or "").strip() or AtomicString(id_ if kind in KINDS else target)
    return link


class Inline(InlineProcessor):
    """Reads inline markup; hands to Python-Markdown what holds more than its plainest forms."""

    def __init__(self, md: Markdown, abbreviations: Mapping[str, str]) -> None:
        super().__init__(md)
        self.abbreviations = abbreviations

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Read the texts of a tree of blocks."""
        # What is marked as read is not searched for abbreviations afterwards.
        if not self.abbreviations:
            settled = [_is_settled(element) for element in list(tree.iter())]
            if all(settled):
                return tree
        return super().run(tree, ancestors)


def _is_settled(element: Element) -> bool:
    """Mark the text of a block, and what follows it, as read, if it can be read here."""
    if element.tail and not isinstance(element.tail, AtomicString):
        if _SIGN.search(element.tail) or _LINE_BREAK in element.tail:
            return False
        element.tail = AtomicString(element.tail)
    text = element.text
    if not text or isinstance(text, AtomicString):
        return True
    if _LINE_BREAK in text:
        return False
    if not _SIGN.search(text):
        element.text = AtomicString(text)
        return True
    return _read_simple(element, text)


def _read_simple(element: Element, text: str) -> bool:
    found = list(_SIMPLE.finditer(text))
    starts = [0, *(match.end() for match in found)]
    ends = [*(match.start() for match in found), len(text)]
    between = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    if any(_SIGN.search(piece) for piece in between):
        return False
    element.text = AtomicString(between[0])
    for place, (match, tail) in enumerate(zip(found, between[1:], strict=True)):
        child = _element(match)
        child.text = AtomicString(child.text)
        child.tail = AtomicString(tail)
        element.insert(place, child)
    return True


def _element(match: re.Match[str]) -> Element:
    if match["stressed"]:
        child = Element("strong" if match["second"] else "em")
        child.text = match["stressed"]
    elif match["address"]:
        child = Element("a", {"href": match["address"]})
        child.text = match["words"]
    else:
        child = _wiki_link(match["id"], match["said"])
    return child
