"""Files are served as what they are."""

import pytest

from site_builder.serving.media import media_type_of


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("assets/site.1.css", "text/css; charset=utf-8"),
        ("assets/site.1.js", "text/javascript; charset=utf-8"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("data/claims.csv", "text/csv; charset=utf-8"),
        ("data/events.ics", "text/calendar; charset=utf-8"),
        ("feed.xml", "application/xml"),
        ("feed.json", "application/json"),
        ("data/places.geojson", "application/geo+json"),
        ("data/sources.ris", "application/x-research-info-systems"),
        ("data/site.sqlite", "application/vnd.sqlite3"),
        ("pagefind/wasm.en.wasm", "application/wasm"),
        ("icon.svg", "image/svg+xml"),
        ("PHOTO.JPG", "image/jpeg"),
        ("photo.webp", "image/webp"),
        ("a.woff2", "font/woff2"),
        ("pagefind/index.pf_meta", "application/octet-stream"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_a_name_says_the_media_type(name: str, media_type: str) -> None:
    assert media_type_of(name) == media_type
