"""Parts of a full-text index → the files of one, in one order; the door to cbor2."""

import gzip
import hashlib
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from heapq import merge
from itertools import groupby, takewhile
from operator import itemgetter
from typing import NamedTuple, TypeVar, cast

import msgspec

Files = Mapping[str, bytes]
"""What pagefind makes of some entries, by path."""

ENTRY = "pagefind-entry.json"
"""Of an index the file that leads to the others."""

SCRIPTS = ("pagefind.js", "pagefind-worker.js")
"""Those of its scripts that look words up; the others are pages and boxes of its own."""

SIGNATURE = b"pagefind_dcd"
"""What the files of an index begin with, unpacked."""

HASH_DIGITS = 10

LARGEST = 20_000
"""Places in texts of which a file of words tells before it ends."""

Pages = list[tuple[int, list[int], list[int]]]
"""Where a word stands: how many pages after the one before, where in its text and its fields."""

Word = tuple[str, Pages, list[tuple[str, Pages]]]
"""A word, where it stands, and where with other accents."""


class _Part(NamedTuple):
    """A part, and what the file says of it that browsers load first."""

    files: Files
    pages: list[tuple[str, int]]
    """The name of each page's file, and how many words it has."""

    chunks: list[tuple[str, str, str]]
    """Of each file of words the first and the last, as far as that tells them apart; its name."""

    filters: list[tuple[str, str]]
    rest: list[object]
    """Among it the names of fields, by which places in them are numbered."""

    before: int
    """Pages of all parts before it."""


def join(parts: Sequence[Files]) -> dict[str, bytes]:
    """Make one index of parts, whose pages follow each other; the same is always in one order.

    All pages of all parts are of one language and have the same fields.
    """
    entry = msgspec.json.decode(parts[0][ENTRY], type=dict[str, object])
    files = {path: parts[0][path] for path in SCRIPTS}
    languages: dict[str, dict[str, object]] = {}
    filled = [part for part in parts if _languages(part)]
    for name, language in _languages(filled[0]).items() if filled else ():
        wasm = f"wasm.{language['wasm'] or 'unknown'}.pagefind"
        files[wasm] = filled[0][wasm]
        content, count = _join(list(_opened(filled, name)), files)
        languages[name] = {**language, "hash": _name(content), "page_count": count}
        files[_meta(languages[name])] = content
    files[ENTRY] = msgspec.json.encode({**entry, "languages": languages}, order="sorted")
    return files


def _languages(files: Files) -> dict[str, dict[str, object]]:
    entry = msgspec.json.decode(files[ENTRY], type=dict[str, object])
    return msgspec.convert(entry["languages"], dict[str, dict[str, object]])


def _meta(language: Mapping[str, object]) -> str:
    return f"pagefind.{language['hash']}.pf_meta"


def _opened(parts: Iterable[Files], language: str) -> Iterator[_Part]:
    before = 0
    for files in parts:
        meta = files[_meta(_languages(files)[language])]
        version, *lists, sorts, fields = _unpack(meta, list[object])
        pages, chunks, filters = msgspec.convert(
            lists, tuple[list[tuple[str, int]], list[tuple[str, str, str]], list[tuple[str, str]]]
        )
        yield _Part(files, pages, chunks, filters, [version, sorts, fields], before)
        before += len(pages)


def _join(parts: Sequence[_Part], files: MutableMapping[str, bytes]) -> tuple[bytes, int]:
    """Add the files of parts but those that lead to them; give what says where all is."""
    pages = [page for part in parts for page in _fragments(part, files)]
    if len(parts) == 1:
        chunks = parts[0].chunks
        files.update(
            (path, parts[0].files[path]) for _, _, name in chunks if (path := _chunk(name))
        )
    else:
        chunks = _chunks(parts, files)
    filters = _filters(parts, files)
    version, *rest = parts[0].rest
    return _pack([version, pages, chunks, filters, *rest]), len(pages)


def _fragments(part: _Part, files: MutableMapping[str, bytes]) -> Iterator[tuple[str, int]]:
    """Add what is shown of the pages that are found, each under a name of its own."""
    for name, words in part.pages:
        content = part.files[_fragment(name)]
        # Names are short digests: of many pages in many parts two may have the same.
        free = name
        while files.setdefault(_fragment(free), content) != content:
            free = f"{free}0"
        yield free, words


def _fragment(name: str) -> str:
    return f"fragment/{name}.pf_fragment"


def _chunk(name: str) -> str:
    return f"index/{name}.pf_index"


def _filters(parts: Iterable[_Part], files: MutableMapping[str, bytes]) -> list[tuple[str, str]]:
    """Put filters and their values in order, which pagefind writes in another each time."""
    filters: dict[str, dict[str, list[int]]] = {}
    for part in parts:
        for _, name in part.filters:
            packed = part.files[_filter(name)]
            title, values = _unpack(packed, tuple[str, list[tuple[str, list[int]]]])
            known = filters.setdefault(title, {})
            for value, pages in values:
                known.setdefault(value, []).extend(part.before + page for page in pages)
    names = []
    for title, known in sorted(filters.items()):
        packed = _pack([title, sorted(known.items())])
        files[_filter(_name(packed))] = packed
        names.append((title, _name(packed)))
    return names


def _filter(name: str) -> str:
    return f"filter/{name}.pf_filter"


def _chunks(
    parts: Sequence[_Part], files: MutableMapping[str, bytes]
) -> list[tuple[str, str, str]]:
    """Write the words of all parts; say from which word to which each file has them."""
    told: list[tuple[str, str, str]] = []
    for words in _portions(_words(parts)):
        packed = _pack([words])
        files[_chunk(_name(packed))] = packed
        start, last = words[0][0], words[-1][0]
        if told:
            # As much of the two as tells them apart, so that whatever begins so is in one of both.
            first, before, name = told[-1]
            shared = _shared(before, start)
            told[-1] = (first, before[: shared + 1], name)
            start = start[: shared + 1]
        told.append((start, last, _name(packed)))
    return told


def _shared(text: str, other: str) -> int:
    """Count the characters with which both begin."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False))
    return sum(1 for _ in same)


def _portions(words: Iterable[Word]) -> Iterator[list[Word]]:
    portion: list[Word] = []
    size = 0
    for word in words:
        portion.append(word)
        size += sum(len(places) + 1 for _, places, _ in word[1])
        if size >= LARGEST:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _words(parts: Sequence[_Part]) -> Iterator[Word]:
    """Go through the words of all parts in their order."""
    ordered = merge(*map(_words_of, parts), key=itemgetter(0))
    for text, same in groupby(ordered, key=itemgetter(0)):
        # What tells of a part is not among what is told of its words.
        found = [(before, pages, variants) for _, before, pages, variants in same]
        forms = dict.fromkeys(form for _, _, variants in found for form, _ in variants)
        variants = [
            (form, _follow((before, dict(others).get(form, [])) for before, _, others in found))
            for form in forms
        ]
        yield text, _follow((before, pages) for before, pages, _ in found), variants


def _words_of(part: _Part) -> Iterator[tuple[str, int, Pages, list[tuple[str, Pages]]]]:
    for _, _, name in part.chunks:
        # By the million, so that even looking whether they are what they should be takes long.
        (words,) = cast("list[list[Word]]", _loads(part.files[_chunk(name)]))
        for text, pages, variants in words:
            yield text, part.before, pages, variants


def _follow(found: Iterable[tuple[int, Pages]]) -> Pages:
    """Put pages of parts after each other, each counted from the one before."""
    joined: Pages = []
    last = 0
    for before, pages in found:
        if pages:
            distance, in_text, in_fields = pages[0]
            joined.append((before + distance - last, in_text, in_fields))
            joined.extend(pages[1:])
            last = before + sum(page[0] for page in pages)
    return joined


Value = TypeVar("Value")


def _unpack(content: bytes, type_: type[Value]) -> Value:
    return msgspec.convert(_loads(content), type_)


def _loads(content: bytes) -> object:
    import cbor2

    return cbor2.loads(gzip.decompress(content).removeprefix(SIGNATURE))


def _pack(value: object) -> bytes:
    import cbor2

    return gzip.compress(SIGNATURE + cbor2.dumps(value), mtime=0)


def _name(content: bytes) -> str:
    return hashlib.blake2b(content).hexdigest()[:HASH_DIGITS]
