"""Arguments in, exit code out."""

import json
import os
import signal
import sys
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Literal, NoReturn, TypeVar

import click
import msgspec

from site_builder import __version__
from site_builder.build import build, check
from site_builder.cache import remove as remove_cache
from site_builder.desk.explain import NoSuchPage, explain
from site_builder.desk.start import start_site
from site_builder.model.problems import Problem
from site_builder.printing import as_json, count_words, say_for_workflow, say_problems
from site_builder.reading.schema import schemas
from site_builder.reading.site import NAME
from site_builder.request import ConfigBroken, Report, Request
from site_builder.theme import problem_folders
from site_builder.writing.output import clean as clean_output
from site_builder.writing.ownership import OutputRefused, check_output

DONE, PROBLEMS, MISUSED = 0, 1, 2

Command = TypeVar("Command", bound=Callable[..., None])


class Printing(msgspec.Struct, frozen=True, kw_only=True):
    """How results and problems are shown."""

    format: Literal["text", "json", "github"] = "text"
    verbose: bool = False
    quiet: bool = False
    color: Literal["auto", "always", "never"] = "auto"


def main() -> NoReturn:
    """Run the command line; the exit status tells what came of it."""
    signal.signal(signal.SIGTERM, _end)
    _insist_on_utf8()
    try:
        cli(prog_name="site-builder", standalone_mode=False)
        sys.exit(DONE)
    except click.exceptions.Exit as ended:
        sys.exit(ended.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(128 + signal.SIGINT)
    except click.ClickException as misuse:
        misuse.show()
        sys.exit(MISUSED)
    except BrokenPipeError:
        # The reader has gone (`| head`); what is left to print goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE)
    except (OutputRefused, OSError) as fault:
        click.echo(f"site-builder: {fault}", err=True)
        sys.exit(MISUSED)


def _insist_on_utf8() -> None:
    """Begin anew where the locale has Python take names of files for other signs than they are."""
    if sys.getfilesystemencoding().lower() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _end(*_: object) -> NoReturn:
    sys.exit(128 + signal.SIGTERM)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="site-builder")
def cli() -> None:
    """Build a site of annotated news from Markdown."""


def site_options(command: Command) -> Command:
    """Give a command the options that say which site and where to."""
    for option in (
        click.option(
            "--base-url", envvar="SITE_BASE_URL", metavar="URL", help="Origin and base path."
        ),
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path),
            metavar="DIR",
            help="Where to; else output/.",
        ),
        click.option(
            "--site",
            type=click.Path(path_type=Path, exists=True, file_okay=False),
            metavar="DIR",
            help="The folder with site.toml; else found from here upwards.",
        ),
    ):
        command = option(command)
    return command


def build_options(command: Command) -> Command:
    """Give a command the options that say what is shown and how."""
    for option in (
        click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto"),
        click.option("-q", "--quiet", is_flag=True, help="Print problems only."),
        click.option("-v", "--verbose", is_flag=True, help="Tell each step."),
        click.option(
            "--format",
            type=click.Choice(["text", "json", "github"]),
            default="text",
            help="How problems are printed.",
        ),
        click.option("--no-cache", is_flag=True, help="As if nothing had been built before."),
        click.option(
            "--jobs",
            type=click.IntRange(min=0),
            default=0,
            metavar="N",
            help="Processes; 0 chooses.",
        ),
        click.option("--strict", is_flag=True, help="Warnings fail too."),
        click.option("--now", metavar="ISO", help="The moment to build for, instead of the clock."),
        click.option("-E", "--expired", is_flag=True, help="Show expired articles."),
        click.option("-F", "--future", is_flag=True, help="Show articles of the future."),
        click.option("-D", "--drafts", is_flag=True, help="Show drafts."),
    ):
        command = option(command)
    return site_options(command)


@cli.command("build")
@build_options
def build_command(**options: object) -> None:
    """Bring the output up to date; nothing changes when there is a problem."""
    _run(lambda request, progress: build(request, progress)[0], options)


@cli.command("check")
@build_options
def check_command(**options: object) -> None:
    """Check all that build checks, without writing."""
    _run(check, options)


@cli.command("serve")
@build_options
@click.option("--watch", is_flag=True, help="Build again on every change, and reload the browser.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("-p", "--port", type=click.IntRange(0, 65535), help="Else 8000 or the next free one.")
@click.option("--open", "opens", is_flag=True, help="Open the browser.")
@click.option(
    "--poll", type=float, is_flag=False, flag_value=1.0, metavar="S", help="Look every S seconds."
)
@click.option("--debounce", type=click.IntRange(min=0), default=30, metavar="MS", show_default=True)
@click.option(
    "--editor",
    envvar="SITE_EDITOR",
    default="vscode://file/{path}:{line}:{column}",
    show_default=True,
    metavar="URL",
    help="What opens a file from the page.",
)
def serve_command(**options: object) -> None:
    """Build, and serve at the site's base path."""
    # Only who serves pays for the server's libraries.
    from site_builder.serve import Console, PortTaken, Serving, serve_site

    printing = printing_of(options)
    request = make_request(options)
    serving = Serving(
        request=request,
        editor=str(options["editor"]),
        host=str(options["host"]),
        port=msgspec.convert(options["port"], int | None),
        watches=bool(options["watch"]),
        settle_seconds=msgspec.convert(options["debounce"], int) / 1000,
        poll_seconds=msgspec.convert(options["poll"], float | None),
    )

    def say(line: str) -> None:
        if not printing.quiet:
            click.echo(line)

    def announce(address: str) -> None:
        say(f"serving {address} (Ctrl-C ends it)")
        if options["opens"]:
            webbrowser.open(address)

    console = Console(say, lambda problems: show_problems(problems, request.site, printing))
    try:
        serve_site(serving, console, on_ready=announce)
    except PortTaken as taken:
        click.echo(f"site-builder: {taken}", err=True)
        sys.exit(PROBLEMS)


@cli.command("clean")
@site_options
@click.option("--cache", "only_cache", is_flag=True, help="Remove the cache only.")
def clean_command(
    site: Path | None, output: Path | None, base_url: str | None, *, only_cache: bool
) -> None:
    """Remove the cache, and output that is provably the builder's own."""
    del base_url
    folder = find_site(site)
    given = Path(os.path.abspath(output or folder / "output"))  # noqa: PTH100 (follows no link)
    # Before anything is removed.
    target = None if only_cache else check_output(given, site=folder, protected=_protected(folder))
    if remove_cache(folder):
        click.echo("removed the cache")
    if target is None:
        return
    cleaned = clean_output(target)
    click.echo(f"removed {count_words(len(cleaned.removed), 'file')}")
    for path in cleaned.kept:
        click.echo(f"kept {target / path}: not as the builder wrote it", err=True)


@cli.command("explain")
@build_options
@click.argument("url")
def explain_command(url: str, **options: object) -> None:
    """Tell what a page is made of, and why it would be rendered again."""
    try:
        for line in explain(make_request(options), url):
            click.echo(line)
    except NoSuchPage as unknown:
        click.echo(f"site-builder: {unknown}", err=True)
        sys.exit(PROBLEMS)


@cli.command("schema")
@click.argument("kind", required=False, type=click.Choice(sorted(schemas())))
def schema_command(kind: str | None) -> None:
    """Print the JSON Schema of each kind of front matter, for editors."""
    known = schemas()
    click.echo(json.dumps(known if kind is None else known[kind], indent=2, ensure_ascii=False))


@cli.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
def init_command(folder: Path) -> None:
    """Make a small site that builds at once; nothing that is there is overwritten."""
    for path in start_site(folder):
        click.echo(f"wrote {folder / path}")
    click.echo(f"next: site-builder build --site {folder}")


def _run(
    work: Callable[[Request, Callable[[str], None]], Report], options: dict[str, object]
) -> None:
    printing = printing_of(options)
    request = make_request(options)
    try:
        with progress_shown(printing) as progress:
            report = work(request, progress)
    except ConfigBroken as broken:
        show_problems(broken.problems, request.site, printing)
        sys.exit(MISUSED)
    show(report, request, printing)
    if not report.is_good:
        sys.exit(PROBLEMS)


def printing_of(options: dict[str, object]) -> Printing:
    """Take out of the options how results and problems are shown."""
    return msgspec.convert({key: options[key] for key in Printing.__struct_fields__}, type=Printing)


def make_request(options: dict[str, object]) -> Request:
    """Make of the options what is asked of a build."""
    site, output, now = options["site"], options["output"], options["now"]
    return Request(
        site=find_site(site if isinstance(site, Path) else None),
        output=Path(os.path.abspath(output)) if isinstance(output, Path) else None,  # noqa: PTH100
        base_url=str(options["base_url"]) if options["base_url"] else None,
        drafts=bool(options["drafts"]),
        future=bool(options["future"]),
        expired=bool(options["expired"]),
        now=_moment(str(now)) if now else None,
        strict=bool(options["strict"]),
        jobs=msgspec.convert(options["jobs"], int),
        use_cache=not options["no_cache"],
    )


def find_site(given: Path | None) -> Path:
    """Find the folder with `site.toml`, from the working folder upwards where none is given."""
    start = (given or Path()).absolute()
    for folder in (start,) if given else (start, *start.parents):
        if (folder / NAME).is_file():
            return folder
    where = f"in {start}" if given else f"in {start} or a folder above it"
    raise click.UsageError(f"there is no {NAME} {where}; site-builder init makes a site")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        message = f'"{text}" is not a moment; write one like 2023-03-01T10:00:00+03:00'
        raise click.BadParameter(message, param_hint="--now") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _protected(site: Path) -> tuple[Path, ...]:
    return (site / "content", site / "templates")


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
