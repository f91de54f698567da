"""Markdown → clean HTML, the text a reader sees in it, and what it points to."""

import re
from collections.abc import Iterator
from typing import Literal

from site_builder.model.html import Tag, tokens, visible_text
from site_builder.model.problems import Problem
from site_builder.model.prose import Prose
from site_builder.reading.markdown_blocks import TooDeepError
from site_builder.reading.markdown_code import CLASSES
from site_builder.reading.markdown_limits import DEEPEST, excess, tag_depth
from site_builder.reading.markdown_syntax import Conversion, Syntax, normalized, signs_of
from site_builder.reading.prose_parts import (
    FOOTNOTE_CLASSES,
    anchors_of,
    ids_taken,
    keep_simple_ids,
    links_of,
    mark_headings,
    settle_images,
)
from site_builder.reading.prose_places import Places
from site_builder.reading.sanitize import Sanitizer

RawHtml = Literal["sanitize", "allow"]

MOST_SYNTAXES = 100
"""Sets of signs whose steps are kept ready; texts with further sets take all steps."""

_ALIGNMENTS = ("align-left", "align-center", "align-right")
_CLASSES = {
    "a": FOOTNOTE_CLASSES,
    "mark": ("highlight",),
    "pre": ("code",),
    "section": ("footnotes",),
    "span": CLASSES,
    "td": _ALIGNMENTS,
    "th": _ALIGNMENTS,
}

_UNREAD = re.compile(r"<(script|style)\b", re.IGNORECASE)

# None of these signs means anything in Markdown or HTML where it stands in such lines.
_WORD = "[^`\\\\\\[\\]<>&*_={}\x00-\x20\x7f\xa0]"
_LINE = rf"[^\W\d_]{_WORD}*+(?: {_WORD}++)*+"
_PLAIN = re.compile(rf"{_LINE}(?:\n\n?{_LINE})*+")


class Renderer:
    """Renders texts; made once per process, for it keeps what it learnt of Markdown's signs.

    What it keeps makes texts quicker, never different: one text gives the same bytes whatever
    was rendered before it.
    """

    def __init__(self, raw_html: RawHtml) -> None:
        """Choose what becomes of HTML in Markdown: cleaned, or let through as it is."""
        self._sanitizer = Sanitizer(_CLASSES) if raw_html == "sanitize" else None
        self._syntaxes: dict[tuple[bool, ...], Syntax] = {}

    def render(  # noqa: PLR0913 (all but the text are passed by name)
        self,
        markdown: str,
        *,
        path: str,
        line: int,
        name: str,
        column: int = 1,
        heading_prefix: str = "",
    ) -> tuple[Prose, tuple[Problem, ...]]:
        """Render one text of a file.

        `line` and `column`, from 1, are those of its first character; `name` sets its footnotes
        apart from those of other texts on a page, and `heading_prefix` its headings' anchors.
        """
        if reason := excess(markdown):
            return Prose("", ""), (_too_complex(path, line, column, reason),)
        plain = markdown.strip("\n")
        if _PLAIN.fullmatch(plain):
            return _plain_prose(plain), ()
        try:
            conversion = self._convert(normalized(markdown), name)
        except (TooDeepError, RecursionError):
            reason = f"lists, quotes or elements stand more than {DEEPEST} deep in each other"
            return Prose("", ""), (_too_complex(path, line, column, reason),)
        return self._finish(conversion, path, Places(markdown, line, column), heading_prefix)

    def _finish(
        self, conversion: Conversion, path: str, places: Places, heading_prefix: str
    ) -> tuple[Prose, tuple[Problem, ...]]:
        problems = [*_unknown(conversion, path, places)]
        html = self._clean(conversion.html, problems, path, places)
        html, images, remote = settle_images(keep_simple_ids(html), places, path)
        problems.extend(ids_taken(html, places, path))
        html, headings = mark_headings(html, heading_prefix)
        prose = Prose(
            html,
            visible_text(html),
            links_of(html, places),
            headings,
            anchors_of(html),
            images,
        )
        return prose, (*problems, *remote)

    def _convert(self, text: str, name: str) -> Conversion:
        signs = signs_of(text)
        if signs not in self._syntaxes and len(self._syntaxes) >= MOST_SYNTAXES:
            signs = ()
        # Taken out meanwhile, since one that failed in the midst of a text is not used again.
        syntax = self._syntaxes.pop(signs, None) or Syntax(text if signs else None)
        conversion = syntax.convert(text, name)
        self._syntaxes[signs] = syntax
        if "<" in text and tag_depth(conversion.html) > DEEPEST:
            raise TooDeepError
        return conversion

    def _clean(self, html: str, problems: list[Problem], path: str, places: Places) -> str:
        if self._sanitizer is None:
            return _tame(html)
        clean = self._sanitizer.clean(html)
        if clean != html and (removed := self._sanitizer.first_removed(html)):
            problems.append(
                Problem(
                    path,
                    *places.of_words(removed.written),
                    "unsafe-html",
                    f"{removed.what} is not allowed in texts and was left out",
                    'write it in Markdown, or trust all authors: raw_html = "allow" in site.toml',
                    "warning",
                )
            )
        return clean


def _tame(html: str) -> str:
    """Prepare HTML that is let through as it is for being taken apart.

    What scripts and style sheets hold is no text, though browsers count it as such. Angle brackets
    in attributes are written as nh3 writes them, so that each in the HTML is a tag's.
    """
    html = _UNREAD.sub(r'<\1 data-added=""', html)
    for tag in reversed([token for token in tokens(html) if isinstance(token, Tag)]):
        inner = html[tag.start + 1 : tag.end - 1]
        if "<" in inner or ">" in inner:
            inner = inner.replace("<", "&lt;").replace(">", "&gt;")
            html = f"{html[: tag.start]}<{inner}>{html[tag.end :]}"
    return html


def _plain_prose(markdown: str) -> Prose:
    paragraphs = markdown.split("\n\n")
    html = "</p>\n<p>".join(paragraphs)
    return Prose(f"<p>{html}</p>", "\n".join(paragraphs))


def _unknown(conversion: Conversion, path: str, places: Places) -> Iterator[Problem]:
    for language in dict.fromkeys(conversion.unknown_languages):
        yield Problem(
            path,
            *places.of_fence(language),
            "unknown-language",
            f'"{language}" is no language whose code can be coloured',
            "give the name that Pygments has for it, or text",
            "warning",
        )
    for label in dict.fromkeys(conversion.unknown_footnotes):
        yield Problem(
            path,
            *places.of_words(f"[^{label}]"),
            "unknown-footnote",
            f'there is no footnote "{label}"',
            f"write it in a paragraph of its own: [^{label}]: …",
            "warning",
        )


def _too_complex(path: str, line: int, column: int, reason: str) -> Problem:
    return Problem(
        path,
        line,
        column,
        "too-complex",
        f"the text cannot be rendered: {reason}",
        "close what is open, or part the text",
    )
