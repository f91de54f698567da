"""What is said of a record to a line of FollowTheMoney, each value as its model keeps it."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from urllib.parse import urlsplit

import msgspec

from site_builder.model.dates import EdtfDate
from site_builder.writing.dates import datetime_attribute, rfc3339

Properties = Mapping[str, Iterable[str | None]]
"""What is said, by the names of the model; what is not known may be among it."""

Ends = Mapping[str, Sequence[str]]
"""The ids of other records that properties lead to."""


def date_of(date: EdtfDate | None) -> str | None:
    """Write a date as far as it is known; None where FollowTheMoney has no form for it."""
    if date is None:
        return None
    # Its times are those of UTC, and say so by leaving the offset out.
    stamp = rfc3339(date, UTC) if date.precision == "time" else datetime_attribute(date)
    is_known = stamp is not None and stamp[0] in "12" and stamp[4:5] in ("", "-")
    return stamp[: len("2023-03-01T10:00:00")] if stamp and is_known else None


def line(id_: str, schema: str, ends: Ends, properties: Properties) -> bytes:
    """Write an entity or a link; properties without a value are left out."""
    said = {name: _values(name, values) for name, values in properties.items()}
    told: dict[str, Sequence[str]] = {**ends, **said}
    entity = {
        "id": id_,
        "schema": schema,
        "properties": {name: values for name, values in told.items() if values},
    }
    return msgspec.json.encode(entity) + b"\n"


def _values(name: str, values: Iterable[str | None]) -> list[str]:
    as_kept = _url if name == "sourceUrl" else _text
    return list(dict.fromkeys(filter(None, map(as_kept, values))))


def _text(text: str | None) -> str | None:
    """Write a text as FollowTheMoney keeps it: in one line, its signs composed."""
    return unicodedata.normalize("NFC", " ".join(text.split())) if text else None


def _url(url: str | None) -> str | None:
    """Write an address as FollowTheMoney keeps it: its host in small letters, a path after it."""
    if url is None:
        return None
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/").geturl()
