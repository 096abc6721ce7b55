"""Pictures of counts, as numbers ready to be drawn: each stands before a table that says the same."""

import datetime as dt
from collections.abc import Sequence

from newsdigest.model.output import View
from newsdigest.outputs.frame import Frame

STEP, BAR, HEIGHT = 10, 8, 60
"""From one bar to the next, how wide each is, and how high the highest."""

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
