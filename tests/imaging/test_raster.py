"""Of a photograph goes out what is seen on it, in sizes for every screen, and nothing else."""

import random
import zlib
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms

from site_builder.imaging.bounds import LONGEST_SIDE, WIDTHS, PictureUnusable
from site_builder.imaging.raster import FORMS, check_pixels, look_at, make_files, quiet
from tests.drawn import NOTE, opened, photograph

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_left_of_what_a_camera_noted(form: str, *, turned: bool) -> None:
    content = photograph(900, 30, form=form, turned=turned)
    assert NOTE.encode() in content

    _, files = make_files(content)

    assert [name for name, file in files.items() if NOTE.encode() in file] == []
    assert all(0x8825 not in opened(file).getexif() for file in files.values())


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_pixels_that_were_upright_are_not_packed_again(form: str) -> None:
    content = photograph(60, 40, form=form)

    clean = make_files(content)[1]["clean"]

    assert opened(clean).convert("RGB").tobytes() == opened(content).convert("RGB").tobytes()
    assert len(clean) < len(content)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_camera_that_was_held_upright_gives_a_picture_that_stands(form: str) -> None:
    raster, files = make_files(photograph(600, 900, form=form, turned=True))

    assert (raster.width, raster.height) == (900, 600)
    assert {opened(file).size for file in files.values()} == {(900, 600), (800, 533), (480, 320)}
    # What was at the top left is at the top right.
    bright = opened(files["clean"]).convert("L")
    assert bright.getpixel((890, 10)) > bright.getpixel((10, 10))  # type: ignore[operator]


@pytest.mark.parametrize("width", [479, 480, 481, 1000, 2000])
def test_no_size_is_as_wide_as_the_picture_or_wider(width: int) -> None:
    raster, files = make_files(photograph(width, 4, form="JPEG"))

    assert raster.widths == tuple(each for each in WIDTHS if each < width)
    assert [opened(files[str(each)]).width for each in raster.widths] == list(raster.widths)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_keeps_its_profile_of_colours_in_every_size(form: str) -> None:
    _, files = make_files(photograph(900, 30, form=form, icc_profile=PROFILE))

    assert {opened(file).info.get("icc_profile") for file in files.values()} == {PROFILE}


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_a_picture_of_any_mode_can_be_made_smaller(mode: str) -> None:
    image = Image.new("L", (900, 30), 128).convert(mode) if mode != "I;16" else _deep()

    raster, files = make_files(_packed(image))

    assert set(files) == {"clean", *map(str, raster.widths)}
    assert all(opened(file).mode in {mode, "RGB", "RGBA", "I;16"} for file in files.values())


def test_a_picture_for_print_is_made_smaller_in_the_colours_of_screens() -> None:
    image = Image.new("CMYK", (900, 30), (0, 255, 255, 0))

    _, files = make_files(_packed(image, "JPEG"))

    red, green, blue = opened(files["480"]).getpixel((5, 5))  # type: ignore[misc]
    assert red > 200
    assert max(green, blue) < 60


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_an_animation_keeps_moving_and_has_one_size(form: str) -> None:
    frames = [Image.new("RGB", (900, 9), colour) for colour in ("red", "tan", "blue")]
    content = _packed(frames[0], form, save_all=True, append_images=frames[1:], loop=0)

    raster, files = make_files(content)

    assert raster.widths == ()
    assert list(files) == ["clean"]
    assert opened(files["clean"]).n_frames == 3  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_that_ends_too_early_is_refused(form: str) -> None:
    content = _noise(form)

    for end in (len(content) // 2, len(content) - 40, 40):
        with pytest.raises(PictureUnusable):
            check_pixels(content[:end])


@pytest.mark.parametrize("form", FORMS)
def test_whatever_is_changed_in_a_picture_it_is_read_or_refused(form: str) -> None:
    content = bytearray(photograph(40, 30, form=form))
    chance = random.Random(form)  # noqa: S311 (nothing is secret)
    for _ in range(150):
        broken = bytearray(content)
        for _ in range(chance.randint(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        # Any other exception ends the test.
        with quiet(), suppress(PictureUnusable):
            make_files(bytes(broken))


@pytest.mark.parametrize("size", [(LONGEST_SIDE + 1, 1), (20_000, 20_000), (9_001, 9_000)])
def test_a_picture_of_too_many_pixels_is_refused_unopened(size: tuple[int, int]) -> None:
    content = bytearray(photograph(1, 1))
    content[16:24] = size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big")
    content[29:33] = _checksum(content[12:29])

    with pytest.raises(PictureUnusable) as refused:
        look_at(bytes(content))

    assert refused.value.code == "too-large"


def test_two_makings_of_a_picture_are_the_same_bytes() -> None:
    content = _noise("JPEG", 900)

    assert make_files(content) == make_files(content)


def _checksum(chunk: bytes | bytearray) -> bytes:
    return zlib.crc32(chunk).to_bytes(4, "big")


def _deep() -> Image.Image:
    return Image.new("I;16", (900, 30), 30_000)


def _noise(form: str, side: int = 60) -> bytes:
    chance = random.Random(1)  # noqa: S311 (nothing is secret)
    image = Image.frombytes("RGB", (side, side), chance.randbytes(3 * side * side))
    return _packed(image, form)


def _packed(image: Image.Image, form: str = "PNG", **options: Any) -> bytes:  # noqa: ANN401
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()
