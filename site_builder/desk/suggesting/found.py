"""All that a text tells by itself, and the front matter made of it."""

from collections.abc import Iterator, Mapping

import msgspec

from site_builder.desk.suggesting.front_matter import Addition, Item, block

MOST_SHOWN = 60
"""Signs of a passage that a remark repeats."""


class Unsettled(msgspec.Struct, frozen=True):
    """Words that somebody said, of whom it is not safe to say who."""

    words: str
    cue: str


class Suggestions(msgspec.Struct, frozen=True):
    """What may be added to an article."""

    entities: Mapping[str, str]
    """Ids, and how often and by which names the text speaks of them."""

    events: tuple[Item, ...] = ()
    sources: tuple[Item, ...] = ()
    annotations: tuple[Item, ...] = ()
    names: Mapping[str, int] = {}
    """Names that no entity of the site has, with their counts."""

    unsettled: tuple[Unsettled, ...] = ()

    @property
    def additions(self) -> tuple[Addition, ...]:
        """What can be added, list by list; lists to which nothing is added are left out."""
        every = (
            Addition("entities", tuple(self.entities)),
            Addition("events", self.events),
            Addition("sources", self.sources),
            Addition("annotations", self.annotations),
        )
        return tuple(addition for addition in every if addition.items)

    def lines(self) -> list[str]:
        """Write the suggestions as front matter, what cannot be part of it as comments."""
        written = (
            block(addition, remarks=self.entities if addition.key == "entities" else {})
            for addition in self.additions
        )
        return [*(line for lines in written for line in lines), *self.remarks()]

    def remarks(self) -> Iterator[str]:
        """Write as comments what a person has to find out first."""
        if self.names:
            yield "# names that no entity has; site-builder new entity NAME makes one:"
            yield from (f"#   {name} ({count}×)" for name, count in self.names.items())
        if self.unsettled:
            yield "# quotations whose speaker the text does not settle:"
            for each in self.unsettled:
                said = f" ({each.cue})" if each.cue else ""
                yield f"#   {_shortened(each.words)}{said}"


def _shortened(words: str) -> str:
    if len(words) <= MOST_SHOWN:
        return words
    return f"{words[: MOST_SHOWN - 1].rpartition(' ')[0] or words[: MOST_SHOWN - 1]}…"
