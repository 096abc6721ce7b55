"""Years, months and days that have entries."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from newsdigest.model.site import Card, Day, Month, Year


class TouchedTimes(Struct, frozen=True):
    """The days, months and years of one language that a change can alter."""

    days: frozenset[dt.date]
    months: frozenset[tuple[int, int]]
    years: frozenset[int]


def years_of(
    cards: Mapping[dt.date, Sequence[Card]], touched: TouchedTimes | None = None
) -> tuple[Year, ...]:
    """The cards of each day grouped by month and year, newest first throughout."""
    made = [
        Day(day, cards[day], touched is None or day in touched.days) for day in sorted(cards, reverse=True)
    ]
    months = [
        Month(*month, tuple(group), touched is None or month in touched.months)
        for month, group in groupby(made, key=lambda one: (one.day.year, one.day.month))
    ]
    return tuple(
        Year(year, tuple(group), touched is None or year in touched.years)
        for year, group in groupby(months, key=lambda month: month.year)
    )
