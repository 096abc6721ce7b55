"""How many entries of a list fall into each month, told from their numbers alone."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newsdigest.model.catalogue import Catalogue, Shelf

MONTHS = 24
"""Of a list's own newest entry and before it: so that no list changes because time goes by."""


class Activity:
    """The months of one language; where each begins among its entries is asked once."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self._catalogue, self._language = catalogue, language
        self._days: Sequence[str] = ()
        self._first: dict[dt.date, int | None] = {}

    def by_month(self, numbers: Sequence[int]) -> tuple[tuple[dt.date, int], ...]:
        """The first day of each month and the entries in it, oldest month first; not of months before any."""
        if not numbers:
            return ()
        found = []
        end = len(numbers)
        for month in _months_back(self._catalogue.filed(numbers[-1]).card.day):
            first = self._first_number(month)
            start = end if first is None else bisect_left(numbers, first, 0, end)
            found.append((month, end - start))
            end = start
        while found and not found[-1][1]:
            found.pop()
        return tuple(reversed(found))

    def _first_number(self, month: dt.date) -> int | None:
        """Of the entries on or after the first of a month; None without any."""
        if month not in self._first:
            self._days = self._days or sorted(self._catalogue.shelves(self._language, "day"))
            later = self._days[bisect_left(self._days, month.isoformat()) :][:1]
            listed = self._catalogue.numbers(Shelf(self._language, "day", later[0])) if later else ()
            self._first[month] = listed[0] if listed else None
        return self._first[month]


def _months_back(day: dt.date) -> Iterator[dt.date]:
    month = day.replace(day=1)
    for _ in range(MONTHS):
        yield month
        if month <= dt.date(1, 1, 31):
            return
        month = (month - dt.timedelta(days=1)).replace(day=1)
