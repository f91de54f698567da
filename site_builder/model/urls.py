"""The address of everything that has one, from its kind and id alone."""

import re
from urllib.parse import quote

from site_builder.model.slugs import slugify

FOLDERS = {
    "article": "articles",
    "entity": "entities",
    "event": "events",
    "source": "sources",
    "story": "stories",
    "topic": "topics",
    "publisher": "publishers",
}


def path_of(kind: str, id_: str) -> str:
    """Give the path of a record's page from the site's root: `/articles/summit/`.

    A page lies at its own slug; topics and publishers, which are words, at theirs made of them.
    """
    if kind == "page":
        return f"/{id_}/"
    name = slugify(id_) if kind in ("topic", "publisher") else id_
    return f"/{FOLDERS[kind]}/{name}/"


def in_place_path(kind: str, id_: str, article: str) -> str:
    """Give the path of an event or a source that an article defines."""
    return f"/articles/{article}/#{kind}-{id_}"


def image_path(folder: str, src: str) -> str:
    """Give the path of a picture: from the site's root as it is, else in its record's folder."""
    src = src.strip()
    return src if src.startswith("/") else folder + src.rpartition("/")[2]


PLAIN = re.compile(r"[A-Za-z0-9_./~:@!$&'()*+,;=-]*(?:#[A-Za-z0-9_./~:@!$&'()*+,;=-]*)?").fullmatch
"""Tells of most paths that no sign of them needs a code."""


def address(root: str, path: str) -> str:
    """Write a path of the site as an address under its base path, with `%` codes where needed."""
    if PLAIN(path):
        return root[:-1] + path
    page, sign, fragment = path.partition("#")
    return (
        root[:-1]
        + quote(page, safe="/:@!$&'()*+,;=~")
        + sign
        + quote(fragment, safe="/:@!$&'()*+,;=~?")
    )
