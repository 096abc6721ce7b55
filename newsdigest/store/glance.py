"""A glance over folders: whether anything in them is other than it was, without reading what is old."""

import time
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from newsdigest.model.fingerprint import SIZE
from newsdigest.store.files import stat_of, walk
from newsdigest.store.scan import RACY_NS, hash_bytes


class Glance(NamedTuple):
    """What folders looked like at one time."""

    stats: bytes
    """Hash of every file's path and stat."""
    racy: tuple[tuple[str, bytes], ...]
    """Path and hash of the files that were too young for their stat to be trusted."""


def glance(places: Iterable[Path]) -> Glance:
    """Look at files and folders as they are now."""
    young = time.time_ns() - RACY_NS
    state = blake2b(digest_size=SIZE)
    racy = []
    for place in places:
        top = str(place)
        alone = stat_of(place)
        for name, stat in [("", alone)] if alone and place.is_file() else walk(top, "/"):
            state.update(f"{top}{name}\0{stat}\n".encode("utf-8", "surrogateescape"))
            if stat.mtime_ns > young:
                racy.append((top + name, _hash(top + name)))
    return Glance(state.digest(), tuple(racy))


def still(before: Glance, places: Iterable[Path]) -> bool:
    """Whether everything is as it was at that glance."""
    return glance(places).stats == before.stats and all(_hash(path) == mark for path, mark in before.racy)


def _hash(path: str) -> bytes:
    try:
        return hash_bytes(Path(path).read_bytes())
    except OSError:
        return b""
