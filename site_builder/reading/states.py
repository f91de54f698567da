"""A selector, a text and what was accepted of the passage → what has become of it."""

from collections.abc import Collection, Mapping
from functools import cached_property

import msgspec

from site_builder.model.annotation import PassageState, TextQuoteSelector
from site_builder.reading.anchoring import (
    Ambiguous,
    Found,
    Outcome,
    Span,
    company_of,
    find_passage,
    fits,
    places_of,
)
from site_builder.reading.folding import FoldedText, ReadableText, fold, fold_words
from site_builder.reading.lock import Accepted, AcceptedArticle, text_key, unpack
from site_builder.reading.mapping import Diff, diff_words, map_span


class Judgement(msgspec.Struct, frozen=True):
    """What has become of a passage."""

    state: PassageState
    outcome: Outcome
    """What its selector alone names."""

    span: Span | None = None
    """Where in the folded text it stands, or would by what was accepted."""

    then: Accepted | None = None
    """What was accepted of these very words; None where nothing was."""


class Past:
    """What was accepted in one article, and its text then held against the one it has now."""

    def __init__(
        self, article: AcceptedArticle, text: FoldedText, earlier: ReadableText | None = None
    ) -> None:
        """Take what was accepted, the text that stands now, and the last of the earlier ones."""
        self._article = article
        self._text = text
        self._earlier = earlier
        self._diffs: dict[str, Diff | None] = {}

    @cached_property
    def _by_words(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, accepted in sorted(self._article.anchors.items()):
            found.setdefault(accepted.exact, []).append(name)
        return found

    def accepted(
        self, name: str, selector: TextQuoteSelector, others: Collection[str] | None
    ) -> Accepted | None:
        """Find what was accepted of the words of a selector.

        That of the passage of this name, else, when it has another name by now, that of the same
        words under a name which is none of `others`. Words that an author has chosen since are
        accepted by nobody yet.
        """
        if not self._article.anchors:
            return None
        words = fold_words(selector.exact.text)
        accepted = self._article.anchors.get(name)
        if accepted is not None:
            return accepted if accepted.exact == words else None
        left = () if others is None else set(self._by_words.get(words, ())).difference(others)
        unnamed = [self._article.anchors[other] for other in sorted(left)]
        return next((each for each in unnamed if self._is_kept(each)), next(iter(unnamed), None))

    def stood(self, selector: TextQuoteSelector) -> Accepted | None:
        """Find what a selector named in the last of the earlier texts."""
        text = self._folded_earlier
        outcome = find_passage(text, selector) if text else None
        return as_accepted(text, selector) if text and isinstance(outcome, Found) else None

    @cached_property
    def _folded_earlier(self) -> FoldedText | None:
        return fold(self._earlier) if self._earlier else None

    def _text_of(self, accepted: Accepted) -> str | None:
        packed = self._article.texts.get(accepted.text)
        if packed is not None:
            return unpack(packed)
        return self._folded_earlier.folded if self._folded_earlier else None

    def _is_kept(self, accepted: Accepted) -> bool:
        places = places_of(self._text, accepted.exact)
        return any(keeps_company(self._text, place, accepted) for place in places)

    def place_now(self, accepted: Accepted) -> Span | None:
        """Find what stands where the accepted words stood, when they are mostly kept."""
        if accepted.text not in self._diffs:
            before = self._text_of(accepted)
            diff = diff_words(before, self._text.folded) if before else None
            self._diffs[accepted.text] = diff
        diff = self._diffs[accepted.text]
        span = accepted.start, accepted.start + len(accepted.exact)
        if diff is None or diff.before[slice(*span)] != accepted.exact:
            return None
        return map_span(diff, span)


def judge(
    text: FoldedText, selector: TextQuoteSelector, then: Accepted | None, past: Past
) -> Judgement:
    """Say what has become of a passage since it was accepted as `then`."""
    outcome = find_passage(text, selector)
    words = fold_words(selector.exact.text)
    places = places_of(text, words)
    match outcome:
        case Ambiguous():
            return Judgement("ambiguous", outcome, None, then)
        case Found():
            place = next(place for place in places if fits(text, place, selector))
            is_kept = then is None or keeps_company(text, place, then)
            return Judgement("found" if is_kept else "moved", outcome, place, then)
    if then is None or outcome.cause in ("no words", "in code"):
        return Judgement("orphaned", outcome, None, then)
    now = past.place_now(then)
    if outcome.cause == "other neighbours":
        # The words stand, but not beside what the author had named.
        kept = next((place for place in places if keeps_company(text, place, then)), None)
        there = kept or (now if now in places else None)
        return Judgement("moved" if there else "orphaned", outcome, there, then)
    return Judgement("changed" if now else "orphaned", outcome, now, then)


def as_accepted(text: FoldedText, selector: TextQuoteSelector) -> Accepted:
    """Record the passage that a selector names as it stands; only for one that is found."""
    words = fold_words(selector.exact.text)
    return accepted_at(text, next(p for p in places_of(text, words) if fits(text, p, selector)))


def accepted_at(text: FoldedText, span: Span) -> Accepted:
    """Record a passage as it stands, by its place in the folded text."""
    prefix, suffix = company_of(text, span)
    return Accepted(
        exact=text.folded[slice(*span)],
        prefix=prefix,
        suffix=suffix,
        start=span[0],
        text=text_key(text.folded),
    )


def keeps_company(text: FoldedText, place: Span, then: Accepted) -> bool:
    """Tell whether on one side of a passage the words are those that were accepted.

    Nothing at all, at an end of a text or beside code, is no company.
    """
    if (then.prefix, then.suffix) == ("", ""):
        return company_of(text, place) == ("", "")
    now = company_of(text, place)
    return any(old and old == new for old, new in zip((then.prefix, then.suffix), now, strict=True))
