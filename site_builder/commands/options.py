"""Options that several commands have, and what is made of them."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeVar

import click
import msgspec

from site_builder.reading.site import NAME
from site_builder.request import Request

Command = TypeVar("Command", bound=Callable[..., None])


class Printing(msgspec.Struct, frozen=True, kw_only=True):
    """How results and problems are shown."""

    format: Literal["text", "json", "github"] = "text"
    verbose: bool = False
    quiet: bool = False
    color: Literal["auto", "always", "never"] = "auto"


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


def one_site(command: Command) -> Command:
    """Give a command the option that says which site."""
    return click.option(
        "--site",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        metavar="DIR",
        help="The folder with site.toml; else found from here upwards.",
    )(command)


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
        now=moment_of(str(now)) if now else None,
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


def moment_of(text: str) -> datetime:
    """Read the moment that an option gives; without a zone it is that of UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        message = f'"{text}" is not a moment; write one like 2023-03-01T10:00:00+03:00'
        raise click.BadParameter(message, param_hint="--now") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
