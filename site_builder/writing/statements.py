"""Quotations and claims to what readers see of them: who said it, according to whom."""

from collections.abc import Iterable

from site_builder.model.annotation import Annotation, Claim, Quotation
from site_builder.model.annotation import Verdict as WrittenVerdict
from site_builder.model.archive import Posting
from site_builder.model.article import Article
from site_builder.model.attribution import Entry, chain, ledger
from site_builder.model.prose import Prose
from site_builder.model.text import Reference
from site_builder.model.urls import path_of
from site_builder.writing.cards import (
    ClaimRow,
    LedgerEntry,
    Named,
    RestingPassage,
    Statement,
    Step,
    Verdict,
)
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.weaving import weave_prose

UNNAMED = Named("Somebody")
"""A speaker of whom there is a draft and no more."""


def annotation_path(slug: str, id_: str) -> str:
    """Give the path of an annotation on its article's page."""
    return f"{path_of('article', slug)}#{id_}"


def statement(posting: Posting, catalogue: Catalogue) -> Statement:
    """Tell a quotation with its chain."""
    archive = catalogue.archive
    return make_statement(archive.articles[posting.id], archive.annotation(posting), catalogue)


def make_statement(article: Article, annotation: Annotation, catalogue: Catalogue) -> Statement:
    """Tell a quotation of an article with its chain; asking twice gives the very same."""
    key = (article.slug, annotation.id)
    if (made := catalogue.statements.get(key)) is None:
        made = catalogue.statements[key] = _make_statement(article, annotation, catalogue)
    return made


def _make_statement(article: Article, annotation: Annotation, catalogue: Catalogue) -> Statement:
    quotation = annotation.content
    if not isinstance(quotation, Quotation):
        raise TypeError(annotation)
    speaker = catalogue.archive.find(quotation.speaker.id, ("entity",))
    said = quotation.date or article.fields.published
    card = catalogue.article(article.slug)
    return Statement(
        url=catalogue.address(annotation_path(article.slug, annotation.id)),
        speaker=catalogue.named(speaker) if speaker else UNNAMED,
        role=catalogue.role(speaker.id, said) if speaker else None,
        cue=quotation.cue,
        kind=quotation.kind,
        words=annotation.words,
        language=card.language,
        original=quotation.original.text if quotation.original else None,
        original_language=quotation.original.language if quotation.original else None,
        when=catalogue.when_known(said),
        chain=_steps(article, annotation, catalogue),
        article=card,
    )


def claim_row(posting: Posting, catalogue: Catalogue) -> ClaimRow:
    """Tell a claim as one row of the ledger."""
    archive = catalogue.archive
    return make_claim_row(archive.articles[posting.id], archive.annotation(posting), catalogue)


def make_claim_row(article: Article, annotation: Annotation, catalogue: Catalogue) -> ClaimRow:
    """Tell a claim of an article as one row of the ledger; asking twice gives the very same."""
    key = (article.slug, annotation.id)
    if (made := catalogue.claim_rows.get(key)) is None:
        made = catalogue.claim_rows[key] = _make_claim_row(article, annotation, catalogue)
    return made


def _make_claim_row(article: Article, annotation: Annotation, catalogue: Catalogue) -> ClaimRow:
    claim = annotation.content
    if not isinstance(claim, Claim):
        raise TypeError(annotation)
    archive = catalogue.archive
    about = archive.find(claim.about.id, ("event", "entity")) if claim.about else None
    card = catalogue.article(article.slug)
    return ClaimRow(
        url=catalogue.address(annotation_path(article.slug, annotation.id)),
        claimants=_named(claim.claimant, catalogue),
        about=catalogue.named(about) if about else None,
        property=claim.property,
        value=claim.value,
        status=claim.status,
        words=annotation.words,
        language=card.language,
        chain=_steps(article, annotation, catalogue),
        contradicts=_other_claims(claim.contradicts, article.slug, catalogue),
        supports=_other_claims(claim.supports, article.slug, catalogue),
        verdict=_verdict(claim.verdict, annotation.verdict, article.path, catalogue)
        if claim.verdict
        else None,
        article=card,
    )


def ledger_entries(claims: Iterable[Posting], catalogue: Catalogue) -> tuple[LedgerEntry, ...]:
    """Tell claims side by side, contradictions first."""
    return tuple(ledger_entry(entry, catalogue) for entry in ledger(catalogue.archive, claims))


def ledger_entry(entry: Entry, catalogue: Catalogue) -> LedgerEntry:
    """Tell all claims on one property of one thing."""
    return LedgerEntry(
        about=catalogue.named(entry.about),
        property=entry.property,
        is_contradicted=entry.is_contradicted,
        rows=tuple(claim_row(posting, catalogue) for posting in entry.claims),
    )


def resting_passage(posting: Posting, catalogue: Catalogue) -> RestingPassage:
    """Tell an annotation as a passage that rests on something; the very same when asked twice."""
    key = (posting.id, posting.item)
    if (made := catalogue.passages.get(key)) is None:
        made = catalogue.passages[key] = _make_passage(posting, catalogue)
    return made


def _make_passage(posting: Posting, catalogue: Catalogue) -> RestingPassage:
    annotation = catalogue.archive.annotation(posting)
    locator = getattr(annotation.content, "locator", None)
    return RestingPassage(
        url=catalogue.address(annotation_path(posting.id, annotation.id)),
        type=annotation.fields.type,
        words=annotation.words,
        locator=locator,
        article=catalogue.article(posting.id),
    )


def annotators(references: tuple[Reference, ...], catalogue: Catalogue) -> tuple[Named, ...]:
    """Name the people who made an annotation."""
    known = catalogue.archive.config.annotators
    found = (known[reference.id] for reference in references if reference.id in known)
    return tuple(Named(annotator.name, annotator.url, "annotator") for annotator in found)


def _steps(article: Article, annotation: Annotation, catalogue: Catalogue) -> tuple[Step, ...]:
    links = chain(catalogue.archive, article, annotation)
    return tuple(Step(link.role, catalogue.named(link.target)) for link in links)


def _named(references: tuple[Reference, ...], catalogue: Catalogue) -> tuple[Named, ...]:
    found = (catalogue.archive.find(reference.id, ("entity",)) for reference in references)
    return catalogue.named_all(target for target in found if target)


def _other_claims(
    references: tuple[Reference, ...], slug: str, catalogue: Catalogue
) -> tuple[Named, ...]:
    named: list[Named] = []
    for reference in references:
        article_slug, _, id_ = reference.id.rpartition("#")
        article = catalogue.archive.articles.get(article_slug or slug)
        annotation = (
            next((a for a in article.annotations if a.id == id_), None) if article else None
        )
        if article is None or annotation is None or not isinstance(annotation.content, Claim):
            continue
        url = catalogue.address(annotation_path(article.slug, id_))
        named.append(Named(claim_label(annotation, catalogue), url, "claim"))
    return tuple(named)


def claim_label(annotation: Annotation, catalogue: Catalogue) -> str:
    """Say in a few words who claims what."""
    claim = annotation.content
    if not isinstance(claim, Claim):
        raise TypeError(annotation)
    who = ", ".join(name.label for name in _named(claim.claimant, catalogue))
    what = claim.value or annotation.words
    return f"{who}: {what}" if who else what


def _verdict(
    written: WrittenVerdict, prose: Prose | None, path: str, catalogue: Catalogue
) -> Verdict:
    return Verdict(
        rating=written.rating,
        html=weave_prose(prose, path, catalogue) if prose else "",
        by=annotators(written.by, catalogue),
        when=catalogue.when_known(written.date),
    )
