"""What came of a command → what a terminal, a program or a workflow is shown, and the status."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from site_builder.commands.options import Printing
from site_builder.model.problems import Problem
from site_builder.printing import as_json, count_words, say_for_workflow, say_problems, visible
from site_builder.request import Report, Request
from site_builder.theme import problem_folders

DONE, PROBLEMS, MISUSED = 0, 1, 2


@contextmanager
def progress_shown(printing: Printing) -> Iterator[Callable[[str], None]]:
    """Show what is being done on a terminal, and with `--verbose` anywhere."""
    if printing.verbose:
        yield lambda step: click.echo(step, err=True)
    elif printing.quiet or printing.format != "text" or not sys.stderr.isatty():
        yield lambda _: None
    else:
        # Not for machines, and they should not pay for its import.
        from rich.console import Console

        with Console(stderr=True).status("…") as status:
            yield status.update


def show(report: Report, request: Request, printing: Printing) -> None:
    """Print what came of a build: results on standard output, problems on standard error."""
    if printing.format == "json":
        figures = {
            "pages": report.pages,
            "rendered": report.rendered,
            "written": len(report.written),
            "removed": len(report.removed),
            "seconds": round(report.seconds, 3),
        }
        click.echo(as_json(report.problems, **figures))
        return
    for note in report.notes:
        click.echo(note, err=True)
    show_problems(report.problems, request.site, printing)
    if not printing.quiet:
        click.echo(summary(report, request))


def summary(report: Report, request: Request) -> str:
    """Say in one line what came of a build."""
    errors = sum(problem.severity == "error" for problem in report.problems)
    counts = (count_words(errors, "error"), count_words(len(report.problems) - errors, "warning"))
    found = f"{counts[0]}, {counts[1]}" if report.problems else "no problems"
    if not report.is_good:
        hint = "" if errors or not request.strict else " (--strict)"
        return f"{found}{hint}; the output is as it was"
    pages = count_words(report.pages, "page")
    files = f"{len(report.written):,} written, {len(report.removed):,} removed"
    return f"{pages}, {found}; {files}; {report.seconds:.2f} s"


def show_problems(problems: tuple[Problem, ...], site: Path, printing: Printing) -> None:
    """Print problems as the format wants them."""
    if printing.format == "json":
        click.echo(as_json(problems, pages=0, rendered=0, written=0, removed=0, seconds=0.0))
    elif printing.format == "github":
        for problem in problems:
            click.echo(say_for_workflow(problem))
    else:
        is_coloured = {"always": True, "never": False}.get(printing.color)
        for told in say_problems(problems, problem_folders(site)):
            click.echo(
                _coloured(told),
                err=True,
                color=False if os.environ.get("NO_COLOR") and not is_coloured else is_coloured,
            )


def _coloured(told: str) -> str:
    first, newline, rest = told.partition("\n")
    place, _, said = first.partition(" ")
    colour = "yellow" if said.startswith("warning: ") else "red"
    return f"{click.style(place, bold=True)} {click.style(said, fg=colour)}{newline}{rest}"


def say_all(done: Iterable[str], refused: tuple[str, ...]) -> None:
    """Print what was done and what was refused; with anything refused the command has failed."""
    for line in done:
        click.echo(visible(line))
    for line in refused:
        click.echo(f"site-builder: {visible(line)}", err=True)
    if refused:
        sys.exit(PROBLEMS)
