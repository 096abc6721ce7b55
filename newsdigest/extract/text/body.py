"""The body: the lines the model takes for it, without what never is body, closed where articles close."""

import re

from newsdigest.extract.text.features import PROSE_FIRST, comment_zone, densest_stretch
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.look import Look
from newsdigest.extract.text.reach import reaching

FOREIGN_MARKS = frozenset(("rights", "votes", "caption"))
FOREIGN_KINDS = frozenset(("comments", "reply", "share", "login", "advert"))
"""What stands in no article: of 417 articles with known bodies, 14 lines in all are lost by it."""

LONG_LINK, LABEL = 20, 6
"""Words from which on a line that opens as a link to another story may be text, and those of a mere label."""

ENOUGH = {"rights": 0.2, "comments": 0.05, "stamps": 0.2}
"""Share of the text that must stand above a notice of rights, or the mark of comments, for it to be the end.

A notice also stands below the menu of some pages. Where votes follow, any share will do: a short report may
have a thousand comments.
"""


STAMPS, STAMPS_WITHIN = 4, 60
"""So many lines of name, day and hour, among so many lines, are those of comments without a heading."""

RATINGS, RATINGS_WITHIN = 6, 12
"""So many lines of shares and counts (`98%`, `(39)`), among so many lines, open the reviews of customers."""

_RATING = re.compile(r"\(\d[\d.,]*\)|\d{1,3} ?%|\d ?[★⭐]")

MISSED = 2.0
"""The densest stretch is taken where it has, outside of the body, this many times the text of the body."""


def body_lines(lines: list[Line], looks: list[Look], states: list[str]) -> list[int]:
    """Indices of the body's lines."""
    return reaching(lines, looks, _closed(lines, looks, states))


def _closed(lines: list[Line], looks: list[Look], states: list[str]) -> list[int]:
    """What the model takes for body, without what never is, up to where articles close."""
    zone = comment_zone(looks)
    taken = [index for index, state in enumerate(states) if state == "body"]
    body = [
        index
        for index in _with_densest(looks, zone, taken)
        if not _is_foreign(looks[index]) and not (index and _is_title_under(looks[index - 1], looks[index]))
    ]
    reviews = _reviews_from(lines)
    body = [index for index in body if index < reviews]
    body = _said_once(lines, looks, body)
    total = sum(looks[index].words for index in body)
    kept = set(body)
    words = prose = 0
    for index, seen in enumerate(looks):
        if index in kept:
            words += seen.words
            prose += seen.prose
        elif prose >= PROSE_FIRST:
            end = "comments" if seen.kind == "comments" else "rights" if "rights" in seen.marks else ""
            if (
                not end
                and _is_stamp(seen)
                and sum(map(_is_stamp, looks[index : index + STAMPS_WITHIN])) >= STAMPS
            ):
                end = "stamps"
            if end and (words >= ENOUGH[end] * total or zone[index]):
                return [at for at in body if at < index]
    return body


def _is_foreign(seen: Look) -> bool:
    """Whether a line stands in no article, whatever is around it."""
    return (
        seen.kind in FOREIGN_KINDS
        or (seen.kind == "related" and seen.words < LONG_LINK)
        or bool(FOREIGN_MARKS & set(seen.marks))
    )


def _is_title_under(above: Look, seen: Look) -> bool:
    """Whether a line is the title of another story, below `Read also`."""
    label = above.kind == "related" and above.words < LABEL
    return label and not seen.prose and not {"ended", "colon"} & set(seen.marks)


def _said_once(lines: list[Line], looks: list[Look], body: list[int]) -> list[int]:
    """The body without running text that it has already: the page shows some twice, folded and unfolded.

    Questions are asked again, and lists repeat their items.
    """
    known: set[str] = set()
    kept = []
    for index in body:
        text, seen = lines[index].text, looks[index]
        if seen.prose and not {"question", "bullet", "numbered"} & set(seen.marks):
            if text in known:
                continue
            known.add(text)
        kept.append(index)
    return kept


def _with_densest(looks: list[Look], zone: list[bool], taken: list[int]) -> list[int]:
    """The lines taken for body; or the densest stretch of running text where they all but miss it.

    The chain may close the article too soon, at a teaser, and take all that follows for the rest of the page.
    """
    first, last = densest_stretch(looks, zone)
    dense = [index for index in range(first, last + 1) if looks[index].prose]
    if sum(map(_is_stamp, looks[first : last + 1])) >= STAMPS:
        return taken
    kept = set(taken)
    missed = sum(looks[index].words for index in dense if index not in kept)
    both = sum(looks[index].words for index in taken if looks[index].prose)
    if missed <= MISSED * max(both, 20):
        return taken
    return [index for index in range(first, last + 1) if looks[index].prose or "ended" in looks[index].marks]


def _reviews_from(lines: list[Line]) -> int:
    """Index of the line that opens the reviews of customers; the number of lines where none does."""
    marks = [
        index for index, line in enumerate(lines) if len(line.text) < 12 and _RATING.fullmatch(line.text)
    ]
    for index, last in zip(marks, marks[RATINGS - 1 :], strict=False):
        if last - index < RATINGS_WITHIN:
            return index
    return len(lines)


def _is_stamp(seen: Look) -> bool:
    """Whether a line tells who wrote a comment and when: `Jo Roe March 3, 2020 at 4:28 pm`."""
    return 3 < seen.words <= 12 and "dated" in seen.marks and "clock" in seen.marks


def standfirst_lines(looks: list[Look], body: list[int]) -> list[int]:
    """The standfirst: the body's first lines (two at most) where byline or date part them from the rest."""
    for count in (1, 2):
        if len(body) < count + 4:
            break
        between = looks[body[count - 1] + 1 : body[count]]
        if 0 < len(between) < 20 and any({"byline", "dated", "ago"} & set(seen.marks) for seen in between):
            return body[:count]
    return []
