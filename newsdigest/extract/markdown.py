"""Markdown from a part of a page: a heading, list, quotation, table, figure, link or code stays one."""

import re
from typing import Literal
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement
from msgspec import Struct, field

from newsdigest.extract import inline
from newsdigest.extract.elements import BLOCKS, SKIPPED
from newsdigest.extract.inline import Break, Mark, Token

_MARKS: dict[str, Literal["em", "strong", "del"]] = {
    "em": "em",
    "i": "em",
    "cite": "em",
    "strong": "strong",
    "b": "strong",
    "del": "del",
    "s": "del",
    "strike": "del",
}
_HEADING = re.compile(r"h([1-6])$")
_CODE = frozenset(("code", "kbd", "samp", "tt"))
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "src", "data-srcset", "srcset")
_DEEPEST = 8
"""Lists and quotations nested deeper than this are written at this depth: nobody means more, attackers do."""

_MOST_SPANNED = 50
"""Columns or rows of one cell, and columns in which cells from above are minded."""
_MOST_CELLS = 100_000
"""Of a table whose rows are filled up to the longest; in a larger one a reader fills them up."""


def to_markdown(element: HtmlElement, base_url: str) -> str:
    """All text of the element, in order; links made absolute by `base_url` where it is known.

    A heading of the first level becomes one of the second, for the headline stands above the body.
    """
    writer = _Writer(base_url, _survey(element))
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        tag = node.tag if isinstance(node.tag, str) else ""
        atomic = tag in SKIPPED or tag in _CODE or tag in ("pre", "img")
        if event == "start":
            if atomic:
                walk.skip_subtree()
                writer.atom(tag, node)
            else:
                writer.start(tag, node)
                if node.text:
                    writer.tokens.append(node.text)
        else:
            if event == "end" and not atomic:
                writer.end(tag, node)
            if node.tail and node is not element:
                writer.tokens.append(node.tail)
    writer.flush()
    return "\n".join(writer.lines)


class _Survey(Struct, frozen=True):
    """What cannot be known at an element's start."""

    tables: frozenset[HtmlElement]
    """Tables of data; the others only lay out the page."""
    headings: frozenset[HtmlElement]
    """Headings that hold a heading's text and no block of the article."""


def _survey(element: HtmlElement) -> _Survey:
    tables: set[HtmlElement] = set()
    headings: set[HtmlElement] = set()
    open_tables: list[tuple[HtmlElement, list[int]]] = []
    open_headings: list[HtmlElement] = []
    for event, node in etree.iterwalk(element, events=("start", "end"), tag=sorted(BLOCKS | {"img"})):
        if event == "start":
            if node.tag not in ("div", "header", "hgroup", "img") and not _HEADING.match(node.tag):
                headings.difference_update(open_headings[-1:])
            if node.tag in ("table", "h1", "h2", "h3", "pre", "blockquote", "figure") and open_tables:
                tables.discard(open_tables[-1][0])
            if node.tag == "table":
                open_tables.append((node, []))
                tables.add(node)
            elif node.tag == "tr" and open_tables:
                open_tables[-1][1].append(0)
            elif node.tag in ("td", "th") and open_tables and open_tables[-1][1]:
                open_tables[-1][1][-1] += 1
            elif _HEADING.match(node.tag):
                open_headings.append(node)
                headings.add(node)
        elif node.tag == "table":
            _, rows = open_tables.pop()
            if len(rows) < 2 or max(rows) < 2:
                tables.discard(node)
        elif _HEADING.match(node.tag):
            open_headings.pop()
    return _Survey(frozenset(tables), frozenset(headings))


class _Container(Struct, eq=False):
    """A list item or quotation around the block that is being written."""

    first: str
    rest: str
    list: "_List | None" = None
    used: bool = False


class _List(Struct, eq=False):
    ordered: bool
    number: int
    sign: str


class _Writer(Struct):
    """Takes the elements in the order of the page, keeps the lines written so far."""

    base_url: str
    survey: _Survey
    lines: list[str] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    """Open ones: a paragraph's end closes them, the next reopens them."""
    depth: dict[str, int] = field(default_factory=dict)
    """Of nested marks, by kind."""
    containers: list[_Container] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    too_deep: int = 0
    heading: HtmlElement | None = None
    rows: list[list[str]] | None = None
    taken: dict[int, int] = field(default_factory=dict)
    """Column -> rows to come in which a cell from above fills it."""
    in_cell: bool = False
    previous: tuple[_Container, ...] = ()
    """Containers of the last block."""
    previous_kind: str = ""

    def start(self, tag: str, node: HtmlElement) -> None:
        if tag == "br":
            self._line_break()
        elif tag in BLOCKS:
            self.flush()
            self._enter(tag, node)
        mark = self._mark(tag, node)
        if mark:
            self.depth[mark.kind] = self.depth.get(mark.kind, 0) + 1
            if self.depth[mark.kind] == 1:
                self.marks.append(mark)
                self.tokens.append(mark)
        elif tag == "q":
            self.tokens.append("“")

    def end(self, tag: str, node: HtmlElement) -> None:
        mark = self._mark(tag, node)
        if mark:
            self.depth[mark.kind] -= 1
            if self.depth[mark.kind] == 0:
                self.marks.remove(mark)
                self.tokens.append(Mark(mark.kind, False))
        elif tag == "q":
            self.tokens.append("”")
        if tag in BLOCKS:
            self._leave(tag, node)

    def atom(self, tag: str, node: HtmlElement) -> None:
        """An element that is taken whole or not at all."""
        if tag == "img":
            source = self._address(_source(node))
            if source:
                self.tokens.append(inline.picture(source, node.get("alt") or ""))
        elif tag in _CODE:
            self.tokens.append(inline.code(node.text_content()))
        elif tag == "pre" and (self.in_cell or self.heading is not None):
            self.tokens += [Break(), inline.code(node.text_content()), Break()]
        elif tag == "pre":
            self.flush()
            rows = _printable(node.text_content()).split("\n")
            text = "\n".join(row.rstrip() for row in rows).strip("\n")
            if text:
                fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
                self._write([fence, *text.split("\n"), fence], "code")

    def flush(self) -> None:
        """The end of a paragraph, or a mere blank where only one line is possible."""
        if self.in_cell or self.heading is not None:
            self.tokens.append(Break())
            return
        if not any(inline.shows(token) for token in self.tokens):
            self.tokens = list(self.marks)
            return
        text = self._paragraph()
        if text:
            self._write(text.split("\n"), "paragraph")

    def _paragraph(self, *, one_line: bool = False) -> str:
        closing = [Mark(mark.kind, False) for mark in reversed(self.marks)]
        text = inline.render([*self.tokens, *closing], one_line=one_line)
        self.tokens = list(self.marks)
        return text

    def _line_break(self) -> None:
        last = next((t for t in reversed(self.tokens) if not (isinstance(t, str) and not t.strip())), None)
        if isinstance(last, Break):
            self.flush()
        else:
            self.tokens.append(Break())

    def _enter(self, tag: str, node: HtmlElement) -> None:
        if self.in_cell:
            return
        if tag in ("ul", "ol", "menu", "dir"):
            self._open_list(tag, node)
        elif tag == "li":
            owner = self.lists[-1] if self.lists else _List(False, 1, "-")
            marker = f"{owner.number}{owner.sign} " if owner.ordered else f"{owner.sign} "
            self._push(_Container(marker, " " * len(marker), owner))
        elif tag == "blockquote":
            self._push(_Container("> ", "> "))
        elif node in self.survey.tables:
            self.rows, self.taken = [], {}
        elif self.rows is not None and tag == "tr":
            self.rows.append([])
        elif self.rows is not None and tag in ("td", "th"):
            self.in_cell = True
        elif self.heading is None and node in self.survey.headings:
            self.heading = node

    def _leave(self, tag: str, node: HtmlElement) -> None:
        if self.in_cell and tag in ("td", "th"):
            self.in_cell = False
            cell = self._paragraph(one_line=True).replace("|", "\\|")
            if self.rows is not None:
                self.rows = self.rows or [[]]
                self._write_cell(self.rows[-1], cell, _span(node, "colspan"), _span(node, "rowspan"))
        elif self.in_cell:
            self.tokens.append(Break())
        elif node is self.heading:
            self.heading = None
            text = self._paragraph(one_line=True)
            if text:
                bare = text.rstrip("#")  # these would close the heading; the first may be escaped already
                escaped = (len(bare) - len(bare.rstrip("\\"))) % 2
                text = bare + ("\\#" * (len(text) - len(bare)))[escaped:]
                self._write([f"{'#' * max(2, int(tag[1]))} {text}"], "heading")
        else:
            self.flush()
            if tag in ("ul", "ol", "menu", "dir"):
                self.lists.pop()
            elif tag in ("li", "blockquote"):
                self._pop()
            elif tag == "tr" and self.rows:
                self._fill(self.rows[-1])
            elif node in self.survey.tables:
                self._write_table(self.rows or [])
                self.rows = None

    def _open_list(self, tag: str, node: HtmlElement) -> None:
        number = node.get("start") or ""
        ordered = tag == "ol"
        sign = "." if ordered else "-"
        level = len(self.containers)
        above = self.previous[level] if len(self.previous) > level else None
        if (
            above
            and above.list
            and above.list.sign == sign
            and self.previous[:level] == tuple(self.containers)
        ):
            sign = ")" if ordered else "+"
        start = int(number) if re.fullmatch(r"[0-9]{1,6}", number) else 1
        self.lists.append(_List(ordered, start, sign))

    def _push(self, container: _Container) -> None:
        if self.too_deep or len(self.containers) == _DEEPEST:
            self.too_deep += 1
        else:
            self.containers.append(container)

    def _pop(self) -> None:
        if self.too_deep:
            self.too_deep -= 1
            return
        closed = self.containers.pop()
        if closed.list and closed.used:
            closed.list.number += 1

    def _fill(self, row: list[str]) -> None:
        """Leaves blank what cells from above fill."""
        while self.taken.get(len(row)):
            self.taken[len(row)] -= 1
            row.append("")

    def _write_cell(self, row: list[str], cell: str, columns: int, rows: int) -> None:
        self._fill(row)
        if rows > 1 and len(row) < _MOST_SPANNED:
            self.taken.update(dict.fromkeys(range(len(row), len(row) + columns), rows - 1))
        row += [cell, *[""] * (columns - 1)]

    def _write_table(self, rows: list[list[str]]) -> None:
        rows = [row for row in rows if any(row)]
        if not rows:
            return
        width = max(len(row) for row in rows)
        # one long row must not make each of many short ones as long
        filled = width if width * len(rows) <= _MOST_CELLS else 0
        rows[0] += [""] * (width - len(rows[0]))
        lines = [f"| {' | '.join(row + [''] * (filled - len(row)))} |" for row in rows]
        self._write([lines[0], "|" + " --- |" * width, *lines[1:]], "table")

    def _write(self, block: list[str], kind: str) -> None:
        now = tuple(self.containers)
        if self.lines and not self._follows_closely(now, kind):
            common = [a.rest for a, b in zip(self.previous, now, strict=False) if a is b]
            self.lines.append("".join(common).rstrip())
        for line in block:
            prefix = "".join(c.rest if c.used else c.first for c in now)
            for container in now:
                container.used = True
            self.lines.append((prefix + line).rstrip())
        self.previous, self.previous_kind = now, kind

    def _follows_closely(self, now: tuple[_Container, ...], kind: str) -> bool:
        """Whether the block goes on in the line below: the next item of a list, or a list within an item."""
        if not now or now[-1].used or not now[-1].list or self.previous_kind != "paragraph":
            return False
        level = len(now) - 1
        if self.previous[:level] != now[:level]:
            return False
        if len(self.previous) == level:
            return level > 0 and bool(now[-2].list) and now[-1].list.number == 1
        return len(self.previous) > level and self.previous[level].list is now[-1].list

    def _mark(self, tag: str, node: HtmlElement) -> Mark | None:
        if tag == "a":
            href = self._address(node.get("href") or "")
            return Mark("link", True, href) if href else None
        if tag in _MARKS:
            return Mark(_MARKS[tag], True)
        return {"figcaption": Mark("em", True), "dt": Mark("strong", True)}.get(tag)

    def _address(self, href: str) -> str:
        """The absolute form of an address that is safe to follow, else nothing."""
        href = re.sub(r"[\t\r\n\0]", "", href).strip()
        if href.startswith("#"):
            return href if len(href) > 1 else ""
        try:
            absolute = urljoin(self.base_url, href)
            scheme = urlsplit(absolute).scheme.lower()
        except ValueError:
            return ""
        relative = not scheme and not re.match(r"[^/?#]*:", absolute)
        return absolute if absolute and (scheme in ("http", "https", "mailto") or relative) else ""


def _source(image: HtmlElement) -> str:
    """Address of a picture; pages that load pictures late keep the true one beside a placeholder."""
    for name in _LAZY:
        value = (image.get(name) or "").strip()
        if name.endswith("srcset"):
            value = next(iter(value.split(",")[-1].split()), "")
        if value and not value.startswith(("data:", "{", "[")):
            return value
    return ""


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name) or ""
    return min(int(value), _MOST_SPANNED) if re.fullmatch(r"[1-9][0-9]{0,2}", value) else 1


def _printable(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]", " ", text.replace("\r\n", "\n")).expandtabs(4)
