"""Which files there are, and the hash of each: by stat where that is safe, by reading otherwise."""

import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from newsdigest.model.fingerprint import SIZE
from newsdigest.store.cache import Cache
from newsdigest.store.cores import beside
from newsdigest.store.files import RACY_NS, Stat, hash_bytes, is_utf8, shown_name, walk

WORTH_A_FORK = 500
"""Files to read from which a second process pays."""

_GONE = bytes(SIZE)
"""In the place of the hash of a file that has vanished."""


class Scanned(NamedTuple):
    """The files of some folders."""

    files: Mapping[str, bytes]
    """Path below the site's folder -> hash, in the order of the paths."""
    misnamed: tuple[str, ...]
    """Those left out because their names are not UTF-8, as people can read them."""


def scan(root: Path, folders: Iterable[str], cache: Cache) -> Scanned:
    """Every file of the folders below `root`.

    A file whose stat is as the cache knows it is not read, unless it was changed so shortly before
    it was last looked at that a further change may have kept its time stamp.
    A file that vanishes meanwhile is not there.
    """
    known = cache.known_files()
    found: dict[str, bytes] = {}
    unread: dict[str, Stat] = {}
    misnamed: list[str] = []
    for folder in folders:
        for name, stat in walk(root / folder, f"{folder}/"):
            if not is_utf8(name):
                misnamed.append(shown_name(name))
                continue
            was, seen_ns, found[name] = known.get(name, (None, 0, _GONE))
            if was != stat or stat.mtime_ns + RACY_NS > seen_ns:
                unread[name] = stat
    now_ns = time.time_ns()
    found |= _hashes(root, list(unread))
    found = {name: mark for name, mark in found.items() if mark != _GONE}
    fresh = {name: (stat, now_ns, found[name]) for name, stat in unread.items() if name in found}
    unseen = [name for name in known if name not in found and name.startswith(tuple(folders))]
    cache.know_files(fresh, unseen)
    return Scanned(found, tuple(misnamed))


def _hashes(root: Path, names: Sequence[str]) -> dict[str, bytes]:
    half = len(names) // 2 if len(names) >= WORTH_A_FORK else 0
    others = beside(lambda: _read(root, names[:half])) if half else lambda: b""
    mine = _read(root, names[half:])
    joined = others() + mine
    return {name: joined[at : at + SIZE] for name, at in zip(names, range(0, len(joined), SIZE), strict=True)}


def _read(root: Path, names: Iterable[str]) -> bytes:
    """The hashes of files, one after the other."""
    hashes = []
    for name in names:
        try:
            with open(f"{root}/{name}", "rb") as file:  # noqa: PTH123  a Path costs as much as the file
                hashes.append(hash_bytes(file.read()))
        except FileNotFoundError:
            hashes.append(_GONE)
    return b"".join(hashes)
