"""Links to the day of which they speak, so that a lost page is found again (robustlinks)."""

import re
from contextlib import suppress
from datetime import datetime

from site_builder.model.dates import EdtfDate
from site_builder.writing.dates import datetime_attribute

_STAMP = re.compile(r"/([0-9]{14})(?:[a-z]{2}_)?/")
"""How archives write a moment in the address of a copy: `/web/20230301120000/`."""


def version_date(archived: str | None, read: EdtfDate | None) -> str | None:
    """Say when a copy was archived, if its address tells; else when a page was read, to the day."""
    if found := _STAMP.search(archived or ""):
        with suppress(ValueError):
            return f"{datetime.strptime(found[1] + 'Z', '%Y%m%d%H%M%S%z'):%Y-%m-%dT%H:%M:%SZ}"
    return datetime_attribute(read) if read is not None and read.day is not None else None
