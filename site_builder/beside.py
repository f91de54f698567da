"""The lock and the earlier texts of articles → what each article is read with besides its file."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from site_builder.cache import Stamp
from site_builder.model.names import Names
from site_builder.model.problems import Problem, ProblemsFound
from site_builder.model.target import Target
from site_builder.reading.lock import NAME, NO_LOCK, Lock, parse_lock
from site_builder.reading.revisions import Beside
from site_builder.scan import Found, Scan

REVISIONS = "content/revisions/"


class Earlier(NamedTuple):
    """A file that holds an earlier text of an article."""

    path: str
    digest: bytes


class Besides(NamedTuple):
    """What lies beside the articles of a site."""

    lock: Lock = NO_LOCK
    earlier: Mapping[str, tuple[Earlier, ...]] = {}
    """By slug, in the order of paths."""

    problems: tuple[Problem, ...] = ()
    """Of the lock; then nothing counts as accepted."""

    key: tuple[tuple[str, bytes], ...] = ()
    """The paths and digests of all these files."""


NOTHING = Besides()


def look_beside(
    site: Path, files: Iterable[Found], stamps: Mapping[str, Stamp], last: Besides = NOTHING
) -> Besides:
    """Read the lock, and list the earlier texts; `last` is taken where nothing has changed."""
    paths = [found.path for found in files if found.kind in ("lock", "revision")]
    key = tuple((path, stamps[path].digest) for path in paths if path in stamps)
    if key == last.key:
        return last
    lock, problems = read_lock(site) if (site / NAME).exists() else (NO_LOCK, ())
    return Besides(lock, list_earlier(key), problems, key)


def list_earlier(files: Iterable[tuple[str, bytes]]) -> Mapping[str, tuple[Earlier, ...]]:
    """List by slug the earlier texts among some files, given with their digests."""
    earlier: dict[str, tuple[Earlier, ...]] = {}
    for path, digest in files:
        if path.startswith(REVISIONS):
            slug = PurePosixPath(path).parent.name
            earlier[slug] = (*earlier.get(slug, ()), Earlier(path, digest))
    return earlier


def read_lock(site: Path) -> tuple[Lock, tuple[Problem, ...]]:
    """Read a site's lock; what keeps it from being used is a problem, and then it says nothing."""
    place = (site / NAME).resolve()
    if not place.is_relative_to(site.resolve()):
        message = f"is a link out of the site's folder, to {place}"
        hint = "put what it leads to in its place"
        return NO_LOCK, (Problem(NAME, 1, 1, "symlink-outside", message, hint),)
    try:
        return parse_lock(place.read_bytes()), ()
    except ProblemsFound as found:
        return NO_LOCK, found.problems
    except OSError as fault:
        message = f"cannot be read: {fault.strerror}"
        return NO_LOCK, (Problem(NAME, 1, 1, "unreadable-file", message),)


def digest_beside(besides: Besides, slug: str) -> bytes:
    """Digest what lies beside the file of one article."""
    accepted, earlier = besides.lock.get(slug, b""), besides.earlier.get(slug, ())
    digest = hashlib.blake2b(accepted, digest_size=12)
    for path, content in earlier:
        digest.update(path.encode() + b"\0" + content)
    return digest.digest()


def find_beside(site: Path, besides: Besides, slug: str) -> Beside:
    """Read what lies beside the file of one article."""
    texts: list[tuple[str, bytes]] = []
    for earlier in besides.earlier.get(slug, ()):
        try:
            texts.append((earlier.path, (site / earlier.path).read_bytes()))
        except OSError:
            # Gone since the folder was listed: it is as if it had never been.
            continue
    return Beside(besides.lock.get(slug, b""), tuple(texts))


def with_problems(found: Scan, besides: Besides) -> Scan:
    """Add what is wrong with the lock to what is wrong with a site's files."""
    if not besides.problems:
        return found
    return Scan(found.files, (*found.problems, *besides.problems), found.site)


def stray_revisions(files: Iterable[Found], names: Names) -> Iterator[Problem]:
    """Name the earlier texts that are of no article."""
    for found in files:
        slug = PurePosixPath(found.path).parent.name
        if found.kind == "revision" and not names.is_known(Target("article", slug)):
            message = f'is an earlier text of "{slug}", which is the slug of no article'
            hint = f"put it into {REVISIONS} and the slug of its article, or delete it"
            yield Problem(found.path, 1, 1, "unknown-place", message, hint, "warning")
