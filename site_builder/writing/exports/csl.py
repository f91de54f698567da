"""A work to an item of CSL-JSON (Citation Style Language 1.0.2)."""

import msgspec

from site_builder.model.dates import EdtfDate
from site_builder.writing.exports.cited import Cited, is_certain, parts


def item(work: Cited) -> bytes:
    """Write a work as an item, on one line."""
    known = {
        "id": work.key,
        "type": work.type,
        "genre": work.genre,
        "title": work.title,
        # Which part of a name is the family's, nobody has said.
        "author": [{"literal": name} for name in work.authors],
        "publisher": work.publisher,
        "container-title": work.container,
        "issued": csl_date(work.issued) if work.issued else None,
        "accessed": csl_date(work.accessed) if work.accessed else None,
        "URL": work.url,
        "archive_location": work.archived,
        "language": work.language,
        "custom": {"page": work.page},
    }
    return msgspec.json.encode({name: value for name, value in known.items() if value})


def items(pieces: list[bytes]) -> bytes:
    """Put items into a file."""
    return b"[\n" + b",\n".join(pieces) + b"\n]\n"


FIRST_SEASON = 20
"""EDTF counts seasons from 21, CSL from 1."""


def csl_date(date: EdtfDate) -> dict[str, object]:
    """Write a date by its parts, or as it is where they cannot tell it."""
    doubt = {} if is_certain(date) else {"circa": True}
    if date.start and date.end:
        ends = [parts(date.start), parts(date.end)]
        return {"date-parts": ends, **doubt} if all(ends) else {"literal": date.text}
    if date.season and date.year and date.year > 0:
        return {"date-parts": [(date.year,)], "season": date.season - FIRST_SEASON, **doubt}
    known = parts(date)
    return {"date-parts": [known], **doubt} if known else {"literal": date.text}
