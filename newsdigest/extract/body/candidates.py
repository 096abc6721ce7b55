"""What others take for the body, told block by block."""

import copy
import logging
import re
from collections.abc import Sequence
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from newsdigest.extract.body.blocks import Block, words_of

_SHINGLE = 4
"""Words in a row that are unlikely to stand twice on a page by chance."""

_MOST_ELEMENTS = 25_000
_DEEPEST = 400
"""Of larger pages trafilatura reads so much, of deeper ones nothing: its time grows faster than they do."""
_TOO_DEEP = etree.XPath(f"boolean(.{'/*' * _DEEPEST})")


def coverage(text: str, blocks: Sequence[Block]) -> list[float]:
    """How much of each block stands in a text, 0 to 1; few words must be a line of their own there."""
    lines = [words_of(line) for line in text.split("\n")]
    whole = set(lines)
    words = [word for line in lines for word in line]
    shingles = set(zip(*(words[n:] for n in range(_SHINGLE)), strict=False))
    return [_covered(block.words, whole, shingles) for block in blocks]


def _covered(words: tuple[str, ...], lines: set[tuple[str, ...]], shingles: set[tuple[str, ...]]) -> float:
    if words in lines:
        return 1.0
    found = [shingle in shingles for shingle in zip(*(words[n:] for n in range(_SHINGLE)), strict=False)]
    return sum(found) / len(found) if found else 0.0


def in_article_body(article_body: str, blocks: Sequence[Block]) -> list[float]:
    """How much of each block stands in the page's articleBody; -1 where that is missing or a mere teaser."""
    return coverage(article_body, blocks) if len(article_body) > 200 else [-1.0] * len(blocks)


def trafilatura_text(root: HtmlElement) -> str:
    """The body as trafilatura sees it, which works on a copy; empty where it finds none or fails."""
    page = _beginning(root)
    if _TOO_DEEP(page) or sum(map(_cells, page.iter("td", "th"))) > _MOST_ELEMENTS:
        return ""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = trafilatura.extract(page, fast=True, include_comments=False)
    except Exception:  # any page may come in, and trafilatura is one voice of several
        return ""
    return text or ""


def _beginning(root: HtmlElement) -> HtmlElement:
    """The page, or a copy of its first elements, where it has too many."""
    if next(islice(root.iter(), _MOST_ELEMENTS, None), None) is None:
        return root
    page = copy.deepcopy(root)
    last: HtmlElement = next(islice(page.iter(), _MOST_ELEMENTS, None))
    for element in (last, *last.iterancestors()):
        for later in [*element.itersiblings()]:
            later.getparent().remove(later)
    return page


def _cells(cell: HtmlElement) -> int:
    """The places that a cell takes in its table: trafilatura fills each of them."""
    rows, columns = (cell.get(name) or "" for name in ("rowspan", "colspan"))
    return _number(rows) * _number(columns)


def _number(value: str) -> int:
    return max(1, int(value)) if re.fullmatch("[0-9]{1,6}", value.strip()) else 1
