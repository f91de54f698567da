"""Catalogues of a theme and of a site → the texts of the interface in the site's language.

A second door to babel, whose reader of catalogues takes longer than a build without changes.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import msgspec

from site_builder.cache import FOLDER
from site_builder.model.problems import Problem, ProblemsFound
from site_builder.model.texts import Texts
from site_builder.writing.assets import ThemeFolder

CATALOGUES = "locale"
"""In a folder of templates: one file for each language, `ru.po`."""

KEPT = "texts.msgpack"

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """Texts as they were read, and the digest of all that they were read from."""

    digest: bytes
    texts: Texts


def find_texts(site: Path, language: str, folders: Sequence[ThemeFolder]) -> Texts:
    """Read the catalogues of a language; what a site's own says comes before the theme's.

    Raises `ProblemsFound` for a catalogue of the site's own that cannot be used.
    """
    files = [file for folder in folders if (file := _file_for(folder, language))]
    if not files:
        return Texts()
    contents = [path.read_bytes() for _, path in files]
    digest = hashlib.blake2b(b"\0".join(contents), digest_size=16).digest()
    kept = site / FOLDER / KEPT
    with suppress(OSError, msgspec.MsgspecError):
        found = msgspec.msgpack.decode(kept.read_bytes(), type=_Kept)
        if found.digest == digest:
            return found.texts
    read = [_read(name, content) for (name, _), content in zip(files, contents, strict=True)]
    texts = _joined(read)
    with suppress(OSError):
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(msgspec.msgpack.encode(_Kept(digest, texts)))
    return texts


def _file_for(folder: ThemeFolder, language: str) -> tuple[str, Path] | None:
    """Find the catalogue of a language, or of the one it is a kind of: `zh-Hant`, then `zh`."""
    for tag in _tags(language):
        path = folder.path / CATALOGUES / f"{tag}.po"
        if path.is_file():
            return f"{folder.label}{CATALOGUES}/{tag}.po", path
    return None


def _tags(language: str) -> Iterator[str]:
    parts = language.split("-")
    yield from ("-".join(parts[:end]) for end in range(len(parts), 0, -1))


def _joined(read: Sequence[Texts]) -> Texts:
    """Put texts together; those of the first come before those of the next."""
    said = {text: words for texts in reversed(read) for text, words in texts.said.items()}
    counted = {text: forms for texts in reversed(read) for text, forms in texts.counted.items()}
    return Texts(said, counted, read[-1].rule)


def _read(name: str, content: bytes) -> Texts:
    from babel.messages.pofile import PoFileError, read_po

    try:
        catalogue = read_po(BytesIO(content), abort_invalid=True)
    except PoFileError as fault:
        line = int(fault.lineno or 0) + 1
        problem = _problem(name, line, f"the catalogue cannot be read: {fault}")
        raise ProblemsFound((problem,)) from None
    except UnicodeDecodeError:
        raise ProblemsFound((_problem(name, 1, "the catalogue is not in UTF-8"),)) from None
    said: dict[str, str] = {}
    counted: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        ids, forms = _several(message.id), _several(message.string)
        if not message.id or message.fuzzy or not all(forms):
            continue
        _check(name, message.lineno or 1, ids, forms)
        if len(ids) > 1:
            counted[ids[0]] = forms
        else:
            said[ids[0]] = forms[0]
    return Texts(said, counted, catalogue.plural_expr)


def _several(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _check(name: str, line: int, ids: Sequence[str], forms: Sequence[str]) -> None:
    """Hold the placeholders of a translation against those of its text."""
    known = {word for id_ in ids for word in PLACEHOLDER.findall(id_)}
    needed = set(PLACEHOLDER.findall(ids[0])) if len(ids) == 1 else set[str]()
    for form in forms:
        given = set(PLACEHOLDER.findall(form))
        if given - known or needed - given:
            wrong = ", ".join(sorted((given - known) | (needed - given)))
            message = f'the translation of "{ids[0]}" has other placeholders: {wrong}'
            raise ProblemsFound((_problem(name, line, message),))


def _problem(name: str, line: int, message: str) -> Problem:
    return Problem(name, line, 1, "template-error", message, "mend the catalogue, or leave it out")
