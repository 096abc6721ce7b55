"""When the article was first published, and when it was last changed."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from lxml import etree

from newsdigest.extract.dates import day_of, read_date, read_machine_date
from newsdigest.extract.metadata.facts import Facts, Marked
from newsdigest.extract.metadata.jsonld import text
from newsdigest.extract.metadata.pick import Pick, pick
from newsdigest.extract.tree import parts_of
from newsdigest.extract.wordlists import alternatives

Moment = date | datetime

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
    r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2]|[a-z]{3})[/-]?(0[1-9]|[12]\d|3[01])(?=[/\-_.]|$)", re.I
)
_DAY_FIRST_IN_ADDRESS = re.compile(
    r"/(0[1-9]|[12]\d|3[01])[-_.](0[1-9]|1[0-2])[-_.]((?:19|20)\d\d)(?=[/\-_.]|$)"
)
_UPDATE_WORD = re.compile(alternatives("of an update"), re.I)
_PUBLISH_WORD = re.compile(alternatives("of publication"), re.I)
BELOW, ABOVE = 8, 5
"""Lines around the headline that may hold its date."""
NEAREST, OPENING, LEAD = 3, 60, 30
"""Lines below the headline that open the article; signs of them that may hold its date; those of a
lead word."""
WEST = 9
"""Hours of UTC before which it is still the evening before in the Americas."""
SHORT = 120
"""Signs of a line that gives a date and does not tell a story."""


def read_published(facts: Facts, lines: Sequence[str], title: str, language: str) -> Pick[Moment] | None:
    """First publication: structured data, then what is shown near the headline, then the address,
    then htmldate."""
    languages = (language,) if language else ()
    told = list(_told(facts))
    shown = [*_near(lines, title, languages), *_vague(facts), *_shown(facts, languages)]
    if found := told or shown:
        where, moment = _as_shown(found[0], shown) if told else found[0]
        day = day_of(moment)
        others = [
            place
            for place, other in [*told[1:], *shown, *_in_address(facts)]
            if day_of(other) == day and place != where
        ]
        contradicted = bool(shown) and all(day_of(other) != day for _, other in shown)
        sure = (bool(told) and not contradicted) or len(set(others)) > 1
        return pick(moment, ", ".join([where, *others[:1]]), sure=sure)
    for where, moment in (*_in_address(facts), *_in_words(lines, title, languages)):
        return pick(moment, where)
    guess = _by_htmldate(facts)
    seen = guess and any(
        _same_day(read_date(line, languages), guess)
        for line in lines
        if 5 < len(line) < SHORT and not _UPDATE_WORD.search(line)
    )
    return pick(guess, "htmldate") if guess and seen else None


def _as_shown(told: tuple[str, Moment], shown: Sequence[tuple[str, Moment]]) -> tuple[str, Moment]:
    """The day beside the headline, where it is the day of what is told in the outlet's own time zone."""
    moment = told[1]
    if not shown or not isinstance(moment, datetime) or moment.utcoffset():
        return told
    evening = moment.hour < WEST and (moment.date() - day_of(shown[0][1])).days == 1
    return (f"{told[0]}, {shown[0][0]}", day_of(shown[0][1])) if evening else told


def _in_words(lines: Sequence[str], title: str, languages: tuple[str, ...]) -> Iterator[tuple[str, Moment]]:
    """Weaker signs: a line that says it tells the publication, the first words of the article, and last
    an update, where a page tells no other day."""
    places = [number for number, line in enumerate(lines) if line == title]
    saying = (
        line
        for line in lines
        if 5 < len(line) < SHORT + len(title)
        and _PUBLISH_WORD.search(line if title and line.startswith(title) else line[:LEAD])
    )
    dated = (read_date(line, languages) for line in saying if not _UPDATE_WORD.search(line))
    if moment := next(filter(None, dated), None):
        yield "line of publication", moment
    below = [line for place in places for line in lines[place + 1 : place + 1 + NEAREST]]
    for line in below:
        start = line[:OPENING]
        if not _UPDATE_WORD.search(start) and (moment := read_date(start, languages)):
            yield "opening", moment
    for line in below:
        if len(line) < SHORT and (moment := read_date(line, languages)):
            yield "line of an update", moment


def _same_day(one: Moment | None, other: Moment) -> bool:
    return one is not None and day_of(one) == day_of(other)


def _near(lines: Sequence[str], title: str, languages: tuple[str, ...]) -> Iterator[tuple[str, Moment]]:
    """Dates in short lines close to the headline, the nearest first."""
    places = [number for number, line in enumerate(lines) if line == title]
    for step in (1, -1, *range(2, BELOW + 1), *range(-2, -ABOVE - 1, -1)):
        for place in places:
            line = lines[place + step] if 0 <= place + step < len(lines) else ""
            if (
                5 < len(line) < SHORT
                and not _UPDATE_WORD.search(line)
                and (moment := read_date(line, languages))
            ):
                yield "line below the headline" if step > 0 else "line above the headline", moment


def read_updated(facts: Facts) -> Pick[Moment] | None:
    """The last change that the markup tells."""
    for thing, where in (
        (facts.article, "json-ld dateModified"),
        (facts.webpage, "json-ld page dateModified"),
    ):
        if moment := read_machine_date(text(thing.get("dateModified"))):
            return pick(moment, where)
    for key in _UPDATED:
        if moment := read_machine_date(facts.meta(key)):
            return pick(moment, f"meta {key}")
    return None


def _told(facts: Facts) -> Iterator[tuple[str, Moment]]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        if moment := read_machine_date(text(facts.article.get(key))):
            yield f"json-ld {key}", moment
    for key in _PUBLISHED:
        if moment := read_machine_date(facts.meta(key)):
            yield f"meta {key}", moment
    for mark in facts.times:
        if "datepublished" in mark.mark and not mark.aside and (moment := _machine(mark)):
            yield "itemprop datePublished", moment
    if moment := read_machine_date(text(facts.webpage.get("datePublished"))):
        yield "json-ld page datePublished", moment


def _vague(facts: Facts) -> Iterator[tuple[str, Moment]]:
    for key in _VAGUE:
        if moment := read_machine_date(facts.meta(key)):
            yield f"meta {key}", moment


def _shown(facts: Facts, languages: tuple[str, ...]) -> Iterator[tuple[str, Moment]]:
    """Dates near the headline, those said to be of publication first, those of an update not at all."""
    top = facts.top
    marks = [mark for mark in facts.times if not mark.aside and not _says_update(mark)]
    if top is not None:
        marks.sort(key=lambda mark: (not _says_published(mark), mark.mark != "time", abs(mark.order - top)))
    for mark in marks[:12]:
        moment = _machine(mark) if mark.element.tag == "time" else None
        moment = moment or read_date(mark.text, languages) or read_date(_apart(mark), languages)
        if moment:
            yield ("time" if mark.element.tag == "time" else "visible date"), moment


def _apart(mark: Marked) -> str:
    """Its parts with blanks between: `Feb`, `18` and `2009` stand on one another."""
    return " ".join(part for _, part in parts_of(mark.element)) if len(mark.text) < SHORT // 4 else ""


def _machine(mark: Marked) -> Moment | None:
    element = mark.element
    for name in ("datetime", "content", "title"):
        if moment := read_machine_date(element.get(name) or ""):
            return moment
    return read_date(mark.text)


def _context(mark: Marked) -> str:
    """What markup and the words just in front say about a date."""
    before = mark.element.getprevious()
    words = (before.text_content() if before is not None and isinstance(before.tag, str) else "")[-40:]
    return " ".join(
        (mark.element.get("class") or "", mark.element.get("itemprop") or "", words, mark.text[:30])
    )


def _says_update(mark: Marked) -> bool:
    return bool(_UPDATE_WORD.search(_context(mark))) and not _PUBLISH_WORD.search(_context(mark))


def _says_published(mark: Marked) -> bool:
    return bool(_PUBLISH_WORD.search(_context(mark)))


def _in_address(facts: Facts) -> Iterator[tuple[str, Moment]]:
    if match := _IN_ADDRESS.search(facts.url):
        moment = read_date(f"{match[1]}-{match[2]}-{match[3]}") or read_date(
            f"{match[3]} {match[2]} {match[1]}"
        )
        if moment:
            yield "address", moment
    match = _DAY_FIRST_IN_ADDRESS.search(facts.url)
    if match and (moment := read_date(f"{match[3]}-{match[2]}-{match[1]}")):
        yield "address", moment


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
