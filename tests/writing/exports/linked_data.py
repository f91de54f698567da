"""JSON-LD to what a reader of it understands, with the contexts that it names and no network."""

import json
from collections.abc import Iterator, Mapping

from pyld import jsonld

from site_builder.writing.exports.annotation_terms import STANDARD

LINK = {"@type": "@id"}
MOMENT = {"@type": "xsd:dateTime"}
NUMBER = {"@type": "xsd:nonNegativeInteger"}
WORD = {"@type": "@vocab"}

OA = "http://www.w3.org/ns/oa#"

VOCABULARY: Mapping[str, tuple[str, ...]] = {
    "oa": (
        *("Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector"),
        *("TextPositionSelector", "TimeState", "assessing", "classifying", "commenting"),
        *("describing", "editing", "highlighting", "identifying", "linking", "questioning"),
        *("replying", "tagging", "exact", "prefix", "suffix"),
    ),
    "foaf": ("Organization", "Person", "name"),
}
"""Words of the standard's context that stand for those of a vocabulary of the same name."""

PLAIN = {"format": "dc:format", "language": "dc:language", "label": "rdfs:label"}

WRITTEN = {
    "oa": OA,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": "@id",
    "type": "@type",
    **{word: f"{name}:{word}" for name, words in VOCABULARY.items() for word in words},
    **PLAIN,
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "value": "rdf:value",
    "motivation": {"@id": "oa:motivatedBy", **WORD},
    "purpose": {"@id": "oa:hasPurpose", **WORD},
    "body": {"@id": "oa:hasBody", **LINK},
    "target": {"@id": "oa:hasTarget", **LINK},
    "source": {"@id": "oa:hasSource", **LINK},
    "selector": {"@id": "oa:hasSelector", **LINK},
    "state": {"@id": "oa:hasState", **LINK},
    "cached": {"@id": "oa:cachedSource", **LINK},
    "sourceDate": {"@id": "oa:sourceDate", **MOMENT},
    "start": {"@id": "oa:start", **NUMBER},
    "end": {"@id": "oa:end", **NUMBER},
    "creator": {"@id": "dcterms:creator", **LINK},
    "created": {"@id": "dcterms:created", **MOMENT},
    "modified": {"@id": "dcterms:modified", **MOMENT},
    "rights": {"@id": "dcterms:rights", **LINK},
    "homepage": {"@id": "foaf:homepage", **LINK},
    "total": {"@id": "as:totalItems", **NUMBER},
    "items": {"@id": "as:items", **LINK, "@container": "@list"},
    "partOf": {"@id": "as:partOf", **LINK},
    "first": {"@id": "as:first", **LINK},
    "last": {"@id": "as:last", **LINK},
    "next": {"@id": "as:next", **LINK},
    "prev": {"@id": "as:prev", **LINK},
}
"""What of the standard's context annotations of the site use (Web Annotation Vocabulary, A)."""


def expand(document: bytes, context: bytes) -> list[dict[str, object]]:
    """Expand a document that names the standard's context and the one that is given.

    What has no meaning fails, as it does in the safe mode of other readers.
    """

    def fail(name: object) -> None:
        raise AssertionError(name)

    expanded: list[dict[str, object]] = jsonld.expand(
        json.loads(document), _options(context), on_property_dropped=fail
    )
    return expanded


def addresses(expanded: object) -> Iterator[str]:
    """Go through the ids and types of what was expanded."""
    match expanded:
        case list():
            for each in expanded:
                yield from addresses(each)
        case dict():
            for key, value in expanded.items():
                if key in ("@id", "@type"):
                    yield from [value] if isinstance(value, str) else value
                else:
                    yield from addresses(value)


def round_trip(document: bytes, context: bytes) -> dict[str, object]:
    """Expand a document and write it again by the same contexts: what was lost is missing."""
    names = json.loads(document)["@context"]
    compacted: dict[str, object] = jsonld.compact(
        jsonld.expand(json.loads(document), _options(context)), names, _options(context)
    )
    return compacted


def _options(context: bytes) -> dict[str, object]:
    def load(url: str, options: object = None) -> dict[str, object]:
        del options
        known = {STANDARD: {"@context": WRITTEN}}
        document = known[url] if url in known else json.loads(context)
        assert url in known or url.endswith("/context.jsonld"), url
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": document,
        }

    return {"documentLoader": load}


def single(value: object) -> object:
    """Write lists of one as what they hold, as compacting does."""
    match value:
        case [only]:
            return single(only)
        case list():
            return [single(each) for each in value]
        case dict():
            return {key: single(each) for key, each in value.items()}
    return value
