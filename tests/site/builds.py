"""Sites of content files to built ones, in this process or by the command that users type."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from site_builder.build import build, read_linked
from site_builder.model.archive import Archive
from site_builder.request import Report, Request
from tests.site.hosting import BASE_URL

ROOT = Path(__file__).parents[2]
SITES = Path(__file__).parent / "sites"
NOW = datetime(2024, 1, 1, tzinfo=UTC)

# Settings of whoever runs the tests that would change what a command says or makes.
LEAKS = ("SITE_BASE_URL", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONUTF8", "PYTHONIOENCODING")

SITE = """\
title = "A made-up file"
base_url = "https://example.org/"
"""


class Site(NamedTuple):
    """A site's folder and where it is built to."""

    folder: Path
    output: Path


def copy_example(folder: Path) -> Path:
    """Copy what the example site is made of; the theme stays the built-in one."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "site.toml", folder)
    return folder


def write_site(folder: Path, files: Mapping[str, str], *, settings: str = SITE) -> Path:
    """Write a site; paths are from `content/`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.toml").write_text(settings, encoding="utf-8")
    for path, text in files.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def request_for(site: Site, **options: bool) -> Request:
    """Ask for a site under the base path of a project."""
    return Request(site=site.folder, output=site.output, base_url=BASE_URL, now=NOW, **options)


def build_site(site: Site, **options: bool) -> Report:
    """Build in this process; a site with errors fails the test with what is wrong."""
    report, _ = build(request_for(site, **options))
    assert report.is_good, [found for found in report.problems if found.severity == "error"]
    return report


def archive_of(site: Site) -> Archive:
    """Read and link a site without building it."""
    request = request_for(site)
    return read_linked(request).catalogue.archive


def run(
    *arguments: str | Path,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    program: Sequence[str] = (sys.executable, "-m", "site_builder"),
) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would, in a folder."""
    return subprocess.run(
        [*program, *map(str, arguments)],
        cwd=folder,
        env=environment_with(environment or {}),
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def command(*arguments: str | Path) -> list[str]:
    """Write a command line of the builder."""
    return [sys.executable, "-m", "site_builder", *map(str, arguments)]


def environment_with(added: Mapping[str, str]) -> dict[str, str]:
    """Give the environment of a user who has set nothing that concerns the builder but this."""
    inherited = {name: value for name, value in os.environ.items() if name not in LEAKS}
    return {**inherited, "PYTHONPATH": str(ROOT), **added}


def digests_of(folder: Path) -> dict[str, str]:
    """Digest every file of a folder, hidden ones too, by its path from there."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def times_of(folder: Path) -> dict[str, int]:
    """Give when each file of a folder was last changed, in nanoseconds."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {file.relative_to(folder).as_posix(): file.stat().st_mtime_ns for file in files}
