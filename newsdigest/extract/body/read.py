"""From a parsed page to its body in Markdown."""

import re
from collections.abc import Hashable, Mapping, Sequence, Set

from lxml.html import HtmlElement
from msgspec import Struct

from newsdigest.extract.body import candidates
from newsdigest.extract.body.blocks import (
    Block,
    blocks_of,
    ends_sentence,
    isolate_blocks,
    keep_only,
    text_copy,
)
from newsdigest.extract.body.choice import choose
from newsdigest.extract.body.data import text_in_data
from newsdigest.extract.body.features import features_of, levels_to_comment
from newsdigest.extract.body.groups import containers_of
from newsdigest.extract.body.model import probabilities
from newsdigest.extract.body.standfirst import standfirsts
from newsdigest.extract.body.surroundings import Row
from newsdigest.extract.inline import escape
from newsdigest.extract.markdown import to_markdown
from newsdigest.model.article import Found

_ARTICLE = 200
"""Characters from which on a text is an article and not a label."""
_PARAGRAPH = 80
"""Characters from which on a block that ends as a sentence does is a paragraph."""
_SIGNS = 30
"""The same in words, or in signs of a script without blanks, which says more in fewer."""


class Body(Struct, frozen=True):
    """The article's text as it was found."""

    markdown: str
    found_in: Found
    lead_text: str
    """Plain text of the first real paragraph."""
    blocks: frozenset[str] = frozenset()
    """Plain text of each block, as far as they are blocks of the page."""


class Evidence(Struct, frozen=True):
    """A page in blocks, and all that speaks for or against each."""

    root: HtmlElement
    """A copy of the page's body, each block in an element of its own."""
    blocks: Sequence[Block]
    containers: Sequence[Mapping[str, Hashable]]
    """What tells the groups of each."""
    covered: Sequence[float]
    """How much of each block trafilatura keeps."""
    in_article_body: Sequence[float]
    """How much of it stands in the page's JSON-LD, -1 where there is none."""
    rows: Mapping[int, Row]
    """What the classifier is asked about: number of a block -> its features."""
    standfirsts: Set[int]
    """Numbers of the blocks that the page's description repeats."""


def evidence_of(
    tree: HtmlElement, *, title: str, outlet: str, article_body: str, descriptions: Sequence[str], url: str
) -> Evidence:
    """What is known of each block before any is chosen."""
    root = text_copy(tree)
    kept_by_trafilatura = candidates.trafilatura_text(root)
    isolate_blocks(root)
    blocks = blocks_of(root)
    containers = [containers_of(block.element) for block in blocks]
    covered = candidates.coverage(kept_by_trafilatura, blocks)
    told = candidates.in_article_body(article_body, blocks)
    rows = features_of(blocks, containers, covered, told, title=title, outlet=outlet, url=url)
    decks = standfirsts(blocks, title, descriptions)
    return Evidence(root, blocks, containers, covered, told, rows, decks)


def read_body(
    tree: HtmlElement, *, title: str, outlet: str, article_body: str, descriptions: Sequence[str], url: str
) -> Body:
    """The body of a page, which stays as it is.

    `title` is the headline, which is not repeated; `outlet` the publisher's name; `article_body` the
    JSON-LD articleBody, or empty; `descriptions` what the markup says the page is about; `url` makes links
    absolute.
    """
    seen = evidence_of(
        tree, title=title, outlet=outlet, article_body=article_body, descriptions=descriptions, url=url
    )
    blocks, covered = seen.blocks, seen.covered
    likely = probabilities(blocks, seen.containers, seen.rows)
    chosen = choose(blocks, likely, levels_to_comment(seen.rows), title, seen.standfirsts)
    size = sum(len(blocks[n].text) for n in chosen)
    if size < _ARTICLE < len(article_body) and size < len(article_body) / 3:
        return _from_text(article_body)
    if size < _ARTICLE and (data := text_in_data(tree)) is not None:
        return _from_data(data, url)
    where = "classifier"
    expected = sum(p * len(blocks[n].text) for n, p in likely.items())
    if not chosen or (size < _ARTICLE and size < expected / 2):
        where, chosen = "trafilatura", [n for n, share in enumerate(covered) if share > 0.5]
    if not chosen:
        where, chosen = "running text", [n for n in seen.rows if _is_running_text(blocks[n])]
    keep_only(seen.root, blocks, [blocks[n] for n in chosen])
    markdown = to_markdown(seen.root, url)
    found = Found(where, _is_sure(blocks, chosen, covered))
    return Body(markdown, found, _lead(blocks, chosen), frozenset(blocks[n].text for n in chosen))


def _is_running_text(block: Block) -> bool:
    """Whether a block tells something, on a page on which nobody else finds an article."""
    return len(block.text) > _PARAGRAPH and ends_sentence(block.text) and block.linked < len(block.text) / 3


def _is_sure(blocks: Sequence[Block], chosen: Sequence[int], covered: Sequence[float]) -> bool:
    """Whether there is an article's worth of text, and trafilatura found much the same."""
    ours = sum(len(blocks[n].text) for n in chosen)
    theirs = sum(len(block.text) * share for block, share in zip(blocks, covered, strict=True))
    both = sum(len(blocks[n].text) * covered[n] for n in chosen)
    return both > _ARTICLE and both > 0.7 * ours and both > 0.6 * theirs


def _lead(blocks: Sequence[Block], chosen: Sequence[int]) -> str:
    prose = [blocks[n] for n in chosen if blocks[n].element.tag not in ("figcaption", "li", "td", "th")]
    long = (block.text for block in prose if len(block.text) > 80 or len(block.words) > _SIGNS)
    return next((text for text in long if re.search(r"[.!?。！？।؟]", text)), "")


def _from_data(data: HtmlElement, url: str) -> Body:
    """A body that the page's scripts hold."""
    root = text_copy(data)
    isolate_blocks(root)
    lead = next((block.text for block in blocks_of(root) if len(block.text) > _PARAGRAPH), "")
    return Body(to_markdown(root, url), Found("data of a script", sure=False), lead)


def _from_text(text: str) -> Body:
    """A body that the page only gives as data."""
    paragraphs = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    markdown = "\n\n".join(escape(paragraph) for paragraph in paragraphs)
    return Body(
        markdown, Found("json-ld articleBody", True), next((p for p in paragraphs if len(p) > 80), "")
    )
