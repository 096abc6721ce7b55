"""How far a body reaches beyond the lines the model is sure of: past a box, up a list, along a live ticker.

Each rule adds lines to a body, and none adds what readers or advertisers wrote.
"""

import re
from itertools import pairwise

from newsdigest.extract.dates import read_date
from newsdigest.extract.text.features import comment_zone
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.look import Look

BOX, RUN, WITHIN = 6, 2, 4
"""Lines of a box amid the text, and the paragraphs, among so many lines, that show that the text goes on."""
LIST = 30
"""Lines of a list at the text's beginning, with what introduces it."""
LISTED = 0.5
"""Share of such lines that are items."""
TIMES, LONGEST_TIME, PER_TIME, IN_ORDER, MOST = 3, 30, 5, 0.8, 0.6
"""Times alone on a line that make a live ticker, signs of the longest, lines of an entry below its time at
least, the share of times that follow on each other in order, and of words that one entry may have.
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
    """From the first to the last entry, where times alone on their lines follow on each other in order.

    Times with a day must fall, as where the newest entry stands first: those that rise may be the article's
    and those of what readers wrote below it.
    """
    for read, orders in ((_clock, (1, -1)), (_moment, (-1,))):
        times = {
            index: time
            for index, line in enumerate(lines)
            if len(line.text) < LONGEST_TIME
            and not zone[index]
            and (time := read(line.text, looks[index]))
            and any(seen.prose for seen in looks[index + 1 : index + PER_TIME])
        }
        if len(times) >= TIMES and any(_in_order([*times.values()], order) for order in orders):
            return _with_entries(looks, [*times], body)
    return body


def _clock(text: str, _seen: Look) -> float | None:
    """A time alone, in minutes."""
    found = _TIME.fullmatch(text)
    return int(found[1]) * 60 + int(found[2]) + 1 if found else None


def _moment(text: str, seen: Look) -> float | None:
    """A time with its day, likewise."""
    if not {"dated", "clock"} <= set(seen.marks):
        return None
    day, clock = read_date(text), _TIME.search(text)
    return day.toordinal() * 24 * 60 + int(clock[1]) * 60 + int(clock[2]) if day and clock else None


def _in_order(times: list[float], order: int) -> bool:
    """Whether most times rise (1) or fall (-1) from one to the next."""
    steps = [(later - earlier) * order for earlier, later in pairwise(times)]
    return any(step > 0 for step in steps) and sum(step >= 0 for step in steps) >= IN_ORDER * len(steps)


def _with_entries(looks: list[Look], times: list[int], body: list[int]) -> list[int]:
    """The body with the entries below such times, the last of them as long as the longest other at most.

    Where one has most of the words it is the article, and the others are a list of more.
    """
    first, last = times[0], times[-1]
    end = last + max(PER_TIME + 1, *(later - earlier for earlier, later in pairwise(times)))
    sizes = [sum(seen.words for seen in looks[a:b]) for a, b in pairwise([*times, end])]
    if max(sizes) > MOST * sum(sizes) or not any(first <= index < end for index in body):
        return body
    for index in range(last, min(end, len(looks))):
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
