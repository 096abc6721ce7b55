"""A second look at each block: what is thought of those around it, and of those that stand or look alike.

A page lays out its article in one way: a block that the first look doubts belongs to it where its likes do.
"""

from collections.abc import Hashable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from newsdigest.extract.body.groups import GROUPS
from newsdigest.extract.body.surroundings import FAR

Numbers = NDArray[np.float64]
Marks = NDArray[np.bool_]
Places = NDArray[np.intp]

_SURE = 0.7
"""Probability from which on a block counts as one of the article."""
_STEPS = (-2, -1, 1, 2)
_REACHES = (3, 8)
_UNLIKELY = -7.0
"""Log-odds beyond the ends of the page's stretch."""

FEATURES = (
    "likely",
    *(f"likely{step:+d}" for step in _STEPS),
    *(f"likely~{reach}" for reach in _REACHES),
    *(f"{name}_likely" for name in GROUPS),
    *(f"{name}_of_likely" for name in GROUPS),
    "likely_before",
    "likely_size",
    "likely_page",
    "from_sure",
    "to_sure",
    "likely_above",
    "likely_below",
    "likely_heading",
)
"""What `look_again` tells of each block, in this order."""


def groups_of(containers: Sequence[Mapping[str, Hashable]]) -> list[Places]:
    """For each kind of group, the number of the one that each block is in."""
    found = []
    for name in GROUPS:
        numbers: dict[Hashable, int] = {}
        found.append(np.array([numbers.setdefault(one[name], len(numbers)) for one in containers]))
    return found


def look_again(likely: Numbers, sizes: Numbers, headings: Marks, groups: Sequence[Places]) -> Numbers:
    """A row of FEATURES for each block, given how likely the first look found each.

    `sizes` are in characters; `groups` are told by `groups_of`.
    """
    at = np.arange(len(likely))
    within = np.clip(likely, 0.001, 0.999)
    odds = np.log(within / (1 - within))
    ends = np.full(max(_STEPS), _UNLIKELY)
    padded = np.concatenate([ends, odds, ends])
    columns = [odds, *(padded[len(ends) + step :][: len(at)] for step in _STEPS)]

    expected = likely * sizes
    characters, kept = _sums(sizes), _sums(expected)
    for reach in _REACHES:
        low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, len(at))
        columns.append((kept[high] - kept[low]) / (characters[high] - characters[low]))
    total = max(kept[-1], 1.0)
    held = [np.bincount(group, expected)[group] for group in groups]
    for group, share in zip(groups, held, strict=True):
        others = np.bincount(group, sizes)[group] - sizes
        columns.append(np.where(others > 0, (share - expected) / np.maximum(others, 1), -1.0))
    columns += [share / total for share in held]
    columns += [
        kept[:-1] / total,
        np.full(len(at), np.log1p(total)),
        np.full(len(at), total / characters[-1]),
    ]

    sure = likely > _SURE
    columns += [np.where(sure, 0.0, _distance(places)) for places in (_above(sure), _below(sure))]
    told = np.append(likely, -1.0)  # the last is for where there is none
    columns += [told[_above(~headings)], told[_below(~headings)], told[_above(headings)]]
    return np.stack(columns, axis=1)


def _sums(sizes: Numbers) -> Numbers:
    """Of all that stands before each, and of all."""
    return np.concatenate([[0.0], np.cumsum(sizes)])


def _above(marks: Marks) -> Places:
    """The number of the nearest marked block above each, -1 where there is none."""
    latest = np.maximum.accumulate(np.where(marks, np.arange(len(marks)), -1))
    return np.concatenate([[-1], latest[:-1]])


def _below(marks: Marks) -> Places:
    nearest = _above(marks[::-1])[::-1]
    return np.where(nearest < 0, -1, len(marks) - 1 - nearest)


def _distance(places: Places) -> Numbers:
    return np.where(places < 0, FAR, np.minimum(abs(np.arange(len(places)) - places), FAR))
