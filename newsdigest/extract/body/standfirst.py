"""The standfirst: what stands between headline and text, and again in the page's description."""

import re
from collections.abc import Sequence, Set

from newsdigest.extract.body.blocks import Block, words_of

_LEAST, _TOLD = 8, 5
"""Words of a standfirst, and of a description that can tell one."""
_ALIKE = 0.8
"""Share of the words, from the first on, in which a block and a description agree."""
_LINKED = 0.3
"""Share of a block in links from which on it is a teaser."""


def standfirsts(blocks: Sequence[Block], title: str, descriptions: Sequence[str]) -> Set[int]:
    """Numbers of the blocks below the headline that a description repeats, or begins."""
    headline = words_of(title)
    place = next((n for n, block in enumerate(blocks) if headline and block.words == headline), None)
    told = [words for words in map(words_of, descriptions) if len(words) >= _TOLD]
    if place is None or not told:
        return frozenset()
    return {
        n
        for n in range(place + 1, len(blocks))
        if _may_be(blocks[n]) and any(_agree(blocks[n].words, one) for one in told)
    }


def _may_be(block: Block) -> bool:
    if len(block.words) < _LEAST or block.linked > _LINKED * len(block.text):
        return False
    return re.fullmatch("h[1-6]|figcaption", block.element.tag) is None


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    same = sum(a == b for a, b in zip(one, other, strict=False))
    return same > _ALIKE * min(len(one), len(other))
