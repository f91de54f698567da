"""Markdown → its blocks, what kind each is, and what a reader sees of a line."""

import re
from html import unescape

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"#{1,6}(?:[ \t]+(?P<words>.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r"[ \t]*(?:=+|-{2,})[ \t]*")
# What begins a line that is no running text: quotes, lists, tables, code, HTML, definitions.
_SPECIAL = re.compile(
    r"(?:[ ]{4}|\t|#{1,6}(?:[ \t]|$)|>|[*+-][ \t]|\d+[.)][ \t]|\||<|:[ \t]|\[\^?[^\]\n]+\]:"
    r"|(?:[*_-][ \t]*){3,}$|`{3}|~{3}|!\[)"
)
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(
    r"(?<!\\)\[((?:[^\[\]\\]|\\.){0,1000}+)\]\(\s*(?:<[^>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_WIKI_LINK = re.compile(r"!?\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]+)\]\]")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]+)>", re.IGNORECASE)
_STRESS = re.compile(r"(?<![\\\w*])(\*{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_STRESS_BELOW = re.compile(r"(?<![\\\w])(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_MARK = re.compile(r"(?<![\\=])==(?=\S)(.+?)(?<=\S)==(?!=)")
_NOTE = re.compile(r"\[\^[^\]\s]+\](?!:)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def split_blocks(text: str) -> tuple[str, ...]:
    """Part Markdown at its blank lines; fenced code is one block with all that is in it."""
    blocks: list[list[str]] = [[]]
    lines = text.split("\n")
    row = 0
    while row < len(lines):
        end = _fence_end(lines, row)
        if end:
            blocks += [lines[row:end], []]
            row = end
            continue
        if lines[row].strip():
            blocks[-1].append(lines[row])
        elif blocks[-1]:
            blocks.append([])
        row += 1
    return tuple("\n".join(block) for block in blocks if block)


def _fence_end(lines: list[str], row: int) -> int:
    """Say after which line the fenced code ends that begins on one; 0 where none begins."""
    opening = _FENCE.match(lines[row])
    if opening is None:
        return 0
    for place in range(row + 1, len(lines)):
        closing = lines[place].strip()
        if closing.startswith(opening[1]) and not closing.strip(opening[1][0]):
            return place + 1
    return 0


def join_blocks(blocks: tuple[str, ...]) -> str:
    """Put blocks together again, a blank line between two, a line's end after the last."""
    return "\n\n".join(blocks) + "\n" if blocks else ""


def is_running_text(block: str) -> bool:
    """Tell whether a block is a plain paragraph: no heading, list, quote, table, code or HTML."""
    lines = block.split("\n")
    return not any(_SPECIAL.match(line) or _UNDERLINE.fullmatch(line) for line in lines)


def heading_words(block: str) -> str:
    """Give the words of a block that is a heading and no more, as a reader sees them; or none."""
    lines = block.split("\n")
    if len(lines) == 1 and (heading := _HEADING.fullmatch(lines[0])):
        return plain(heading["words"] or "")
    if len(lines) == len(("words", "underline")) and _UNDERLINE.fullmatch(lines[1]):
        return "" if _SPECIAL.match(lines[0]) else plain(lines[0])
    return ""


def plain(markdown: str) -> str:
    """Give what a reader sees of a line of Markdown."""
    text = _WIKI_LINK.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub(r"\1", markdown)))
    text = _NOTE.sub("", _AUTOLINK.sub(r"\1", text))
    for pattern, words in ((_MARK, r"\1"), (_STRESS, r"\2"), (_STRESS_BELOW, r"\2")):
        text = pattern.sub(words, pattern.sub(words, text))
    return " ".join(unescape(_ESCAPE.sub(r"\1", text)).split())


def links_in(markdown: str) -> tuple[str, ...]:
    """List the http and https addresses of a line, as they are written in it."""
    return tuple(
        re.findall(r"https?://[^\s<>()\[\]\"']+(?:\([^\s()<>]*\)[^\s<>()\[\]\"']*)*", markdown)
    )
