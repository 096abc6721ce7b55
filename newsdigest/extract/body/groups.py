"""Blocks that share a container or a look, and where on the page the running text is densest."""

from collections.abc import Hashable, Mapping, Sequence

from lxml.html import HtmlElement
from msgspec import Struct

from newsdigest.extract.body.blocks import Block
from newsdigest.extract.body.surroundings import FAR, Row

GROUPS = ("parent", "grand", "great", "alike")
"""What a block shares with others: elements around it, its look."""

_PARAGRAPH = 60
"""Characters from which on a block that ends as a sentence does counts as running text."""


class _Sum(Struct):
    """Totals over the blocks of a group."""

    characters: int = 0
    linked: int = 0
    covered: float = 0.0
    sentences: int = 0
    blocks: int = 0


class Groups:
    """Blocks that share a container, or that look alike: what holds for most of them may hold for all."""

    def __init__(
        self,
        blocks: Sequence[Block],
        containers: Sequence[Mapping[str, Hashable]],
        covered: Sequence[float],
        ends: Sequence[bool],
    ) -> None:
        self._keys = containers
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
        """What the block's groups hold, and how much of it trafilatura keeps."""
        for name, key in self._keys[n].items():
            total = self._sums[key]
            row[f"{name}_page"] = total.characters / self._page
            row[f"{name}_linked"] = total.linked / total.characters
            row[f"{name}_covered"] = total.covered / total.characters
            row[f"{name}_of_covered"] = total.covered / self._covered
            row[f"{name}_sentences"] = total.sentences / total.blocks
            row[f"{name}_blocks"] = min(total.blocks, 50)


def containers_of(element: HtmlElement) -> dict[str, Hashable]:
    """For each of GROUPS what tells the block's group from others."""
    parent = element.getparent()
    parent = element if parent is None else parent
    grand = parent.getparent()
    grand = parent if grand is None else grand
    great = grand.getparent()
    alike = (element.tag, element.get("class"), parent.tag, parent.get("class"), grand.get("class"))
    return {"parent": parent, "grand": grand, "great": grand if great is None else great, "alike": alike}


class Centre:
    """The element that holds the densest running text, found as readability finds it: each paragraph
    speaks for what it stands in, and half as loud for what that stands in."""

    def __init__(self, blocks: Sequence[Block], ends: Sequence[bool]) -> None:
        votes: dict[HtmlElement, float] = {}
        for block, ended in zip(blocks, ends, strict=True):
            own = len(block.text) - block.linked
            parent = block.element.getparent()
            if not ended or own < _PARAGRAPH or parent is None:
                continue
            votes[parent] = votes.get(parent, 0.0) + own
            grand = parent.getparent()
            if grand is not None:
                votes[grand] = votes.get(grand, 0.0) + own / 2
        self._share = 0.0
        self._levels_out: dict[HtmlElement, int] = {}
        self._known: dict[HtmlElement, tuple[int, int]] = {}
        if votes:
            best = max(votes, key=lambda element: votes[element])
            self._share = votes[best] / sum(votes.values())
            chain = [best, *best.iterancestors()]
            self._levels_out = {element: n for n, element in enumerate(chain)}

    def add(self, row: Row, element: HtmlElement) -> None:
        """How far up from the block, and from the centre, the element is that holds both."""
        up, out = self._meeting(element)
        row["centre_up"] = min(up, FAR)
        row["centre_out"] = min(out, FAR)
        row["centre_share"] = self._share

    def _meeting(self, element: HtmlElement) -> tuple[int, int]:
        chain = []
        node: HtmlElement | None = element
        while node is not None and node not in self._levels_out and node not in self._known:
            chain.append(node)
            node = node.getparent()
        if node is None:
            up = out = int(FAR)
        elif node in self._known:
            up, out = self._known[node]
        else:
            up, out = 0, self._levels_out[node]
        for node in reversed(chain):
            up += 1
            self._known[node] = (up, out)
        return up, out
