"""A plain page: about, corrections policy, contact."""

from typing import Annotated

import msgspec

from site_builder.model.dates import EdtfDate
from site_builder.model.fields import Also, Extra
from site_builder.model.prose import Prose
from site_builder.model.text import Id, Language, SitePath


class PageFields(msgspec.Struct, frozen=True, kw_only=True):
    """Front matter of a plain page."""

    title: str
    summary: Annotated[str | None, Also(("description",))] = None
    slug: Id | None = None
    aliases: tuple[SitePath, ...] = ()
    """Old URLs that redirect here."""

    updated: EdtfDate | None = None
    language: Annotated[Language | None, Also(("lang",))] = None
    order: int = 0
    """Pages with a lower number come first in menus."""

    draft: bool = False
    extra: Extra | None = None


class Page(msgspec.Struct, frozen=True, tag="page"):
    """A plain page as its file gives it."""

    slug: str
    path: str
    fields: PageFields
    prose: Prose
