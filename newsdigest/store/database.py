"""A sqlite file of which nothing is lost but time when it is lost: damaged, foreign or full, it is empty."""

import errno
import pickle
import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

_CHECKSUM = 8

DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What sqlite3 raises over a damaged file; the second when its own message quotes bytes of it."""


class Database:
    """Tables in a file. Several processes may use it at once; each opens its own."""

    def __init__(self, path: Path, tables: str, schema: int) -> None:
        """`schema` is the number of these tables' version; a file of another one is made anew."""
        self._tables, self._schema = tables, schema
        self.path, self._db = self._open_somewhere(path)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def all(self, query: str, values: tuple[object, ...] = ()) -> list[Any]:
        """The rows that a query finds; none where the file is damaged."""
        try:
            return self._db.execute(query, values).fetchall()
        except DAMAGE:
            return []

    def size(self) -> int:
        """Bytes, those included that still wait beside the file; 0 of a damaged one."""
        rows = self.all("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return rows[0][0] if rows else 0

    def write(self, *work: tuple[str, Sequence[tuple[object, ...]]]) -> bool:
        """Run queries on rows, all or none; whether it was done."""
        try:
            with self._db:
                for query, rows in work:
                    self._db.executemany(query, rows)
        except sqlite3.OperationalError:
            return False  # a full disk or a read-only folder: the build goes on without
        except DAMAGE:
            self.clear()  # damaged: what it held is lost, and worth no more than time
            return False
        return True

    def pour(self, query: str, rows: Iterable[tuple[object, ...]]) -> bool:
        """Run a query on rows, without a way back: until `settle`, the file is short, or damaged."""
        try:
            if not self._db.in_transaction:
                self._db.execute("PRAGMA journal_mode = OFF")
            self._db.executemany(query, rows)
        except DAMAGE:
            return False
        return True

    def settle(self) -> bool:
        """Make a whole file of what was poured; whether that was done."""
        try:
            self._db.commit()
            self._db.execute("PRAGMA journal_mode = WAL")
        except DAMAGE:
            return False
        return True

    def clear(self) -> None:
        """Begin with empty tables."""
        self._db.close()
        remove_database(self.path)
        self.path, self._db = self._open_somewhere(self.path)

    def _open_somewhere(self, path: Path) -> tuple[Path, sqlite3.Connection]:
        """The database where it is asked for, else in a temporary folder, where workers find it too."""
        db = self._open(path)
        if db is None:
            import tempfile

            path = Path(tempfile.mkdtemp(prefix="newsdigest-")) / path.name
            db = self._open(path)
        if db is not None:
            return path, db
        raise OSError(errno.ENOSPC, "no place for the cache", str(path))

    def _open(self, path: Path) -> sqlite3.Connection | None:
        """The database; a damaged or foreign one is made anew. None where none can be made or opened."""
        for attempt in range(2):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                return self._prepare(sqlite3.connect(path, timeout=30))
            except (sqlite3.OperationalError, OSError):
                return None  # a full disk, a read-only folder
            except DAMAGE:
                if attempt == 0:
                    remove_database(path)
        return None

    def _prepare(self, db: sqlite3.Connection) -> sqlite3.Connection:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = OFF")  # a torn write is a damaged cache: an empty one
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version != self._schema:
            if version:
                raise sqlite3.DatabaseError("another version's cache")
            db.executescript(self._tables)
            db.execute(f"PRAGMA user_version = {self._schema}")
        return db


def remove_database(path: Path) -> None:
    """Delete a file of tables, and what sqlite puts beside it."""
    for suffix in ("", "-wal", "-shm"):
        try:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        except OSError:
            continue  # a read-only folder: what cannot be removed is not used either


def seal(value: object, name: bytes = b"") -> bytes:
    """A record with a checksum in front: sqlite itself would not notice a flipped bit.

    With a name, one that comes back under another name is damaged, too.
    """
    data = pickle.dumps(value, protocol=5)
    return _checksum(name, data) + data


def unseal(sealed: object, name: bytes = b"") -> Any:
    """The record, or None for a damaged one."""
    if not isinstance(sealed, bytes):
        return None
    data = sealed[_CHECKSUM:]
    if _checksum(name, data) != sealed[:_CHECKSUM]:
        return None
    try:
        return pickle.loads(data)
    except Exception:  # pickle raises anything at all for a class that has changed its shape
        return None


def _checksum(name: bytes, data: bytes) -> bytes:
    state = blake2b(name, digest_size=_CHECKSUM)
    state.update(data)
    return state.digest()
