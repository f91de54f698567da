"""All names of a site and one text → the entities that the text names."""

from collections.abc import Iterator, Mapping

import ahocorasick  # type: ignore[import-not-found]

from site_builder.model.article import FoundMention
from site_builder.reading.borders import is_whole_word
from site_builder.reading.folding import FoldedText
from site_builder.reading.mentions import Mentions, find_mentions, owners_of_names

Names = Mapping[str, tuple[str, ...]]
"""The name and the aliases of each entity, by its id."""


def find_known(text: FoldedText, names: Names) -> Mentions:
    """Find every entity of a site that a text names, as a build would if all were declared."""
    return find_mentions(text, {id_: names[id_] for id_ in sorted(_candidates(text.folded, names))})


def count_known(mentions: Mentions) -> dict[str, list[FoundMention]]:
    """Sort mentions by entity, the most frequent first."""
    found: dict[str, list[FoundMention]] = {}
    for mention in mentions.found:
        found.setdefault(mention.entity, []).append(mention)
    return dict(sorted(found.items(), key=lambda entry: -len(entry[1])))


def _candidates(folded: str, names: Names) -> set[str]:
    """List the entities of which some name stands in a text, in one pass over it."""
    owners = owners_of_names(names)
    return {id_ for name in _whole_names(folded, owners) for id_ in owners[name]}


def _whole_names(folded: str, owners: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    automaton = ahocorasick.Automaton()
    for name in owners:
        automaton.add_word(name, name)
    if not owners:
        return
    automaton.make_automaton()
    for last, name in automaton.iter(folded):
        if is_whole_word(folded, last - len(name) + 1, last + 1):
            yield str(name)
