"""Nothing that an author who is not trusted writes can do more on a page than Markdown can."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.html import Tag, attributes, tokens
from site_builder.reading.prose import Renderer
from site_builder.reading.sanitize import (
    ADDRESSES,
    ATTRIBUTES,
    SCHEMES,
    TAGS,
    Sanitizer,
    foreign_scheme,
)

RENDERER = Renderer("sanitize")

HOSTILE = [
    "<script>x</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>x</script>",
    '<img src=x onerror="x()">',
    "<img/src=x/onerror=x()>",
    '<svg/onload="x()">',
    '<svg><style><img src="</style><img src=x onerror=x()>">',
    "<math><mtext><table><mglyph><style><img src=x onerror=x()>",
    '<a href="javascript:x()">y</a>',
    '<a href="java\tscript:x()">y</a>',
    '<a href="&#x6A;avascript:x()">y</a>',
    '<a href="\x01javascript:x()">y</a>',
    '<a href="data:text/html;base64,PHN2Zz4=">y</a>',
    "[y](javascript:x())",
    "[y](<javascript:x()>)",
    "[y]( JAVASCRIPT&colon;x())",
    "[y][r]\n\n[r]: javascript:x()",
    "[y](/a/){: href='javascript:x()' }",
    "![y](javascript:x())",
    "<javascript://a/%0ax()>",
    "[[javascript:x()|y]]",
    '[[x" onclick="x()|y]]',
    '[y](/a/ "t\\" onclick=\\"x()")',
    '[y](/a"onclick=x())',
    "# y {: onclick='x()' }",
    "| a |\n|---|\n| b {: onclick='x()' } |",
    '<p style="background:url(javascript:x())">y</p>',
    "*y*{: style='position:fixed' }",
    "<style>@import '//evil.example/x.css'</style>",
    "<iframe srcdoc='<script>x</script>'></iframe>",
    "<form action=javascript:x()><button formaction=javascript:x()>y</button></form>",
    "<base href='javascript:x()//'>",
    "<meta http-equiv=refresh content='0;url=javascript:x()'>",
    "<object data=javascript:x()><embed src=javascript:x()></object>",
    "<img name=body id=text src=a.png>",
    '<p title=" id=">y</p><p title="><script>x()</script>">z</p>',
    '<b title="<h3 id="><script>x()</script>">y</b>',
    '```"><script>x()</script>\ny\n```',
    "``` {.python onclick=x() }\ny\n```",
    "[^1]\n\n[^1]: <script>x()</script>",
    '*[a]: "><script>x()</script>\n\na',
    "<details ontoggle=x() open>y</details>",
    "<a href='entity:x' target=_blank ping=//evil.example>y</a>",
    "<!--[if IE]><script>x()</script><![endif]-->",
    "<?php x() ?>",
    "<![CDATA[<script>x()</script>]]>",
    "<noscript><p title='</noscript><img src=x onerror=x()>'></noscript>",
    "<template><script>x()</script></template>",
]

CLASSES = {"highlight", "code", "footnotes", "footnote-ref", "footnote-backref", "align-left"}


@pytest.mark.parametrize("markdown", HOSTILE)
def test_nothing_hostile_reaches_the_page(markdown: str) -> None:
    prose, _ = RENDERER.render(markdown, path="a.md", line=1, name="x")

    _assert_harmless(prose.html)


@given(st.lists(st.sampled_from([*HOSTILE, '"', "'", "<", ">", "=", "`", "\n\n", "id=", " "])))
def test_nothing_hostile_reaches_the_page_from_any_mixture(pieces: list[str]) -> None:
    prose, _ = RENDERER.render("".join(pieces), path="a.md", line=1, name="x")

    _assert_harmless(prose.html)


def _assert_harmless(html: str) -> None:
    for tag in tokens(html):
        if isinstance(tag, Tag):
            assert tag.name in TAGS
            _assert_harmless_attributes(tag.name, html[tag.start : tag.end])


def _assert_harmless_attributes(name: str, tag: str) -> None:
    for attribute, value in attributes(tag).items():
        assert attribute in {*ATTRIBUTES["*"], *ATTRIBUTES.get(name, ()), "class"}
        if attribute == "class":
            assert set(value.split()) <= CLASSES or name == "span"
        if attribute in ADDRESSES:
            scheme = re.match(r"[\x00-\x20]*([a-z][a-z0-9+.-]*):", value, re.IGNORECASE)
            assert not scheme or scheme[1].lower() in SCHEMES


@given(st.lists(st.sampled_from([*HOSTILE, *"\"'<> ="]), max_size=6).map("".join))
def test_what_is_clean_has_nothing_left_to_remove(html: str) -> None:
    sanitizer = Sanitizer({})

    clean = sanitizer.clean(html)

    assert sanitizer.first_removed(clean) is None


@pytest.mark.parametrize("markdown", HOSTILE)
def test_what_hostile_html_leaves_is_clean_already(markdown: str) -> None:
    prose, _ = RENDERER.render(markdown, path="a.md", line=1, name="x")

    _, problems = RENDERER.render(prose.html, path="a.md", line=1, name="x")
    assert "unsafe-html" not in {problem.code for problem in problems}


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("javascript:x", "javascript"),
        (" \t\x01JavaScript:x", "javascript"),
        ("java\nscript:x", "javascript"),
        ("data:text/html,x", "data"),
        ("https://example.org/", ""),
        ("entity:xi", ""),
        ("any:xi", ""),
        ("/a/b:c", ""),
        ("#a:b", ""),
        ("a b:c", ""),
        ("习:c", ""),
    ],
)
def test_a_scheme_is_foreign_unless_links_may_have_it(address: str, scheme: str) -> None:
    assert foreign_scheme(address) == scheme
