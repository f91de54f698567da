"""Markdown becomes clean HTML, and the text a reader sees in it."""

import html as entities
import re
from collections.abc import Iterator
from pathlib import Path

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.html import visible_text
from site_builder.model.problems import Problem
from site_builder.model.prose import Heading, Prose
from site_builder.reading.markdown_syntax import Syntax, normalized
from site_builder.reading.prose import MOST_SYNTAXES, Renderer

CASES = Path(__file__).parent / "cases" / "prose"
SEPARATOR = re.compile(r"^\.\n", re.MULTILINE)

SANITIZING = Renderer("sanitize")
ALLOWING = Renderer("allow")

PIECES = st.sampled_from(
    [
        *("word", "Word ", "习近平", "é", "1", " ", "\n", "\n\n", "  \n", "\t", "\r\n", "\u00a0"),
        *("*", "**", "_", "==", "`", "```\n", "~~~ python\n", "\\", "\\*", "!", "&", "&amp;"),
        *("[", "](", "](/x/)", "](http://a.b/c_d*e?x=1&y=2)", "](<u v> 't')", "]", ")", "(", "[["),
        *("[[id]]", "[[entity:xi|Xi]]", "]]", "| a | b |\n|--|:-|\n", "|", "[^1]", "\n\n[^1]: n\n"),
        *("[r]", "\n\n[r]: http://x.y 'T'\n", "\n\n*[abc]: d\n\n", "abc", "\n# ", "\n## ", "\n- "),
        *("\n1. ", "\n> ", "    ", "\n---\n", "\n: def", "{: #i }", "<b>", "</b>", "<div>", "<br>"),
        *("</div>", "<!--", "-->", "<http://a.b>", "<script>", "</script>", "<table>", "<td>"),
        *("<b title='", "'>", '<a href="', '">', "<pre>", "<h1>", "</h1>", '<p id="', "<sup>"),
    ]
)
MARKDOWN = st.lists(PIECES, max_size=14).map("".join)


def _render(markdown: str, renderer: Renderer = SANITIZING) -> tuple[Prose, tuple[Problem, ...]]:
    return renderer.render(markdown, path="a.md", line=1, name="x")


def _cases() -> list[object]:
    return [case for file in sorted(CASES.glob("*.txt")) for case in _cases_of(file)]


def _cases_of(file: Path) -> Iterator[object]:
    """Read a name, Markdown and what comes of it, with a line of one dot after each."""
    *parts, rest = SEPARATOR.split(file.read_text(encoding="utf-8"))
    assert not rest
    for name, markdown, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        yield pytest.param(markdown, expected, id=f"{file.stem}: {name.strip()}")


@pytest.mark.parametrize(("markdown", "expected"), _cases())
def test_a_case(markdown: str, expected: str) -> None:
    prose, problems = _render(markdown)

    assert _told(prose, problems) == expected


def _told(prose: Prose, problems: tuple[Problem, ...]) -> str:
    links = (f"-> {link.target} {link.line}:{link.column}" for link in prose.links)
    images = (f"image {image.target} {image.line}:{image.column}" for image in prose.images)
    faults = (f"{p.severity} {p.line}:{p.column} {p.code}: {p.message}" for p in problems)
    return "\n".join([prose.html, *links, *images, *faults, ""])


@given(MARKDOWN)
def test_the_text_is_what_a_browser_has_as_text_content(markdown: str) -> None:
    prose, _ = _render(markdown.replace("[^1]", "").replace("<sup>", ""))

    # ammonia parses as the HTML standard says; without allowed tags only text is left.
    parsed = nh3.clean(prose.html, tags=set(), clean_content_tags=set())
    assert prose.text == entities.unescape(parsed)


@given(MARKDOWN)
def test_a_text_renders_alike_whatever_was_rendered_before(markdown: str) -> None:
    fresh = Renderer("sanitize")

    assert _render(markdown) == _render(markdown, fresh) == _render(markdown, fresh)


@given(MARKDOWN)
def test_what_is_not_sanitized_can_be_taken_apart_too(markdown: str) -> None:
    prose, _ = _render(markdown, ALLOWING)

    assert prose.text == visible_text(prose.html)


@given(MARKDOWN)
def test_no_sign_of_how_markdown_is_read_is_left_behind(markdown: str) -> None:
    prose, _ = _render(markdown)

    assert not re.search("[\x02\x03]|klzzwxh|wzxhzdk", prose.html)


@given(
    st.lists(st.sampled_from([*"ab*_=`[]()!\\ #>-.:~\n", "](", "[[", "==", "  \n"])).map("".join)
)
def test_no_word_is_lost_but_in_html(pattern: str) -> None:
    numbers = iter(range(0x4E00, 0x9FFF))
    markdown = re.sub("[ab]", lambda _: chr(next(numbers)), pattern)

    prose, _ = _render(markdown)

    assert not set(re.findall(r"[\u4e00-\u9fff]", markdown)) - set(prose.html)


LINES = st.from_regex(r"\A[^\W\d_][^\x00-\x1f\x7f\ud800-\udfff]{0,30}\Z")


@given(st.lists(LINES, min_size=1, max_size=4), st.sampled_from(["\n", "\n\n"]))
def test_plain_texts_become_what_markdown_makes_of_them(lines: list[str], between: str) -> None:
    markdown = between.join(lines)

    prose, _ = _render(markdown, ALLOWING)

    slow = Syntax().convert(normalized(markdown), "x").html
    assert prose.text == visible_text(slow)
    if not prose.headings:
        assert prose.html == slow


def test_texts_with_more_sets_of_signs_than_are_kept_render_alike() -> None:
    signs = ("`a`", "\\*", "[b](/c/)", "[[d]]", "<b>", "&amp;", "e  \n", "{: #f }")
    texts = [
        " ".join(sign for place, sign in enumerate(signs) if number >> place & 1)
        for number in range(2 ** len(signs))
    ]
    renderer = Renderer("sanitize")

    rendered = [_render(text, renderer) for text in texts]

    assert len(texts) > MOST_SYNTAXES
    assert rendered == [_render(text, renderer) for text in texts]


def test_lines_and_columns_are_those_of_the_file() -> None:
    prose, _ = SANITIZING.render("a\n[[b]] `", path="a.md", line=14, name="x", column=5)

    assert [(link.line, link.column) for link in prose.links] == [(15, 7)]


def test_carriage_returns_and_tabs_do_not_move_lines() -> None:
    prose, _ = _render("a\r\n\r\n\t[[c]]\r\n\r\nd [[b]]\r\n")

    assert [(link.target, link.line) for link in prose.links] == [("any:b", 5)]


def test_footnotes_of_two_texts_on_a_page_have_ids_of_their_own() -> None:
    texts = [
        SANITIZING.render("a[^1]\n\n[^1]: b", path="a.md", line=1, name=name)[0]
        for name in ("summit", "हिन्दी")
    ]

    assert texts[0].anchors == ("fnref-summit-1", "fn-summit-1")
    assert texts[1].anchors == ("fnref-हिन्दी-1", "fn-हिन्दी-1")


def test_headings_of_a_note_have_anchors_of_their_own() -> None:
    prose, _ = SANITIZING.render(
        "## Words\n\n## Words", path="a.md", line=1, name="x", heading_prefix="n1-"
    )

    assert prose.headings == (Heading(2, "n1-words", "Words"), Heading(2, "n1-words-2", "Words"))


def test_the_text_leaves_out_what_the_builder_added() -> None:
    prose, _ = _render("## One *two*[^1]\n\nthree[^1]\n\n[^1]: four")

    assert prose.text == "One two\nthree\n"
    assert prose.headings == (Heading(2, "one-two", "One two"),)


def test_scripts_that_are_let_through_are_no_text() -> None:
    prose, problems = _render("a <script>let b = '<i>'</script> c", ALLOWING)

    assert prose.html == """<p>a <script data-added="">let b = '<i>'</script> c</p>"""
    assert prose.text == "a  c"
    assert not problems


def test_code_of_every_language_keeps_its_words() -> None:
    code = "\n  if (a < b && c == '\"') { return x; } // <i>\n\n"
    languages = ("python", "c", "html", "javascript", "sql", "bash", "json", "yaml", "css", "diff")

    texts = [_render(f"```{language}\n{code}```")[0].text for language in languages]

    assert texts == [code] * len(languages)


@pytest.mark.parametrize(
    "markdown", ["", "\n", " \n\t\n", "\u00a0", "<!-- a -->", "&nbsp;", "\x02"]
)
def test_next_to_nothing_renders(markdown: str) -> None:
    prose, problems = _render(markdown)

    assert not prose.text.strip()
    assert not problems
