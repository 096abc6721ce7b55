"""The pages of the data as training takes them: each as a dump in every style, its lines labelled.

Input: DIR/truth.jsonl, DIR/text and DIR/pages (default: ../shared/data/extraction beside the checkout), never
part of the repository. Dumps that the data lack are made from the pages (dumps.py).
"""

import gzip
import json
import re
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from dumps import STYLES, dump

from newsdigest.extract.text.features import line_features
from newsdigest.extract.text.lines import Line, read_lines
from newsdigest.extract.text.look import Look, looks_of

UNMADE = frozenset(["chinese"])
"""Sets of which no dumps are made: as scraped, their pages are like no others."""

_UNSPACED = re.compile(r"([\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")


@dataclass(frozen=True)
class Page:
    """A page of the data, its lines, and what is true of them."""

    row: dict
    lines: list[Line]
    looks: list[Look]
    features: list[list[str]]
    labels: list[str] | None
    """State of each line; None where the true body is not known."""
    made: bool
    """Whether the dump is none of the data, but made for training."""

    @property
    def fold(self) -> str:
        """The site, or the page itself where no address is known."""
        return urlsplit(self.row["url"] or "").netloc.removeprefix("www.") or self.row["id"]


def words(text: str) -> list[str]:
    """Words, case folded; each sign of a script without spaces is one."""
    return re.findall(r"\w+", _UNSPACED.sub(r" \1 ", text.casefold()))


def labels_of(lines: list[Line], body: str) -> list[str] | None:
    """The state of each line: the heaviest chain of lines whose places in the body ascend is the body."""
    tokens = words(body)
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(tokens)):
        for size in (1, 2, 3):
            places.setdefault(tuple(tokens[at : at + size]), []).append(at)
    whole = Counter(" ".join(words(row)) for row in body.split("\n"))
    found: list[tuple[int, int, int, int]] = []  # line, start, end, weight
    for index, line in enumerate(lines):
        own = words(line.text)
        if not own:
            continue
        if len(own) < 3 and not whole[" ".join(own)]:
            continue
        key = tuple(own[: min(3, len(own))])
        for start in places.get(key, [])[:12]:
            size = sum(a == b for a, b in zip(own, tokens[start : start + len(own)], strict=False))
            if size >= 0.7 * len(own):
                found.append((index, start, start + len(own), size * size if size < 4 else 4 * size))
    best = [0] * len(found)
    link = [-1] * len(found)
    for i, (line, start, _, weight) in enumerate(found):
        best[i] = weight
        for j in range(max(0, i - 400), i):
            if found[j][0] < line and found[j][2] <= start + 2 and best[j] + weight > best[i]:
                best[i], link[i] = best[j] + weight, j
    if not found:
        return None
    at = max(range(len(found)), key=lambda i: best[i])
    chosen = set()
    covered = 0
    while at >= 0:
        chosen.add(found[at][0])
        covered += found[at][2] - found[at][1]
        at = link[at]
    if covered < 0.6 * len(tokens):
        return None
    first, last = min(chosen), max(chosen)
    return [
        "body" if index in chosen else "before" if index < first else "after" if index > last else "aside"
        for index in range(len(lines))
    ]


def load(data: Path) -> list[Page]:
    """The dumps of the data, and those made for training."""
    rows = [json.loads(text) for text in (data / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    with ProcessPoolExecutor() as pool:
        return [page for found in pool.map(partial(_dumps, data), rows, chunksize=20) for page in found]


def _dumps(data: Path, row: dict) -> list[Page]:
    """The dumps of a page; none is made where neither headline nor author is known, for the rankings alone
    learn from those.
    """
    found = []
    if row.get("text"):
        found.append(_page(row, _unpacked(data / row["text"]).decode("utf-8"), made=False))
    if row["set"] not in UNMADE and (row.get("title") or row.get("authors")):
        html = _unpacked(data / row["html"])
        found += [
            _page(row, dump(html, style), made=True) for style in STYLES if style != row.get("text_style")
        ]
    return found


def _unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def _page(row: dict, text: str, *, made: bool) -> Page:
    lines = read_lines(text)
    looks = looks_of(lines)
    labels = labels_of(lines, row["body"]) if row.get("body") else None
    return Page(row, lines, looks, line_features(lines, looks), labels, made)
