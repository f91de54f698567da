"""The history that git keeps of a site to when each of its files was last committed."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import msgspec

WITHIN_SECONDS = 60
"""How long git may take; without its answer the dates stay unknown."""

FOLDERS = ("content/articles", "content/pages")
"""Of files that a page is made of alone, so that it changes when they do."""


class History(msgspec.Struct, frozen=True, array_like=True):
    """What is known of a site's files from a full history."""

    head: str = ""
    """The commit that it ends with; empty where there is none, or only a part of them."""

    commits: Mapping[str, int] = {}
    """When each file was last committed, in seconds from 1970, by its path from the site."""


def recall_history(site: Path, last: History) -> History:
    """Ask git for the history of a site, and for no more than its end when that is known."""
    head = read_head(site)
    if head == last.head:
        return last
    return History(head, _read_commits(site, head)) if head else History()


def read_head(site: Path) -> str:
    """Name the commit that stands checked out; nothing without git, or in a shallow clone."""
    shallow, _, head = _ask(site, "rev-parse", "--is-shallow-repository", "HEAD").partition("\n")
    return head.strip() if shallow == "false" else ""


def _read_commits(site: Path, head: str) -> dict[str, int]:
    options = ("--format=%x01%ct", "--name-only", "--no-renames", "--no-show-signature")
    log = _ask(site, "log", "-z", "--relative", *options, head, "--", *FOLDERS)
    commits: dict[str, int] = {}
    moment = 0
    for word in log.split("\0"):
        # A line break stands between the head of a commit and the names that follow it.
        said = word.removeprefix("\n")
        if said.startswith("\x01"):
            moment = int(said[1:].strip())
        elif said:
            commits.setdefault(said, moment)
    return commits


def _ask(site: Path, *words: str) -> str:
    """Give what git says; nothing where there is no git or it has nothing to say."""
    command = ("git", "-C", str(site), *words)
    try:
        said = subprocess.run(  # noqa: S603 (words of our own, and a path)
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WITHIN_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return said.stdout.decode(errors="replace") if said.returncode == 0 else ""
