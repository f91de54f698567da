"""A passage that is no more what was accepted → the problem that its author reads."""

from site_builder.model.annotation import TextQuoteSelector
from site_builder.model.problems import Code, Problem
from site_builder.reading.anchoring import NotFound, company_of
from site_builder.reading.lock import Accepted
from site_builder.reading.mapping import say_changes
from site_builder.reading.passage_problems import LONGEST, Written, quoted, shortened
from site_builder.reading.states import Judgement

NEAR = 5
"""Words on each side that are shown."""


def state_problem(
    judgement: Judgement, selector: TextQuoteSelector, written: Written, address: str
) -> Problem | None:
    """Say what has become of an accepted passage; None for what the selector itself tells.

    `address` is `article-slug#id`, by which it is accepted.
    """
    then, accept = judgement.then, f"site-builder anchors accept {address}"
    said: tuple[Code, str, str]
    match judgement.state, judgement.span:
        case "moved", (int(), int()) as span if then:
            message = (
                f"{shortened(selector.exact.text)} stands among other words than it did:"
                f" then {_among(then.prefix, then.suffix)},"
                f" now {_among(*company_of(written.text, span))}{_line(span, written)}"
            )
            hint = f"if it still is what the annotation speaks of: {accept}"
            said = "passage-moved", message, hint
        case "changed", (int(), int()) as span if then:
            now = words_at(written, span)
            message = f"the passage was changed: {_cut(say_changes(then.exact, now))}"
            message += _line(span, written)
            hint = f"to speak of it as it is now: exact: {quoted(now)}, by {accept}"
            said = "passage-changed", message, hint
        case "orphaned", None if then and isinstance(judgement.outcome, NotFound):
            message = (
                f"{shortened(selector.exact.text)} was deleted, where it stood"
                f" {_among(then.prefix, then.suffix)}"
            )
            said = "passage-orphaned", message, _left(judgement.outcome, then, written)
        case _:
            return None
    return Problem(written.path, selector.exact.line, selector.exact.column, *said)


def words_at(written: Written, span: tuple[int, int]) -> str:
    """Give words of the folded text as they stand on the page, blanks collapsed."""
    passage = written.text.passage(*span)
    return " ".join(written.text.source.text[passage.start : passage.end].split())


def _among(prefix: str, suffix: str) -> str:
    before, after = " ".join(prefix.split()[-NEAR:]), " ".join(suffix.split()[:NEAR])
    sides = (("after", before), ("before", after))
    told = [f"{word} {quoted(words)}" for word, words in sides if words]
    return " and ".join(told) or "alone"


def _line(span: tuple[int, int], written: Written) -> str:
    return f" (line {written.line(written.text.passage(*span))})"


def _cut(words: str) -> str:
    if len(words) <= 4 * LONGEST:
        return words
    return f"{words[: 3 * LONGEST].rstrip()} … {words[-LONGEST:].lstrip()}"


def _left(outcome: NotFound, then: Accepted, written: Written) -> str:
    """Say what is left to choose from; a guess, and no more."""
    delete = "delete the annotation, or name another passage"
    if outcome.count:
        line = written.line(outcome.places[0].passage)
        return f"the same words stand elsewhere, on line {line}, but not in its place: {delete}"
    if outcome.nearest and outcome.nearest.words != then.exact:
        line = written.line(outcome.nearest.passage)
        return f"nearest: {quoted(outcome.nearest.words)} (line {line}); {delete}"
    return delete
