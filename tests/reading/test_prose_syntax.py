"""Reading plain texts and plain markup quickly gives what Python-Markdown gives at leisure."""

from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import InlineProcessor

from site_builder.reading.markdown_code import FencedCode
from site_builder.reading.markdown_footnotes import Footnotes
from site_builder.reading.markdown_syntax import OwnSyntax, Syntax, normalized, signs_of

SIGNS = st.sampled_from(
    [
        *("word", "Word", "a", "1", "é", "中", '"', "'", "“", "(", ")", ".", ",", "-", "—", "!"),
        *(" ", " ", "  ", "\n", "\n", "\n\n", "\n\n", "  \n", "\t", "\r\n", "\u00a0", "\u2003"),
        *("*", "**", "*a*", "**b**", "_", "__", "==", "=", "`", "``", "```\n", "~~~\n"),
        *("[", "](", "]", "](/x/)", "[a](b)", "[c d](http://x_y*z?a=1&b=2)", "](<u v> 't')"),
        *("[[", "[[id]]", "[[entity:xi|Words]]", "]]", "![", "|", "| a | b |\n|--|--|\n"),
        *("[^1]", "\n\n[^1]: note\n\n", "[r]", "\n\n[r]: http://x.y 'T'\n\n", "*[abc]: d\n", "abc"),
        *("\\", "\\*", "<", ">", "<b>", "</b>", "<div>", "</div>", "<br>", "<!--", "-->"),
        *("<http://a.b>", "<a@b.c>", "&", "&amp;", "&#65;", "{", "}", "{: .c #i }", ": ", "\n: x"),
        *("# ", "\n## ", "- ", "\n- ", "\n1. ", "\n> ", "    ", "\n    ", "---\n", "===\n", "***"),
    ]
)


def _leisurely() -> Markdown:
    """Make Python-Markdown with all steps, and none of those that take short cuts."""
    md = Markdown(
        extensions=[
            FencedCode(),
            Footnotes(),
            TableExtension(use_align_attribute=True),
            AttrListExtension(),
            DefListExtension(),
            SaneListExtension(),
            AbbrExtension(),
            OwnSyntax(),
        ],
        output_format="html",
    )
    md.parser.blockprocessors.deregister("plain")
    md.treeprocessors.register(InlineProcessor(md), "inline", 20)
    return md


LEISURELY = _leisurely()


@given(st.lists(SIGNS, max_size=14).map("".join))
@example("*a* (**b**) [c](d_e*f) [[g|h i]] j")
@example("*a*\n[^1]: x\n*a**a*[a](b)")
@example("[^a](b) [a][b](c) ![[d]] [[e]](f)")
@example("*[abc]: d\n\nabc *abc* [abc](abc)")
def test_short_cuts_lead_to_the_same_html(markdown: str) -> None:
    text = normalized(markdown)

    quick = Syntax(text).convert(text, "").html

    assert quick == LEISURELY.reset().convert(markdown)


@given(st.lists(SIGNS, max_size=14).map("".join), st.lists(SIGNS, max_size=14).map("".join))
def test_texts_with_the_same_signs_take_the_same_steps(first: str, second: str) -> None:
    text, other = normalized(first), normalized(second)
    if signs_of(text) != signs_of(other):
        other = text

    assert Syntax(other).convert(text, "") == Syntax().convert(text, "")
