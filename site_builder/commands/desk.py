"""Commands for what an author does besides building."""

import json
import os
import shlex
import sys
from pathlib import Path
from typing import Literal

import click
import msgspec

from site_builder.commands.options import (
    Printing,
    build_options,
    find_site,
    make_request,
    moment_of,
    one_site,
    printing_of,
)
from site_builder.commands.showing import MISUSED, PROBLEMS, say_all, show_problems
from site_builder.desk.listing import KINDS as LISTED
from site_builder.desk.listing import Kind, list_waiting, say_item
from site_builder.desk.listing import as_json as listing_as_json
from site_builder.desk.start import start_site
from site_builder.model.problems import ProblemsFound
from site_builder.printing import visible
from site_builder.reading.schema import KINDS, schemas
from site_builder.request import ConfigBroken, Request


@click.command("list")
@build_options
@click.argument("kind", type=click.Choice(LISTED))
def list_command(kind: str, **options: object) -> None:
    """List what waits for the desk, a line each with its place."""
    request = make_request(options)
    try:
        listing = list_waiting(request, msgspec.convert(kind, Kind))
    except ConfigBroken as broken:
        show_problems(broken.problems, request.site, printing_of(options))
        sys.exit(MISUSED)
    if options["format"] == "json":
        click.echo(listing_as_json(listing))
        return
    for item in listing.items:
        click.echo(visible(say_item(item)))
    for path in listing.unread:
        click.echo(f"{visible(path)}: cannot be read; site-builder check says why", err=True)


@click.command("anchors", short_help="Tell what has become of every passage; accept some.")
@one_site
@click.option(
    "--format", type=click.Choice(["text", "json"]), default="text", help="How states are printed."
)
@click.argument("words", nargs=-1, metavar="[accept [ID]...]")
def anchors_command(
    site: Path | None, words: tuple[str, ...], format: Literal["text", "json"]
) -> None:
    """Tell what has become of every passage; `accept` records passages as they stand now.

    An ID is article-slug#id. Without any, all passages that wait are accepted: new ones, those
    that moved, and those that changed, whose `exact` is then rewritten in the article's file.
    """
    if words and words[0] != "accept":
        raise click.UsageError(f'"{words[0]}" is none of: accept')
    # Only who accepts pays for what rewrites YAML.
    from site_builder.desk.accepting import accept
    from site_builder.desk.anchors import read_anchors, say_states, states_as_json
    from site_builder.desk.rewriting import NotRewritten

    request, printing = Request(site=find_site(site)), Printing()
    try:
        if words:
            taken = accept(request, words[1:])
            say_all(taken.said, taken.refused)
            return
        anchors = read_anchors(request)
    except (ConfigBroken, ProblemsFound) as broken:
        show_problems(broken.problems, request.site, printing)
        sys.exit(MISUSED if isinstance(broken, ConfigBroken) else PROBLEMS)
    except NotRewritten as fault:
        say_all((), (str(fault),))
        return
    if format == "json":
        click.echo(states_as_json(anchors.states))
    else:
        show_problems(anchors.problems, request.site, printing)
        say_all(say_states(anchors.states), ())
    if any(state.state != "found" for state in anchors.states):
        sys.exit(PROBLEMS)


@click.command("suggest", short_help="Propose front matter from the text of an article.")
@one_site
@click.option("--write", is_flag=True, help="Add them to the article's file, as drafts.")
@click.argument("article")
def suggest_command(site: Path | None, article: str, *, write: bool) -> None:
    """Propose front matter from the text of an ARTICLE, named by its slug or its file."""
    # It has a library of its own.
    from site_builder.desk.suggest import NoSuchArticle, merge_into, suggest
    from site_builder.desk.suggesting.front_matter import NotMerged

    request = Request(site=find_site(site))
    try:
        suggested = suggest(request, article)
        is_written = write and merge_into(request, suggested)
    except (ConfigBroken, ProblemsFound) as broken:
        show_problems(broken.problems, request.site, Printing())
        sys.exit(MISUSED if isinstance(broken, ConfigBroken) else PROBLEMS)
    except (NoSuchArticle, NotMerged) as fault:
        click.echo(f"site-builder: {visible(str(fault))}", err=True)
        sys.exit(PROBLEMS)
    if suggested.note:
        click.echo(suggested.note, err=True)
    for line in suggested.say(is_written=is_written):
        click.echo(visible(line))


@click.command("new", short_help="Make a file of one kind, its front matter laid out.")
@one_site
@click.argument("kind", type=click.Choice(["article", "entity", "event", "source", "story"]))
@click.argument("name")
@click.option("--id", "id_", metavar="ID", help="Instead of one made of the name.")
@click.option("--type", help="Of an entity or a source.")
@click.option("--date", metavar="EDTF", help="Published, issued, or when it happened.")
@click.option("--author", help="Of an article or a source.")
@click.option("--publisher", metavar="ID", help="Of an article or a source; an id or a name.")
@click.option("--url", help="Of the original, of a source, or the same thing elsewhere.")
@click.option("--language", metavar="TAG", help="Of the text of an article or a source.")
@click.option("--wikidata", metavar="Q…", help="An entity's item.")
@click.option("--alias", multiple=True, help="Another name of an entity; may be repeated.")
@click.option("--place", metavar="ID", help="Where an event happened.")
@click.option("--story", multiple=True, metavar="ID", help="Of an article or an event; likewise.")
@click.option("--summary", help="One or two sentences; not of a source.")
@click.option("--edit", is_flag=True, help="Open it in $VISUAL or $EDITOR.")
def new_command(
    site: Path | None, kind: str, name: str, id_: str | None, *, edit: bool, **given: object
) -> None:
    """Make a file for an article, an entity, an event, a source or a story; print its path."""
    from site_builder.desk.new import Made, NotMade, Wanted, edit_file, make_file, values_of

    request = Request(site=find_site(site))
    try:
        made = msgspec.convert(kind, Made)
        values = values_of(made, given)
        wanted = Wanted(kind=made, name=name, id=id_ or "", values=values)
        path = make_file(request, wanted)
    except NotMade as fault:
        raise click.UsageError(visible(str(fault))) from None
    except ConfigBroken as broken:
        show_problems(broken.problems, request.site, Printing())
        sys.exit(MISUSED)
    click.echo(visible(os.path.relpath(path)))
    if edit and (said := edit_file(path, os.environ)):
        click.echo(f"site-builder: {said}", err=True)
        sys.exit(MISUSED)


@click.command("schema")
@click.argument("kind", required=False, type=click.Choice(KINDS))
def schema_command(kind: str | None) -> None:
    """Print the JSON Schema of each kind of front matter, for editors."""
    known = schemas()
    click.echo(json.dumps(known if kind is None else known[kind], indent=2, ensure_ascii=False))


@click.command("import", short_help="Make articles of clips, pages, URLs and exports.")
@click.argument("clips", nargs=-1, required=True, metavar="FILE|URL...")
@one_site
@click.option("--now", metavar="ISO", help="The moment of the import, instead of the clock's.")
@click.option("--allow-private", is_flag=True, help="Ask addresses of private networks, too.")
@click.option("--update", metavar="SLUG", help="The article here that this is a later text of.")
def import_command(
    clips: tuple[str, ...],
    site: Path | None,
    now: str | None,
    update: str | None,
    *,
    allow_private: bool,
) -> None:
    """Make articles of clips, saved pages, URLs and exports of highlights; overwrite nothing."""
    from site_builder.desk.clip import Failed, desk_of, import_all, tell

    request = Request(site=find_site(site), now=moment_of(now) if now else None)
    try:
        desk = desk_of(request, allow_private=allow_private)
    except ConfigBroken as broken:
        show_problems(broken.problems, request.site, Printing())
        sys.exit(MISUSED)
    if update is not None:
        _update(update, clips, request, allow_private=allow_private)
        return
    has_failed = False
    for outcome in import_all(clips, desk):
        is_failed = isinstance(outcome, Failed)
        begins = "site-builder: " if is_failed else ""
        for line in tell(outcome):
            click.echo(begins + visible(line), err=is_failed)
        has_failed = has_failed or is_failed
    if has_failed:
        sys.exit(PROBLEMS)


def _update(slug: str, clips: tuple[str, ...], request: Request, *, allow_private: bool) -> None:
    """Bring a later text of an article in, and tell what became of its passages."""
    from site_builder.desk.clip import desk_of, read_one
    from site_builder.desk.clipping.parts import Unreadable
    from site_builder.desk.revise import NotRevised, revise, say_revised
    from site_builder.desk.rewriting import NotRewritten

    if len(clips) > 1:
        raise click.UsageError("--update takes one file or URL")
    try:
        clip = read_one(clips[0], desk_of(request, allow_private=allow_private))
        revised = revise(request, slug, clip.body, clip.matter.updated)
    except ProblemsFound as found:
        show_problems(found.problems, request.site, Printing())
        sys.exit(PROBLEMS)
    except (NotRevised, NotRewritten, Unreadable) as fault:
        say_all((), (f"{clips[0]}: {fault}",))
        return
    show_problems(revised.problems, request.site, Printing())
    say_all(say_revised(revised), ())
    if revised.problems:
        sys.exit(PROBLEMS)


@click.command("init", short_help="Make a small site that builds at once.")
@click.argument("folder", type=click.Path(path_type=Path))
def init_command(folder: Path) -> None:
    """Make a small site that builds at once; nothing that is there is overwritten."""
    for path, is_new in start_site(folder):
        click.echo(visible(f"{'wrote' if is_new else 'kept'} {folder / path}"))
    click.echo(f"next: site-builder build --site {shlex.quote(str(folder))}")
