"""Pictures of counts, as numbers ready to be drawn: each stands before a table that says the same."""

import datetime as dt
from calendar import isleap
from collections import defaultdict
from collections.abc import Mapping, Sequence

from newsdigest.model.output import View
from newsdigest.outputs.frame import Frame

STEP, BAR, HEIGHT = 10, 8, 60
"""From one bar or square to the next, how wide each is, and how high the highest bar."""

LEVELS = 4
"""Tints of a day: one for each entry of it, or shares of the fullest day where that has more."""

FEWEST = 3
"""Entries below which a picture tells less than a sentence."""


def months_view(frame: Frame, label: str, months: Sequence[tuple[dt.date, int]]) -> View | None:
    """Entries of a list by month as bars, oldest first, with rows for a table, newest first."""
    if len(months) < 2 or sum(count for _, count in months) < FEWEST:
        return None
    words = frame.words
    most = max(count for _, count in months)
    first, last = (words.month(month.year, month.month) for month, _ in (months[0], months[-1]))
    return {
        "title": f"{label}: {words.strings['by_month']}",
        "description": f"{first} – {last}",
        "width": STEP * len(months),
        "height": HEIGHT,
        "bars": [
            {"x": STEP * place + 1, "y": HEIGHT - high, "width": BAR, "height": high}
            for place, (_, count) in enumerate(months)
            for high in [-(-count * HEIGHT // most)]
        ],
        "rows": [
            {
                "label": words.month(month.year, month.month),
                "href": frame.own(f"/{month:%Y/%m}/") if count and frame.has("months") else "",
                "count": words.number(count),
            }
            for month, count in reversed(months)
        ],
    }


def shares_view(frame: Frame, things: Sequence[tuple[View, int]]) -> list[View]:
    """Things with the most entries first, each with the length of its bar: 1 to 100."""
    most = max((count for _, count in things), default=1)
    return [
        {**thing, "count": frame.words.number(count), "bar": max(1, 100 * count // most)}
        for thing, count in things
    ]


def level(count: int, most: int) -> int:
    """How dark a day of `count` entries is: 0 without entries, else 1 to LEVELS."""
    return -(-count * LEVELS // max(LEVELS, most))


def year_view(frame: Frame, year: int, counts: Mapping[dt.date, int]) -> View:
    """The days of a year as squares, a column for each week; the months' calendars are its table."""
    words = frame.words
    first, days = dt.date(year, 1, 1), 366 if isleap(year) else 365
    before = (first.weekday() - words.first_weekday()) % 7
    squares: defaultdict[int, list[str]] = defaultdict(list)
    most = max(counts.values())
    for number in range(days):
        column, row = divmod(before + number, 7)
        tint = level(counts.get(first + dt.timedelta(number), 0), most)
        squares[tint].append(f"M{STEP * column} {STEP * row}h{BAR}v{BAR}h-{BAR}z")
    if most > 1:
        fullest = words.day(max(counts, key=lambda day: (counts[day], day)))
        description = f"{words.strings['fullest_day']}: {fullest} ({words.count('entries', most)})"
    else:
        description = f"{words.day(min(counts))} – {words.day(max(counts))}"
    return {
        "title": f"{year}: {words.strings['by_day']}",
        "description": description,
        "width": STEP * -(-(before + days) // 7),
        "height": STEP * 7,
        "tints": [{"level": tint, "squares": "".join(squares[tint])} for tint in sorted(squares)],
    }
