"""The headline of a dump: which line above the body it is."""

import re
from collections import Counter
from dataclasses import dataclass

from newsdigest.extract.text.features import Look
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.words import ends_sentence, folded

FARTHEST = 80
"""Lines above the body among which the headline is looked for."""

_SUFFIX = re.compile(r"\s+(?:[|»«·•–—-]|::|//)\s+")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline, its line (index), and how sure."""

    text: str
    index: int
    sure: bool
    site: str = ""
    """What the page's own title has behind the headline: the site's name."""


def find_headline(lines: list[Line], looks: list[Look], body: list[int]) -> Headline | None:
    """The line above the body that looks, stands and reads most like its headline; None if none does."""
    if not body:
        return None
    first = body[0]
    copies = Counter(folded(line.text) for line in lines[: first + 300])
    story = Counter(_terms(" ".join(lines[index].text for index in body[:40])))
    window = [(lines[0].text, 0)] if lines else []
    window += [(lines[index].text, index) for index in range(max(1, first - FARTHEST), first + 1)]
    top = [line.text for line in lines[:3]]
    best: tuple[float, Headline] | None = None
    for text, index in window:
        words = looks[index].words
        if not 2 <= words <= 40 or looks[index].kind or len(text) > 250:
            continue
        score = _likeness(lines[index], looks[index], first - index, copies[folded(text)])
        terms = _terms(text)
        shared = sum(term in story for term in terms) / len(terms) if terms else 0.0
        score += 4 * shared + min(len(terms), 6) * 0.3
        titled = next((line for line in top if len(line) > len(text) and line.startswith(text)), "")
        score += 3.0 if titled else 0.0
        site = _SUFFIX.split(titled[len(text) :].lstrip(" -|–—·•:»"))[-1].strip() if titled else ""
        if index == 0 or index < 3 and first - index > 12:
            text, site = without_suffix(text)
        if index == first:
            score -= 4.0
        if best is None or score >= best[0]:
            best = (score, Headline(text, index, score > 6.5, site))
    return best[1] if best and best[0] > 2.5 else None


def _likeness(line: Line, look: Look, distance: int, copies: int) -> float:
    """How much a line looks like a headline, by itself and by where it stands."""
    marks = look.marks
    score = 1.0 if 4 <= look.words <= 22 else 0.0
    score -= 0.05 * min(distance, 40)
    score += 1.0 if copies > 1 else 0.0
    score -= 2.0 if ends_sentence(line.text) and line.text[-1] in ".。" else 0.0
    score -= 2.5 if look.prose else 0.0
    for mark, cost in (("byline", 3.0), ("dated", 2.0), ("ago", 3.0), ("credit", 2.0), ("notice", 4.0), ("votes", 4.0),
                       ("address", 2.0), ("bars", 1.5), ("ellipsis", 1.5), ("bullet", 2.5), ("lower_start", 1.5)):  # fmt: skip
        score -= cost if mark in marks else 0.0
    return score


def without_suffix(text: str) -> tuple[str, str]:
    """A page's title without the site's name behind it, and that name: `Head - Site` -> Head, Site."""
    parts = _SUFFIX.split(text)
    if len(parts) < 2 or len(parts[-1].split()) > 5 or len(parts[0]) < len(parts[-1]):
        return text, ""
    cut = text.rfind(parts[-1])
    head = re.sub(r"\s+(?:[|»«·•–—-]|::|//)\s*$", "", text[:cut])
    return head, parts[-1].strip()


def _terms(text: str) -> list[str]:
    """The words that carry meaning; in scripts without spaces, pairs of signs."""
    low = text.casefold()
    signs = _UNSPACED.findall(low)
    pairs = [a + b for a, b in zip(signs, signs[1:], strict=False)]
    return pairs + [word for word in re.findall(r"\w+", _UNSPACED.sub(" ", low)) if len(word) > 3]
