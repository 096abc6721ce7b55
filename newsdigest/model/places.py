"""Where the fields of a file stand, kept small: a site has thirty of them an entry, and asks for few."""

import re
from collections.abc import Iterator, Mapping
from typing import Self

Place = tuple[int, int]
"""Line and column in a file, both counted from 1."""

_ONE = re.compile(r"([^\0]*)\0(\d+):(\d+)\0")


class Places(Mapping[str, Place]):
    """Path of a field (`tags.0`, `sources.1.url`; empty for the front matter itself) -> its place.

    One text for all takes a tenth of the memory of a dict, and of the time to keep and read it again.
    """

    __slots__ = ("packed",)

    def __init__(self, packed: str = "\0") -> None:
        self.packed = packed

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return self.__class__, (self.packed,)

    @classmethod
    def of(cls, places: Mapping[str, Place]) -> Self:
        """The same places."""
        return cls("\0" + "".join([f"{path}\0{line}:{column}\0" for path, (line, column) in places.items()]))

    def __getitem__(self, path: str) -> Place:
        begin = self.packed.find(f"\0{path}\0")
        found = _ONE.match(self.packed, begin + 1) if begin >= 0 else None
        if found is None:
            raise KeyError(path)
        return int(found[2]), int(found[3])

    def __iter__(self) -> Iterator[str]:
        return (found[1] for found in _ONE.finditer(self.packed, 1))

    def __len__(self) -> int:
        return len(_ONE.findall(self.packed, 1))
