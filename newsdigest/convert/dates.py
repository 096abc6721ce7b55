"""Dates as other generators' writers put them down, and what is made of those that no clock shows."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from msgspec import Struct

from newsdigest.model.entry import Moment

_FORM = re.compile(
    r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:(?:[Tt]|\s+)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(.*))?\s*"
)
_ZONE = re.compile(r"([+-])(\d{1,2}):?(\d\d)?$")

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
        return clock is not None and self.offset == timedelta(hours=clock.hour, minutes=clock.minute)

    @property
    def as_taken(self) -> Moment:
        """The moment that the old generator took it for; the clock alone where no offset was given."""
        if self.clock is None:
            return self.day
        zone = timezone(self.offset) if self.offset is not None else None
        return datetime.combine(self.day, self.clock, zone)


def read_stamp(text: str) -> Stamp | None:
    """The parts of a date; None where there is no day that the calendar has."""
    match = _FORM.fullmatch(text)
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
        clock = time(int(match[4]), int(match[5]), int(match[6] or 0)) if match[4] else None
    except ValueError:
        return None
    rest = (match[7] or "").strip()
    if not 1000 < day.year < 9999:
        return None  # mistyped, and at the rim of the calendar another time zone is beyond it
    if not rest:
        return Stamp(day, clock)
    if rest.upper() in ("Z", "UTC", "GMT"):
        return Stamp(day, clock, timedelta(0), rest)
    zone = _ZONE.search(rest)
    if zone is None:
        return Stamp(day, clock, torn=True)
    size = timedelta(hours=int(zone[2]), minutes=int(zone[3] or 0))
    torn = zone.start() > 0 or size >= timedelta(hours=24)
    offset = (-size if zone[1] == "-" else size) if size < timedelta(hours=24) else None
    return Stamp(day, clock, offset, zone[0], torn)


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
        return stamp.day, "", ""
    local = datetime.combine(stamp.day, stamp.clock, zone)
    made = f"taken as {local:%H:%M} in the site's time zone: {local.isoformat()}"
    again = "the time of day written twice; " if stamp.repeats_the_clock else ""
    if stamp.offset is not None and not is_kept_somewhere(stamp.offset):
        message = f"no place on earth keeps the UTC offset {stamp.zone_text}: {again}{made}"
        return local, "import-offset", message
    if stamp.torn:
        return local, "import-date", f"the time of day is not written as one; {made}"
    if stamp.offset is None:
        return local, "", ""
    if stamp.repeats_the_clock and stamp.offset in repeated and stamp.offset != local.utcoffset():
        as_written = datetime.combine(stamp.day, stamp.clock, timezone(stamp.offset)).isoformat()
        message = f"the UTC offset {stamp.zone_text} is {again}{made} (as written: {as_written})"
        return local, "import-offset-repeated", message
    return datetime.combine(stamp.day, stamp.clock, timezone(stamp.offset)), "", ""
