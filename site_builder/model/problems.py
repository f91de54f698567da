"""A fault of content, data or templates, as a value."""

from collections.abc import Iterable
from typing import Literal

import msgspec

Severity = Literal["error", "warning"]

Code = Literal[
    "alias-ambiguous",
    "ambiguous-id",
    "bad-character",
    "bad-date",
    "bad-encoding",
    "bad-id",
    "bad-url",
    "bad-value",
    "broken-anchor",
    "broken-link",
    "chain-loop",
    "config-broken",
    "copy-changed",
    "copy-unreadable",
    "duplicate-id",
    "duplicate-key",
    "export-broken",
    "front-matter-broken",
    "front-matter-doubtful",
    "front-matter-missing",
    "front-matter-unclosed",
    "link-dead",
    "link-doubtful",
    "link-unarchived",
    "lock-broken",
    "low-contrast",
    "missing-field",
    "missing-file",
    "not-a-file",
    "pages-domain",
    "pages-hidden",
    "pages-link",
    "pages-no-index",
    "passage-changed",
    "passage-moved",
    "passage-orphaned",
    "quote-ambiguous",
    "quote-inside-word",
    "quote-not-found",
    "quote-not-in-copy",
    "remote-image",
    "symlink-loop",
    "symlink-outside",
    "template-error",
    "too-complex",
    "too-large",
    "undefined-variable",
    "unknown-annotation",
    "unknown-annotator",
    "unknown-entity",
    "unknown-event",
    "unknown-field",
    "unknown-footnote",
    "unknown-language",
    "unknown-place",
    "unknown-revision",
    "unknown-source",
    "unknown-story",
    "unreadable-file",
    "unsafe-html",
    "unusable-picture",
    "url-collision",
    "url-vanished",
    "wrong-type",
    "yaml-alias",
    "yaml-tag",
]
"""What is wrong, in a word: `docs/problems.md` has a line for each."""


class Problem(msgspec.Struct, frozen=True, order=True):
    """A fault that an author can mend, and where it is."""

    path: str
    """From the site's folder, with forward slashes."""

    line: int
    """Counted from 1 at the top of the file."""

    column: int
    """Code points, counted from 1."""

    code: Code
    message: str

    hint: str = ""
    """What would mend it; empty when nothing useful can be said."""

    severity: Severity = "error"


def each_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by place, and of those that say the same of one keep the first.

    A fault in a template that many pages take in is found on the way from each of them.
    """
    once: dict[tuple[str, int, int, Code, str], Problem] = {}
    for problem in sorted(problems):
        said = (problem.path, problem.line, problem.column, problem.code, problem.message)
        once.setdefault(said, problem)
    return tuple(once.values())


class ProblemsFound(Exception):
    """Raised inside one stage to give up on a file; carries its problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems
