"""Scalars of front matter that have a form of their own."""

from typing import NewType

import msgspec

Url = NewType("Url", str)
"""An absolute http, https or mailto address."""

Id = NewType("Id", str)
"""Letters and digits of any script and hyphens, lower case, NFC."""

Language = NewType("Language", str)
"""A BCP 47 language tag."""

Wikidata = NewType("Wikidata", str)
"""A Wikidata item, `Q` and digits."""

Colour = NewType("Colour", str)
"""A CSS hexadecimal colour, `#rgb` or `#rrggbb`."""

FontFamily = NewType("FontFamily", str)
"""The name of a family of type: letters, digits, blanks and hyphens."""

Sha256 = NewType("Sha256", str)
"""64 hexadecimal digits, lower case."""

Author = NewType("Author", str)
"""One person of a byline, without a clipper's `[[…]]`."""

Topic = NewType("Topic", str)
"""A free word or several, with a letter or a digit to make an address of."""

SitePath = NewType("SitePath", str)
"""A path of the site from its root, `/like/this/`."""

FilePath = NewType("FilePath", str)
"""A file beside the one that names it, or from `content/static/` when it starts with `/`."""


class Located(msgspec.Struct, frozen=True, array_like=True):
    """A text and where its first character stands in the file."""

    text: str
    line: int
    column: int


class Markdown(msgspec.Struct, frozen=True, array_like=True):
    """Markdown inside front matter and where it starts in the file."""

    text: str
    line: int
    column: int


class Reference(msgspec.Struct, frozen=True, array_like=True, tag="id", tag_field="is"):
    """The id of a record, `kind:id` where the kind is said, and where it stands."""

    id: str
    line: int
    column: int


class ReferenceOrText(msgspec.Struct, frozen=True, array_like=True):
    """The id of a record or, where none has it, a name as it is; and where it stands."""

    text: str
    line: int
    column: int
