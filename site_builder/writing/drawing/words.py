"""Words to the room that they take in a picture."""

import unicodedata
from itertools import accumulate

LETTER, WIDE_LETTER = 6.6, 12.5
"""Pixels of a letter of the small type that pictures have, on the generous side."""


def width_of(text: str) -> float:
    """Say how many pixels a text takes at most, but for rare letters."""
    if text.isascii():
        return LETTER * len(text)
    return sum(LETTER if _is_narrow(sign) else WIDE_LETTER for sign in text)


def cut(text: str, longest: int) -> str:
    """Cut a text to the room of so many letters, between words where there are any."""
    room = longest * LETTER
    if width_of(text) <= room:
        return text
    widths = accumulate(map(width_of, text))
    kept = text[: sum(width <= room - WIDE_LETTER for width in widths)]
    words, space, _ = kept.rpartition(" ")
    return f"{words if space and len(words) * 2 > len(kept) else kept}…"


def _is_narrow(sign: str) -> bool:
    return sign.isascii() or unicodedata.east_asian_width(sign) not in "WF"
