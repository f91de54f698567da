"""Quotations and claims to the saved copies that they should be found in, and what came of it."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

import msgspec

from site_builder.model.annotation import Annotation, Claim, Quotation
from site_builder.model.names import Names
from site_builder.model.source import Source
from site_builder.model.target import Target

State = Literal["verified", "failed", "unchecked"]
"""The copy holds the words; it does not; or there is no copy, or nothing in it to compare."""


class Comparison(msgspec.Struct, frozen=True, array_like=True):
    """What came of looking for words in a saved copy."""

    state: State
    nearest: str = ""
    """What is most like the words, as folded for comparison, where they failed."""


class Wanted(msgspec.Struct, frozen=True, array_like=True):
    """What is looked for in a copy; nothing else decides what comes of it, but the copy."""

    texts: tuple[str, ...]
    """One of them is enough: the passage, or the words in the language they were said in."""

    parts: bool = False
    """Whether the words in quotation marks inside the passage are enough."""

    is_retold: bool = False
    """Whether the passage may tell in other words what was said, and so cannot fail."""


class Verification(NamedTuple):
    """What is known of one annotation and one source that it rests on."""

    source: Target
    state: State


Compared = Mapping[tuple[str, str], Comparison]
"""By the ids of an annotation and a source."""


def attributed(annotation: Annotation, names: Names) -> tuple[Target, ...]:
    """List the sources that should hold a quotation or a claim, each once.

    They are those that the annotation rests on, and every step of its chain that is a source:
    whoever passed the words on has them. What such a step relays in its turn is not asked.
    """
    content = annotation.content
    if not isinstance(content, Quotation | Claim):
        return ()
    references = (*annotation.source_ids, *content.via)
    return tuple(dict.fromkeys(names.all(references, ("source",))))


def wanted_of(annotation: Annotation, language: str, source: Source) -> Wanted | None:
    """Say what of an annotation should stand in the copy of a source; None for nothing.

    `language` is that of the article: a copy in another one can only hold the words as they were
    said, where these are given.
    """
    texts = []
    if annotation.words.strip() and _may_be_in(language, source):
        texts.append(annotation.words)
    content = annotation.content
    kind = "claim"
    if isinstance(content, Quotation):
        kind = content.kind
        original = content.original
        if original is not None and _may_be_in(original.language, source):
            texts.append(original.text)
    if not texts:
        return None
    return Wanted(tuple(texts), parts=kind != "direct", is_retold=kind == "indirect")


def _may_be_in(language: str, source: Source) -> bool:
    given = source.fields.language
    return given is None or _primary(given) == _primary(language)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def verifications(
    annotation: Annotation, names: Names, compared: Compared
) -> tuple[Verification, ...]:
    """Say for each source of a quotation or a claim whether its copy holds the words."""
    if not annotation.words.strip():
        return ()
    return tuple(
        Verification(source, _state(compared.get((annotation.id, source.id))))
        for source in attributed(annotation, names)
    )


def _state(comparison: Comparison | None) -> State:
    return comparison.state if comparison else "unchecked"
