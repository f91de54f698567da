"""Records to ids that stay when the site moves to another address."""

from hashlib import blake2b

from site_builder.model.archive import Archive
from site_builder.model.target import Target

SIZE = 10
"""Octets of an id: of a million records, two have one with a chance of one in a million million."""


def stable_id(name: str) -> str:
    """Make an id of the form that all have, of a name that is its own."""
    return blake2b(name.encode(), digest_size=SIZE).hexdigest()


def record_id(target: Target, archive: Archive) -> str:
    """Give the id of a record, made of the site's title and of what names the record.

    That is what others call it by, so theirs stay too when its file moves; of an article, which
    may get another slug, it is the path of its file.
    """
    kind, id_ = target
    name = archive.articles[id_].path if kind == "article" else f"{kind} {id_}"
    return stable_id(f"{archive.config.title}: {name}")
