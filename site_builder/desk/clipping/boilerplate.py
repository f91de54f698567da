"""Blocks of a clip that are the page's and not the article's: advertisements, invitations, buttons.

A block goes only when all of it reads like a line of `boilerplate.txt`; what goes is told.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from site_builder.desk.clipping.blocks import heading_words, plain
from site_builder.desk.clipping.parts import Told

RULES = Path(__file__).with_suffix(".txt")
NETWORKS = (
    "(?:facebook|twitter|telegram|whatsapp|linkedin|reddit|e-?mail|pinterest|instagram|vk|viber"
    "|вконтакте|одноклассники|threads|bluesky|mastodon|flipboard|tumblr|messenger|print|copy link"
    "|微信|微博|qq空间)"
)
SHORT = r"[^.!?。！？؟]{0,140}[.!?]?"
LISTS = "further reading"
"""What a list of nothing but links belongs to when it stands below its heading."""

_ITEM = re.compile(r"[ \t]*(?:(?:[*+-]|\d+[.)]|>)[ \t]+)?")
_EDGES = re.compile(r"^[^\w(（©]+|[^\w.!?。！？)）:：]+$")
_ONLY_LINK = re.compile(r"[ \t]*(?:[*+-]|\d+[.)])[ \t]+\[[^\[\]]*\]\([^()\s]*\)[ \t]*")


def without_boilerplate(blocks: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Told, ...]]:
    """Leave out what is no part of an article; gives what is left, and what went."""
    kept: list[str] = []
    dropped: list[Told] = []
    is_below_heading = False
    for block in blocks:
        kind = boilerplate(block)
        if not kind and is_below_heading and all(map(_ONLY_LINK.fullmatch, block.split("\n"))):
            kind = LISTS
        is_below_heading = kind == LISTS
        if kind:
            dropped.append(Told(kind, block))
        else:
            kept.append(block)
    return tuple(kept), tuple(dropped)


def boilerplate(block: str) -> str:
    """Say what kind of boilerplate a block is; empty for the article's own text."""
    if block.startswith(("```", "~~~", "    ")):
        return ""
    if heading := heading_words(block):
        kind = _kind(heading)
        return kind if kind == LISTS else ""
    lines = [plain(_ITEM.sub("", line, count=1)) for line in block.split("\n")]
    kinds = [_kind(line) for line in lines if line]
    return kinds[0] if kinds and all(kinds) else ""


def _kind(line: str) -> str:
    bare = _EDGES.sub("", line)
    return next((kind for kind, rule in _rules() if bare and rule.fullmatch(bare)), "")


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_read_rules(RULES.read_text(encoding="utf-8")))


def _read_rules(text: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, _, pattern = line.partition(": ")
            pattern = pattern.replace("NETWORK", NETWORKS).replace("REST", SHORT)
            yield kind, re.compile(pattern, re.IGNORECASE)
