"""Passages and saved copies to what came of looking for the ones in the others, each pair once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from site_builder.model.annotation import Annotation, Claim
from site_builder.model.archive import Archive
from site_builder.model.claims import SILENCE
from site_builder.model.target import Target
from site_builder.model.verification import (
    Compared,
    Comparison,
    Wanted,
    attributed,
    wanted_of,
)
from site_builder.reading.copies import compare


class Answers(msgspec.Struct, frozen=True, array_like=True):
    """What is known of one copy."""

    digest: str
    """SHA-256 of its bytes."""

    found: Mapping[bytes, Comparison]
    """By the digest of what was looked for."""


class Copies(NamedTuple):
    """The saved copies of a site."""

    digests: Mapping[str, str] = {}
    """SHA-256 of each file under `content/copies/`, by its path from there."""

    text: Callable[[str], str | None] = str
    """Gives the folded text of one, None for one that cannot be read.

    It is asked only for what no answer tells.
    """

    answers: Mapping[str, Answers] = {}
    """What the build before came to know, by path."""


class Question(NamedTuple):
    """Words of an annotation that should stand in a copy."""

    slug: str
    annotation: str
    source: str
    wanted: Wanted


class Verified(NamedTuple):
    """What came of looking for passages."""

    compared: Mapping[str, Compared]
    """By the slug of their article; of those that were asked for, without empty ones."""

    answers: Mapping[str, Answers]
    """What is known now of the copies that were asked for, by path."""


def verify(archive: Archive, slugs: Iterable[str], copies: Copies) -> Verified:
    """Look for the quotations and claims of some articles in the copies of what they rest on."""
    questions: defaultdict[str, list[Question]] = defaultdict(list)
    for slug in slugs:
        for annotation in archive.articles[slug].annotations:
            for path, question in _questions(archive, slug, annotation):
                if path in copies.digests:
                    questions[path].append(question)
    compared: defaultdict[str, dict[tuple[str, str], Comparison]] = defaultdict(dict)
    answers: dict[str, Answers] = {}
    for path, asked in questions.items():
        known = _known(copies, path)
        found = _answer(asked, known, copies, path)
        for question, comparison in found:
            compared[question.slug][question.annotation, question.source] = comparison
        added = {_digest(question.wanted): comparison for question, comparison in found}
        answers[path] = Answers(copies.digests[path], {**known, **added})
    return Verified(dict(compared), answers)


def resting_on(archive: Archive, sources: Iterable[str]) -> set[str]:
    """Name the articles with passages that rest on some sources."""
    return {
        posting.id
        for id_ in sources
        for posting in archive.related("passages", Target("source", id_))
        if posting.kind == "article"
    }


def copied_sources(archive: Archive, paths: Iterable[str]) -> set[str]:
    """Name the sources of which some files are the copies."""
    wanted = frozenset(paths)
    if not wanted:
        return set()
    return {
        id_
        for id_, source in archive.sources.items()
        if source.fields.copy is not None and source.fields.copy.text in wanted
    }


def _questions(
    archive: Archive, slug: str, annotation: Annotation
) -> Iterator[tuple[str, Question]]:
    """Give what should stand in the copies of an annotation's sources, by the paths of these.

    No copy holds what it is silent on.
    """
    content = annotation.content
    if isinstance(content, Claim) and (content.value or "").strip() == SILENCE:
        return
    language = archive.articles[slug].fields.language or archive.config.language
    for target in attributed(annotation, archive.names):
        source = archive.sources.get(target.id)
        if source is None or source.fields.copy is None:
            continue
        wanted = wanted_of(annotation, language, source)
        if wanted is not None:
            yield source.fields.copy.text, Question(slug, annotation.id, source.id, wanted)


def _known(copies: Copies, path: str) -> Mapping[bytes, Comparison]:
    last = copies.answers.get(path)
    return last.found if last is not None and last.digest == copies.digests[path] else {}


def _answer(
    asked: Iterable[Question], known: Mapping[bytes, Comparison], copies: Copies, path: str
) -> list[tuple[Question, Comparison]]:
    told = [(question, known.get(_digest(question.wanted))) for question in asked]
    text = copies.text(path) if any(comparison is None for _, comparison in told) else None
    return [
        (question, comparison or _compare(text, question.wanted)) for question, comparison in told
    ]


def _compare(text: str | None, wanted: Wanted) -> Comparison:
    return Comparison("unchecked") if text is None else compare(text, wanted)


def _digest(wanted: Wanted) -> bytes:
    return blake2b(msgspec.msgpack.encode(wanted), digest_size=12).digest()
