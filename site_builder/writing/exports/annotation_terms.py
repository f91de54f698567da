"""What the site says of annotations that their standard has no word for, as a JSON-LD context."""

from collections.abc import Mapping
from typing import NamedTuple

from site_builder.model.config import Config
from site_builder.writing.exports.encoding import json_file
from site_builder.writing.exports.forms import Field

STANDARD = "http://www.w3.org/ns/anno.jsonld"
"""The context of the W3C; it is named, never asked for."""

PATH = "context.jsonld"

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"


class Term(NamedTuple):
    """A word of the site's own."""

    name: str
    about: str
    more: Mapping[str, str] = {}
    """What its definition says besides its address."""


LINK = {"@type": "@id"}
DATE = {"@type": EDTF}

TERMS = (
    Term(
        "annotationType",
        "what the desk calls it: note, mention, quotation, claim, correction, question, citation,"
        " highlight or event",
    ),
    Term("original", "the article that the page annotates, where its publisher has it", LINK),
    Term("createdEdtf", "when it was made, as far as known: a date of EDTF", DATE),
    Term("modifiedEdtf", "when it was last changed, likewise", DATE),
    Term("role", "of an annotator what they do; of a step of a chain via, origin or publisher"),
    Term("speaker", "of a quotation who said it", LINK),
    Term("cue", "of a quotation how the article introduces it"),
    Term("quotationKind", "direct, indirect or mixed"),
    Term("said", "when it was said, a date of EDTF", DATE),
    Term("originalWords", "of a quotation what was said, by language", {"@container": "@language"}),
    Term(
        "chain",
        "through whom the words of a quotation or a claim came, nearest to the speaker first",
        {"@container": "@list"},
    ),
    Term("claimant", "of a claim who holds it to be so", LINK),
    Term("about", "of a claim the event, the person or the thing that it is about", LINK),
    Term("property", "what of that"),
    Term("claimedValue", "what it is said to be"),
    Term("status", "reported, corroborated, confirmed, disputed, false or retracted"),
    Term("contradicts", "other claims that its author sets it against", LINK),
    Term("supports", "other claims that its author finds it to support", LINK),
    Term("verdict", "what the desk found: rating, creator, date and text", LINK),
    Term("rating", "of a verdict its word"),
    Term("found", "when that was, a date of EDTF", DATE),
    Term("locator", "of a citation where in its source"),
    Term("corrected", "of a correction when the mistake was mended, a date of EDTF", DATE),
    Term("happened", "of an event when it took place, a date of EDTF", DATE),
    Term("ended", "of an event until when it took place, a date of EDTF", DATE),
)

FIELDS = tuple(Field(term.name, term.about) for term in TERMS)


def context_url(config: Config) -> str:
    """Give the address of the context."""
    return f"{config.origin}{config.root}{PATH}"


def context_file(config: Config) -> bytes:
    """Write the context: a definition for each term, at an address of its own."""
    own = f"{context_url(config)}#"
    terms = {term.name: {"@id": own + term.name, **term.more} for term in TERMS}
    return json_file({"@context": terms})
