"""What a site says of itself in `site.toml`."""

from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from site_builder.model.looks import ThemeOptions
from site_builder.model.problems import Problem
from site_builder.model.text import Language, Located, Url
from site_builder.model.texts import Texts


class Annotator(msgspec.Struct, frozen=True, kw_only=True):
    """Who annotates: `by: desk` names `[annotators.desk]`."""

    name: str
    type: Literal["organization", "person"] = "organization"
    """What data says that it is; a desk is an organization."""

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

    search: bool = True
    """Whether there is full-text search."""

    gone: tuple[str, ...] = ()
    """Addresses, from the site's root, that were published and lead nowhere for good."""


Switch = Literal[
    "feeds",
    "sitemap",
    "annotations",
    "timeline",
    "calendar",
    "places",
    "followthemoney",
    "citations",
    "tables",
    "database",
    "report",
    "changes",
]


class ExportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The `[exports]` table: which files for machines the site has."""

    feeds: bool = True
    """Atom and JSON Feed of the site, of each story and of each entity."""

    sitemap: bool = True
    annotations: bool = True
    """W3C Web Annotation."""

    timeline: bool = True
    """TimelineJS3."""

    calendar: bool = True
    """iCalendar."""

    places: bool = True
    """GeoJSON."""

    followthemoney: bool = True
    citations: bool = True
    """CSL-JSON, BibTeX and RIS."""

    tables: bool = True
    """CSV, with `datapackage.json`."""

    database: bool = True
    """SQLite."""

    report: bool = True
    """The state of every annotation."""

    changes: bool = True
    """What changed last in each story."""

    own: tuple[Located, ...] = ()
    """Python files of the site that make more."""

    def has(self, switch: Switch) -> bool:
        """Tell whether the files of a switch are made."""
        return bool(getattr(self, switch))


class OwnExport(msgspec.Struct, frozen=True, kw_only=True):
    """A Python file of the site's own that makes files for machines."""

    path: str
    """From the site's folder."""

    source: str
    files: Mapping[str, str]
    """By path from the output folder what is in each file."""

    line: int
    """On which it names them."""


class License(msgspec.Struct, frozen=True, kw_only=True):
    """The `[license]` table: what others may do with what the site says of articles."""

    name: str
    """Its short name, as SPDX has it: `CC-BY-4.0`."""

    title: str | None = None
    url: Url | None = None


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
    exports: ExportOptions = ExportOptions()
    theme: ThemeOptions = ThemeOptions()
    license: License | None = None
    own: tuple[OwnExport, ...] = ()
    """The exports that `exports.own` names."""

    texts: Texts = Texts()
    """Of the interface, in its language."""

    problems: tuple[Problem, ...] = ()
    """What is doubtful about the settings: warnings."""

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
