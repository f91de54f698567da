"""Of a drawing goes out what is seen of it, and nothing that could run, load or tell anything."""

from xml.etree import ElementTree as ET

import pytest

from site_builder.imaging.bounds import LARGEST_DRAWING, PictureUnusable
from site_builder.imaging.vector import clean_drawing

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

HARMFUL = [
    "<script>alert(1)</script>",
    '<script href="https://evil.example/a.js"/>',
    '<g onload="alert(1)"/>',
    '<g ONLOAD="alert(1)"/>',
    '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
    '<a xlink:href=" java&#10;script:alert(1)"/>',
    '<image href="https://evil.example/a.png"/>',
    '<image xlink:href="//evil.example/a.png"/>',
    '<image href="data:image/svg+xml,&lt;svg onload=&quot;alert(1)&quot;/&gt;"/>',
    '<use href="https://evil.example/a.svg#a"/>',
    '<feImage href="https://evil.example/a.png"/>',
    '<set attributeName="xlink:href" to="javascript:alert(1)"/>',
    '<animate attributeName="onclick" values="alert(1)"/>',
    "<style>@import url(https://evil.example/a.css);</style>",
    "<style>@import 'https://evil.example/a.css';</style>",
    "<style>a{background:url( 'https://evil.example/a.png')}</style>",
    '<style>a{background:image-set("https://evil.example/a.png" 1x)}</style>',
    '<path style="fill:url(https://evil.example/a.svg#a)"/>',
    '<path fill="url(https://evil.example/a.svg#a)"/>',
    '<path filter="URL(//evil.example/a.svg#a)"/>',
    '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
    "<!-- evil.example -->",
    '<?xml-stylesheet href="https://evil.example/a.css"?>',
    "<metadata>evil.example</metadata>",
    '<g xmlns:x="https://evil.example/" x:file="/home/somebody"/>',
    '<iframe src="https://evil.example/"/>',
]


@pytest.mark.parametrize("harmful", HARMFUL)
def test_what_could_do_harm_is_left_out(harmful: str) -> None:
    drawing = clean_drawing(f'<svg {SVG}><g>{harmful}<path d="M1 2"/></g></svg>'.encode())

    written = drawing.content.decode().lower()
    found = [w for w in ("evil", "alert", "script", "onload", "somebody") if w in written]
    assert found == []
    assert 'd="m1 2"' in written
    ET.fromstring(drawing.content)  # noqa: S314 (what was written here)


@pytest.mark.parametrize("written", ["u\\72l", "ur\\l", "u@import;rl", "uimage-set()rl", "\\75rl"])
def test_an_address_in_a_style_cannot_be_hidden(written: str) -> None:
    style = f"<style>a{{background:{written}(https://evil.example/a.png)}}</style>"

    drawing = clean_drawing(f"<svg {SVG}>{style}</svg>".encode())

    assert b"\\" not in drawing.content
    assert b"url(https" not in drawing.content


@pytest.mark.parametrize(
    "harmless",
    [
        '<path fill="url(#shade)" style="fill:url(#shade);stroke:#123"></path>',
        '<use href="#part"></use>',
        '<image href="data:image/png;base64,AAAA"></image>',
        "<style>.a &gt; .b{fill:red}</style>",
        '<text xml:space="preserve">a &lt; b &amp; c</text>',
        "<title>Счёт 三</title>",
        '<linearGradient id="shade"><stop offset="0"></stop></linearGradient>',
        '<animate attributeName="x" from="0" to="1"></animate>',
    ],
)
def test_what_is_harmless_stays_as_it_is(harmless: str) -> None:
    drawing = clean_drawing(f"<svg {SVG}>{harmless}</svg>".encode())

    assert drawing.content.decode() == f"<svg {SVG}>{harmless}</svg>"


@pytest.mark.parametrize(
    "refused",
    [
        "<svg><foreignObject/></svg>",
        "<html/>",
        "<svg><g></svg>",
        "",
        "\0",
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
        '<s:svg xmlns:s="http://www.w3.org/2000/svg"/>',
        "<svg/>" + " " * LARGEST_DRAWING,
    ],
    ids=["HTML", "no drawing", "unclosed", "empty", "bytes", "entities", "prefix", "large"],
)
def test_what_cannot_be_made_safe_is_refused(refused: str) -> None:
    with pytest.raises(PictureUnusable) as unusable:
        clean_drawing(refused.encode())

    assert unusable.value.hint


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="30" height="20"', (30, 20)),
        ('width="30px" height="20.4"', (30, 20)),
        ('viewBox="0 0 300 150"', (300, 150)),
        ('viewBox="0,0,300,150" width="60"', (60, 30)),
        ('viewBox="0 0 300 150" height="60"', (120, 60)),
        ('width="100%" height="100%" viewBox="0 0 30 20"', (30, 20)),
        ('width="30"', (None, None)),
        ('viewBox="0 0 0 0"', (None, None)),
        ('width="1e9" height="2"', (None, None)),
        ('width="999999" height="2"', (None, None)),
        ("", (None, None)),
    ],
)
def test_the_size_of_a_drawing_is_what_it_asks_for(
    attributes: str, size: tuple[int | None, int | None]
) -> None:
    drawing = clean_drawing(f"<svg {attributes}/>".encode())

    assert (drawing.width, drawing.height) == size
