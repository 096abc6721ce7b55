"""The body among the lines that the model takes for it: without what never is body, and closed where pages close."""

from newsdigest.extract.text.features import PROSE_FIRST, comment_zone
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.look import Look

FOREIGN_MARKS = frozenset(("rights", "votes", "caption"))
FOREIGN_KINDS = frozenset(("comments", "reply", "share", "login", "advert"))
"""What stands in no article: of 417 articles with known bodies, 14 lines in all are lost by it."""

ENOUGH = 0.2
"""Share of the text that must stand above a notice or the mark of comments for it to close the article.

A notice also stands below the menu of some pages. Where votes follow, any share will do: a short report may have a
thousand comments.
"""


def body_lines(lines: list[Line], looks: list[Look], states: list[str]) -> list[int]:
    """Indices of the body's lines."""
    body = [
        index
        for index, state in enumerate(states)
        if state == "body"
        and looks[index].kind not in FOREIGN_KINDS
        and not FOREIGN_MARKS & set(looks[index].marks)
    ]
    zone = comment_zone(looks)
    total = sum(looks[index].words for index in body)
    kept = set(body)
    words = prose = 0
    for index, seen in enumerate(looks):
        if index in kept:
            words += seen.words
            prose += seen.prose
        elif prose >= PROSE_FIRST and (seen.kind == "comments" or "rights" in seen.marks):
            if words >= ENOUGH * total or zone[index]:
                return [at for at in body if at < index]
    return body


def standfirst_lines(looks: list[Look], body: list[int]) -> list[int]:
    """The body's first lines (two at most) where byline or date part them from the rest: they are the standfirst."""
    for count in (1, 2):
        if len(body) < count + 4:
            break
        between = looks[body[count - 1] + 1 : body[count]]
        if 0 < len(between) < 20 and any({"byline", "dated", "ago"} & set(seen.marks) for seen in between):
            return body[:count]
    return []
