"""From a parsed page to its body in Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from newsdigest.extract.body import candidates
from newsdigest.extract.body.blocks import Block, blocks_of, working_copy
from newsdigest.extract.markdown import to_markdown
from newsdigest.model.article import Found


@dataclass(frozen=True, slots=True)
class Body:
    """The article's text as it was found."""

    markdown: str
    found_in: Found
    lead_text: str
    """Plain text of the first real paragraph."""


def read_body(tree: HtmlElement, *, title: str, article_body: str, url: str, language: str) -> Body:
    """The body of a page.

    `title` is the headline, which is not repeated; `article_body` the page's own JSON-LD articleBody, or empty;
    `url` makes links absolute.
    """
    root = working_copy(tree)
    blocks = blocks_of(root)
    covered = candidates.coverage(candidates.trafilatura_text(tree), blocks)
    chosen = [block for block, share in zip(blocks, covered, strict=True) if share > 0.5]
    _keep_only(blocks, chosen)
    markdown = to_markdown(root, url)
    return Body(markdown, Found("trafilatura", len(markdown) > 500), _lead(chosen))


def _keep_only(blocks: Sequence[Block], chosen: Sequence[Block]) -> None:
    """Takes all other blocks out of the working copy, and pictures before the first or after the last chosen."""
    kept = {block.element for block in chosen}
    for block in blocks:
        if block.element not in kept and (parent := block.element.getparent()) is not None:
            parent.remove(block.element)


def _lead(chosen: Sequence[Block]) -> str:
    return next((block.text for block in chosen if len(block.words) > 15), "")
