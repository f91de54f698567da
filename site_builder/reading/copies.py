"""The bytes of a saved copy → its text, folded; and words → whether they stand in it."""

import html as entities
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

import msgspec

from site_builder.model.html import BLOCKS
from site_builder.model.problems import Problem, ProblemsFound
from site_builder.model.verification import Comparison, Wanted
from site_builder.reading.characters import decode_text
from site_builder.reading.folding import fold_words
from site_builder.reading.nearest import nearest_words
from site_builder.reading.prose import Renderer
from site_builder.reading.quoted import holds, parts_of

LARGEST = 10_000_000
"""Bytes of a copy that is read."""

KINDS = (".html", ".htm", ".md", ".txt")

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_QUOTED = re.compile('"([^"]+)"')
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)

ENCODINGS = frozenset(
    ("big5", "cp866", "euc-jp", "euc-kr", "gb18030", "gb2312", "gbk", "koi8-r", "koi8-u")
).union(
    (f"iso-8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    (f"windows-125{part}" for part in range(9)),
    ("shift_jis",),
)
"""Encodings besides UTF-8 that a saved page may say that it is in (WHATWG Encoding, 4.2)."""

# Browsers read these as what Windows had in their place.
_LATIN = frozenset({"ascii", "iso-8859-1", "latin1", "us-ascii"})

_START = re.compile(r"<(?=[A-Za-z/!?])")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_ATTRIBUTES = re.compile(r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_TAG = re.compile(r"[^>]*+>")
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_UNSEEN = frozenset({"noframes", "script", "style", "template"})
"""Elements whose content no reader sees."""

_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in _UNSEEN}


class CopyReading(NamedTuple):
    """What a saved copy gives; the text is None when it cannot be read."""

    text: str | None
    """As folded for comparison."""

    problems: tuple[Problem, ...]


def read_copy(content: bytes, path: str, renderer: Renderer) -> CopyReading:
    """Read a copy of a page, of a Markdown clip or of plain text."""
    try:
        text = _text_of(content, path, renderer)
    except ProblemsFound as found:
        return CopyReading(None, tuple(_unreadable(problem) for problem in found.problems))
    return CopyReading(fold_words(text), ())


def compare(text: str, wanted: Wanted) -> Comparison:
    """Look for words in the folded text of a copy, and for what lies between their omissions.

    Quotation marks around the words make no difference, for a copy may have others or none.
    """
    passages = [fold_words(words).strip("\"' ") for words in wanted.texts]
    if any(holds(text, words) for words in passages):
        return Comparison("verified")
    parts = _parts(wanted.texts[0]) if wanted.parts else ()
    missing = [part for part in parts if not holds(text, part)]
    if parts and not missing:
        return Comparison("verified")
    if wanted.is_retold and not parts:
        return Comparison("unchecked")
    for words in _sought(text, missing or passages):
        if nearest := nearest_words(text, words):
            return Comparison("failed", text[slice(*nearest)])
    return Comparison("failed")


def _sought(text: str, passages: Iterable[str]) -> Iterator[str]:
    """Yield words that failed, and then their parts, those first that are nowhere."""
    for words in passages:
        yield words
        parts = [part.words for part in parts_of(words)]
        yield from sorted(parts, key=lambda part: holds(text, part))


def _parts(words: str) -> tuple[str, ...]:
    found = (part.strip("' ") for part in _QUOTED.findall(fold_words(words)))
    return tuple(part for part in found if part)


def _text_of(content: bytes, path: str, renderer: Renderer) -> str:
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in KINDS:
        raise _fault(path, f"it is none of {', '.join(KINDS)}", "save its text as one of them")
    if len(content) > LARGEST:
        message = f"it has {len(content):,} bytes; {LARGEST:,} can be read"
        raise _fault(path, message, "keep the part that is quoted")
    if suffix in (".html", ".htm"):
        return "".join(_pieces(_decoded_page(content, path)))
    text = decode_text(content, path)
    if suffix == ".txt":
        return text
    body = _FRONT_MATTER.sub("", text, count=1)
    prose, _ = renderer.render(body, path=path, line=1, name="copy")
    # What cannot be rendered still has words.
    return "".join(_pieces(prose.html)) if prose.html else body


def _fault(path: str, message: str, hint: str) -> ProblemsFound:
    return ProblemsFound((Problem(path, 1, 1, "copy-unreadable", message, hint),))


def _unreadable(problem: Problem) -> Problem:
    # A copy is evidence: a site can be built without comparing it, and nobody should have to
    # change its bytes first.
    message = f"the copy cannot be compared: {problem.message}"
    return msgspec.structs.replace(
        problem, code="copy-unreadable", message=message, severity="warning"
    )


def _decoded_page(content: bytes, path: str) -> str:
    """Read a page as UTF-8, or else in the encoding that it says it is in."""
    try:
        return decode_text(content, path)
    except ProblemsFound as found:
        declared = _CHARSET.search(content[:4096])
        name = declared[1].decode("ascii", "replace").lower() if declared else ""
        encoding = "windows-1252" if name in _LATIN else name
        if encoding not in ENCODINGS or found.problems[0].code != "bad-encoding":
            raise
        return decode_text(content.decode(encoding, "replace").encode(), path)


def _pieces(html: str) -> Iterator[str]:
    """Go through the text that a reader sees in HTML of which nothing is known.

    Every sign is looked at a fixed number of times, whatever is left open.
    """
    at, tag = 0, _ATTRIBUTES
    while found := _START.search(html, at):
        start = found.start()
        yield entities.unescape(html[at:start])
        is_comment = html.startswith("<!--", start)
        end = (_COMMENT if is_comment else tag).match(html, start)
        if end is None and not is_comment and tag is _ATTRIBUTES:
            # A quotation mark is left open from here to the end, so none counts any more.
            tag = _TAG
            end = tag.match(html, start)
        if end is None:
            return
        at = end.end()
        name = _NAME.match(html, start)
        word = name[1].lower() if name else ""
        if word in _UNSEEN and html[start + 1] != "/":
            closing = _ENDS[word].search(html, at)
            at = closing.start() if closing else len(html)
        if word in BLOCKS or word == "br":
            yield " "
    yield entities.unescape(html[at:])
