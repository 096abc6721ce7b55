"""What the last build of an output folder knew, record by record, so that the next need not know it all."""

import os
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from newsdigest.store.database import Database, seal, unseal

SCHEMA = 1

_TABLES = "CREATE TABLE IF NOT EXISTS records (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;"

_STAMP = "stamp"

_PUT = "INSERT OR REPLACE INTO records VALUES (?, ?)"


class LostRecordError(Exception):
    """The index has lost a record that it was given: it is damaged, and the build must do without it."""


class Index:
    """Records by name. It holds what one build left, or nothing: writing is all or none.

    Each writing gives it another stamp: whoever remembers the last one knows whether it is still that.
    """

    def __init__(self, path: Path, *, empty: bool = False) -> None:
        self._db = Database(path, _TABLES, SCHEMA)
        if empty:
            self._db.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    @property
    def stamp(self) -> bytes:
        """Of the last writing; empty before the first."""
        found = self.find(_STAMP)
        return found if isinstance(found, bytes) else b""

    def find(self, name: str) -> Any:
        """A record, or None where there is none of that name; raises LostRecordError for a damaged one."""
        rows = self._db.all("SELECT value FROM records WHERE name = ?", (name,))
        if not rows:
            return None
        value = unseal(rows[0][0], name.encode("utf-8", "surrogateescape"))
        if value is None:
            raise LostRecordError(name)
        return value

    def get(self, name: str) -> Any:
        """A record that must be there; raises LostRecordError where it is not."""
        value = self.find(name)
        if value is None:
            raise LostRecordError(name)
        return value

    def below(self, prefix: str) -> Iterator[tuple[str, Any]]:
        """All records whose names begin so, without the prefix; damaged ones left out."""
        query = "SELECT name, value FROM records WHERE name >= ? AND name < ?"
        for name, sealed in self._db.all(query, (prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1))):
            value = unseal(sealed, name.encode("utf-8", "surrogateescape"))
            if value is not None:
                yield name[len(prefix) :], value

    def replace_all(self, records: Iterable[tuple[str, object]]) -> bytes:
        """Hold these records and no others; returns the new stamp, or nothing if that failed."""
        stamp = os.urandom(16)
        ordered = sorted((*records, (_STAMP, stamp)), key=itemgetter(0))  # as they stand in the table
        return stamp if self._db.refill(_PUT, _rows(ordered)) else b""

    def change(self, records: Mapping[str, object], gone: Iterable[str]) -> bytes:
        """Hold some other records than before; returns the new stamp, or nothing if that failed."""
        stamp = os.urandom(16)
        work = ("DELETE FROM records WHERE name = ?", [(name,) for name in gone])
        written = self._db.write(work, (_PUT, list(_rows((*records.items(), (_STAMP, stamp))))))
        return stamp if written else b""


def _rows(records: Iterable[tuple[str, object]]) -> Iterator[tuple[str, bytes]]:
    return ((name, seal(value, name.encode("utf-8", "surrogateescape"))) for name, value in records)


def index_path(folder: Path, output: Path) -> Path:
    """One for each output folder."""
    return folder / f"index-{blake2b(str(output).encode(), digest_size=8).hexdigest()}.sqlite"
