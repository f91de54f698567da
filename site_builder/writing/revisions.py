"""The changes of an article after its publication → what its page says of them."""

from site_builder.model.annotation import Annotation, Correction
from site_builder.model.article import Article
from site_builder.model.revision import Revision
from site_builder.writing.cards import ChangedParagraph, Named, RevisionCard, WordRun
from site_builder.writing.catalogue import Catalogue

LONGEST = 100
"""Code points of a passage that name it."""


def make_revisions(article: Article, catalogue: Catalogue) -> tuple[RevisionCard, ...]:
    """Tell what became of an article's text, change by change."""
    return tuple(_card(revision, article, catalogue) for revision in article.revisions)


def _card(revision: Revision, article: Article, catalogue: Catalogue) -> RevisionCard:
    fields = revision.fields
    until = revision.until if revision.until != fields.date else None
    touched = [each for each in article.annotations if each.id in revision.touched]
    return RevisionCard(
        id=revision.id,
        before=catalogue.when(fields.date),
        after=catalogue.when_known(until),
        source=fields.source,
        archived=fields.archived,
        paragraphs=tuple(
            ChangedParagraph(tuple(WordRun(run.kind, run.text) for run in paragraph))
            for paragraph in revision.paragraphs
        ),
        passages=tuple(_passage(annotation, article) for annotation in touched),
    )


def _passage(annotation: Annotation, article: Article) -> Named:
    words = " ".join(annotation.words.split())
    label = words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"
    return Named(label, f"#{annotation.id}", "passage", article.fields.language)


def corrected(annotation: Annotation, article: Article, catalogue: Catalogue) -> Named | None:
    """Name the change that a correction explains."""
    named = annotation.content.revision if isinstance(annotation.content, Correction) else None
    revision = next((each for each in article.revisions if named and each.id == named.text), None)
    if revision is None:
        return None
    label = catalogue.when(revision.until or revision.fields.date).text
    return Named(label, catalogue.address(revision_path(article.slug, revision.id)), "revision")


def revision_path(slug: str, id_: str) -> str:
    """Give the place of a change on its article's page; no annotation has such an id."""
    return f"/articles/{slug}/#revision_{id_}"
