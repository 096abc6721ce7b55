"""From a parsed page to its body in Markdown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from newsdigest.extract.body import candidates
from newsdigest.extract.body.blocks import Block, blocks_of, keep_only, working_copy
from newsdigest.extract.body.choice import choose
from newsdigest.extract.body.features import features_of, levels_to_comment
from newsdigest.extract.body.model import probability
from newsdigest.extract.inline import escape
from newsdigest.extract.markdown import to_markdown
from newsdigest.model.article import Found

_ARTICLE = 200
"""Characters from which on a text is an article and not a label."""


@dataclass(frozen=True, slots=True)
class Body:
    """The article's text as it was found."""

    markdown: str
    found_in: Found
    lead_text: str
    """Plain text of the first real paragraph."""


def read_body(tree: HtmlElement, *, title: str, article_body: str, url: str, language: str) -> Body:
    """The body of a page, which stays as it is.

    `title` is the headline, which is not repeated; `article_body` the JSON-LD articleBody, or empty;
    `url` makes links absolute.
    """
    root = working_copy(tree)
    blocks = blocks_of(root)
    covered = candidates.coverage(candidates.trafilatura_text(tree), blocks)
    in_article_body = candidates.in_article_body(article_body, blocks)
    rows = features_of(blocks, covered, in_article_body, title)
    probabilities = {n: probability(row) for n, row in rows.items()}
    chosen = choose(blocks, probabilities, levels_to_comment(rows), title)
    size = sum(len(blocks[n].text) for n in chosen)
    if size < _ARTICLE < len(article_body) and size < len(article_body) / 3:
        return _from_text(article_body)
    where = "classifier"
    if not chosen:
        where, chosen = "trafilatura", [n for n, share in enumerate(covered) if share > 0.5]
    keep_only(root, blocks, [blocks[n] for n in chosen])
    markdown = to_markdown(root, url)
    return Body(markdown, Found(where, _is_sure(blocks, chosen, covered)), _lead(blocks, chosen))


def _is_sure(blocks: Sequence[Block], chosen: Sequence[int], covered: Sequence[float]) -> bool:
    """Whether there is an article's worth of text, and trafilatura found much the same."""
    ours = sum(len(blocks[n].text) for n in chosen)
    theirs = sum(len(block.text) * share for block, share in zip(blocks, covered, strict=True))
    both = sum(len(blocks[n].text) * covered[n] for n in chosen)
    return both > _ARTICLE and both > 0.7 * ours and both > 0.6 * theirs


def _lead(blocks: Sequence[Block], chosen: Sequence[int]) -> str:
    prose = [blocks[n].text for n in chosen if blocks[n].element.tag not in ("figcaption", "li", "td", "th")]
    return next((text for text in prose if len(text) > 80 and re.search(r"[.!?。！？।؟]", text)), "")


def _from_text(text: str) -> Body:
    """A body that the page only gives as data."""
    paragraphs = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    markdown = "\n\n".join(escape(paragraph) for paragraph in paragraphs)
    return Body(
        markdown, Found("json-ld articleBody", True), next((p for p in paragraphs if len(p) > 80), "")
    )
