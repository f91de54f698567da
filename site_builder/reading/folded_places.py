"""Places in a text of front matter → places in the file, where YAML folds lines or undoes escapes.

YAML changes nothing of a text but its white space, its escapes and the marks around it: the place
of a sign in the file is found by counting the signs before it that are seen.
"""

import re
from collections.abc import Callable, Iterator
from itertools import accumulate, islice

from site_builder.model.text import Markdown

Place = tuple[int, int]
"""A line and a column of the file."""

_SIGNS = {
    '"': re.compile(r"\\(?:x..|u.{4}|U.{8}|.)|[^\\]", re.DOTALL),
    "'": re.compile(r"''|.", re.DOTALL),
}
_PLAIN = re.compile(".", re.DOTALL)
_UNSEEN = frozenset({"\\n", "\\t", "\\r", "\\\n", "\\ ", "\\_", "\\N", "\\L", "\\P"})
_BLOCK = re.compile(r".*[|>][-+0-9]*\s*(?:#.*)?")


def unfolded(markdown: Markdown, lines: list[str]) -> Callable[[Place], Place] | None:
    """Give what turns places counted in a text into those in the file of these lines.

    None where the text stands in the file as it is, and counting in it is enough.
    """
    first, indent = markdown.line - 1, markdown.column - 1
    rows = markdown.text.rstrip("\n").split("\n")
    standing = lines[first : first + len(rows)]
    is_as_written = [line[indent:] for line in standing] == rows
    if is_as_written or (len(rows) == 1 and "".join(standing).startswith(rows[0], indent)):
        return None
    starts = [0, *accumulate(len(row) + 1 for row in rows)]
    written = "\n".join([lines[first][indent:], *lines[first + 1 :]])
    is_block = not lines[first][:indent].strip() and _BLOCK.fullmatch(lines[first - 1])
    mark = "" if is_block else written[:1]

    def place(counted: Place) -> Place:
        row = min(counted[0] - markdown.line, len(rows))
        before = markdown.text[: starts[row] + counted[1] - markdown.column]
        number = sum(not sign.isspace() for sign in before)
        offset = next(islice(_seen(written, mark), number, None), len(written))
        line = markdown.line + written.count("\n", 0, offset)
        column = offset - written.rfind("\n", 0, offset)
        return line, column + (indent if line == markdown.line else 0)

    return place


def _seen(written: str, mark: str) -> Iterator[int]:
    """List where signs begin that are no white space, in a text that opens with a mark or none."""
    for sign in _SIGNS.get(mark, _PLAIN).finditer(written, 1 if mark in _SIGNS else 0):
        if not sign[0].isspace() and sign[0] not in _UNSEEN:
            yield sign.start()
