"""An Archive to the names and headlines that the jump-to box leads to."""

from collections.abc import Iterator

import msgspec

from site_builder.model.target import Target
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.exports.forms import Aspect
from site_builder.writing.search.entries import is_hidden
from site_builder.writing.search.places import NAMES_BEGIN

MADE_FROM = frozenset[Aspect](("articles", "entities", "events", "stories", "pages"))

ORDER = ("story", "entity", "page", "article", "event")
"""Kinds of records; what is before stands before what fits a word as well."""

MOST_BYTES = 200_000
"""Of one file, however many names there are; the box shows what it has and loads on."""


class Way(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """A name and where it leads."""

    kind: str
    name: str
    path: str
    """From the site's root, without a slash before it."""

    others: tuple[str, ...] = ()
    """Other names of the same."""


def make_names(catalogue: Catalogue) -> dict[str, bytes]:
    """Write all names, in as many files as they need; never those of drafts."""
    encode = msgspec.json.Encoder().encode
    parts: list[list[bytes]] = [[]]
    size = 0
    for way in _ways(catalogue):
        written = encode(way)
        if size + len(written) > MOST_BYTES:
            parts.append([])
            size = 0
        parts[-1].append(written)
        size += len(written) + 1
    return {
        f"{NAMES_BEGIN}{number}.json": b'{"files":%d,"names":[%b]}\n'
        % (len(parts), b",".join(part))
        for number, part in enumerate(parts, 1)
    }


def _ways(catalogue: Catalogue) -> Iterator[Way]:
    archive = catalogue.archive
    for kind in ORDER:
        for id_, record in archive.records(kind).items():
            if is_hidden(record, archive):
                continue
            target = Target(kind, id_)
            others = archive.entities[id_].fields.aliases if kind == "entity" else ()
            name, path = catalogue.named(target).label, catalogue.path(target)
            yield Way(kind, name, path.removeprefix("/"), others)
