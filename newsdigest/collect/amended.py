"""A catalogue with a few entries taken out, changed or put in; the one that it amends stays as it is."""

from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field

from newsdigest.model.catalogue import STEP, Catalogue, Shelf, ShelfKind
from newsdigest.model.entry import Entry
from newsdigest.model.site import Card, Filed


class Placed(Struct, frozen=True):
    """An entry of a catalogue, and where it stands in it."""

    number: int
    entry: Entry
    filed: Filed
    shelves: frozenset[Shelf]


class NoRoomError(Exception):
    """So many entries were put in at one place that the numbers between its neighbours are used up."""


class Amended(Struct):
    """Another catalogue, and what is other in this one."""

    base: Catalogue
    placed: dict[int, Placed | None] = field(default_factory=dict)
    """Number -> the entry that now has it, or None for one taken out."""
    lists: dict[Shelf, "array[int]"] = field(default_factory=dict)

    def take_out(self, old: Placed) -> None:
        """Take an entry from its shelves."""
        self.placed[old.number] = None
        for shelf in old.shelves:
            numbers = self._own(shelf)
            del numbers[bisect_left(numbers, old.number)]

    def put_in(self, new: Placed) -> None:
        """Put an entry on its shelves."""
        self.placed[new.number] = new
        for shelf in new.shelves:
            insort(self._own(shelf), new.number)

    def filed(self, number: int) -> Filed:
        """The entry of that number, as others see it."""
        placed = self.placed.get(number)
        return placed.filed if placed else self.base.filed(number)

    def entry(self, number: int) -> Entry:
        """The same as its editor wrote it."""
        placed = self.placed.get(number)
        return placed.entry if placed else self.base.entry(number)

    def numbers(self, shelf: Shelf) -> Sequence[int]:
        """The entries on a shelf, oldest first."""
        return self.lists[shelf] if shelf in self.lists else self.base.numbers(shelf)

    def shelves(self, language: str, kind: ShelfKind) -> Mapping[str, int]:
        """Name -> number of entries, of each shelf of a kind."""
        mine = {
            shelf.name: len(numbers)
            for shelf, numbers in self.lists.items()
            if shelf.kind == kind and shelf.language == language
        }
        if not mine:
            return self.base.shelves(language, kind)
        both = {**self.base.shelves(language, kind), **mine}
        return {name: count for name, count in both.items() if count}

    def _own(self, shelf: Shelf) -> "array[int]":
        if shelf not in self.lists:
            self.lists[shelf] = array("q", self.base.numbers(shelf))
        return self.lists[shelf]


def number_for(
    card: Card, home: Sequence[int], top: int, catalogue: Catalogue, is_taken: Callable[[int], bool]
) -> int:
    """A number for a new entry, between those before and after it in its language; `top` is the highest.

    Raises NoRoomError where there is none that no other entry has.
    """
    place = bisect_left(home, order_of(card), key=lambda number: order_of(catalogue.filed(number).card))
    low = home[place - 1] if place else 0
    if place == len(home):
        return top // STEP * STEP + STEP
    gap = home[place] - low
    for share in (2, 3, 5, 7, 11):  # half-way may stand an entry of another language, or the one that moves
        number = low + gap // share
        if number > low and not is_taken(number):
            return number
    raise NoRoomError


def order_of(card: Card) -> tuple[object, ...]:
    """By what entries are sorted: instant, slug, file."""
    return (card.instant, card.url.rstrip("/").rpartition("/")[2], card.file)
