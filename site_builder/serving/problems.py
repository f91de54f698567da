"""Problems of a failed build to what the browser shows of them."""

import html
from urllib.parse import quote

import msgspec

from site_builder.serving.live import Moment, ToldProblem

EDITOR = "vscode://file/{path}:{line}:{column}"
"""How an address that opens an editor is made; `{path}` is absolute."""

MOST_SHOWN = 50
"""More would hide, not help: the terminal has them all."""

BUILDING = "The site is being built. This page shows it as soon as it is there."
BROKEN = "The site cannot be built yet. This page shows it as soon as it is mended."

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'"
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
</head>
<body>
<h1>{title}</h1>
<p>{sentence}</p>
{problems}</body>
</html>
"""


class ShownProblem(msgspec.Struct, frozen=True, kw_only=True):
    """A problem as the script in the page is told it."""

    place: str
    """`path:line:column`, or empty."""

    code: str
    severity: str
    message: str
    hint: str
    excerpt: str
    link: str
    """What opens the place in an editor; empty when nothing would."""


def shown_problems(problems: tuple[ToldProblem, ...], editor: str) -> tuple[ShownProblem, ...]:
    """Say the first problems as a page shows them."""
    return tuple(
        ShownProblem(
            place=_place(problem),
            code=problem.code,
            severity=problem.severity,
            message=problem.message,
            hint=_hint_beside(problem),
            excerpt="\n".join(problem.excerpt),
            link=_link(problem, editor),
        )
        for problem in problems[:MOST_SHOWN]
    )


def unbuilt_page(moment: Moment) -> bytes:
    """Write the page that stands for every other as long as no build has been good."""
    title, sentence = ("Not built", BROKEN) if moment.problems else ("Building", BUILDING)
    problems = "".join(f"<pre>{html.escape(_say(each))}</pre>\n" for each in moment.problems)
    page = PAGE.format(policy=POLICY, title=title, sentence=sentence, problems=problems)
    return page.encode()


def missing_page() -> bytes:
    """Write the page for an address that has none, for a site without a `404.html`."""
    sentence = "There is no page here, and the site has no 404.html."
    page = PAGE.format(policy=POLICY, title="Not found", sentence=sentence, problems="")
    return page.encode()


def _say(problem: ToldProblem) -> str:
    first = ": ".join(filter(None, (_place(problem), problem.code, problem.message)))
    return "\n".join(filter(None, (first, *problem.excerpt, _hint_beside(problem))))


def _hint_beside(problem: ToldProblem) -> str:
    """Give the hint where it does not already stand beside the caret."""
    return "" if any(problem.hint in line for line in problem.excerpt) else problem.hint


def _place(problem: ToldProblem) -> str:
    return f"{problem.path}:{problem.line}:{problem.column}" if problem.path else ""


def _link(problem: ToldProblem, editor: str) -> str:
    if problem.file is None:
        return ""
    # A slash before the path is the path's own: `vscode://file//home` is not what editors expect.
    written = editor.replace("/{path}", "{path}").replace("{line}", str(problem.line))
    written = written.replace("{column}", str(problem.column))
    return written.replace("{path}", quote(problem.file.as_posix()))
