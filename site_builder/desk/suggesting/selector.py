"""A part of a text → the words that name it and nothing else."""

from collections.abc import Mapping

from site_builder.desk.suggesting.text import Span
from site_builder.model.annotation import Passage, TextQuoteSelector
from site_builder.model.text import Located
from site_builder.reading.anchoring import Ambiguous, Found, find_passage
from site_builder.reading.folding import FoldedText


def selector_of(text: FoldedText, span: Span) -> Mapping[str, str] | None:
    """Give `exact` and, where need be, `prefix` or `suffix`; None where nothing decides."""
    exact = " ".join(text.source.text[span[0] : span[1]].split())
    wanted = Passage(*span)
    match find_passage(text, TextQuoteSelector(exact=_written(exact))):
        case Found(passage=passage) if passage == wanted:
            return {"exact": exact}
        case Ambiguous(places=places):
            for place in places:
                given = {"prefix": place.prefix, "suffix": place.suffix}
                neighbours = {key: words for key, words in given.items() if words}
                if place.passage == wanted and neighbours:
                    return {"exact": exact, **neighbours}
    return None


def _written(words: str) -> Located:
    return Located(words, 1, 1)
