"""Markdown of which nothing is known → Markdown that is safe and reads the same.

Scripts, handlers and foreign schemes go; links get whole addresses or, where they can have none,
become their words; pictures that lie elsewhere become links; no sign does what only this
project's Markdown lets it do.
"""

import re
from urllib.parse import urljoin

from site_builder.desk.clipping.blocks import plain
from site_builder.desk.clipping.parts import Told
from site_builder.model.html import attributes
from site_builder.reading.sanitize import (
    ADDRESSES,
    ATTRIBUTES,
    DROPPED_WITH_CONTENT,
    TAGS,
    foreign_scheme,
)

SHOWN = 80
"""Code points of something dangerous that are told."""

_DROPPED = "|".join(sorted(DROPPED_WITH_CONTENT))
_ADDRESS = (
    r"(?:<[^<>\n]{0,2000}+>|[^\s()<>]{0,4000}+(?:\([^\s()<>]{0,500}+\)[^\s()<>]{0,2000}+){0,5})"
)
_TITLE = r"(?:\s+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?"
_WORDS = r"(?:[^\[\]\\`<]|\\.|\[[^\[\]\n]{0,500}+\]|<[^<>\n]{0,500}+>|`[^`\n]{0,500}+`){0,1000}+"
_TOKEN = re.compile(
    r"(?P<fence>^ {0,3}(?P<fence_sign>`{3,}|~{3,})[^\n`]*\n.*?^ {0,3}(?P=fence_sign)[ \t]*$)"
    rf"|(?P<element><(?P<name>{_DROPPED})\b[^>]{{0,2000}}>.*?</(?P=name)\s*>)"
    r"|(?P<comment><!--.{0,20000}?-->)"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>(?<!`)(?P<ticks>`+)(?:(?!\n\s*\n).){1,5000}?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<autolink><[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]{0,2000}>)"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9:-]{0,60}(?=[\s/>])"
    r"(?:[^<>\"']{1,1000}+|\"[^\"]{0,2000}+\"|'[^']{0,2000}+'){0,50}+>)"
    r"|(?P<wiki>!?\[\[(?:[^\[\]|\n]{0,300}+\|)?(?P<wiki_words>[^\[\]|\n]{1,300}+)\]\](?!\())"
    rf"|!\[(?P<alt>[^\[\]]{{0,1000}}+)\]\((?P<image>{_ADDRESS}){_TITLE}\s*\)"
    rf"|\[(?P<words>(?:!\[[^\[\]]{{0,1000}}+\]\({_ADDRESS}{_TITLE}\s*\)|{_WORDS}))\]"
    rf"\(\s*(?P<link>{_ADDRESS}){_TITLE}\s*\)"
    rf"|(?P<definition>^ {{0,3}}\[(?P<label>[^\[\]\n^]{{1,200}}+)\]:[ ]*\n?[ ]*(?P<target>\S+)[ ]*"
    r"(?:(?P<mark>[\"'])[^\n]*(?P=mark)|\([^\n]*\))?[ ]*$)"
    r"|(?P<abbreviation>^\*\[(?=[^\]\n]+\][ ]?:))"
    r"|(?P<footnote>\[\^(?P<note>[^\]\s]{1,100})\](?P<colon>:?))"
    r"|(?P<brace>\{)",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_LINKED_IMAGE = re.compile(rf"!\[(?P<alt>[^\[\]]{{0,1000}}+)\]\({_ADDRESS}{_TITLE}\s*\)")


def make_safe(markdown: str, source: str) -> tuple[str, tuple[Told, ...]]:
    """Make a text safe; gives what was left out. `source` is the address that links start from."""
    cleaner = _Cleaner(
        source, frozenset(re.findall(r"^ {0,3}\[\^([^\]\s]+)\]:", markdown, re.MULTILINE))
    )
    return _TOKEN.sub(cleaner.cleaned, markdown), tuple(cleaner.dropped)


class _Cleaner:
    """One walk over a text, and what it left out."""

    def __init__(self, source: str, notes: frozenset[str]) -> None:
        self.dropped: list[Told] = []
        self._source = source
        self._notes = notes

    def cleaned(self, token: re.Match[str]) -> str:
        """Write anew what a run of signs of Markdown stands for."""
        written = token[0]
        match _kind(token):
            case "element" | "comment":
                name = token["name"]
                written = self._without(written, f"<{name.lower()}>" if name else "a comment")
            case "tag":
                written = self._tag(written)
            case "autolink" if not self._address(written):
                written = self._unlinked(written, written[1:-1])
            case "wiki":
                written = self._unlinked(written, token["wiki_words"])
            case "alt":
                written = self._image(token["alt"], token["image"])
            case "words":
                written = self._link(token)
            case "definition":
                written = self._definition(token)
            case "abbreviation" | "brace":
                written = f"\\{written}"
            case "note" if token["note"] not in self._notes:
                written = f"\\{written}"
        return written

    def _without(self, written: str, what: str) -> str:
        words = " ".join(written.split())
        self.dropped.append(Told(what, words if len(words) <= SHOWN else f"{words[:SHOWN]}…"))
        return ""

    def _tag(self, tag: str) -> str:
        name = re.match(r"</?([A-Za-z0-9:-]+)", tag)
        if name is None or name[1].lower() not in TAGS:
            return self._without(tag, f"<{name[1].lower()}>" if name else "a tag")
        if tag.startswith("</"):
            return tag
        given = attributes(tag)
        if name[1].lower() == "img":
            return self._image(given.get("alt", ""), given.get("src", ""))
        kept = {
            key: value for key, value in given.items() if _is_allowed(name[1].lower(), key, value)
        }
        for key in given.keys() - kept.keys():
            self._without(f'{key}="{given[key]}"', f"{key} of <{name[1].lower()}>")
        if kept == given:
            return tag
        written = "".join(f' {key}="{_attribute(value)}"' for key, value in kept.items())
        return f"<{name[1]}{written}>"

    def _image(self, alt: str, address: str) -> str:
        whole = self._address(address)
        if whole and alt.strip():
            return f"[{alt}]({whole})"
        return (alt if alt.strip() else "") + self._without(address, "a picture")

    def _link(self, token: re.Match[str]) -> str:
        words = _LINKED_IMAGE.sub(lambda image: image["alt"], token["words"])
        words = _TOKEN.sub(self.cleaned, words)
        address = self._address(token["link"])
        if not plain(words):
            return self._without(token[0], "a link without words")
        if not address:
            return self._unlinked(token["link"], words)
        return f"[{words}]({address})"

    def _definition(self, token: re.Match[str]) -> str:
        address = self._address(token["target"])
        if not address:
            return self._without(token[0], "a link that leads nowhere")
        return token[0].replace(token["target"], address, 1)

    def _unlinked(self, target: str, words: str) -> str:
        self._without(target, "a link that leads nowhere")
        return words

    def _address(self, written: str) -> str:
        """Make an address whole; empty for one that may not be followed or leads nowhere."""
        written = written.strip().removeprefix("<").removesuffix(">")
        try:
            whole = urljoin(self._source, written) if self._source else written
        except ValueError:
            return ""
        scheme = re.match(r"(https?:)//[^/\s]|(mailto:)[^/\s]", whole, re.IGNORECASE)
        if (
            scheme is None
            or foreign_scheme(whole)
            or re.search(r"[\s\x00-\x1f\x7f\"'\\^`{|}]", whole)
        ):
            return ""
        if whole.count("(") != whole.count(")"):
            whole = whole.replace("(", "%28").replace(")", "%29")
        return whole


_KINDS = (
    *("fence", "element", "comment", "escape", "code", "autolink", "tag", "wiki", "alt", "words"),
    *("definition", "abbreviation", "note", "brace"),
)


def _kind(token: re.Match[str]) -> str:
    """Say which of the groups of an expression a token is of."""
    return next(kind for kind in _KINDS if token[kind] is not None)


def _is_allowed(tag: str, key: str, value: str) -> bool:
    if key not in ATTRIBUTES["*"] and key not in ATTRIBUTES.get(tag, ()):
        return False
    return key not in ADDRESSES or re.match(r"https?://", value, re.IGNORECASE) is not None


def _attribute(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
