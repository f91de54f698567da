"""Arguments in, exit code out."""

import os
import signal
import sys
from io import TextIOWrapper
from typing import NoReturn

import click

from site_builder import __version__
from site_builder.commands import building, desk
from site_builder.commands.showing import DONE, MISUSED
from site_builder.printing import visible
from site_builder.writing.ownership import OutputRefused


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
    except OutputRefused as fault:
        click.echo(f"site-builder: {visible(str(fault))}", err=True)
        sys.exit(MISUSED)
    except OSError as fault:
        click.echo(f"site-builder: {visible(_told(fault))}", err=True)
        sys.exit(MISUSED)


def _insist_on_utf8() -> None:
    """Begin anew where the locale has Python take names of files for other signs than they are."""
    if sys.getfilesystemencoding().lower() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _told(fault: OSError) -> str:
    """Tell a fault of the machine in words: what, and of which file where it names one."""
    said = (fault.strerror or str(fault)).lower()
    return f"{fault.filename}: {said}" if isinstance(fault.filename, str | os.PathLike) else said


def _end(*_: object) -> NoReturn:
    sys.exit(128 + signal.SIGTERM)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="site-builder")
def cli() -> None:
    """Build a site of annotated news from Markdown."""


for command in (
    building.build_command,
    building.check_command,
    building.serve_command,
    building.clean_command,
    building.explain_command,
    desk.list_command,
    desk.anchors_command,
    desk.suggest_command,
    desk.new_command,
    desk.schema_command,
    desk.import_command,
    desk.init_command,
):
    cli.add_command(command)
