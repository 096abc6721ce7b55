"""What folders looked like at one time, so compactly that a large site is compared in a moment."""

import os
import time
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from newsdigest.store.files import RACY_NS, hash_bytes, is_file

_FIELDS = 3
"""Numbers a file: size, time of the last change (ns), inode."""

_CHUNK = 64
"""Files that are compared at once; where they differ, one by one."""

_NONE = (-1, -1, -1)
"""In place of the stat of a file that is not there."""


class Snapshot(NamedTuple):
    """Files and their stats."""

    paths: str
    """Joined by NUL, which no path holds."""
    stats: bytes
    racy: tuple[tuple[str, bytes], ...] = ()
    """Path and hash of the files that were too young for their stat to be trusted."""

    @property
    def names(self) -> list[str]:
        """The paths, each by itself."""
        return self.paths.split("\0") if self.paths else []


def look(places: Iterable[Path]) -> Snapshot:
    """All files at some places, hidden ones left out, in the order of `store.files.walk`."""
    young = time.time_ns() - RACY_NS
    paths: list[str] = []
    stats: array[int] = array("q")
    for place in places:
        if place.is_file():
            found = place.stat()
            paths.append(str(place))
            stats.extend((found.st_size, found.st_mtime_ns, found.st_ino))
        else:
            _walk(str(place), paths, stats)
    racy = [path for path, time_ns in zip(paths, stats[1::_FIELDS], strict=True) if time_ns > young]
    return Snapshot("\0".join(paths), stats.tobytes(), tuple((path, _hash(path)) for path in racy))


def look_at(folder: Path, paths: Sequence[str]) -> bytes:
    """The stats of known files below a folder, whatever else lies there."""
    stats: array[int] = array("q")
    extend, stat = stats.extend, os.stat
    try:
        below = os.open(folder, os.O_RDONLY)
    except OSError:
        return array("q", _NONE * len(paths)).tobytes()
    try:
        for path in paths:
            try:
                found = stat(path, dir_fd=below)
            except OSError:
                extend(_NONE)
            else:
                extend((found.st_size, found.st_mtime_ns, found.st_ino))
    finally:
        os.close(below)
    return stats.tobytes()


def altered(before: bytes, now: bytes) -> list[int]:
    """Which of the same files have another stat, by their places."""
    if before == now:
        return []
    size = _FIELDS * 8
    step = _CHUNK * size
    return [
        place // size
        for start in range(0, len(now), step)
        if before[start : start + step] != now[start : start + step]
        for place in range(start, min(start + step, len(now)), size)
        if before[place : place + size] != now[place : place + size]
    ]


def restated(before: Snapshot, folder: Path, changed: Iterable[str], gone: Iterable[str]) -> Snapshot:
    """A snapshot of files below a folder after some were written or came, and others went."""
    names = before.names
    stats = array("q", before.stats)
    changed, gone = list(changed), list(gone)
    asked = {*changed, *gone}
    places = {name: place for place, name in enumerate(names) if name in asked}
    fresh = array("q", look_at(folder, changed))
    for number, name in enumerate(changed):
        mine = fresh[number * _FIELDS : (number + 1) * _FIELDS]
        if name in places:
            start = places[name] * _FIELDS
            stats[start : start + _FIELDS] = mine
        else:
            names.append(name)
            stats.extend(mine)
    for place in sorted((places[name] for name in gone if name in places), reverse=True):
        del names[place]
        del stats[place * _FIELDS : (place + 1) * _FIELDS]
    return Snapshot("\0".join(names), stats.tobytes())


def differences(before: Snapshot, now: Snapshot) -> list[str]:
    """The files that are new, gone or changed, sorted."""
    found = {path for path, mark in before.racy if _hash(path) != mark}
    if before.paths == now.paths:
        if before.stats != now.stats:
            names = now.names
            found.update(names[place] for place in altered(before.stats, now.stats))
        return sorted(found)
    names_before, names = before.names, now.names
    gone, new = set(names_before).difference(names), set(names).difference(names_before)
    kept = [name for name in names if name not in new]
    stats_before, stats = _without(before, names_before, gone), _without(now, names, new)
    found.update(kept[place] for place in altered(stats_before, stats))
    return sorted(found | gone | new)


def _without(snapshot: Snapshot, names: Sequence[str], left_out: Iterable[str]) -> bytes:
    size = _FIELDS * 8
    stats = bytearray(snapshot.stats)
    for place in sorted((names.index(name) for name in left_out), reverse=True):
        del stats[place * size : (place + 1) * size]
    return bytes(stats)


def _walk(folder: str, paths: list[str], stats: "array[int]") -> None:
    """Links to folders are not entered: they may form a ring."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.name, entry) for entry in entries)
    except (FileNotFoundError, NotADirectoryError):
        return
    for name, entry in found:
        if name[0] == ".":
            continue
        if entry.is_dir(follow_symlinks=False):
            _walk(entry.path, paths, stats)
        elif is_file(entry):
            stat = entry.stat()
            paths.append(entry.path)
            stats.extend((stat.st_size, stat.st_mtime_ns, stat.st_ino))


def _hash(path: str) -> bytes:
    try:
        return hash_bytes(Path(path).read_bytes())
    except OSError:
        return b""
