"""The commands of the page for newcomers, run one after the other, print what it shows."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.documentation import examples

PAGE = "docs/getting-started.md"

VARYING = (
    (re.compile(r"^\d+ pages(?=,)", re.MULTILINE), "N pages"),
    (re.compile(r"\b\d+ written"), "N written"),
    (re.compile(r"\b\d+\.\d\d s$", re.MULTILINE), "N s"),
    (re.compile(r"^  retrieved: .*$", re.MULTILINE), "  retrieved: DAY"),
)
"""What depends on the day, the machine, and on how many pages a new site has by now."""


def commands_of(transcript: str) -> Iterator[tuple[str, str]]:
    """Go through the commands of a transcript, each with what it prints."""
    for part in re.split(r"^\$ ", transcript, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def settled(printed: str) -> str:
    """Write what varies as if it did not."""
    for pattern, word in VARYING:
        printed = pattern.sub(word, printed)
    return printed


def pattern_of(shown: str) -> str:
    """Make a pattern of what the page shows; a line `…` stands for any lines."""
    lines = settled(shown).splitlines(keepends=True)
    return "".join(r"(?:.*\n)*?" if line == "…\n" else re.escape(line) for line in lines)


def test_every_command_prints_what_the_page_shows(tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "200"}
    folder, run = tmp_path, []
    for example in examples(PAGE):
        if example.path:
            (folder / example.path).write_text(example.content, encoding="utf-8")
        if example.language != "console":
            continue
        for command, shown in commands_of(example.content):
            if command.startswith("cd "):
                folder /= command.removeprefix("cd ")
                continue
            ended = subprocess.run(
                ["bash", "-c", command],
                cwd=folder,
                env=environment,
                check=False,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            run.append(command)
            assert re.fullmatch(pattern_of(shown), settled(ended.stdout)), ended.stdout
    assert len(run) > 6
