"""A file's name to the media type that it is served as, the same on every machine."""

import mimetypes
import posixpath

OTHERS = {
    ".atom": "application/atom+xml",
    ".bib": "text/x-bibtex",
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".ics": "text/calendar",
    ".jsonl": "application/jsonl",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".js": "text/javascript",
    ".ris": "application/x-research-info-systems",
    ".sqlite": "application/vnd.sqlite3",
    ".vtt": "text/vtt",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    # A browser shows this and offers `application/atom+xml` for saving; hosts of pages send it.
    ".xml": "application/xml",
}

# Without files: the system's own tables differ, and some say that JavaScript is a plain text.
KNOWN = mimetypes.MimeTypes(filenames=())


def media_type_of(name: str) -> str:
    """Give the content type of a file, with the encoding for every text."""
    suffix = posixpath.splitext(name)[1].lower()
    known = OTHERS.get(suffix) or KNOWN.types_map[True].get(suffix) or "application/octet-stream"
    return f"{known}; charset=utf-8" if known.startswith("text/") else known
