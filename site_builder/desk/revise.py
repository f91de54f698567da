"""A later text of an article → the earlier kept as a revision, and what became of each passage.

Files that are new are written first, and the article takes the new text in one step: whatever ends
the process, no text is lost, and the same command goes on from there.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from site_builder.desk.anchors import (
    ABOUT_PASSAGES,
    AnchorState,
    ReadArticle,
    desk_tools,
    load_lock,
    read_one,
    states_of,
)
from site_builder.desk.rewriting import body_of, put_body, put_key
from site_builder.desk.saving import save_file
from site_builder.model.article import Article
from site_builder.model.dates import EdtfDate
from site_builder.model.problems import Problem
from site_builder.model.similar import did_you_mean
from site_builder.reading.lock import AcceptedArticle, Lock, pack, text_key
from site_builder.reading.passage_problems import quoted
from site_builder.reading.revisions import Beside
from site_builder.reading.states import accepted_at
from site_builder.reading.tools import Tools
from site_builder.request import Request, read_config
from site_builder.scan import scan

_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


class NotRevised(Exception):
    """Raised with one sentence for an article that cannot be brought up to date."""


class Revised(NamedTuple):
    """What bringing an article up to date came to."""

    path: str
    kept: str
    """The path of the earlier text; empty when the text is the same as before."""

    states: tuple[AnchorState, ...]
    """Of its passages, held against what was accepted, or else against the earlier text."""

    problems: tuple[Problem, ...]
    """What is said of those that are not found."""

    unaccepted: frozenset[str]
    """Names of those that nobody has accepted yet."""


def revise(request: Request, slug: str, body: str, updated: str = "") -> Revised:
    """Put a later text in the place of an article's, and keep the earlier one.

    `body` is Markdown; `updated` is when its publisher changed it, or nothing where that is not
    known, which makes it the day of the command. Raises `ProblemsFound` for a lock that cannot be
    read, `NotRewritten` and `NotRevised`.
    """
    tools, lock = desk_tools(request), load_lock(request)
    before = _find(request, slug, tools, lock)
    date = updated or _today(request)
    content = put_key(put_body(before.content, body), ("updated", "modified"), date)
    remembered = _remembered(before)
    beside = Beside(msgspec.json.encode(remembered))
    after = read_one(content, before.path, tools, lambda _: beside)
    if after is None:
        raise NotRevised(f"{before.path} could not be read with this text")
    _insist(after)
    if _words(before) == _words(after):
        return Revised(before.path, "", tuple(states_of(before)), (), frozenset())
    earlier = _earlier_text(before)
    kept = _free_place(request.site, before, earlier)
    if not (request.site / kept).exists():
        save_file(request.site / kept, earlier)
    save_file(request.site / before.path, content)
    told = (each for each in after.reading.problems if each.code in ABOUT_PASSAGES)
    unaccepted = remembered.anchors.keys() - before.accepted.anchors.keys()
    return Revised(before.path, kept, tuple(states_of(after)), tuple(told), frozenset(unaccepted))


def say_revised(revised: Revised) -> Iterator[str]:
    """Tell what was done, a line each."""
    if not revised.kept:
        yield f"{revised.path} has this text already"
        return
    yield f"kept the earlier text: {revised.kept}"
    yield f"wrote {revised.path}"
    for each in revised.states:
        # Builds hold a passage only against what a person has accepted.
        is_silent = each.state == "moved" and each.id in revised.unaccepted
        told = "  (never accepted, so a build takes it for found)" if is_silent else ""
        yield f"{each.state:9} {each.article}#{each.id}{told}"


def _find(request: Request, slug: str, tools: Tools, lock: Lock) -> ReadArticle:
    """Find an article by its slug: mostly the file of that name, else one that says so."""
    paths = [found.path for found in scan(request.site).files if found.kind == "article"]
    said = re.compile(rf"^slug:.*{re.escape(slug)}".encode(), re.MULTILINE)
    for path in sorted(paths, key=lambda path: (Path(path).stem != slug, path)):
        content = (request.site / path).read_bytes()
        if Path(path).stem == slug or said.search(content):
            read = read_one(content, path, tools, lambda slug: Beside(lock.get(slug, b"")))
            if read is not None and read.article.slug == slug:
                return read
            if read is None:
                raise NotRevised(f"{path} cannot be read; site-builder check says why")
    hint = did_you_mean(slug, (Path(path).stem for path in paths))
    raise NotRevised(f'no article has the slug "{slug}"{"; " if hint else ""}{hint}')


def _remembered(before: ReadArticle) -> AcceptedArticle:
    """Add to what was accepted what nobody has accepted yet, as it stands in the earlier text."""
    full = before.reading.full
    if full is None:
        raise TypeError(before)
    text = full.text
    key = text_key(text.folded)
    anchors = dict(before.accepted.anchors)
    for name, _, judgement in before.reading.judged:
        if judgement.state == "found" and judgement.then is None and judgement.span:
            anchors[name] = accepted_at(text, judgement.span)
    return AcceptedArticle(anchors, {**before.accepted.texts, key: pack(text.folded)})


def _words(read: ReadArticle) -> str:
    return read.reading.full.text.folded.strip() if read.reading.full else ""


def _insist(after: ReadArticle) -> None:
    """Take no text that could not be published, whatever is said of its passages."""
    for problem in after.reading.problems:
        is_of_text = after.content.count(b"\n", 0, _body_start(after.content)) < problem.line
        if problem.severity == "error" and problem.code not in ABOUT_PASSAGES and is_of_text:
            raise NotRevised(f"the text cannot be taken: {problem.message}")


def _body_start(content: bytes) -> int:
    return len(content) - len(body_of(content).encode())


def _earlier_text(before: ReadArticle) -> bytes:
    """Write the file of a text that an article had."""
    fields = before.article.fields
    values = {
        "date": quoted(_date_of(before.article).text),
        "source": fields.source,
        "archived": fields.archived,
    }
    lines = [f"{key}: {value}\n" for key, value in values.items() if value]
    return f"---\n{''.join(lines)}---\n{body_of(before.content)}".encode()


def _date_of(article: Article) -> EdtfDate:
    fields = article.fields
    date = fields.updated or fields.published or fields.retrieved
    if date is None:
        hint = "write `published` or `retrieved` into its front matter"
        raise NotRevised(f"of when the text of {article.path} is, it does not say; {hint}")
    return date


def _free_place(site: Path, before: ReadArticle, earlier: bytes) -> str:
    """Choose the path of an earlier text: its day, and a number where there is another of it."""
    found = _DAY.match(_date_of(before.article).text)
    day = found[0] if found else "undated"
    folder = f"content/revisions/{before.article.slug}"
    number = 1
    while True:
        path = f"{folder}/{day}{f'-{number}' if number > 1 else ''}.md"
        if not (site / path).exists() or (site / path).read_bytes() == earlier:
            return path
        number += 1


def _today(request: Request) -> str:
    now = request.now or datetime.now(UTC)
    return now.astimezone(ZoneInfo(read_config(request).timezone)).date().isoformat()
