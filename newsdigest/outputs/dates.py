"""Pages of time: years with a calendar, months with headlines, days with summaries."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Card, Day, Month, Site, Year
from newsdigest.outputs import linked_data
from newsdigest.outputs.chart import level, year_view
from newsdigest.outputs.frame import Frame, frames, parts
from newsdigest.outputs.views import card_view, cards_input, day_groups, day_href, headlines, newest_change

ON_THIS_DAY = 6
"""Entries of earlier years that a day recalls."""

T = TypeVar("T")


def plan_years(site: Site) -> Iterable[Output]:
    """One page a year; it tells counts and no headline, so that an edited title leaves it alone."""
    for frame in frames(site):
        for year, newer, older in _with_neighbours(frame.branch.years):
            if not year.touched:
                continue
            counts = [(day.day.toordinal(), len(day.cards)) for month in year.months for day in month.days]
            around = [other and other.year for other in (newer, older)]
            inputs = (("counts", fingerprint(counts)), ("around", fingerprint(around)))
            newest = year.months[0].days[0].cards[0]
            yield frame.output("years", _year_url(frame, year), (year, newer, older), inputs, newest.updated)


def plan_months(site: Site) -> Iterable[Output]:
    """One page a month with entries."""
    for frame in frames(site):
        months = [month for year in frame.branch.years for month in year.months]
        for month, newer, older in _with_neighbours(months):
            if not month.touched:
                continue
            around = fingerprint([other and (other.year, other.month) for other in (newer, older)])
            cards = [card for day in month.days for card in day.cards]
            inputs = (cards_input(cards), ("around", around))
            yield frame.output(
                "months", _month_url(frame, month), (month, newer, older), inputs, newest_change(cards)
            )


def plan_days(site: Site) -> Iterable[Output]:
    """One page a day with entries."""
    for frame in frames(site):
        days = [day for year in frame.branch.years for month in year.months for day in month.days]
        same_day: dict[tuple[int, int], list[Day]] = defaultdict(list)
        for day in days:
            same_day[day.day.month, day.day.day].append(day)
        for day, newer, older in _with_neighbours(days):
            if not day.touched:
                continue
            around = fingerprint([other and other.day for other in (newer, older)])
            years = same_day[day.day.month, day.day.day]
            recalled = [card for one in years if one.day < day.day for card in one.cards][:ON_THIS_DAY]
            inputs = (cards_input(day.cards), ("around", around), ("on this day", cards_input(recalled)[1]))
            url = f"{frame.branch.prefix}/{day.day:%Y/%m/%d}/"
            shown = (day, newer, older, tuple(recalled))
            yield frame.output("days", url, shown, inputs, newest_change(day.cards))


def _with_neighbours(things: Sequence[T]) -> Iterable[tuple[T, T | None, T | None]]:
    """Each of a list (newest first) with the newer and the older one beside it."""
    padded: list[T | None] = [None, *things, None]
    for (newer, thing), (_, older) in pairwise(pairwise(padded)):
        if thing is not None:
            yield thing, newer, older


def _year_url(frame: Frame, year: Year) -> str:
    return f"{frame.branch.prefix}/{year.year:04}/"


def _month_url(frame: Frame, month: Month) -> str:
    return f"{frame.branch.prefix}/{month.year:04}/{month.month:02}/"


def view_year(site: Site, output: Output) -> View:
    """The twelve months of a year as calendars."""
    frame, (year, newer, older) = parts(output)
    words = frame.words
    counts = {day.day: len(day.cards) for month in year.months for day in month.days}
    most = max(counts.values())
    months = {month.month: month for month in year.months}
    count, chart = words.count("entries", year.count), year_view(frame, year.year, counts)
    return frame.view(
        output,
        title=str(year.year),
        description=f"{count} · {chart['description']}",
        trail=tuple(_trail(frame)),
        year={
            "label": str(year.year),
            "count": count,
            "chart": chart,
            "weekdays": [{"short": short, "long": long} for short, long in words.weekday_names()],
            "months": [
                _calendar(frame, year.year, number, months.get(number), counts, most)
                for number in range(1, 13)
            ],
        },
        newer={"label": str(newer.year), "href": frame.href(_year_url(frame, newer))} if newer else None,
        older={"label": str(older.year), "href": frame.href(_year_url(frame, older))} if older else None,
    )


def _calendar(
    frame: Frame, year: int, number: int, month: Month | None, counts: Mapping[dt.date, int], most: int
) -> View:
    """A month as weeks of seven days; None outside the month."""
    words = frame.words
    weeks = calendar.Calendar(words.first_weekday()).monthdatescalendar(year, number)
    return {
        "label": words.month_name(number),
        "href": frame.href(_month_url(frame, month)) if month and frame.has("months") else "",
        "count": words.count("entries", month.count) if month else "",
        "weeks": [
            [_square(frame, day, counts.get(day, 0), most) if day.month == number else None for day in week]
            for week in weeks
        ],
    }


def _square(frame: Frame, day: dt.date, count: int, most: int) -> View:
    """A day of a calendar."""
    return {
        "day": day.day,
        "href": day_href(frame, day) if count else "",
        "level": level(count, most),
        "label": f"{frame.words.day(day)}: {frame.words.count('entries', count)}" if count else "",
    }


def view_month(site: Site, output: Output) -> View:
    """The headlines of a month, day by day."""
    frame, (month, newer, older) = parts(output)
    cards: list[Card] = [card for day in month.days for card in day.cards]
    label = frame.words.month(month.year, month.month)
    return frame.view(
        output,
        title=label,
        description=headlines(cards),
        trail=tuple(_trail(frame, year=month.year)),
        data=[linked_data.collection(frame, output.url, label, cards)],
        month={
            "label": label,
            "count": frame.words.count("entries", month.count),
            "days": day_groups(frame, cards),
        },
        newer=_month_link(frame, newer),
        older=_month_link(frame, older),
    )


def _month_link(frame: Frame, month: Month | None) -> View | None:
    if month is None:
        return None
    return {
        "label": frame.words.month(month.year, month.month),
        "href": frame.href(_month_url(frame, month)),
    }


def view_day(site: Site, output: Output) -> View:
    """The edition of a day."""
    frame, (day, newer, older, recalled) = parts(output)
    label = frame.words.day(day.day)
    return frame.view(
        output,
        title=label,
        description=headlines(day.cards),
        trail=tuple(_trail(frame, year=day.day.year, month=day.day.month)),
        data=[linked_data.collection(frame, output.url, label, day.cards)],
        day={
            "label": label,
            "weekday": frame.words.weekday(day.day),
            "iso": day.day.isoformat(),
            "count": frame.words.count("entries", len(day.cards)),
            "cards": [card_view(frame, card) for card in day.cards],
            "recalled": [card_view(frame, card) for card in recalled],
        },
        newer=_day_link(frame, newer),
        older=_day_link(frame, older),
    )


def _day_link(frame: Frame, day: Day | None) -> View | None:
    return {"label": frame.words.day(day.day), "href": day_href(frame, day.day)} if day else None


def _trail(frame: Frame, year: int | None = None, month: int | None = None) -> Iterable[tuple[str, str]]:
    """From the home page over the archive to what a page belongs to: those that are built."""
    strings = frame.words.strings
    yield (strings["home"], "/")
    if frame.has("archive"):
        yield (strings["archive"], "/archive/")
    if year and frame.has("years"):
        yield (str(year), f"/{year:04}/")
    if year and month and frame.has("months"):
        yield (frame.words.month_name(month), f"/{year:04}/{month:02}/")


def render_year(view: View, tools: Tools) -> bytes:
    """The page."""
    return tools.template("year.html", view).encode()


def render_month(view: View, tools: Tools) -> bytes:
    """The page."""
    return tools.template("month.html", view).encode()


def render_day(view: View, tools: Tools) -> bytes:
    """The page."""
    return tools.template("day.html", view).encode()


YEARS = Kind("years", plan_years, view_year, render_year, ("year.html",), narrow=True)
MONTHS = Kind("months", plan_months, view_month, render_month, ("month.html",), narrow=True)
DAYS = Kind("days", plan_days, view_day, render_day, ("day.html",), narrow=True)
