"""The block classifier: small decision trees, learned by tools/train_blocks.py, kept in model.json."""

import functools
import json
from collections.abc import Mapping
from importlib import resources
from operator import itemgetter
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray


def probabilities(rows: Mapping[int, Mapping[str, float]]) -> dict[int, float]:
    """Number of a block -> how likely it is part of the article, given the blocks' features."""
    if not rows:
        return {}
    forest = _forest()
    values = itemgetter(*forest.names)
    table = np.array([values(row) for row in rows.values()])
    first = np.arange(len(table))[:, None] * len(forest.names)
    node = np.tile(forest.roots, (len(table), 1))
    for trees in forest.forked:
        at = node[:, :trees]
        value = table.take(first + forest.feature.take(at))
        node[:, :trees] = forest.below.take(at) + (value > forest.limit.take(at))
    score = forest.value.take(node).sum(axis=1)
    return dict(zip(rows, (1 / (1 + np.exp(-score.clip(-30, 30)))).tolist(), strict=True))


class _Forest(Struct, frozen=True):
    """All trees in one list of nodes, the deepest first; the two below a fork stand side by side, a leaf
    leads to itself."""

    names: tuple[str, ...]
    roots: NDArray[np.intp]
    feature: NDArray[np.intp]
    limit: NDArray[np.float64]
    below: NDArray[np.intp]
    value: NDArray[np.float64]
    forked: tuple[int, ...]
    """How many trees have a fork at each level."""


@functools.cache
def _forest() -> _Forest:
    """From nested lists: a leaf is a number to add to the log-odds, a fork [feature, limit, low, high]."""
    data = json.loads(resources.files(__package__).joinpath("model.json").read_text(encoding="utf-8"))
    trees = sorted(data["trees"], key=_depth, reverse=True)
    depths = [_depth(tree) for tree in trees]
    nodes: list[Any] = list(trees)
    feature: list[int] = []
    limit: list[float] = []
    below: list[int] = []
    value: list[float] = []
    number: dict[str, int] = {}
    for at, node in enumerate(nodes):  # which grows as forks are met
        if isinstance(node, list):
            name, threshold, low, high = node
            feature.append(number.setdefault(name, len(number)))
            limit.append(threshold)
            below.append(len(nodes))
            value.append(0.0)
            nodes += [low, high]
        else:
            feature.append(0)
            limit.append(np.inf)
            below.append(at)
            value.append(node)
    return _Forest(
        tuple(number),
        np.arange(len(trees)),
        np.array(feature),
        np.array(limit),
        np.array(below),
        np.array(value),
        tuple(sum(depth > level for depth in depths) for level in range(depths[0])),
    )


def _depth(node: Any) -> int:
    return 1 + max(_depth(node[2]), _depth(node[3])) if isinstance(node, list) else 0
