"""The addresses that a site has published to those of them that it has lost."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from site_builder.model.problems import Problem
from site_builder.model.similar import nearest

NAME = "published.txt"
"""Beside `site.toml`: a path from the site's root on each line, as `/data/urls.txt` has them."""

LISTED = "data/urls.txt"
"""Of the output: the addresses that the site has, to be compared with at the next time."""

KEPT_OTHERWISE = "name it in the aliases of what stands in its place, or under gone in site.toml"


def list_addresses(paths: Iterable[str]) -> bytes:
    """Write the paths of all pages, redirects included, a line each."""
    return "".join(f"{path}\n" for path in sorted(paths)).encode()


def find_vanished(site: Path, paths: Collection[str], gone: Collection[str]) -> Iterator[Problem]:
    """Find the published addresses that no page has and that are not known to be gone.

    `paths` are those of all pages, redirects included.
    """
    file = site / NAME
    if not file.is_file():
        return
    present = {*map(_folder, paths), *map(_folder, gone)}
    lines = file.read_bytes().decode("utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines, start=1):
        path = unquote(line.strip())
        if path and not path.startswith("#") and _folder(path) not in present:
            yield _vanished(number, path, paths)


def _folder(path: str) -> str:
    """Write an address as that of a folder, since a host answers `/about` with `/about/`."""
    return path.removesuffix("index.html").rstrip("/") + "/"


def _vanished(line: int, path: str, paths: Collection[str]) -> Problem:
    like = nearest(path, paths)
    hint = KEPT_OTHERWISE + (f" (the nearest there is: {like})" if like else "")
    message = f"{path} was published, and is gone"
    return Problem(NAME, line, 1, "url-vanished", message, hint, "warning")
