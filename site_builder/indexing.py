"""Entries of the search → the files of a full-text index; the door to pagefind."""

import base64
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from tempfile import TemporaryDirectory
from threading import Thread
from typing import IO

import msgspec

from site_builder.index_files import Files, join
from site_builder.writing.search.entries import Entry
from site_builder.writing.search.places import INDEX

AT_ONCE = 2
"""Parts that are indexed at the same time, each by a process of its own."""


class IndexNotMade(OSError):
    """Raised when the program that makes the index does not do so."""


def make_index(parts: Iterable[Iterable[Entry]], language: str) -> dict[str, bytes]:
    """Index parts of some entries as those of one language; give the files of the index, by path.

    The program needs memory for all entries of a part at once, a hundred times what they take, and
    for more of them more time for each. Raises `IndexNotMade` when it does not run on this machine.
    """
    asked = (_ask(entries, language) for entries in parts)
    made: list[Files] = []
    with ThreadPoolExecutor(AT_ONCE) as threads:
        # No more is asked at a time than is answered at a time.
        while some := tuple(islice(asked, AT_ONCE)):
            made.extend(threads.map(_make_part, some))
    return {f"{INDEX}{path}": content for path, content in join(made).items()}


def _ask(entries: Iterable[Entry], language: str) -> bytes:
    """Write what the program is asked for."""
    encode = msgspec.json.Encoder().encode
    # Only errors tell which message they answer, and one is enough.
    messages = ({"message_id": 0, "payload": each} for each in _payloads(entries, language))
    return b"".join(base64.b64encode(encode(message)) + b"," for message in messages)


def _make_part(asked: bytes) -> Files:
    # Files that the program writes itself may not be whole when it says that they are.
    answers = _run(asked)
    for answer in answers:
        if b'"type":"Error"' in answer:
            raise _not_made(answer.decode())
    found = msgspec.json.decode(answers[-1], type=_Answer).payload.files
    return {file.path: file.content for file in found}


class _File(msgspec.Struct, frozen=True):
    path: str
    content: bytes


class _Payload(msgspec.Struct, frozen=True):
    files: tuple[_File, ...]


class _Answer(msgspec.Struct, frozen=True):
    """What the program answers at the end."""

    payload: _Payload


def _payloads(entries: Iterable[Entry], language: str) -> Iterator[Mapping[str, object]]:
    yield {"type": "NewIndex", "config": {}}
    for entry in entries:
        fields = msgspec.structs.asdict(entry)
        yield {"type": "AddRecord", "index_id": 0, "language": language, **fields}
    yield {"type": "GetFiles", "index_id": 0}


def _run(asked: bytes) -> list[bytes]:
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
            return _talk(process, asked)
    except OSError as fault:
        raise _not_made(fault.strerror or str(fault)) from fault


def _talk(process: subprocess.Popen[bytes], asked: bytes) -> list[bytes]:
    """Send requests and wait for as many answers: at the end of its input the program leaves."""
    if process.stdin is None or process.stdout is None:
        raise TypeError(process)
    missing = asked.count(b",")
    pieces: list[bytes] = []
    writer = Thread(target=_write, args=(process.stdin, asked))
    writer.start()
    try:
        while missing and (piece := os.read(process.stdout.fileno(), 1 << 20)):
            pieces.append(piece)
            missing -= piece.count(b",")
    finally:
        process.kill()
        writer.join()
        # What was not sent yet goes nowhere, and need not be told.
        with suppress(BrokenPipeError):
            process.stdin.close()
    if missing:
        raise _not_made("its program ended early")
    return [base64.b64decode(each) for each in b"".join(pieces).split(b",") if each]


def _write(stdin: IO[bytes], asked: bytes) -> None:
    with suppress(BrokenPipeError):
        stdin.write(asked)
        stdin.flush()


def _not_made(why: str) -> IndexNotMade:
    return IndexNotMade(
        f"the search index cannot be made: {why}; install pagefind[bin] for this machine, or "
        "leave search out with `search = false` under [build] in site.toml"
    )
