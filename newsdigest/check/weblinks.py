"""Links to other sites: what is asked when, what an answer means, and which are dead."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zlib import crc32

from msgspec import Struct

from newsdigest.model.body import Body
from newsdigest.model.entry import Entry
from newsdigest.model.problem import Problem
from newsdigest.model.weblink import Answer, Seen

GOOD_DAYS, SPREAD = 25, 10
"""A good address is asked again after 25 to 34 days: not all on the day on which all are due."""
DEAD_DAYS, UNSURE_DAYS, GONE_ONCE_DAYS = 7, 3, 1


class Use(Struct, frozen=True):
    """A place in the content that names an address."""

    url: str
    """Without a fragment, which no server is told."""
    file: str
    line: int
    column: int
    of_source: bool = False
    """Whether it is a source's address, and not a link in a text."""
    archived: str = ""
    """Address of an archived copy, where the source has one."""


def uses_in(entry: Entry) -> Iterator[Use]:
    """The addresses of an entry's sources."""
    for number, source in enumerate(entry.sources):
        if source.url:
            line, column = entry.place(f"sources.{number}.url")
            yield Use(_asked(source.url), entry.file, line, column, True, source.archived)


def uses_in_body(file: str, first: int, body: Body) -> Iterator[Use]:
    """The addresses of other sites in a body that starts on the line `first` of its file."""
    named = [*body.links, *((src, line) for src, _, line in body.images)]
    for href, line in named:
        if href.lower().startswith(("http://", "https://")):
            yield Use(_asked(href), file, first + line - 1, 0)


def _asked(url: str) -> str:
    return url.strip().partition("#")[0]


def is_due(url: str, seen: Seen | None, now: datetime) -> bool:
    """Whether to ask an address: a good one seldom, one that may be dying soon."""
    if seen is None:
        return True
    days = GOOD_DAYS + crc32(url.encode()) % SPREAD
    if seen.dead:
        days = DEAD_DAYS
    elif seen.outcome == "gone":
        days = GONE_ONCE_DAYS
    elif seen.outcome == "unsure":
        days = UNSURE_DAYS
    return now - seen.asked >= timedelta(days=days)


def noted(before: Seen | None, answer: Answer, now: datetime) -> Seen:
    """What to remember after an answer; one that tells nothing takes no suspicion away."""
    since, again = (before.gone_since, before.gone_again) if before else (None, None)
    if answer.outcome == "good":
        since = again = None
    elif answer.outcome == "gone":
        since = since or now.date()
        again = now.date() if now.date() != since else again
    return Seen(now, answer.outcome, answer.said, since, again)


def links_gone(uses: Sequence[Use], known: Mapping[str, Seen]) -> Iterator[Problem]:
    """An address that the content names is there."""
    copies = {use.url: use.archived for use in uses if use.archived}
    for use in uses:
        seen = known.get(use.url)
        if seen and seen.dead:
            message = f"`{use.url}` is gone: {seen.said}, on {seen.gone_since} and on {seen.gone_again}"
            yield Problem(use.file, use.line, use.column, "link-gone", message, _hint(use, copies), "warning")


def _hint(use: Use, copies: Mapping[str, str]) -> str:
    if copy := copies.get(use.url):
        return f"its archived copy is {copy}"
    then = "keep it as the source's `archived`" if use.of_source else "link to that"
    return f"look for a copy at https://web.archive.org/web/{use.url}, and {then}"


def by_outcome(urls: Iterable[str], known: Mapping[str, Seen]) -> Mapping[str, int]:
    """How many addresses are good, gone, gone once, unsure, or not asked yet."""
    counts = {"good": 0, "gone": 0, "gone once": 0, "unsure": 0, "not asked yet": 0}
    for url in urls:
        seen = known.get(url)
        if seen is None:
            counts["not asked yet"] += 1
        elif seen.dead:
            counts["gone"] += 1
        else:
            counts["gone once" if seen.outcome == "gone" else seen.outcome] += 1
    return counts
