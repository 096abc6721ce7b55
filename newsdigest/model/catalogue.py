"""The card catalogue of a site: every published entry in one order, and the lists on which each stands."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from newsdigest.model.entry import Entry
from newsdigest.model.site import Filed

ShelfKind = Literal[
    "home", "tag", "own tag", "publisher", "story", "day", "cited", "corrected", "group"
]  # fmt: skip
"""
`tag` counts entries of narrower tags as its own, `own tag` does not; `cited` is an address of a source,
in its canonical form; `group` holds the translations of one entry, and is of no language.
"""

STEP = 1 << 20
"""Between the numbers of two neighbours in a new catalogue, so that later entries find room between them."""


class Shelf(NamedTuple):
    """The name of a list of entries."""

    language: str
    kind: ShelfKind
    name: str


class Catalogue(Protocol):
    """All published entries. Each has a number, and a later entry a higher one."""

    def filed(self, number: int) -> Filed:
        """The entry of that number, as others see it."""

    def entry(self, number: int) -> Entry:
        """The same as its editor wrote it."""

    def numbers(self, shelf: Shelf) -> Sequence[int]:
        """The entries on a shelf, oldest first; none where there is no such shelf."""

    def shelves(self, language: str, kind: ShelfKind) -> Mapping[str, int]:
        """Name -> number of entries, of each shelf of a kind that has any."""


def before(numbers: Sequence[int], number: int, count: int) -> Sequence[int]:
    """The `count` entries of a shelf that come before an entry, oldest first."""
    place = bisect_left(numbers, number)
    return numbers[max(0, place - count) : place]


def after(numbers: Sequence[int], number: int, count: int) -> Sequence[int]:
    """The `count` entries of a shelf that come after an entry, which need not stand on it."""
    place = bisect_left(numbers, number)
    place += place < len(numbers) and numbers[place] == number
    return numbers[place : place + count]
