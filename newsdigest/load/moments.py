"""Days and instants as editors write them, each impossible part told by name."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from newsdigest.model.entry import Moment

FORM = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:(?:[Tt]|[ ]+)(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?[ ]*(Z|z|[+-]\d\d(?::?\d\d)?)?)?"
)

FORMS = "write 2019-11-27, 2019-11-27 09:30 or 2019-11-27T09:30:00+09:00"

# fmt: off
_PARTED = frozenset((
    "-09:30", "-04:30", "-03:30", "-02:30", "+03:30", "+04:30", "+05:30", "+05:45", "+06:30", "+08:30",
    "+08:45", "+09:30", "+10:30", "+11:30", "+12:45", "+13:45",
))
# fmt: on
"""Offsets with minutes that a place has kept since 2000 (tz database); whole hours go from -12 to +14."""


class MomentError(ValueError):
    """A date that cannot be: message and hint for its editor."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint


def read_moment(text: str, zone: tzinfo) -> Moment:
    """A bare day as a date; an instant aware, in the site's zone where it names no offset.

    Raises MomentError for what no calendar or clock shows.
    """
    match = FORM.fullmatch(text.strip())
    if match is None:
        raise MomentError(f"`{text}` is not a date", FORMS)
    day = _day(int(match[1]), int(match[2]), int(match[3]))
    if match[4] is None:
        return day
    hour, minute, second = int(match[4]), int(match[5]), int(match[6] or 0)
    for name, value, limit in (("hour", hour, 23), ("minute", minute, 59), ("second", second, 59)):
        if value > limit:
            raise MomentError(f"there is no {name} {value}", f"{name}s go from 00 to {limit}")
    micros = int((match[7] or "")[:6].ljust(6, "0"))
    known_zone = _offset(match[8]) if match[8] else zone
    instant = datetime(day.year, day.month, day.day, hour, minute, second, micros, known_zone)
    try:
        instant.astimezone(UTC)
    except OverflowError:
        raise MomentError(f"`{text}` lies beyond the calendar", "give an earlier day") from None
    return instant


def _day(year: int, month: int, day: int) -> date:
    if year < 1000:
        raise MomentError(f"the year {year:04} cannot be meant", "write all four digits of the year")
    if not 1 <= month <= 12:
        raise MomentError(f"there is no month {month}", "dates are written year, month, day: 2019-11-27")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise MomentError(f"there is no day {day} in {year}-{month:02}", f"its days go from 01 to {last}")
    return date(year, month, day)


def _offset(text: str) -> timezone:
    """A UTC offset that some place keeps; others are mostly the time of day, written twice."""
    if text in ("Z", "z"):
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:]) if len(text) > 3 else 0
    sign = -1 if text[0] == "-" else 1
    name = f"{text[0]}{hours:02}:{minutes:02}"
    if name not in _PARTED and (minutes or not -12 <= sign * hours <= 14):
        raise MomentError(
            f"no place on earth keeps the UTC offset {name}",
            "write the offset of the zone, such as +09:00, or leave it away to mean the site's time zone",
        )
    return timezone(sign * timedelta(hours=hours, minutes=minutes))
