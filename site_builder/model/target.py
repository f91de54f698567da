"""What can be named on a site: a kind and an id."""

from typing import Literal, NamedTuple

Kind = Literal["article", "entity", "event", "source", "story", "page"]

KINDS: tuple[Kind, ...] = ("article", "entity", "event", "source", "story", "page")


class Target(NamedTuple):
    """A record, a topic, a publisher without a record or a property, by kind and id."""

    kind: str
    id: str


def publisher_target(text: str) -> Target:
    """Give the publisher that an id or a name means."""
    return Target("publisher", text.removeprefix("entity:"))


def property_target(about: Target, property_: str) -> Target:
    """Give the entry of the ledger for one property of one thing."""
    return Target("property", f"{about.kind}:{about.id}#{property_}")


def topic_target(word: str) -> Target:
    """Give the topic that a word means."""
    return Target("topic", word)
