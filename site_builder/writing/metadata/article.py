"""An annotated article to schema.org: a page about an original that stays its publisher's."""

from collections.abc import Iterator

from site_builder.model.annotation import Annotation, Claim, Quotation
from site_builder.model.archive import Archive
from site_builder.model.article import Article
from site_builder.model.attribution import Link, chain
from site_builder.model.target import Target
from site_builder.model.text import Reference
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.metadata.things import (
    Node,
    entity,
    event,
    iso,
    known,
    named,
    publisher,
    same_as,
    source,
    whole,
)
from site_builder.writing.statements import annotation_path, claim_label


def article_nodes(slug: str, url: str, catalogue: Catalogue) -> list[Node]:
    """Tell of the page's article first, then of each quotation, claim and verdict."""
    archive = catalogue.archive
    article = archive.articles[slug]
    card = catalogue.article(slug)
    said = list(_said(article, url, catalogue))
    names = archive.names
    about = names.all(article.event_ids, ("event",))
    mentioned = dict.fromkeys(names.all(article.fields.entities, ("entity",)))
    sources = dict.fromkeys(_sources(article, archive))
    own: Node = {
        "@type": "Article",
        "@id": url,
        "url": url,
        "headline": card.title,
        "inLanguage": card.language,
        "description": card.summary,
        "keywords": list(article.fields.topics),
        "isBasedOn": original(article, catalogue),
        "about": [event(archive.events[target.id], catalogue) for target in about],
        "mentions": [
            known({**entity(target, catalogue), "sameAs": same_as(target, catalogue)})
            for target in mentioned
        ],
        "citation": [source(catalogue.source(target.id), catalogue) for target in sources],
        "hasPart": [{"@id": node["@id"]} for node in said if "@id" in node],
    }
    return [known(own), *said]


def original(article: Article, catalogue: Catalogue) -> Node:
    """Tell of the article that its publisher published."""
    fields = article.fields
    return known(
        {
            "@type": "NewsArticle",
            "@id": fields.source,
            "url": fields.source,
            "headline": fields.title,
            "inLanguage": catalogue.article(article.slug).language,
            "author": list(_authors(article, catalogue)),
            "publisher": publisher(fields.publisher.text, catalogue) if fields.publisher else None,
            "datePublished": iso(fields.published),
            "dateModified": iso(fields.updated),
            "archivedAt": fields.archived,
        }
    )


def _authors(article: Article, catalogue: Catalogue) -> Iterator[Node]:
    """Tell who wrote the original: people, unless a declared entity has the name of one."""
    archive, fields = catalogue.archive, article.fields
    declared: dict[str, Target] = {}
    for target in archive.names.all(fields.entities, ("entity",)) if fields.authors else ():
        called = archive.entities[target.id].fields
        declared |= dict.fromkeys((called.name, *called.aliases), target)
    for author in fields.authors:
        found = declared.get(author)
        yield entity(found, catalogue) if found else {"@type": "Person", "name": author}


def _sources(article: Article, archive: Archive) -> Iterator[Target]:
    """Go through what the article and its annotations rest on."""
    yield from archive.names.all(article.source_ids, ("source",))
    for annotation in article.annotations:
        yield from archive.names.all(annotation.source_ids, ("source",))


def _said(article: Article, url: str, catalogue: Catalogue) -> Iterator[Node]:
    for annotation in article.annotations:
        match annotation.content:
            case Quotation() as quotation:
                yield _quotation(article, annotation, quotation, catalogue)
            case Claim() as claim:
                yield _claim(article, annotation, claim, catalogue=catalogue, page=url)
                if claim.verdict is not None:
                    yield _review(article, annotation, claim, catalogue)


def _quotation(
    article: Article, annotation: Annotation, quotation: Quotation, catalogue: Catalogue
) -> Node:
    language = catalogue.article(article.slug).language
    translated = quotation.original
    return known(
        {
            "@type": "Quotation",
            "@id": _url(article, annotation, catalogue),
            "text": annotation.words,
            "inLanguage": language,
            "creator": _entities((quotation.speaker,), catalogue),
            "dateCreated": iso(quotation.date),
            "translationOfWork": {
                "@type": "Quotation",
                "text": translated.text,
                "inLanguage": translated.language,
            }
            if translated
            else None,
            **_passed_on(article, annotation, catalogue),
        }
    )


def _claim(
    article: Article, annotation: Annotation, claim: Claim, *, catalogue: Catalogue, page: str
) -> Node:
    about = catalogue.archive.names.all((claim.about,) if claim.about else (), ("event", "entity"))
    return known(
        {
            "@type": "Claim",
            "@id": _url(article, annotation, catalogue),
            "name": claim_label(annotation, catalogue),
            "text": annotation.words or claim.value,
            "inLanguage": catalogue.article(article.slug).language,
            "creator": _entities(claim.claimant, catalogue),
            "about": [
                entity(target, catalogue)
                if target.kind == "entity"
                else named(catalogue.named(target), "Event", catalogue)
                for target in about
            ],
            "creativeWorkStatus": claim.status,
            "appearance": {"@id": article.fields.source or page},
            **_passed_on(article, annotation, catalogue),
        }
    )


def _review(article: Article, annotation: Annotation, claim: Claim, catalogue: Catalogue) -> Node:
    verdict, config = claim.verdict, catalogue.archive.config
    if verdict is None:
        raise TypeError(annotation)
    url = _url(article, annotation, catalogue)
    by = [config.annotators[each.id] for each in verdict.by if each.id in config.annotators]
    people = [known({"@type": p.type.title(), "name": p.name, "url": p.url}) for p in by]
    site = {"@type": "Organization", "name": config.title, "url": whole(config.root, catalogue)}
    return known(
        {
            "@type": "ClaimReview",
            "url": url,
            "claimReviewed": annotation.words or claim.value or claim_label(annotation, catalogue),
            "itemReviewed": {"@type": "Claim", "@id": url},
            "reviewRating": {"@type": "Rating", "alternateName": verdict.rating},
            "reviewBody": annotation.verdict.text.strip() if annotation.verdict else None,
            "author": people or [site],
            "datePublished": iso(verdict.date),
            "inLanguage": config.language,
        }
    )


def _passed_on(article: Article, annotation: Annotation, catalogue: Catalogue) -> Node:
    """Tell through whom words came, nearest to the speaker first: works, then who passed them."""
    links = chain(catalogue.archive, article, annotation)
    works = [link for link in links if link.target.kind == "source"]
    others = [link for link in links if link.target.kind != "source" and link.role != "publisher"]
    return {
        "isBasedOn": [
            named(catalogue.named(link.target), "CreativeWork", catalogue) for link in works
        ],
        "contributor": [entity(link.target, catalogue) for link in others],
        "publisher": _publisher(links, catalogue),
    }


def _publisher(links: tuple[Link, ...], catalogue: Catalogue) -> Node | None:
    last = next((link.target for link in links if link.role == "publisher"), None)
    return publisher(last.id, catalogue) if last else None


def _entities(references: tuple[Reference, ...], catalogue: Catalogue) -> list[Node]:
    found = catalogue.archive.names.all(references, ("entity",))
    return [entity(target, catalogue) for target in found]


def _url(article: Article, annotation: Annotation, catalogue: Catalogue) -> str:
    path = annotation_path(article.slug, annotation.id)
    return catalogue.archive.config.origin + catalogue.address(path)
