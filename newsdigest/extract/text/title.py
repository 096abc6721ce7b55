"""The headline of a dump: which line about the body's beginning it is.

Each candidate is scored by small trees over what it looks like, where it stands and how it reads beside the
text (headline.py); the highest wins if it is high enough. tools/train_lines.py learns the trees.
"""

import math
import re
from collections import Counter

from msgspec import Struct

from newsdigest.extract.text.headline import candidates
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.look import Look
from newsdigest.extract.text.words import folded
from newsdigest.extract.trees import Trees

LEAST, SURE, SURE_ALONE = 0.2, 0.8, 0.3
"""Chance of the best candidate below which no headline is given, and from which on it is sure: by itself, and
where it stands alone right above byline, date or text. (On unseen sites 98 % of the sure ones are right.)
"""
MOST_BETWEEN, LONGEST_BETWEEN = 4, 5
"""Lines between such a headline and the text, and the words of the longest."""
_NO_HEADLINE = ("credit", "caption", "bars", "trail", "digits", "byline", "dated")
"""With any of these features a headline is never sure."""

_SUFFIX = re.compile(r"\s+(?:[|»«·•–—-]|::|//)\s+")


class Headline(Struct, frozen=True):
    """The headline, its line (index), and how sure."""

    text: str
    index: int
    sure: bool
    site: str = ""
    """What the page's own title has behind the headline: the site's name."""


def find_headline(
    lines: list[Line], looks: list[Look], body: list[int], trees: Trees, top_heading: int = 0
) -> Headline | None:
    """The line that looks, stands and reads most like the headline; None if none does.

    Where markup has a heading for the whole page on a line, it is that.
    """
    found = candidates(lines, looks, body)
    for one in found:
        if lines[one.index].number == top_heading and one.text == lines[one.index].text:
            return Headline(one.text, one.index, True)
    if not found:
        return None
    scores = [trees.score(candidate.features) for candidate in found]
    top = max(scores)
    chances: Counter[str] = Counter()
    for candidate, score in zip(found, scores, strict=True):
        chances[folded(candidate.text)] += math.exp(score - top)  # type: ignore[assignment]
    best = max(zip(scores, found, strict=True), key=lambda pair: pair[0])[1]
    chance = chances[folded(best.text)] / sum(chances.values())
    if chance < LEAST:
        return None
    sure = chance >= (SURE_ALONE if _stands_alone(looks, best.index, body[0]) else SURE)
    sure = sure and not any(best.features.get(name) for name in _NO_HEADLINE)
    return Headline(best.text, best.index, sure, _site_behind(best.text, lines))


def _stands_alone(looks: list[Look], index: int, first: int) -> bool:
    """Whether nothing stands between a line and the text but byline, date and other short lines."""
    between = looks[index + 1 : first]
    if index >= first or len(between) > MOST_BETWEEN:
        return False
    told = any({"byline", "dated", "ago"} & set(seen.marks) for seen in between)
    return not between or (told and all(seen.words <= LONGEST_BETWEEN for seen in between))


def _site_behind(text: str, lines: list[Line]) -> str:
    """The site's name as the page's own title has it behind the headline."""
    for line in lines[:3]:
        if len(line.text) > len(text) and line.text.startswith(text):
            return _SUFFIX.split(line.text)[-1].strip() if _SUFFIX.search(line.text[len(text) :]) else ""
    return ""
