"""A running story: an introduction over the articles and events that belong to it."""

from typing import Literal

import msgspec

from site_builder.model.fields import Extra
from site_builder.model.image import Image
from site_builder.model.prose import Prose


class StoryFields(msgspec.Struct, frozen=True, kw_only=True):
    """Front matter of a story's file."""

    title: str
    summary: str | None = None
    status: Literal["running", "closed"] = "running"
    order: int = 0
    """Stories with a lower number come first."""

    image: Image | None = None
    draft: bool = False
    extra: Extra | None = None


class Story(msgspec.Struct, frozen=True, tag="story"):
    """A story as its file gives it."""

    id: str
    path: str
    fields: StoryFields
    prose: Prose
