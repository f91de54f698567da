"""A built site to what GitHub Pages would refuse, drop or show otherwise."""

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from site_builder.model.problems import Code, Problem, Severity

LARGEST = 1_000_000_000
"""Bytes that a published site may have (GitHub Pages limits)."""

LARGE = 800_000_000
"""Bytes from which on a desk should look for what it can do without."""

NOTED = ".nojekyll"
"""A hidden file that is of no use but where branches are published; it may be dropped."""

NEVER_UPLOADED = (".git", ".github")
"""Folders that GitHub's step for uploading leaves out, whatever it is told."""

KEEPS_HIDDEN = "include-hidden-files: true"


class Standing(NamedTuple):
    """A file or link of the output."""

    path: str
    """From the output folder, with forward slashes."""

    size: int
    is_link: bool


def check_hosting(output: Path, site: Path) -> tuple[Problem, ...]:
    """Look through a built site for what GitHub Pages would break; nothing is written."""
    name = output.name if output.parent == site else str(output)
    if not output.is_dir():
        return (_problem(name, "pages-no-index", "the site is not built", "site-builder build"),)
    standing = sorted(_standing(output))
    told = (
        *_sizes(standing),
        *_index(standing),
        *_links(standing),
        *_hidden(standing, site),
        *_domain(standing),
        *_alike(standing),
    )
    return tuple(
        msgspec.structs.replace(each, path=f"{name}/{each.path}".rstrip("/")) for each in told
    )


def _standing(output: Path) -> Iterator[Standing]:
    for folder, folders, files in os.walk(output):
        inside = Path(folder)
        linked = [name for name in folders if (inside / name).is_symlink()]
        for name in (*files, *linked):
            path = inside / name
            found = path.lstat()
            is_link = path.is_symlink()
            yield Standing(path.relative_to(output).as_posix(), found.st_size, is_link)


def _sizes(standing: list[Standing]) -> Iterator[Problem]:
    total = sum(each.size for each in standing)
    if total >= LARGE:
        size = f"the site has {total / 1e6:,.0f} MB; GitHub Pages publishes up to 1,000"
        hint = "make pictures smaller, or serve large files from elsewhere"
        severity: Severity = "error" if total > LARGEST else "warning"
        yield _problem("", "too-large", size, hint, severity)


def _index(standing: list[Standing]) -> Iterator[Problem]:
    if not any(each.path == "index.html" for each in standing):
        message = "there is no index.html, so the site's own address would show nothing"
        yield _problem("", "pages-no-index", message, "site-builder build")


def _links(standing: list[Standing]) -> Iterator[Problem]:
    for each in standing:
        if each.is_link:
            message = "it is a symbolic link, which GitHub Pages refuses"
            yield _problem(each.path, "pages-link", message, "put the file itself there")


def _hidden(standing: list[Standing], site: Path) -> Iterator[Problem]:
    keeps = _workflow_keeps_hidden(site)
    for each in standing:
        parts = each.path.split("/")
        if any(part in NEVER_UPLOADED for part in parts):
            message = f"GitHub leaves out what lies in {' and '.join(NEVER_UPLOADED)}"
            yield _problem(each.path, "pages-hidden", message, "give the folder another name")
        elif not keeps and each.path != NOTED and any(part.startswith(".") for part in parts):
            message = "it is hidden, and the workflow uploads no hidden files"
            hint = f"with upload-pages-artifact say {KEEPS_HIDDEN}"
            yield _problem(each.path, "pages-hidden", message, hint, "warning")


def _workflow_keeps_hidden(site: Path) -> bool:
    """Tell whether every workflow that uploads pages keeps hidden files; True without any."""
    workflows = sorted((site / ".github" / "workflows").glob("*.y*ml"))
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in workflows)
    return all(KEEPS_HIDDEN in text for text in texts if "upload-pages-artifact" in text)


def _domain(standing: list[Standing]) -> Iterator[Problem]:
    if any(each.path == "CNAME" for each in standing):
        message = "GitHub takes no heed of a CNAME that a workflow publishes"
        hint = "enter the domain under Settings → Pages → Custom domain"
        yield _problem("CNAME", "pages-domain", message, hint, "warning")


def _alike(standing: list[Standing]) -> Iterator[Problem]:
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    for each in standing:
        by_key[unicodedata.normalize("NFC", each.path).casefold()].append(each.path)
    for paths in by_key.values():
        for path in paths[1:]:
            message = f"but for case or Unicode form it has the name of {paths[0]}"
            hint = "give one of them another name: not every disk can hold both"
            yield _problem(path, "url-collision", message, hint)


def _problem(
    path: str, code: Code, message: str, hint: str, severity: Severity = "error"
) -> Problem:
    return Problem(path, 1, 1, code, message, hint, severity)
