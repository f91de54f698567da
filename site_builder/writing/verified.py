"""What came of looking for words in saved copies, as readers are told of it."""

from collections import Counter

from site_builder.model.annotation import Annotation, Claim, Quotation
from site_builder.model.article import Article
from site_builder.model.target import Target
from site_builder.model.verification import State, verifications
from site_builder.writing.cards import Check
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.views import CheckCounts


def checks(article: Article, annotation: Annotation, catalogue: Catalogue) -> tuple[Check, ...]:
    """Say for each source of a quotation or a claim whether its saved copy holds the words."""
    archive = catalogue.archive
    compared = archive.compared.get(article.slug, {})
    return tuple(
        Check(
            state=found.state,
            source=catalogue.named(found.source),
            archived=archive.sources[found.source.id].fields.archived,
        )
        for found in verifications(annotation, archive.names, compared)
    )


def count_checks(source: Target, catalogue: Catalogue) -> CheckCounts:
    """Count what came of it for the passages that rest on a source."""
    archive = catalogue.archive
    states: Counter[State] = Counter()
    for posting in archive.related("passages", source):
        annotation = archive.annotation(posting)
        if isinstance(annotation.content, Quotation | Claim) and annotation.words.strip():
            compared = archive.compared.get(posting.id, {}).get((posting.item, source.id))
            states[compared.state if compared else "unchecked"] += 1
    return CheckCounts(states["verified"], states["failed"], states["unchecked"])
