"""Exports of highlights and notes → marks, by the address of the page that they are on.

Read are Obsidian Web Clipper's highlights, and Hypothesis: JSON of its API and its client, the
client's CSV and text, and the Markdown that its plugin for Obsidian writes.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import TypeVar

import msgspec

from site_builder.desk.clipping.highlights import words_of_html
from site_builder.desk.clipping.parts import Marked, Told
from site_builder.desk.clipping.written_dates import read_written_date

T = TypeVar("T")


class Selector(msgspec.Struct, frozen=True):
    """A selector of Hypothesis; only those by quotation are read."""

    type: str = ""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""


class Target(msgspec.Struct, frozen=True):
    """What an annotation of Hypothesis is on."""

    source: str = ""
    selector: tuple[Selector, ...] = ()


class Annotated(msgspec.Struct, frozen=True):
    """An annotation of Hypothesis."""

    uri: str = ""
    url: str = ""
    text: str | None = ""
    user: str | None = ""
    created: str | None = ""
    updated: str | None = ""
    tags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    target: tuple[Target, ...] = ()


class Answer(msgspec.Struct, frozen=True):
    """What the API of Hypothesis answers to a search, or its client exports."""

    rows: tuple[Annotated, ...] = ()
    annotations: tuple[Annotated, ...] = ()


class Highlight(msgspec.Struct, frozen=True):
    """A highlight of Web Clipper."""

    text: str = ""
    timestamp: str | None = ""
    comment: str | None = ""
    notes: tuple[str, ...] | None = ()


class Page(msgspec.Struct, frozen=True):
    """A page and its highlights, as Web Clipper exports them."""

    url: str
    highlights: tuple[Highlight, ...]


class Export(msgspec.Struct, frozen=True):
    """The marks on one page."""

    url: str
    marks: tuple[Marked, ...]
    unknown: tuple[Told, ...] = ()


def read_export(text: str, zone: tzinfo) -> tuple[Export, ...]:
    """Read an export of any known kind; empty when it is none. Times are given in `zone`."""
    beginning = text.lstrip("\ufeff \t\r\n")
    if beginning.startswith(("[", "{")):
        return _of_json(beginning, zone)
    if _CSV.match(beginning):
        return _gathered(_rows_of_csv(beginning))
    if _TEXT.search(beginning):
        return _gathered(_rows_of_text(beginning))
    if _PLUGIN.search(beginning):
        return _gathered(_rows_of_plugin(beginning))
    return ()


def _of_json(text: str, zone: tzinfo) -> tuple[Export, ...]:
    if pages := _decoded(text, tuple[Page, ...]):
        return _gathered(row for page in pages for row in _of_clipper(page, zone))
    if answer := _decoded(text, Answer):
        return _gathered(_of_hypothesis((*answer.rows, *answer.annotations), zone))
    if found := _decoded(text, tuple[Annotated, ...]):
        return _gathered(_of_hypothesis(found, zone))
    return ()


def _decoded(text: str, kind: type[T]) -> T | None:
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, RecursionError):
        return None


Row = tuple[str, Marked | Told]
"""An address, and a mark on its page or what could not be one."""


def _gathered(rows: Iterator[Row]) -> tuple[Export, ...]:
    by_url: dict[str, list[Marked | Told]] = {}
    for url, found in rows:
        by_url.setdefault(url, []).append(found)
    return tuple(
        Export(
            url,
            tuple(each for each in found if isinstance(each, Marked)),
            tuple(each for each in found if isinstance(each, Told)),
        )
        for url, found in by_url.items()
    )


def _of_clipper(page: Page, zone: tzinfo) -> Iterator[Row]:
    for highlight in page.highlights:
        notes = tuple(filter(None, (highlight.notes or ()) or (highlight.comment,)))
        mark = Marked(
            exact=words_of_html(highlight.text),
            body="\n\n".join(notes),
            created=_day(highlight.timestamp, zone),
        )
        if mark.exact:
            yield page.url, mark


def _of_hypothesis(found: tuple[Annotated, ...], zone: tzinfo) -> Iterator[Row]:
    for each in found:
        source = next((target.source for target in each.target if target.source), "")
        url = each.uri or each.url or source
        if each.references:
            yield url, Told("a reply", each.text or "")
            continue
        selectors = (s for target in each.target for s in target.selector if s.exact)
        quote = next(selectors, Selector())
        created, updated = _day(each.created, zone), _day(each.updated, zone)
        mark = Marked(
            exact=quote.exact,
            prefix=quote.prefix,
            suffix=quote.suffix,
            body=(each.text or "").strip(),
            by=(each.user or "").removeprefix("acct:").partition("@")[0],
            created=created,
            updated=updated if updated != created else "",
            topics=tuple(each.tags),
        )
        yield from _if_it_says_something(url, mark)


def _if_it_says_something(url: str, mark: Marked) -> Iterator[Row]:
    if mark.exact.strip() or mark.body.strip():
        yield url, mark


def _day(written: str | None, zone: tzinfo) -> str:
    """Give the day of a moment in the site's zone; of its time of day nobody asks."""
    moment = read_written_date((written or "").strip())
    if "T" not in moment:
        return moment
    read = datetime.fromisoformat(moment)
    return (read.astimezone(zone) if read.tzinfo else read).date().isoformat()


_CSV = re.compile(r"(?:[\w /]+[,\t;])*Annotation/Reply Type(?:[,\t;]|\s*$)", re.MULTILINE)
_TEXT = re.compile(r"^Annotation 1:\s*$", re.MULTILINE)
_PLUGIN = re.compile(
    r"^## Highlights\s*$[\s\S]*\]\(https?://(?:hyp\.is|hypothes\.is)/", re.MULTILINE
)


def _rows_of_csv(text: str) -> Iterator[Row]:
    first = text.partition("\n")[0]
    sign = next((sign for sign in "\t;" if sign in first), ",")
    for row in csv.DictReader(io.StringIO(text), delimiter=sign):
        values = {
            key: (value or "").strip() for key, value in row.items() if isinstance(value, str)
        }
        body = values.get("Comment") or values.get("Body", "")
        url = values.get("URL", "")
        if values.get("Annotation/Reply Type", "") == "Reply":
            yield url, Told("a reply", body)
            continue
        mark = Marked(
            exact=values.get("Quote", ""),
            body=body,
            by=values.get("Author") or values.get("User", ""),
            created=read_written_date(values.get("Created at") or values.get("Creation Date", ""))[
                :10
            ],
            topics=tuple(filter(None, (tag.strip() for tag in values.get("Tags", "").split(",")))),
        )
        yield from _if_it_says_something(url, mark)


_FIELD = re.compile(r"^(Comment|Quote|Tags|Page|Author|Created at):[ \t]*", re.MULTILINE)


def _rows_of_text(text: str) -> Iterator[Row]:
    head, *pieces = re.split(r"^Annotation \d+:[ \t]*\n", text, flags=re.MULTILINE)
    url = next(iter(re.findall(r"https?://\S+", head)), "")
    for piece in pieces:
        before, *parts = _FIELD.split(piece)
        fields = {key: value.strip() for key, value in zip(parts[::2], parts[1::2], strict=False)}
        lines = [line for line in before.splitlines() if line.strip()]
        comment, _, by = fields.get("Comment", "").rpartition("\n")
        is_old = "Author" not in fields and "Quote" in fields
        written = fields.get("Created at") or (lines[0] if lines else "")
        mark = Marked(
            exact=fields.get("Quote", "").strip().removeprefix('"').removesuffix('"'),
            body=comment if is_old else fields.get("Comment", ""),
            by=by if is_old else fields.get("Author", ""),
            created=read_written_date(written)[:10],
            topics=tuple(filter(None, (tag.strip() for tag in fields.get("Tags", "").split(",")))),
        )
        yield from _if_it_says_something(url, mark)


_ITEM = re.compile(
    r"^- (?P<exact>.+?) — \[(?:Updated|Created) on (?P<day>[^\]]+)\]\((?P<link>https?://[^)]+)\)"
    r"(?P<rest>(?:(?!\n- [^\n]* — \[|\n##? )[\s\S])*)",
    re.MULTILINE,
)


def _rows_of_plugin(text: str) -> Iterator[Row]:
    reference = re.search(r"^- (?:Reference|URL): *<?(https?://[^\s>]+)", text, re.MULTILINE)
    url = reference[1] if reference else ""
    for item in _ITEM.finditer(text):
        body = re.search(r"- Annotation:\s*([\s\S]*?)(?:\n\s*- |\Z)", item["rest"])
        tags = re.search(r"- Tags:([^\n]*)", item["rest"])
        mark = Marked(
            exact=item["exact"],
            body=body[1].strip() if body else "",
            created=read_written_date(item["day"])[:10],
            topics=tuple(tag.strip("#") for tag in tags[1].split()) if tags else (),
        )
        yield url, mark
