"""Files of photographs and the like to their size, clean bytes and smaller sizes; the door to PIL.

A file says how large it is before a pixel is unpacked, and more than the bounds is not unpacked.
"""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from site_builder.imaging.bounds import (
    LONGEST_SIDE,
    MOST_PIXELS,
    SUFFIX_OF_SIZES,
    WIDTHS,
    PictureUnusable,
    broken,
)
from site_builder.imaging.stripping import strip

FORMS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")

MPO = "MPO"
"""What a JPEG calls itself that holds further pictures behind the first, such as a preview."""

# Decoders meet whatever a broken file may say with whatever Python raises for it.
FAULTS = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError),
    *(RuntimeError, struct.error, zlib.error, MemoryError),
)

QUALITY_AS_IT_WAS = 92
QUALITY_OF_SIZES = 80


class Raster(NamedTuple):
    """What a file says of itself before its pixels are unpacked."""

    form: str
    width: int
    height: int
    widths: tuple[int, ...]
    is_turned: bool
    """Whether the camera was not held upright."""


@contextmanager
def quiet() -> Iterator[None]:
    """Let the library keep to itself what it finds a little wrong; for one thread around others."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def look_at(content: bytes) -> Raster:
    """Read what a file says of itself; raise `PictureUnusable` for what may not be unpacked."""
    with _opened(content) as image:
        return _raster(image)


def check_pixels(content: bytes) -> Raster:
    """Unpack a picture once; raise `PictureUnusable` if that cannot be done."""
    with _opened(content) as image:
        raster = _raster(image)
        image.load()
        strip(content, raster.form, _notes(image))
        return raster


def make_files(content: bytes) -> tuple[Raster, dict[str, bytes]]:
    """Make the clean picture and its smaller sizes, by name."""
    with _opened(content) as image:
        raster = _raster(image)
        image.load()
        clean = strip(content, raster.form, _notes(image))
        upright = ImageOps.exif_transpose(image) if raster.is_turned else image
        if raster.is_turned:
            clean = _saved_again(upright, raster.form)
        files = {"clean": clean}
        for width in raster.widths:
            files[str(width)] = _smaller(upright, width, raster)
        return raster, files


@contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    try:
        with Image.open(BytesIO(content), formats=FORMS) as image:
            yield image
    except Image.DecompressionBombError:
        raise _too_large(f"has more than {MOST_PIXELS // 1_000_000} million pixels") from None
    except UnidentifiedImageError:
        hint = "save it as JPEG, PNG, WebP, AVIF, GIF or SVG"
        raise PictureUnusable("is no picture that browsers show", hint) from None
    except FAULTS:
        raise broken("cannot be unpacked to its end") from None


def _raster(image: Image.Image) -> Raster:
    width, height = image.size
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise _too_large(f"has {width:,} × {height:,} pixels")
    form = "JPEG" if image.format == MPO else image.format or ""
    orientation = image.getexif().get(ORIENTATION, 1)
    is_animated = form != "JPEG" and getattr(image, "n_frames", 1) > 1
    is_turned = orientation in TURNS and not is_animated and form != "GIF"
    if is_turned and orientation in LYING:
        width, height = height, width
    # A diagram of few colours is small as it is, and its smaller sizes would be larger files.
    has_sizes = not is_animated and form != "GIF" and not (form == "PNG" and image.mode in FEW)
    widths = tuple(each for each in WIDTHS if has_sizes and each < width)
    return Raster(form, width, height, widths, is_turned)


ORIENTATION = 0x0112
TURNS = range(2, 9)
LYING = range(5, 9)
"""Values by which width and height change places."""

FEW = frozenset({"1", "P", "PA"})
"""Modes of pictures with a table of colours."""


def _too_large(message: str) -> PictureUnusable:
    hint = (
        f"make it smaller: {LONGEST_SIDE:,} pixels a side and {MOST_PIXELS // 1_000_000} million "
        "in all can be shown"
    )
    return PictureUnusable(message, hint, "too-large")


def _notes(image: Image.Image) -> tuple[bytes, ...]:
    """Give what cameras and programs noted, as it stands in the file."""
    found = (image.info.get(name) for name in ("exif", "xmp"))
    return tuple(note for note in found if isinstance(note, bytes))


def _saved_again(image: Image.Image, form: str) -> bytes:
    out = BytesIO()
    profile = image.info.get("icc_profile")
    lossy = {"quality": QUALITY_AS_IT_WAS, "subsampling": "4:4:4"}
    image.save(out, form, icc_profile=profile, exif=b"", **({} if form == "PNG" else lossy))
    return strip(out.getvalue(), form, ())


def _smaller(image: Image.Image, width: int, raster: Raster) -> bytes:
    height = max(1, round(raster.height * width / raster.width))
    smaller = _in_plain_colours(image).resize(
        (width, height), Image.Resampling.LANCZOS, reducing_gap=3.0
    )
    out = BytesIO()
    profile = image.info.get("icc_profile") if smaller.mode.startswith("RGB") else None
    # A diagram would be blurred by the means that a photograph is packed with.
    how = (
        {"lossless": True, "quality": 50, "method": 1}
        if raster.form == "PNG"
        else {"quality": QUALITY_OF_SIZES, "method": 2}
    )
    smaller.save(out, SUFFIX_OF_SIZES, icc_profile=profile, exif=b"", xmp=b"", **how)
    return out.getvalue()


def _in_plain_colours(image: Image.Image) -> Image.Image:
    """Give a picture in red, green and blue, and with what it lets through."""
    if image.mode == "CMYK":
        return _from_print(image)
    is_clear = image.mode in {"LA", "La", "RGBa"} or "transparency" in image.info
    if image.mode in {"RGB", "RGBA"} and not is_clear:
        return image
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 257).convert("L")
    return image.convert("RGBA" if is_clear else "RGB")


def _from_print(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    plain: Image.Image | None = None
    if isinstance(profile, bytes):
        try:
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            plain = ImageCms.profileToProfile(image, given, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            # A profile that is broken is as good as none.
            plain = None
    plain = plain or image.convert("RGB")
    plain.info.pop("icc_profile", None)
    return plain
