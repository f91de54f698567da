"""What came of looking for a passage → the problem that its author reads."""

import msgspec

from site_builder.model.annotation import Passage, TextQuoteSelector
from site_builder.model.problems import Code, Problem
from site_builder.model.text import Markdown
from site_builder.reading.anchoring import MOST_PLACES, Ambiguous, Found, NotFound, Outcome, Place
from site_builder.reading.folding import FoldedText
from site_builder.reading.mentions import SharedMention
from site_builder.reading.source_lines import nearest_line

CONTEXT = 100
"""Code points on each side of a passage that tell its line from others."""

LONGEST = 80
"""Code points of an author's own words that a message repeats in full."""

JOINERS = frozenset("\u200c\u200d")
"""Signs that are not seen but shape what is, as in Persian words and in emoji."""


class Written(msgspec.Struct, frozen=True):
    """A text and the Markdown that it was made from."""

    text: FoldedText
    path: str
    body: Markdown
    """With the line of the file that it starts on."""

    def line(self, passage: Passage) -> int:
        """Say on which line of the file a passage begins, as near as can be told."""
        text = self.text.source.text
        before = text[max(0, passage.start - CONTEXT) : passage.start]
        after = text[passage.end : passage.end + CONTEXT]
        words = text[passage.start : passage.end]
        return self.body.line + nearest_line(self.body.text, words, before=before, after=after)

    def column(self, line: int, words: str) -> int:
        """Say at which column of a line of the file words begin; 1 where they are not seen."""
        lines = self.body.text.split("\n")
        return max(lines[line - self.body.line].find(words), 0) + 1


def passage_problem(
    outcome: Outcome, selector: TextQuoteSelector, written: Written
) -> Problem | None:
    """Say what is wrong with a selector, at its `exact`; None for a passage of whole words."""
    match outcome:
        case Found():
            words = outcome.whole_words
            return _inside_word(selector, words, written) if words else None
        case Ambiguous():
            return _ambiguous(selector, outcome, written)
        case NotFound():
            message = f"no passage reads {_asked_for(selector)}"
            hint = _how_to_be_found(outcome, written)
            return _problem(selector, written, ("quote-not-found", message, hint))


def shared_name_problem(mention: SharedMention, written: Written) -> Problem:
    """Say where a name means several declared entities, and how a `mention` settles it."""
    passage = mention.place.passage
    line = written.line(passage)
    words = written.text.source.text[passage.start : passage.end]
    selector = [f"exact: {quoted(mention.name)}", *_neighbours(mention.place)]
    message = f"{quoted(words)} is a name of {' and '.join(mention.entities)}"
    hint = f"say which, in an annotation: {{type: mention, entity: …, {', '.join(selector)}}}"
    column = written.column(line, words)
    return Problem(written.path, line, column, "alias-ambiguous", message, hint)


def _problem(selector: TextQuoteSelector, written: Written, said: tuple[Code, str, str]) -> Problem:
    return Problem(written.path, selector.exact.line, selector.exact.column, *said)


def _inside_word(selector: TextQuoteSelector, whole_words: str, written: Written) -> Problem:
    message = f"{shortened(selector.exact.text)} begins or ends inside a word"
    hint = f"the whole words: {quoted(whole_words)}"
    problem = _problem(selector, written, ("quote-inside-word", message, hint))
    return msgspec.structs.replace(problem, severity="warning")


def _ambiguous(selector: TextQuoteSelector, outcome: Ambiguous, written: Written) -> Problem:
    count = f"more than {MOST_PLACES}" if outcome.count > MOST_PLACES else str(outcome.count)
    message = f"{count} passages read {_asked_for(selector)}"
    hint = _places(outcome.places, outcome.count, written)
    return _problem(selector, written, ("quote-ambiguous", message, hint))


def _asked_for(selector: TextQuoteSelector) -> str:
    neighbours = (("after", selector.prefix), ("before", selector.suffix))
    asked = [f"{word} {shortened(given.text)}" for word, given in neighbours if given]
    return " ".join([shortened(selector.exact.text), " and ".join(asked)]).rstrip()


def shortened(words: str) -> str:
    """Quote an author's own words; of many the middle is left out."""
    words = " ".join(words.split())
    if len(words) > LONGEST:
        words = f"{words[: LONGEST * 2 // 3].rstrip()} … {words[-LONGEST // 3 :].lstrip()}"
    return quoted(words)


def _how_to_be_found(outcome: NotFound, written: Written) -> str:
    match outcome.cause:
        case "no words":
            return "name the words, or leave exact out to speak of the whole article"
        case "in code":
            return "these words reach into a code block, which is not searched"
        case "other neighbours" if outcome.count == 1:
            line = written.line(outcome.places[0].passage)
            return f"the words stand once, on line {line}: they need no prefix or suffix"
        case "other neighbours":
            return _places(outcome.places, outcome.count, written)
        case "no place" if outcome.nearest:
            line = written.line(outcome.nearest.passage)
            return f"nearest: {quoted(outcome.nearest.words)} (line {line})"
        case "no place":
            return "nothing in the text is like these words: copy them from it"


def _places(places: tuple[Place, ...], count: int, written: Written) -> str:
    if not any(map(_neighbours, places)):
        return "name more of the words"
    said = [
        f"line {written.line(place.passage)}: "
        f"{' and '.join(_neighbours(place)) or 'nothing beside it decides'}"
        for place in places
    ]
    left = count - len(places)
    return "; ".join([*said, f"and {left} more"] if left else said)


def _neighbours(place: Place) -> list[str]:
    given = (("prefix", place.prefix), ("suffix", place.suffix))
    return [f"{key}: {quoted(words)}" for key, words in given if words]


def quoted(words: str) -> str:
    """Quote words as YAML does, so that they can be pasted; what is not seen is escaped."""
    words = " ".join(words.split())
    if not all(sign.isprintable() or sign in JOINERS for sign in words):
        signs = (sign if sign in JOINERS else _escaped(sign) for sign in words)
        return f'"{"".join(signs)}"'
    if '"' in words or "\\" in words:
        return "'" + words.replace("'", "''") + "'"
    return f'"{words}"'


def _escaped(sign: str) -> str:
    if sign == '"':
        return '\\"'
    if sign.isprintable() and sign != "\\":
        return sign
    return sign.encode("unicode_escape").decode("ascii")
