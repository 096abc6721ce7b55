"""Dates as other generators' writers put them down, and what is made of those that no clock shows."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from msgspec import Struct

from newsdigest.model.entry import Moment

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_DAYS = tuple(
    re.compile(_WEEKDAY + form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)",
        r"(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{1,2})/(?P<year>\d{4})(?!\d)",
        r"(?P<month>\d{1,2})/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d{4})(?!\d)",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+{_MONTH}[\s,.-]+(?P<year>\d{{4}})(?!\d)",
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)",
    )
)
"""A day in the forms that have one reading: 3/4/2020 is March here and April there, and is none of them."""

_CLOCK = re.compile(
    r"(?:t|,?\s+(?:at\s+)?)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?:\s*([ap])\.?m\b\.?)?(.*)", re.IGNORECASE
)
_ZONE = re.compile(r"([+-])(\d{1,2}):?(\d\d)?$")
_ZONE_NAMES = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "JST": 9, "AEST": 10, "AEDT": 11, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7,
}  # fmt: skip
"""Hours from UTC: the names of RFC 822, and those that mean one zone; IST and BST mean several."""

_PARTED = frozenset(
    timedelta(minutes=minutes)
    for minutes in (-570, -270, -210, -150, 210, 270, 330, 345, 390, 510, 525, 570, 630, 690, 765, 825)
)
"""Offsets with minutes that a place has kept since 2000 (tz database); whole hours go from -12 to +14."""


class Stamp(Struct, frozen=True):
    """A date in its parts, none of them judged but the calendar's."""

    day: date
    clock: time | None = None
    offset: timedelta | None = None
    zone_text: str = ""
    """The offset as it was written."""
    torn: bool = False
    """Whether something stands in it that belongs to no date."""

    @property
    def repeats_the_clock(self) -> bool:
        """Whether the offset is the time of day once more."""
        clock = self.clock
        if clock is None or self.zone_text[:1] not in ("+", "-"):
            return False
        return self.offset == timedelta(hours=clock.hour, minutes=clock.minute)

    @property
    def as_taken(self) -> Moment:
        """The moment that the old generator took it for; the clock alone where no offset was given."""
        if self.clock is None:
            return self.day
        zone = timezone(self.offset) if self.offset is not None else None
        return datetime.combine(self.day, self.clock, zone)


def read_stamp(text: str) -> Stamp | None:
    """The parts of a date; None where there is no day that the calendar has."""
    text = text.strip()
    found = next((match for form in _DAYS if (match := form.match(text))), None)
    clock = _CLOCK.fullmatch(text, found.end()) if found else None
    if found is None or (clock is None and found.end() < len(text)):
        return None
    month = found["month"].lower()
    try:
        number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
        day = date(int(found["year"]), number, int(found["day"]))
    except ValueError:
        return None
    if not 1000 < day.year < 9999:
        return None  # mistyped, and at the rim of the calendar another time zone is beyond it
    if clock is None:
        return Stamp(day)
    try:
        at = time(_hour(clock[1], clock[4]), int(clock[2]), int(clock[3] or 0))
    except ValueError:
        return Stamp(day, torn=True)
    rest = re.sub(r"\s*\([A-Z]{2,5}\)$", "", clock[5].strip())  # `+0200 (CEST)`, as mail programs write
    return Stamp(day, at, *_zone(rest, day, at))


def _hour(written: str, half: str | None) -> int:
    hour = int(written)
    return hour if half is None else hour % 12 + (12 if half in "pP" else 0)


def _zone(rest: str, day: date, clock: time) -> tuple[timedelta | None, str, bool]:
    """The offset, as it was written, and whether something stands there that is none."""
    if not rest:
        return None, "", False
    if rest.upper() in _ZONE_NAMES:
        return timedelta(hours=_ZONE_NAMES[rest.upper()]), rest, False
    if re.fullmatch(r"[A-Z][A-Za-z_]+/[A-Za-z_/+-]+", rest):
        try:
            return datetime.combine(day, clock, ZoneInfo(rest)).utcoffset(), rest, False
        except (ValueError, OSError, KeyError):
            return None, rest, True
    zone = _ZONE.search(rest)
    if zone is None:
        return None, rest, True
    size = timedelta(hours=int(zone[2]), minutes=int(zone[3] or 0))
    torn = zone.start() > 0 or size >= timedelta(hours=24)
    return ((-size if zone[1] == "-" else size) if size < timedelta(hours=24) else None), zone[0], torn


def repeated_offsets(stamps: Iterable[Stamp]) -> frozenset[timedelta]:
    """Possible offsets that a site's dates have mostly where they equal the time of day.

    One such date may be chance, so two are needed; offsets that stand at other times too are believed.
    """
    uses: Counter[timedelta] = Counter()
    repeats: Counter[timedelta] = Counter()
    for stamp in stamps:
        if stamp.offset:
            uses[stamp.offset] += 1
            repeats[stamp.offset] += stamp.repeats_the_clock
    return frozenset(offset for offset, count in repeats.items() if count >= 2 and 2 * count > uses[offset])


def is_kept_somewhere(offset: timedelta) -> bool:
    """Whether some place on earth keeps this UTC offset."""
    whole = offset % timedelta(hours=1) == timedelta(0)
    return offset in _PARTED or (whole and timedelta(hours=-12) <= offset <= timedelta(hours=14))


def moment_of(stamp: Stamp, zone: tzinfo, repeated: frozenset[timedelta]) -> tuple[Moment, str, str]:
    """The moment meant; and where something was mended, the rule, and what was wrong and made of it.

    An offset that cannot be is the time of day written twice, so the clock counts in the site's zone.
    """
    if stamp.clock is None:
        message = "no clock shows its time of day; the day alone was taken"
        return (stamp.day, "import-date", message) if stamp.torn else (stamp.day, "", "")
    local = datetime.combine(stamp.day, stamp.clock, zone)
    made = f"taken as {local:%H:%M} in the site's time zone: {local.isoformat()}"
    again = "the time of day written twice; " if stamp.repeats_the_clock else ""
    if stamp.offset is not None and not is_kept_somewhere(stamp.offset):
        message = f"no place on earth keeps the UTC offset {stamp.zone_text}: {again}{made}"
        return local, "import-offset", message
    if stamp.torn and stamp.zone_text == local.tzname():
        return local, "", ""
    if stamp.torn and stamp.zone_text[:1].isalpha():
        return local, "import-date", f"`{stamp.zone_text}` is no time zone that is known; {made}"
    if stamp.torn:
        return local, "import-date", f"the time of day is not written as one; {made}"
    if stamp.offset is None:
        return local, "", ""
    if stamp.repeats_the_clock and stamp.offset in repeated and stamp.offset != local.utcoffset():
        as_written = datetime.combine(stamp.day, stamp.clock, timezone(stamp.offset)).isoformat()
        message = f"the UTC offset {stamp.zone_text} is {again}{made} (as written: {as_written})"
        return local, "import-offset-repeated", message
    return datetime.combine(stamp.day, stamp.clock, timezone(stamp.offset)), "", ""
