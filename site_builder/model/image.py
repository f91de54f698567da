"""A picture and the words that belong to it."""

import msgspec

from site_builder.model.text import Located


class Image(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of the site's own."""

    src: Located
    """A file beside the one that names it, or under `content/static/` when it starts with `/`."""

    alt: str
    caption: str | None = None
    credit: str | None = None
