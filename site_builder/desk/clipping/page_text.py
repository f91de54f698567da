"""The tree that trafilatura makes of a page's article → Markdown as this project reads it.

Its own Markdown is written for another dialect: what is escaped there shows its backslash here.
"""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from site_builder.reading.sanitize import foreign_scheme

_INLINE = frozenset({"hi", "ref", "del", "lb", "code", "graphic"})
_STRESS = {"#b": "**", "#i": "*"}
_ALWAYS = re.compile(r"[\\*`]|(?<!\w)_|_(?!\w)|(?<!=)==(?!=)|\[(?=[\[^]|[^\]\n]*\][(:\[])|\{")
_AT_START = re.compile(r"#{1,6}(?:\s|$)|>|[+-](?:\s|$|-)|:\s|={2,}|~{3}")
_NUMBERED = re.compile(r"(\d+)\.(?=\s)")
_BLANKS = re.compile(r"\s+")
_ENTITY = re.compile(r"&(?=#?\w+;)|<")
_DEEPEST = 50


def write_markdown(body: _Element) -> tuple[str, ...]:
    """Write the blocks of a page's article."""
    return tuple(block for block in _blocks(body, 0) if block.strip())


def _blocks(parent: _Element, depth: int) -> Iterator[str]:
    """Go through what an element holds; text and inline elements between blocks are paragraphs."""
    run = [_escaped(parent.text or "")]
    for child in parent:
        tag = str(child.tag)
        if tag in _INLINE and not _is_code_block(child):
            run.append(_inline(child))
        else:
            yield _paragraph(run)
            run = []
            yield from _block(child, depth)
        run.append(_escaped(child.tail or ""))
    yield _paragraph(run)


def _paragraph(run: list[str]) -> str:
    lines = (" ".join(line.split()) for line in "".join(run).split("\n\\\n"))
    return "  \n".join(_guarded(line) for line in lines if line)


def _block(element: _Element, depth: int) -> Iterator[str]:
    match str(element.tag):
        case "head":
            level = re.fullmatch(r"h([1-6])", element.get("rend") or "")
            words = " ".join(_words(element).split())
            yield f"{'#' * (int(level[1]) if level else 2)} {words}" if words else ""
        case "list" if depth < _DEEPEST:
            yield _list(element, depth)
        case "quote" if depth < _DEEPEST:
            inner = "\n\n".join(filter(None, _blocks(element, depth + 1)))
            yield "\n".join(f"> {line}".rstrip() for line in inner.split("\n")) if inner else ""
        case "code":
            yield _fence(_text(element))
        case "table":
            yield _table(element)
        case "p" if not any(str(child.tag) not in _INLINE for child in element):
            yield _paragraph([_words(element)])
        case _ if depth < _DEEPEST:
            yield from _blocks(element, depth + 1)
        case _:
            yield _paragraph([_escaped(_text(element))])


def _text(element: _Element) -> str:
    return "".join(map(str, element.itertext()))


def _is_code_block(element: _Element) -> bool:
    return element.tag == "code" and "\n" in _text(element).strip()


def _words(element: _Element) -> str:
    pieces = [_escaped(element.text or "")]
    for child in element:
        pieces += [_inline(child), _escaped(child.tail or "")]
    return "".join(pieces)


def _inline(element: _Element) -> str:
    tag, words = str(element.tag), _words(element)
    if tag == "lb":
        return "\n\\\n"
    if tag == "code":
        return _code(_text(element))
    if not words.strip():
        return words
    target = element.get("target") or ""
    if tag == "ref" and target and not foreign_scheme(target):
        return _around(words, "[", f"]({target.replace(' ', '%20')})")
    if tag == "hi" and (sign := _STRESS.get(element.get("rend") or "")):
        return _around(words, sign, sign)
    return words


def _around(words: str, before: str, after: str) -> str:
    """Put signs right around words, for blanks inside would take their meaning."""
    bare = words.strip()
    start = words.index(bare)
    return f"{words[:start]}{before}{bare}{after}{words[start + len(bare) :]}"


def _code(words: str) -> str:
    words = " ".join(words.split())
    ticks = "`" * (max((len(run) for run in re.findall("`+", words)), default=0) + 1)
    edge = " " if words[:1] == "`" or words[-1:] == "`" else ""
    return f"{ticks}{edge}{words}{edge}{ticks}" if words else ""


def _fence(words: str) -> str:
    ticks = "`" * max(3, max((len(run) for run in re.findall("`+", words)), default=0) + 1)
    return f"{ticks}\n{words.strip(chr(10))}\n{ticks}" if words.strip() else ""


def _list(element: _Element, depth: int) -> str:
    is_ordered = element.get("rend") == "ol"
    items: list[str] = []
    for child in element:
        blocks = [block for block in _blocks(child, depth + 1) if block]
        if blocks:
            mark = f"{len(items) + 1}." if is_ordered else "-"
            tight = "\n" if len(blocks) > 1 and re.match(r"(?:-|\d+\.) ", blocks[1]) else "\n\n"
            inner = tight.join(blocks[:2]) + "".join(f"\n\n{block}" for block in blocks[2:])
            items.append(f"{mark:3} " + inner.replace("\n", "\n    "))
    return "\n".join(line.rstrip() for line in "\n".join(items).split("\n"))


def _table(element: _Element) -> str:
    rows = [[_cell(cell) for cell in row.iter("cell")] for row in element.iter("row")]
    rows = [row for row in rows if any(row)]
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ""
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _cell(cell: _Element) -> str:
    words = " ".join(_paragraph([_words(cell)]).split())
    return words.replace("|", "\\|")


def _escaped(text: str) -> str:
    text = _ALWAYS.sub(
        lambda sign: "".join(f"\\{each}" for each in sign[0]), _BLANKS.sub(" ", text)
    )
    return _ENTITY.sub(lambda sign: "&lt;" if sign[0] == "<" else "&amp;", text)


def _guarded(line: str) -> str:
    """Take their meaning from signs that have one at the beginning of a line."""
    if number := _NUMBERED.match(line):
        return f"{number[1]}\\{line[len(number[1]) :]}"
    if _AT_START.match(line):
        return f"&#{ord(line[0])};{line[1:]}"
    return line
