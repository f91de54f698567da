"""A site to all that is wrong with it, and with where it is to be published."""

from collections.abc import Iterator

import msgspec

from site_builder.build import check
from site_builder.desk.hosting import check_hosting
from site_builder.model.problems import Problem, each_once
from site_builder.request import Progress, Report, Request, is_good

WAYBACK = "https://archive.org/wayback/available"
"""The Wayback Machine's availability API."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked at besides what a build looks at."""

    pages: bool = False
    """Whether GitHub Pages would take the built site as it stands."""

    links: bool = False
    """Whether links to others still lead somewhere."""

    archive: bool = False
    """Of which of them no archived copy is named."""

    lookup: str = ""
    """Address of an availability API that is asked for such copies; empty for none."""

    longest_seconds: float | None = None
    """How old an answer to a link may be that is not asked for again."""

    allow_private: bool = False
    """Whether addresses are asked that are not of the public internet."""


def inspect(request: Request, progress: Progress, wanted: Wanted) -> Report:
    """Check all that a build checks, and what else is wanted."""
    report = check(request, progress)
    problems = each_once((*report.problems, *_others(request, wanted, progress)))
    return msgspec.structs.replace(
        report,
        problems=problems,
        is_good=report.is_good and is_good(problems, request),
    )


def _others(request: Request, wanted: Wanted, progress: Progress) -> Iterator[Problem]:
    if wanted.pages:
        yield from check_hosting(request.output or request.site / "output", request.site)
    if wanted.links or wanted.archive:
        # Only who asks other machines pays for what that takes.
        from site_builder.desk.links import Asking, check_links

        asking = Asking(
            links=wanted.links,
            archive=wanted.archive,
            lookup=wanted.lookup,
            longest_seconds=wanted.longest_seconds,
            allow_private=wanted.allow_private,
        )
        yield from check_links(request, asking, progress)
