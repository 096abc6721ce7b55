"""Names and elements around a block."""

from collections.abc import Mapping

from lxml.html import HtmlElement

from newsdigest.extract.body.names import PARTS

Row = dict[str, float]
"""Feature -> value."""
FAR = 20.0
"""Levels or blocks from which on distance says nothing."""
_LABELS = ("class", "id", "itemprop", "role", "data-testid", "data-component", "style")
_ANCESTORS = ("article", "main", "section", "figure", "figcaption", "table", "ul", "li", "blockquote", "a",
              "footer", "aside")  # fmt: skip
_NAMES = (*PARTS, *(f"<{tag}>" for tag in _ANCESTORS))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary"))


class Surroundings:
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
            row[name] = min(depth - nearest[name], FAR) if name in nearest else FAR

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
