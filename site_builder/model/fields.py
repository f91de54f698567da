"""How a field of a record is written in front matter."""

from collections.abc import Mapping
from typing import NewType

import msgspec

Extra = NewType("Extra", Mapping[str, object])
"""A mapping of a site's own, which nothing checks."""


class Also(msgspec.Struct, frozen=True, array_like=True):
    """Other keys that mean the same field, as clippers write them."""

    keys: tuple[str, ...]


class Within(msgspec.Struct, frozen=True, array_like=True):
    """The least and the greatest number that a field may hold."""

    least: float
    greatest: float
