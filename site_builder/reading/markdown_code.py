"""Fenced code → the same in the colours of its language, as CSS classes of Pygments."""

import re
from html import unescape

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

CLASSES = frozenset(STANDARD_TYPES.values()) - {""}
"""What Pygments says of a word of code, in short."""

LONGEST = 100_000
"""Code points of a block that is coloured; colouring takes a hundred times what showing does."""

UNCOLOURED = frozenset({"", "none", "plain", "text", "txt"})
"""Languages of fences that ask for no colours."""

FENCED = re.compile(
    r"""
    (?P<fence>^(?:~{3,}|`{3,}))[ ]*
    (?:
      \{(?P<attrs>[^\n]*)\}
    |
      \.?(?P<lang>[\w\#.+-]*)[ ]*
      (?:hl_lines=(?P<quot>["'])(?P<hl_lines>[^\n]*?)(?P=quot))?
      [^\n`~]*
    )
    [ ]*\n
    (?P<code>.*?)(?<=\n)
    (?P=fence)[ ]*$
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
"""Fenced code as `FencedBlockPreprocessor` wants it told, and with words after the language.

CommonMark (4.5) takes the first word there for the language, and leaves open what the others are
for: here they are not shown. Python-Markdown itself would read such a block as a paragraph.
"""

_FENCE = re.compile(
    r'<pre(?P<id> id="[^"]*")?(?: class="(?P<classes>[^"]*)")?>'
    r'<code(?: class="language-(?P<language>[^"]*)")?[^>]*>(?P<code>.*)</code></pre>',
    re.DOTALL,
)


_OWN_KIND = re.compile(r'(?<=<span class=")(\w+)(?: \w+-[\w-]+)+(?=">)')
"""Classes of a kind of word that one language has to itself: `p p-Indicator` of YAML."""


class FencedCode(Extension):
    """Fenced code as Python-Markdown reads it, coloured when its language is known and said."""

    def __init__(self) -> None:
        super().__init__()
        self.lexers: dict[str, Lexer | None] = {}
        """By name of the language; None for those that Pygments does not know."""

        self.unknown: list[str] = []
        """Languages that the text names and Pygments does not know."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the step that sets code aside before anything else is read."""
        md.registerExtension(self)
        md.preprocessors.register(_ColouredFences(md, self), "fenced_code_block", 25)

    def reset(self) -> None:
        """Forget the text before."""
        self.unknown = []

    def coloured(self, fence: re.Match[str]) -> str:
        """Write a block of code anew, in colours where its language has any."""
        language = unescape(fence["language"] or "").lower()
        classes = " ".join(filter(None, ("code", fence["classes"])))
        code = fence["code"]
        lexer = self._lexer(language) if language not in UNCOLOURED else None
        if lexer and len(code) <= LONGEST:
            code = highlight(unescape(code), lexer, HtmlFormatter[str](nowrap=True))
            code = _OWN_KIND.sub(r"\1", code)
        said = f' data-language="{language}"' if lexer else ""
        return f'<pre{fence["id"] or ""} class="{classes}"{said}><code>{code}</code></pre>'

    def _lexer(self, language: str) -> Lexer | None:
        if language not in self.lexers:
            try:
                # What a browser shows is the code as it stands, blank lines included.
                lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
            except ClassNotFound:
                lexer = None
            self.lexers[language] = lexer
        if self.lexers[language] is None:
            self.unknown.append(language)
        return self.lexers[language]


class _ColouredFences(FencedBlockPreprocessor):
    FENCED_BLOCK_RE = FENCED

    def __init__(self, md: Markdown, code: FencedCode) -> None:
        super().__init__(md, {"lang_prefix": "language-"})
        self.code = code

    def run(self, lines: list[str]) -> list[str]:
        # It is the first to set HTML aside, so all that it finds there is its own.
        lines = super().run(lines)
        blocks = self.md.htmlStash.rawHtmlBlocks
        blocks[:] = [_FENCE.sub(self.code.coloured, str(block)) for block in blocks]
        return lines
