"""A name or a pronoun beside a verb → the one entity that it can only mean."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from site_builder.desk.suggesting.masking import NAME, PRONOUN, STRANGER, Kind, Masked, Named
from site_builder.desk.suggesting.text import Text

FARTHEST = 3
"""Sentences before that of a pronoun in which its name is looked for."""


class Cast(msgspec.Struct, frozen=True):
    """Whom a text names, for words of it that mean one of them."""

    text: Text
    sentences: tuple[Masked, ...]
    names: Mapping[str, tuple[str, ...]]
    """The name and the aliases of every person that the text names, by id."""

    surnames: Mapping[str, tuple[str, ...]]
    """All persons of the site by the last word of their names."""

    def has(self, named: Named) -> bool:
        """Tell whether words are part of the name of somebody whom the text names in full."""
        words = self.text.words((named.start, named.end))
        return any(words in name.split() for names in self.names.values() for name in names)


def resolve(named: Named, turn: int, cast: Cast) -> str:
    """Say which entity is meant in the sentence of a turn; empty where that is not safe."""
    match named.sign:
        case str(sign) if sign == NAME:
            return named.id
        case str(sign) if sign == PRONOUN:
            return _antecedent(named, turn, cast)
        case str(sign) if sign == STRANGER:
            return _surname_of(named, cast)
        case _:
            return ""


def _antecedent(pronoun: Named, turn: int, cast: Cast) -> str:
    """Give the only person, or body, that is named last before a pronoun."""
    wanted: set[Kind] = {pronoun.kind}
    for masked in reversed(cast.sentences[max(turn - FARTHEST, 0) : turn + 1]):
        before = [each for each in masked.named if each.start < pronoun.start]
        if any(each.sign == STRANGER and not _surname_of(each, cast) for each in before):
            # Somebody without a file may be meant.
            return ""
        found = {each.id for each in before if each.sign == NAME and each.kind in wanted}
        found |= {_surname_of(each, cast) for each in before if each.sign == STRANGER}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _surname_of(named: Named, cast: Cast) -> str:
    """Give the only person whose name has a word: of those in the text, else of all."""
    words = cast.text.words((named.start, named.end))
    there = [id_ for id_, names in cast.names.items() if any(words in n.split() for n in names)]
    return only(there or cast.surnames.get(words, ()))


def only(found: Iterable[str]) -> str:
    """Give what all of some ids are; empty where they differ or there is none."""
    different = set(found)
    return different.pop() if len(different) == 1 else ""


def choose(named: Sequence[Named]) -> Named | None:
    """Choose who speaks among what stands together: `president of Belarus Lukashenko`."""
    spoken = [each for each in named if each.sign in {NAME, PRONOUN, STRANGER}]
    persons = [each for each in spoken if each.kind == "person"]
    return next(iter(persons or spoken), None)
