"""Clips, saved pages, addresses and exports of highlights → new articles of a site.

Nothing that is there is ever overwritten. What was understood, left out or not understood of each
clip is told.
"""

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from site_builder.desk.clipping.blocks import heading_words, split_blocks
from site_builder.desk.clipping.clip import read_clip
from site_builder.desk.clipping.decoding import decode_clip, decode_page
from site_builder.desk.clipping.exports import Export, read_export
from site_builder.desk.clipping.highlights import fold_body, place_mark
from site_builder.desk.clipping.layout import write_annotations, write_article
from site_builder.desk.clipping.parts import Clip, Marked, Told, Unreadable
from site_builder.desk.clipping.shelf import Shelf, free_path, key_of_url, put_away, read_shelf
from site_builder.desk.clipping.spelling import read_spelling, spelled_alike
from site_builder.model.problems import ProblemsFound
from site_builder.reading.article import read_article
from site_builder.reading.frontmatter import parse_document
from site_builder.reading.tools import Options, make_tools
from site_builder.request import Request, read_config, reading_options

LARGEST = 20_000_000
"""Bytes of a file or an answer that is read."""

PATIENCE_SECONDS = 30.0
"""How long an answer may take."""

WIDEST = 80
"""Code points of a piece that are told."""

EXPECTED = ("title", "published", "author", "publisher", "source", "language")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_NAMES = (".html", ".htm", ".xhtml")


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """The site that articles are brought into."""

    site: Path
    zone: tzinfo
    now: datetime
    annotators: frozenset[str] = frozenset()
    options: Options
    """What decides how files are read: an import is read once before it is written."""

    allow_private: bool = False


def desk_of(request: Request, *, allow_private: bool) -> Desk:
    """Take what an import needs out of a request; raise `ConfigBroken` for settings not usable."""
    config = read_config(request)
    return Desk(
        site=request.site,
        zone=ZoneInfo(config.timezone),
        now=request.now or datetime.now(UTC),
        annotators=frozenset(config.annotators),
        options=reading_options(request, config),
        allow_private=allow_private,
    )


class Imported(msgspec.Struct, frozen=True):
    """An article that was written."""

    path: str
    clip: Clip


class Proposed(msgspec.Struct, frozen=True):
    """Annotations for an article that is on the site already."""

    path: str
    matter: str
    """As front matter."""

    unknown: tuple[Told, ...]


class Failed(msgspec.Struct, frozen=True):
    """Something that was not imported, and why."""

    argument: str
    reason: str


Outcome = Imported | Proposed | Failed


def import_all(arguments: tuple[str, ...], desk: Desk) -> Iterator[Outcome]:
    """Import files and addresses, one after the other; a fault of one is no fault of the others."""
    shelf, spelling = read_shelf(desk.site), read_spelling(desk.site)
    clips: list[tuple[str, Clip]] = []
    exports: list[tuple[str, Export]] = []
    for argument in dict.fromkeys(arguments):
        try:
            found = _read(argument, desk)
        except Unreadable as fault:
            yield Failed(argument, str(fault))
            continue
        if isinstance(found, Clip):
            clips.append((argument, found))
        else:
            exports += [(argument, export) for export in found]
    taken = set[int]()
    for argument, clip in clips:
        matching = [
            number
            for number, (_, export) in enumerate(exports)
            if clip.matter.source and key_of_url(export.url) == key_of_url(clip.matter.source)
        ]
        taken.update(matching)
        marked = _with_marks(clip, tuple(exports[number][1] for number in matching), desk)
        yield _put_away(argument, spelled_alike(marked, spelling), shelf, desk)
    for number, (argument, export) in enumerate(exports):
        if number not in taken:
            yield _propose(argument, export, shelf, desk)


def read_file(path: Path, zone: tzinfo) -> Clip:
    """Read one clip or saved page; raise `Unreadable` when it cannot be."""
    found = _understand(_file(str(path)), path.name, zone)
    if not isinstance(found, Clip):
        raise Unreadable("this is an export of highlights, and no article")
    return found


def read_one(argument: str, desk: Desk) -> Clip:
    """Read one clip, saved page or address; raise `Unreadable` when it cannot be."""
    found = _read(argument, desk)
    if not isinstance(found, Clip):
        raise Unreadable("this is an export of highlights, and no article")
    return found


def _read(argument: str, desk: Desk) -> Clip | tuple[Export, ...]:
    if _URL.match(argument):
        return _fetched(argument, desk)
    return _understand(_file(argument), argument, desk.zone)


def _file(argument: str) -> bytes:
    try:
        if argument == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        with Path(argument).open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as fault:
        raise Unreadable(f"it cannot be read: {(fault.strerror or str(fault)).lower()}") from None
    if len(content) > LARGEST:
        raise Unreadable(f"it is larger than {LARGEST:,} bytes")
    return content


def _understand(content: bytes, name: str, zone: tzinfo) -> Clip | tuple[Export, ...]:
    if name.lower().endswith(_PAGE_NAMES) or _is_page(content):
        return _page(decode_page(content, ""), "", zone)
    text = decode_clip(content)
    if exports := read_export(text, zone):
        return exports
    if name.lower().endswith((".json", ".csv")):
        raise Unreadable("it is no export of highlights that is known")
    return _named(_clip(text, zone), Path(name).stem)


def _is_page(content: bytes) -> bool:
    return _PAGE.match(content[:1000].decode("utf-8", "replace").lstrip("\ufeff")) is not None


def _clip(text: str, zone: tzinfo) -> Clip:
    if not text.strip():
        raise Unreadable("it is empty")
    return read_clip(text, zone)


def _page(text: str, url: str, zone: tzinfo) -> Clip:
    # Loading what finds articles in pages takes longer than all else.
    from site_builder.desk.clipping.pages import read_page

    return read_page(text, url, zone)


def _fetched(url: str, desk: Desk) -> Clip:
    from site_builder.desk.fetching import PRIVATE, Limits, Unanswered, ask

    limits = Limits(seconds=PATIENCE_SECONDS, most_bytes=LARGEST, allow_private=desk.allow_private)
    answer = ask(url, limits=limits)
    if isinstance(answer, Unanswered):
        where = f"{answer.url}: " if answer.url != url else ""
        hint = "; --allow-private asks it" if PRIVATE in answer.reason else ""
        raise Unreadable(f"{where}{answer.reason}{hint}")
    if answer.status != 200:  # noqa: PLR2004 (OK, the one status that has an article)
        raise Unreadable(f"the server answered {answer.status}")
    if answer.media_type in ("text/markdown", "text/plain", "text/x-markdown"):
        clip = _clip(decode_page(answer.content, answer.charset), desk.zone)
        matter = clip.matter if clip.matter.source else replace(clip.matter, source=answer.url)
        return _named(replace(clip, matter=matter), Path(answer.url).stem)
    if answer.media_type not in ("text/html", "application/xhtml+xml", ""):
        raise Unreadable(f"the server answered with {answer.media_type}, and not with a page")
    return _page(decode_page(answer.content, answer.charset), answer.url, desk.zone)


def _named(clip: Clip, name: str) -> Clip:
    """Call an article without a headline by its first heading, or by the name of its file."""
    if clip.matter.title:
        return clip
    heading = next(filter(None, map(heading_words, split_blocks(clip.body))), "")
    title = heading or (name if name not in ("", "-") else "Untitled")
    stand_in = "its first heading" if heading else "the name of its file"
    unknown = (*clip.unknown, Told(f"no headline; {stand_in} stands in", title))
    return replace(clip, matter=replace(clip.matter, title=title), unknown=unknown)


def _with_marks(clip: Clip, exports: tuple[Export, ...], desk: Desk) -> Clip:
    """Put the marks of exports on the text of a clip, each once."""
    if not exports and not clip.marks:
        return clip
    marks = [mark for export in exports for mark in export.marks]
    placed, unplaced = _placed(clip.body, tuple(marks), desk)
    noted = {(mark.exact, mark.prefix, mark.suffix) for mark in placed}
    own = tuple(m for m in clip.marks if (m.exact, m.prefix, m.suffix) not in noted)
    told = (*(told for export in exports for told in export.unknown), *unplaced)
    return replace(clip, marks=(*own, *placed), unknown=(*clip.unknown, *told))


def _placed(
    body: str, marks: tuple[Marked, ...], desk: Desk
) -> tuple[tuple[Marked, ...], tuple[Told, ...]]:
    if not marks:
        return (), ()
    text = fold_body(body, make_tools(desk.options).renderer)
    placed: dict[tuple[str, str, str, str], Marked] = {}
    told: list[Told] = []
    for mark in marks:
        found = place_mark(text, mark) if mark.exact else mark
        if found is None:
            told.append(Told("a highlight whose words are not in the text", mark.exact))
            continue
        if found.by and found.by not in desk.annotators:
            told.append(Told("no annotator of site.toml", found.by))
            found = replace(found, by="")
        placed.setdefault((found.exact, found.prefix, found.suffix, found.body), found)
    return tuple(placed.values()), tuple(dict.fromkeys(told))


def _put_away(argument: str, clip: Clip, shelf: Shelf, desk: Desk) -> Outcome:
    source = clip.matter.source
    if source and (here := shelf.sources.get(key_of_url(source))):
        slug = Path(here).stem
        return Failed(
            argument, f"{source} is here already: {here} (--update {slug} brings it up to date)"
        )
    if not clip.body.strip():
        return Failed(argument, "nothing is left of its text")
    if not clip.matter.retrieved:
        today = desk.now.astimezone(desk.zone).date().isoformat()
        clip = replace(clip, matter=replace(clip.matter, retrieved=today))
    path = free_path(shelf, clip.matter.title, source)
    content = write_article(clip).encode()
    faults = read_article(content, path, make_tools(desk.options)).problems
    for fault in faults:
        if fault.severity == "error":
            return Failed(argument, f"it cannot be read as an article: {fault.message}")
    try:
        put_away(shelf, path, content, source)
    except OSError as fault:
        return Failed(argument, f"{path} cannot be written: {fault.strerror or fault}")
    return Imported(path, clip)


def _propose(argument: str, export: Export, shelf: Shelf, desk: Desk) -> Outcome:
    """Place marks on an article that is on the site already; its file stays as it is."""
    here = shelf.sources.get(key_of_url(export.url))
    if here is None:
        return Failed(argument, f"no article here or among these comes from {export.url}")
    try:
        document = parse_document((desk.site / here).read_bytes(), here)
    except ProblemsFound as found:
        return Failed(argument, f"{here} cannot be read: {found.problems[0].message}")
    placed, told = _placed(document.body, export.marks, desk)
    return Proposed(here, write_annotations(placed), (*export.unknown, *told))


def tell(outcome: Outcome) -> Iterator[str]:
    """Say what came of one import, a line each."""
    match outcome:
        case Imported(path, clip):
            yield f"wrote {path}"
            yield from _tell_clip(clip)
        case Proposed(path, matter, unknown):
            yield f"for the front matter of {path}:"
            yield from matter.splitlines()
            yield from (f"  not recognised: {told.what}: {told.text}" for told in unknown)
        case Failed(argument, reason):
            yield f"{argument}: {reason}"


def _tell_clip(clip: Clip) -> Iterator[str]:
    matter = clip.matter
    values = {
        "title": matter.title,
        "published": matter.published,
        "updated": matter.updated,
        "author": ", ".join(matter.authors),
        "publisher": matter.publisher,
        "source": matter.source,
        "archived": matter.archived,
        "retrieved": matter.retrieved,
        "language": matter.language,
        "summary": matter.summary,
        "topics": ", ".join(matter.topics),
        **{
            f"extra {key}": value if isinstance(value, str) else ", ".join(value)
            for key, value in matter.extra
        },
    }
    yield from (f"  {key}: {_short(value)}" for key, value in values.items() if value)
    if clip.marks:
        yield f"  annotations: {len(clip.marks)}"
    yield from (f"  joined: {seam}" for seam in clip.joined)
    yield from (f"  left out: {line}" for line in _in_lines(clip.dropped))
    yield from (f"  not recognised: {line}" for line in _in_lines(clip.unknown))
    if missing := [key for key in EXPECTED if not values[key]]:
        yield f"  not found: {', '.join(missing)}"


def _in_lines(told: tuple[Told, ...]) -> Iterator[str]:
    """Write pieces of one kind that follow each other on as few lines as hold them."""
    for what, pieces in groupby(told, key=lambda each: each.what):
        line = ""
        for piece in map(_short, (each.text for each in pieces)):
            if line and len(line) + len(piece) > WIDEST:
                yield f"{what}: {line}"
                line = ""
            line = f"{line} | {piece}" if line else piece
        yield f"{what}: {line}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= WIDEST:
        return words
    return f"{words[:WIDEST].rstrip()}… ({len(words.split()):,} words)"
