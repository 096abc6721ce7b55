"""Files are written whole, found in order, and read again when they may have changed."""

import os
from pathlib import Path

import pytest

from newsdigest.store.cache import Cache
from newsdigest.store.files import walk, write_new, write_whole
from newsdigest.store.manifest import NAME, Manifest
from newsdigest.store.pool import spread
from newsdigest.store.scan import hash_bytes, scan


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b.txt"
    write_whole(file, b"one")
    inode = file.stat().st_ino
    write_whole(file, b"two")
    assert (file.read_bytes(), [path.name for path in file.parent.iterdir()]) == (b"two", ["b.txt"])
    assert file.stat().st_ino != inode


def test_a_new_file_never_replaces_one(tmp_path: Path) -> None:
    file = tmp_path / "b.txt"
    assert write_new(file, b"one")
    assert not write_new(file, b"two")
    assert (file.read_bytes(), [path.name for path in tmp_path.iterdir()]) == (b"one", ["b.txt"])


def test_walking_leaves_out_hidden_files_and_rings(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.md", "a/é.md", ".git/config", "a/.hidden"):
        write_whole(tmp_path / name, b"x")
    (tmp_path / "a/ring").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    assert [name for name, _ in walk(tmp_path)] == ["a/z.md", "a/é.md", "b.md"]
    assert list(walk(tmp_path / "nowhere")) == []


def test_an_unchanged_old_file_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "content/a.md"
    write_whole(file, b"one")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    with Cache(tmp_path / "cache") as cache:
        first = scan(tmp_path, ["content"], cache).files
        monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
        assert scan(tmp_path, ["content"], cache).files == first == {"content/a.md": hash_bytes(b"one")}


def test_a_file_changed_just_now_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "content/a.md"
    write_whole(file, b"one")
    stat = file.stat()
    with Cache(tmp_path / "cache") as cache:
        scan(tmp_path, ["content"], cache)
        file.write_bytes(b"two")
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        assert scan(tmp_path, ["content"], cache).files == {"content/a.md": hash_bytes(b"two")}
        file.unlink()
        assert scan(tmp_path, ["content"], cache).files == {}


def test_a_tampered_manifest_leads_nowhere_else(tmp_path: Path) -> None:
    Manifest(tmp_path).amend({"a b/é.html": "0" * 64, "index.html": "1" * 64})
    assert Manifest(tmp_path).files == {"a b/é.html": "0" * 64, "index.html": "1" * 64}
    with (tmp_path / NAME).open("a", encoding="utf-8") as file:
        for path in ("../outside", "/etc/passwd", "a/../../x", "a\\b"):
            file.write(f"{'2' * 64}  {path}\n")
        file.write("no line of ours\n\0\n")
    assert sorted(Manifest(tmp_path).files) == ["a b/é.html", "index.html"]


@pytest.mark.parametrize("jobs", [1, 3])
def test_work_spread_over_workers_keeps_its_order(jobs: int) -> None:
    results = spread(squares, iter(range(200)), count=200, jobs=jobs, chunk=7)
    assert list(results) == [number * number for number in range(200)]


def squares(numbers: list[int]) -> list[int]:
    return [number * number for number in numbers]
