"""The earlier texts of an article → what changed from each to the next."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import PurePosixPath
from typing import NamedTuple

import msgspec

from site_builder.model.annotation import Annotation
from site_builder.model.dates import EdtfDate
from site_builder.model.problems import ProblemsFound
from site_builder.model.revision import Revision, RevisionFields
from site_builder.reading.decode import Context, decode_together
from site_builder.reading.folding import ReadableText, fold, fold_words, readable
from site_builder.reading.frontmatter import parse_document
from site_builder.reading.rewording import changed_paragraphs
from site_builder.reading.tools import Tools


class Beside(NamedTuple):
    """What lies beside an article's file and belongs to it."""

    accepted: bytes = b""
    """Its part of the lock, as JSON."""

    revisions: tuple[tuple[str, bytes], ...] = ()
    """The paths of its earlier texts and what is in these files."""


FindBeside = Callable[[str], Beside]
"""For a slug what lies beside the article's file."""


def nothing_beside(_: str) -> Beside:
    """Give what lies beside a file that stands alone."""
    return Beside()


class Version(NamedTuple):
    """A text that an article has, or had."""

    id: str
    path: str
    fields: RevisionFields
    text: ReadableText


def read_versions(
    files: Iterable[tuple[str, bytes]], context: Context, tools: Tools
) -> tuple[Version, ...]:
    """Read the earlier texts of an article, in the order of time.

    Only what keeps one from being read is a problem: once it was published as it is.
    """
    read = (_read_version(path, content, context, tools) for path, content in files)
    versions = (version for version in read if version is not None)
    return tuple(sorted(versions, key=lambda each: (each.fields.date.sort_key, each.id)))


def _read_version(path: str, content: bytes, context: Context, tools: Tools) -> Version | None:
    try:
        document = parse_document(content, path)
    except ProblemsFound as found:
        context.problems.extend(found.problems)
        return None
    own = Context(path, context.zone, [], lines=document.source.split("\n"))
    (fields,) = decode_together(document.matter, (RevisionFields,), own, unknown="error")
    prose, faults = tools.renderer.render(
        document.body, path=path, line=document.body_line, name="revision"
    )
    problems = (*own.problems, *faults)
    context.problems.extend(problem for problem in problems if problem.severity == "error")
    if not isinstance(fields, RevisionFields):
        return None
    id_ = unicodedata.normalize("NFC", PurePosixPath(path).stem)
    return Version(id_, path, fields, readable(prose.html))


def changes_between(
    versions: tuple[Version, ...],
    now: ReadableText,
    annotations: Iterable[Annotation],
    until: EdtfDate | None,
) -> Iterator[Revision]:
    """Hold each earlier text against the next, the last against the one that stands now."""
    if not versions:
        return
    texts = [*(version.text for version in versions), now]
    dates = [*(version.fields.date for version in versions[1:]), until]
    said = [(each.id, fold_words(each.words)) for each in annotations if each.words]
    for version, (before, after), date in zip(versions, pairwise(texts), dates, strict=True):
        old, new = fold(before).folded, fold(after).folded
        yield Revision(
            id=version.id,
            path=version.path,
            fields=version.fields,
            until=date,
            paragraphs=changed_paragraphs(before, after),
            touched=tuple(id_ for id_, words in said if (words in old) != (words in new)),
        )


def without_words(revisions: Iterable[Revision]) -> tuple[Revision, ...]:
    """Leave of changes only that they were made, where a text may not be shown."""
    return tuple(msgspec.structs.replace(revision, paragraphs=()) for revision in revisions)
