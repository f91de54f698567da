"""Many addresses to whether each still leads somewhere, asked politely."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from site_builder.desk.fetching import Answer, Limits, Unanswered, ask

State = Literal["alive", "dead", "doubtful"]
"""It answers; it says that there is nothing, or there is nobody; or nothing can be said now."""


class Outcome(msgspec.Struct, frozen=True):
    """What came of asking for one address."""

    state: State
    said: str
    """What was answered, or why there is no answer: `404 Not Found`."""


class Manners(msgspec.Struct, frozen=True, kw_only=True):
    """How servers are asked."""

    hosts: int = 16
    """Hosts that are asked at once; each answers one question at a time."""

    pause_seconds: float = 0.5
    """Between two questions to one host."""

    tries: int = 3
    """Questions for one address that a server has no answer to at the moment."""

    longest_wait_seconds: float = 20.0
    """How long a server may have one wait before the next try."""

    limits: Limits = Limits(seconds=20.0, most_bytes=0, trusts_named=False)


MANNERS = Manners()

GONE = frozenset({400, 404, 405, 406, 410, 414, 451, 501})
"""Statuses after which it is no use to ask again."""

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that another try may not have (RFC 9110, 15; RFC 6585)."""

REFUSED = frozenset({401, 403, 407, 429})
"""Statuses by which servers turn programs away that a reader would get past."""


def ask_all(
    urls: Iterable[str], manners: Manners = MANNERS, asked: Callable[[str], None] = lambda _: None
) -> dict[str, Outcome]:
    """Ask for addresses, several hosts at once; `asked` is told each that is done."""
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[urlsplit(url).netloc.lower()].append(url)
    found: dict[str, Outcome] = {}
    with ThreadPoolExecutor(manners.hosts) as pool:
        waiting = [pool.submit(_ask_host, several, manners) for several in by_host.values()]
        try:
            for done in as_completed(waiting):
                found.update(done.result())
                for url in done.result():
                    asked(url)
        except BaseException:
            # Ctrl-C: what waits for its turn is not begun any more.
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return found


def _ask_host(urls: list[str], manners: Manners) -> dict[str, Outcome]:
    found: dict[str, Outcome] = {}
    for url in urls:
        if found:
            time.sleep(manners.pause_seconds)
        found[url] = _ask_patiently(url, manners)
    return found


def _ask_patiently(url: str, manners: Manners) -> Outcome:
    """Ask until there is an answer that will stand, or the tries are used up."""
    answer = _ask_kindly(url, manners)
    for tried in range(1, manners.tries):
        if not _is_passing(answer):
            break
        wait = _wait_seconds(answer, manners, tried)
        if wait > manners.longest_wait_seconds:
            break
        time.sleep(wait)
        answer = _ask_kindly(url, manners)
    return _judged(answer)


def _ask_kindly(url: str, manners: Manners) -> Answer | Unanswered:
    """Ask for the head alone, and for the whole where a server makes nothing of that."""
    answer = ask(url, method="HEAD", limits=manners.limits)
    if isinstance(answer, Answer) and answer.status >= 400 and answer.status not in PASSING:  # noqa: PLR2004 (RFC 9110, 15.5)
        time.sleep(manners.pause_seconds)
        return ask(url, limits=manners.limits)
    return answer


def _is_passing(answer: Answer | Unanswered) -> bool:
    return answer.status in PASSING if isinstance(answer, Answer) else not answer.is_final


def _wait_seconds(answer: Answer | Unanswered, manners: Manners, tried: int) -> float:
    """Say how long to wait before the next try, as the server wants it (RFC 9110, 10.2.3)."""
    wanted = answer.retry_after if isinstance(answer, Answer) else ""
    if wanted.isdecimal():
        return max(int(wanted), manners.pause_seconds)
    try:
        until = parsedate_to_datetime(wanted)
    except ValueError:
        return manners.pause_seconds * (1 << tried)
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((aware - datetime.now(UTC)).total_seconds(), manners.pause_seconds)


def _judged(answer: Answer | Unanswered) -> Outcome:
    if isinstance(answer, Unanswered):
        return Outcome("dead" if answer.is_final else "doubtful", answer.reason)
    if answer.status < 400:  # noqa: PLR2004 (RFC 9110, 15)
        return Outcome("alive", str(answer.status))
    is_doubtful = answer.status in REFUSED or answer.status in PASSING or answer.status >= 500  # noqa: PLR2004 (RFC 9110, 15.6)
    return Outcome("doubtful" if is_doubtful else "dead", f"the server answers {answer.status}")
