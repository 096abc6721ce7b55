"""The block classifier: small decision trees, learned by tools/train_blocks.py, kept in model.json."""

import functools
import json
from collections.abc import Hashable, Mapping, Sequence
from importlib import resources
from operator import itemgetter
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from newsdigest.extract.body.again import FEATURES, groups_of, look_again
from newsdigest.extract.body.blocks import Block


def probabilities(
    blocks: Sequence[Block],
    containers: Sequence[Mapping[str, Hashable]],
    rows: Mapping[int, Mapping[str, float]],
) -> dict[int, float]:
    """Number of a block -> how likely it is part of the article, given the blocks' groups and features.

    Each block is judged by itself, and then again by what that says of the others.
    """
    if not rows:
        return {}
    model = _model()
    values = itemgetter(*model.names)
    table = np.array([values(row) for row in rows.values()])
    sizes = np.array([float(len(blocks[n].text)) for n in rows])
    headings = np.array([row["heading"] > 0 for row in rows.values()])
    first = _chances(model.first, table)
    again = look_again(first, sizes, headings, groups_of([containers[n] for n in rows]))
    return dict(zip(rows, _chances(model.second, np.hstack([table, again])).tolist(), strict=True))


class _Forest(Struct, frozen=True):
    """All trees in one list of nodes, the deepest first; the two below a fork stand side by side, a leaf
    leads to itself."""

    roots: NDArray[np.intp]
    feature: NDArray[np.intp]
    limit: NDArray[np.float64]
    below: NDArray[np.intp]
    value: NDArray[np.float64]
    forked: tuple[int, ...]
    """How many trees have a fork at each level."""


class _Model(Struct, frozen=True):
    """The trees of both looks."""

    names: tuple[str, ...]
    """The features that either asks for; the second has those of `again` behind them."""
    first: _Forest
    second: _Forest


def _chances(forest: _Forest, table: NDArray[np.float64]) -> NDArray[np.float64]:
    first = np.arange(len(table))[:, None] * table.shape[1]
    node = np.tile(forest.roots, (len(table), 1))
    for trees in forest.forked:
        at = node[:, :trees]
        value = table.take(first + forest.feature.take(at))
        node[:, :trees] = forest.below.take(at) + (value > forest.limit.take(at))
    score = forest.value.take(node).sum(axis=1)
    chances: NDArray[np.float64] = 1 / (1 + np.exp(-score.clip(-30, 30)))
    return chances


@functools.cache
def _model() -> _Model:
    data = json.loads(resources.files(__package__).joinpath("model.json").read_text(encoding="utf-8"))
    names = sorted(_asked([*data["first"], *data["second"]]).difference(FEATURES))
    numbers = {name: n for n, name in enumerate([*names, *FEATURES])}
    return _Model(tuple(names), _forest(data["first"], numbers), _forest(data["second"], numbers))


def _asked(nodes: Sequence[Any]) -> set[str]:
    """The features that trees ask for."""
    forks = [node for node in nodes if isinstance(node, list)]
    return {fork[0] for fork in forks}.union(*(_asked(fork[2:]) for fork in forks))


def _forest(trees: Sequence[Any], numbers: Mapping[str, int]) -> _Forest:
    """From nested lists: a leaf is a number to add to the log-odds, a fork [feature, limit, low, high]."""
    trees = sorted(trees, key=_depth, reverse=True)
    depths = [_depth(tree) for tree in trees]
    nodes: list[Any] = list(trees)
    feature: list[int] = []
    limit: list[float] = []
    below: list[int] = []
    value: list[float] = []
    for at, node in enumerate(nodes):  # which grows as forks are met
        if isinstance(node, list):
            name, threshold, low, high = node
            feature.append(numbers[name])
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
        np.arange(len(trees)),
        np.array(feature),
        np.array(limit),
        np.array(below),
        np.array(value),
        tuple(sum(depth > level for depth in depths) for level in range(depths[0])),
    )


def _depth(node: Any) -> int:
    return 1 + max(_depth(node[2]), _depth(node[3])) if isinstance(node, list) else 0
