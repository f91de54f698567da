"""Words of a Markdown source → the line and column of the file on which they stand."""

import re
from bisect import bisect_right

BUDGET = 100_000
"""Thousands of code points that are searched for all the links of a text; then no more are."""

_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=fence)|\Z)|(?<!`)(?P<ticks>`{1,3})(?!`)"
    r"[^`\n]{1,1000}(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
_FENCE = r"^(?:`{3,}|~{3,})[ {.]*"
_OPENINGS = ("(", "(<", '="', "='", "=", "[[")
_WIKI = ("[[",)
_DEFINITION = ": "


class Places:
    """Finds links of a source in the order in which a text shows them, code left aside."""

    def __init__(self, source: str, line: int, column: int) -> None:
        """Count from the line and column of the file on which the source begins."""
        self._source = source
        self._without_code = ""
        self._line = line
        self._column = column
        self._at = 0
        self._budget = BUDGET
        self._starts: list[int] = []

    def of_target(self, target: str) -> tuple[int, int]:
        """Find a link's target, the next after those asked for before; else where the text begins.

        The target of a wiki link stands behind `any:`, which is not in the source.
        """
        written = target.removeprefix("any:")
        openings = _WIKI if written != target else _OPENINGS
        place = self._seek(written, openings, self._at)
        if place < 0 < self._at:
            place = self._seek(written, openings, 0)
        # A definition of a reference link stands elsewhere than the link, mostly far below it.
        if place >= 0 and not self._is_defined_at(place):
            self._at = place + 1
        return self._place(place)

    def of_words(self, words: str) -> tuple[int, int]:
        """Find the first place of some words, upper and lower case alike."""
        return self._first(re.escape(words), self._readable())

    def of_anchor(self, id_: str) -> tuple[int, int]:
        """Find the first place where an author gives an id."""
        written = re.escape(id_)
        return self._first(rf"(?:#|\bid=[\"']?){written}(?![\w.-])", self._readable())

    def of_fence(self, language: str) -> tuple[int, int]:
        """Find the first fence whose code is in a language."""
        return self._first(_FENCE + re.escape(language), self._source)

    def _first(self, pattern: str, source: str) -> tuple[int, int]:
        self._budget -= 1 + len(source) // 1000
        if self._budget < 0:
            return self._place(-1)
        found = re.search(pattern, source, re.IGNORECASE | re.MULTILINE)
        return self._place(found.start() if found else -1)

    def _seek(self, written: str, openings: tuple[str, ...], at: int) -> int:
        source = self._readable()
        while self._budget > 0:
            place = source.find(written, at)
            self._budget -= 1 + ((place if place >= 0 else len(source)) - at) // 1000
            if place < 0:
                return -1
            following = source[place + len(written) : place + len(written) + 1]
            opened = source.endswith(openings, 0, place) or self._is_defined_at(place)
            if opened and not (following.isalnum() or following in {"-", "_", "/"}):
                return place
            at = place + 1
        return -1

    def _readable(self) -> str:
        if not self._without_code:
            has_code = "`" in self._source or "~~~" in self._source
            self._without_code = _CODE.sub(_blank, self._source) if has_code else self._source
        return self._without_code

    def _is_defined_at(self, place: int) -> bool:
        return self._source[place - 2 : place] == _DEFINITION

    def _place(self, place: int) -> tuple[int, int]:
        if place < 0:
            return self._line, self._column
        if not self._starts:
            self._starts = [0, *(m.end() for m in re.finditer("\n", self._source))]
        row = bisect_right(self._starts, place) - 1
        return self._line + row, self._column + place - self._starts[row]


def _blank(code: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", code[0])
