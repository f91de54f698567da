"""A passage to the selectors by which others find it (W3C Web Annotation 4.2.4 and 4.2.5)."""

from typing import Protocol

from site_builder.model.annotation import Passage
from site_builder.model.text import Located

CONTEXT = 32
"""Code points of the text that are given before a passage and after it."""


class Quoted(Protocol):
    """What names a passage by its words, as authors write it."""

    @property
    def prefix(self) -> Located | None:
        """What stands before the passage, if that was needed."""

    @property
    def suffix(self) -> Located | None:
        """What stands after it."""


def selectors(passage: Passage, text: str) -> list[dict[str, object]]:
    """Name a passage of a text by its words with their neighbours, and by its place."""
    start, end = passage.start, passage.end
    quote: dict[str, object] = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
    }
    return [quote, {"type": "TextPositionSelector", "start": start, "end": end}]


def excerpt_selectors(passage: Passage, text: str, quoted: Quoted) -> list[dict[str, object]]:
    """Name a passage of an excerpt by its words, and by no more of the rest than authors gave."""
    quote: dict[str, object] = {
        "type": "TextQuoteSelector",
        "exact": text[passage.start : passage.end],
    }
    if quoted.prefix is not None and quoted.prefix.text:
        quote["prefix"] = quoted.prefix.text
    if quoted.suffix is not None and quoted.suffix.text:
        quote["suffix"] = quoted.suffix.text
    return [quote]
