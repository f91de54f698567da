"""Commands that build, check, serve and explain a site."""

import os
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from site_builder.build import build
from site_builder.cache import remove as remove_cache
from site_builder.commands.options import (
    build_options,
    find_site,
    make_request,
    printing_of,
    site_options,
)
from site_builder.commands.showing import MISUSED, PROBLEMS, progress_shown, show, show_problems
from site_builder.desk.explain import NoSuchPage, explain
from site_builder.desk.inspect import WAYBACK, Wanted, inspect
from site_builder.printing import count_words
from site_builder.request import ConfigBroken, Report, Request
from site_builder.writing.output import clean as clean_output
from site_builder.writing.ownership import check_output


@click.command("build", short_help="Bring the output up to date.")
@build_options
def build_command(**options: object) -> None:
    """Bring the output up to date; nothing changes when there is a problem."""
    _run(lambda request, progress: build(request, progress)[0], options)


@click.command("check")
@build_options
@click.option("--links", is_flag=True, help="Also ask whether links to others lead somewhere.")
@click.option("--archive", is_flag=True, help="Also list links without an archived copy.")
@click.option("--lookup", is_flag=True, help="With --archive: ask the Wayback Machine for one.")
@click.option("--wayback", default=WAYBACK, metavar="URL", help="What --lookup asks.")
@click.option("--max-age", type=float, metavar="HOURS", help="How old an answer may be.")
@click.option("--allow-private", is_flag=True, help="Ask private addresses, too.")
@click.option("--pages", is_flag=True, help="Also what GitHub Pages would break of the output.")
def check_command(**options: object) -> None:
    """Check all that build checks, without writing."""
    wanted = wanted_of(options)
    _run(lambda request, progress: inspect(request, progress, wanted), options)


def wanted_of(options: dict[str, object]) -> Wanted:
    """Take out of the options what is looked at besides what a build looks at."""
    if options["lookup"] and not options["archive"]:
        raise click.UsageError("--lookup asks for copies of what --archive lists: give both")
    hours = msgspec.convert(options["max_age"], float | None)
    return Wanted(
        pages=bool(options["pages"]),
        links=bool(options["links"]),
        archive=bool(options["archive"]),
        lookup=str(options["wayback"]) if options["lookup"] else "",
        longest_seconds=None if hours is None else hours * 3600,
        allow_private=bool(options["allow_private"]),
    )


@click.command("serve")
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


@click.command("clean")
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


def _protected(site: Path) -> tuple[Path, ...]:
    return (site / "content", site / "templates")


@click.command("explain")
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
