"""Turns a seeded generator into made-up words and sentences that read like English."""

from collections.abc import Mapping
from random import Random

import msgspec

Pattern = tuple[tuple[str, str], ...]
"""Words or kinds of word, each with the punctuation that follows it."""

ONSETS = "b br c d dr f fl g gr h k l m n p pr r s st t tr v w"
MIDDLES = "b d g l m n r t v"
VOWELS = "a e i o u ai ea"
CODAS = "l n r s t m nd rt"
NOUN_ENDINGS = ("", "", "ment", "tion", "ness", "er", "ship")
ADJECTIVE_ENDINGS = ("al", "ous", "ive", "ic", "ish", "ent")

REAL_WORDS = "the of no after while where before there our that would will must"

NOUNS, VERBS, ADJECTIVES, ADVERBS = 900, 400, 350, 90


class Vocabulary(msgspec.Struct, frozen=True):
    """Distinct made-up words; the first of a pool are drawn most often."""

    pools: Mapping[str, tuple[str, ...]]
    """By the letter that stands for them in a pattern: `N` nouns, `P` plurals, `V` verbs in the
    past, `B` verbs, `A` adjectives, `D` adverbs, `T` numbers."""

    names: tuple[str, ...]
    """Capitalised, each unlike every other word."""


def coin_vocabulary(chance: Random, names: int) -> Vocabulary:
    """Make up a vocabulary with so many names."""
    taken = set(REAL_WORDS.split())
    nouns = coin_words(chance, NOUNS, endings=NOUN_ENDINGS, taken=taken)
    verbs = coin_words(chance, VERBS, endings=("",), taken=taken)
    pools = {
        "N": nouns,
        "P": tuple(f"{noun}es" if noun.endswith("s") else f"{noun}s" for noun in nouns),
        "V": tuple(f"{verb}ed" for verb in verbs),
        "B": verbs,
        "A": coin_words(chance, ADJECTIVES, endings=ADJECTIVE_ENDINGS, taken=taken),
        "D": coin_words(chance, ADVERBS, endings=("ly",), taken=taken),
        "T": tuple(str(number) for number in range(2, 100)),
    }
    coined = coin_words(chance, names, endings=("a", "ov", "is", "an", "eth"), taken=taken)
    return Vocabulary(pools=pools, names=tuple(name.capitalize() for name in coined))


def coin_words(
    chance: Random, count: int, *, endings: tuple[str, ...], taken: set[str]
) -> tuple[str, ...]:
    """Make up words that are not taken yet, and take them."""
    sounds = tuple(listed.split() for listed in (ONSETS, VOWELS, MIDDLES, VOWELS, CODAS))
    words: list[str] = []
    while len(words) < count:
        word = "".join(map(chance.choice, sounds)) + chance.choice(endings)
        if word not in taken:
            taken.add(word)
            words.append(word)
    return tuple(words)


def parse_pattern(text: str) -> Pattern:
    """Split a pattern such as `the A N, V by E` into words and what follows them."""
    return tuple((word.rstrip(","), "," if word.endswith(",") else "") for word in text.split())


def fill(pattern: Pattern, chance: Random, *, vocabulary: Vocabulary, mention: str) -> list[str]:
    """Draw the words of a sentence, with `mention` where the pattern says `E`."""
    pools = vocabulary.pools
    random = chance.random
    words: list[str] = []
    for word, tail in pattern:
        if pool := pools.get(word):
            # The square makes a few words frequent and most rare, as in a language.
            words.append(pool[int(len(pool) * random() ** 2)] + tail)
        else:
            words.append((mention if word == "E" else word) + tail)
    return words


def capitalised(text: str) -> str:
    """Raise the first letter and leave the others."""
    return text[:1].upper() + text[1:]
