"""Dates in the calendar of Iran and Afghanistan: `۱۵ خرداد ۱۴۰۲`, `1402/3/15`."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from newsdigest.extract.wordlists import terms

YEARS = range(1369, 1410)
"""Years of 1990 to 2031. The lunar years of that time, which others print in numbers too, are higher."""

_ZERO = date(2021, 3, 21).toordinal() - 365 * 1399 - 340 - 1
"""The day before the first of the calendar; 1400 began after 340 leap years, on 21 March 2021."""
_NUMBERS = re.compile(
    r"(?<![\d/.-])(?P<year>1[34]\d\d)\s?(?P<sign>[/.-])\s?(?P<month>\d{1,2})\s?(?P=sign)\s?(?P<day>\d{1,2})(?![\d/])"
)
_LETTERS = str.maketrans("يىك", "ییک")
"""Letters as an Arabic keyboard has them."""


def persian_day(year: int, month: int, day: int) -> date:
    """The day, by the rule of eight leap years in 33; ValueError if there is none."""
    following = (year + month // 12, month % 12 + 1)
    if not (1 <= month <= 12 and 1 <= day <= _ordinal(*following, 1) - _ordinal(year, month, 1)):
        raise ValueError("no such day")
    return date.fromordinal(_ordinal(year, month, day))


def _ordinal(year: int, month: int, day: int) -> int:
    """Months have 31 days, from the seventh on 30, and the last what is left of the year."""
    leap_years = (8 * (year - 1) + 29) // 33
    return _ZERO + 365 * (year - 1) + leap_years + 31 * (month - 1) - max(month - 7, 0) + day


def read_persian(text: str) -> date | None:
    """The first date of this calendar in a text with western digits."""
    named, months = _named()
    text = text.lower().translate(_LETTERS)
    match = named.search(text) or _NUMBERS.search(text)
    if not match or int(match["year"]) not in YEARS:
        return None
    month = months.get(match["month"]) or int(match["month"])
    try:
        return persian_day(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _named() -> tuple[re.Pattern[str], Mapping[str, int]]:
    """What finds a date with the name of a month, and the numbers of the months."""
    months = {name: at % 12 + 1 for at, name in enumerate(terms("persian months"))}
    name = rf"(?P<month>{'|'.join(months)})(?!\w)"
    return re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})\s?{name}(?:\s?ماه)?[\s،,]*(?P<year>1[34]\d\d)(?!\d)"
    ), months
