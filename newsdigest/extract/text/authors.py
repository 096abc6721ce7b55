"""Who wrote it: every reading of a line as a byline is a candidate, and the likeliest wins, or none.

Each candidate is scored by small trees over its features (writers.py); tools/train_lines.py learns them.
"""

import math

from msgspec import Struct

from newsdigest.extract.names import with_letters
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.look import Look
from newsdigest.extract.text.rows import ROWS
from newsdigest.extract.text.words import folded
from newsdigest.extract.text.writers import author_candidates
from newsdigest.extract.trees import Trees

SURE = 0.85
"""Chance of the best candidate from which on it is sure."""

LEAST = -0.5
"""Score up to which nobody is named; the higher it is, the more authors are missed and the fewer invented."""


class Ranked(Struct, frozen=True):
    """The likeliest reading of a page's bylines."""

    names: tuple[str, ...]
    index: int
    """Of its line."""
    kind: str
    """Of the reading, as byline.py names them."""
    score: float
    chance: float


def best_candidate(
    lines: list[Line], looks: list[Look], title: int, body: list[int], trees: Trees
) -> Ranked | None:
    """The likeliest names, by all lines that have them, from the line that speaks most for them."""
    found = author_candidates(lines, looks, title, body)
    if not found:
        return None
    scores = [trees.score(candidate.features) for candidate in found]
    keys = [frozenset(map(folded, candidate.names)) for candidate in found]
    top = max(scores)
    chances: dict[frozenset[str], float] = {}
    for key, score in zip(keys, scores, strict=True):
        chances[key] = chances.get(key, 0.0) + math.exp(score - top)
    likeliest = max(chances, key=chances.__getitem__)
    at = max((at for at, key in enumerate(keys) if key == likeliest), key=scores.__getitem__)
    best = found[at]
    chance = chances[likeliest] / (sum(chances.values()) + math.exp(LEAST - top))
    return Ranked(best.names, best.index, best.kind, scores[at], chance)


def find_authors(
    lines: list[Line], looks: list[Look], title: int, body: list[int], trees: Trees
) -> tuple[tuple[str, ...], int, bool]:
    """The names, the index of their line, and how sure; empty where more speaks for nobody."""
    best = best_candidate(lines, looks, title, body, trees)
    if best is None or best.score <= LEAST:
        return (), 0, False
    text = "\n".join(line.text for line in lines[best.index : best.index + 1 + ROWS])
    return with_letters(best.names, text), best.index, best.chance >= SURE
