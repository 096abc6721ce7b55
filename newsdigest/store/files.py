"""Reading and writing files whole."""

import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from newsdigest.model.fingerprint import SIZE

RACY_NS = 2_000_000_000
"""A file changed this shortly before it was looked at may change again within one tick of its
file system's clock (2 s on FAT) and keep its time stamp: it is hashed again, never trusted by stat.
The racy-git problem."""


class Stat(NamedTuple):
    """What tells cheaply that a file is still the one last read."""

    size: int
    mtime_ns: int
    inode: int


def hash_bytes(data: bytes) -> bytes:
    """The fingerprint of a file's bytes."""
    return blake2b(data, digest_size=SIZE).digest()


def stat_of(path: Path) -> Stat | None:
    """The stat of a file, or None if there is none (a symbolic link is followed)."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Stat(found.st_size, found.st_mtime_ns, found.st_ino)


def walk(folder: Path | str, below: str = "") -> Iterator[tuple[str, Stat]]:
    """Every file below a folder as (path with forward slashes, stat), sorted; hidden ones left out.

    A folder that is not there has no files. Links to folders are not entered: they may form a ring.
    A link that leads nowhere, or to itself, is no file.
    """
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in found:
        if entry.name[0] == ".":
            continue
        name = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from walk(entry.path, name + "/")
        elif is_file(entry):
            stat = entry.stat()
            yield name, Stat(stat.st_size, stat.st_mtime_ns, stat.st_ino)


def is_file(entry: "os.DirEntry[str]") -> bool:
    """Whether there is a file, also behind a link."""
    try:
        return entry.is_file()
    except OSError:  # a link to itself
        return False


def is_utf8(name: str) -> bool:
    """Whether the bytes of a file's name are UTF-8: others can be in no address, and in no text."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def shown_name(name: str) -> str:
    """A file's name for people: bytes that are not UTF-8 as `\\xe9`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def write_whole(path: Path, data: bytes, staging: Path | None = None) -> None:
    """Put a file in place in one step: a reader, or a kill, sees the old file or the new one.

    `staging` is a folder of the same file system where a kill may leave a part of it: else beside the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _write_apart(staging or path.parent, data)
    try:
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_new(path: Path, data: bytes) -> bool:
    """The same for a file that must not be there yet; False, and nothing written, if it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _write_apart(path.parent, data)
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    finally:
        temporary.unlink(missing_ok=True)
    return True


def remove_tree(folder: Path) -> None:
    """Delete a folder with all that is in it, links themselves and not what they lead to.

    What cannot be deleted stays. `shutil` does the same, and takes 1.8 ms to load, a hundredth of an edit.
    """
    for top, folders, files in os.walk(folder, topdown=False):
        for name in files:
            with suppress(OSError):
                os.unlink(f"{top}/{name}")  # noqa: PTH108  a Path costs as much as the deletion
        for name in folders:
            with suppress(OSError):
                path = f"{top}/{name}"
                os.unlink(path) if os.path.islink(path) else os.rmdir(path)  # noqa: PTH106, PTH108, PTH114
    with suppress(OSError):
        folder.rmdir()


def _write_apart(folder: Path, data: bytes) -> Path:
    """A complete temporary file."""
    temporary = folder / f".new-{os.urandom(8).hex()}"
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary
