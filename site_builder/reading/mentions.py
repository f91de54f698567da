"""Names of declared entities → where a folded text holds them as whole words."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from site_builder.model.annotation import Passage
from site_builder.model.article import FoundMention
from site_builder.reading.anchoring import Place, Span, tell_apart
from site_builder.reading.borders import is_grapheme_border, is_unspaced, is_whole_word
from site_builder.reading.folding import FoldedText, ReadableText, fold_words

CONTEXT = 60
"""Code points of the words around a mention that are kept on each side, at most."""

Names = Mapping[str, tuple[str, ...]]
"""The name and the aliases of each entity, by its id."""

Claim = tuple[Passage, str]
"""A passage, and the entity that it means."""


class SharedMention(msgspec.Struct, frozen=True):
    """A name in the text that several declared entities have, and no `mention` settles."""

    name: str
    """As folded for comparison."""

    entities: tuple[str, ...]
    """In the order in which they are declared."""

    place: Place


class Mentions(msgspec.Struct, frozen=True):
    """What a text holds of the names of declared entities, in the order of the text."""

    found: tuple[FoundMention, ...]
    shared: tuple[SharedMention, ...]


class _Hit(msgspec.Struct, frozen=True):
    span: Span
    passage: Passage
    name: str
    entities: tuple[str, ...]


def find_mentions(text: FoldedText, names: Names, *, taken: Sequence[Claim] = ()) -> Mentions:
    """Find names as whole words within one block; where they overlap, the longest.

    Case matters, and scripts that put no blanks between words are searched anywhere. No name is
    found in code, inside a longer name, nor in what `taken` claims, which is a mention itself.
    """
    hits = _choose(_hits(text, owners_of_names(names), taken))
    claims = [(hit.passage, hit.entities[0]) for hit in hits if len(hit.entities) == 1]
    shared = (
        SharedMention(hit.name, hit.entities, *tell_apart(text, hit.name, [hit.span]))
        for hit in hits
        if len(hit.entities) > 1
    )
    return Mentions(tuple(_describe(text.source, {*claims, *taken})), tuple(shared))


def owners_of_names(names: Names) -> dict[str, tuple[str, ...]]:
    """List for each name, folded, the entities that have it, in the order of `names`."""
    owners: dict[str, tuple[str, ...]] = {}
    for entity, own in names.items():
        for name in dict.fromkeys(map(fold_words, own)):
            if name:
                owners[name] = (*owners.get(name, ()), entity)
    return owners


def shared_names(names: Names) -> dict[str, tuple[str, ...]]:
    """List the names, folded, that several entities have, with these entities."""
    return {name: owners for name, owners in owners_of_names(names).items() if len(owners) > 1}


def _hits(
    text: FoldedText, owners: Mapping[str, tuple[str, ...]], taken: Sequence[Claim]
) -> Iterator[_Hit]:
    source = text.source
    for name, entities in owners.items():
        for span in _whole_words(text.folded, name):
            passage = text.passage(*span)
            if not (
                _is_divided(passage, source.borders)
                or _touches(passage, source.code)
                or any(_overlap(passage, claimed) for claimed, _ in taken)
            ):
                yield _Hit(span, passage, name, entities)


def _whole_words(folded: str, name: str) -> Iterator[Span]:
    start = folded.find(name)
    while start >= 0:
        end = start + len(name)
        if is_whole_word(folded, start, end):
            yield start, end
        start = folded.find(name, start + 1)


def _is_divided(passage: Passage, borders: Sequence[int]) -> bool:
    following = bisect_right(borders, passage.start)
    return following < len(borders) and borders[following] < passage.end


def _touches(passage: Passage, apart: Sequence[Passage]) -> bool:
    following = bisect_right(apart, passage.start, key=lambda other: other.end)
    return following < len(apart) and apart[following].start < passage.end


def _overlap(first: Passage, second: Passage) -> bool:
    return first.start < second.end and second.start < first.end


def _choose(hits: Iterable[_Hit]) -> list[_Hit]:
    """Leave out names inside longer ones, then of those that overlap all but the longest."""
    outermost = list(_outermost(sorted(hits, key=lambda hit: (hit.span[0], -hit.span[1]))))
    if all(hit.span[1] <= following.span[0] for hit, following in pairwise(outermost)):
        return outermost
    chosen: list[Span] = []
    for span in sorted((hit.span for hit in outermost), key=lambda span: span[0] - span[1]):
        place = bisect_left(chosen, span)
        neighbours = chosen[max(place - 1, 0) : place + 1]
        if all(end <= span[0] or start >= span[1] for start, end in neighbours):
            insort(chosen, span)
    kept = set(chosen)
    return [hit for hit in outermost if hit.span in kept]


def _outermost(hits: Iterable[_Hit]) -> Iterator[_Hit]:
    farthest = -1
    for hit in hits:
        if hit.span[1] > farthest:
            farthest = hit.span[1]
            yield hit


def _describe(source: ReadableText, claims: Iterable[Claim]) -> Iterator[FoundMention]:
    text, farthest = source.text, -1
    for passage, entity in sorted(
        claims, key=lambda claim: (claim[0].start, -claim[0].end, claim[1])
    ):
        start, end = passage.start, passage.end
        # A link does not fit into another, so of claims that overlap the first is linked.
        linkable = start >= farthest and not (
            _touches(passage, source.unlinkable) or _touches(passage, source.code)
        )
        farthest = max(farthest, end)
        before, after = _surroundings(source, passage)
        words = " ".join(text[start:end].split())
        yield FoundMention(entity, start, end, linkable, before, words, after)


def _surroundings(source: ReadableText, passage: Passage) -> tuple[str, str]:
    """Take words of the same block from both sides, as a reader sees them."""
    text, borders = source.text, source.borders
    border = bisect_right(borders, passage.start)
    low = borders[border - 1] if border else 0
    border = bisect_left(borders, passage.end)
    high = borders[border] if border < len(borders) else len(text)
    start, end = passage.start - CONTEXT, passage.end + CONTEXT
    while low < start < passage.start and not _may_cut(text, start):
        start += 1
    while high > end > passage.end and not _may_cut(text, end):
        end -= 1
    # The bar keeps the blank that parts the words from the passage.
    before = " ".join(f"{text[max(low, start) : passage.start]}|".split())
    after = " ".join(f"|{text[passage.end : min(high, end)]}".split())
    return before[:-1], after[1:]


def _may_cut(text: str, place: int) -> bool:
    left, right = text[place - 1], text[place]
    if left.isspace() or right.isspace():
        return True
    return is_unspaced(left) and is_grapheme_border(text, place)
