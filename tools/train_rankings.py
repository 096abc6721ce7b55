"""The rankings of candidates for headline and authors: conditional logits, learnt beside the line model.

Used by train_lines.py; needs numpy and scipy.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from scipy.optimize import minimize

from newsdigest.extract.text.authors import author_candidates
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.look import Look
from newsdigest.extract.text.read import UNTITLED
from newsdigest.extract.text.title import candidates
from newsdigest.extract.text.words import folded

RARE = 4
"""A feature of fewer pages is left out."""
RIDGE = 1.0
"""Strength of the Gaussian prior on the weights."""
SMALLEST = 0.02
"""A weight below it is not written."""

Known = tuple[dict, list[Line], list[Look], list[int]]
"""A page of the data: its truth, its lines and their looks, and the indices of its body's lines."""
Group = tuple[list[Sequence[str]], np.ndarray]
"""The features of each candidate of a page, and which of them are right."""


def train_headline(pages: Iterable[Known]) -> dict:
    """Weights of the features of headlines."""
    groups = []
    for row, lines, looks, body in pages:
        wanted = _wanted_titles(row)
        if not wanted or "title" not in row["text_visible"]:
            continue
        found = candidates(lines, looks, body)
        right = np.array([folded(candidate.text) in wanted for candidate in found])
        if right.any():
            groups.append(([candidate.features for candidate in found], right))
    return fit(groups)


def train_authors(pages: Iterable[Known]) -> dict:
    """Weights of the features of bylines; a candidate without features stands for nobody."""
    groups = []
    for row, lines, looks, body in pages:
        if not body or not (row.get("authors") or row.get("no_author")):
            continue
        titles = _wanted_titles(row)
        at = [index for index in range(body[0] + 1) if folded(lines[index].text) in titles]
        found = author_candidates(lines, looks, max(at) if at else max(body[0] - UNTITLED, 0), body)
        wanted = {folded(name) for name in row.get("authors", [])}
        right = [bool(wanted) and {folded(name) for name in candidate.names} == wanted for candidate in found]
        right.append(not any(right))
        groups.append(([*(candidate.features for candidate in found), ()], np.array(right)))
    return fit(groups)


def _wanted_titles(row: dict) -> set[str]:
    return {folded(title) for title in [row.get("title", ""), *row.get("title_alt", [])]} - {""}


def fit(groups: list[Group]) -> dict:
    """Weights that make the right candidates of each page likeliest, in the form of weights.json."""
    seen = Counter(name for found, _ in groups for name in {n for features in found for n in features})
    names = sorted(name for name, count in seen.items() if count >= RARE)
    number = {name: index for index, name in enumerate(names)}
    tables = []
    for found, right in groups:
        table = np.zeros((len(found), len(names)))
        for row, features in enumerate(found):
            table[row, [number[name] for name in features if name in number]] = 1
        tables.append((table, right))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, gradient = 0.5 * RIDGE * float(weights @ weights), RIDGE * weights
        for table, right in tables:
            scores = table @ weights
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            share = chance[right].sum()
            total -= float(np.log(share + 1e-12))
            own = np.where(right, chance, 0) / (share + 1e-12)
            gradient = gradient - table.T @ (own - chance)
        return total, gradient

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return {
        name: {"weight": round(float(w), 2)}
        for name, w in zip(names, found.x, strict=True)
        if abs(w) >= SMALLEST
    }
