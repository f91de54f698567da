"""No text keeps the builder busy for long: it is rendered, or a problem says what is too much."""

import re
import time

import pytest

from site_builder.reading.markdown_limits import DEEPEST
from site_builder.reading.prose import Renderer

SECONDS = 2.0
"""Of the processor; each takes a few tenths of one on a machine that is not busy."""

RENDERED = {
    "a line of a megabyte": "word " * 199_999,
    "a word of a megabyte": "x" * 999_999,
    "a megabyte of lines": "a line\n" * 142_000,
    "many paragraphs": "a *word* here\n\n" * 9_900,
    "an open comment": "a\n\n<!-- " + "x " * 100_000,
    "an open fence": "```\n" + "x\n" * 100_000,
    "an open tag": "<div " + "x " * 100_000,
    "open elements": "<div>\n" * (DEEPEST - 10) + "x",
    "elements that overlap": "<p>" + "".join(f'<b lang="x{n}">' for n in range(19)) + "<p>x" * 900,
    "nested quotes": ">" * 50 + " a",
    "nested lists": "\n".join("    " * depth + "- a" for depth in range(40)),
    "nested emphasis": "**_" * 300 + "a" + "_**" * 300,
    "nested links": "[" * 300 + "a" + "](b)" * 300,
    "many open brackets": "[a " * 300,
    "many headings of one name": "# a\n\n" * 9_900,
    "many references to one footnote": "[^1] " * 1_400 + "\n\n[^1]: x",
    "many footnotes": "".join(f"a[^{n}]\n\n" for n in range(1_500))
    + "".join(f"[^{n}]: x\n\n" for n in range(1_500)),
    "many blocks of code": "```python\nx = 1\n```\n" * 400,
    "a long program": "```python\n" + "x_y = [a * b & c_d]\n" * 3_000 + "```",
    "many links": "[[a]] and [b](/c/)\n\n" * 4_000,
    "a long table": "| a | b |\n|---|---|\n" + "| c | [d](/e/) |\n" * 1_400,
}

TOO_COMPLEX = {
    "ten megabytes": "word " * 2_000_000,
    "5,000 open brackets": "[" * 5_000,
    "5,000 open pictures": "![a " * 5_000,
    "open brackets in long paragraphs": ("[" * 300 + "x" * 9_000 + "\n\n") * 10,
    "stars": "*a " * 5_000,
    "underscores": "_a " * 5_000,
    "backticks": "` " * 5_000,
    "backticks of all lengths": "a ".join("`" * length for length in range(1, 90)),
    "highlights": "==a " * 5_000,
    "open tags": "<a " * 5_000,
    "open tags in many paragraphs": "<a \n\n" * 5_000,
    "marked sections": "<![CDATA[" * 2_000,
    "entities": "&amp;" * 20_000,
    "line breaks": "a  \n" * 20_000,
    "headings without blank lines": "# a\n" * 5_000,
    "fences": "```a\nb\n```\n" * 5_000,
    "abbreviations": "".join(f"*[a{n}]: b\n\n" for n in range(1_000)) + "a1 " * 100_000,
    "open footnotes": "[^a\n" * 5_000,
    "500 quotes in each other": "> " * 500 + "a",
    "500 quotes, one deeper a line": "\n".join(">" * depth + " a" for depth in range(500)),
    "300 lists in each other": "\n".join("    " * depth + "- a" for depth in range(300)),
    "300 lists on a line": "- " * 300 + "a",
    "definitions in each other": "a\n: b\n" * 500,
    "elements in each other": "<div>\n\n" * 1_000,
    "open emphasis around everything": "<b>" * 1_000 + "<p>x</p>" * 400,
}


@pytest.mark.parametrize("name", RENDERED)
def test_what_is_long_but_honest_is_rendered_in_time(name: str) -> None:
    renderer, start = Renderer("sanitize"), time.process_time()

    prose, problems = renderer.render(RENDERED[name], path="a.md", line=7, name="x")

    assert time.process_time() - start < SECONDS
    assert prose.html
    assert [problem for problem in problems if problem.severity == "error"] == []


@pytest.mark.parametrize("name", TOO_COMPLEX)
def test_what_is_too_complex_is_a_problem_in_time(name: str) -> None:
    renderer, start = Renderer("sanitize"), time.process_time()

    prose, problems = renderer.render(TOO_COMPLEX[name], path="a.md", line=7, name="x")

    assert time.process_time() - start < SECONDS
    assert prose.html == ""
    assert [(p.path, p.line, p.column, p.code) for p in problems] == [("a.md", 7, 1, "too-complex")]


def test_a_text_that_was_too_complex_leaves_nothing_behind() -> None:
    renderer = Renderer("sanitize")
    good = "> - a *b* [c](/d/)"
    before = renderer.render(good, path="a.md", line=1, name="x")

    renderer.render("> " * 500 + "- a *b* [c](/d/)", path="a.md", line=1, name="x")

    assert renderer.render(good, path="a.md", line=1, name="x") == before


def test_an_article_of_any_honest_length_has_none_of_the_limits_near() -> None:
    paragraph = "He said *this* of [[xi-jinping|Xi]], `that` and [more](/x/)[^1]. " * 8
    text = f"## Part\n\n{paragraph}\n\n- {paragraph}\n\n> {paragraph}\n\n" * 80

    _, problems = Renderer("sanitize").render(text + "[^1]: Note.", path="a.md", line=1, name="x")

    assert len(re.findall(r"\w+", text)) > 20_000
    assert not problems
