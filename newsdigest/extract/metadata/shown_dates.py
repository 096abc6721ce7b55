"""Dates as a page shows them: in lines about headline and text, and in elements that are marked as dates."""

import re
from collections.abc import Iterator, Sequence, Set
from datetime import date, datetime
from itertools import islice

from lxml.html import HtmlElement

from newsdigest.extract.dates import day_of, read_date, read_machine_date
from newsdigest.extract.metadata.facts import Facts, Marked
from newsdigest.extract.tree import parts_of, visible_lines
from newsdigest.extract.wordlists import alternatives

Moment = date | datetime
Dated = tuple[str, Moment]
"""Where a date stands, and the date."""

_UPDATE_WORD = re.compile(rf"(?<![a-z]){alternatives('of an update')}", re.I)
_MARKED_UPDATE = re.compile(r"updat|modif|changed|revis", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PUBLISH_WORD = re.compile(alternatives("of publication"), re.I)
BELOW, ABOVE = 8, 5
"""Lines around the headline that may hold its date."""
NEAREST, OPENING, LEAD = 3, 60, 30
"""Lines below the headline that open the article; signs of them that may hold its date; those of a
lead word, and of a line that is a date and little else."""
SHORT = 120
"""Signs of a line that gives a date and does not tell a story."""
KICKER = 100
"""Signs that may stand before the headline in its own line."""
PROSE = 60
"""Signs from which on a block of the body is no heading."""
HEAD = 60
"""Elements above the headline among which its date may stand; before them is the head of the site, with the
day of the visit."""
MOST_MARKS, LEVELS = 12, 4
_HOLDERS = ("header", "main", "article")


def headline_places(lines: Sequence[str], title: str) -> list[int]:
    """Lines that are the headline, or else that end with it."""
    exact = [number for number, line in enumerate(lines) if line == title]
    if exact or not title:
        return exact
    longest = len(title) + KICKER
    return [number for number, line in enumerate(lines) if len(line) < longest and line.endswith(title)]


def without_site_heads(lines: Sequence[str], tree: HtmlElement, title: str) -> list[str]:
    """The lines, those of the site's own head emptied, where the day of the visit stands, and those of
    quotations, where that of a post elsewhere does."""
    boxes = [*_site_heads(tree), *tree.iter("blockquote")]
    others = [set(visible_lines(box)) for box in boxes]
    above = {line for other in others if title not in other for line in other}
    return ["" if line in above else line for line in lines]


def near(lines: Sequence[str], places: Sequence[int], languages: tuple[str, ...]) -> Iterator[Dated]:
    """Dates in short lines close to the headline, the nearest first."""
    for step in (1, -1, *range(2, BELOW + 1), *range(-2, -ABOVE - 1, -1)):
        for place in places:
            line = lines[place + step] if 0 <= place + step < len(lines) else ""
            if moment := _of_line(line, languages):
                yield "line below the headline" if step > 0 else "line above the headline", moment


def above_text(lines: Sequence[str], blocks: Set[str], languages: tuple[str, ...]) -> Iterator[Dated]:
    """Dates in short lines close above the body, the nearest first."""
    first = next((at for at, line in enumerate(lines) if len(line) > PROSE and line in blocks), 0)
    for line in reversed(lines[max(first - ABOVE, 0) : first]):
        if moment := _of_line(line, languages):
            yield "line above the text", moment


def alone(lines: Sequence[str], places: Sequence[int], languages: tuple[str, ...]) -> Iterator[Dated]:
    """Dates that make up a line right under the headline."""
    for place in places:
        for line in lines[place + 1 : place + 1 + NEAREST]:
            if len(line) <= LEAD and (moment := _of_line(line, languages)):
                yield "line below the headline", moment


def in_words(lines: Sequence[str], title: str, languages: tuple[str, ...]) -> Iterator[Dated]:
    """Weaker signs: a line that says it tells the publication, the first words of the article, and last
    an update, where a page tells no other day."""
    saying = (
        line
        for line in lines
        if 5 < len(line) < SHORT + len(title)
        and _PUBLISH_WORD.search(line if title and line.startswith(title) else line[:LEAD])
    )
    dated = (read_date(line, languages) for line in saying if not _UPDATE_WORD.search(line))
    if moment := next(filter(None, dated), None):
        yield "line of publication", moment
    places = [number for number, line in enumerate(lines) if line == title]
    below = [line for place in places for line in lines[place + 1 : place + 1 + NEAREST]]
    for line in below:
        start = line[:OPENING]
        if not _UPDATE_WORD.search(start) and (moment := read_date(start, languages)):
            yield "opening", moment
    for line in below:
        if len(line) < SHORT and (moment := read_date(line, languages)):
            yield "line of an update", moment


def shows(lines: Sequence[str], title: str, day: date, languages: tuple[str, ...]) -> bool:
    """Whether a short line tells that day, and is neither the headline nor one of a list of dated lines."""
    told = [_of_line(line, languages) if line != title else None for line in lines]
    days = [None if moment is None else day_of(moment) for moment in told]
    around = zip([None, *days], days, [*days[1:], None], strict=False)
    return any(one == day and {before, after} <= {None, day} for before, one, after in around)


def marked(facts: Facts, languages: tuple[str, ...]) -> Iterator[Dated]:
    """Dates near the headline, those said to be of publication first, those of an update not at all."""
    top = facts.top
    boxes = (*_site_heads(facts.tree), *facts.tree.iter("blockquote"))
    above = {element for box in boxes for element in box.iter()}
    updates = {mark.element for mark in facts.times if _says_update(mark)}
    marks = [
        mark
        for mark in facts.times
        if not mark.aside and mark.element not in above and not _stands_in(mark.element, updates)
    ]
    if top is not None:
        marks = [mark for mark in marks if mark.order > top - HEAD]
        marks.sort(key=lambda mark: (not _says_published(mark), mark.mark != "time", abs(mark.order - top)))
    for mark in marks[:MOST_MARKS]:
        moment = (
            (_of_attribute(mark.element) if mark.element.tag.endswith("time") else None)
            or read_date(_of_publication(mark.text), languages)
            or read_date(_apart(mark), languages)
        )
        if moment:
            yield ("time" if mark.element.tag == "time" else "visible date"), moment


def updates(
    facts: Facts, lines: Sequence[str], places: Sequence[int], languages: tuple[str, ...]
) -> Iterator[Dated]:
    """Dates of a change: in an element that says so, or in a short line below the headline."""
    top = facts.top or 0
    for mark in facts.times:
        told = "datemodified" in mark.mark
        if not mark.aside and (told or (_says_update(mark) and -HEAD < mark.order - top < HEAD * 2)):
            behind = _of_update(mark.text)
            machine = machine_date(mark) if told or mark.element.tag == "time" else None
            if moment := machine or read_date(behind or mark.text, languages):
                yield "itemprop dateModified" if told else "visible date of an update", moment
    for place in places:
        for line in lines[place + 1 : place + 1 + BELOW]:
            if len(line) < SHORT and (moment := read_date(_of_update(line), languages)):
                yield "line of an update", moment


def machine_date(mark: Marked) -> Moment | None:
    """What an element gives for programs, else what it shows."""
    return _of_attribute(mark.element) or read_date(mark.text)


def _of_attribute(element: HtmlElement) -> Moment | None:
    given = (read_machine_date(element.get(name) or "") for name in ("datetime", "content", "title"))
    return next(filter(None, given), None)


def _site_heads(tree: HtmlElement) -> Set[HtmlElement]:
    """The outermost `header` elements that are no part of an article and hold no headline."""
    outermost = (head for head in tree.iter("header") if next(head.iterancestors(*_HOLDERS), None) is None)
    return {head for head in outermost if next(head.iter("h1"), None) is None}


def _of_line(line: str, languages: tuple[str, ...]) -> Moment | None:
    """The date of a short line that speaks of no update."""
    return read_date(_of_publication(line), languages) if 5 < len(line) < SHORT else None


def _of_publication(text: str) -> str:
    """What a text tells of the publication, where it may tell of an update too."""
    update = _UPDATE_WORD.search(text)
    if not update:
        return text
    before, behind = text[: update.start()], text[update.end() :]
    if published := _PUBLISH_WORD.search(before) or _PUBLISH_WORD.search(behind):
        return (
            text[published.start() : update.start()]
            if published.string is before
            else behind[published.start() :]
        )
    return before if _YEAR.search(before) and _YEAR.search(behind) else ""


def _of_update(text: str) -> str:
    """What a text tells of an update, up to what it tells of the publication."""
    update = _UPDATE_WORD.search(text)
    behind = text[update.end() :] if update else ""
    published = _PUBLISH_WORD.search(behind)
    return behind[: published.start()] if published else behind


def _apart(mark: Marked) -> str:
    """Its parts with blanks between: `Feb`, `18` and `2009` stand on one another."""
    return " ".join(part for _, part in parts_of(mark.element)) if len(mark.text) < SHORT // 4 else ""


def _stands_in(element: HtmlElement, others: Set[HtmlElement]) -> bool:
    """Whether it is one of them or stands closely in one."""
    return element in others or any(holder in others for holder in islice(element.iterancestors(), LEVELS))


def _says_update(mark: Marked) -> bool:
    said = _UPDATE_WORD.search(_words(mark)) or _MARKED_UPDATE.search(_markup(mark))
    return bool(said) and not _says_published(mark)


def _says_published(mark: Marked) -> bool:
    return bool(_PUBLISH_WORD.search(f"{_markup(mark)} {_words(mark)}"))


def _markup(mark: Marked) -> str:
    return f"{mark.element.get('class') or ''} {mark.element.get('itemprop') or ''}"


def _words(mark: Marked) -> str:
    """The words just in front of a date, and those with it up to its year."""
    before, holder = mark.element.getprevious(), mark.element.getparent()
    if before is not None and isinstance(before.tag, str):
        words = before.text_content() + (before.tail or "")
    else:
        words = (holder.text or "") if holder is not None else ""
    year = _YEAR.search(mark.text)
    return f"{words.strip()[-40:]} {mark.text[: max(LEAD, year.start() if year else 0)]}"
