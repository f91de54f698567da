"""Commands of the desk make, suggest and merge as they are typed, and shells complete them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.builds import run, write_site

QUAY = """\
---
title: The quay
published: 2023-03-01
---

“We are ready,” Marta Ortiz said.
"""


@pytest.fixture
def quay(tmp_path: Path) -> Path:
    """Write a site with a quotation that nobody has annotated."""
    person = "---\ntype: person\nname: Marta Ortiz\n---\n"
    return write_site(tmp_path, {"articles/quay.md": QUAY, "entities/marta-ortiz.md": person})


def test_suggestions_are_printed_as_front_matter_and_nothing_is_written(quay: Path) -> None:
    ended = run("suggest", "quay", folder=quay)

    assert ended.returncode == 0
    assert "entities:\n  - marta-ortiz  # 1×: Marta Ortiz\n" in ended.stdout
    assert "    speaker: marta-ortiz\n    cue: said\n" in ended.stdout
    assert (quay / "content/articles/quay.md").read_text(encoding="utf-8") == QUAY


def test_suggestions_are_written_once(quay: Path) -> None:
    first = run("suggest", "--write", "quay", folder=quay)
    merged = (quay / "content/articles/quay.md").read_text(encoding="utf-8")
    second = run("suggest", "--write", "content/articles/quay.md", folder=quay)

    assert first.stdout == "added to content/articles/quay.md: 1 to entities, 1 to annotations\n"
    assert second.stdout == "# nothing is suggested\n"
    assert (quay / "content/articles/quay.md").read_text(encoding="utf-8") == merged
    assert run("check", "--strict", folder=quay).returncode == 0


def test_what_names_no_article_ends_with_1(quay: Path) -> None:
    ended = run("suggest", "quey", folder=quay)

    assert ended.returncode == 1
    assert "no article is named quey" in ended.stderr
    assert "quay" in ended.stderr


def test_a_new_file_is_named_and_is_there(quay: Path) -> None:
    ended = run("new", "event", "Мост открыт", "--date", "2023-03", folder=quay)

    assert ended.returncode == 0
    assert ended.stdout == "content/events/мост-открыт.md\n"
    assert "date: 2023-03  #" in (quay / ended.stdout.strip()).read_text(encoding="utf-8")


def test_no_command_is_described_by_half_a_sentence() -> None:
    ended = run("--help", folder=Path(), environment={"COLUMNS": "80"})

    commands = ended.stdout.partition("Commands:\n")[2].splitlines()
    assert len(commands) > 10
    assert not [line for line in commands if not line.endswith(".") or "..." in line]


def test_an_option_of_another_kind_is_misuse(quay: Path) -> None:
    ended = run("new", "entity", "A", "--date", "2023", folder=quay)

    assert ended.returncode == 2
    assert "--date is not for an entity" in ended.stderr


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("site-builder", ""), {"build", "check", "new", "serve", "suggest"}),
        (("site-builder", "sug"), {"suggest"}),
        (("site-builder", "new", "e"), {"entity", "event"}),
        (("site-builder", "suggest", "--wr"), {"--write"}),
    ],
)
def test_bash_completes_what_is_typed(words: tuple[str, ...], expected: set[str]) -> None:
    environment = {
        **os.environ,
        "_SITE_BUILDER_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }

    command = [sys.executable, "-m", "site_builder"]
    ended = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)

    assert expected <= {line.partition(",")[2] for line in ended.stdout.splitlines()}


@pytest.mark.parametrize("shell", ["bash", "fish", "zsh"])
def test_each_shell_is_given_a_script(shell: str) -> None:
    environment = {**os.environ, "_SITE_BUILDER_COMPLETE": f"{shell}_source"}

    command = [sys.executable, "-m", "site_builder"]
    ended = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)

    assert f"_SITE_BUILDER_COMPLETE={shell}_complete" in ended.stdout
