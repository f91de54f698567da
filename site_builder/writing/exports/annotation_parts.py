"""What annotations say to the bodies and properties that they have as Web Annotations."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC

from site_builder.model.annotation import (
    Annotation,
    Citation,
    Claim,
    Correction,
    Mention,
    Quotation,
    Verdict,
)
from site_builder.model.article import Article
from site_builder.model.attribution import chain
from site_builder.model.claims import ClaimKey, claim_key, is_claim
from site_builder.model.dates import EdtfDate
from site_builder.model.prose import Prose
from site_builder.model.target import Kind, Target
from site_builder.model.text import Reference
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.dates import rfc3339
from site_builder.writing.statements import annotation_path
from site_builder.writing.weaving import weave_prose

Node = dict[str, object]
"""A thing of JSON-LD."""

MOTIVATIONS = {
    "note": "commenting",
    "mention": "identifying",
    "quotation": "identifying",
    "claim": "assessing",
    "correction": "editing",
    "question": "questioning",
    "citation": "linking",
    "highlight": "highlighting",
}
"""By the type of an annotation (3.3.5)."""

REMARKED = frozenset({"mention", "quotation", "citation", "highlight"})
"""Types whose text is a comment beside what they do."""


def url_of(target: Target, catalogue: Catalogue) -> str:
    """Give the address of a record, whole."""
    return catalogue.archive.config.origin + catalogue.address(catalogue.path(target))


def annotation_url(slug: str, id_: str, catalogue: Catalogue) -> str:
    """Give the address of an annotation, whole."""
    return catalogue.archive.config.origin + catalogue.address(annotation_path(slug, id_))


def moment(date: EdtfDate | None) -> str | None:
    """Write a time, or the first second of a day, in UTC as the standard wants it (3.3.1).

    A day stays the one that its author named: where it begins in the site's zone it may still be
    the day before in UTC.
    """
    stamp = rfc3339(date, UTC) if date else None
    return stamp.replace("+00:00", "Z") if stamp else None


def edtf(date: EdtfDate | None) -> str | None:
    """Write a date as its author did."""
    return date.text if date else None


def known(node: Mapping[str, object]) -> Node:
    """Leave out what is not said."""
    return {key: value for key, value in node.items() if value not in (None, [], "", {})}


def creators(by: Iterable[Reference], catalogue: Catalogue) -> list[Node]:
    """Tell who of the desk made something."""
    annotators = catalogue.archive.config.annotators
    return [
        known(
            {
                "type": person.type.title(),
                "name": person.name,
                "homepage": person.url,
                "role": person.role,
            }
        )
        for person in (annotators[reference.id] for reference in by if reference.id in annotators)
    ]


def bodies(article: Article, annotation: Annotation, catalogue: Catalogue) -> list[Node]:
    """Give what an annotation says: texts, who is meant, what it rests on, its topics."""
    type_ = annotation.fields.type
    names = catalogue.archive.names
    purpose = "commenting" if type_ in REMARKED else MOTIVATIONS[type_]
    told: list[Node] = []
    if annotation.body is not None:
        told.append({**text_of(annotation.body, article, catalogue), "purpose": purpose})
    if annotation.answer is not None:
        told.append({**text_of(annotation.answer, article, catalogue), "purpose": "replying"})
    meant = names.all(_meant(annotation), ("entity",))
    sources = names.all(annotation.source_ids, ("source",))
    told.extend(specific(target, "identifying", catalogue) for target in dict.fromkeys(meant))
    told.extend(specific(target, "linking", catalogue) for target in dict.fromkeys(sources))
    told.extend(
        {"type": "TextualBody", "value": topic, "purpose": "tagging"}
        for topic in annotation.fields.topics
    )
    return told


def _meant(annotation: Annotation) -> tuple[Reference, ...]:
    match annotation.content:
        case Mention(entity=entity):
            return (entity,)
        case Quotation(speaker=speaker):
            return (speaker,)
        case Claim(claimant=claimant):
            return claimant
    return ()


def text_of(prose: Prose, article: Article, catalogue: Catalogue) -> Node:
    """Give a text as HTML whose links lead to the same from anywhere."""
    config = catalogue.archive.config
    return {
        "type": "TextualBody",
        "value": weave_prose(prose, article.path, catalogue, origin=config.origin),
        "format": "text/html",
        "language": config.language,
    }


def specific(target: Target, purpose: str, catalogue: Catalogue) -> Node:
    """Name a record as a body."""
    url = url_of(target, catalogue)
    return {"type": "SpecificResource", "source": url, "purpose": purpose}


def properties(article: Article, annotation: Annotation, catalogue: Catalogue) -> Node:
    """Give what the standard has no word for, by the site's own terms."""
    match annotation.content:
        case Quotation() as quotation:
            return _quotation(article, annotation, quotation, catalogue)
        case Claim() as claim:
            return _claim(article, annotation, claim, catalogue)
        case Citation(locator=locator):
            return {"locator": locator}
        case Correction(date=date):
            return {"corrected": edtf(date)}
    return {}


def _quotation(
    article: Article, annotation: Annotation, quotation: Quotation, catalogue: Catalogue
) -> Node:
    original = quotation.original
    return {
        "speaker": _urls((quotation.speaker,), ("entity",), catalogue),
        "cue": quotation.cue,
        "quotationKind": quotation.kind,
        "said": edtf(quotation.date),
        "originalWords": {original.language: original.text} if original else None,
        "chain": _chain(article, annotation, catalogue),
    }


def _claim(article: Article, annotation: Annotation, claim: Claim, catalogue: Catalogue) -> Node:
    return {
        "claimant": _urls(claim.claimant, ("entity",), catalogue),
        "about": _urls((claim.about,) if claim.about else (), ("event", "entity"), catalogue),
        "property": claim.property,
        "claimedValue": claim.value,
        "status": claim.status,
        "chain": _chain(article, annotation, catalogue),
        "contradicts": list(_claims(claim.contradicts, article, catalogue)),
        "supports": list(_claims(claim.supports, article, catalogue)),
        "verdict": _verdict(claim.verdict, annotation.verdict, article, catalogue),
    }


def _urls(
    references: tuple[Reference, ...], kinds: tuple[Kind, ...], catalogue: Catalogue
) -> list[str]:
    found = catalogue.archive.names.all(references, kinds)
    return [url_of(target, catalogue) for target in found]


def _chain(article: Article, annotation: Annotation, catalogue: Catalogue) -> list[Node]:
    links = chain(catalogue.archive, article, annotation)
    return [{"role": link.role, "source": url_of(link.target, catalogue)} for link in links]


def _claims(
    references: tuple[Reference, ...], article: Article, catalogue: Catalogue
) -> Iterator[str]:
    own = {annotation.id for annotation in article.annotations}
    for reference in references:
        key: ClaimKey = claim_key(reference, article.slug)
        if key.id in own if key.slug == article.slug else is_claim(catalogue.archive, key):
            yield annotation_url(key.slug, key.id, catalogue)


def _verdict(
    verdict: Verdict | None, prose: Prose | None, article: Article, catalogue: Catalogue
) -> Node | None:
    if verdict is None:
        return None
    text = text_of(prose, article, catalogue) if prose else {}
    return known(
        {
            **text,
            "rating": verdict.rating,
            "creator": creators(verdict.by, catalogue),
            "created": moment(verdict.date),
            "found": edtf(verdict.date),
        }
    )
