"""Words, numbers and dates of a page, in its language."""

import datetime as dt
import pickle
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.json import decode

if TYPE_CHECKING:
    from babel import Locale

RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"))
"""Languages written from right to left in their usual script."""

FALLBACK = "en"
"""Whose words stand in where a language has none."""


_OF_DATES = ("months", "days", "quarters", "eras")
"""Tables of a language that Babel may share with others."""


class Wording(Struct, frozen=True):
    """What a page of one language says of itself, and how it writes numbers and dates."""

    language: str
    strings: Mapping[str, str]
    plurals: Mapping[str, Mapping[str, str]]
    """Key -> plural category of Unicode CLDR (`one`, `few`, `other`, ...) -> text with `{n}`."""

    def count(self, key: str, n: int) -> str:
        """A number of things: `3 entries`."""
        forms = self.plurals[key]
        category = _locale(self.language).plural_form(n)
        return forms.get(category, forms["other"]).replace("{n}", self.number(n))

    def number(self, n: int) -> str:
        """A number with the language's grouping: `1,234`."""
        return _number(n, self.language)

    def day(self, day: dt.date) -> str:
        """`November 27, 2019`."""
        return _date(day, "long", self.language)

    def weekday(self, day: dt.date) -> str:
        """`Wednesday`."""
        return _date(dt.date(2000, 1, 3 + day.weekday()), "cccc", self.language)

    def month(self, year: int, month: int) -> str:
        """`November 2019`."""
        return _skeleton(dt.date(year, month, 1), "yMMMM", self.language)

    def month_name(self, month: int) -> str:
        """`November`."""
        return _date(dt.date(2000, month, 1), "LLLL", self.language)

    def listed(self, items: tuple[str, ...]) -> str:
        """`A, B, and C`."""
        return _list(items, self.language)

    def first_weekday(self) -> int:
        """The day that a week begins with; 0 is Monday."""
        return int(_locale(self.language).first_week_day)

    def weekday_names(self) -> tuple[tuple[str, str], ...]:
        """Names of the seven days, short and long, in the order of a week."""
        names = _locale(self.language).days["stand-alone"]
        order = [(self.first_weekday() + offset) % 7 for offset in range(7)]
        return tuple((names["narrow"][day], names["wide"][day]) for day in order)


def wording(language: str, overrides: Mapping[str, Any]) -> Wording:
    """The shipped words of a language, those of the site's `extra.strings` before them."""
    words = {**_shipped(FALLBACK), **_shipped(language), **overrides}
    return Wording(
        language,
        strings={key: text for key, text in words.items() if isinstance(text, str)},
        plurals={key: forms for key, forms in words.items() if isinstance(forms, Mapping)},
    )


def own_name(language: str) -> str:
    """What a language calls itself: `Deutsch`; its code where nobody knows."""
    return str(_shipped(language).get("language") or _display_name(language))


@cache
def _display_name(language: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(language, sep="-").get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language
    return name[:1].upper() + name[1:]


def direction(language: str) -> str:
    """`rtl` or `ltr`, as HTML's `dir` says it."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


@cache
def _shipped(language: str) -> Mapping[str, Any]:
    for code in (language, language.partition("-")[0]):
        file = Path(__file__).parent / "strings" / f"{code}.json"
        if code and file.is_file():
            return decode(file.read_bytes(), type=dict[str, str | dict[str, str]])
    return {}


@cache
def _locale(language: str) -> "Locale":
    from babel import Locale, UnknownLocaleError, localedata

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse(FALLBACK)
    # Babel (2.18) resolves aliases in tables that languages share: whichever is asked first gives its
    # months to the others, and a German page speaks of 1月. A language with tables of its own cannot.
    data = localedata.load(str(locale))
    data.update(pickle.loads(pickle.dumps({key: data[key] for key in _OF_DATES})))
    return locale


@cache
def _dates() -> ModuleType:
    """`babel.dates`, which asks for the local time zone when it is loaded; we name ours.

    Where pytz is there it is asked, and opens six hundred files; so for a moment it is not there.
    Other threads, as a preview has them, may be about to import it.
    """
    with _hidden("pytz") if threading.active_count() == 1 else nullcontext():
        return import_module("babel.dates")


@contextmanager
def _hidden(module: str) -> Iterator[None]:
    """Let a module not be found by what is imported meanwhile."""
    loaded = sys.modules.get(module)
    sys.modules[module] = None  # type: ignore[assignment]  # this is how the import system says it
    try:
        yield
    finally:
        if loaded is None:
            del sys.modules[module]
        else:
            sys.modules[module] = loaded


# A date stands on many pages, and Babel takes some 20 microseconds for it.
@lru_cache(maxsize=1 << 16)
def _date(day: dt.date, style: str, language: str) -> str:
    return str(_dates().format_date(day, style, locale=_locale(language)))


@lru_cache(maxsize=1 << 14)
def _skeleton(day: dt.date, skeleton: str, language: str) -> str:
    return str(_dates().format_skeleton(skeleton, day, locale=_locale(language)))


@lru_cache(maxsize=1 << 12)
def _number(n: int, language: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(n, locale=_locale(language))


@lru_cache(maxsize=1 << 12)
def _list(items: tuple[str, ...], language: str) -> str:
    from babel.lists import format_list

    return format_list(items, locale=_locale(language))
