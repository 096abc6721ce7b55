"""The block classifier: small decision trees, learned by tools/train_blocks.py, kept in model.json."""

import functools
import json
import math
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any


def probability(row: Mapping[str, float]) -> float:
    """How likely a block with these features is part of the article."""
    base, trees = _model()
    score = base
    for tree in trees:
        node = tree
        while type(node) is tuple:
            node = node[2] if row[node[0]] <= node[1] else node[3]
        score += node
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@functools.cache
def _model() -> tuple[float, Sequence[Any]]:
    """Log-odds to start from, and trees: a leaf is a number to add, a fork (feature, limit, low, high)."""
    data = json.loads(resources.files(__package__).joinpath("model.json").read_text(encoding="utf-8"))
    return data["base"], tuple(_frozen(tree) for tree in data["trees"])


def _frozen(node: Any) -> Any:
    return tuple(map(_frozen, node)) if isinstance(node, list) else node
