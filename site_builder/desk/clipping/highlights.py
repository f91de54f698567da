"""Highlights in a text, or named by their words → selectors that each find one passage."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from site_builder.desk.clipping.blocks import plain
from site_builder.desk.clipping.parts import Marked, Told
from site_builder.model.annotation import Passage, TextQuoteSelector
from site_builder.model.html import Tag, tokens
from site_builder.model.text import Located
from site_builder.reading.anchoring import Ambiguous, Found, Outcome, find_passage, tell_apart
from site_builder.reading.folding import FoldedText, fold, fold_words, readable
from site_builder.reading.prose import Renderer

_SIGNS = re.compile(
    r"(?P<code>^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^ {0,3}(?P=fence)[ \t]*$"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=ticks)(?!`))"
    r"|(?<![=\\])==(?=\S)(?P<words>(?:(?!\n[ \t]*\n).)+?)(?<=\S)==(?!=)",
    re.DOTALL | re.MULTILINE,
)
_TAGS = re.compile(r"</?mark\b[^<>]*>", re.IGNORECASE)


def take_highlights(
    body: str, renderer: Renderer
) -> tuple[str, tuple[Marked, ...], tuple[Told, ...]]:
    """Take `==highlights==` out of a text.

    Gives the text without their signs, each of them, and those that nothing tells from others.
    """
    if "==" not in body and "<mark" not in body.lower():
        return body, (), ()
    text = _rendered(body, renderer)
    bare = _TAGS.sub("", _SIGNS.sub(lambda run: run["code"] or run["words"], body))
    # Where the signs did not mean what they look like, they stay: a mark is one of the format's.
    final = _rendered(bare, renderer)
    if "".join(final.source.text.split()) != "".join(text.source.text.split()):
        return body, (), ()
    passages = _marked_passages(body, renderer)
    marks = [mark for passage in passages if (mark := _mark_of(text, passage))]
    placed = tuple(mark for mark in marks if isinstance(_find(final, mark), Found))
    told = (Told("a highlight whose words stand elsewhere, too", m.exact) for m in marks)
    return bare, placed, tuple(each for m, each in zip(marks, told, strict=True) if m not in placed)


def fold_body(body: str, renderer: Renderer) -> FoldedText:
    """Fold the text that a reader sees of an article's Markdown, to find passages in it."""
    return _rendered(body, renderer)


def _html(body: str, renderer: Renderer) -> str:
    return renderer.render(body, path="", line=1, name="clip")[0].html


def _rendered(body: str, renderer: Renderer) -> FoldedText:
    return fold(readable(_html(body, renderer)))


def _marked_passages(body: str, renderer: Renderer) -> tuple[Passage, ...]:
    starts: list[int] = []
    found: list[Passage] = []
    for token in tokens(_html(body, renderer)):
        if isinstance(token, Tag) and token.name == "mark":
            if token.kind == "open":
                starts.append(token.offset)
            elif starts:
                found.append(Passage(starts.pop(), token.offset))
    return tuple(found)


def _mark_of(text: FoldedText, passage: Passage) -> Marked | None:
    written = text.source.text[passage.start : passage.end]
    mark = Marked(exact=" ".join(written.split()))
    start = passage.start + len(written) - len(written.lstrip())
    return (_told_apart(text, mark, start) or mark) if mark.exact else None


def place_mark(text: FoldedText, mark: Marked) -> Marked | None:
    """Find the passage of a mark that was made on the page; None where the text has it not.

    Neighbours stay only where the words stand more than once; those of the page may be of its
    layout, so they need not be the text's where the words alone are certain.
    """
    mark = replace(mark, exact=" ".join(mark.exact.split()))
    alone = _find(text, Marked(exact=mark.exact))
    match alone:
        case Found():
            return replace(mark, prefix="", suffix="")
        case Ambiguous():
            outcomes = (_find(text, each) for each in _less_and_less(mark))
            for outcome in outcomes:
                if isinstance(outcome, Found):
                    return _told_apart(text, mark, outcome.passage.start)
    return None


def _less_and_less(mark: Marked) -> Iterator[Marked]:
    """Give a mark with both neighbours, with each alone, and with only their nearest words."""
    for size in (None, 5, 3, 2):
        before = " ".join(mark.prefix.split()[-size:] if size else mark.prefix.split())
        after = " ".join(mark.suffix.split()[:size])
        for prefix, suffix in ((before, after), (before, ""), ("", after)):
            if prefix or suffix:
                yield Marked(exact=mark.exact, prefix=prefix, suffix=suffix)


def _find(text: FoldedText, mark: Marked) -> Outcome:
    prefix, suffix = (
        Located(words, 1, 1) if words else None for words in (mark.prefix, mark.suffix)
    )
    exact = Located(mark.exact, 1, 1)
    return find_passage(text, TextQuoteSelector(exact=exact, prefix=prefix, suffix=suffix))


def _told_apart(text: FoldedText, mark: Marked, start: int) -> Marked | None:
    """Give a mark the neighbours that its passage needs to be found, and no more."""
    if isinstance(_find(text, Marked(exact=mark.exact)), Found):
        return replace(mark, prefix="", suffix="")
    words = fold_words(mark.exact)
    at = text.folded.find(words)
    while at >= 0:
        span = (at, at + len(words))
        if words and text.passage(*span).start == start:
            (place,) = tell_apart(text, words, (span,))
            told = replace(mark, prefix=place.prefix, suffix=place.suffix)
            return told if isinstance(_find(text, told), Found) else None
        at = text.folded.find(words, at + 1)
    return None


def words_of_html(html: str) -> str:
    """Give the words of a highlight that a tool exports as HTML."""
    return plain(re.sub(r"<[^<>]+>", " ", html)) if "<" in html else " ".join(html.split())
