"""Dates as they stand on pages: machine forms, then forms for people in many languages."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

from newsdigest.extract.persian import read_persian
from newsdigest.extract.wordlists import terms

EARLIEST, LATEST = 1990, 2100
"""Years of the web; a date outside them is a mistake of the page."""

BUDDHIST = 543
"""Years by which Thailand counts more."""

_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:(?:T|\s+|T\s+)(\d{1,2}):(\d{2})(?::(\d{1,2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{1,2}:?\d{2}|[+-]\d{2})?(?:\[[\w/]+\])?)?",
    re.I,
)
_COMPACT = re.compile(
    r"^\s*((?:19|20)\d{2})(\d{2})(\d{2})(?:[T\s]?(\d{2}):?(\d{2})(?::?(\d{2}))?\s*(Z|[+-]\d{2}:?\d{2})?)?\s*$"
)
_CJK = re.compile(
    r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일號号]?(?:\D{0,12}?(\d{1,2})\s*(?:[:：]|[時时点시])\s*(\d{2}))?"
)
_ERA = re.compile(r"(令和|平成)\s*(\d{1,2}|元)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_YEAR_FIRST = re.compile(
    r"(?<![\d/.])(\d{4})\s?[/.]\s?(\d{1,2})\s?[/.]\s?(\d{1,2})(?![\d/])(?:\D{0,8}?(\d{1,2}):(\d{2}))?"
)
_DAY_FIRST = re.compile(
    r"(?<![\d/.:])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/:])(?:\D{0,14}?(\d{1,2})[:.h](\d{2}))?"
)
_TIME = re.compile(
    r"(?<![\d:])(\d{1,2})(?:[:.h]|\s?h\s?|\s?Uhr\s?)(\d{2})(?::\d{2})?\s*(a\.?m\b\.?|p\.?m\b\.?)?\s*"
    r"(?:\(?((?:UTC|GMT)\s?[+-]\d{1,2}(?::\d{2})?|Z|UTC|GMT|[A-Z]{2,4}T|[+-]\d{2}:?\d{2})\b)?"
    r"|(?<!\d)(\d{1,2})\s*(a\.?m\b\.?|p\.?m\b\.?)",
    re.I,
)
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "bst": 60, "wet": 0, "cet": 60, "mez": 60, "cest": 120, "mesz": 120,
    "eet": 120,
    "msk": 180, "est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
}  # fmt: skip
"""Minutes from UTC; marks that name several zones (CST, IST) are left out."""

_DIGITS = {zero + digit: str(digit) for zero in map(ord, "٠۰०০๐０") for digit in range(10)}
_DIGITS |= {ord(mark): "" for mark in "\u200e\u200f"}
"""Arabic, Persian, Indian, Thai and wide digits."""
_ERAS = {"令和": 2018, "平成": 1988}
"""Years before the first of an emperor's."""

_AMERICAN = frozenset({"en"})
"""Languages in which 3/4/2021 may be March: undecidable without more, so such a date is not read; in `en-GB`
it is April."""


LONGEST = 1000
"""Signs among which the first date is looked for."""


def read_date(text: str, languages: tuple[str, ...] = ()) -> date | datetime | None:
    """The first date in a text, as an instant where a time with its offset stands beside it, else as a day.

    A date that could be two days (`3/4/2021` in English) is not read, nor a relative one (`2 hours ago`).
    """
    text = " ".join(text[:LONGEST].split())
    if not text or not any(sign.isdigit() for sign in text):
        return None
    text = western_digits(text)
    return (
        _read_machine(text)
        or _read_named_month(text, languages)
        or _read_cjk(text)
        or _read_numeric(text, languages)
        or read_persian(text)
        or _read_with_dateparser(text, languages)
    )


def western_digits(text: str) -> str:
    """A text with its digits as 0 to 9, without marks of direction."""
    return text if text.isascii() else text.translate(_DIGITS)


def read_machine_date(text: str) -> date | datetime | None:
    """A date as markup gives it: ISO 8601 and its near misses, RFC 2822, seconds since 1970."""
    text = text.strip().strip("'\"")
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        return _within(datetime.fromtimestamp(int(text[:10]), UTC))
    return read_date(text)


def day_of(moment: date | datetime) -> date:
    """The day as the page gives it, in its own offset."""
    return moment.date() if isinstance(moment, datetime) else moment


def _read_machine(text: str) -> date | datetime | None:
    match = _ISO.search(text) or _COMPACT.match(text)
    return (
        _built(match[1], match[2], match[3], match[4], match[5], match[6], match[7] or "") if match else None
    )


def _read_cjk(text: str) -> date | datetime | None:
    if match := _CJK.search(text):
        return _built(match[1], match[2], match[3])
    if match := _ERA.search(text):
        return _built(_ERAS[match[1]] + int(match[2].replace("元", "1")), match[3], match[4])
    return None


def _read_numeric(text: str, languages: tuple[str, ...]) -> date | datetime | None:
    match = _YEAR_FIRST.search(text)
    if match:
        return _built(match[1], match[2], match[3])
    match = _DAY_FIRST.search(text)
    if not match:
        return None
    first, sign, second, year = int(match[1]), match[2], int(match[3]), _full_year(match[4])
    if sign != "." and first <= 12 and second > 12:
        first, second = second, first
    elif (
        sign != "."
        and first <= 12
        and second <= 12
        and first != second
        and (not languages or languages[0] in _AMERICAN)
    ):
        return None
    return _built(year, second, first, rest=text[match.end(4) :])


def _read_named_month(text: str, languages: tuple[str, ...]) -> date | datetime | None:
    named = _named()
    if named.beginnings.isdisjoint(_LETTERS.findall(text.lower())):
        return None
    found = [match for pattern in named.patterns if (match := pattern.search(text))]
    if not found:
        return None
    match = min(found, key=lambda match: match.start())
    name = match["month"].lower().rstrip(".")
    month = named.months[name]
    if languages[:1] == ("hr",):
        month = _CROATIAN.get(name, month)
    return _built(
        _full_year(match["year"]), month, match["day"], rest=text[match.end() :], before=text[: match.start()]
    )


_LETTERS = re.compile(r"[^\W\d_]+")


class _Named(NamedTuple):
    """What reads dates with the name of a month."""

    patterns: tuple[re.Pattern[str], ...]
    """For `27 November 2019`, `Nov. 27, 2019`, `2019. november 27.` and `2019. gada 27. novembris`."""
    months: Mapping[str, int]
    beginnings: frozenset[str]
    """First letters of the names, one of which a text must hold: the patterns are slow."""


@lru_cache(maxsize=1)
def _named() -> _Named:
    months = {name: number for number in range(1, 13) for name in terms(f"month {number}")}
    name = "(?P<month>" + "|".join(sorted(map(re.escape, months), key=len, reverse=True)) + r")(?!\w)[.׳']?"
    year = r"(?P<year>(?:19|20|25)\d{2}|['’]\d{2})(?!\d)"
    day = r"(?<![\d:])(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|°|ª)?"
    of = r"(?:\s+(?:de|del|di|of|d['’]))?"
    two_names = r"(?:\s*/\s*[^\W\d_]+)?"
    year_before = r"(?<!\d)(?P<year>(?:19|20)\d{2})\.?(?:\s(?:m\.|г\.|ж\.|թ\.|gada))?\s"
    soon_a_number = r"(?<!\w)(?=\D{2,20}\d)"
    shapes = (
        rf"{day}\s*[.,]?{of}[\s\-/]*ב?{name}{two_names}{of}(?:\s*a\.?)?[\s,،\-/.]*(?:ค\.ศ\.\s)?{year}",
        rf"{soon_a_number}{name}[\s\-]*{day}(?!\d|:)(?:\s+de|\s*,|\s)[\s,]*{year}",
        rf"{year_before}{name}\s?{day}(?![\d:])",
        rf"{year_before}{day}\.\s{name}",
    )
    beginnings = [_LETTERS.findall(month)[0] for month in months]
    return _Named(
        tuple(re.compile(shape, re.I) for shape in shapes),
        months,
        frozenset([*beginnings, *(f"ב{letters}" for letters in beginnings if "א" <= letters[0] <= "ת")]),
    )


_CROATIAN = {"lip": 6, "srp": 7, "lis": 10, "listopad": 10, "listopada": 10}
"""Months whose names mean the next in Polish or Czech, which far more pages are in."""


def _built(
    year: str | int, month: str | int, day: str | int, hour: str | None = None, minute: str | None = None,
    second: str | None = None, zone: str = "", *, rest: str = "", before: str = "",
) -> date | datetime | None:  # fmt: skip
    """The moment, if it is one: an instant only where its offset is known."""
    try:
        when = date(int(year), int(month), int(day))
    except ValueError:
        return None
    if not EARLIEST <= when.year <= LATEST:
        return None
    if hour is None and (rest or before):
        clock = _TIME.search(rest[:40]) or _TIME.search(before[-30:])
        if clock and clock[4] and clock[2]:
            late = (clock[3] or "").lower().startswith("p")
            early = (clock[3] or "").lower().startswith("a")
            hour_number = int(clock[1]) % 12 + 12 * late if late or early else int(clock[1])
            hour, minute, zone = str(hour_number), clock[2], clock[4]
    offset = _offset(zone)
    if hour is None or offset is None:
        return when
    try:
        return datetime(
            when.year, when.month, when.day, int(hour), int(minute or 0), int(second or 0), tzinfo=offset
        )
    except ValueError:
        return when


def _offset(zone: str) -> timezone | None:
    if zone.lower() in _ZONES:
        minutes = _ZONES[zone.lower()]
    elif match := re.fullmatch(r"(?:(?:utc|gmt)\s?)?([+-])(\d{1,2}):?(\d{2})?", zone, re.I):
        minutes = (int(match[2]) * 60 + int(match[3] or 0)) * (-1 if match[1] == "-" else 1)
    else:
        return None
    return timezone(timedelta(minutes=minutes)) if abs(minutes) <= 14 * 60 else None


def _full_year(year: str) -> int:
    number = int(year.lstrip("'’"))
    if number > BUDDHIST + EARLIEST:
        return number - BUDDHIST
    return number if number > 99 else number + (2000 if number < 70 else 1900)


def _within(moment: datetime) -> datetime | None:
    return moment if EARLIEST <= moment.year <= LATEST else None


def _read_with_dateparser(text: str, languages: tuple[str, ...]) -> date | None:
    """The last resort, for calendars and languages that the tables above lack."""
    if (
        not languages
        or languages[0].partition("-")[0] in _SPELLED_HERE
        or len(text) > 60
        or not re.search(r"\d{4}|[٠-٩०-९๐-๙]{4}", text)
    ):
        return None
    import dateparser

    settings = {"STRICT_PARSING": True, "DATE_ORDER": "DMY"}
    try:
        found = dateparser.parse(text, languages=list(languages[:1]), settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
    return found.date() if found and EARLIEST <= found.year <= LATEST else None


_SPELLED_HERE = frozenset(
    "en de fr es pt it nl sv no da pl cs sk hu ro bg hr sr bs mk sl sq tr el ru uk be fi et lv lt ca gl is "  # noqa: SIM905
    "az ka hy kk af id ms ar ur he hi bn ta te mr ja zh ko".split()
)
"""Languages whose months are all in the table: dateparser could only guess more."""
