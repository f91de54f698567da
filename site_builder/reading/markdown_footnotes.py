"""Footnotes of a text → one block after it, numbered in the order in which a reader meets them."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from site_builder.model.slugs import slugify

BACK = "\u21a9\ufe0e"
"""An arrow back; its second sign asks for it in the text's colour rather than as an emoji."""

_LABEL = r"\[\^([^\]\n]{1,100})\]"


class Footnotes(FootnoteExtension):
    """Footnotes whose ids carry the name of their text, so that a page may show several texts.

    Python-Markdown's own number them in the order of its work, and take time that grows with the
    square of their number; of it stays how definitions are read.
    """

    def __init__(self) -> None:
        self.name = ""
        self.places: dict[Element, str] = {}
        """The label of each reference in the text."""

        self.unknown: list[str] = []
        """Labels of references to footnotes that are not there."""

        super().__init__()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the steps from definitions to the block at the end."""
        self.parser, self.md = md.parser, md
        md.registerExtension(self)
        md.parser.blockprocessors.register(_Definition(self), "footnote", 17)
        md.inlinePatterns.register(_Reference(self), "footnote", 175)
        md.treeprocessors.register(_Block(self), "footnote", 50)
        md.treeprocessors.register(_Numbers(self), "footnote-numbers", 15)

    def reset(self) -> None:
        """Forget the text before."""
        super().reset()
        self.places = {}
        self.unknown = []


class _Definition(FootnoteBlockProcessor):
    # Python-Markdown's expression looks for the bracket's end through the whole text.
    RE = re.compile(rf"^ {{0,3}}{_LABEL}: *(.*)$", re.MULTILINE)


class _Reference(InlineProcessor):
    def __init__(self, footnotes: Footnotes) -> None:
        super().__init__(_LABEL)
        self.footnotes = footnotes

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Python-Markdown's name)
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element | None, int | None, int | None]:
        if m[1] not in self.footnotes.footnotes:
            self.footnotes.unknown.append(m[1])
            return None, None, None
        reference = Element("sup", {"data-added": ""})
        self.footnotes.places[reference] = m[1]
        return reference, m.start(), m.end()


class _Block(Treeprocessor):
    """Appends the footnotes before inline markup is read, so that theirs is read too."""

    def __init__(self, footnotes: Footnotes) -> None:
        super().__init__()
        self.footnotes = footnotes

    def run(self, root: Element) -> None:
        if self.footnotes.footnotes:
            block = SubElement(root, "section", {"class": "footnotes", "data-added": ""})
            notes = SubElement(block, "ol")
            for text in self.footnotes.footnotes.values():
                # A list item as parent would be taken for a tight list's.
                parent = Element("div")
                self.footnotes.parser.parseChunk(parent, text)
                SubElement(notes, "li").extend(parent)


class _Numbers(Treeprocessor):
    """Numbers references and footnotes, and links them both ways."""

    def __init__(self, footnotes: Footnotes) -> None:
        super().__init__()
        self.footnotes = footnotes

    def run(self, root: Element) -> None:
        section = root.find("section[@class='footnotes']")
        if section is None:
            return
        notes = section[0]
        items = dict(zip(self.footnotes.footnotes, list(notes), strict=True))
        references = dict(self._references_by_label(root))
        order = [*references, *(label for label in items if label not in references)]
        notes[:] = [items[label] for label in order]
        ids = _ids(order)
        for number, label in enumerate(order, 1):
            id_ = "-".join(filter(None, (self.footnotes.name, ids[label])))
            items[label].set("id", f"fn-{id_}")
            _link(references.get(label, []), items[label], number, f"-{id_}")

    def _references_by_label(self, root: Element) -> Iterator[tuple[str, list[Element]]]:
        found: dict[str, list[Element]] = {}
        for element in root.iter("sup"):
            if element in self.footnotes.places:
                found.setdefault(self.footnotes.places[element], []).append(element)
        yield from found.items()


def _ids(labels: list[str]) -> dict[str, str]:
    ids: dict[str, str] = {}
    taken = set(labels)
    for number, label in enumerate(labels, 1):
        id_ = slugify(label)
        if id_ != label and (not id_ or id_ in taken):
            id_ = f"{id_}-{number}".lstrip("-")
        taken.add(id_)
        ids[label] = id_
    return ids


def _link(references: list[Element], item: Element, number: int, id_: str) -> None:
    for count, reference in enumerate(references, 1):
        reference_id = f"fnref{id_}" if count == 1 else f"fnref{id_}-{count}"
        reference.set("id", reference_id)
        link = SubElement(reference, "a", {"class": "footnote-ref", "href": f"#fn{id_}"})
        link.text = str(number)
        if not len(item) or item[-1].tag != "p":
            SubElement(item, "p")
        # As nh3 writes it: HTML that it leaves as it was needs no search for what it removed.
        _append_text(item[-1], "&nbsp;")
        back = SubElement(item[-1], "a", {"class": "footnote-backref", "href": f"#{reference_id}"})
        back.text = BACK


def _append_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
