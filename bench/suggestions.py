"""What `suggest` finds in the example site's texts, beside what its desk annotated.

Nothing that the front matter says is used but language and day of publication; links in the text
are. Passages agree when one covers most of the other.
"""

import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from site_builder.build import read_linked
from site_builder.desk.suggest import know, whole_text
from site_builder.desk.suggesting.events import date_of
from site_builder.desk.suggesting.find import Knowledge, Reader, Told
from site_builder.desk.suggesting.found import Suggestions
from site_builder.desk.suggesting.front_matter import Item
from site_builder.desk.suggesting.language import read_language
from site_builder.model.annotation import Quotation, TextQuoteSelector
from site_builder.model.archive import Archive
from site_builder.model.article import Article
from site_builder.model.text import Located
from site_builder.reading.anchoring import Found, find_passage
from site_builder.reading.folding import FoldedText
from site_builder.reading.passages import selector
from site_builder.reading.tools import make_tools
from site_builder.request import Request, read_config, reading_options

ROOT = Path(__file__).parent.parent
KINDS = ("entities", "quotations", "with speaker", "dates", "known events")


class Tally(NamedTuple):
    """How many were suggested, how many the desk has, and how many are the same."""

    suggested: int = 0
    wanted: int = 0
    same: int = 0

    def plus(self, other: "Tally") -> "Tally":
        """Add the counts of another text."""
        return Tally(*(sum(pair) for pair in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """The share of what was suggested that the desk has; of nothing it is all."""
        return self.same / self.suggested if self.suggested else 1.0

    @property
    def recall(self) -> float:
        """The share of what the desk has that was suggested; of nothing it is all."""
        return self.same / self.wanted if self.wanted else 1.0

    def said(self) -> str:
        """Give precision and recall, with the counts."""
        counts = f"({self.same}/{self.suggested}/{self.wanted})"
        precision = f"{self.precision:4.0%}" if self.suggested else "   –"
        recall = f"{self.recall:4.0%}" if self.wanted else "   –"
        return f"{precision} {recall} {counts}"


Words = tuple[int, int, str]
"""Where a quotation starts and ends, and who speaks."""


def measure(site: Path) -> Iterator[tuple[str, str, dict[str, Tally]]]:
    """Yield slug, language and tallies of each article."""
    request = Request(site=site)
    archive = read_linked(request).catalogue.archive
    tools = make_tools(reading_options(request, read_config(request)))
    knowledge = know(archive)
    for article in archive.articles.values():
        content = (site / article.path).read_bytes()
        html, folded = whole_text(content, article, tools)
        published = article.fields.published
        told = Told(published=published.day if published else None)
        tag = article.fields.language or archive.config.language
        found = Reader(folded, html, told, without(knowledge, article)).suggest(read_language(tag))
        yield article.slug, tag, compare(article, folded, found, archive)


def without(knowledge: Knowledge, article: Article) -> Knowledge:
    """Forget the events that an article itself tells."""
    own = {event.id for event in article.events}
    events = {
        date: [event for event in events if event.id not in own]
        for date, events in knowledge.events.items()
    }
    return msgspec.structs.replace(knowledge, events=events)


def compare(
    article: Article, folded: FoldedText, found: Suggestions, archive: Archive
) -> dict[str, Tally]:
    """Compare what was found in a text with what the desk wrote."""
    entities = {reference.id for reference in article.fields.entities}
    known = {id_: date_of(event.fields) for id_, event in archive.events.items()}
    dates = {known[reference.id] for reference in article.event_ids}
    heard = [words for item in found.annotations if (words := suggested_words(folded, item))]
    annotated = list(annotated_words(article, folded))
    return {
        "entities": tally(set(found.entities), entities),
        "quotations": tally_words(heard, annotated, speakers=False),
        "with speaker": tally_words(heard, annotated, speakers=True),
        "known events": tally(
            {item for item in found.events if isinstance(item, str)},
            {reference.id for reference in article.event_ids} - {e.id for e in article.events},
        ),
        "dates": tally({_date(item, known) for item in found.events}, dates),
    }


def _date(item: Item, known: dict[str, str]) -> str:
    return known[item] if isinstance(item, str) else str(item["date"])


def tally(found: Collection[str], wanted: Collection[str]) -> Tally:
    """Count what two sets have in common."""
    return Tally(len(found), len(wanted), len(set(found) & set(wanted)))


def suggested_words(folded: FoldedText, item: Item) -> Words | None:
    """Find the passage of a suggested quotation."""
    if isinstance(item, str):
        return None
    parts = {
        key: Located(str(item[key]), 1, 1) for key in ("exact", "prefix", "suffix") if key in item
    }
    outcome = find_passage(folded, TextQuoteSelector(**parts))
    if not isinstance(outcome, Found):
        return None
    return outcome.passage.start, outcome.passage.end, str(item["speaker"])


def annotated_words(article: Article, folded: FoldedText) -> Iterator[Words]:
    """Find the passages of the desk's quotations, in the whole text."""
    for annotation in article.annotations:
        quote = selector(annotation.fields)
        if isinstance(annotation.content, Quotation) and quote:
            outcome = find_passage(folded, quote)
            if isinstance(outcome, Found):
                passage = outcome.passage
                yield passage.start, passage.end, annotation.content.speaker.id


def tally_words(heard: list[Words], wanted: list[Words], *, speakers: bool) -> Tally:
    """Count quotations that are the same, and of the same speaker where that is asked."""

    def agree(one: Words, other: Words) -> bool:
        shared = min(one[1], other[1]) - max(one[0], other[0])
        shorter = min(one[1] - one[0], other[1] - other[0])
        return shared * 2 > shorter and (not speakers or one[2] == other[2])

    same = sum(any(agree(one, other) for other in wanted) for one in heard)
    return Tally(len(heard), len(wanted), same)


def measure_all(site: Path) -> dict[str, Tally]:
    """Give the tallies of all articles together."""
    return add_up([tallies for _, _, tallies in measure(site)])


def add_up(every: list[dict[str, Tally]]) -> dict[str, Tally]:
    """Add the tallies of some texts."""
    sums = dict.fromkeys(KINDS, Tally())
    for tallies in every:
        sums = {kind: sums[kind].plus(tallies[kind]) for kind in KINDS}
    return sums


def main(site: Path) -> None:
    """Print a table: precision, recall, and how many are the same, suggested and annotated."""
    measured = list(measure(site))
    english = [tallies for _, tag, tallies in measured if tag == "en"]
    rows = {slug: tallies for slug, _, tallies in measured}
    rows["in English"] = add_up(english)
    rows["all"] = add_up(list(rows.values())[: len(measured)])
    print(f"{'article':34}" + "".join(f"{kind:22}" for kind in KINDS))
    for name, tallies in rows.items():
        print(f"{name[:32]:34}" + "".join(f"{tallies[kind].said():22}" for kind in KINDS))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)
