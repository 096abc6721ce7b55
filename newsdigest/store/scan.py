"""Which files there are, and the hash of each: by stat where that is safe, by reading otherwise."""

import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from newsdigest.store.cache import Cache
from newsdigest.store.files import RACY_NS, Stat, hash_bytes, walk


def scan(root: Path, folders: Iterable[str], cache: Cache) -> Mapping[str, bytes]:
    """Path below `root` -> hash, for every file of the folders, in the order of the paths.

    A file whose stat is as the cache knows it is not read, unless it was changed so shortly before
    it was last looked at that a further change may have kept its time stamp.
    A file that vanishes meanwhile is not there.
    """
    known = cache.known_files()
    found: dict[str, bytes] = {}
    fresh: dict[str, tuple[Stat, int, bytes]] = {}
    for folder in folders:
        for name, stat in walk(root / folder, f"{folder}/"):
            was, seen_ns, mark = known.get(name, (None, 0, b""))
            if was != stat or stat.mtime_ns + RACY_NS > seen_ns:
                seen_ns = time.time_ns()
                try:
                    with open(f"{root}/{name}", "rb") as file:  # noqa: PTH123  a Path costs as much as the file
                        mark = hash_bytes(file.read())
                except FileNotFoundError:
                    continue
                fresh[name] = (stat, seen_ns, mark)
            found[name] = mark
    unseen = [name for name in known if name not in found and name.startswith(tuple(folders))]
    cache.know_files(fresh, unseen)
    return found
