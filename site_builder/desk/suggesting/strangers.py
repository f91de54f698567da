"""A text → names in it that no entity of the site has."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from site_builder.desk.suggesting.language import Language
from site_builder.desk.suggesting.masking import STRANGER, Named
from site_builder.desk.suggesting.text import Sentence, Span, Text

_WORD = re.compile(r"[^\W_]+(?:(?:'(?!s\b)|[.-])[^\W_]+)*")
_LONG = 4
"""Letters from which on words are capitalised in a headline."""


def find_strangers(text: Text, known: Sequence[Span], language: Language) -> tuple[Named, ...]:
    """Find runs of capitalised words outside known names, in the order of the text.

    A single word that stands only where sentences begin is no name, nor is a headline's.
    """
    plain = _without(text.plain, known)
    lower = {word for word in _WORD.findall(plain) if word[0].islower()}
    runs = [run for each in text.sentences for run in _runs(plain, each, language)]
    inner = {text.plain[start:end] for start, end, is_first in runs if not is_first}
    found: list[Named] = []
    for start, end, is_first in runs:
        name = text.plain[start:end]
        if is_first and " " not in name and name not in inner:
            continue
        if not _is_ordinary(name, language, lower, is_first=is_first):
            found.append(Named(start, end, STRANGER))
    return tuple(found)


def count_names(text: Text, strangers: Sequence[Named]) -> dict[str, int]:
    """Count names that are not known; the most frequent first."""
    return dict(Counter(text.words((each.start, each.end)) for each in strangers).most_common())


def _is_ordinary(name: str, language: Language, lower: set[str], *, is_first: bool) -> bool:
    dates = {word for spellings in language.dates.months for word in spellings}
    if name in dates or name in language.dates.weekdays or len(name) == 1:
        return True
    if " " in name:
        return False
    return name.endswith(language.names.demonyms) or (is_first and name.lower() in lower)


def _without(plain: str, spans: Sequence[Span]) -> str:
    """Put commas, across which no name goes on, in the place of names that are known."""
    parts, done = list[str](), 0
    for start, end in sorted(spans):
        if start >= done:
            parts += (plain[done:start], "," * (end - start))
            done = end
    return "".join((*parts, plain[done:]))


def _runs(plain: str, sentence: Sentence, language: Language) -> Iterator[tuple[int, int, bool]]:
    """Yield where runs start and end, and whether each begins its sentence."""
    words = list(_WORD.finditer(plain, sentence.start, sentence.end))
    is_closed = plain[sentence.end - 1] in language.stops
    if not is_closed and all(word[0][0].isupper() for word in words if len(word[0]) >= _LONG):
        return
    firsts = {sentence.start, *(quote.inner[0] for quote in sentence.quotes)}
    turn = 0
    while turn < len(words):
        run = _run(plain, words, turn, language=language)
        is_first = words[turn].start() in firsts
        turn += len(run) or 1
        if is_first and run and run[0][0] in language.names.common:
            run, is_first = run[1:], False
        titles = [place for place, word in enumerate(run) if word[0] in language.names.honorifics]
        if titles:
            run, is_first = run[titles[-1] + 1 :], False
        if run:
            yield run[0].start(), run[-1].end(), is_first


def _run(
    plain: str, words: Sequence[re.Match[str]], turn: int, *, language: Language
) -> list[re.Match[str]]:
    """Take the words of a name that begins with one of some words; none where none does."""
    run: list[re.Match[str]] = []
    for word in islice(words, turn, None):
        is_next = not run or plain[run[-1].end() : word.start()] in {" ", "\n"}
        is_small = bool(run) and word[0] in language.names.particles
        # `Bank of England` is a name, `Emmanuel Macron of France` are two.
        is_small |= len(run) == 1 and word[0] in language.names.joiners
        if not is_next or not (word[0][0].isupper() or is_small):
            break
        run.append(word)
    while run and not run[-1][0][0].isupper():
        run.pop()
    return run
