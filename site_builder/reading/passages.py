"""Selectors of one article to passages in its text, misses to problems."""

from site_builder.model.annotation import AnnotationFields, Passage, TextQuoteSelector
from site_builder.model.event import EventSelector
from site_builder.reading.anchoring import Found, find_passage
from site_builder.reading.decode import Context
from site_builder.reading.passage_problems import Written, passage_problem


class Finder:
    """Finds the passages of one article, and tells its author of those it cannot find."""

    def __init__(self, written: Written | None, context: Context) -> None:
        """Take the text; None for one that could not be rendered, whose author knows by now."""
        self.context = context
        self._written = written

    def find(self, quote: TextQuoteSelector) -> Passage | None:
        """Find the one passage that a selector names."""
        if self._written is None:
            return None
        outcome = find_passage(self._written.text, quote)
        problem = passage_problem(outcome, quote, self._written)
        if problem is not None:
            self.context.problems.append(problem)
        return outcome.passage if isinstance(outcome, Found) else None

    def words(self, passage: Passage) -> str:
        """Give a passage as it stands in the text."""
        text = self._written.text.source.text if self._written else ""
        return text[passage.start : passage.end]


def selector(fields: AnnotationFields | EventSelector) -> TextQuoteSelector | None:
    """Take the selector out of the keys of an annotation or an event."""
    if fields.exact is None:
        return None
    return TextQuoteSelector(exact=fields.exact, prefix=fields.prefix, suffix=fields.suffix)
