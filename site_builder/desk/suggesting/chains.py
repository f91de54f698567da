"""Words for those through whom something came → the ids of sources and entities."""

import re
from collections.abc import Iterator, Mapping

from site_builder.desk.suggesting.masking import NAME, SOURCE, Masked
from site_builder.desk.suggesting.text import Text

FEWEST = 2
"""Words that a chain and the title of a source must share."""

_WORD = re.compile(r"[^\W\d_]{4,}")


class Chains:
    """Finds the sources that a text tells of."""

    def __init__(self, text: Text, titles: Mapping[str, str]) -> None:
        """Take the titles of the site's sources, by id."""
        self._text = text
        self._titles = {id_: _words(title) for id_, title in titles.items()}

    def find(self, masked: Masked, span: tuple[int, int]) -> Iterator[str]:
        """Yield the ids of what stands in a part of a masked sentence, in its order."""
        named = masked.within(*span)
        linked = [each.id for each in named if each.sign == SOURCE]
        bodies = [each.id for each in named if each.sign == NAME and each.kind == "body"]
        if linked or bodies:
            yield from (*linked, *bodies)
            return
        start, end = (masked.source(place) for place in span)
        if source := self._titled(_words(self._text.words((start, end)))):
            yield source

    def _titled(self, words: frozenset[str]) -> str:
        """Give the one source whose title has the words of a chain."""
        shared = {id_: len(words & title) for id_, title in self._titles.items()}
        most = max(shared.values(), default=0)
        best = [id_ for id_, count in shared.items() if count == most]
        return best[0] if most >= FEWEST and len(best) == 1 else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))
