"""What the classifier knows of a block: its text, its place, its neighbours, what others say of it."""

import math
import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from urllib.parse import urlsplit

from msgspec import Struct

from newsdigest.extract.body.blocks import Block, ends_sentence, words_of
from newsdigest.extract.body.groups import Centre, Groups
from newsdigest.extract.body.names import FURNITURE, LEADS
from newsdigest.extract.body.surroundings import FAR, Row, Surroundings

_MARGIN = 25
"""Blocks around those that hold evidence of an article which are looked at too."""
_MOST_BLOCKS = 60_000
"""What a page has beyond is not read: no article is as long, and time and memory stay bounded."""
_HEAD = 200
"""Signs of a block that tell what kind of text it is."""
_SENTENCE_END = re.compile(r"[.!?。！？؟][\s\"”»]")
_COMMA = re.compile("[,،、，]")
_LEADS_NOWHERE = {f"leads_{name}": 0.0 for name in LEADS}


def features_of(
    blocks: Sequence[Block],
    containers: Sequence[Mapping[str, Hashable]],
    covered: Sequence[float],
    in_article_body: Sequence[float],
    *,
    title: str,
    outlet: str,
    url: str,
) -> dict[int, Row]:
    """Number of a block -> feature -> value, for the stretch of the page that can hold an article.

    `containers` tell the groups of each block; `covered` is how much of it trafilatura keeps;
    `in_article_body` how much of it stands in the page's JSON-LD, -1 where there is none.
    """
    stretch = _stretch(blocks, covered, in_article_body)
    ends = [ends_sentence(block.text) for block in blocks]
    groups = Groups(blocks, containers, covered, ends)
    centre = Centre(blocks, ends)
    place = _place(blocks, covered, title)
    surroundings = Surroundings()
    running = _running(blocks, covered, ends)
    outlet_names = _outlet_names(outlet, url)
    rows: dict[int, Row] = {}
    above: Row = {}
    above_at = 0
    for n in stretch:
        block = blocks[n]
        row = {"covered": covered[n], "json": in_article_body[n], "ends": float(ends[n])}
        _add_text(row, block)
        folded = block.text.casefold()
        row["names_outlet"] = float(any(name in folded for name in outlet_names))
        _add_place(row, n, block, place)
        groups.add(row, n)
        centre.add(row, block.element)
        surroundings.add(row, block.element)
        for reach in (4, 12):
            low, high = running[max(0, n - reach)], running[min(len(blocks), n + reach + 1)]
            size = (high[0] - low[0]) or 1
            row[f"covered~{reach}"] = (high[1] - low[1]) / size
            row[f"prose~{reach}"] = (high[2] - low[2]) / size
        row["prose_before"] = running[n][2] / (running[-1][2] or 1)
        row["prose_after"] = 1 - running[n + 1][2] / (running[-1][2] or 1)
        for step in (-1, 1, 2):
            other = blocks[n + step] if 0 <= n + step < len(blocks) else None
            row[f"size{step:+d}"] = math.log1p(len(other.text)) if other else -1.0
            row[f"linked{step:+d}"] = other.linked / len(other.text) if other else -1.0
            row[f"ends{step:+d}"] = float(ends[n + step]) if other else -1.0
        row["below_heading"] = min(n - above_at, FAR) if above else FAR
        row["below_related"] = above.get("says_related", 0.0)
        row["below_covered"] = above.get("covered", -1.0)
        if row["heading"] or (row["says_related"] and row["size"] < 4):
            above, above_at = row, n
        rows[n] = row
    return rows


def levels_to_comment(rows: Mapping[int, Row]) -> dict[int, int]:
    """Number of a block -> levels up to the nearest element that is named a comment, where there is one."""
    return {n: int(row["comment"]) for n, row in rows.items() if row["comment"] < FAR}


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
    first = max(0, found[0] - _MARGIN)
    return range(first, min(len(blocks), found[-1] + _MARGIN + 1, first + _MOST_BLOCKS))


def _running(
    blocks: Sequence[Block], covered: Sequence[float], ends: Sequence[bool]
) -> list[tuple[int, float, int]]:
    """Characters up to each block, how many of them trafilatura keeps, how many are running text."""
    size, kept, prose = 0, 0.0, 0
    totals = [(size, kept, prose)]
    for block, share, ended in zip(blocks, covered, ends, strict=True):
        size += len(block.text)
        kept += share * len(block.text)
        prose += len(block.text) - block.linked if ended else 0
        totals.append((size, kept, prose))
    return totals


def _outlet_names(outlet: str, url: str) -> list[str]:
    """What the page's texts may call the outlet: by its name, or by its host's."""
    labels = (urlsplit(url).hostname or "").split(".")
    host = max(labels[:-1], key=len, default="")
    return [name for name in (outlet.casefold().strip(), host) if len(name) > 3]


def _add_text(row: Row, block: Block) -> None:
    text = block.text
    size = len(text)
    head = text[:_HEAD]
    row["size"] = math.log1p(size)
    row["words"] = math.log1p(len(block.words))
    row["linked"] = block.linked / size
    row["stressed"] = block.stressed / size
    row["links"] = min(len(block.links), 9)
    row |= _LEADS_NOWHERE
    for link in map(str.lower, block.links):
        for name, pattern in LEADS.items():
            if pattern.search(link):
                row[f"leads_{name}"] = min(row[f"leads_{name}"] + 1, 3)
    row["sentences"] = min(len(_SENTENCE_END.findall(text)), 10)
    row["commas"] = min(len(_COMMA.findall(text)) / size * 100, 10)
    row["digits"] = sum(map(str.isdigit, head)) / len(head)
    row["upper"] = sum(map(str.isupper, head)) / (sum(map(str.isalpha, head)) or 1)
    row["odd_start"] = float(not text[0].isalnum())
    row["colon"] = float(text.endswith((":", "：")))
    row["bar"] = float("|" in text or "•" in text or " / " in text or "»" in text[-2:])
    lower = head.lower()
    for name, pattern in FURNITURE.items():
        row[f"says_{name}"] = float(bool(pattern.search(lower)))


class _Place(Struct, frozen=True):
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
    row["from_headline"] = _clip(n - place.headline) if place.headline >= 0 else -FAR
    row["from_first"] = _clip(n - place.first)
    row["from_last"] = _clip(n - place.last)
    row["inside"] = float(place.first <= n <= place.last)
    row["repeats"] = min(place.repeats[block.words], 9)
    in_title = len(place.title.intersection(block.words))
    row["of_title"] = in_title / (len(set(block.words)) or 1)
    row["title_in"] = in_title / (len(place.title) or 1)


def _clip(distance: float) -> float:
    return max(-FAR, min(FAR, distance))
