"""What a clip is made of: values of front matter, marks on its text, and pieces that are told."""

import msgspec


class Unreadable(Exception):
    """Raised with one sentence for what cannot be read as an article."""


class Told(msgspec.Struct, frozen=True):
    """A piece of a clip that is no part of the article's text any more, or was not understood."""

    what: str
    """The key that it became, or why it was left out."""

    text: str
    """As it stood in the clip."""


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """Front matter as texts, in the order of the documentation; empty where nothing was found."""

    title: str = ""
    published: str = ""
    """Dates are EDTF."""

    updated: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    source: str = ""
    archived: str = ""
    retrieved: str = ""
    language: str = ""
    summary: str = ""
    topics: tuple[str, ...] = ()
    extra: tuple[tuple[str, str | tuple[str, ...]], ...] = ()


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A highlight or a note of whoever clipped, and the words it is on."""

    exact: str = ""
    """Empty for a note on the whole article."""

    prefix: str = ""
    suffix: str = ""
    body: str = ""
    """Markdown; empty for a highlight."""

    by: str = ""
    created: str = ""
    updated: str = ""
    topics: tuple[str, ...] = ()


class Clip(msgspec.Struct, frozen=True, kw_only=True):
    """An article as a clip gives it."""

    matter: Matter
    body: str
    """Safe Markdown; ends with a line's end."""

    marks: tuple[Marked, ...] = ()
    taken: tuple[Told, ...] = ()
    """What became front matter."""

    dropped: tuple[Told, ...] = ()
    """Boilerplate, and what is not safe or leads nowhere."""

    unknown: tuple[Told, ...] = ()
    """What was not recognised."""

    joined: tuple[str, ...] = ()
    """Where two halves of a paragraph were put together: the words on both sides."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A clip on its way: what has been understood, and the blocks that are left of its text."""

    matter: Matter = Matter()
    blocks: tuple[str, ...] = ()
    taken: tuple[Told, ...] = ()
    dropped: tuple[Told, ...] = ()
    unknown: tuple[Told, ...] = ()
    joined: tuple[str, ...] = ()
