"""Who wrote it: every reading of a line as a byline is a candidate, and the likeliest wins, or none.

Each candidate is scored by small trees over its features (writers.py); tools/train_lines.py learns them.
"""

import math

from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.look import Look
from newsdigest.extract.text.words import folded
from newsdigest.extract.text.writers import author_candidates
from newsdigest.extract.trees import Trees

SURE = 0.85
"""Chance of the best candidate from which on it is sure."""

LEAST = 0.0
"""Score up to which nobody is named; the higher it is, the more authors are missed and the fewer invented."""


def find_authors(
    lines: list[Line], looks: list[Look], title: int, body: list[int], trees: Trees
) -> tuple[tuple[str, ...], int, bool]:
    """The names, the index of their line, and how sure; empty where more speaks for nobody."""
    found = author_candidates(lines, looks, title, body)
    scores = [trees.score(candidate.features) for candidate in found]
    top = max(scores, default=LEAST)
    if top <= LEAST:
        return (), 0, False
    chances: dict[frozenset[str], float] = {}
    for candidate, score in zip(found, scores, strict=True):
        key = frozenset(map(folded, candidate.names))
        chances[key] = chances.get(key, 0.0) + math.exp(score - top)
    best = max(zip(scores, found, strict=True), key=lambda pair: pair[0])[1]
    chance = chances[frozenset(map(folded, best.names))] / (sum(chances.values()) + math.exp(LEAST - top))
    return best.names, best.index, chance >= SURE
