"""Markdown of which nothing is known becomes safe, leads nowhere wrong, and reads the same."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.desk.clipping.safety import make_safe
from site_builder.reading.prose import Renderer

PIECES = (
    *("word ", "\n", "\n\n", "[", "](", ")", "](https://example.org/a) ", "![", "]", "`", "```\n"),
    *("<b>", "</b>", "<script>", "</script>", '<b onclick="x">', "<!--", "-->", "<img src=x>"),
    *("javascript:x", "data:text/html,x", "<javascript:x>", "[[", "]]", "{: onclick=x }", "{#id}"),
    *("[ref]: ", "[^1]", "[^1]: ", "*[abc]: ", "\\", "<svg onload=x>", "&lt;", "<a href=//x>", "|"),
    *("<iframe", " src='", "'", '"', ">", "<", "/>", "entity:x", "- ", "> ", "    ", "=="),
)
hostile = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(hostile)
def test_nothing_unsafe_is_left_for_the_builder_to_take_out(markdown: str) -> None:
    safe, _ = make_safe(markdown, "https://example.org/story")

    prose, problems = Renderer("sanitize").render(safe, path="", line=1, name="clip")

    assert "<script" not in prose.html
    assert not re.search(r"<[^>]+\son\w+=", prose.html)
    assert not re.search(r"""(?:href|src|cite)="(?!https?://|mailto:|#)""", prose.html)
    assert "unknown-footnote" not in {problem.code for problem in problems}


@pytest.mark.parametrize(
    ("markdown", "safe"),
    [
        ("[a](javascript:alert(1))", "a"),
        ("[a](JaVaScRiPt:alert(1))", "a"),
        ("[a](<javascript:alert(1)>)", "a"),
        ("[a](//other.example.net/x)", "[a](https://other.example.net/x)"),
        ("[a](x 'title')", "[a](https://example.org/x)"),
        ("[a](tel:123)", "a"),
        ("[a](story:x)", "a"),
        ("[ ](https://example.org/x)", ""),
        ("<b onclick=x>a</b>", "<b>a</b>"),
        ("<font>a</font>", "a"),
        ("<script>a</script>b", "b"),
        ("<script>a", "a"),
        ("<SCRIPT\n>a</Script >b", "b"),
        ("a<!-- b -->c", "ac"),
        ("`<script>a</script>`", "`<script>a</script>`"),
        ("``` \n<script>a</script>\n```", "``` \n<script>a</script>\n```"),
        (r"\<script>a", r"\<script>a"),
        ("![a](https://example.org/a.png)", "[a](https://example.org/a.png)"),
        ("![](https://example.org/a.png)", ""),
        ("[![a](https://example.org/a.png)](b)", "[a](https://example.org/b)"),
        ("[[a]] and [[b|c]]", "a and c"),
        ("a {b}", r"a \{b}"),
        (r"a \{b}", r"a \{b}"),
        ("a[^1]", r"a\[^1]"),
        ("a[^1]\n\n[^1]: b", "a[^1]\n\n[^1]: b"),
        ("2 < 3 and <3", "2 < 3 and <3"),
    ],
)
def test_a_sign_keeps_no_more_meaning_than_it_may(markdown: str, safe: str) -> None:
    assert make_safe(markdown, "https://example.org/story")[0] == safe


def test_an_address_without_a_page_to_start_from_becomes_its_words() -> None:
    safe, dropped = make_safe("[a](../b) [c](#d)", "")

    assert safe == "a c"
    assert [told.text for told in dropped] == ["../b", "#d"]


@pytest.mark.parametrize(
    "markdown", ["[" * 20_000, "<a " * 20_000, "![[" * 10_000, "[x](" * 10_000, "`a " * 20_000]
)
def test_signs_without_end_are_gone_through(markdown: str) -> None:
    assert make_safe(markdown, "")[0]
