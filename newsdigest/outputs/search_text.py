"""What search is made from: published entries in parts of an index, and the text of each.

The index is cut by language and year, a full year once more by quarter: an edited entry has
its own part made anew, and no other. The search page loads newer parts first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from msgspec import Struct

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.site import Filed, SearchPart, Site
from newsdigest.outputs.frame import Frame, frames
from newsdigest.outputs.wording import own_name

FULL_YEAR = 300
"""Entries of one language and year above which each quarter has a part of its own."""

NEAR = 64
"""So near to a full year, a few entries may decide how it is cut: all its parts are looked at."""


class Chapter(Struct, frozen=True):
    """The entries of one part of the index, newest first."""

    part: SearchPart
    frame: Frame
    newest: bool
    """Whether no later part is of its language."""
    touched: bool
    start: int
    count: int

    @property
    def entries(self) -> Iterator[Filed]:
        """Drafts and scheduled entries, which a preview shows, are in no index."""
        newest = self.frame.branch.home.newest
        listed = (newest[place] for place in range(self.start, self.start + self.count))
        return (one for one in listed if not (one.card.draft or one.card.scheduled))


def chapters(site: Site) -> list[Chapter]:
    """The parts of the site's index that have an entry: newest first, by language."""
    return [chapter for frame in frames(site) for chapter in _chapters(frame)]


def _chapters(frame: Frame) -> Iterator[Chapter]:
    start, newest = 0, True
    for year in frame.branch.years:
        doubtful = year.touched and abs(year.count - FULL_YEAR) <= NEAR
        cut = groupby(year.months, key=lambda month: (month.month + 2) // 3 if year.count > FULL_YEAR else 0)
        for quarter, group in cut:
            months = list(group)
            count = sum(month.count for month in months)
            touched = doubtful or (any(month.touched for month in months) if quarter else year.touched)
            name = f"{frame.branch.language.lower()}-{year.year}" + (f"-{quarter}" if quarter else "")
            part = SearchPart(name, frame.branch.language, year.year)
            chapter = Chapter(part, frame, newest, touched, start, count)
            start += count
            if any(chapter.entries):
                yield chapter
                newest = False


def inputs(chapter: Chapter, entries: Sequence[Filed]) -> bytes:
    """What a part is made from, beside the program."""
    frame = chapter.frame
    shown = [(one.card.file, one.card.fingerprint, one.body) for one in entries]
    return fingerprint(frame.base.path, frame.branch.language, shown)


def documents(chapter: Chapter, entries: Sequence[Filed], bodies: Mapping[bytes, str]) -> dict[str, str]:
    """Name -> HTML that tells Pagefind of each entry."""
    return {
        f"{number:06}.html": _document(chapter.frame, filed, bodies[filed.body])
        for number, filed in enumerate(entries)
    }


def _document(frame: Frame, filed: Filed, body: str) -> str:
    card = filed.card
    terms = [term for source in card.sources for term in (source.publisher, source.agency) if term]
    marks = [
        _mark("meta", "href", frame.href(card.url)),
        _mark("meta", "day", card.day.isoformat()),
        *(_mark("filter", "tag", label) for label in _once(term.label for term in card.tags)),
        *(_mark("filter", "publisher", label) for label in _once(term.label for term in terms)),
        _mark("filter", "year", str(card.day.year)),
        _mark("filter", "language", own_name(frame.branch.language)),
    ]
    return (
        f'<!DOCTYPE html><html lang="{escape(card.lang)}"><body data-pagefind-body>{"".join(marks)}'
        f"<h1>{escape(card.title)}</h1><p>{escape(card.summary)}</p>{body}</body></html>"
    )


def _mark(kind: str, name: str, value: str) -> str:
    """A value in an attribute of its own: in the short form a comma would begin another value."""
    return f'<span data-pagefind-{kind}="{name}[data-value]" data-value="{escape(value)}"></span>'


def _once(labels: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(labels))
