"""Rendered Markdown: its HTML, the text a reader sees, and what it points to."""

import msgspec


class Heading(msgspec.Struct, frozen=True, array_like=True):
    """A heading and its anchor."""

    level: int
    id: str
    text: str


class Link(msgspec.Struct, frozen=True, array_like=True):
    """A link to another part of the site, as the author wrote it.

    `target` is `kind:id`, a bare id of a wiki link as `any:id`, `#anchor`, `/path/` or a
    relative path; the same string is the `href` in the HTML until the page is woven.
    """

    target: str
    line: int
    column: int


class Prose(msgspec.Struct, frozen=True):
    """Clean HTML of one Markdown text and the text a reader sees in it."""

    html: str
    """Links inside the site still carry `Link.target` as their `href`."""

    text: str
    """The `textContent` of the HTML without elements that carry `data-added`."""

    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    """Every `id` in the HTML, headings included."""

    images: tuple[Link, ...] = ()
    """Pictures of the site's own that the text shows."""
