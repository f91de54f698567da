"""Words such as `300 200 red` to a picture of that size, for sites that tests make."""

from io import BytesIO
from typing import Any

from PIL import Image

NOTE = "taken at the harbour"
"""What a camera noted of every picture that can hold notes."""

TURNED = 6
"""What a camera notes that was held upright, the top of its pictures at their right."""


def draw(words: str) -> bytes:
    """Draw a PNG; one that ends too early for the word `broken`."""
    if words.strip() == "broken":
        return photograph(60, 40)[:-60]
    width, height, colour = words.split()
    return photograph(int(width), int(height), colour)


def photograph(
    width: int,
    height: int,
    colour: str = "red",
    *,
    form: str = "PNG",
    turned: bool = False,
    **options: Any,  # noqa: ANN401 (whatever the library takes)
) -> bytes:
    """Draw a picture, bright at the top left, with a note of where it was taken."""
    image = Image.new("RGB", (width, height), colour)
    image.paste("white", (0, 0, max(1, width // 3), max(1, height // 3)))
    notes = Image.Exif()
    notes[0x010E] = NOTE
    notes.get_ifd(0x8825)[1] = "N"
    if turned:
        notes[0x0112] = TURNED
    out = BytesIO()
    if form == "GIF":
        image.save(out, form, comment=NOTE.encode(), **options)
    else:
        image.save(out, form, exif=notes, **{"xmp": f"<x>{NOTE}</x>".encode(), **options})
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    """Unpack a picture."""
    image = Image.open(BytesIO(content))
    image.load()
    return image
