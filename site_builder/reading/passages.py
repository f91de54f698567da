"""Selectors of one article to passages in its text, misses to problems."""

from collections.abc import Collection
from typing import NamedTuple

from site_builder.model.annotation import (
    AnnotationFields,
    Passage,
    PassageState,
    TextQuoteSelector,
)
from site_builder.model.event import EventSelector
from site_builder.reading.decode import Context
from site_builder.reading.folding import ReadableText
from site_builder.reading.lock import AcceptedArticle
from site_builder.reading.passage_problems import Written, passage_problem
from site_builder.reading.state_problems import state_problem
from site_builder.reading.states import Judgement, Past, judge

NOTHING_ACCEPTED = AcceptedArticle()


class Anchored(NamedTuple):
    """A passage that is marked, or None with what has become of it."""

    passage: Passage | None
    state: PassageState


class Judged(NamedTuple):
    """What was said of one selector."""

    name: str
    """The fragment of the passage's address."""

    selector: TextQuoteSelector
    judgement: Judgement


WHOLE = Anchored(None, "found")
"""Of what speaks of the whole article."""


class Finder:
    """Finds the passages of one article, and tells its author of those it cannot find."""

    def __init__(
        self,
        written: Written | None,
        context: Context,
        slug: str = "",
        past: tuple[AcceptedArticle, ReadableText | None] = (NOTHING_ACCEPTED, None),
    ) -> None:
        """Take the text; None for one that could not be rendered, whose author knows by now.

        `past` is what was accepted, and the last of the article's earlier texts.
        """
        self.context = context
        self.judged: list[Judged] = []
        self._written = written
        self._slug = slug
        accepted, earlier = past
        self._past = Past(accepted, written.text, earlier) if written else None

    def find(
        self, quote: TextQuoteSelector | None, name: str = "", others: Collection[str] | None = None
    ) -> Anchored:
        """Find the one passage that a selector names, unless it is another than was accepted.

        `name` is the fragment of its address; `others` are those of all its article's passages
        when it may have had another name before.
        """
        if quote is None:
            return WHOLE
        if self._written is None or self._past is None:
            return Anchored(None, "orphaned")
        text = self._written.text
        then = self._past.accepted(name, quote, others)
        judgement = judge(text, quote, then, self._past)
        if judgement.state == "orphaned" and then is None:
            # Nobody has accepted it, but it may have stood before the text was changed.
            judgement = judge(text, quote, self._past.stood(quote), self._past)
        self.judged.append(Judged(name, quote, judgement))
        problem = state_problem(
            judgement, quote, self._written, f"{self._slug}#{name}"
        ) or passage_problem(judgement.outcome, quote, self._written)
        if problem is not None:
            self.context.problems.append(problem)
        is_found = judgement.state == "found" and judgement.span is not None
        passage = text.passage(*judgement.span) if is_found and judgement.span else None
        return Anchored(passage, judgement.state)

    def words(self, passage: Passage) -> str:
        """Give a passage as it stands in the text."""
        text = self._written.text.source.text if self._written else ""
        return text[passage.start : passage.end]


def selector(fields: AnnotationFields | EventSelector) -> TextQuoteSelector | None:
    """Take the selector out of the keys of an annotation or an event."""
    if fields.exact is None:
        return None
    return TextQuoteSelector(exact=fields.exact, prefix=fields.prefix, suffix=fields.suffix)
