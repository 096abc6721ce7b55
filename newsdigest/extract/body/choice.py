"""The arbiter: which blocks are the body, given what the classifier thinks of each."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from newsdigest.extract.body.blocks import Block, words_of

ENOUGH = 0.44
"""Probability from which on a block is taken: best for F1 on sites that training did not see."""

_COPY_WORDS = 12
"""Shorter blocks may stand twice in an article by right."""
_COPY_SHARE = 0.8

_POINTER = re.compile(
    r"^\W*(?:(?:see|read|watch|lees|les|läs|læs|lue) (?:also|more|next|ook|også|mer|mere|myös)|also read|more|related"
    r"(?: \w+)?|recommended|mehr zum thema|lesen sie (?:auch|mehr)|auch interessant|lire aussi|à lire aussi|voir aussi"
    r"|lea también|lee también|leia também|leia mais|veja também|leggi anche|читайте также|czytaj (?:też|także)"
    r"|zobacz (?:też|także)|関連記事|相关阅读|延伸阅读|関連)\s*(?:[:：|>»–-]|$)",
    re.I,
)
"""A line that leads to another article."""

_CREDITS = re.compile(
    r"^\W*(?:(?:additional )?report(?:ing|ed)(?: and writing)? by|edit(?:ing|ed) by|writing by|compiled by"
    r"|(?:our |thomson reuters )standards: )",
    re.I,
)
"""Who worked on the story: told by the byline, and no part of the text."""

_SIGN_UP = re.compile(
    r"^\W*(?:sign up|subscribe|get (?:the|our) .{0,60}newsletter|follow us|like us on|join our|download (?:the|our) .{0,20}app"
    r"|thanks for signing up|advertisement|story continues below|article continues|get in touch with our"
    r"|got a (?:story|tip)\b|newsletter\b|this article was (?:originally|first) published)",
    re.I,
)
"""Invitations, and labels of adverts."""


def choose(blocks: Sequence[Block], probabilities: Mapping[int, float], title: str) -> list[int]:
    """Numbers of the blocks of the body, in order of the page."""
    chosen = [n for n, p in probabilities.items() if p > ENOUGH and not _is_furniture(blocks[n], p)]
    chosen = _without_copies(blocks, chosen)
    chosen = _without_headline(blocks, chosen, title)
    while chosen and _is_heading(blocks[chosen[-1]]):
        chosen.pop()
    return chosen


def _is_furniture(block: Block, p: float) -> bool:
    if len(block.words) > 45:
        return False
    return bool(
        _POINTER.match(block.text)
        or _CREDITS.match(block.text)
        or (p < 0.9 and len(block.words) < 35 and _SIGN_UP.match(block.text))
    )


def _is_heading(block: Block) -> bool:
    return re.fullmatch("h[1-6]", block.element.tag) is not None


def _without_copies(blocks: Sequence[Block], chosen: list[int]) -> list[int]:
    """Without what the page holds a second time: for small screens, for search engines, as a pull quote."""
    shingles = {n: list(zip(*(blocks[n].words[k:] for k in range(4)), strict=False)) for n in chosen}
    count = Counter(shingle for n in chosen for shingle in shingles[n])
    dropped = set()
    # the coarsest first, so that a page's text in one piece gives way to its paragraphs
    for n in sorted(chosen, key=lambda n: (-len(blocks[n].words), -n)):
        own = Counter(shingles[n])
        elsewhere = sum(times for shingle, times in own.items() if count[shingle] > times)
        if len(blocks[n].words) >= _COPY_WORDS and elsewhere >= _COPY_SHARE * len(shingles[n]):
            dropped.add(n)
            count.subtract(own)
    return [n for n in chosen if n not in dropped]


def _without_headline(blocks: Sequence[Block], chosen: list[int], title: str) -> list[int]:
    """Without the headline above the text, or repeated in it."""
    words = words_of(title)
    text = next(
        (k for k, n in enumerate(chosen) if len(blocks[n].words) > 25 and not _is_heading(blocks[n])), 0
    )
    return [
        n
        for k, n in enumerate(chosen)
        if not ((words and blocks[n].words == words) or (k < text and blocks[n].element.tag == "h1"))
    ]
