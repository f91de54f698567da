"""A picture and the words that belong to it, and what is known of its file."""

import msgspec

from site_builder.model.problems import Code
from site_builder.model.text import Located, Sha256


class Image(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of the site's own."""

    src: Located
    """A file beside the one that names it, or under `content/static/` when it starts with `/`."""

    alt: str
    caption: str | None = None
    credit: str | None = None


class Made(msgspec.Struct, frozen=True, array_like=True):
    """A file that was made of a picture."""

    name: str
    """`clean`, or the width of a smaller size in pixels."""

    size: int
    """In bytes."""

    digest: Sha256
    """Of its bytes."""


class Fault(msgspec.Struct, frozen=True, array_like=True):
    """Why a picture cannot be shown."""

    code: Code
    message: str
    hint: str


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """What is known of the file of a picture."""

    digest: Sha256
    """Of its bytes."""

    width: int | None = None
    """In pixels, as it is shown: turned as the camera was held. None where a file does not say."""

    height: int | None = None
    widths: tuple[int, ...] = ()
    """Of the smaller sizes that there are of it."""

    made: tuple[Made, ...] = ()
    """Empty for what is only looked at, or published as it is."""

    fault: Fault | None = None
