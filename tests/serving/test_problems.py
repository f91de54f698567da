"""Problems are shown as they are, with what opens their place in an editor."""

from pathlib import Path

import msgspec
import pytest

from site_builder.serving.live import Moment, ToldProblem
from site_builder.serving.problems import EDITOR, MOST_SHOWN, shown_problems, unbuilt_page

PROBLEM = ToldProblem(
    path="content/a b.md",
    line=14,
    column=12,
    code="quote-not-found",
    message="no passage reads <b>",
    hint="nearest: “c”",
    excerpt=("   14 |     exact: <b>", "      |            ^ nearest: “c”"),
    file=Path("/home/desk/ünder %/a b.md"),
)
PATH = "/home/desk/%C3%BCnder%20%25/a%20b.md"


@pytest.mark.parametrize(
    ("editor", "link"),
    [
        (EDITOR, f"vscode://file{PATH}:14:12"),
        ("idea://open?file={path}&line={line}", f"idea://open?file={PATH}&line=14"),
        ("editor:///{path}#{column}", f"editor://{PATH}#12"),
        ("{odd} {path.__class__}", "{odd} {path.__class__}"),
    ],
)
def test_a_link_opens_the_place_in_the_editor(editor: str, link: str) -> None:
    (shown,) = shown_problems((PROBLEM,), editor)

    assert shown.link == link


def test_what_is_in_no_file_of_the_author_has_no_link() -> None:
    problem = ToldProblem(path="", code="build-failed", message="…")

    (shown,) = shown_problems((problem,), EDITOR)

    assert shown.link == ""
    assert shown.place == ""


@pytest.mark.parametrize(
    ("excerpt", "hint"),
    [(PROBLEM.excerpt, ""), (PROBLEM.excerpt[:1], PROBLEM.hint), ((), PROBLEM.hint)],
)
def test_a_hint_is_said_once(excerpt: tuple[str, ...], hint: str) -> None:
    problem = msgspec.structs.replace(PROBLEM, excerpt=excerpt)

    (shown,) = shown_problems((problem,), EDITOR)

    assert shown.hint == hint
    page = unbuilt_page(Moment(version="1", problems=(problem,))).decode()
    assert page.count(PROBLEM.hint) == 1


def test_only_the_first_of_many_are_shown() -> None:
    assert len(shown_problems((PROBLEM,) * 1000, EDITOR)) == MOST_SHOWN


def test_a_site_that_was_never_built_says_why() -> None:
    page = unbuilt_page(Moment(version="1", problems=(PROBLEM,))).decode()

    assert "content/a b.md:14:12: quote-not-found: no passage reads &lt;b&gt;" in page
    assert "   14 |     exact: &lt;b&gt;\n      |            ^ nearest: “c”" in page
    assert "<b>" not in page


def test_a_site_that_is_being_built_says_so() -> None:
    assert "is being built" in unbuilt_page(Moment(version="1")).decode()
