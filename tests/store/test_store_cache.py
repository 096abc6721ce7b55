"""The cache: right for its key, or not there."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsdigest.store.cache import Cache
from newsdigest.store.files import Stat

RECORDS = {bytes([number]) * 16: {"number": number, "text": "x" * number * 50} for number in range(40)}


def filled(path: Path) -> bytes:
    """The bytes of a cache with records in it."""
    with Cache(path) as cache:
        cache.put_all(RECORDS)
        cache.know_files({"content/a.md": (Stat(1, 2, 3), 4, b"hash")}, ())
    return path.read_bytes()


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    filled(tmp_path / "cache")
    with Cache(tmp_path / "cache") as cache:
        assert cache.get_all([*RECORDS, b"unknown"]) == RECORDS
        assert cache.known_files() == {"content/a.md": (Stat(1, 2, 3), 4, b"hash")}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_loses_records_and_never_changes_one(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "cache"
    path.unlink(missing_ok=True)
    whole = filled(path)
    place = data.draw(st.integers(0, len(whole) - 1), "place")
    if data.draw(st.booleans(), "truncated"):
        path.write_bytes(whole[:place])
    else:
        flipped = bytearray(whole)
        flipped[place] ^= data.draw(st.integers(1, 255), "bits")
        path.write_bytes(flipped)
    with Cache(path) as cache:
        found = cache.get_all(RECORDS)
        assert all(RECORDS[key] == value for key, value in found.items())
        cache.put_all({b"new": "record"})
        assert cache.get(b"new") in ("record", None)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 200])
def test_a_foreign_file_is_an_empty_cache(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "cache").write_bytes(content)
    with Cache(tmp_path / "cache") as cache:
        assert cache.get_all(RECORDS) == {}
        cache.put_all(RECORDS)
        assert cache.get_all(RECORDS) == RECORDS


def test_another_versions_cache_is_an_empty_one(tmp_path: Path) -> None:
    filled(tmp_path / "cache")
    with sqlite3.connect(tmp_path / "cache") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with Cache(tmp_path / "cache") as cache:
        assert cache.get_all(RECORDS) == {}


def test_two_use_it_at_once(tmp_path: Path) -> None:
    with Cache(tmp_path / "cache") as one, Cache(tmp_path / "cache") as other:
        one.put_all({b"a": 1})
        other.put_all({b"b": 2})
        assert one.get_all([b"a", b"b"]) == other.get_all([b"a", b"b"]) == {b"a": 1, b"b": 2}
