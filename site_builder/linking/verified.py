"""Quotations and claims that are not in the saved copy of what they rest on, to problems."""

from collections.abc import Iterable, Iterator

from site_builder.model.annotation import Annotation
from site_builder.model.archive import Archive
from site_builder.model.article import Article
from site_builder.model.problems import Problem
from site_builder.model.verification import Comparison

LONGEST = 80
"""Code points of words that a message repeats in full."""


def check_verified(articles: Iterable[Article], archive: Archive) -> Iterator[Problem]:
    """Tell of each passage that a copy should hold and does not, at its `exact`."""
    for article in articles:
        compared = archive.compared.get(article.slug, {})
        by_id = {annotation.id: annotation for annotation in article.annotations}
        for (id_, source), comparison in compared.items():
            if comparison.state == "failed":
                yield _problem(article, by_id[id_], source, comparison)


def _problem(
    article: Article, annotation: Annotation, source: str, comparison: Comparison
) -> Problem:
    fields = annotation.fields
    place = fields.exact or fields
    message = f'the copy of "{source}" does not hold "{_shortened(annotation.words)}"'
    hint = "nothing in it is like these words: name the source that holds them"
    if comparison.nearest:
        hint = f'nearest: "{_shortened(comparison.nearest)}"'
    return Problem(
        article.path, place.line, place.column, "quote-not-in-copy", message, hint, "warning"
    )


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    if len(words) <= LONGEST:
        return words
    return f"{words[: LONGEST * 2 // 3].rstrip()} … {words[-LONGEST // 3 :].lstrip()}"
