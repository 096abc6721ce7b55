"""The floor: figures on a sample of the data below which the reader must not fall."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from measuring.corpus import MODES, by_set, fingerprint, sample
from measuring.readers import OURS, read_all

FLOOR = Path(__file__).resolve().parents[2] / "tests" / "quality" / "floor.yaml"
EACH = 45
"""Pages of a set: all of the small sets, and a time of reading that a test may take."""
HAIR = 0.005
"""Between a figure and its floor: for a machine that rounds otherwise, not for a worse reader."""
FEWEST = 10
"""Pages from which on a figure is pinned."""
FAULTS = frozenset({"must_not_leak", "comment_leak", "author_invented", "date_wrong"})
"""Figures that are better when lower; theirs is a ceiling."""
HEAD = """\
# What the reader must reach on a sample of the development data: see tests/quality/test_floor.py.
# Renewed, upward only, by `python tools/score_extraction.py --pin`.
"""

Key = tuple[str, str, str]
"""Mode, set, field."""
Floor = Mapping[Key, float]


@dataclass(frozen=True, slots=True)
class Fall:
    """A figure on the wrong side of its floor."""

    key: Key
    pinned: float
    now: float | None

    def __str__(self) -> str:
        mode, group, field = self.key
        now = "not measured" if self.now is None else f"{self.now:.4f}"
        limit = "at most" if field in FAULTS else "at least"
        return f"{mode} {group} {field}: {now}, pinned {limit} {self.pinned:.4f}"


def measure(mode: str, jobs: int) -> dict[Key, float]:
    """The reader's figures on the sample."""
    pages = sample(mode, EACH)
    with TemporaryDirectory() as folder:
        readings = list(read_all(pages, [OURS], Path(folder), jobs))
    results = [(page, reading[OURS].scores) for page, reading in zip(pages, readings, strict=True)]
    return {
        (mode, group, field): value
        for group, figures in by_set(results).items()
        for field, (value, count) in figures.items()
        if count >= FEWEST
    }


def load() -> tuple[str, Floor]:
    """Fingerprint of the corpus that the floor was measured on, and the floor; empty where there is none."""
    if not FLOOR.exists():
        return "", {}
    data = yaml.safe_load(FLOOR.read_text("utf-8"))
    floor = {
        (mode, group, field): value
        for mode, groups in data["figures"].items()
        for group, fields in groups.items()
        for field, value in fields.items()
    }
    return data["corpus"], floor


def falls(floor: Floor, figures: Mapping[Key, float]) -> Iterator[Fall]:
    """What is worse than its floor, and what is no longer measured."""
    for key, pinned in floor.items():
        now = figures.get(key)
        if now is None or (now > pinned if key[2] in FAULTS else now < pinned):
            yield Fall(key, pinned, now)


def pin(jobs: int, *, lower: bool) -> list[str]:
    """Renews the floor by what is measured now; where that would lower it, writes nothing and says why.

    With `lower` the floor is measured anew, whatever it was.
    """
    figures = {key: value for mode in MODES for key, value in measure(mode, jobs).items()}
    corpus, floor = ("", {}) if lower else load()
    if floor and corpus != fingerprint():
        return ["the corpus has changed: its figures cannot be compared with those pinned"]
    if fallen := list(falls(floor, figures)):
        return [str(fall) for fall in fallen]
    FLOOR.write_text(HEAD + _dumped(floor, figures), "utf-8")
    return []


def _dumped(floor: Floor, figures: Mapping[Key, float]) -> str:
    tree: dict[str, dict[str, dict[str, float]]] = {}
    for key in sorted(figures):
        mode, group, field = key
        tree.setdefault(mode, {}).setdefault(group, {})[field] = _renewed(key, floor.get(key), figures[key])
    return yaml.safe_dump({"corpus": fingerprint(), "figures": tree}, sort_keys=False)


def _renewed(key: Key, pinned: float | None, now: float) -> float:
    if key[2] in FAULTS:
        ceiling = round(now + HAIR, 4)
        return ceiling if pinned is None else min(pinned, ceiling)
    bottom = round(now - HAIR, 4)
    return bottom if pinned is None else max(pinned, bottom)
