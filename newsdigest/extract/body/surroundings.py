"""Names and elements around a block."""

from collections.abc import Mapping
from functools import lru_cache

from lxml.html import HtmlElement

from newsdigest.extract.body.names import PARTS

Row = dict[str, float]
"""Feature -> value."""
FAR = 20.0
"""Levels or blocks from which on distance says nothing."""
LONGEST = 500
"""Signs of an element's labels that are looked at."""
_LABELS = ("class", "id", "itemprop", "role", "data-testid", "data-component", "style")
_ANCESTORS = ("article", "main", "section", "figure", "figcaption", "table", "ul", "li", "blockquote", "a",
              "footer", "aside")  # fmt: skip
_FAR_FROM_ALL = dict.fromkeys((*PARTS, *(f"<{tag}>" for tag in _ANCESTORS)), FAR)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary"))


class Surroundings:
    """Names and elements around a block; each element of the page is looked at once."""

    def __init__(self) -> None:
        self._known: dict[HtmlElement, tuple[int, Mapping[str, int]]] = {}

    def add(self, row: Row, element: HtmlElement) -> None:
        """Levels up to the nearest element of each name or tag."""
        depth, nearest = self._levels(element)
        row["is_p"] = float(element.tag == "p")
        row["is_div"] = float(element.tag == "div")
        row["heading"] = float(element.tag in _HEADINGS)
        row["depth"] = min(depth, 40)
        row |= _FAR_FROM_ALL
        for name, level in nearest.items():
            row[name] = min(depth - level, FAR)

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
            hits = _hits(node)
            if hits:
                nearest = {**nearest, **dict.fromkeys(hits, depth)}
            self._known[node] = (depth, nearest)
        return depth, nearest


def _hits(element: HtmlElement) -> set[str]:
    """What an element is by its tag and by the words of its labels."""
    given = dict(element.items())
    labels = " ".join([given[name] for name in _LABELS if name in given])
    hits = set().union(*map(_parts_of, labels.lower()[:LONGEST].replace(": ", ":").split(" ")))
    if element.tag in _ANCESTORS:
        hits.add(f"<{element.tag}>")
    return hits


@lru_cache(maxsize=8192)
def _parts_of(word: str) -> frozenset[str]:
    """The parts of a page that one word speaks of: pages, and sites, use the same for many."""
    return frozenset(name for name, pattern in PARTS.items() if pattern.search(word))
