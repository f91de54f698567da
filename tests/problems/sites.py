"""Case files to sites in a folder, and what the command line says of them.

A case file says in its first line what is wrong with a site, lists the site's files, and ends with
what `check` prints to standard error:

    A quotation is typed with a wrong word.

    ==> content/articles/visit.md
    …
    ==> problems
    content/articles/visit.md:5:12: quote-not-found: no passage reads "They meet"
        5 |     exact: They meet
          |            ^ nearest: "They met" (line 8)

A file may be listed `as cp1252` or another encoding, `as escapes` where it holds signs that nobody
sees, `as png` where its words say what is drawn, as one that `links to` another, and as its text so
many `times`. `==> options` adds to those
of the command. `SITE` and `ABOVE` stand for the site's folder and the one that it lies in.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from site_builder.cli import cli
from tests.drawn import draw

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("*.txt"))

SETTINGS = 'title = "A site"\nbase_url = "https://example.org/"\n'
NOW = "2024-01-01"

HEADER = re.compile(
    r"^==> (?P<path>\S+)(?: as (?P<form>\S+)| links to (?P<target>\S+)| times (?P<times>\d+))?\n",
    re.MULTILINE,
)


class Part(NamedTuple):
    """A file of a site, or what is said of it."""

    path: str
    form: str | None
    target: str | None
    times: int
    text: str


class Checked(NamedTuple):
    """What came of a check."""

    status: int
    printed: str
    """On standard error."""


def parts_of(case: Path) -> dict[str, Part]:
    """Split a case into its parts, by the words behind their arrows."""
    text = case.read_text(encoding="utf-8")
    headers = list(HEADER.finditer(text))
    ends = [*(header.start() for header in headers[1:]), len(text)]
    return {
        header["path"]: Part(
            header["path"],
            header["form"],
            header["target"],
            int(header["times"] or 1),
            text[header.end() : end].strip("\n") + "\n",
        )
        for header, end in zip(headers, ends, strict=True)
    }


def run_case(parts: dict[str, Part], folder: Path) -> Checked:
    """Make the site of a case in a folder, and check it."""
    site = write_site(folder, {})
    for part in parts.values():
        if part.path not in ("options", "problems"):
            _write(part, site / part.path)
    options = parts["options"].text.split() if "options" in parts else []
    return check_site(site, *options)


def _write(part: Part, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if part.target is not None:
        file.symlink_to(part.target)
    elif part.form == "png":
        file.write_bytes(draw(part.text))
    elif part.form == "escapes":
        file.write_bytes(part.text.encode().decode("unicode_escape").encode())
    else:
        file.write_bytes(part.text.encode(part.form or "utf-8") * part.times)


def write_site(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a site of some files by path, with the settings that it needs; give its folder."""
    site = folder / "site"
    for path, content in {"site.toml": SETTINGS, **files}.items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return site


def check_site(site: Path, *options: str) -> Checked:
    """Run `check` on a site, on a day that is always the same."""
    command = ["check", "--site", str(site), "--now", NOW, "--jobs", "1", *options]
    result = CliRunner(catch_exceptions=False).invoke(cli, command)
    printed = result.stderr.replace(str(site), "SITE").replace(str(site.parent), "ABOVE")
    return Checked(result.exit_code, printed)
