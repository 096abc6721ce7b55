"""The list of files in the output folder that builds made: the only ones a build may replace or delete."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from newsdigest.store.files import write_whole

NAME = ".newsdigest-manifest"
"""It stands in the output folder itself, and so outlives the cache and goes where the folder goes."""

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_HASH = 66
"""Signs of a line before the path: hash and two blanks."""

_FEW = 500
"""Lines up to which a list is patched; for more it is quicker written anew."""


class Manifest:
    """The list as it stands in a folder: a line for each file, as `sha256sum` writes them, by path.

    `sha256sum -c` in the folder checks a copy of the site by it.
    """

    def __init__(self, folder: Path) -> None:
        self._place = folder / NAME
        try:
            self._data = self._place.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            self._data = b""

    @cached_property
    def files(self) -> dict[str, str]:
        """Path below the folder -> SHA-256 of the file's bytes, damaged lines left out."""
        lines = self._data.decode("utf-8", "replace").splitlines()
        found = filter(None, map(_LINE.fullmatch, lines))
        return {line[2]: line[1] for line in found if _is_inside(line[2])}

    def names(self, path: str) -> bool:
        """Whether the list has a file; it must be as a build wrote it."""
        if "files" in self.__dict__:
            return path in self.files
        start = self._start(path)
        return self._data[start + _HASH : self._end(start)] == path.encode()

    def names_below(self, path: str) -> bool:
        """Whether the list has a file in a folder of that path."""
        start = self._start(f"{path}/")
        return self._data.startswith(f"{path}/".encode(), start + _HASH)

    def amend(self, files: Mapping[str, str], gone: Iterable[str] = (), staging: Path | None = None) -> None:
        """Name some files, with their hashes, and no longer name others; written where that changes it."""
        gone = list(gone)
        if len(files) + len(gone) > _FEW or "files" in self.__dict__:
            after = {**self.files, **files}
            for path in gone:
                after.pop(path, None)
            self.files.clear()
            self.files.update(after)
            data = "".join(f"{after[path]}  {path}\n" for path in sorted(after)).encode()
        else:
            data = self._patched({**files, **dict.fromkeys(gone, "")})
        if data != self._data:
            write_whole(self._place, data, staging)
            self._data = data

    def _patched(self, lines: Mapping[str, str]) -> bytes:
        """The list with other lines for some paths; no line for those without a hash."""
        pieces, done = [], 0
        for path, mark in sorted(lines.items()):
            start = self._start(path)
            end = self._end(start)
            there = self._data[start + _HASH : end] == path.encode()
            pieces.append(self._data[done:start])
            pieces.append(f"{mark}  {path}\n".encode() if mark else b"")
            done = end + 1 if there else start
        return b"".join([*pieces, self._data[done:]])

    def _start(self, path: str) -> int:
        """Where the line of a path begins, or would; lines are sorted, as text and as UTF-8 alike."""
        wanted, data = path.encode(), self._data
        low, high = 0, len(data)
        while low < high:
            start = data.rfind(b"\n", 0, (low + high) // 2) + 1
            if start < low:
                start = low
            end = self._end(start)
            if data[start + _HASH : end] < wanted:
                low = end + 1
            else:
                high = start
        return low

    def _end(self, start: int) -> int:
        end = self._data.find(b"\n", start)
        return len(self._data) if end < 0 else end


def _is_inside(path: str) -> bool:
    """Whether a path leads nowhere but below the folder: a tampered list must not delete elsewhere."""
    return not path.startswith("/") and ".." not in path.split("/") and "\\" not in path
