"""A site whose every text is as hostile as an author's, or an attacker's, can be."""

from collections.abc import Mapping
from functools import cache

from tests.small_site import SmallSite, small_site

SCRIPT = "</script><script>alert(1)</script>"
SECTION = "]]><b>&amp;\"'"
FORMULA = "=cmd|' /C calc'!A0"
AT, PLUS, MINUS = "@SUM(1)", "+1+1", "-2+3"
OVERRIDE = "left \u202eright\u202c \u2067isolated\u2069"
LINES = "one\u2028two\u2029three"
BRACES = "{{7*7}} {% x %} \\end{document} %0A @{x} TY  - JOUR"
ASTRAL = "😀 𝔘𝔫𝔦 e\u0301 中文"

TEXTS: Mapping[str, str] = {
    "script": SCRIPT,
    "section": SECTION,
    "formula": FORMULA,
    "at": AT,
    "plus": PLUS,
    "minus": MINUS,
    "override": OVERRIDE,
    "lines": LINES,
    "braces": BRACES,
    "astral": ASTRAL,
}
"""Every text by a name; each has an article, an entity, a source, an event and a story.

NUL, and what else XML forbids, no author can write: reading refuses it.
"""

DRAFT = "zqx-draft"
"""Stands in all texts of drafts; no file for machines may hold it."""

EXCERPT = "zqx-withheld"
"""Stands in the body of an article of which only an excerpt may be shown."""


def quoted(text: str) -> str:
    """Write a text as YAML's double quotation marks hold it."""
    signs = (f"\\U{ord(sign):08x}" if not sign.isalnum() else sign for sign in text)
    return f'"{"".join(signs)}"'


def hostile_files() -> dict[str, str]:
    """Give the files of the site by their path under `content/`."""
    files: dict[str, str] = dict(WITHHELD)
    for name, text in TEXTS.items():
        title = quoted(text)
        files[f"entities/e-{name}.md"] = (
            f"name: {title}\ntype: place\naliases: [{quoted(f'also {text}')}]\n"
            f"summary: {title}\nlocation: {{lat: 53.9, lon: 27.5}}\n---\nAn entry.\n"
        )
        files[f"sources/s-{name}.md"] = (
            f"type: report\ntitle: {title}\nauthor: [{title}]\npublisher: {title}\n"
            f"issued: 2023-03\nurl: https://example.org/s?a=1&b={name}\n"
        )
        files[f"stories/t-{name}.md"] = f"title: {title}\nsummary: {title}\nstatus: running\n"
        files[f"events/v-{name}.md"] = (
            f"title: {title}\ndate: 2023-03-02\nplace: e-{name}\n"
            f"sources: [s-{name}]\nstories: [t-{name}]\nsummary: {title}\n"
        )
        files[f"articles/a-{name}.md"] = _article(name, title)
    return files


def _article(name: str, title: str) -> str:
    return f"""\
title: {title}
published: 2023-03-02
author: [{title}]
publisher: {title}
summary: {title}
topics: [plain]
source: https://example.org/o?a=1&b={name}
stories: [t-{name}]
entities: [e-{name}]
events: [v-{name}]
sources: [s-{name}]
annotations:
  - type: quotation
    id: q
    exact: never
    speaker: e-{name}
    cue: {title}
    via: [s-{name}]
  - type: claim
    id: c
    exact: ever
    prefix: "but "
    claimant: [e-{name}]
    about: v-{name}
    property: {title}
    value: {title}
    verdict: {{rating: {title}, by: desk}}
  - type: note
    id: n
    body: {title}
---
They said never, but ever after it was so.
"""


WITHHELD: Mapping[str, str] = {
    "articles/draft.md": f"""\
title: {DRAFT}
published: 2023-03-03
draft: yes
stories: [t-script]
entities: [e-script]
annotations:
  - type: note
    id: n
    body: {DRAFT}
---
{DRAFT}
""",
    "articles/excerpt.md": f"""\
title: An excerpt
published: 2023-03-03
display: excerpt
stories: [t-script]
entities: [e-script]
annotations:
  - type: quotation
    id: q
    exact: the named words
    speaker: e-script
---
Before {EXCERPT} the named words after {EXCERPT}.
""",
    "entities/draft.md": f"name: {DRAFT}\ntype: person\ndraft: yes\n",
}


@cache
def hostile_site() -> SmallSite:
    """Read and link the site, once for all tests."""
    site = small_site(hostile_files())
    errors = [problem for problem in site.problems if problem.severity == "error"]
    assert errors == []
    return site
