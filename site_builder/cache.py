"""What was read and what was written, by digest, so that nothing is done twice."""

import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote
from zlib import crc32

import msgspec

FOLDER = ".cache"
NAME = "site-builder.sqlite"

APPLICATION = 0x53425243
"""What SQLite's header says of whose the file is."""

LAYOUT = 4
"""Counts up whenever the tables or what is in them change; another layout is made anew."""

TABLES = """
CREATE TABLE stamps (path TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE packets (path TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE proses (path TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE answers (path TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE pages (path TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE facts (path TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE reading (path TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE shelf (path TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE lists (path TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""

# A damaged database can make SQLite say what is wrong in words that are no UTF-8.
FAULTS = (sqlite3.Error, OSError, msgspec.MsgspecError, UnicodeError)

PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
    }
)
"""Faults of the machine that say nothing of what is in the file."""

WAIT_SECONDS = 10
"""How long another build may hold the cache before this one goes without."""

SEAL = 4
"""Bytes of a checksum before each value; SQLite itself does not notice a bit that has changed."""


class CacheUnusable(Exception):
    """Raised with one sentence when the cache can be neither used nor made anew."""


class _Damaged(sqlite3.DatabaseError):
    """Raised when a value is not what was saved under its path."""


class Stamp(msgspec.Struct, frozen=True, array_like=True):
    """What the file system says of a file, and the digest of the bytes it then had."""

    size: int
    modified_ns: int
    inode: int
    is_settled: bool
    """Whether it was old enough when hashed that no later change can bear the same time."""

    digest: bytes


Parts = Mapping[str, bytes]


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """What tells whether anything is to be done at all."""

    stamps: Mapping[str, Stamp] = {}
    """Of every file of the site, by path."""

    facts: Mapping[str, bytes] = {}
    """What the build as a whole was made of."""

    reading: Mapping[str, bytes] = {}
    """What decided how every file was read."""


def load(site: Path) -> Memory:
    """Read what the last build left; nothing where there is no cache yet.

    Raises `CacheUnusable` as all that follow do, when it is broken or another program's. It is
    then gone, unless the machine is at fault.
    """
    if not (site / FOLDER / NAME).is_file():
        return Memory()
    with _reading(site) as connection:
        return Memory(
            stamps=_table(connection, "stamps", Stamp),
            facts=_table(connection, "facts", bytes),
            reading=_table(connection, "reading", bytes),
        )


def load_packets(site: Path, stamps: Mapping[str, Stamp]) -> dict[str, bytes]:
    """Read what every content file says, by path, as it was saved together with its stamp."""
    with _reading(site) as connection:
        rows = connection.execute("SELECT path, value FROM packets")
        return {
            path: _unsealed(path, value, stamps[path].digest)
            for path, value in rows
            if path in stamps
        }


class Shelf:
    """What one good build left, for as long as no other build comes between.

    Values are read when they are asked for; `CacheUnusable` is raised when they are another's.
    """

    def __init__(self, site: Path, generation: bytes) -> None:
        self.site = site
        self.generation = generation
        self._opened: tuple[int, sqlite3.Connection] | None = None

    def follow(self, generation: bytes) -> None:
        """Go on with what this process has made of it."""
        self.generation = generation

    def __reduce__(self) -> tuple[type["Shelf"], tuple[Path, bytes]]:
        """Go to another process as what it is made of."""
        return Shelf, (self.site, self.generation)

    def paths(self, table: str, start: str = "") -> list[str]:
        """List the paths that begin alike and have a value, in their order."""
        with self._reading() as connection:
            query = f"SELECT path FROM {table} WHERE path >= ? AND path < ? ORDER BY path"  # noqa: S608
            return [path for (path,) in connection.execute(query, (start, f"{start}{LAST}"))]

    def fetch(
        self, table: str, paths: Collection[str], stamps: Mapping[str, Stamp] | None = None
    ) -> dict[str, bytes]:
        """Read the values of some paths, as far as there are such."""
        with self._reading() as connection:
            rows = [
                row
                for (query, given) in _queries(table, paths)
                for row in connection.execute(query, given)
            ]
            return {
                path: _unsealed(path, value, stamps[path].digest if stamps is not None else b"")
                for path, value in rows
                if len(paths) < MANY or path in paths
            }

    def fetch_all(self, table: str, start: str) -> dict[str, bytes]:
        """Read the values of all paths that begin alike."""
        with self._reading() as connection:
            query = f"SELECT path, value FROM {table} WHERE path >= ? AND path < ?"  # noqa: S608
            rows = connection.execute(query, (start, f"{start}{LAST}"))
            return {path: _unsealed(path, value) for path, value in rows}

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        path = self.site / FOLDER / NAME
        try:
            connection = self._connected(path)
            query = "SELECT value FROM facts WHERE path = ?"
            row = connection.execute(query, (GENERATION,)).fetchone()
            if row is None or row[0] != _sealed(GENERATION, _packed(self.generation)):
                raise CacheUnusable(f"the cache {path} is another build's by now; building anew")
            yield connection
        except FAULTS as fault:
            _remove_damaged(self.site, fault)
            message = f"the cache {path} cannot be read ({fault}); building anew"
            raise CacheUnusable(message) from fault

    def _connected(self, path: Path) -> sqlite3.Connection:
        # A connection must not be used on the other side of a fork, nor be closed there.
        if self._opened is None or self._opened[0] != os.getpid():
            connection = sqlite3.connect(
                f"file:{quote(str(path))}?mode=ro",
                timeout=WAIT_SECONDS,
                isolation_level=None,
                check_same_thread=False,
                uri=True,
            )
            self._opened = os.getpid(), connection
        return self._opened[1]


GENERATION = "generation"
"""The fact that tells which build left what is on the shelf."""

LAST = "\U0010ffff"
"""What comes after every path."""

MANY = 300
"""Paths from which on a whole table is read rather than one after the other."""


def _queries(table: str, paths: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if len(paths) >= MANY:
        yield f"SELECT path, value FROM {table}", ()  # noqa: S608 (a name of ours)
    else:
        one = f"SELECT path, value FROM {table} WHERE path = ?"  # noqa: S608 (a name of ours)
        yield from ((one, (path,)) for path in paths)


def load_proses(site: Path, stamps: Mapping[str, Stamp]) -> dict[str, bytes]:
    """Read the texts of articles by the paths of their files, whose stamps are given."""
    found: dict[str, bytes] = {}
    with _reading(site) as connection:
        for path, stamp in stamps.items():
            row = connection.execute("SELECT value FROM proses WHERE path = ?", (path,)).fetchone()
            found[path] = _unsealed(path, row and row[0], stamp.digest)
    return found


def load_answers(site: Path) -> dict[str, bytes]:
    """Read what was looked for in saved copies, by their path; each value says of which bytes."""
    with _reading(site) as connection:
        rows = connection.execute("SELECT path, value FROM answers")
        return {path: _unsealed(path, value) for path, value in rows}


class Delta(msgspec.Struct, frozen=True, kw_only=True):
    """What a build read, made or lost; everything else stays as the cache has it."""

    known: Mapping[str, Stamp] = {}
    """Stamps of the files of `packets` and `proses`."""

    before: Mapping[str, bytes] | None = None
    """The facts that `pages` go on from; where others are found, another build has come between."""

    stamps: Mapping[str, Stamp] = {}
    packets: Mapping[str, bytes] = {}
    proses: Mapping[str, bytes] = {}
    """The texts of articles, by the paths of their files."""

    answers: Mapping[str, bytes] = {}
    """What was looked for in saved copies, by their path."""

    pages: Mapping[str, Parts] = {}
    facts: Mapping[str, bytes] = {}
    gone_files: frozenset[str] = frozenset()
    gone_pages: frozenset[str] = frozenset()
    reading: Mapping[str, bytes] = {}
    shelf: Mapping[str, bytes] = {}
    """What was linked, by the name of what it is."""

    lists: Mapping[str, bytes] = {}
    """Who points to whom, a list each."""

    is_whole: bool = False
    """Whether `shelf` and `lists` are all that there is, and not what has changed."""


def save(site: Path, delta: Delta) -> None:
    """Write what a build changed, all or nothing.

    Raises `CacheUnusable` where it cannot be written.
    """
    folder = site / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        with _connected(folder / NAME) as connection:
            _write(connection, delta)
    except FAULTS as fault:
        _remove_damaged(site, fault)
        message = f"the cache in {folder} cannot be written ({fault}); the next build starts anew"
        raise CacheUnusable(message) from fault


def remove(site: Path) -> bool:
    """Delete a site's cache; tell whether there was one."""
    path = site / FOLDER / NAME
    had_one = path.exists()
    for suffix in ("", "-journal", "-wal", "-shm"):
        path.with_name(f"{NAME}{suffix}").unlink(missing_ok=True)
    return had_one


@contextmanager
def _reading(site: Path) -> Iterator[sqlite3.Connection]:
    path = site / FOLDER / NAME
    try:
        with _connected(path) as connection:
            if not _is_ours(connection):
                raise _Damaged("it is none that this version made")
            yield connection
    except FAULTS as fault:
        _remove_damaged(site, fault)
        raise CacheUnusable(f"the cache {path} cannot be read ({fault}); building anew") from fault


def _remove_damaged(site: Path, fault: Exception) -> None:
    """Delete a cache that cannot be read any more, now or later."""
    code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    if not isinstance(fault, OSError) and code & 0xFF not in PASSING:
        with suppress(OSError):
            remove(site)


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    with closing(opened) as connection:
        # Losing the last build's cache to a power cut costs one build; waiting for the disk, each.
        connection.execute("PRAGMA synchronous = OFF")
        yield connection


def _is_ours(connection: sqlite3.Connection) -> bool:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    layout = connection.execute("PRAGMA user_version").fetchone()[0]
    return bool(application == APPLICATION and layout == LAYOUT)


Value = TypeVar("Value")


def _table(connection: sqlite3.Connection, name: str, kind: type[Value]) -> dict[str, Value]:
    decode = msgspec.msgpack.Decoder(kind).decode
    rows = connection.execute(f"SELECT path, value FROM {name}")  # noqa: S608 (a name of ours)
    return {path: decode(_unsealed(path, value)) for path, value in rows}


def _packed(value: bytes) -> bytes:
    return msgspec.msgpack.encode(value)


def _sealed(path: str, value: bytes, of: bytes = b"") -> bytes:
    """Put before a value the checksum of all that belongs together."""
    return crc32(value, crc32(of, crc32(path.encode()))).to_bytes(SEAL, "big") + value


def _unsealed(path: object, sealed: object, of: bytes = b"") -> bytes:
    if isinstance(path, str) and isinstance(sealed, bytes):
        value = sealed[SEAL:]
        if sealed == _sealed(path, value, of):
            return value
    raise _Damaged(f"what it has of {path} is not what was saved")


def _write(connection: sqlite3.Connection, delta: Delta) -> None:
    connection.execute("BEGIN IMMEDIATE")
    if not _is_ours(connection):
        _make_anew(connection)
    is_next = delta.before is None or _table(connection, "facts", bytes) == delta.before
    if not is_next:
        connection.execute("DELETE FROM pages")
    if delta.is_whole or not is_next:
        connection.execute("DELETE FROM shelf")
        connection.execute("DELETE FROM lists")
    encode = msgspec.msgpack.Encoder().encode
    for name in ("stamps", "packets", "proses"):
        _delete(connection, name, delta.gone_files)
    _delete(connection, "pages", delta.gone_pages)
    for name, values in (
        ("stamps", delta.stamps),
        ("reading", delta.reading),
        ("pages", delta.pages),
        ("facts", delta.facts),
    ):
        rows = ((path, _sealed(path, encode(value))) for path, value in values.items())
        _insert(connection, name, rows)
    plain = {"answers": delta.answers}
    if delta.is_whole or is_next:
        plain |= {"shelf": delta.shelf, "lists": delta.lists}
    for name, given in plain.items():
        _insert(connection, name, ((path, _sealed(path, value)) for path, value in given.items()))
    for name, texts in (("packets", delta.packets), ("proses", delta.proses)):
        stamped = ((path, value, delta.known.get(path)) for path, value in texts.items())
        _insert(
            connection,
            name,
            ((path, _sealed(path, value, stamp.digest)) for path, value, stamp in stamped if stamp),
        )
    connection.execute("COMMIT")


def _make_anew(connection: sqlite3.Connection) -> None:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in tables:
        connection.execute(f'DROP TABLE "{name}"')
    for statement in TABLES.strip().split(";\n"):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {LAYOUT}")


def _delete(connection: sqlite3.Connection, name: str, paths: Iterable[str]) -> None:
    statement = f"DELETE FROM {name} WHERE path = ?"  # noqa: S608 (a name of ours)
    connection.executemany(statement, ((path,) for path in paths))


def _insert(connection: sqlite3.Connection, name: str, rows: Iterable[tuple[str, bytes]]) -> None:
    statement = f"INSERT OR REPLACE INTO {name} VALUES (?, ?)"  # noqa: S608 (a name of ours)
    connection.executemany(statement, rows)
