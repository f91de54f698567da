"""The page on the command line lists what there is, and shows what is printed."""

import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from site_builder.build import check
from site_builder.cli import cli
from site_builder.model.problems import Problem
from site_builder.printing import say_problem
from site_builder.request import Request
from tests.documentation import ROOT, examples, rows, start_documented, words


def test_every_command_has_its_options_listed() -> None:
    listed: dict[str, set[str]] = {}
    for names, table in rows("docs/cli.md", "options").items():
        for name in names.split():
            options = {word.split()[0] for row in table for word in words(row[0])}
            listed.setdefault(name, set()).update(options)

    assert listed == {name: _options(command) for name, command in cli.commands.items()}


def _options(command: click.Command) -> set[str]:
    context = click.Context(command, help_option_names=["-h", "--help"])
    options = (each for each in command.get_params(context) if isinstance(each, click.Option))
    return {name for option in options for name in (*option.opts, *option.secondary_opts)}


def test_every_command_has_a_section() -> None:
    text = (ROOT / "docs/cli.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^## `(.*?)`$", text, re.MULTILINE)) == set(cli.commands)
    assert set(re.findall(r"^\| \[`(.*?)`\]", text, re.MULTILINE)) == set(cli.commands)


@pytest.fixture
def documented_problem(tmp_path: Path) -> Problem:
    """Find the problem that the page on the command line shows."""
    start_documented("docs/cli.md", tmp_path)
    (problem,) = check(Request(site=tmp_path, jobs=1)).problems
    return problem


def _printed(language: str) -> str:
    (example,) = (each for each in examples("docs/cli.md") if each.language == language)
    return example.content


def test_a_problem_reads_as_the_page_on_the_command_line_shows(documented_problem: Problem) -> None:
    (file,) = (each for each in examples("docs/cli.md") if each.path == documented_problem.path)

    assert say_problem(documented_problem, file.content.split("\n")) == _printed("text").rstrip()


def test_json_has_the_form_that_the_page_on_the_command_line_shows(tmp_path: Path) -> None:
    start_documented("docs/cli.md", tmp_path)

    printed = CliRunner().invoke(cli, ["check", "--site", str(tmp_path), "--format", "json"])

    shown = {**json.loads(_printed("json")), "seconds": 0.0}
    assert {**json.loads(printed.stdout), "seconds": 0.0} == shown
