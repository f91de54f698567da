"""What is said of articles as W3C Web Annotations, a page for each article."""

from bisect import bisect_left
from collections.abc import Iterator

from site_builder.model.annotation import Annotation
from site_builder.model.article import Article
from site_builder.model.config import Config
from site_builder.model.event import Event
from site_builder.model.target import Target
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Making
from site_builder.writing.exports.annotation_parts import (
    MOTIVATIONS,
    Node,
    annotation_url,
    bodies,
    creators,
    edtf,
    known,
    moment,
    properties,
    specific,
    url_of,
)
from site_builder.writing.exports.annotation_terms import (
    FIELDS,
    PATH,
    STANDARD,
    context_file,
    context_url,
)
from site_builder.writing.exports.encoding import json_file
from site_builder.writing.exports.forms import Described, Document, Field, SiteExport
from site_builder.writing.exports.selectors import excerpt_selectors, selectors

NAME = "annotations.json"


def annotation_page(slug: str, text: str, catalogue: Catalogue) -> bytes:
    """Write what is said of an article, whose text is given, as an AnnotationPage (5.2)."""
    article, config = catalogue.archive.articles[slug], catalogue.archive.config
    before, after = _beside(slug, catalogue.slugs)
    items = [
        *(_annotation(each, article, text, catalogue) for each in article.annotations),
        *(_event(each, article, text, catalogue) for each in article.events if each.passage),
    ]
    collection = {"id": _collection_url(config), "type": "AnnotationCollection"}
    page = {
        "@context": [STANDARD, context_url(config)],
        "id": _page_url(slug, catalogue),
        "type": "AnnotationPage",
        "label": article.fields.title,
        "partOf": {**collection, "label": config.title},
        "rights": config.license.url if config.license else None,
        "prev": _page_url(before, catalogue) if before else None,
        "next": _page_url(after, catalogue) if after else None,
    }
    return json_file({**known(page), "items": items})


def annotation_collection(catalogue: Catalogue) -> bytes:
    """Write the collection of all annotations (5.1), whose pages follow in the order of slugs."""
    config, slugs = catalogue.archive.config, catalogue.slugs
    collection = {
        "@context": [STANDARD, context_url(config)],
        "id": _collection_url(config),
        "type": "AnnotationCollection",
        "label": config.title,
        "rights": config.license.url if config.license else None,
        "first": _page_url(slugs[0], catalogue) if slugs else None,
        "last": _page_url(slugs[-1], catalogue) if slugs else None,
    }
    return json_file({**known(collection), "total": sum(_counts(catalogue))})


def _counts(catalogue: Catalogue) -> Iterator[int]:
    for slug in catalogue.slugs:

        def count(slug: str = slug) -> bytes:
            article = catalogue.archive.articles[slug]
            reporting = sum(event.passage is not None for event in article.events)
            return str(len(article.annotations) + reporting).encode()

        yield int(catalogue.piece("annotations/count", Target("article", slug), count))


def _beside(slug: str, slugs: list[str]) -> tuple[str | None, str | None]:
    place = bisect_left(slugs, slug)
    before = slugs[place - 1] if place else None
    return before, slugs[place + 1] if place + 1 < len(slugs) else None


def _collection_url(config: Config) -> str:
    return f"{config.origin}{config.root}{NAME}"


def _page_url(slug: str, catalogue: Catalogue) -> str:
    return url_of(Target("article", slug), catalogue) + NAME


def _annotation(annotation: Annotation, article: Article, text: str, catalogue: Catalogue) -> Node:
    fields = annotation.fields
    created, modified = fields.created, fields.updated
    return known(
        {
            "id": annotation_url(article.slug, annotation.id, catalogue),
            "type": "Annotation",
            "motivation": MOTIVATIONS[fields.type],
            "annotationType": fields.type,
            "creator": creators(fields.by, catalogue),
            "created": moment(created),
            "createdEdtf": edtf(created),
            "modified": moment(modified),
            "modifiedEdtf": edtf(modified),
            "body": bodies(article, annotation, catalogue),
            "target": _target(annotation, article, text, catalogue),
            **properties(article, annotation, catalogue),
        }
    )


def _event(event: Event, article: Article, text: str, catalogue: Catalogue) -> Node:
    """Give the passage that reports an event, which is marked on the page like an annotation's."""
    target = Target("event", event.id)
    return known(
        {
            "id": annotation_url(article.slug, f"passage_{event.id}", catalogue),
            "type": "Annotation",
            "motivation": "describing",
            "annotationType": "event",
            "label": event.fields.title,
            "happened": edtf(event.fields.date),
            "ended": edtf(event.fields.end),
            "body": [
                specific(target, "describing", catalogue),
                *(
                    specific(source, "linking", catalogue)
                    for source in catalogue.archive.names.all(event.source_ids, ("source",))
                ),
            ],
            "target": _target(event, article, text, catalogue),
        }
    )


def _target(subject: Annotation | Event, article: Article, text: str, catalogue: Catalogue) -> Node:
    """Name the page, the passage on it, and the state of the text that it was taken from."""
    fields = article.fields
    state = known({"cached": fields.archived, "sourceDate": moment(fields.retrieved)})
    return known(
        {
            "type": "SpecificResource",
            "source": url_of(Target("article", article.slug), catalogue),
            "selector": _selectors(subject, article, text),
            "state": {"type": "TimeState", **state} if state else None,
            "original": fields.source,
        }
    )


def _selectors(subject: Annotation | Event, article: Article, text: str) -> list[Node]:
    if subject.passage is None:
        return []
    if article.fields.display == "full":
        return selectors(subject.passage, text)
    quoted = subject.fields if isinstance(subject, Annotation) else subject.selector
    return excerpt_selectors(subject.passage, text, quoted) if quoted else []


def _make_page(slug: str, making: Making) -> bytes:
    return annotation_page(slug, making.prose_of(slug).text, making.catalogue)


def _make_site(making: Making) -> Iterator[tuple[str, bytes]]:
    yield NAME, annotation_collection(making.catalogue)
    yield PATH, context_file(making.archive.config)


SITE = SiteExport(
    switch="annotations",
    files=(
        Described(
            path=NAME,
            form="W3C Web Annotation (AnnotationCollection)",
            about="All annotations of the site; they stand in the pages that it leads to, one for"
            " each article.",
            fields=(
                Field("total", "how many there are, passages that report an event included"),
                Field("first, last", "the first and the last page; each leads to the next"),
            ),
        ),
        Described(
            path=PATH,
            form="JSON-LD context",
            about="The terms of annotations that their standard has no word for.",
            fields=FIELDS,
        ),
    ),
    made_from=frozenset({"articles", "annotations", "events"}),
    make=_make_site,
)

DOCUMENTS = (
    Document(
        switch="annotations",
        of="article",
        file=Described(
            path=NAME,
            form="W3C Web Annotation (AnnotationPage)",
            about="What the desk says of one article and its passages; terms of its own are those"
            f" of {PATH}.",
            fields=(
                Field("id", "the address of the annotation, which is a place on the page"),
                Field(
                    "motivation",
                    "commenting, identifying, assessing, editing, questioning, linking,"
                    " highlighting, or describing where a passage reports an event",
                ),
                Field("creator", "who of the desk made it"),
                Field("created, modified", "in UTC; only where known to the day"),
                Field(
                    "body",
                    "its texts in HTML and an answer (purpose replying), topics (tagging), who is"
                    " meant (identifying), the event (describing) and its sources (linking)",
                ),
                Field("target.source", "the page of the article"),
                Field(
                    "target.selector",
                    "the passage: its words as they stand in the page with 32 code points before"
                    " and after them, and its start and end in code points; of an excerpt the"
                    " words alone, with what its author wrote before and after them",
                ),
                Field(
                    "target.state",
                    "the archived copy of the original, and when the text was taken from it",
                ),
                Field("prev, next", "the pages of the articles beside it, by slug"),
            ),
        ),
        make=_make_page,
        needs_text=True,
    ),
)
