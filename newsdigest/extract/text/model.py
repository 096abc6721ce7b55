"""The line model: a linear chain over the lines of a page, decoded to body and the rest.

States: `before` the article, `body`, `aside` (furniture within the article), `after` it.
The weights are learnt by tools/train_lines.py; the file says from what.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from newsdigest.extract.trees import Trees

STATES = ("before", "body", "aside", "after")


class Model(Struct, frozen=True):
    """Weights of features and of steps from line to line."""

    weights: dict[str, tuple[float, ...]]
    """Feature -> weight for each state."""
    steps: tuple[tuple[float, ...], ...]
    """steps[a][b]: weight of state b after state a; -inf where it cannot be."""
    opening: tuple[float, ...]
    """Weight of each state for the first line."""
    headline: Trees
    """By which the headline is picked."""
    authors: Trees
    """The same for the authors."""

    def states(self, features: list[list[str]]) -> list[str]:
        """The best sequence of states (Viterbi)."""
        if not features:
            return []
        size = range(len(STATES))
        back: list[list[int]] = []
        scores = [a + b for a, b in zip(self.opening, self._emitted(features[0]), strict=True)]
        for names in features[1:]:
            emitted = self._emitted(names)
            best = [max(size, key=lambda a, b=b: scores[a] + self.steps[a][b]) for b in size]  # type: ignore[misc]
            scores = [scores[best[b]] + self.steps[best[b]][b] + emitted[b] for b in size]
            back.append(best)
        state = max(size, key=lambda a: scores[a])
        path = [state]
        for best in reversed(back):
            state = best[state]
            path.append(state)
        return [STATES[state] for state in reversed(path)]

    def _emitted(self, names: list[str]) -> list[float]:
        totals = [0.0] * len(STATES)
        for name in names:
            for state, weight in enumerate(self.weights.get(name, ())):
                totals[state] += weight
        return totals


@lru_cache(maxsize=1)
def line_model() -> Model:
    """The trained model, read once from the file beside this module."""
    data = json.loads((files(__package__) / "weights.json").read_text(encoding="utf-8"))
    return model_of(data)


def model_of(data: Mapping[str, Any]) -> Model:
    """A model from the form of weights.json: names, and nothing for a weight of zero."""
    never = float("-inf")
    steps = data["steps"]
    return Model(
        {name: tuple(row.get(state, 0.0) for state in STATES) for name, row in data["features"].items()},
        tuple(tuple(steps[a].get(b, never) for b in STATES) for a in STATES),
        tuple(steps["start"].get(state, never) for state in STATES),
        Trees.of(data["headline"]),
        Trees.of(data["authors"]),
    )
