"""Everyday Markdown read without a parser's tokens: paragraphs, quotations, flat lists, headings.

Most digests have nothing else, and this takes an eighth of the time.
The reader knows a part of CommonMark in which the first signs of a line tell what it is; where anything
beyond stands it gives up, and markdown-it-py reads the text. That both make the same is tested.
"""

import re
from collections.abc import Callable, Container, Iterator
from html import unescape
from itertools import count

from newsdigest.load.everyday_inline import Inline, read_inline
from newsdigest.model.body import Body
from newsdigest.model.slug import slugify

_ELSEWHERE = re.compile(r"[<\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""Raw HTML and autolinks, which must be sanitised; tabs and control characters."""

_DEFINITION = "]:"
"""In a definition of a link, which reaches beyond its block."""

_BLOCK = re.compile(
    r"#[^\n]*"
    r"|(?:[-+*>]|[0-9]{1,9}[.)])[^\n]*(?:\n(?!#)[^\n]+)*"
    r"|[^\n]+(?:\n(?!#|>|[-+*] \S|1[.)] \S)[^\n]+)*"
)
"""A heading's line; a list or quotation up to a blank line or heading; a paragraph up to anything else."""

_MARKED = re.compile(r"[\s#>+=:|~-]|```|[0-9]{1,9}[.)](?:\s|$)|([*_])(?:\s|$|\1(?:\s|\1|$))")
"""A line that begins, or may begin, something other than text."""

_ITEM = re.compile(r"(?:[-+*]|([0-9]{1,9})([.)])) (?=\S)")
_HEADING = re.compile(r"(#{1,6}) (\S[^\n]*)")
_TAG = re.compile("<[^>]*>")

_DEEPEST = 8
"""Quotations within quotations: no digest has more, and the parser stops at twenty blocks within blocks."""


class BeyondError(Exception):
    """The text has something that is not everyday."""


def read_everyday(text: str, base_path: str, other_inline: Callable[[str], Inline]) -> Body | None:
    """The body, if all its blocks are everyday ones; inline text that is not goes to `other_inline`."""
    if _DEFINITION in text or _ELSEWHERE.search(text):
        return None
    reader = _Reader(text, base_path, other_inline)
    try:
        html = "".join(reader.blocks(text, 1, 0))
    except BeyondError:
        return None
    return Body(html, tuple(reader.links), tuple(reader.images), tuple(reader.anchors))


class _Reader:
    """One reading of a text, and what it has found so far."""

    def __init__(self, text: str, base_path: str, other_inline: Callable[[str], Inline]) -> None:
        self._base_path = base_path
        self._other_inline = other_inline
        marks = re.findall(r"^#{1,6}(?= )", text, re.MULTILINE) if "#" in text else []
        self._shift = 2 - min(map(len, marks), default=2)
        self.links: list[tuple[str, int]] = []
        self.images: list[tuple[str, str, int]] = []
        self.anchors: dict[str, None] = {}
        """In their order, and quickly looked through where many headings have one name."""

    def blocks(self, text: str, line: int, depth: int) -> Iterator[str]:
        """The HTML of the blocks of a text that begins on a line of the body, in so many quotations."""
        if depth > _DEEPEST:
            raise BeyondError
        position, after_list = 0, False
        for match in _BLOCK.finditer(text):
            block = match[0]
            line += text.count("\n", position, match.start())
            position = match.start()
            first = block[0]
            item = _ITEM.match(block)
            if item:
                if after_list:
                    raise BeyondError  # perhaps one list, with blank lines between its items
                yield from self._list(block, item, line)
            elif first == ">":
                yield from self._quotation(block, line, depth)
            elif first == "#":
                yield self._heading(block, line)
            else:
                yield f"<p>{self._paragraph(block, line)}</p>\n"
            after_list = item is not None

    def _quotation(self, block: str, line: int, depth: int) -> Iterator[str]:
        lines = block.split("\n")
        if any(one[0] != ">" for one in lines):
            raise BeyondError
        inner = "\n".join([one[2:] if one[1:2] == " " else one[1:] for one in lines])
        if "#" in inner or not inner.strip():
            raise BeyondError
        yield "<blockquote>\n"
        yield from self.blocks(inner, line, depth + 1)
        yield "</blockquote>\n"

    def _list(self, block: str, first: re.Match[str], line: int) -> Iterator[str]:
        """A list whose items are a text each; further lines of an item may be indented."""
        name = "ol" if first[1] else "ul"
        start = f' start="{int(first[1])}"' if first[1] and int(first[1]) != 1 else ""
        yield f"<{name}{start}>\n"
        for offset, item in _items(block, first[2] or first[0][0]):
            yield f"<li>{self._paragraph(item, line + offset)}</li>\n"
        yield f"</{name}>\n"

    def _heading(self, block: str, line: int) -> str:
        match = _HEADING.fullmatch(block)
        text = match[2].rstrip(" ") if match else "#"
        if match is None or text[-1] == "#":
            raise BeyondError
        pictures = len(self.images)
        html = self._text(text, line)
        if len(self.images) > pictures:
            raise BeyondError
        level = min(len(match[1]) + self._shift, 6)
        anchor = anchor_of(unescape(_TAG.sub("", html)), self.anchors)
        self.anchors[anchor] = None
        return f'<h{level} id="{anchor}">{html}</h{level}>\n'

    def _paragraph(self, text: str, line: int) -> str:
        """The text of a paragraph or item, unless a line of it begins something else."""
        text = text.rstrip(" ")
        rows = text.split("\n")
        if not all(rows) or any(map(_MARKED.match, rows)):
            raise BeyondError
        return self._text(text, line)

    def _text(self, text: str, line: int) -> str:
        if text[-1].isspace():  # versions of the parser differ in what they strip
            raise BeyondError
        inline = read_inline(text, self._base_path) or self._other_inline(text)
        if inline.links or inline.images:
            self.links += [(address, line + offset) for address, offset in inline.links]
            self.images += [(address, alt, line + offset) for address, alt, offset in inline.images]
        return inline.html


def _items(block: str, sign: str) -> Iterator[tuple[int, str]]:
    """The items of a list as (lines before it, text)."""
    item: list[str] = []
    begin = 0
    for number, row in enumerate(block.split("\n")):
        mark = _ITEM.match(row)
        if mark and (mark[2] or row[0]) == sign:
            if item:
                yield begin, "\n".join(item)
            begin, item = number, [row[mark.end() :]]
        else:
            item.append(row.lstrip(" "))
    yield begin, "\n".join(item)


def anchor_of(text: str, taken: Container[str]) -> str:
    """The id of a heading: its words, and a number where another heading has the same."""
    name = slugify(text) or "section"
    return next(one for one in _numbered(name) if one not in taken)


def _numbered(name: str) -> Iterator[str]:
    yield name
    for number in count(2):
        yield f"{name}-{number}"
