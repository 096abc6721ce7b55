"""Advice on coverage: a source that another entry cites, and entries that tell one story twice."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urlsplit
from zlib import crc32

from newsdigest.check.advice.written import Context, Written, advice
from newsdigest.model.entry import Entry
from newsdigest.model.problem import Problem
from newsdigest.model.slug import fold
from newsdigest.model.url import canonical

SHINGLE, KEPT_OF = 6, 8
"""Words of a shingle, and that one of so many is kept: chosen by its first word, so alike in every text."""

LEAST_SHINGLES, SHARED, COMMON = 6, 0.6, 8
"""Of kept shingles: fewer tell nothing; this part shared is one story; in more entries it is boilerplate."""

REPORT_OF, SERIES = 3, 2
"""What more entries cite is a place to look things up; a title that more entries bear is that of a series."""

NEAR_DAYS, TITLE_WORDS = 14, 6
"""Titles that differ in one word tell one story only if they are this long and this near in time."""

Sketch = frozenset[int]
"""The kept shingles of a text."""


def sketch(text: Written) -> Sketch:
    """What tells near-identical texts from others."""
    words = text.words
    begins = [number for number, word in enumerate(words[: 1 - SHINGLE]) if _is_kept(word)]
    return frozenset([crc32(" ".join(words[begin : begin + SHINGLE]).encode()) for begin in begins])


@lru_cache(1 << 16)
def _is_kept(word: str) -> bool:
    """Whether shingles that begin with it are kept."""
    return crc32(word.encode()) % KEPT_OF == 0


def source_covered(entries: Sequence[Entry], site: Context) -> Iterator[Problem]:
    """Another entry cites the same report, and nothing says that the two belong together.

    A host's front page, and what many entries cite, is no report.
    """
    addresses = {canonical(source.url) for entry in entries for source in entry.sources if source.url}
    reports = {address for address in addresses if urlsplit(address).path != "/" or urlsplit(address).query}
    cited = Counter(
        address
        for entry in entries
        for address in {canonical(source.url) for source in entry.sources} & reports
    )
    first: dict[str, Entry] = {}
    for entry in entries:
        for number, source in enumerate(entry.sources):
            address = canonical(source.url)
            if not 2 <= cited[address] <= REPORT_OF:
                continue
            other = first.setdefault(address, entry)
            if other is not entry and not _together(entry, other):
                when = f" ({_day(other).isoformat()})" if other.date else ""
                message = f"`{other.file}`{when} cites this address already"
                hint = "join the two by one `story`, or keep one of them"
                yield advice(entry, f"sources.{number}.url", "source-covered", message, hint)


def same_title(entries: Sequence[Entry], site: Context) -> Iterator[Problem]:
    """Two entries with one title, or within days with titles that differ in one word; no series of them."""
    titles = Counter(_words(entry.title) for entry in entries)
    seen: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        said = _words(entry.title)
        if titles[said] > SERIES:
            continue
        keys = [said]
        if len(said) >= TITLE_WORDS:
            keys += [(*said[:at], "", *said[at + 1 :]) for at in range(len(said)) if not said[at].isdigit()]
        for key in keys:
            other = next((one for one in seen[key] if _one_story(entry, one, exact=key is said)), None)
            if other is not None:
                how = "has this title too" if key is said else "has nearly this title"
                message = f"`{other.file}` {how}: “{other.title}”"
                yield advice(entry, "title", "same-story", message, "keep one of them, or title them apart")
                break
        for key in keys:
            seen[key].append(entry)


def same_text(entries: Sequence[Entry], sketches: Mapping[str, Sketch]) -> Iterator[Problem]:
    """Two entries whose bodies are nearly the same."""
    owners: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        mine = sketches.get(entry.file, frozenset())
        if len(mine) >= LEAST_SHINGLES:
            shared: dict[str, int] = defaultdict(int)
            for one in mine:
                if len(owners[one]) <= COMMON:
                    for other in owners[one]:
                        shared[other.file] += 1
            best = max(sorted(shared), key=lambda file: shared[file], default="")
            if best and shared[best] >= SHARED * min(len(mine), len(sketches[best])):
                message = f"most of the text stands in `{best}`"
                place = (entry.body_line, 0)
                hint = "keep one of them"
                yield Problem(entry.file, *place, "same-story", message, hint, "warning")
        for one in mine:
            owners[one].append(entry)


def _one_story(entry: Entry, other: Entry, *, exact: bool) -> bool:
    if _together(entry, other):
        return False
    if not entry.date or not other.date:
        return exact
    return abs((_day(entry) - _day(other)).days) <= (366 if exact else NEAR_DAYS)


def _together(one: Entry, other: Entry) -> bool:
    """Whether the editors know that the two belong together."""
    return bool(one.story and one.story == other.story) or one.lang != other.lang


def _day(entry: Entry) -> date:
    moment = entry.date
    assert moment is not None
    return moment.date() if isinstance(moment, datetime) else moment


def _words(title: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", fold(title)))
