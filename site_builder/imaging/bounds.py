"""What a picture may be, and the one exception for what may not be shown."""

from site_builder.model.problems import Code

LARGEST = 40_000_000
"""Bytes of the file of a picture."""

LARGEST_DRAWING = 2_000_000
"""Bytes of an SVG: it is read as a whole, sign by sign."""

LONGEST_SIDE = 16_383
"""Pixels; WebP has no more."""

MOST_PIXELS = 80_000_000
"""Of one picture: unpacked they take 320 MB."""

WIDTHS = (480, 800, 1200, 1800)
"""Pixels of the smaller sizes that are made of a picture, as far as it is wider itself."""

SUFFIX_OF_SIZES = "webp"


class PictureUnusable(Exception):
    """Raised with what is wrong with the file of a picture, and what to do."""

    def __init__(self, message: str, hint: str, code: Code = "unusable-picture") -> None:
        super().__init__(message, hint, code)
        self.message = message
        self.hint = hint
        self.code: Code = code


def broken(message: str) -> PictureUnusable:
    """Say that a file ends too early or holds what no such file may hold."""
    return PictureUnusable(message, "save or export it again")
