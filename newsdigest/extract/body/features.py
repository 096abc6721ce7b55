"""What the classifier knows of a block: its text, its place, its neighbours, what others say of it."""

import math
import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from newsdigest.extract.body.blocks import Block, words_of
from newsdigest.extract.body.names import FURNITURE, PARTS

Row = dict[str, float]

_FAR = 20.0
"""Levels or blocks from which on distance says nothing."""
_MARGIN = 25
"""Blocks around those that hold evidence of an article which are looked at too."""
_LABELS = ("class", "id", "itemprop", "role", "data-testid", "data-component", "style")
_ANCESTORS = ("article", "main", "section", "figure", "figcaption", "table", "ul", "li", "blockquote", "a",
              "footer", "aside")  # fmt: skip
_NAMES = (*PARTS, *(f"<{tag}>" for tag in _ANCESTORS))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary"))
_ENDS = re.compile(r"[.!?…。！？।؟][\"'”’»«)\]」』】]*$")


def features_of(
    blocks: Sequence[Block], covered: Sequence[float], in_article_body: Sequence[float], title: str
) -> dict[int, Row]:
    """Number of a block -> feature -> value, for the stretch of the page that can hold an article.

    `covered` is how much of each block trafilatura keeps; `in_article_body` how much of it stands in the
    page's JSON-LD, -1 where there is none.
    """
    stretch = _stretch(blocks, covered, in_article_body)
    ends = [bool(_ENDS.search(block.text[-12:])) for block in blocks]
    groups = _Groups(blocks, covered, ends)
    place = _place(blocks, covered, title)
    surroundings = _Surroundings()
    running = _running(blocks, covered)
    rows: dict[int, Row] = {}
    above: Row = {}
    above_at = 0
    for n in stretch:
        block = blocks[n]
        row = {"covered": covered[n], "json": in_article_body[n], "ends": float(ends[n])}
        _add_text(row, block)
        _add_place(row, n, block, place)
        groups.add(row, n)
        surroundings.add(row, block.element)
        for reach in (4, 12):
            low, high = running[max(0, n - reach)], running[min(len(blocks), n + reach + 1)]
            row[f"covered~{reach}"] = (high[1] - low[1]) / ((high[0] - low[0]) or 1)
        for step in (-1, 1, 2):
            other = blocks[n + step] if 0 <= n + step < len(blocks) else None
            row[f"size{step:+d}"] = math.log1p(len(other.text)) if other else -1.0
            row[f"linked{step:+d}"] = other.linked / len(other.text) if other else -1.0
            row[f"ends{step:+d}"] = float(ends[n + step]) if other else -1.0
        row["below_heading"] = min(n - above_at, _FAR) if above else _FAR
        row["below_related"] = above.get("says_related", 0.0)
        row["below_covered"] = above.get("covered", -1.0)
        if row["heading"] or (row["says_related"] and row["size"] < 4):
            above, above_at = row, n
        rows[n] = row
    return rows


def levels_to_comment(rows: Mapping[int, Row]) -> dict[int, int]:
    """Number of a block -> levels up to the nearest element that is named a comment, where there is one."""
    return {n: int(row["comment"]) for n, row in rows.items() if row["comment"] < _FAR}


def _stretch(blocks: Sequence[Block], covered: Sequence[float], in_article_body: Sequence[float]) -> range:
    found = [
        n
        for n, block in enumerate(blocks)
        if (covered[n] > 0.5 and len(block.words) > 7)
        or in_article_body[n] > 0.5
        or (len(block.text) > 150 and block.linked < 0.4 * len(block.text))
    ]
    if not found:
        return range(min(len(blocks), 4 * _MARGIN))
    return range(max(0, found[0] - _MARGIN), min(len(blocks), found[-1] + _MARGIN + 1))


def _running(blocks: Sequence[Block], covered: Sequence[float]) -> list[tuple[float, float]]:
    """Characters up to each block, and how many of them trafilatura keeps."""
    totals = [(0.0, 0.0)]
    for block, share in zip(blocks, covered, strict=True):
        size = len(block.text)
        totals.append((totals[-1][0] + size, totals[-1][1] + share * size))
    return totals


def _add_text(row: Row, block: Block) -> None:
    text = block.text
    size = len(text)
    head = text[:400]
    row["size"] = math.log1p(size)
    row["words"] = math.log1p(len(block.words))
    row["linked"] = block.linked / size
    row["sentences"] = min(len(re.findall(r"[.!?。！？؟][\s\"”»]", text)), 10)
    row["commas"] = min(len(re.findall("[,،、，]", text)) / size * 100, 10)
    row["digits"] = sum(map(str.isdigit, head)) / len(head)
    row["upper"] = sum(map(str.isupper, head)) / (sum(map(str.isalpha, head)) or 1)
    row["odd_start"] = float(not text[0].isalnum())
    row["colon"] = float(text.endswith((":", "：")))
    row["bar"] = float("|" in text or "•" in text or " / " in text or "»" in text[-2:])
    for name, pattern in FURNITURE.items():
        row[f"says_{name}"] = float(bool(pattern.search(head)))


@dataclass(frozen=True, slots=True)
class _Place:
    """Landmarks of the page."""

    blocks: int
    headline: int
    """Number of the block that shows it; -1 where none does."""
    title: frozenset[str]
    first: int
    last: int
    """Of the blocks that trafilatura keeps."""
    characters_before: tuple[float, ...]
    repeats: Counter[tuple[str, ...]]


def _place(blocks: Sequence[Block], covered: Sequence[float], title: str) -> _Place:
    words = words_of(title)
    same = [n for n, block in enumerate(blocks) if words and block.words == words]
    top = [n for n, block in enumerate(blocks) if block.element.tag == "h1"]
    headline = next((n for n in same if n in top[:20]), next(iter((*same, *top)), -1))
    kept = [n for n, share in enumerate(covered) if share > 0.5 and len(blocks[n].words) > 8]
    first, last = (kept[0], kept[-1]) if kept else (len(blocks), len(blocks))
    sizes = [0]
    for block in blocks:
        sizes.append(sizes[-1] + len(block.text))
    shares = tuple(size / (sizes[-1] or 1) for size in sizes)
    repeats = Counter(block.words for block in blocks)
    return _Place(len(blocks), headline, frozenset(words), first, last, shares, repeats)


def _add_place(row: Row, n: int, block: Block, place: _Place) -> None:
    row["position"] = n / place.blocks
    row["before"] = place.characters_before[n]
    row["from_headline"] = _clip(n - place.headline) if place.headline >= 0 else -_FAR
    row["from_first"] = _clip(n - place.first)
    row["from_last"] = _clip(n - place.last)
    row["inside"] = float(place.first <= n <= place.last)
    row["repeats"] = min(place.repeats[block.words], 9)
    in_title = len(place.title.intersection(block.words))
    row["of_title"] = in_title / (len(set(block.words)) or 1)
    row["title_in"] = in_title / (len(place.title) or 1)


def _clip(distance: float) -> float:
    return max(-_FAR, min(_FAR, distance))


@dataclass(slots=True)
class _Sum:
    """Totals over the blocks of a group."""

    characters: int = 0
    linked: int = 0
    covered: float = 0.0
    sentences: int = 0
    blocks: int = 0


class _Groups:
    """Blocks that share a container, or that look alike: what holds for most of them may hold for all."""

    def __init__(self, blocks: Sequence[Block], covered: Sequence[float], ends: Sequence[bool]) -> None:
        self._keys = [_containers(block.element) for block in blocks]
        self._sums: dict[Hashable, _Sum] = {}
        for block, share, ended, keys in zip(blocks, covered, ends, self._keys, strict=True):
            for key in keys.values():
                total = self._sums.get(key)
                if total is None:
                    total = self._sums[key] = _Sum()
                total.characters += len(block.text)
                total.linked += block.linked
                total.covered += share * len(block.text)
                total.sentences += ended
                total.blocks += 1
        self._page = sum(len(block.text) for block in blocks) or 1
        self._covered = sum(s * len(block.text) for block, s in zip(blocks, covered, strict=True)) or 1

    def add(self, row: Row, n: int) -> None:
        for name, key in self._keys[n].items():
            total = self._sums[key]
            row[f"{name}_page"] = total.characters / self._page
            row[f"{name}_linked"] = total.linked / total.characters
            row[f"{name}_covered"] = total.covered / total.characters
            row[f"{name}_of_covered"] = total.covered / self._covered
            row[f"{name}_sentences"] = total.sentences / total.blocks
            row[f"{name}_blocks"] = min(total.blocks, 50)


def _containers(element: HtmlElement) -> dict[str, Hashable]:
    parent = element.getparent()
    parent = element if parent is None else parent
    grand = parent.getparent()
    grand = parent if grand is None else grand
    great = grand.getparent()
    alike = (element.tag, element.get("class"), parent.tag, parent.get("class"), grand.get("class"))
    return {"parent": parent, "grand": grand, "great": grand if great is None else great, "alike": alike}


class _Surroundings:
    """Names and elements around a block; each element of the page is looked at once."""

    def __init__(self) -> None:
        self._known: dict[HtmlElement, tuple[int, Mapping[str, int]]] = {}
        self._named: dict[tuple[str | None, ...], tuple[str, ...]] = {}

    def add(self, row: Row, element: HtmlElement) -> None:
        """Levels up to the nearest element of each name or tag."""
        depth, nearest = self._levels(element)
        row["is_p"] = float(element.tag == "p")
        row["is_div"] = float(element.tag == "div")
        row["heading"] = float(element.tag in _HEADINGS)
        row["depth"] = min(depth, 40)
        for name in _NAMES:
            row[name] = min(depth - nearest[name], _FAR) if name in nearest else _FAR

    def _levels(self, element: HtmlElement) -> tuple[int, Mapping[str, int]]:
        """Depth of an element, and of the nearest of each name around it."""
        chain = []
        node: HtmlElement | None = element
        while node is not None and node not in self._known:
            chain.append(node)
            node = node.getparent()
        depth, nearest = (-1, {}) if node is None else self._known[node]
        for node in reversed(chain):
            depth += 1
            hits = self._hits(node)
            if hits:
                nearest = {**nearest, **dict.fromkeys(hits, depth)}
            self._known[node] = (depth, nearest)
        return depth, nearest

    def _hits(self, element: HtmlElement) -> tuple[str, ...]:
        labels = tuple(element.get(name) for name in _LABELS)
        key = (element.tag, *labels)
        if key not in self._named:
            text = " ".join(filter(None, labels)).lower()[:500]
            named = [name for name, pattern in PARTS.items() if pattern.search(text)]
            self._named[key] = (*named, *([f"<{element.tag}>"] if element.tag in _ANCESTORS else []))
        return self._named[key]
