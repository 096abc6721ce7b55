"""The headline of a dump: which line about the body's beginning it is.

Each candidate gets the sum of the weights of its features; the highest wins if it is high enough.
The weights are learnt by tools/train_lines.py, beside those of the line model.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.look import Look
from newsdigest.extract.text.words import folded, terms

ABOVE, BELOW = 100, 4
"""Lines above the body's first, and from it on, among which the headline is looked for."""

LEAST, SURE, SURE_ALONE = 0.2, 0.88, 0.6
"""Chance of the best candidate below which no headline is given, and from which on it is sure: by itself, and
where it stands alone right above byline, date or text. (On unseen sites 98 % of the sure ones are right.)
"""
MOST_BETWEEN, LONGEST_BETWEEN = 4, 5
"""Lines between such a headline and the text, and the words of the longest."""
_NO_HEADLINE = frozenset(("credit", "caption", "bars", "trail", "digits", "byline", "dated"))
"""With any of these features a headline is never sure."""

_SUFFIX = re.compile(r"\s+(?:[|»«·•–—-]|::|//)\s+")
_DISTANCES = (
    (0, "at_body"),
    (1, "above1"),
    (2, "above2"),
    (4, "above3"),
    (8, "above5"),
    (15, "above9"),
    (30, "above16"),
)


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline, its line (index), and how sure."""

    text: str
    index: int
    sure: bool
    site: str = ""
    """What the page's own title has behind the headline: the site's name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be the headline."""

    text: str
    index: int
    features: tuple[str, ...]


def find_headline(
    lines: list[Line], looks: list[Look], body: list[int], weights: Mapping[str, float]
) -> Headline | None:
    """The line that looks, stands and reads most like the headline; None if none does."""
    found = candidates(lines, looks, body)
    if not found:
        return None
    scores = [sum(weights.get(name, 0.0) for name in candidate.features) for candidate in found]
    top = max(scores)
    chances: Counter[str] = Counter()
    for candidate, score in zip(found, scores, strict=True):
        chances[folded(candidate.text)] += math.exp(score - top)  # type: ignore[assignment]
    best = max(zip(scores, found, strict=True), key=lambda pair: pair[0])[1]
    chance = chances[folded(best.text)] / sum(chances.values())
    if chance < LEAST:
        return None
    sure = chance >= (SURE_ALONE if _stands_alone(looks, best.index, body[0]) else SURE)
    sure = sure and not _NO_HEADLINE & set(best.features)
    return Headline(best.text, best.index, sure, _site_behind(best.text, lines))


def _stands_alone(looks: list[Look], index: int, first: int) -> bool:
    """Whether nothing stands between a line and the text but byline, date and other short lines."""
    between = looks[index + 1 : first]
    if index >= first or len(between) > MOST_BETWEEN:
        return False
    told = any({"byline", "dated", "ago"} & set(seen.marks) for seen in between)
    return not between or (told and all(seen.words <= LONGEST_BETWEEN for seen in between))


def candidates(lines: list[Line], looks: list[Look], body: list[int]) -> list[Candidate]:
    """The lines that may be the headline, with the names of the features that hold."""
    if not body:
        return []
    first = body[0]
    story = Counter(term for index in body[:60] for term in set(terms(lines[index].text)))
    copies = Counter(folded(line.text) for line in lines[: first + 300])
    top = [folded(line.text) for line in lines[:3] if len(line.text) > 20]
    known = {folded(lines[index].text) for index in range(max(0, first - ABOVE), first + 1)}
    found = []
    indices = dict.fromkeys([0, 1, 2, *range(max(0, first - ABOVE), first + BELOW)])
    for index in indices:
        if index >= len(lines) or not 1 <= looks[index].words <= 45 or len(lines[index].text) > 300:
            continue
        text = lines[index].text
        if "no_letters" in looks[index].marks:
            continue
        if index < 3 and first - index > 8:
            text = without_suffix(text)[0]
        own = folded(text)
        if not own:
            continue
        names = [*looks[index].marks, *_place(index, first), *_likeness(terms(text), story)]
        names += _neighbours(looks, index)
        names += ["copied"] if copies[own] > 1 else []
        if any(len(line) > len(own) and line.startswith(own) for line in top):
            names.append("opens_page_title")
        elif any(own in line and own != line for line in top):
            names.append("in_page_title")
        elif own in top and index > 2:
            names.append("is_page_title")
        if any(
            own.endswith(" " + other) for other in known if other.count(" ") > (0 if "bars" in names else 1)
        ):
            names.append("trail")
        if any(other.endswith(" " + own) for other in known if own.count(" ")):
            names.append("closes_trail")
        if lines[index].indent < lines[first].indent:
            names.append("outdented")
        found.append(Candidate(text, index, tuple(names)))
    return found


def _place(index: int, first: int) -> list[str]:
    names = ["top"] if index < 3 else []
    distance = first - index
    if distance < 0:
        return [*names, "in_body"]
    return [*names, next((name for most, name in _DISTANCES if distance <= most), "above31")]


def _likeness(own: list[str], story: Counter[str]) -> list[str]:
    """How many of the line's words the body has, and what share of them that is."""
    shared = sum(term in story for term in own)
    often = sum(story[term] > 2 for term in own)
    share = shared / len(own) if own else 0.0
    return [
        f"shared{min(shared, 6)}",
        f"often{min(often, 4)}",
        "share_none"
        if not share
        else "share_low"
        if share < 0.4
        else "share_half"
        if share < 0.75
        else "share_high",
    ]


def _neighbours(looks: list[Look], index: int) -> list[str]:
    """Whether byline, date or standfirst follow, and what stands above."""
    names = []
    below = looks[index + 1 : index + 5]
    for mark in ("byline", "dated", "ago", "credit", "prose"):
        if any(mark in seen.marks for seen in below):
            names.append(mark + "_follows")
    if below and below[0].words > 7:
        names.append("long_follows")
    if index and looks[index - 1].kind:
        names.append("under_furniture")
    if index and looks[index - 1].words < 4:
        names.append("under_stub")
    if index and looks[index - 1].words > 7:
        names.append("under_long")
    return names


def without_suffix(text: str) -> tuple[str, str]:
    """A page's title without the site's name behind it, and that name: `Head - Site` -> Head, Site."""
    parts = _SUFFIX.split(text)
    if len(parts) < 2 or len(parts[-1].split()) > 5 or len(parts[0]) < len(parts[-1]):
        return text, ""
    cut = text.rfind(parts[-1])
    head = re.sub(r"\s+(?:[|»«·•–—-]|::|//)\s*$", "", text[:cut])
    return head, parts[-1].strip()


def _site_behind(text: str, lines: list[Line]) -> str:
    """The site's name as the page's own title has it behind the headline."""
    for line in lines[:3]:
        if len(line.text) > len(text) and line.text.startswith(text):
            return _SUFFIX.split(line.text)[-1].strip() if _SUFFIX.search(line.text[len(text) :]) else ""
    return ""
