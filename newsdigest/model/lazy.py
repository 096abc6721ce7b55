"""Sequences that are made when they are asked for: a large site is planned without holding all of it."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

Item = TypeVar("Item", covariant=True)


class Lazy(Sequence[Item], Generic[Item]):
    """So many items, each made when it is asked for, and not kept."""

    __slots__ = ("_count", "_make")

    def __init__(self, count: int, make: Callable[[int], Item]) -> None:
        self._count = count
        self._make = make

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Item]: ...
    def __getitem__(self, place: int | slice) -> Item | Sequence[Item]:
        if isinstance(place, slice):
            return tuple(self._make(number) for number in range(*place.indices(self._count)))
        if not -self._count <= place < self._count:
            raise IndexError(place)
        return self._make(place % self._count)


class Deferred(Sequence[Item], Generic[Item]):
    """All items, made together the first time that any is asked for."""

    __slots__ = ("_any", "_items", "_load")

    def __init__(self, load: Callable[[], Sequence[Item]], *, any_there: bool) -> None:
        """`any_there` is known without loading: whether there is an item at all."""
        self._load = load
        self._any = any_there
        self._items: Sequence[Item] | None = None

    def __bool__(self) -> bool:
        return self._any

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Item]: ...
    def __getitem__(self, place: int | slice) -> Item | Sequence[Item]:
        return self._all()[place]

    def _all(self) -> Sequence[Item]:
        if self._items is None:
            self._items = self._load()
        return self._items
