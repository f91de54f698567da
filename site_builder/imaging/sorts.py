"""Files of pictures of any sort to what is known and made of them."""

from pathlib import PurePosixPath
from typing import NamedTuple

from site_builder.imaging import raster, vector
from site_builder.imaging.bounds import LARGEST, PictureUnusable

SUFFIXES = frozenset({".avif", ".gif", ".jfif", ".jpeg", ".jpg", ".png", ".webp"})
DRAWN = ".svg"


class Look(NamedTuple):
    """What a picture is like."""

    width: int | None
    height: int | None
    widths: tuple[int, ...] = ()
    """Of the smaller sizes that there are of it."""


def look_at(path: str, content: bytes) -> Look:
    """Say how large a picture is; all that follow raise `PictureUnusable`."""
    if _is_drawn(path, content):
        return Look(*vector.clean_drawing(content)[:2])
    return _look(raster.look_at(content))


def check_picture(path: str, content: bytes) -> Look:
    """Look at a picture down to its last pixel."""
    if _is_drawn(path, content):
        return Look(*vector.clean_drawing(content)[:2])
    return _look(raster.check_pixels(content))


def make_files(path: str, content: bytes) -> tuple[Look, dict[str, bytes]]:
    """Make the clean picture and its smaller sizes, by name."""
    if _is_drawn(path, content):
        drawing = vector.clean_drawing(content)
        return Look(drawing.width, drawing.height), {"clean": drawing.content}
    found, files = raster.make_files(content)
    return _look(found), files


def _look(found: raster.Raster) -> Look:
    return Look(found.width, found.height, found.widths)


def _is_drawn(path: str, content: bytes) -> bool:
    suffix = PurePosixPath(path).suffix.lower()
    if suffix == DRAWN:
        return True
    if suffix not in SUFFIXES:
        # Whatever is in it, who asks for it would be given what its name says.
        message = f"has a name that ends as no picture's does: {suffix or 'nothing'}"
        raise PictureUnusable(message, f"pictures are {', '.join(sorted((*SUFFIXES, DRAWN)))}")
    if len(content) > LARGEST:
        message = f"has {len(content):,} bytes; {LARGEST:,} can be read"
        raise PictureUnusable(message, "make it smaller", "too-large")
    return False
