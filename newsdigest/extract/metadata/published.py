"""When the article was first published, and when it was last changed."""

import re
from collections.abc import Iterator, Sequence, Set
from datetime import datetime, timedelta

from lxml import etree

from newsdigest.extract.dates import day_of, read_date, read_machine_date
from newsdigest.extract.metadata import shown_dates
from newsdigest.extract.metadata.facts import Facts
from newsdigest.extract.metadata.jsonld import text
from newsdigest.extract.metadata.pick import Pick, pick
from newsdigest.extract.metadata.shown_dates import Dated, Moment

_PUBLISHED = ("article:published_time", "og:published_time", "datepublished", "article:published",
              "og:article:published_time",
              "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date",
              "publicationdate",
              "publication_date", "pubdate", "article.published", "dc.date.issued", "dcterms.issued",
              "cxenseparse:recs:publishtime", "article:create_at", "article_date_original",
              "originalpublicationdate",
              "article:post_date", "ptime", "citation_publication_date", "citation_date", "displaydate",
              "iso-8601-publish-date", "rnews:datepublished", "bt:pubdate", "weibo:article:create_at",
              "og:pubdate",
              "release_date")  # fmt: skip
"""`<meta>` names that mean first publication."""
_VAGUE = ("dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "date", "datecreated", "created")
"""Names under which some systems keep the date of a template or of a change."""
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
            "dc.date.modified", "lastmod",
            "last-modified", "article:modified", "modified", "article:modified_date", "revised")  # fmt: skip
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)(?:[/-](1[0-2]|0?[1-9]|[a-z]{3})[/-]([12]\d|3[01]|0?[1-9])"
    r"|[/-]?(1[0-2]|0[1-9])[/-]?([12]\d|3[01]|0[1-9]))(?=[/\-_.]|$)",
    re.I,
)
_DAY_FIRST_IN_ADDRESS = re.compile(
    r"/(0[1-9]|[12]\d|3[01])[-_.](0[1-9]|1[0-2])[-_.]((?:19|20)\d\d)(?=[/\-_.]|$)"
)
_DATA = re.compile(
    r"(?:date_?publish|publish(?:ed|ing)?_?(?:at|date|time|on)|publication_?(?:date|time)|(?<![a-z])pub_?date|"
    r"first_?publish|article_?date|display_?date|post_?date)\w*\\?[\"']?\s*[:=,]\s*\\?[\"']([^\"'\\<>]{8,40})",
    re.I,
)
"""How the data of scripts tells the publication: `"publishedAt":"2024-03-12"`, `articleDate = '...'`."""
_DAY_FIRST = re.compile(r"en[-_](?:gb|au|nz|ie|in|za)", re.I)
_DAY_FIRST_HOST = re.compile(r"\.(?:uk|au|nz|ie|in|za)$")
WEST, EAST = 9, 14
"""Hours of UTC before which it is still the evening before in the Americas, and from which on it is the next
morning in the far east."""
REPRINT = timedelta(days=31)
"""An address whose day is so much earlier than what the markup tells has kept the day of a first print."""


def read_published(
    facts: Facts, lines: Sequence[str], title: str, language: str, blocks: Set[str]
) -> Pick[Moment] | None:
    """First publication: structured data, then what is shown near the headline, then the address,
    then htmldate.

    `blocks` are the texts of the body, which tell where it begins.
    """
    languages = _languages(facts, language)
    told = list(_told(facts))
    lines = shown_dates.without_site_heads(lines, facts.tree, title)
    places = shown_dates.headline_places(lines, title)
    marked = list(shown_dates.marked(facts, languages))
    days = {day_of(moment) for _, moment in marked}
    near = sorted(shown_dates.near(lines, places, languages), key=lambda one: day_of(one[1]) not in days)
    shown = [*near, *_vague(facts), *marked]
    if found := told or shown:
        first = found[0]
        if told:
            printed = [*shown_dates.alone(lines, places, languages)]
            first = _first_print(facts, first, printed) or _as_shown(first, shown)
        where, moment = first
        day = day_of(moment)
        others = [
            place
            for place, other in [*told[1:], *shown, *_in_address(facts)]
            if day_of(other) == day and place != where
        ]
        contradicted = bool(shown) and all(day_of(other) != day for _, other in shown)
        sure = (bool(told) and not contradicted) or len(set(others)) > 1
        return pick(moment, ", ".join([where, *others[:1]]), sure=sure)
    for where, moment in (*_in_address(facts), *shown_dates.in_words(lines, title, languages)):
        return pick(moment, where)
    if data := _in_scripts(facts):
        return pick(data, "data of a script")
    guess = _by_htmldate(facts)
    below = lines[max(min(places, default=0) - shown_dates.ABOVE, 0) :]
    if guess and shown_dates.shows(below, title, day_of(guess), languages):
        return pick(guess, "htmldate")
    if not places:
        for where, moment in shown_dates.above_text(lines, blocks, languages):
            return pick(moment, where)
    return None


def _languages(facts: Facts, language: str) -> tuple[str, ...]:
    """The language to read dates in: English with the day first, where the markup or the host says so."""
    if language == "en" and (_DAY_FIRST.fullmatch(facts.language) or _DAY_FIRST_HOST.search(facts.host)):
        return ("en-GB",)
    return (language,) if language else ()


def _first_print(facts: Facts, told: Dated, printed: Sequence[Dated]) -> Dated | None:
    """An earlier day, where what the markup tells is that of a reprint: the one in the address, or the one
    under the headline of a page that was last changed before it was published."""
    day = day_of(told[1])
    for where, moment in _in_address(facts):
        if day_of(moment) < day - REPRINT:
            return where, moment
    changed = next(_changed(facts), None)
    if changed is None or not _later(told[1], changed[1]):
        return None
    return next((one for one in printed if day_of(one[1]) < day), None)


def _later(one: Moment, other: Moment) -> bool:
    """Whether a moment is after another: by the clock where both tell it, else by the day."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one > other
    return day_of(one) > day_of(other)


def _as_shown(told: Dated, shown: Sequence[Dated]) -> Dated:
    """The day beside the headline, where it is the day of what is told in the outlet's own time zone."""
    moment = told[1]
    if not shown or not isinstance(moment, datetime) or moment.utcoffset():
        return told
    day = day_of(shown[0][1])
    away = (day - moment.date()).days
    zone = (away == -1 and moment.hour < WEST) or (away == 1 and moment.hour >= EAST)
    return (f"{told[0]}, {shown[0][0]}", day) if zone else told


def read_updated(
    facts: Facts, lines: Sequence[str], title: str, language: str, date: Moment | None
) -> Pick[Moment] | None:
    """The last change that the markup tells, else the one that the page shows, unless that is before `date`,
    the publication."""
    if told := next(_changed(facts), None):
        return pick(told[1], told[0])
    places = shown_dates.headline_places(lines, title)
    for where, moment in shown_dates.updates(facts, lines, places, _languages(facts, language)):
        if date is None or not _later(date, moment):
            return pick(moment, where)
    return None


def _changed(facts: Facts) -> Iterator[Dated]:
    for thing, where in (
        (facts.article, "json-ld dateModified"),
        (facts.webpage, "json-ld page dateModified"),
    ):
        if moment := read_machine_date(text(thing.get("dateModified"))):
            yield where, moment
    for key in _UPDATED:
        if moment := read_machine_date(facts.meta(key)):
            yield f"meta {key}", moment


def _told(facts: Facts) -> Iterator[Dated]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        if moment := read_machine_date(text(facts.article.get(key))):
            yield f"json-ld {key}", moment
    for key in _PUBLISHED:
        if moment := read_machine_date(facts.meta(key)):
            yield f"meta {key}", moment
    for mark in facts.times:
        if "datepublished" in mark.mark and not mark.aside and (moment := shown_dates.machine_date(mark)):
            yield "itemprop datePublished", moment
    if moment := read_machine_date(text(facts.webpage.get("datePublished"))):
        yield "json-ld page datePublished", moment


def _vague(facts: Facts) -> Iterator[Dated]:
    for key in _VAGUE:
        if moment := read_machine_date(facts.meta(key)):
            yield f"meta {key}", moment


def _in_address(facts: Facts) -> Iterator[Dated]:
    if match := _IN_ADDRESS.search(facts.url):
        month, day = match[2] or match[4], match[3] or match[5]
        if moment := read_date(f"{match[1]}-{month}-{day}") or read_date(f"{day} {month} {match[1]}"):
            yield "address", moment
    match = _DAY_FIRST_IN_ADDRESS.search(facts.url)
    if match and (moment := read_date(f"{match[3]}-{match[2]}-{match[1]}")):
        yield "address", moment


def _in_scripts(facts: Facts) -> Moment | None:
    """The publication that the data of scripts tells, where it tells of one day alone: teasers are in it
    too."""
    told = (
        read_machine_date(match[1])
        for script in facts.tree.iter("script")
        for match in _DATA.finditer(script.text or "")
    )
    moments = [moment for moment in told if moment]
    return moments[0] if len({day_of(moment) for moment in moments}) == 1 else None


def _by_htmldate(facts: Facts) -> Moment | None:
    """The library's strict search, for pages that mark no date."""
    from copy import deepcopy

    from htmldate import find_date

    try:
        found = find_date(
            deepcopy(facts.tree), original_date=True, extensive_search=False, url=facts.url or None
        )
    except (ValueError, TypeError, AttributeError, etree.Error, RecursionError):
        return None
    return read_date(found) if found else None
