"""A work to a record of RIS, the form of reference managers."""

from collections.abc import Iterator

from site_builder.model.dates import EdtfDate
from site_builder.writing.exports.cited import Cited, is_certain, one_line, parts, type_words

TYPES = {
    "article": "JOUR",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "VIDEO",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "dataset": "DATA",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "periodical": "SER",
    "personal_communication": "PCOMM",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""Types of reference by the type of CSL; all others are GEN, with their own word as M3."""


def record(work: Cited) -> bytes:
    """Write a work as a record; no value is longer than its line."""
    lines = (f"{tag}  - {one_line(value)}" for tag, value in _fields(work) if value)
    return "\r\n".join((*lines, "ER  - ", "", "")).encode()


def _fields(work: Cited) -> Iterator[tuple[str, str | None]]:
    yield "TY", TYPES.get(work.type, "GEN")
    yield "ID", work.key
    yield from (("AU", name) for name in work.authors)
    yield "TI", work.title
    yield "T2", work.container
    yield "PB", work.publisher
    yield "M3", None if work.type in TYPES else type_words(work)
    if work.issued and is_certain(work.issued) and (known := parts(work.issued)):
        yield "PY", str(known[0])
    yield "DA", _date(work.issued)
    yield "Y2", _date(work.accessed)
    yield "UR", work.url
    yield "AV", work.archived
    yield "LA", work.language


def _date(date: EdtfDate | None) -> str | None:
    """Write year, month and day as far as they are known, and a date in doubt after them too."""
    known = parts(date)
    if date is None or not known:
        return None
    year, month, day = (*(f"{part:02}" for part in known), "", "")[:3]
    return f"{year:0>4}/{month}/{day}/{'' if is_certain(date) else date.text}"
