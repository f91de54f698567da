"""Runs of `*`, `_` and `==` → emphasis and highlights, each in the other.

Python-Markdown 3.11 has a step for this that loses words: `*a**b*c` comes out without its `c`. So
the delimiters are paired here, as CommonMark 6.2 does, but for one rule: punctuation beside them
does not count, which would keep Chinese and Japanese from being stressed.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import msgspec
from markdown.inlinepatterns import InlineProcessor

_RUNS = r"\*+|_+|(?<!=)==(?!=)"


class _Run(msgspec.Struct):
    """Signs in a row, as many of them as are still unpaired."""

    sign: str
    start: int
    end: int
    length: int
    """Of all of them, paired or not."""

    opens: bool
    closes: bool


class _Region(msgspec.Struct, frozen=True):
    """What two runs enclose: `data[inner:inner_end]`, with their signs `data[start:end]`."""

    tag: str
    start: int
    inner: int
    inner_end: int
    end: int


class Emphasis(InlineProcessor):
    """`*…*`, `_…_`, `**…**`, `__…__` and `==…==`; `_` not inside words."""

    def __init__(self) -> None:
        super().__init__(_RUNS)
        self.data = ""
        self.start = 0
        self.regions: list[_Region] = []

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Python-Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Make an element of a run that opens one, and of all in it."""
        if data is not self.data or m.start() < self.start:
            self.data, self.start = data, m.start()
            self.regions = _regions(data, self.compiled_re, m.start())
        outer = next((r for r in self.regions if m.start() <= r.start < m.end()), None)
        if outer is None:
            return None, m.start(), m.end()
        inside = [region for region in self.regions if outer.start <= region.start < outer.end]
        return _element(data, inside), outer.start, outer.end


def _regions(data: str, runs: re.Pattern[str], start: int) -> list[_Region]:
    """Pair the runs of a text from a place on; outer regions stand before those in them."""
    found: list[_Region] = []
    openers: list[_Run] = []
    for match in runs.finditer(data, start):
        run = _run(match, data)
        found += _close(run, openers)
        if run.opens and run.start < run.end:
            openers.append(run)
    return sorted(found, key=lambda region: (region.start, -region.end))


def _run(match: re.Match[str], data: str) -> _Run:
    start, end = match.span()
    before, after = data[start - 1 : start], data[end : end + 1]
    opens = bool(after) and not after.isspace()
    closes = bool(before) and not before.isspace()
    if match[0][0] == "_":
        opens = opens and not before.isalnum()
        closes = closes and not after.isalnum()
    return _Run(match[0][0], start, end, end - start, opens, closes)


def _close(run: _Run, openers: list[_Run]) -> Iterator[_Region]:
    while run.closes and run.start < run.end and (place := _opener(run, openers)) is not None:
        opener = openers[place]
        # What opened between the two has found no end before this one.
        del openers[place + 1 :]
        size = 2 if opener.end - opener.start > 1 < run.end - run.start else 1
        tag = "mark" if run.sign == "=" else ("em", "strong")[size - 1]
        start, end = opener.end - size, run.start + size
        yield _Region(tag, start, opener.end, run.start, end)
        opener.end, run.start = start, end
        if opener.start == opener.end:
            openers.pop()


def _opener(run: _Run, openers: list[_Run]) -> int | None:
    for place in range(len(openers) - 1, -1, -1):
        if openers[place].sign == run.sign and not _is_odd(openers[place], run):
            return place
    return None


def _is_odd(opener: _Run, closer: _Run) -> bool:
    """Say whether a pair could as well be read otherwise (CommonMark 6.2, rules 9 and 10)."""
    if not (opener.closes or closer.opens) or (opener.length + closer.length) % 3:
        return False
    return opener.length % 3 != 0


def _element(data: str, regions: list[_Region]) -> Element:
    """Build the first region and those in it, in their order."""
    root = Element(regions[0].tag)
    around: list[tuple[_Region, Element]] = []
    element, region, at = root, regions[0], regions[0].inner
    for child in regions[1:]:
        while child.start >= region.end:
            _append(element, data[at : region.inner_end])
            at = region.end
            region, element = around.pop()
        _append(element, data[at : child.start])
        around.append((region, element))
        element.append(Element(child.tag))
        element, region, at = element[-1], child, child.inner
    while True:
        _append(element, data[at : region.inner_end])
        at = region.end
        if not around:
            return root
        region, element = around.pop()


def _append(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
