"""What readers search in: names and full texts, made anew only where they would be others."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

import msgspec

from site_builder.indexing import make_index
from site_builder.model.config import Config
from site_builder.writing.context import Making
from site_builder.writing.exports.aspects import export_parts
from site_builder.writing.exports.forms import RECORDS, Aspect
from site_builder.writing.search.entries import make_parts
from site_builder.writing.search.jump import MADE_FROM, make_names
from site_builder.writing.search.places import INDEX, NAMES_BEGIN

INDEXED = RECORDS | frozenset[Aspect](("texts", "names", "pages"))


class Group(msgspec.Struct, frozen=True, array_like=True):
    """Files that are made together, and what they were made from."""

    parts: dict[str, bytes]
    count: int


class Searched(NamedTuple):
    """What came of making what readers search in."""

    made: dict[str, bytes]
    kept: frozenset[str]
    """Paths of what stands as it is."""

    facts: dict[str, bytes]
    """What the next build should know of it."""


class Standing(NamedTuple):
    """What the last good build left."""

    files: Mapping[str, object]
    """By path what stands in the output as it was written."""

    facts: Mapping[str, bytes]


def make_search(
    making: Making,
    standing: Standing,
    digest_of_text: Callable[[str], bytes],
    *,
    makes_index: bool,
) -> Searched:
    """Make the names for the jump-to box, and the full-text index unless it has to wait.

    An index that has to wait stays only where it would be the same. Raises `IndexNotMade`.
    """
    config = making.archive.config
    last = _groups_in(standing.facts)
    groups: dict[str, Group] = {}
    made: dict[str, bytes] = {}
    kept: set[str] = set()
    makers = {NAMES_BEGIN: (MADE_FROM, partial(make_names, making.catalogue))}
    if config.build.search:
        makers[INDEX] = (INDEXED, partial(_make_index, making))
    for start, (aspects, make) in makers.items():
        parts = export_parts(aspects, making.catalogue, digest_of_text)
        stand = {path for path in standing.files if path.startswith(start)}
        known = last.get(start)
        if known == Group(parts, len(stand)):
            kept |= stand
            groups[start] = known
        elif start != INDEX or makes_index:
            files = make()
            made |= files
            groups[start] = Group(parts, len(files))
    return Searched(made, frozenset(kept), {"search": msgspec.msgpack.encode(groups)})


def is_searched(config: Config, facts: Mapping[str, bytes], *, makes_index: bool) -> bool:
    """Tell whether the last good build left nothing to be indexed."""
    return not (config.build.search and makes_index) or INDEX in _groups_in(facts)


def _groups_in(facts: Mapping[str, bytes]) -> dict[str, Group]:
    """Give what the last build left of each group, by what the paths of its files begin with."""
    stored = facts.get("search")
    return msgspec.msgpack.decode(stored, type=dict[str, Group]) if stored else {}


def _make_index(making: Making) -> dict[str, bytes]:
    return make_index(make_parts(making), making.archive.config.language)
