"""What every id of a site names, whichever way it is written."""

import posixpath
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import unquote

import msgspec

from site_builder.model.slugs import slugify
from site_builder.model.target import KINDS, Kind, Target
from site_builder.model.text import Reference


class Spot(NamedTuple):
    """Where a link inside the site leads."""

    target: Target | None
    """None when it leads to a path of the site that is no record's."""

    path: str
    """That path; empty when there is a target."""

    fragment: str


class Names(msgspec.Struct, frozen=True):
    """The ids, files and paths of a site's records, those withheld included."""

    shown: Mapping[str, frozenset[str]]
    """Ids by kind."""

    withheld: frozenset[Target]
    unreadable: frozenset[Target]
    """Records whose files could not be read; who names them is not at fault."""

    by_file: Mapping[str, Target]
    """Records by the path of their file."""

    by_path: Mapping[str, Target]
    """Records by the path of their page."""

    def candidates(self, reference: str, kinds: tuple[Kind, ...]) -> tuple[Target, ...]:
        """List what an id may mean among some kinds, shown or not."""
        kind, colon, rest = reference.partition(":")
        if colon and kind in KINDS:
            kinds, reference = tuple(k for k in kinds if k == kind), rest
        found = (Target(kind, reference) for kind in kinds)
        return tuple(target for target in found if self.is_known(target))

    def is_known(self, target: Target) -> bool:
        """Tell whether a record exists, shown or not."""
        shown = self.shown.get(target.kind, frozenset())
        return target.id in shown or target in self.withheld or target in self.unreadable

    def is_shown(self, target: Target) -> bool:
        """Tell whether a record has a place on the site."""
        return target.id in self.shown.get(target.kind, frozenset())

    def all(self, references: Iterable[Reference], kinds: tuple[Kind, ...]) -> tuple[Target, ...]:
        """Resolve references to the records that are shown; the rest is the checks' concern."""
        found = []
        for reference in references:
            target = self._shown(reference.id, kinds)
            if target is not None:
                found.append(target)
        return tuple(found)

    def _shown(self, reference: str, kinds: tuple[Kind, ...]) -> Target | None:
        # Nearly every reference is a bare id of something shown, and a build asks very often.
        if ":" not in reference:
            for kind in kinds:
                if reference in self.shown[kind]:
                    return Target(kind, reference)
                target = Target(kind, reference)
                if target in self.withheld or target in self.unreadable:
                    return None
            return None
        targets = self.candidates(reference, kinds)
        return targets[0] if targets and self.is_shown(targets[0]) else None

    def link(self, href: str, file: str) -> Spot | None:
        """Resolve a link of a file's text; None when it names a record that does not exist."""
        before, _, fragment = href.partition("#")
        fragment = unquote(fragment)
        if not before:
            return Spot(self.by_file.get(file), "", fragment)
        kind, colon, rest = before.partition(":")
        if colon and (kind == "any" or kind in KINDS):
            kinds = KINDS if kind == "any" else tuple(k for k in KINDS if k == kind)
            targets = self.candidates(unicodedata.normalize("NFC", unquote(rest)), kinds)
            return Spot(targets[0], "", fragment) if targets else None
        path = unquote(before)
        if path.startswith("/"):
            page = path if path.endswith("/") else f"{path}/"
            target = self.by_path.get(unicodedata.normalize("NFC", page))
            return Spot(target, "" if target else path, fragment)
        near = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
        found = self.by_file.get(near) or self.by_file.get(f"{near}.md")
        return Spot(found, "", fragment) if found else None


def looks_like_id(text: str) -> bool:
    """Tell whether a text has the form of an id, and so was perhaps meant as one."""
    return slugify(text) == text
