"""Small decision trees, learnt by the scripts in tools/ and kept as readable JSON."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct


class Trees(Struct, frozen=True):
    """Trees whose leaves add up to a score."""

    base: float
    roots: tuple[Any, ...]
    """A leaf is a number to add, a fork (feature, limit, at most, above); a feature that is not told is 0."""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Trees":
        """Trees from their form in JSON."""
        return cls(data["base"], tuple(_frozen(tree) for tree in data["trees"]))

    def score(self, row: Mapping[str, float]) -> float:
        """The sum of the leaves that a row of features leads to."""
        total = self.base
        told = row.get
        for node in self.roots:
            while type(node) is tuple:
                node = node[2] if told(node[0], 0.0) <= node[1] else node[3]
            total += node
        return total


def _frozen(node: Any) -> Any:
    return tuple(map(_frozen, node)) if isinstance(node, list) else node
