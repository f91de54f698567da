"""The bytes of `anchors.json` → what a person last accepted of each passage, and back."""

import base64
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from hashlib import blake2b

import msgspec

from site_builder.model.problems import Problem, ProblemsFound
from site_builder.reading.characters import decode_text

NAME = "anchors.json"
VERSION = 1
RESTORE = "take it from the version control, or delete it and accept what then waits"

# Strings are looked at only where they are wanted.
FAULTS = (msgspec.DecodeError, RecursionError, UnicodeDecodeError)

LARGEST = 10_000_000
"""Code points of a text that are unpacked."""


class Accepted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A passage as a person last accepted it, folded as passages are compared."""

    exact: str
    prefix: str
    """The words before it, which end where a text does, or a code block."""

    suffix: str
    start: int
    """Code points of the text before it."""

    text: str
    """Which of the article's texts it was accepted in."""


class AcceptedArticle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The accepted passages of one article."""

    anchors: dict[str, Accepted] = {}
    """By the fragment of the passage's address, which is an annotation's id."""

    texts: dict[str, str] = {}
    """Whole texts, packed, by their digest."""


class LockFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`anchors.json` as it is written."""

    articles: dict[str, AcceptedArticle]
    """By slug."""

    version: int


Lock = Mapping[str, bytes]
"""For each slug its `AcceptedArticle` as JSON: what an article is read with, besides its file."""

NO_LOCK: Lock = {}


class _Outline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    articles: dict[str, msgspec.Raw]
    version: int


def parse_lock(content: bytes) -> Lock:
    """Part the file into its articles; raise `ProblemsFound` at the first thing that is wrong."""
    try:
        outline = msgspec.json.decode(content, type=_Outline)
    except FAULTS:
        # Looked at by signs, which takes ten times as long.
        outline = _outline(decode_text(content, NAME))
    if outline.version != VERSION:
        message = f"it is of version {outline.version}; this builder reads version {VERSION}"
        place = _place_of(decode_text(content, NAME), ["version"])
        raise _fault(place, message, "use the builder that wrote it")
    lock = {slug: bytes(raw) for slug, raw in outline.articles.items()}
    for slug, entry in lock.items():
        _check(entry, slug, content)
    return lock


def _outline(text: str) -> _Outline:
    try:
        return msgspec.json.decode(text.encode(), type=_Outline)
    except FAULTS as fault:
        raise _broken(text, str(fault)) from None


def accepted_in(entry: bytes) -> AcceptedArticle:
    """Read the part of a lock that is of one article; an empty one for none."""
    return msgspec.json.decode(entry, type=AcceptedArticle) if entry else AcceptedArticle()


def render_lock(articles: Mapping[str, AcceptedArticle]) -> bytes:
    """Write a lock so that a change of one passage is a change of few lines."""
    kept = {slug: article for slug, article in articles.items() if article.anchors}
    encoded = msgspec.json.encode(LockFile(kept, VERSION), order="sorted")
    return msgspec.json.format(encoded, indent=2) + b"\n"


def text_key(text: str) -> str:
    """Name a text by its digest."""
    return blake2b(text.encode(), digest_size=8).hexdigest()


def pack(text: str) -> str:
    """Make a text small, in signs that JSON may hold."""
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def unpack(packed: str) -> str | None:
    """Give a text that was packed; None for what nobody packed."""
    try:
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(base64.b64decode(packed, validate=True), LARGEST).decode()
    except (ValueError, zlib.error):
        return None
    return text if unpacker.eof else None


CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)


def _broken(text: str, said: str) -> ProblemsFound:
    if conflict := CONFLICT.search(text):
        message = "two versions of it were merged, and this line tells them apart"
        hint = "keep the lines of both sides, delete the markers, and mend the commas"
        return _fault(_line_and_column(text, conflict.start()), message, hint)
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        said = error.msg[:1].lower() + error.msg[1:]
        return _fault((error.lineno, error.colno), f"it is not JSON: {said}", RESTORE)
    except RecursionError:
        said = "it is nested too deep"
    return _fault((1, 1), f"it is not what `anchors accept` writes: {said}", RESTORE)


def _check(entry: bytes, slug: str, content: bytes) -> None:
    try:
        article = accepted_in(entry)
    except FAULTS as fault:
        path = ["articles", slug, *_bad_anchor(entry)]
        said = f"it is not what `anchors accept` writes: {fault}"
        raise _fault(_place_of(decode_text(content, NAME), path), said, RESTORE) from None
    for id_, accepted in article.anchors.items():
        if accepted.text not in article.texts:
            message = f'the text "{accepted.text}" that this was accepted in is missing'
            path = ["articles", slug, "anchors", id_]
            raise _fault(_place_of(decode_text(content, NAME), path), message, RESTORE)


def _bad_anchor(entry: bytes) -> Iterable[str]:
    """Find the anchor that is to blame, as far as that can be told."""
    try:
        anchors = msgspec.json.decode(entry, type=dict[str, dict[str, object]])["anchors"]
    except (*FAULTS, KeyError):
        return []
    for id_, value in anchors.items():
        try:
            msgspec.convert(value, Accepted)
        except msgspec.ValidationError:
            return ["anchors", id_]
    return []


def _place_of(text: str, keys: Iterable[str]) -> tuple[int, int]:
    """Find a value by the keys that lead to it, each after the one before."""
    place = 0
    for key in keys:
        found = re.compile(rf"{re.escape(json.dumps(key, ensure_ascii=False))}\s*:").search(
            text, place
        )
        place = found.start() if found else place
    return _line_and_column(text, place)


def _line_and_column(text: str, place: int) -> tuple[int, int]:
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)


def _fault(place: tuple[int, int], message: str, hint: str) -> ProblemsFound:
    return ProblemsFound((Problem(NAME, *place, "lock-broken", message, hint),))
