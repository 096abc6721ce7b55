"""What of one language of a site a change can alter: a narrow build plans that and no more."""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import TypeVar

from msgspec import Struct, field

from newsdigest.collect.calendar import TouchedTimes
from newsdigest.collect.paginate import full_pages, page_at
from newsdigest.collect.related import EARLIER, WINDOW
from newsdigest.model.catalogue import Catalogue, Shelf, after, before

Unit = TypeVar("Unit", dt.date, tuple[int, int], int)


class Touched(Struct, frozen=True):
    """The subjects of one language that have to be planned."""

    entries: Set[int]
    """Numbers of entries whose own page may change."""
    pages: Mapping[Shelf, Set[int]]
    """Lists of which something may change, and the numbers of their pages that may."""
    times: TouchedTimes


class Stirred(Struct):
    """A shelf with entries that changed."""

    moved: set[int] = field(default_factory=set)
    """Numbers that were taken from it, or put on it."""
    edited: set[int] = field(default_factory=set)
    """Numbers that stay where they were."""


Change = tuple[int, frozenset[Shelf], frozenset[Shelf]]
"""The number of an entry, and the shelves on which it stood, and stands."""


def stirred_by(changes: Iterable[Change]) -> Mapping[Shelf, Stirred]:
    """The shelves that a change concerns."""
    found: defaultdict[Shelf, Stirred] = defaultdict(Stirred)
    for number, was, now in changes:
        for shelf in was & now:
            found[shelf].edited.add(number)
        for shelf in was ^ now:
            found[shelf].moved.add(number)
    return dict(found)


def touched_in(
    catalogue: Catalogue, other: Catalogue, language: str, stirred: Mapping[Shelf, Stirred], per_page: int
) -> Touched:
    """What has to be planned of a catalogue, that before the change or that after it; `other` is the other.

    Both are planned: what only the first has is gone from the site.
    """
    mine = {shelf: change for shelf, change in stirred.items() if shelf.language == language}
    pages = {
        shelf: _pages(catalogue.numbers(shelf), len(other.numbers(shelf)), change, per_page)
        for shelf, change in mine.items()
        if shelf.kind in ("home", "tag", "publisher", "story")
    }
    if any(shelf.kind == "tag" and change.moved for shelf, change in mine.items()):
        pages.setdefault(Shelf(language, "home", ""), set()).add(0)  # it names the tags with most entries
    return Touched(_entries(catalogue, stirred), pages, _times(catalogue, other, language, mine))


def _pages(numbers: Sequence[int], other_count: int, change: Stirred, per_page: int) -> set[int]:
    """Every page from that of the first entry that moved on; and the newest full one, which leads on."""
    count = len(numbers)
    found = {page_at(bisect_left(numbers, number), count, per_page) for number in change.edited}
    if change.moved:
        full = full_pages(count, per_page)
        first = page_at(bisect_left(numbers, min(change.moved)), count, per_page) or full + 1
        least = min(first, full, full_pages(other_count, per_page))
        found |= {0, *range(max(1, least), full + 1)}
    return found


def _entries(catalogue: Catalogue, stirred: Mapping[Shelf, Stirred]) -> set[int]:
    """Those that changed, their neighbours, and later ones that may show them as related or earlier."""
    found: set[int] = set()
    for shelf, change in stirred.items():
        numbers = catalogue.numbers(shelf)
        for number in change.edited | change.moved:
            if shelf.kind == "home":
                found.update((number, *before(numbers, number, 1), *after(numbers, number, 1)))
            elif shelf.kind == "own tag":
                found.update(after(numbers, number, WINDOW))
            elif shelf.kind == "cited":
                found.update(after(numbers, number, EARLIER))
            elif shelf.kind == "group":
                found.update(numbers)
    return found


def _times(
    catalogue: Catalogue, other: Catalogue, language: str, stirred: Mapping[Shelf, Stirred]
) -> TouchedTimes:
    """The days that are stirred, the same of other years, and those beside one that comes or goes."""
    days = {dt.date.fromisoformat(shelf.name) for shelf in stirred if shelf.kind == "day"}
    anniversaries = {shelf.name[5:] for shelf in stirred if shelf.kind == "day"}
    names, others = (one.shelves(language, "day").keys() for one in (catalogue, other))
    same = names == others  # which is the rule, and spares reading the days of a whole archive
    here = set() if same else set(map(dt.date.fromisoformat, names))
    there = set() if same else set(map(dt.date.fromisoformat, others))

    def units(of: Callable[[dt.date], Unit]) -> frozenset[Unit]:
        return frozenset(map(of, days)) | _around({of(d) for d in here}, {of(d) for d in there})

    return TouchedTimes(
        units(lambda day: day) | {dt.date.fromisoformat(name) for name in names if name[5:] in anniversaries},
        units(lambda day: (day.year, day.month)),
        units(lambda day: day.year),
    )


def _around(here: set[Unit], there: set[Unit]) -> set[Unit]:
    """Those that come before and after one that is only here, or only there."""
    if here == there:
        return set()
    ordered = sorted(here)
    found: set[Unit] = set()
    for one in here ^ there:
        found.update(before(ordered, one, 1), after(ordered, one, 1))  # type: ignore[arg-type]
    return found
