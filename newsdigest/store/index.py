"""What the last build of an output folder knew, record by record, so that the next need not know it all."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from newsdigest.store.database import Database, remove_database, seal, unseal

SCHEMA = 1

_TABLES = "CREATE TABLE IF NOT EXISTS records (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;"

_STAMP = "stamp"

_AT_A_TIME, _POURED = 2, 512
"""Records that are made ready between two other things, and those that are written at once."""

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
    def path(self) -> Path:
        """Where it is, for workers."""
        return self._db.path

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

    def change(self, records: Mapping[str, object], gone: Iterable[str]) -> bytes:
        """Hold some other records than before; returns the new stamp, or nothing if that failed."""
        stamp = os.urandom(16)
        work = ("DELETE FROM records WHERE name = ?", [(name,) for name in gone])
        written = self._db.write(work, (_PUT, list(_rows((*records.items(), (_STAMP, stamp))))))
        return stamp if written else b""


class NextIndex:
    """The index that a build will leave, made bit by bit beside the last one, which holds until then.

    So a build can put away what it knows while its workers render, in a process that would else wait.
    """

    def __init__(self, path: Path, records: Callable[[], Iterable[tuple[str, object]]]) -> None:
        """`records` are asked for when there is time for them."""
        self._path = path
        self._rows = _late(records)
        self._ready: list[tuple[str, bytes]] = []
        self._db: Database | None = None
        self._whole = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._db:
            self._db.close()
            remove_database(self._db.path)

    def go_on(self) -> None:
        """Do a little of it."""
        self._ready += islice(self._rows, _AT_A_TIME)
        if len(self._ready) >= _POURED:
            self._pour()

    def finish(self, records: Iterable[tuple[str, object]]) -> bytes:
        """Put it in the last one's place, with these too; returns its stamp, or nothing if that failed."""
        stamp = os.urandom(16)
        last = sorted((*records, (_STAMP, stamp)), key=itemgetter(0))
        self._ready += chain(self._rows, _rows(last))
        self._pour()
        if self._db is None or not self._db.settle() or not self._whole:
            return b""
        self._db.close()
        try:
            remove_database(self._path)
            self._db.path.replace(self._path)
        except OSError:  # it was made in a temporary folder, as its own cannot be written
            return b""
        return stamp

    def _pour(self) -> None:
        if self._db is None:
            self._db = Database(self._path.with_suffix(".next"), _TABLES, SCHEMA)
            self._db.clear()
        self._whole = self._db.pour(_PUT, self._ready) and self._whole
        self._ready.clear()


def _late(records: Callable[[], Iterable[tuple[str, object]]]) -> Iterator[tuple[str, bytes]]:
    """Rows as they stand in the table, which is the order in which they are written fastest."""
    yield from _rows(sorted(records(), key=itemgetter(0)))


def _rows(records: Iterable[tuple[str, object]]) -> Iterator[tuple[str, bytes]]:
    return ((name, seal(value, name.encode("utf-8", "surrogateescape"))) for name, value in records)


def index_path(folder: Path, output: Path) -> Path:
    """One for each output folder."""
    return folder / f"index-{blake2b(str(output).encode(), digest_size=8).hexdigest()}.sqlite"
