"""Clean HTML of a text → its headings, links, pictures and anchors, marked in the HTML."""

import re
from collections import Counter
from collections.abc import Iterator
from html import escape

from site_builder.model.html import Tag, attributes, tokens, visible_text
from site_builder.model.problems import Problem
from site_builder.model.prose import Heading, Link
from site_builder.model.slugs import slugify
from site_builder.reading.prose_places import Places

TAKEN_ANCHORS = frozenset({"text"})
"""Ids that a page has for itself."""

OWN_BEGINNINGS = ("event-", "source-", "note_", "passage_")
"""How ids begin that a page gives to what an article defines and to its notes."""

UNNAMED = "section"
"""Anchor of a heading that holds neither letters nor digits."""

FOOTNOTE_CLASSES = frozenset({"footnote-ref", "footnote-backref"})
"""Classes of the links between footnotes and the text."""

_BODY = r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+"""
_LINK = re.compile(rf"<a(?=\s){_BODY}>", re.IGNORECASE)
_IMAGE = re.compile(rf"<img(?=[\s/>]){_BODY}>", re.IGNORECASE)
_HEADING = re.compile(rf"<h([1-6])((?:\s{_BODY})?)>(.*?)</h\1>", re.DOTALL)
_HEADING_TAG = re.compile(r"<(/?)h([1-6])(?=[\s>])")
_TAG = re.compile(rf"<[a-z]{_BODY}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s([^\s"'<>/=]+)(?:="[^"]*"|='[^']*'|=[^\s"'<>]+)?""")
_OUTER = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_REMOTE = re.compile(r"\s*(?:https?:|//)", re.IGNORECASE)
_SIMPLE = re.compile(r"[^\W_][^\s\"'<>&=]*")


def keep_simple_ids(html: str) -> str:
    """Leave out ids that are no single word, which nobody could link to."""
    if "id=" not in html:
        return html
    return _TAG.sub(lambda tag: _with_simple_id(tag[0]), html)


def _with_simple_id(tag: str) -> str:
    if "id=" not in tag or _SIMPLE.fullmatch(attributes(tag).get("id", "a")):
        return tag
    return _ATTRIBUTE.sub(lambda found: "" if found[1].lower() == "id" else found[0], tag)


def anchors_of(html: str) -> tuple[str, ...]:
    """List every id, in order; one that stands twice is listed twice."""
    if "id=" not in html:
        return ()
    tags = (attributes(tag) for tag in _TAG.findall(html) if "id=" in tag)
    return tuple(tag["id"] for tag in tags if "id" in tag)


def ids_taken(html: str, places: Places, path: str) -> Iterator[Problem]:
    """Find ids that an author gave to two things, or to one when the page needs them itself."""
    for id_, count in Counter((*TAKEN_ANCHORS, *anchors_of(html))).items():
        if count > 1 or id_.startswith(OWN_BEGINNINGS):
            message = f'"{id_}" is the anchor of something else on the page'
            place = places.of_anchor(id_)
            yield Problem(path, *place, "duplicate-id", message, "give it another id")


def mark_headings(html: str, prefix: str) -> tuple[str, tuple[Heading, ...]]:
    """Give each heading an anchor made of its words, and leave the first level to the page's title.

    Where a text uses the first level, all its headings go down by one; the sixth is the last.
    """
    if "<h" not in html:
        return html, ()
    if "<h1" in html:
        html = _HEADING_TAG.sub(lambda tag: f"<{tag[1]}h{min(int(tag[2]) + 1, 6)}", html)
    taken = dict.fromkeys((*TAKEN_ANCHORS, *anchors_of(html)), 1)
    headings: list[Heading] = []

    def mark(heading: re.Match[str]) -> str:
        level, rest, inner = heading.groups()
        text = " ".join(visible_text(inner).split())
        given = attributes(f"<h{rest}>").get("id", "")
        made = slugify(text) or UNNAMED
        if made.startswith(OWN_BEGINNINGS):
            made = f"{UNNAMED}-{made}"
        anchor = given or _free_anchor(f"{prefix}{made}", taken)
        headings.append(Heading(int(level), anchor, text))
        return heading[0] if given else f'<h{level} id="{anchor}"{rest}>{inner}</h{level}>'

    return _HEADING.sub(mark, html), tuple(headings)


def _free_anchor(anchor: str, taken: dict[str, int]) -> str:
    """Take an anchor that is free; `taken` says how often each was asked for."""
    if anchor not in taken:
        taken[anchor] = 1
        return anchor
    while (numbered := f"{anchor}-{taken[anchor] + 1}") in taken:
        taken[anchor] += 1
    taken[anchor] += 1
    taken[numbered] = 1
    return numbered


def links_of(html: str, places: Places) -> tuple[Link, ...]:
    """List the links that lead to other parts of the site, footnotes left aside."""
    links = []
    for tag in _LINK.findall(html):
        found = attributes(tag)
        target = found.get("href")
        if target is None or _OUTER.match(target) or found.get("class") in FOOTNOTE_CLASSES:
            continue
        links.append(Link(target, *places.of_target(target)))
    return tuple(links)


def settle_images(
    html: str, places: Places, path: str
) -> tuple[str, tuple[Link, ...], tuple[Problem, ...]]:
    """List pictures of the site's own; those of other hosts become links, with a warning each.

    Of a picture without an address, or with one that is not allowed, its words are left.
    """
    if "<img" not in html.lower():
        return html, (), ()
    linked = {t.start for t in tokens(html) if isinstance(t, Tag) and t.place.link}
    own: list[Link] = []
    problems: list[Problem] = []

    def settle(image: re.Match[str]) -> str:
        found = attributes(image[0])
        source, words = found.get("src", "").strip(), found.get("alt", "").strip()
        if not source:
            return escape(words, quote=False)
        if not _REMOTE.match(source):
            own.append(Link(source, *places.of_target(source)))
            return image[0]
        problems.append(_remote_image(source, path, places))
        source = f"https:{source}" if source.startswith("//") else source
        words = escape(words or source, quote=False)
        return words if image.start() in linked else f'<a href="{escape(source)}">{words}</a>'

    return _IMAGE.sub(settle, html), tuple(own), tuple(problems)


def _remote_image(source: str, path: str, places: Places) -> Problem:
    return Problem(
        path,
        *places.of_target(source),
        "remote-image",
        f'the picture "{source}" lies on another host, so only a link to it is shown',
        "save it beside the article or under content/static/, and name that file",
        "warning",
    )
