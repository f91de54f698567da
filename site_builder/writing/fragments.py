"""A passage to the fragment of an address by which a browser finds its words (text fragments)."""

from collections.abc import Collection
from urllib.parse import quote

from site_builder.model.annotation import Passage

MOST = 100
"""Code points of a passage that is named whole; of a longer one only its two ends are."""

END = 40
"""Code points of an end, or of the words before a passage."""


def text_directive(text: str, passage: Passage, cuts: Collection[int] = ()) -> str:
    """Name a passage as `:~:text=[prefix-,]start[,end]`, each word of it percent-encoded.

    `cuts` are the places of the text where the page that is looked through has other words between
    its own, such as the number of a note; no term reaches over one. Words that stand in the text
    earlier too come with those before them.
    """
    inside = [cut for cut in cuts if passage.start < cut < passage.end]
    if not inside and passage.end - passage.start <= MOST:
        terms = [_plain(text[passage.start : passage.end])]
    else:
        first = _plain(text[passage.start : min(inside, default=passage.end)])
        last = _plain(text[max(inside, default=passage.start) : passage.end])
        terms = [_beginning(first), _ending(last)]
    before = [cut for cut in cuts if cut <= passage.start]
    prefix = _prefix(text[max(before, default=0) : passage.start])
    if prefix and _stands_in(terms[0], text[: passage.start]):
        return f":~:text={_encoded(prefix)}-,{','.join(map(_encoded, terms))}"
    return f":~:text={','.join(map(_encoded, terms))}"


def _plain(words: str) -> str:
    return " ".join(words.split())


def _beginning(words: str) -> str:
    """Give the first words of a passage, whole ones if its script parts them by spaces."""
    if len(words) <= END:
        return words
    return words[: END + 1].rpartition(" ")[0] or words[:END]


def _ending(words: str) -> str:
    if len(words) <= END:
        return words
    return words[-END - 1 :].partition(" ")[2] or words[-END:]


def _prefix(before: str) -> str:
    """Give the words before a passage in its own paragraph, or in the one before."""
    lines = before[-4 * END :].rstrip().splitlines()
    return _ending(_plain(lines[-1])) if lines else ""


def _stands_in(words: str, text: str) -> bool:
    # Browsers tell neither a capital from a small letter nor one white space from another.
    return words.lower() in text.replace("\n", " ").lower()


def _encoded(words: str) -> str:
    # A hyphen is a sign of the directive's own, and no other part of an address needs it encoded.
    return quote(words, safe="").replace("-", "%2D")
