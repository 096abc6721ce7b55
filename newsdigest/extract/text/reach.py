"""How far a body reaches beyond the lines the model is sure of: past a box, up a list, along a live ticker.

Each rule adds lines to a body, and none adds what readers or advertisers wrote.
"""

import re
from itertools import pairwise

from newsdigest.extract.text.features import comment_zone
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.look import Look

BOX, RUN, WITHIN = 6, 2, 4
"""Lines of a box amid the text, and the paragraphs, among so many lines, that show that the text goes on."""
LIST = 30
"""Lines of a list at the text's beginning, with what introduces it."""
LISTED = 0.5
"""Share of such lines that are items."""
TIMES, PER_TIME, IN_ORDER = 3, 5, 0.8
"""Times alone on a line that make a live ticker, lines of an entry below its time at least, and the share of
times that follow on each other in order.
"""

_ENDS = frozenset(("comments", "reply", "share", "login", "legal", "menu"))
_NO_TEXT = frozenset(("votes", "ago", "dated", "byline", "rights"))
_TIME = re.compile(r"(\d{1,2})[:.h](\d\d)(?: ?(?:uhr|[ap]\.?m\.?|gmt|cet|ist|et))?", re.I)


def reaching(lines: list[Line], looks: list[Look], body: list[int]) -> list[int]:
    """The body with the lines that belong to it by their place."""
    zone = comment_zone(looks)
    for extend in (_past_boxes, _up_a_list, _along_a_ticker):
        body = extend(lines, looks, zone, body) if body else body
    return body


def _past_boxes(_lines: list[Line], looks: list[Look], zone: list[bool], body: list[int]) -> list[int]:
    """On below the last line, where paragraphs follow a box of a few lines: the model took it for the end."""
    body = list(body)
    while (start := _next_paragraph(looks, zone, body[-1] + 1)) is not None:
        near = range(start, min(start + WITHIN, len(looks)))
        run = [index for index in near if _is_paragraph(looks[index])]
        if len(run) < RUN or any(_ends(looks[index]) for index in range(start, run[-1] + 1)):
            break
        body += [index for index in range(start, run[-1] + 1) if not looks[index].kind]
    return body


def _next_paragraph(looks: list[Look], zone: list[bool], start: int) -> int | None:
    for index in range(start, min(start + BOX, len(looks))):
        if zone[index] or _ends(looks[index]):
            return None
        if _is_paragraph(looks[index]):
            return index
    return None


def _up_a_list(_lines: list[Line], looks: list[Look], _zone: list[bool], body: list[int]) -> list[int]:
    """From the paragraph above a list that leads into the text: `Ingredients`, and what they are for."""
    first = body[0]
    for index in range(first - 1, max(-1, first - 1 - LIST), -1):
        if looks[index].kind or _ends(looks[index]):
            break
        if _is_paragraph(looks[index]):
            between = looks[index + 1 : first]
            items = sum(bool({"bullet", "numbered"} & set(seen.marks)) for seen in between)
            return [*range(index, first), *body] if between and items >= LISTED * len(between) else body
    return body


def _along_a_ticker(lines: list[Line], looks: list[Look], zone: list[bool], body: list[int]) -> list[int]:
    """From the first to the last entry, where times alone on their lines follow on each other in order."""
    times = {
        index: int(clock[1]) * 60 + int(clock[2])
        for index, line in enumerate(lines)
        if len(line.text) < 14
        and not zone[index]
        and (clock := _TIME.fullmatch(line.text))
        and any(seen.prose for seen in looks[index + 1 : index + PER_TIME])
    }
    later = [a <= b for a, b in pairwise(times.values())]
    if len(times) < TIMES or max(sum(later), len(later) - sum(later)) < IN_ORDER * len(later):
        return body
    first, newest = min(times), max(times)
    if not any(first <= index <= newest + PER_TIME for index in body):
        return body
    last = newest
    for index in range(newest, min(newest + PER_TIME + 1, len(lines))):
        if looks[index].kind in ("comments", "related", "legal"):
            break
        last = index if looks[index].prose else last
    entries = (
        index
        for index in range(first, last + 1)
        if not looks[index].kind and not {"votes", "rights"} & set(looks[index].marks)
    )
    return sorted({*body, *entries})


def _is_paragraph(seen: Look) -> bool:
    return seen.prose and "ended" in seen.marks and "caption" not in seen.marks


def _ends(seen: Look) -> bool:
    return seen.kind in _ENDS or bool(_NO_TEXT & set(seen.marks))
