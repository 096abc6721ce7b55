"""The rankings of candidates for headline and authors: small trees by LambdaMART, beside the line model.

Used by train_lines.py; needs numpy and lightgbm. One thread and a seed of 0: the same input, the same trees.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np
from measuring.corpus import scorer

from newsdigest.extract.text.headline import candidates
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.look import Look
from newsdigest.extract.text.read import UNTITLED
from newsdigest.extract.text.words import folded
from newsdigest.extract.text.writers import author_candidates

HEADLINE_TREES, AUTHOR_TREES = 120, 200
"""Trees of each ranking."""
OPTIONS = {
    "objective": "lambdarank", "lambdarank_truncation_level": 3, "num_leaves": 12,
    "learning_rate": 0.1, "min_data_in_leaf": 50,
    "lambda_l2": 10.0, "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1,
    "seed": 0, "deterministic": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip
MADE = 0.5
"""Weight of a dump that was made for training, beside one of the data."""


@dataclass(frozen=True)
class Known:
    """A dump, its truth, and the body as the line model reads it."""

    row: dict
    lines: list[Line]
    looks: list[Look]
    body: list[int]
    made: bool


@dataclass(frozen=True)
class Group:
    """The candidates of a page: what holds of each, and which are right."""

    features: list[Mapping[str, float]]
    right: list[bool]
    weight: float


def headline_groups(pages: Sequence[Known]) -> list[Group]:
    """The candidates for each page's headline."""
    with ProcessPoolExecutor() as pool:
        return list(pool.map(_headlines, pages, chunksize=20))


def author_groups(pages: Sequence[Known]) -> list[Group]:
    """The candidates for each page's authors."""
    with ProcessPoolExecutor() as pool:
        return list(pool.map(_authors, pages, chunksize=20))


def _headlines(page: Known) -> Group:
    wanted = _wanted_titles(page.row)
    found = candidates(page.lines, page.looks, page.body) if wanted else []
    right = [folded(one.text) in wanted for one in found]
    return Group([one.features for one in found], right, MADE if page.made else 1.0)


def _authors(page: Known) -> Group:
    wanted = scorer().names(page.row.get("authors"))
    if not page.body or not wanted:
        return Group([], [], 0.0)
    titles, first = _wanted_titles(page.row), page.body[0]
    at = [index for index, line in enumerate(page.lines[: first + 3]) if folded(line.text) in titles]
    title = max(at) if at else max(first - UNTITLED, 0)
    found = author_candidates(page.lines, page.looks, title, page.body)
    right = [scorer().names(one.names) == wanted for one in found]
    return Group([one.features for one in found], right, MADE if page.made else 1.0)


def _wanted_titles(row: dict) -> set[str]:
    return {folded(title) for title in [row.get("title", ""), *row.get("title_alt", [])]} - {""}


def fit(groups: list[Group], rounds: int) -> dict:
    """Trees that put a right candidate of each page first, in the form of weights.json."""
    groups = [group for group in groups if any(group.right)]
    names = sorted({name for group in groups for features in group.features for name in features})
    table = np.array(
        [[features.get(name, 0.0) for name in names] for group in groups for features in group.features]
    )
    data = lightgbm.Dataset(
        table,
        np.array([right for group in groups for right in group.right], dtype=int),
        group=[len(group.right) for group in groups],
        weight=np.array([group.weight for group in groups for _ in group.right]),
    )
    trees = lightgbm.train(OPTIONS, data, rounds).dump_model()["tree_info"]
    return {"base": 0.0, "trees": [_node(tree["tree_structure"], names) for tree in trees]}


def _node(node: dict[str, Any], names: list[str]) -> Any:
    """A leaf as its number, a fork as [feature, limit, at most, above]."""
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    low, high = (_node(node[side], names) for side in ("left_child", "right_child"))
    return [names[node["split_feature"]], float(f"{node['threshold']:.6g}"), low, high]
