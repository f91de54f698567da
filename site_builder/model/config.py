"""What a site says of itself in `site.toml`."""

from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from site_builder.model.text import Language, Url


class Annotator(msgspec.Struct, frozen=True, kw_only=True):
    """Who annotates: `by: desk` names `[annotators.desk]`."""

    name: str
    role: str | None = None
    url: Url | None = None


class BuildOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The `[build]` table."""

    raw_html: Literal["sanitize", "allow"] = "sanitize"
    """`allow` is for content that only trusted people write."""

    link_mentions: Literal["first", "all", "none"] = "first"
    """Which mentions of a declared entity in an article become links."""

    unknown_keys: Literal["warn", "error"] = "warn"
    """What unknown keys at the top of front matter are."""


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of a site."""

    title: str
    base_url: Url
    """Origin and base path."""

    language: Language = Language("en")
    """Of the interface, and of articles that do not say theirs."""

    timezone: str = "UTC"
    """IANA name; dates without an offset are read here."""

    description: str = ""
    annotators: Mapping[str, Annotator] = {}
    build: BuildOptions = BuildOptions()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of dates without an offset."""
        return ZoneInfo(self.timezone)

    @property
    def root(self) -> str:
        """The base path, with a slash at both ends."""
        path = urlsplit(self.base_url).path
        return path if path.endswith("/") else f"{path}/"

    @property
    def origin(self) -> str:
        """Scheme and host, without a slash at the end."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"
