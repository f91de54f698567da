"""How long it takes to anchor an article's annotations, as printed by `python -m bench.anchors`.

A seeded text of 3,000 words with 40 annotations is folded and searched: before anything was
accepted, with what was accepted, and after an edit that changes, moves and deletes what some of
them speak of.
"""

import random
import statistics
import time
from collections.abc import Callable

from site_builder.model.annotation import TextQuoteSelector
from site_builder.model.text import Located
from site_builder.reading.folding import FoldedText, ReadableText, fold
from site_builder.reading.lock import AcceptedArticle, pack, text_key
from site_builder.reading.states import Past, as_accepted, judge

WORDS, ANNOTATIONS, RUNS = 3_000, 40, 50
BUDGET_MILLISECONDS = 10


def main() -> None:
    """Print the median and the slowest of some runs, in milliseconds."""
    drawn = random.Random(4)  # noqa: S311 (the same text on every machine)
    words = _text(drawn)
    text = _fold(words)
    selectors = _selectors(words, drawn)
    accepted = _accept(text, selectors)
    edited = _fold(_edit(words, drawn))
    print(f"{ANNOTATIONS} annotations, {WORDS:,} words, {RUNS} runs; ms, median and slowest")
    print(f"(to stay under {BUDGET_MILLISECONDS} ms where all are found)")
    _show("folding the text", lambda: _fold(words))
    _show("nothing accepted", lambda: _judge(text, selectors, AcceptedArticle()))
    _show("all as accepted", lambda: _judge(text, selectors, accepted))
    _show("after an edit of every part", lambda: _judge(edited, selectors, accepted))


def _show(what: str, run: Callable[[], object]) -> None:
    took = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        run()
        took.append((time.perf_counter() - begun) * 1000)
    median = statistics.median(took)
    print(f"{what:30} {median:7.2f} {max(took):7.2f}")


def _text(drawn: random.Random) -> list[str]:
    known = [f"{begin}{end}" for begin in _BEGINNINGS for end in _ENDS]
    weights = [1 / place for place in range(1, len(known) + 1)]
    return drawn.choices(known, weights, k=WORDS)


_BEGINNINGS = ("the", "of", "in", "say", "coun", "meet", "min", "li", "war", "ship", "har", "night")
_ENDS = (
    "a",
    "cil",
    "ing",
    "sk",
    "mier",
    "ed",
    "per",
    "bour",
    "tern",
    "vote",
    "ble",
    "er",
    "n",
    "s",
)


def _fold(words: list[str]) -> FoldedText:
    sentences = (" ".join(words[start : start + 12]) for start in range(0, len(words), 12))
    return fold(ReadableText(text="“" + "”. “".join(sentences) + "”."))


def _selectors(words: list[str], drawn: random.Random) -> list[TextQuoteSelector]:
    starts = drawn.sample(range(0, WORDS - 12, 12), ANNOTATIONS)
    return [
        TextQuoteSelector(exact=Located(" ".join(words[start : start + 9]), 1, 1))
        for start in starts
    ]


def _accept(text: FoldedText, selectors: list[TextQuoteSelector]) -> AcceptedArticle:
    anchors = {str(n): as_accepted(text, selector) for n, selector in enumerate(selectors)}
    return AcceptedArticle(anchors, {text_key(text.folded): pack(text.folded)})


def _edit(words: list[str], drawn: random.Random) -> list[str]:
    """Change a word of each fifth sentence, delete each seventh, and move the last to the front."""
    sentences = [words[start : start + 12] for start in range(0, len(words), 12)]
    for sentence in sentences[::5]:
        sentence[drawn.randrange(9)] = "otherwise"
    kept = [sentence for number, sentence in enumerate(sentences) if number % 7]
    return [word for sentence in (kept[-1], *kept[:-1]) for word in sentence]


def _judge(
    text: FoldedText, selectors: list[TextQuoteSelector], accepted: AcceptedArticle
) -> list[str]:
    past = Past(accepted, text)
    return [
        judge(text, selector, past.accepted(str(number), selector, ()), past).state
        for number, selector in enumerate(selectors)
    ]


if __name__ == "__main__":
    main()
