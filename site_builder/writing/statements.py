"""Quotations and claims to what readers see of them: who said it, according to whom."""

from collections.abc import Iterable
from itertools import islice

from site_builder.model.annotation import Annotation, Claim, Original, Quotation
from site_builder.model.annotation import Verdict as WrittenVerdict
from site_builder.model.archive import Posting
from site_builder.model.article import Article
from site_builder.model.attribution import chain, posting_of
from site_builder.model.claims import SILENCE, ClaimKey, value_of
from site_builder.model.prose import Prose
from site_builder.model.text import Reference
from site_builder.model.texts import marked
from site_builder.model.urls import path_of
from site_builder.writing.cards import (
    ClaimRow,
    Named,
    RestingPassage,
    Statement,
    Step,
    Verdict,
)
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.dates import name_language
from site_builder.writing.verified import checks
from site_builder.writing.ways import make_way
from site_builder.writing.weaving import weave_prose

UNNAMED = marked("Somebody")
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
        speaker=catalogue.named(speaker) if speaker else Named(catalogue.say(UNNAMED)),
        role=catalogue.role(speaker.id, said) if speaker else None,
        cue=quotation.cue if is_same(card.language, catalogue) else None,
        kind=quotation.kind,
        words=annotation.words,
        language=card.language,
        original=quotation.original.text if quotation.original else None,
        original_language=quotation.original.language if quotation.original else None,
        when=catalogue.when_known(said),
        chain=_steps(article, annotation, catalogue),
        article=card,
        original_language_name=_language_name(quotation.original, catalogue),
        way=make_way(article, annotation, frozenset((speaker,) if speaker else ()), catalogue),
        checks=checks(article, annotation, catalogue),
    )


def is_same(language: str, catalogue: Catalogue) -> bool:
    """Tell whether a language is that of the page, whatever its region."""
    tags = (language, catalogue.archive.config.language)
    return len({tag.partition("-")[0].casefold() for tag in tags}) == 1


def _language_name(original: Original | None, catalogue: Catalogue) -> str | None:
    if original is None:
        return None
    return name_language(original.language, catalogue.archive.config.language)


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
    claimants = frozenset(archive.names.all(claim.claimant, ("entity",)))
    key = ClaimKey(article.slug, annotation.id)
    said = catalogue.ties(article.slug)
    supports = said.supports.get(key, ())
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
        contradicts=_claims(_opponents(key, claim, catalogue), catalogue),
        supports=_claims(supports, catalogue),
        supported_by=_claims(
            (other for other in said.supported_by.get(key, ()) if other not in supports), catalogue
        ),
        is_silence=claim.value == SILENCE,
        way=make_way(article, annotation, claimants, catalogue),
        verdict=_verdict(claim.verdict, annotation.verdict, article.path, catalogue)
        if claim.verdict
        else None,
        article=card,
        checks=checks(article, annotation, catalogue),
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
        checks=checks(catalogue.archive.articles[posting.id], annotation, catalogue),
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


MOST_OPPONENTS = 8
"""Claims of other values that a claim names; the ledger has all of them side by side."""


def _opponents(key: ClaimKey, claim: Claim, catalogue: Catalogue) -> tuple[ClaimKey, ...]:
    """List what a claim stands against: by its own word, by theirs, by their value."""
    said = catalogue.ties(key.slug).against.get(key, ())
    own = value_of(claim)
    by_value = catalogue.values_beside(key.slug, claim) if own and claim.property else {}
    others = (first for value, first in by_value.items() if value != own)
    return tuple(dict.fromkeys((*said, *islice(others, MOST_OPPONENTS))))


def _claims(keys: Iterable[ClaimKey], catalogue: Catalogue) -> tuple[Named, ...]:
    """Name claims by who holds them and what they hold."""
    archive = catalogue.archive
    named = ((key, archive.annotation(posting_of(archive, key))) for key in keys)
    return tuple(
        Named(
            claim_label(annotation, catalogue),
            catalogue.address(annotation_path(key.slug, key.id)),
            "claim",
        )
        for key, annotation in named
    )


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
