"""What is asked of a build, and what comes of it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from site_builder.model.config import Config
from site_builder.model.problems import Problem, ProblemsFound
from site_builder.own import find_own
from site_builder.reading.site import NAME, read_site
from site_builder.reading.tools import Options
from site_builder.texts import find_texts
from site_builder.theme import check_added, theme_folders

Progress = Callable[[str], None]


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a build."""

    site: Path
    """The folder that holds `site.toml`."""

    output: Path | None = None
    """None for `output/` in the site's folder."""

    base_url: str | None = None
    drafts: bool = False
    future: bool = False
    expired: bool = False
    now: datetime | None = None
    """None for the machine's clock."""

    strict: bool = False
    """Whether warnings fail too."""

    jobs: int = 0
    """Processes; 0 chooses."""

    use_cache: bool = True
    makes_index: bool = True
    """Whether the index of the search is made if it would be another; else it waits."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a build."""

    problems: tuple[Problem, ...]
    """In the order of path, line and column."""

    pages: int = 0
    """Pages that the site has."""

    rendered: int = 0
    written: tuple[str, ...] = ()
    """Files of the output that are new or have new bytes."""

    removed: tuple[str, ...] = ()
    seconds: float = 0.0
    is_good: bool = False
    """Whether the output now is the site that was asked for, or would be."""

    notes: tuple[str, ...] = ()
    """What the user should know besides, a sentence each."""


class ConfigBroken(Exception):
    """Raised when a site's own settings cannot be used; carries their problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


def read_config(request: Request) -> Config:
    """Read `site.toml`; raise `ConfigBroken` when it cannot be used."""
    try:
        config = read_site((request.site / NAME).read_bytes(), request.base_url)
        check_added(request.site, config.theme)
        own = find_own(request.site, config.exports.own)
        texts = find_texts(request.site, config.language, theme_folders(request.site))
        return msgspec.structs.replace(config, own=own, texts=texts)
    except ProblemsFound as found:
        raise ConfigBroken(found.problems) from None


def reading_options(request: Request, config: Config) -> Options:
    """Take out of request and settings what decides how files are read."""
    return Options(
        timezone=config.timezone,
        raw_html=config.build.raw_html,
        unknown_keys="error" if config.build.unknown_keys == "error" else "warning",
        drafts=request.drafts,
    )


def is_good(problems: tuple[Problem, ...], request: Request) -> bool:
    """Tell whether a site may be published in spite of some problems."""
    return not any(request.strict or problem.severity == "error" for problem in problems)
