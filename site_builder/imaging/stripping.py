"""Files of pictures to the same without what cameras and programs note in them.

The pixels stay as they are packed: nothing is lost, and animations stay whole.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from site_builder.imaging.bounds import broken

JPEG_START, JPEG_END = b"\xff\xd8", b"\xff\xd9"
SCAN = 0xDA
COMMENT = 0xFE
MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
"""In a scan, what is no packed pixel and no mark to start anew from."""

KEPT_SEGMENTS: Mapping[int, bytes] = MappingProxyType(
    {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
)
"""Segments of programs that decide how colours look, and what they begin with."""


def strip_jpeg(content: bytes) -> bytes:
    """Keep pixels and colours; notes, previews and what follows the picture's end are left out."""
    return b"".join(_jpeg_parts(content))


def _jpeg_parts(content: bytes) -> Iterator[bytes]:
    yield JPEG_START
    place = len(JPEG_START)
    while True:
        marker = MARKER.search(content, place)
        if marker is None:
            raise broken("ends before the end of the picture")
        kind, start = content[marker.end() - 1], marker.end()
        if kind == JPEG_END[1]:
            yield JPEG_END
            return
        end = start + int.from_bytes(content[start : start + 2], "big")
        if kind == SCAN:
            found = MARKER.search(content, end)
            end = found.start() if found else len(content)
        if end > len(content) or end < start + 2:
            raise broken("ends before the end of the picture")
        if _is_kept(kind, content[start + 2 : end]):
            yield b"\xff" + content[marker.end() - 1 : end]
        place = end


def _is_kept(kind: int, segment: bytes) -> bool:
    is_program = 0xE0 <= kind <= 0xEF  # noqa: PLR2004 (the sixteen kinds that programs have)
    if not is_program:
        return kind != COMMENT
    return kind in KEPT_SEGMENTS and segment.startswith(KEPT_SEGMENTS[kind])


PNG_START = b"\x89PNG\r\n\x1a\n"

KEPT_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"acTL", b"fcTL", b"fdAT"}
    | {b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI"}
    | {b"bKGD", b"hIST", b"pHYs", b"sPLT"}
)
"""Chunks of pixels, of movement and of colours."""


def strip_png(content: bytes) -> bytes:
    """Keep pixels, movement and colours; texts, times and what cameras noted are left out."""
    kept = [PNG_START]
    place = len(PNG_START)
    while kept[-1][4:8] != b"IEND":
        end = place + 12 + int.from_bytes(content[place : place + 4], "big")
        if end > len(content):
            raise broken("ends before the end of the picture")
        if content[place + 4 : place + 8] in KEPT_CHUNKS:
            kept.append(content[place:end])
        place = end
    return b"".join(kept)


NOTES = frozenset({b"EXIF", b"XMP "})
HEADER = b"VP8X"
HAS_NOTES = 0b1100
"""The bits of the header by which EXIF and XMP are announced."""


def strip_webp(content: bytes) -> bytes:
    """Keep pixels, movement and colours."""
    whole = 8 + int.from_bytes(content[4:8], "little")
    if whole > len(content):
        raise broken("ends before the end of the picture")
    kept: list[bytes] = []
    place = 12
    while place + 8 <= whole:
        size = int.from_bytes(content[place + 4 : place + 8], "little")
        end = place + 8 + size + size % 2
        name, chunk = content[place : place + 4], content[place:end]
        if name == HEADER:
            chunk = chunk[:8] + bytes((chunk[8] & ~HAS_NOTES,)) + chunk[9:]
        if name not in NOTES:
            kept.append(chunk)
        place = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


EXTENSION, PICTURE, TRAILER = 0x21, 0x2C, 0x3B
CONTROL, APPLICATION = 0xF9, 0xFF
LOOPS = (b"\x0bNETSCAPE2.0", b"\x0bANIMEXTS1.0")
"""What says how often an animation is shown."""


def strip_gif(content: bytes) -> bytes:
    """Keep pictures and movement; comments and what programs noted are left out."""
    place = 13 + _table(content[10])
    kept = [content[:place]]
    while (kind := content[place]) != TRAILER:
        if kind == EXTENSION:
            end = _end_of_blocks(content, place + 2)
            is_loop = content[place + 1] == APPLICATION and content.startswith(LOOPS, place + 2)
            if content[place + 1] == CONTROL or is_loop:
                kept.append(content[place:end])
        elif kind == PICTURE:
            end = _end_of_blocks(content, place + 11 + _table(content[place + 9]))
            kept.append(content[place:end])
        else:
            raise broken("holds what no GIF holds")
        place = end
    return b"".join((*kept, bytes((TRAILER,))))


def _table(flags: int) -> int:
    """Give the bytes of a table of colours."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(content: bytes, place: int) -> int:
    while size := content[place]:
        place += size + 1
    return place + 1


STRIPPERS: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {"JPEG": strip_jpeg, "PNG": strip_png, "WEBP": strip_webp, "GIF": strip_gif}
)


def strip(content: bytes, form: str, notes: tuple[bytes, ...]) -> bytes:
    """Take out what cameras and programs noted; `notes` are those that a reader of the form found.

    In forms whose parts are named by their places, AVIF, notes are blanked and nothing moves.
    Raises `PictureUnusable` for a file that ends too early.
    """
    if form not in STRIPPERS:
        for note in filter(None, notes):
            content = content.replace(note, _blank(note))
        return content
    try:
        return STRIPPERS[form](content)
    except IndexError:
        raise broken("ends before the end of the picture") from None


def _blank(note: bytes) -> bytes:
    """Give as many bytes that say nothing; of EXIF the beginning, without which none is read."""
    found = TIFF.search(note)
    if found is None:
        return b" " * len(note)
    order: Literal["little", "big"] = "little" if found[0] == b"II*\0" else "big"
    start = note[: found.end()] + (8).to_bytes(4, order)
    return start.ljust(len(note), b"\0")[: len(note)]


TIFF = re.compile(rb"II\*\0|MM\0\*")
