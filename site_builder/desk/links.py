"""A site's links to others to what is wrong with them."""

import json
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import quote

import msgspec

from site_builder.build import read_with_texts
from site_builder.desk.asked import Answers
from site_builder.desk.asking import MANNERS, Manners, Outcome, ask_all
from site_builder.desk.fetching import Answer, Limits, ask
from site_builder.desk.outward import Outward, find_outward
from site_builder.model.problems import Problem
from site_builder.request import Progress, Request

SHOWN = 3
"""Passages that a problem names of those that rest on a link."""


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a site's links."""

    links: bool = False
    """Whether they are asked for."""

    archive: bool = False
    """Whether those are told of which no archived copy is named."""

    lookup: str = ""
    """The address of an availability API that is asked for such copies; empty for none."""

    longest_seconds: float | None = None
    """How old an answer may be that is not asked for again."""

    allow_private: bool = False
    """Whether addresses are asked that are not of the public internet."""

    @property
    def manners(self) -> Manners:
        """How servers are asked."""
        limits = msgspec.structs.replace(MANNERS.limits, allow_private=self.allow_private)
        return msgspec.structs.replace(MANNERS, limits=limits)


def check_links(request: Request, asking: Asking, progress: Progress) -> tuple[Problem, ...]:
    """Find links that lead nowhere, or that nobody has archived, and say what rests on them."""
    linked, text_of = read_with_texts(request)
    outward = find_outward(linked, request.site, text_of)
    problems: list[Problem] = []
    if asking.links:
        outcomes = _ask(request, asking, [each.url for each in outward], progress)
        for each in outward:
            problems.extend(_told(each, outcomes[each.url]))
    if asking.archive:
        missing = [each for each in outward if each.is_original and not each.archived]
        for each in missing:
            progress(f"looking for {each.url}")
            copy = look_up(each.url, asking.lookup, asking.manners.limits) if asking.lookup else ""
            problems.extend(_unarchived(each, copy, is_sought=bool(asking.lookup)))
    return tuple(problems)


def _ask(
    request: Request, asking: Asking, urls: list[str], progress: Progress
) -> dict[str, Outcome]:
    answers = Answers(request.site, asking.longest_seconds if request.use_cache else 0)
    known = answers.find(urls)
    fresh = ask_all(
        [url for url in urls if url not in known],
        asking.manners,
        lambda url: progress(f"asked {url}"),
    )
    if request.use_cache:
        answers.keep(fresh)
    return {**known, **fresh}


def _told(outward: Outward, outcome: Outcome) -> Iterator[Problem]:
    if outcome.state == "alive":
        return
    message = f"{outward.url} {'leads nowhere' if outcome.state == 'dead' else 'may be gone'}"
    hint = "; ".join(filter(None, (_resting(outward.resting), _copied(outward))))
    for place in outward.standing:
        yield Problem(
            place.path,
            place.line,
            place.column,
            "link-dead" if outcome.state == "dead" else "link-doubtful",
            f"{message}: {outcome.said}",
            hint,
            "error" if outcome.state == "dead" else "warning",
        )


def _resting(resting: tuple[str, ...]) -> str:
    if not resting:
        return ""
    more = len(resting) - SHOWN
    named = ", ".join(resting[:SHOWN]) + (f" and {more} more" if more > 0 else "")
    return f"on it rests {named}"


def _copied(outward: Outward) -> str:
    if outward.archived:
        return f"an archived copy is at {outward.archived}"
    return "no archived copy is named" if outward.is_original else ""


def _unarchived(outward: Outward, copy: str, *, is_sought: bool) -> Iterator[Problem]:
    found = f"archived: {copy}" if copy else "none was found" if is_sought else ""
    hint = "; ".join(filter(None, (found, _resting(outward.resting))))
    message = f"no archived copy of {outward.url} is named"
    for place in outward.standing:
        yield Problem(
            place.path, place.line, place.column, "link-unarchived", message, hint, "warning"
        )


def look_up(url: str, service: str, limits: Limits) -> str:
    """Ask an availability API for an archived copy; empty when it knows none or does not answer."""
    several = msgspec.structs.replace(limits, most_bytes=1_000_000, trusts_named=True)
    answer = ask(f"{service}?url={quote(url, safe='')}", limits=several)
    if not isinstance(answer, Answer) or answer.status != 200:  # noqa: PLR2004 (RFC 9110, 15.3.1)
        return ""
    with suppress(ValueError, KeyError, TypeError):
        closest = json.loads(answer.content)["archived_snapshots"]["closest"]
        if closest["available"] and _is_address(str(closest["url"])):
            return str(closest["url"])
    return ""


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and text.isprintable() and " " not in text
