"""Paragraphs that a page's layout broke in two → whole again, where that is certain.

Certain is: the first half ends in the midst of a sentence and the second begins in the midst of
one, as signs and small letters show. In scripts without small letters only signs can.
"""

import re

from site_builder.desk.clipping.blocks import is_running_text, plain
from site_builder.reading.borders import is_unspaced

SHORTEST = 40
"""Code points of a first half; shorter lines may be lines of a poem or of a list."""

SHORTEST_UNSPACED = 12
"""The same where a word is a sign or two."""

SHOWN = 30
"""Code points on each side of a seam that are told."""

# No paragraph begins with these, in any script.
_GOES_ON = re.compile(r"[,;.:!?)\]،؛，、。；：！？）」』》]")
# And none ends with these.
_UNFINISHED = frozenset("，、،（「『《([")

_OPENING = "\"“„‘'«(["
_UNSPACED_SIGNS = frozenset("，、（「『《([")


def join_broken(blocks: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Put halves of paragraphs together; gives the blocks, and the words at each seam."""
    joined: list[str] = []
    seams: list[str] = []
    for block in blocks:
        if joined and _is_broken(joined[-1], block):
            before, after = plain(joined[-1])[-SHOWN:], plain(block)[:SHOWN]
            seams.append(f"…{before.lstrip()} | {after.rstrip()}…")
            joined[-1] = _put_together(joined[-1], block)
        else:
            joined.append(block)
    return tuple(joined), tuple(seams)


def _is_broken(first: str, second: str) -> bool:
    if not (is_running_text(first) and is_running_text(second)):
        return False
    before, after = plain(first), plain(second)
    if not before or not after:
        return False
    last = before[-1]
    if len(before) < (SHORTEST_UNSPACED if any(map(is_unspaced, before)) else SHORTEST):
        return False
    if last in _UNFINISHED:
        return True
    if _GOES_ON.match(after) and last.isalnum():
        return not after.startswith("..")
    # Who writes no capitals at all begins a paragraph with a small letter, too.
    is_cased = any(map(str.isupper, before))
    return (last.isalnum() or last == ",") and after.lstrip(_OPENING)[:1].islower() and is_cased


def _put_together(first: str, second: str) -> str:
    first, second = first.rstrip(), second.lstrip()
    before, after = plain(first)[-1], plain(second)[0]
    unspaced = is_unspaced(before) or before in _UNSPACED_SIGNS
    tight = _GOES_ON.match(after) or (unspaced and not after.isascii())
    return first + second if tight else f"{first} {second}"
