"""Blocks of plain lines → paragraphs at once, and an end to blocks that stand too deep."""

import re
from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from site_builder.reading.markdown_limits import DEEPEST

# Every line begins with a letter or a sign that opens nothing in Markdown.
_ODD_LINE = re.compile(r"^(?![^\W\d_]|[\"“„‘«¿¡…(])", re.MULTILINE)


class TooDeepError(Exception):
    """Raised when lists and quotes stand inside each other beyond all sense."""


class PlainParagraph(BlockProcessor):
    """Takes a block of plain lines for the paragraph that it is, before all others look at it."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.paragraph = parser.blockprocessors["paragraph"]

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        """Say whether nothing but a paragraph can come of a block."""
        if len(self.parser.state) > DEEPEST:
            raise TooDeepError
        return _ODD_LINE.search(block) is None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Add the paragraph."""
        self.paragraph.run(parent, blocks)
