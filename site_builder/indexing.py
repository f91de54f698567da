"""Entries of the search → the files of a full-text index, in one order; the door to pagefind."""

import base64
import gzip
import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import suppress
from tempfile import TemporaryDirectory
from threading import Thread
from typing import IO, TypeVar

import msgspec

from site_builder.writing.search.entries import Entry
from site_builder.writing.search.places import INDEX

SCRIPTS = ("pagefind.js", "pagefind-worker.js")
"""Those of its scripts that look words up; the others are pages and boxes of its own."""

ENTRY = "pagefind-entry.json"
"""Of an index the file that leads to the others."""

SIGNATURE = b"pagefind_dcd"
"""What the files of an index begin with, unpacked."""

HASH_DIGITS = 10

PATIENCE = 0.02
"""Seconds between looks at how much is done."""


class IndexNotMade(OSError):
    """Raised when the program that makes the index does not do so."""


def make_index(entries: Iterable[Entry], language: str) -> dict[str, bytes]:
    """Index entries as those of one language; give the files of the index, by path.

    Raises `IndexNotMade` when the program for it does not run on this machine.
    """
    # Files that the program writes itself may not be whole when it says that they are.
    answers = _run(_requests(entries, language))
    for answer in answers:
        if b'"type":"Error"' in answer:
            raise _not_made(answer.decode())
    found = msgspec.json.decode(answers[-1], type=_Answer).payload.files
    files = {file.path: file.content for file in found}
    return {f"{INDEX}{path}": content for path, content in _settle(files).items()}


class _File(msgspec.Struct, frozen=True):
    path: str
    content: bytes


class _Payload(msgspec.Struct, frozen=True):
    files: tuple[_File, ...]


class _Answer(msgspec.Struct, frozen=True):
    """What the program answers at the end."""

    payload: _Payload


def _requests(entries: Iterable[Entry], language: str) -> Iterator[bytes]:
    for payload in _payloads(entries, language):
        # Only errors tell which message they answer, and one is enough.
        message = msgspec.json.encode({"message_id": 0, "payload": payload})
        yield base64.b64encode(message) + b","


def _payloads(entries: Iterable[Entry], language: str) -> Iterator[Mapping[str, object]]:
    yield {"type": "NewIndex", "config": {}}
    for entry in entries:
        fields = msgspec.structs.asdict(entry)
        yield {"type": "AddRecord", "index_id": 0, "language": language, **fields}
    yield {"type": "GetFiles", "index_id": 0}


def _run(requests: Iterable[bytes]) -> list[bytes]:
    """Have the program of pagefind answer each request; it takes no settings but those."""
    from pagefind.service import get_executable

    program = get_executable()
    if program is None:
        raise _not_made("pagefind has no program for this machine")
    environment = {k: value for k, value in os.environ.items() if not k.startswith("PAGEFIND_")}
    try:
        with (
            TemporaryDirectory() as folder,
            subprocess.Popen(  # noqa: S603 (the program that the library names)
                [program, "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env=environment,
            ) as process,
        ):
            return _talk(process, requests)
    except OSError as fault:
        raise _not_made(fault.strerror or str(fault)) from fault


def _talk(process: subprocess.Popen[bytes], requests: Iterable[bytes]) -> list[bytes]:
    """Send requests and wait for as many answers: at the end of its input the program leaves."""
    if process.stdin is None or process.stdout is None:
        raise TypeError(process)
    pieces: list[bytes] = []
    reader = Thread(target=_read, args=(process.stdout, pieces))
    reader.start()
    try:
        sent = sum(bool(process.stdin.write(request)) for request in requests)
        process.stdin.flush()
        while reader.is_alive() and sum(piece.count(b",") for piece in pieces) < sent:
            reader.join(PATIENCE)
    finally:
        process.kill()
        reader.join()
        # What was not sent yet goes nowhere, and need not be told.
        with suppress(BrokenPipeError):
            process.stdin.close()
    answers = [base64.b64decode(answer) for answer in b"".join(pieces).split(b",") if answer]
    if len(answers) < sent:
        raise _not_made("its program ended early")
    return answers


def _read(stdout: IO[bytes], pieces: list[bytes]) -> None:
    while piece := os.read(stdout.fileno(), 1 << 20):
        pieces.append(piece)


def _not_made(why: str) -> IndexNotMade:
    return IndexNotMade(
        f"the search index cannot be made: {why}; install pagefind[bin] for this machine, or "
        "leave search out with `search = false` under [build] in site.toml"
    )


def _settle(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Put in order what the program writes in another order each time."""
    settled = {
        path: content
        for path, content in files.items()
        if path in SCRIPTS or path.startswith(("fragment/", "index/"))
    }
    entry = msgspec.json.decode(files[ENTRY], type=dict[str, object])
    languages = msgspec.convert(entry["languages"], dict[str, dict[str, object]])
    for language in languages.values():
        wasm = f"wasm.{language['wasm'] or 'unknown'}.pagefind"
        settled[wasm] = files[wasm]
        content = _settle_meta(files[_meta(language)], files, settled)
        language["hash"] = _name(content)
        settled[_meta(language)] = content
    settled[ENTRY] = msgspec.json.encode({**entry, "languages": languages}, order="sorted")
    return settled


def _settle_meta(
    content: bytes, files: Mapping[str, bytes], settled: MutableMapping[str, bytes]
) -> bytes:
    """Put filters and their values in order; give the list of all files with their new names."""
    version, pages, chunks, written, *rest = _unpack(content, list[object])
    filters: list[tuple[str, str]] = []
    for _, name in msgspec.convert(written, list[tuple[str, str]]):
        title, values = _unpack(files[_filter(name)], tuple[str, list[tuple[str, list[int]]]])
        packed = _pack([title, sorted(values)])
        filters.append((title, _name(packed)))
        settled[_filter(_name(packed))] = packed
    return _pack([version, pages, chunks, sorted(filters), *rest])


def _meta(language: Mapping[str, object]) -> str:
    return f"pagefind.{language['hash']}.pf_meta"


def _filter(name: str) -> str:
    return f"filter/{name}.pf_filter"


Value = TypeVar("Value")


def _unpack(content: bytes, type_: type[Value]) -> Value:
    import cbor2

    return msgspec.convert(cbor2.loads(gzip.decompress(content).removeprefix(SIGNATURE)), type_)


def _pack(value: object) -> bytes:
    import cbor2

    return gzip.compress(SIGNATURE + cbor2.dumps(value), mtime=0)


def _name(content: bytes) -> str:
    return hashlib.blake2b(content).hexdigest()[:HASH_DIGITS]
