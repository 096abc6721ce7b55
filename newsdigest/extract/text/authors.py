"""Who wrote it: every reading of a line as a byline is a candidate, and the likeliest wins, or none.

Each candidate gets the sum of the weights of its features; in training "nobody" has a score of nought.
The weights are learnt by tools/train_lines.py, beside those of the line model.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from newsdigest.extract.given import is_given
from newsdigest.extract.text.byline import LONGEST, Reading, has_role, readings
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.look import Look
from newsdigest.extract.text.words import folded, terms

ABOVE, INTO, END, BELOW = 30, 14, 3, 26
"""Lines above the headline, into the body, of its end, and below it, in which authors are looked for."""

SURE = 0.85
"""Chance of the best candidate from which on it is sure."""

LEAST = -1.5
"""Score below which nobody is named; the higher it is, the more authors are missed and the fewer invented."""

_STEPS = ((1, "1"), (2, "2"), (4, "4"), (8, "8"), (16, "16"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Names that may be the authors, the line (index) that has them, and the features that hold."""

    names: tuple[str, ...]
    index: int
    features: tuple[str, ...]


def find_authors(
    lines: list[Line], looks: list[Look], title: int, body: list[int], weights: Mapping[str, float]
) -> tuple[tuple[str, ...], int, bool]:
    """The names, the index of their line, and how sure; empty where more speaks for nobody."""
    found = author_candidates(lines, looks, title, body)
    scores = [sum(weights.get(name, 0.0) for name in candidate.features) for candidate in found]
    top = max(scores, default=LEAST)
    if top <= LEAST:
        return (), 0, False
    chances: dict[frozenset[str], float] = {}
    for candidate, score in zip(found, scores, strict=True):
        key = frozenset(map(folded, candidate.names))
        chances[key] = chances.get(key, 0.0) + math.exp(score - top)
    best = max(zip(scores, found, strict=True), key=lambda pair: pair[0])[1]
    chance = chances[frozenset(map(folded, best.names))] / (sum(chances.values()) + math.exp(-top))
    return best.names, best.index, chance >= SURE


def author_candidates(lines: list[Line], looks: list[Look], title: int, body: list[int]) -> list[Candidate]:
    """Every reading of a line about the article as a byline."""
    if not body:
        return []
    first, last = body[0], body[-1]
    places = dict.fromkeys(
        [
            *range(min(title + 1, first), min(first + INTO, len(lines))),
            *range(max(0, title - ABOVE), title),
            *range(max(first, last - END), min(last + 1 + BELOW, len(lines))),
            *range(min(3, len(lines))),
        ]
    )
    page = _Page.of(lines, body)
    heads = {folded(line.text) for line in lines if len(line.text) < LONGEST}
    found = []
    inside = set(body)
    for index in places:
        for reading in readings(lines, index, heads):
            names = [
                *_what(reading, lines[index].text),
                *_where(index, title, first, last, index in inside, reading.kind),
                *_beside(lines, looks, index, reading),
                *page.knows(reading, lines[index].text, index, last),
            ]
            found.append(Candidate(reading.names, index, ("bias", *names)))
    return found


@dataclass(frozen=True, slots=True)
class _Page:
    """What the page as a whole knows of a name."""

    copies: Counter[str]
    shown: list[str]
    story: set[str]
    common: set[str]
    """Words that the page also has in small letters."""

    @classmethod
    def of(cls, lines: list[Line], body: list[int]) -> "_Page":
        story = {term for index in body[:40] for term in terms(lines[index].text)}
        common = {word for line in lines for word in re.findall(r"\w+", line.text) if word.islower()}
        return cls(
            Counter(line.text for line in lines), [line.text.casefold() for line in lines], story, common
        )

    def knows(self, reading: Reading, text: str, index: int, last: int) -> list[str]:
        """Whether the name stands again, at the page's top, above or below the article, or in the story."""
        own = reading.names[0].casefold()
        again = [at for at, line in enumerate(self.shown) if own in line and at != index]
        names = ["copied"] if self.copies[text] > 1 else []
        names.append(f"again{min(len(again), 3)}")
        if any(at > last and self.shown[at].startswith(own) for at in again):
            names.append("again_below")
        if again and again[0] < 4:
            names.append("at_top")
        if (
            len(reading.names) > 1
            and sum(name.casefold() in line for line in self.shown for name in reading.names[1:])
            > len(reading.names) - 1
        ):
            names.append("others_again")
        words = re.findall(r"\w+", own)
        small = sum(word in self.common for word in words)
        names.append("small_none" if not small else "small_all" if small == len(words) else "small_some")
        names.append(f"{reading.kind}_{names[-1]}")
        used = [term in self.story for term in terms(reading.names[0])]
        return [*names, "story_all" if used and all(used) else "story_some" if any(used) else "story_none"]


def _what(reading: Reading, text: str) -> list[str]:
    """The shape of the reading."""
    share = sum(map(len, reading.names)) / max(len(text), 1)
    words = [len(name.split()) for name in reading.names]
    names = [reading.kind, f"names{min(len(reading.names), 4)}", f"words{min(max(words), 4)}"]
    names.append("whole" if share > 0.8 else "half" if share > 0.4 else "little")
    if not any(sign.isupper() or sign.islower() for sign in reading.names[0]):
        names.append("uncased")
        names.append("uncased_" + reading.kind)
    given = sum(is_given(name) for name in reading.names)
    names.append("given_all" if given == len(words) else "given_some" if given else "given_none")
    names.append(f"{reading.kind}_{names[-1]}")
    if has_role(text):
        names.append("role")
    if "@" in text:
        names.append("handle")
    return names


def _where(index: int, title: int, first: int, last: int, inside: bool, kind: str) -> list[str]:
    """Where the line stands about headline and body."""
    if index > last:
        place, far = "below", index - last
    elif inside or index > first:
        place, far = ("end", last - index + 1) if last - index < index - first else ("in", index - first + 1)
    elif index > title:
        place, far = "head", index - title
    else:
        place, far = "above", title - index
    step = next((name for most, name in _STEPS if far <= most), "far")
    names = [place, place + step, f"{place}_{kind}"]
    if first - 2 <= index < first:
        names.append("at_body")
    return [*names, "inside"] if inside else names


def _beside(lines: list[Line], looks: list[Look], index: int, reading: Reading) -> list[str]:
    """The line's own marks, and those of the lines about it."""
    seen = looks[index]
    marks = ("dated", "ago", "clock", "credit", "caption", "notice", "bullet", "ellipsis", "votes",
             "colon", "capitals", "prose", "ended", "digits", "question")  # fmt: skip
    names = ["is_" + mark for mark in marks if mark in seen.marks]
    if seen.kind:
        names += ["furniture", "furniture_" + seen.kind]
    names += ["long_line"] if seen.words > 12 else []
    bare = reading.kind in ("bare", "pen", "run", "rows")
    for step, where in ((-2, "above2"), (-1, "above"), (1, "below"), (2, "below2")):
        at = index + step
        if not 0 <= at < len(looks):
            continue
        other = looks[at]
        for mark in ("dated", "ago", "credit", "prose", "votes", "byline", "question"):
            if mark in other.marks:
                names.append(f"{where}_{mark}")
                if bare and abs(step) == 1:
                    names.append(f"bare_{where}_{mark}")
        if abs(step) == 1:
            names += [f"{where}_{other.kind}"] if other.kind else []
            names += [f"{where}_role"] if other.words < 9 and has_role(lines[at].text) else []
            names += [f"{where}_handle"] if "@" in lines[at].text else []
    around = looks[max(0, index - 3) : index] + looks[index : index + 4]
    if any({"dated", "ago"} & set(other.marks) for other in around):
        names.append("date_near_bare" if bare else "date_near")
    return names
