"""Markdown rendered to HTML that is safe to publish, and what rules ask of a body."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from newsdigest.load.everyday import anchor_of, read_everyday
from newsdigest.load.everyday_inline import Inline
from newsdigest.load.sanitise import sanitise
from newsdigest.model.body import Body

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_ID = re.compile(r"""\sid\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)


def render_markdown(text: str, base_path: str) -> Body:
    """A body in HTML; addresses from the site's root (`/about/`) get the path of its base in front."""
    return read_everyday(text, base_path, partial(_inline, base_path)) or render_any(text, base_path)


def render_any(text: str, base_path: str) -> Body:
    """The same of any text whatever, by markdown-it-py and the sanitiser alone."""
    parser = _parser()
    tokens = parser.parse(text)
    named = list(_named(tokens))
    anchors = _prepare_headings(tokens)
    _prepare_tables(tokens)
    _prepare_inline(tokens)
    return Body(
        html=sanitise(parser.renderer.render(tokens, parser.options, {}), base_path),
        links=tuple((address, line) for kind, address, _, line in named if kind == "a"),
        images=tuple((address, alt, line) for kind, address, alt, line in named if kind == "img"),
        anchors=tuple(anchors),
    )


def _inline(base_path: str, text: str) -> Inline:
    """The text of one block, in a body without raw HTML and definitions."""
    parser = _parser()
    tokens = parser.parseInline(text)
    named = list(_named(tokens))
    _prepare_inline(tokens)
    return Inline(
        html=sanitise(parser.renderer.render(tokens, parser.options, {}), base_path),
        links=tuple((address, line - 1) for kind, address, _, line in named if kind == "a"),
        images=tuple((address, alt, line - 1) for kind, address, alt, line in named if kind == "img"),
    )


@cache
def _parser() -> "MarkdownIt":
    """Made once a process: CommonMark, tables and strikethrough; HTML passes, to be sanitised."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.add_render_rule("table_open", _open_table)
    parser.add_render_rule("table_close", _close_table)
    return parser


def _named(tokens: Sequence["Token"]) -> Iterator[tuple[str, str, str, int]]:
    """Links and pictures as (`a` or `img`, address, alternative text, line), raw HTML's too."""
    from newsdigest.load.raw_html import named_in_html

    for token in tokens:
        line = token.map[0] + 1 if token.map else 1
        if token.type == "html_block":
            yield from named_in_html(token.content, line)
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "link_open":
                yield "a", str(child.attrs.get("href", "")), "", line
            elif child.type == "image":
                yield "img", str(child.attrs.get("src", "")), _plain(child), line
            elif child.type == "html_inline":
                yield from named_in_html(child.content, line)
                line += child.content.count("\n")


def _prepare_headings(tokens: Sequence["Token"]) -> Iterable[str]:
    """Let the highest heading be an h2, for the title is the h1, and give each an id; returns the ids."""
    opens = [number for number, token in enumerate(tokens) if token.type == "heading_open"]
    shift = 2 - min((int(tokens[number].tag[1]) for number in opens), default=2)
    anchors: dict[str, None] = {}
    for number in opens:
        tag = f"h{min(int(tokens[number].tag[1]) + shift, 6)}"
        tokens[number].tag = tokens[number + 2].tag = tag
        anchor = anchor_of(_plain(tokens[number + 1]), anchors)
        anchors[anchor] = None
        tokens[number].attrSet("id", anchor)
    return anchors


def _prepare_tables(tokens: Sequence["Token"]) -> None:
    """Columns aligned by class, for the site's policy allows no styles; a table is named by its headings."""
    table = None
    for number, token in enumerate(tokens):
        if token.type == "table_open":
            table = token
            table.meta = {"label": ""}
        elif token.type in ("th_open", "td_open"):
            style = str(token.attrs.pop("style", ""))
            if style:
                token.attrSet("class", f"align-{style.rpartition(':')[2]}")
            if token.type == "th_open" and table is not None:
                heading = _plain(tokens[number + 1])
                table.meta["label"] = ", ".join(filter(None, (table.meta["label"], heading)))


def _open_table(renderer: Any, tokens: Sequence["Token"], index: int, *_: object) -> str:
    """A wide table scrolls in a box of its own, which the keyboard reaches and a screen reader can name."""
    from markdown_it.common.utils import escapeHtml

    label = tokens[index].meta["label"]
    name = f' role="region" aria-label="{escapeHtml(label)}"' if label else ""
    return f'<div class="table-wrap" tabindex="0"{name}><table>\n'


def _close_table(*_: object) -> str:
    return "</table></div>\n"


def _prepare_inline(tokens: Sequence["Token"]) -> None:
    """Mark links that leave the site, load pictures late, take ids from raw HTML: an id must be unique."""
    for token in tokens:
        if token.type == "html_block":
            token.content = _ID.sub("", token.content)
        for child in token.children or ():
            if child.type == "html_inline":
                child.content = _ID.sub("", child.content)
            elif child.type == "link_open" and re.match(r"(https?:)?//", str(child.attrs.get("href", ""))):
                child.attrSet("rel", "external")
            elif child.type == "image":
                child.attrSet("loading", "lazy")
                child.attrSet("decoding", "async")


def _plain(token: "Token") -> str:
    """The text of a token without its marks."""
    if token.type in ("fence", "code_block", "text", "code_inline") and not token.children:
        return token.content.strip("\n")
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return "".join(map(_plain, token.children or ()))
