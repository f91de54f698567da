"""The nearest of some words to one that was mistyped."""

from collections.abc import Iterable

CUTOFF = 70
"""Percent of likeness under which a guess would puzzle more than help."""


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Find the choice most like `word`; None when none is like it."""
    # Only a fault needs it, and a build without faults should not pay for the import.
    from rapidfuzz import fuzz, process

    found = process.extractOne(
        word, sorted(choices), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=CUTOFF
    )
    return found[0] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Phrase the nearest choice as a hint; empty when none is like the word."""
    found = nearest(word, choices)
    return f'did you mean "{found}"?' if found else ""
