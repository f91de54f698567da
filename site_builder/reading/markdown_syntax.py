"""Markdown as this project writes it → HTML, by way of Python-Markdown and its extensions."""

import re
from xml.etree.ElementTree import Element

import msgspec
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrBlockprocessor, AbbrExtension, AbbrTreeprocessor
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor

from site_builder.reading.markdown_blocks import PlainParagraph
from site_builder.reading.markdown_code import FencedCode
from site_builder.reading.markdown_emphasis import Emphasis
from site_builder.reading.markdown_footnotes import Footnotes
from site_builder.reading.markdown_inline import Inline, WikiLink

# What has none of these signs holds nothing that the steps look for, as each of them is in the
# text before any step alters it. To leave a step out takes no time; to try it on every text does.
_STEPS_BY_SIGN: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("```", "lines", ("fenced_code_block",)),
    ("~~~", "lines", ("fenced_code_block",)),
    ("<", "lines", ("html_block",)),
    ("|", "blocks", ("table",)),
    ("[^", "blocks", ("footnote",)),
    ("*[", "blocks", ("abbr",)),
    ("]:", "blocks", ("reference",)),
    ("`", "inline", ("backtick",)),
    ("[[", "inline", ("wiki_link",)),
    ("\\", "inline", ("escape",)),
    ("[^", "inline", ("footnote",)),
    ("]:", "inline", ("reference", "image_reference", "short_reference", "short_image_ref")),
    ("](", "inline", ("link", "image_link")),
    ("<", "inline", ("autolink", "automail", "html")),
    ("  \n", "inline", ("linebreak",)),
    ("&", "inline", ("entity",)),
    ("[^", "tree", ("footnote", "footnote-numbers")),
    ("|", "tree", ("classes",)),
    ("==", "tree", ("classes",)),
    ("{", "tree", ("attr_list",)),
    ("*[", "tree", ("abbr",)),
    ("\\", "tree", ("unescape",)),
)
# Python-Markdown leaves some of its placeholders where one stands for a part of another.
_PLACEHOLDER = re.compile("\x02[^\x02\x03]{0,40}\x03|[\x02\x03]")
_SIGNS = tuple(dict.fromkeys(sign for sign, _, _ in _STEPS_BY_SIGN))


class Conversion(msgspec.Struct, frozen=True):
    """What Python-Markdown makes of a text."""

    html: str
    """Not yet clean: what the author wrote in HTML stands in it as it was written."""

    unknown_footnotes: tuple[str, ...]
    unknown_languages: tuple[str, ...]


class Syntax:
    """Python-Markdown with the steps that the signs of a text call for, or with all."""

    def __init__(self, sample: str | None = None) -> None:
        """Leave out what a sample has no signs of."""
        self._footnotes = Footnotes()
        self._code = FencedCode()
        self._md = Markdown(
            extensions=[
                self._code,
                self._footnotes,
                TableExtension(use_align_attribute=True),
                AttrListExtension(),
                DefListExtension(),
                SaneListExtension(),
                AbbrExtension(),
                OwnSyntax(),
            ],
            output_format="html",
        )
        _leave_out(self._md, sample)
        _freeze(self._md)

    def convert(self, text: str, name: str) -> Conversion:
        """Turn normalized Markdown into HTML; `name` sets its footnotes apart from other texts'."""
        self._md.reset()
        self._footnotes.name = name
        html = self._md.convert(text)
        if "\x02" in html:
            html = _PLACEHOLDER.sub("", html)
        return Conversion(html, tuple(self._footnotes.unknown), tuple(self._code.unknown))


def normalized(markdown: str) -> str:
    """Write line ends, tabs and blank lines as Python-Markdown's own first step does, but sooner.

    Its placeholders begin and end with two control characters, which no text may hold.
    """
    text = markdown.replace("\x02", "").replace("\x03", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" in text:
        text = text.expandtabs(4)
    return re.sub(r"\n +(?=\n)", "\n", f"{text}\n\n")


def signs_of(text: str) -> tuple[bool, ...]:
    """Say which signs a normalized text holds; texts that hold the same take the same `Syntax`."""
    return tuple([sign in text for sign in _SIGNS])


def _leave_out(md: Markdown, sample: str | None) -> None:
    md.preprocessors.deregister("normalize_whitespace")
    registries = {
        "lines": md.preprocessors.deregister,
        "blocks": md.parser.blockprocessors.deregister,
        "inline": md.inlinePatterns.deregister,
        "tree": md.treeprocessors.deregister,
    }
    for registry, deregister in registries.items():
        steps = [
            (sign, name) for sign, of, names in _STEPS_BY_SIGN if of == registry for name in names
        ]
        called_for = {name for sign, name in steps if sample is None or sign in sample}
        for name in {name for _, name in steps} - called_for:
            deregister(name)


def _freeze(md: Markdown) -> None:
    """Put plain collections for what is only gone through from now on, at every block and text.

    The registries of Python-Markdown sort and copy themselves each time.
    """
    md.parser.blockprocessors = tuple(md.parser.blockprocessors)  # type: ignore[assignment]
    md.block_level_elements = frozenset(md.block_level_elements)  # type: ignore[assignment]
    inline = md.treeprocessors["inline"]
    if isinstance(inline, Inline):
        inline.inlinePatterns = tuple(md.inlinePatterns)  # type: ignore[assignment]


class OwnSyntax(Extension):
    """Wiki links, highlights, and what makes Python-Markdown quick and bounded."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the steps."""
        md.inlinePatterns.register(WikiLink(), "wiki_link", 185)
        md.ESCAPED_CHARS.append("=")
        md.inlinePatterns.register(Emphasis(), "em_strong", 60)
        # Python-Markdown before 3.11 has steps of their own for `_` and for lonely signs.
        for name in ("em_strong2", "not_strong"):
            md.inlinePatterns.deregister(name, strict=False)
        md.treeprocessors.register(_Classes(md), "classes", 12)
        blocks = md.parser.blockprocessors
        abbreviations = md.treeprocessors["abbr"]
        if isinstance(abbreviations, AbbrTreeprocessor):
            blocks.register(_Abbreviation(md.parser, abbreviations.abbrs), "abbr", 16)
            md.treeprocessors.register(Inline(md, abbreviations.abbrs), "inline", 20)
        blocks.register(PlainParagraph(md.parser), "plain", 110)


class _Abbreviation(AbbrBlockprocessor):
    # Python-Markdown's expression looks for the bracket's end through the whole text.
    RE = re.compile(
        r"^[*]\[(?P<abbr>[^\\\n]{1,100}?)\][ ]?:[ ]*\n?[ ]*(?P<title>.*)$", re.MULTILINE
    )


class _Classes(Treeprocessor):
    """Says by class what else would take inline styles, which pages do not allow."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "mark":
                element.set("class", "highlight")
            elif element.tag in {"td", "th"} and (side := element.attrib.pop("align", None)):
                element.set("class", f"align-{side}")
