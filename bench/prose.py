"""Turns names and links into the body of an article, with passages that occur in it once."""

from collections.abc import Iterator, Sequence
from random import Random

import msgspec

from bench.words import Pattern, Vocabulary, capitalised, fill, parse_pattern

STATEMENTS: tuple[Pattern, ...] = (
    parse_pattern("the A N of the N V the A P, and T of the N P V D before the N"),
    parse_pattern("after the N V the A N, no N of the N would B the P that the A N V"),
    parse_pattern("P from the A N V D to the N, where a N of T A P had V the N"),
    parse_pattern("it was the N that V the A N, while the P of the N would B D"),
    parse_pattern("by the N of the A N the P had V T P, a A N in the N"),
)
MENTIONS: tuple[Pattern, ...] = (
    parse_pattern("E V the A N of the N, and the P V D in the A N"),
    parse_pattern("the N of E V T A P to the N that the N had V"),
    parse_pattern("in the A N, E would B the N and the P of the N"),
    parse_pattern("a N near E V the A P after the N of the A N V"),
)
SPEECH: tuple[Pattern, ...] = (
    parse_pattern("we will B the A N and no N of the P will B it"),
    parse_pattern("the N has V, and the A P must B the N of our N"),
    parse_pattern("there is no A N that our P would B for the N"),
)
HEADINGS: tuple[Pattern, ...] = (
    parse_pattern("A P of the N"),
    parse_pattern("the N that V the N"),
    parse_pattern("a A N"),
)
ITEMS: tuple[Pattern, ...] = (
    parse_pattern("the N of T A P"),
    parse_pattern("a A N to B the P of the N"),
    parse_pattern("P that the A N V D"),
)

STATEMENTS_PER_ARTICLE = 7
QUOTES = (("“", "”"), ('"', '"'))


class Decoration(msgspec.Struct, frozen=True, array_like=True):
    """Markdown before and after a few words."""

    opening: str
    closing: str


EMPHASIS = (Decoration("*", "*"), Decoration("**", "**"))


class Sentence(msgspec.Struct, frozen=True, array_like=True):
    """A sentence as a reader sees it and as Markdown."""

    plain: str
    markdown: str
    passage: str = ""
    """Words of it that an annotation may speak of."""


class Utterance(msgspec.Struct, frozen=True):
    """Who says something, and how that is introduced."""

    speaker_id: str
    name: str
    cue: str


class Quotation(msgspec.Struct, frozen=True, array_like=True):
    """Words that an utterance sets between quotation marks."""

    words: str
    utterance: Utterance


class Body(msgspec.Struct, frozen=True):
    """The Markdown of an article and passages that a reader finds in it exactly once."""

    markdown: str
    passages: tuple[str, ...]
    quotations: tuple[Quotation, ...]


def write_body(
    chance: Random,
    vocabulary: Vocabulary,
    *,
    names: Sequence[str],
    utterances: Sequence[Utterance],
    decorations: Sequence[Decoration],
) -> Body:
    """Write an article that mentions every name, once for each time it is given."""
    mentions = [_mention(chance, vocabulary, name=name) for name in names]
    speeches = [_speech(chance, vocabulary, utterance=utterance) for utterance in utterances]
    statements = [
        _statement(chance, vocabulary, decoration=decoration)
        for decoration in _spread(chance, decorations)
    ]
    first, *others = mentions
    others += [*speeches, *statements]
    chance.shuffle(others)
    blocks = tuple(_blocks(chance, vocabulary, sentences=[first, *others]))
    text = " ".join(block.plain for block in blocks)
    return Body(
        markdown="\n\n".join(block.markdown for block in blocks),
        passages=tuple(said.passage for said in statements if _is_once(text, said.passage)),
        quotations=tuple(
            Quotation(said.passage, utterance)
            for said, utterance in zip(speeches, utterances, strict=True)
            if _is_once(text, said.passage)
        ),
    )


def write_paragraph(chance: Random, vocabulary: Vocabulary, *, sentences: int) -> str:
    """Write a paragraph without names or links."""
    return " ".join(
        _statement(chance, vocabulary, decoration=None).markdown for _ in range(sentences)
    )


def write_heading(chance: Random, vocabulary: Vocabulary) -> str:
    """Write a few words that may stand over a text."""
    return capitalised(
        " ".join(fill(chance.choice(HEADINGS), chance, vocabulary=vocabulary, mention=""))
    )


def _spread(chance: Random, decorations: Sequence[Decoration]) -> list[Decoration | None]:
    chosen: list[Decoration | None] = [*decorations[:STATEMENTS_PER_ARTICLE]]
    while len(chosen) < STATEMENTS_PER_ARTICLE:
        chosen.append(chance.choice((None, *EMPHASIS)))
    return chosen


def _is_once(text: str, passage: str) -> bool:
    return text.find(passage) == text.rfind(passage)


def _mention(chance: Random, vocabulary: Vocabulary, *, name: str) -> Sentence:
    words = fill(chance.choice(MENTIONS), chance, vocabulary=vocabulary, mention=name)
    text = capitalised(" ".join(words)) + "."
    return Sentence(text, text)


def _speech(chance: Random, vocabulary: Vocabulary, *, utterance: Utterance) -> Sentence:
    words = fill(chance.choice(SPEECH), chance, vocabulary=vocabulary, mention="")
    said = capitalised(" ".join(words))
    before, after = chance.choice(QUOTES)
    text = f"{before}{said},{after} {utterance.name} {utterance.cue}."
    return Sentence(text, text, said)


def _statement(
    chance: Random, vocabulary: Vocabulary, *, decoration: Decoration | None
) -> Sentence:
    words = fill(chance.choice(STATEMENTS), chance, vocabulary=vocabulary, mention="")
    words[0] = capitalised(words[0])
    start = chance.randrange(3)
    passage = " ".join(words[start : start + chance.randint(6, 10)]).rstrip(",")
    plain = " ".join(words) + "."
    if decoration is None:
        return Sentence(plain, plain, passage)
    return Sentence(plain, _decorate(chance, words, decoration=decoration) + ".", passage)


def _decorate(chance: Random, words: Sequence[str], *, decoration: Decoration) -> str:
    start = chance.randrange(1, len(words) - 2)
    decorated = list(words)
    decorated[start] = decoration.opening + decorated[start]
    last = decorated[start + 1]
    decorated[start + 1] = last.rstrip(",") + decoration.closing + ("," if last[-1] == "," else "")
    return " ".join(decorated)


def _blocks(
    chance: Random, vocabulary: Vocabulary, *, sentences: Sequence[Sentence]
) -> Iterator[Sentence]:
    paragraphs = tuple(_paragraphs(chance, sentences))
    list_after = chance.randrange(2, len(paragraphs))
    for number, paragraph in enumerate(paragraphs):
        if number in (2, 5):
            heading = write_heading(chance, vocabulary)
            yield Sentence(heading, f"## {heading}")
        yield paragraph
        if number == list_after:
            yield _list(chance, vocabulary)


def _paragraphs(chance: Random, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    start = 0
    while start < len(sentences):
        end = start + chance.randint(3, 5)
        part = sentences[start:end]
        # A quotation set apart, now and then, as newspapers do.
        before = "> " if start and not chance.randrange(12) else ""
        yield Sentence(
            " ".join(sentence.plain for sentence in part),
            before + " ".join(sentence.markdown for sentence in part),
        )
        start = end


def _list(chance: Random, vocabulary: Vocabulary) -> Sentence:
    items = [
        capitalised(" ".join(fill(chance.choice(ITEMS), chance, vocabulary=vocabulary, mention="")))
        for _ in range(chance.randint(3, 5))
    ]
    return Sentence(" ".join(items), "\n".join(f"- {item}" for item in items))
