"""Years, months and days that have entries."""

from collections.abc import Sequence
from itertools import groupby

from newsdigest.model.site import Card, Day, Month, Year


def years_of(cards: Sequence[Card]) -> tuple[Year, ...]:
    """Cards grouped by the day of their address, newest first throughout."""
    by_day = sorted(cards, key=lambda card: card.day, reverse=True)
    days = [Day(day, tuple(group)) for day, group in groupby(by_day, key=lambda card: card.day)]
    months = [
        Month(year, month, tuple(group))
        for (year, month), group in groupby(days, key=lambda day: (day.day.year, day.day.month))
    ]
    return tuple(Year(year, tuple(group)) for year, group in groupby(months, key=lambda month: month.year))
