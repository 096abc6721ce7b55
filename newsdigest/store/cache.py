"""What earlier builds found out, kept by fingerprint: a record is right for its key, or it is not there."""

import errno
import pickle
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from newsdigest.store.files import Stat

SCHEMA = 2
"""Of the tables; the records' own versions are part of their keys."""

_CHECKSUM = 8

_DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What sqlite3 raises over a damaged file; the second when its own message quotes bytes of it."""

_BATCH = 500
"""Records asked for at once; older versions of sqlite take no more than 999 values."""

_TABLES = """
CREATE TABLE IF NOT EXISTS records (key BLOB PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, size INT, mtime_ns INT, inode INT, seen_ns INT, hash BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outputs (
    folder TEXT, path TEXT, value BLOB NOT NULL, PRIMARY KEY (folder, path));
"""
# Records are large and their keys random: beside an index (and not WITHOUT ROWID, in the tree of keys)
# they are written five times as fast.


class Cache:
    """A store of records beside the site; losing it costs time and nothing else.

    A file that is damaged, or was made by another version, is an empty cache.
    Several processes may use it at once; each opens its own.
    """

    def __init__(self, path: Path, *, empty: bool = False) -> None:
        self.path, self._db = _open_somewhere(path)
        if empty:
            self.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def get(self, key: bytes) -> Any:
        """The record kept under a key, or None."""
        return self.get_all([key]).get(key)

    def get_all(self, keys: Iterable[bytes]) -> dict[bytes, Any]:
        """The records that are there, by key; a damaged one is not there."""
        wanted, found = list(keys), {}
        for start in range(0, len(wanted), _BATCH):
            batch = tuple(wanted[start : start + _BATCH])
            marks = ", ".join("?" * len(batch))
            for key, sealed in self._all(f"SELECT key, value FROM records WHERE key IN ({marks})", batch):
                value = _unseal(sealed)
                if value is not None:
                    found[key] = value
        return found

    def put_all(self, records: Mapping[bytes, object]) -> None:
        """Keep records; a cache that cannot be written keeps none."""
        rows = [(key, _seal(value)) for key, value in records.items()]
        self._write("INSERT OR REPLACE INTO records VALUES (?, ?)", rows)

    def known_files(self) -> dict[str, tuple[Stat, int, bytes]]:
        """Path -> stat, when it was looked at (ns), hash."""
        rows = self._all("SELECT path, size, mtime_ns, inode, seen_ns, hash FROM files")
        return {
            path: (Stat(size, mtime, inode), seen, hash_) for path, size, mtime, inode, seen, hash_ in rows
        }

    def know_files(self, files: Mapping[str, tuple[Stat, int, bytes]], gone: Iterable[str]) -> None:
        """Remember files as just seen, and forget those that went."""
        rows = [
            (path, stat.size, stat.mtime_ns, stat.inode, seen, hash_)
            for path, (stat, seen, hash_) in files.items()
        ]
        self._write("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", rows)
        self._write("DELETE FROM files WHERE path = ?", [(path,) for path in gone])

    def outputs(self, folder: Path) -> dict[str, Any]:
        """Path below an output folder -> what the last build noted about the file."""
        rows = self._all("SELECT path, value FROM outputs WHERE folder = ?", (str(folder),))
        found = {path: _unseal(value) for path, value in rows}
        return {path: value for path, value in found.items() if value is not None}

    def put_outputs(self, folder: Path, outputs: Mapping[str, object], gone: Iterable[str]) -> None:
        """Note what was published in an output folder, and forget what went."""
        self._write(
            "INSERT OR REPLACE INTO outputs VALUES (?, ?, ?)",
            [(str(folder), path, _seal(value)) for path, value in outputs.items()],
        )
        self._write(
            "DELETE FROM outputs WHERE folder = ? AND path = ?", [(str(folder), path) for path in gone]
        )

    def clear(self) -> None:
        """Begin with an empty cache."""
        self._db.close()
        _remove(self.path)
        self.path, self._db = _open_somewhere(self.path)

    def _all(self, query: str, values: tuple[object, ...] = ()) -> list[Any]:
        try:
            return self._db.execute(query, values).fetchall()
        except _DAMAGE:
            return []

    def _write(self, query: str, rows: Sequence[tuple[object, ...]]) -> None:
        if not rows:
            return
        try:
            with self._db:
                self._db.executemany(query, rows)
        except sqlite3.OperationalError:
            return  # a full disk or a read-only folder: the build goes on without
        except _DAMAGE:
            self.clear()  # damaged: what it held is lost, and worth no more than time


def _open_somewhere(path: Path) -> tuple[Path, sqlite3.Connection]:
    """The database where it is asked for, else in a temporary folder, where workers find it too."""
    db = _open(path)
    if db is None:
        path = Path(tempfile.mkdtemp(prefix="newsdigest-")) / path.name
        db = _open(path)
    if db is not None:
        return path, db
    raise OSError(errno.ENOSPC, "no place for the cache", str(path))


def _open(path: Path) -> sqlite3.Connection | None:
    """The database; a damaged or foreign one is made anew. None where none can be made or opened."""
    for attempt in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return _prepare(sqlite3.connect(path, timeout=30))
        except (sqlite3.OperationalError, OSError):
            return None  # a full disk, a read-only folder
        except _DAMAGE:
            if attempt == 0:
                _remove(path)
    return None


def _prepare(db: sqlite3.Connection) -> sqlite3.Connection:
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = OFF")  # a torn write is a damaged cache: an empty one
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version != SCHEMA:
        if version:
            raise sqlite3.DatabaseError("another version's cache")
        db.executescript(_TABLES)
        db.execute(f"PRAGMA user_version = {SCHEMA}")
    return db


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        try:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        except OSError:
            continue  # a read-only folder: what cannot be removed is not used either


def _seal(value: object) -> bytes:
    """The record with a checksum in front: sqlite itself would not notice a flipped bit."""
    data = pickle.dumps(value, protocol=5)
    return blake2b(data, digest_size=_CHECKSUM).digest() + data


def _unseal(sealed: object) -> Any:
    if not isinstance(sealed, bytes):
        return None
    data = sealed[_CHECKSUM:]
    if blake2b(data, digest_size=_CHECKSUM).digest() != sealed[:_CHECKSUM]:
        return None
    try:
        return pickle.loads(data)
    except Exception:  # pickle raises anything at all for a class that has changed its shape
        return None
