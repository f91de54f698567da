"""A clip in Markdown → an article's front matter, its safe text, and what became of the rest."""

import re
from datetime import tzinfo

from msgspec.structs import asdict, replace

from site_builder.desk.clipping.blocks import join_blocks, split_blocks
from site_builder.desk.clipping.boilerplate import without_boilerplate
from site_builder.desk.clipping.front_matter import LISTS, read_front_matter
from site_builder.desk.clipping.highlights import take_highlights
from site_builder.desk.clipping.joining import join_broken
from site_builder.desk.clipping.parts import Clip, Marked, Matter, Reading, Told, Unreadable
from site_builder.desk.clipping.pasted import read_above, read_below
from site_builder.desk.clipping.safety import make_safe
from site_builder.model.article import ArticleFields
from site_builder.reading.characters import CONTROL
from site_builder.reading.decode import Context, decode_together
from site_builder.reading.frontmatter import Mapping, Scalar
from site_builder.reading.markdown_limits import excess
from site_builder.reading.prose import Renderer

__all__ = ["Clip", "Marked", "Matter", "Told", "Unreadable", "finish_clip", "read_clip"]

_UNSEEN = re.compile("[\u200b\u2060\ufeff]|[\u202a-\u202e\u2066-\u2069]")
# A picture that is written out is longer than all the text around it.
_DATA = re.compile(r"(\]\(\s*<?data:)[^)\s>]{1000,}")
# What may be wrong still, where signs stand in each other as in no honest text: names of languages
# that no code has, tags, pictures, links, footnotes, lists of attributes.
_UNDOINGS = (
    (re.compile(r"^( {0,3}(?:`{3,}|~{3,}))[^\n`]*$", re.MULTILINE), r"\1"),
    (re.compile("<"), "&lt;"),
    (re.compile(r"!\["), r"!&#91;"),
    (re.compile(r"\]\("), "]&#40;"),
    (re.compile(r"\[\^"), "&#91;^"),
    (re.compile(r"\{"), "&#123;"),
    (re.compile(r"\]:"), "]&#58;"),
)


def read_clip(text: str, zone: tzinfo) -> Clip:
    """Understand a clip in Markdown, with front matter or without; `zone` is of its dates.

    Raises `Unreadable` for one that no builder could render.
    """
    text = _DATA.sub(r"\1", text)
    check_complexity(text)
    text, unseen = _visible(text)
    reading, rest = read_front_matter(text)
    reading = replace(reading, blocks=split_blocks(rest), dropped=(*unseen, *reading.dropped))
    return finish_clip(read_below(read_above(reading)), zone)


def check_complexity(markdown: str) -> None:
    """Raise `Unreadable` for a text that would take too long to read."""
    if reason := excess(markdown):
        raise Unreadable(f"it cannot be read as Markdown: {reason}")


def finish_clip(reading: Reading, zone: tzinfo) -> Clip:
    """Clean the text of a clip whose front matter is known, and take its highlights."""
    blocks, boilerplate = without_boilerplate(reading.blocks)
    blocks, joined = join_broken(blocks)
    safe, unsafe = make_safe(join_blocks(blocks), reading.matter.source)
    renderer = Renderer("sanitize")
    settled = _without_problems(join_blocks(split_blocks(safe)), renderer)
    body, marks, unplaced = take_highlights(settled, renderer)
    matter, misfits = _checked(reading.matter, zone)
    return Clip(
        matter=matter,
        body=body,
        marks=marks,
        taken=reading.taken,
        dropped=(*reading.dropped, *boilerplate, *unsafe),
        unknown=(*reading.unknown, *misfits, *unplaced),
        joined=joined,
    )


def _visible(text: str) -> tuple[str, tuple[Told, ...]]:
    """Leave out signs that nobody sees and no file may hold, and those that turn lines around."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = _UNSEEN.sub("", CONTROL.sub("", text))
    count = len(text) - len(clean)
    return clean, (Told("signs that nobody sees", str(count)),) if count else ()


def _checked(matter: Matter, zone: tzinfo) -> tuple[Matter, tuple[Told, ...]]:
    """Take out of front matter what an article would not be read with."""
    misfits: list[Told] = []
    kept: dict[str, str | tuple[str, ...]] = {}
    for name, value in asdict(matter).items():
        if name == "extra":
            continue
        values = value if name in LISTS else (value,)
        good = tuple(each for each in values if each and _is_read(name, each, zone))
        misfits.extend(Told(name, each) for each in values if each and each not in good)
        if good:
            kept[name] = good if name in LISTS else good[0]
    return replace(Matter(extra=matter.extra), **kept), tuple(misfits)


def _is_read(name: str, value: str, zone: tzinfo) -> bool:
    node = Mapping(
        ((Scalar(name, 1, 1, is_plain=True), Scalar(value, 1, 1, is_plain=False)),), 1, 1
    )
    context = Context("", zone, [])
    decode_together(node, (ArticleFields,), context)
    return all(problem.code == "missing-field" for problem in context.problems)


def _without_problems(body: str, renderer: Renderer) -> str:
    """Undo in a text what the builder would find fault with, and no more than it takes."""
    for signs, undone in _UNDOINGS:
        if not renderer.render(body, path="", line=1, name="clip")[1]:
            return body
        body = signs.sub(undone, body)
    return body
