"""What earlier builds found out, kept by fingerprint: a record is right for its key, or it is not there."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from newsdigest.store.database import Database, seal, unseal
from newsdigest.store.files import Stat

SCHEMA = 3
"""Of the tables; the records' own versions are part of their keys."""

_BATCH = 500
"""Records asked for at once; older versions of sqlite take no more than 999 values."""

LARGE, GROWN = 256 << 20, 4
"""Bytes below which no cache is too large, and by how much one may outgrow what a build from nothing leaves:
every edit adds to it, and nothing is taken out."""

_WEIGHT = b"weight"
"""The key of what it weighed after its first build."""

_TABLES = """
CREATE TABLE IF NOT EXISTS records (key BLOB PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, size INT, mtime_ns INT, inode INT, seen_ns INT, hash BLOB) WITHOUT ROWID;
"""
# Records are large and their keys random: beside an index (and not WITHOUT ROWID, in the tree of keys)
# they are written five times as fast.


class Cache:
    """A store of records beside the site; losing it costs time and nothing else.

    A file that is damaged, or was made by another version, is an empty cache.
    Several processes may use it at once; each opens its own.
    """

    def __init__(self, path: Path, *, empty: bool = False) -> None:
        self._db = Database(path, _TABLES, SCHEMA)
        if empty:
            self.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    @property
    def path(self) -> Path:
        """Where it is, which is elsewhere than it was asked for where that cannot be written."""
        return self._db.path

    @property
    def overgrown(self) -> bool:
        """Whether most of it must be of no more use."""
        return self._db.size() > max(LARGE, GROWN * (self.get(_WEIGHT) or 0))

    def weigh(self) -> None:
        """Remember its size, unless an earlier build did: of a new one, that is what the site needs."""
        if self.get(_WEIGHT) is None:
            self.put_all({_WEIGHT: self._db.size()})

    def get(self, key: bytes) -> Any:
        """The record kept under a key, or None."""
        rows = self._db.all("SELECT value FROM records WHERE key = ?", (key,))
        return unseal(rows[0][0]) if rows else None

    def get_all(self, keys: Iterable[bytes]) -> dict[bytes, Any]:
        """The records that are there, by key; a damaged one is not there."""
        wanted, found = list(keys), {}
        for start in range(0, len(wanted), _BATCH):
            batch = tuple(wanted[start : start + _BATCH])
            marks = ", ".join("?" * len(batch))
            for key, sealed in self._db.all(f"SELECT key, value FROM records WHERE key IN ({marks})", batch):
                value = unseal(sealed)
                if value is not None:
                    found[key] = value
        return found

    def put_all(self, records: Mapping[bytes, object]) -> None:
        """Keep records; a cache that cannot be written keeps none."""
        rows = [(key, seal(value)) for key, value in records.items()]
        if rows:
            self._db.write(("INSERT OR REPLACE INTO records VALUES (?, ?)", rows))

    def known_files(self) -> dict[str, tuple[Stat, int, bytes]]:
        """Path -> stat, when it was looked at (ns), hash."""
        rows = self._db.all("SELECT path, size, mtime_ns, inode, seen_ns, hash FROM files")
        return {
            path: (Stat(size, mtime, inode), seen, hash_) for path, size, mtime, inode, seen, hash_ in rows
        }

    def know_files(self, files: Mapping[str, tuple[Stat, int, bytes]], gone: Iterable[str]) -> None:
        """Remember files as just seen, and forget those that went."""
        rows = [
            (path, stat.size, stat.mtime_ns, stat.inode, seen, hash_)
            for path, (stat, seen, hash_) in files.items()
        ]
        went = [(path,) for path in gone]
        if rows or went:
            self._db.write(
                ("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", rows),
                ("DELETE FROM files WHERE path = ?", went),
            )

    def clear(self) -> None:
        """Begin with an empty cache."""
        self._db.clear()
