"""What tools that dump pages write beside the words of a page: undone, each line in its place."""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_ADDRESS = r"(?:https?|ftp|file|mailto|javascript|tel|data|about):|/|#"

_NUMBER = re.compile(r"(?<![a-zA-Z\d\[])\[(\d{1,4})\](?=[^\s\],.;:])")
"""What lynx and elinks put before a link: `[12]Weather`."""
_FEWEST_NUMBERS, _IN_ORDER = 10, 0.9
"""Numbers that stand in a dump with numbered links, and what share of them is higher than the one before."""
_LISTED = re.compile(rf" *\d{{1,4}}\. (?:{_ADDRESS})")
_LISTS = re.compile(r"\s*\w+(?: \w+)?:?\s*$")
"""What stands above listed addresses: `References`, `Visible links:`, in whatever language."""
_CONTROL = re.compile(
    r"\(BUTTON\)|\[ {2,}\]|_{8,}|^\s*(?:IFRAME|Link): .*|^\s*\[[^\]\s]*[-_.\d][^\]\s]*\]\s*$"
)
"""Form fields, frames, links of the head, and pictures by the names of their files."""

_MARKDOWN_LINK = re.compile(rf"\]\(<?(?:{_ADDRESS})")
_MARKDOWN_HEADING = re.compile(r"^#{2,6} +\S*[^\W\d_]", re.M)
_TOP_HEADING = re.compile(r"^# +\S", re.M)
_DESTINATION = re.compile(rf"\]\(\s*<?(?:{_ADDRESS})(?:[^()\\]|\\.|\([^()]{{0,200}}\)){{0,3000}}?\)")
"""Where a link of Markdown leads, blanks and broken lines within it."""
_REST_OF_LINK = re.compile(r"\]\(#\)|^\W*!?\[(?=[^\]]*$)")
"""What is left of a link that holds more than one block."""
_BREAK = "\ue000"
"""Stands for the end of a line within an address."""
_FEWEST_LINKS, _FEWEST_HEADINGS = 3, 2
"""From which on a text is taken for Markdown."""


def without_notation(text: str) -> str:
    """A dump without the marks of Markdown, or without the list of addresses at its end (lynx, elinks).

    Each line stands where it stood, so that places in the file can be told.
    """
    if _is_markdown(text):
        return "\n".join(_rendered(text.replace(_BREAK, " ")))
    return "\n".join(_without_addresses(text.split("\n"))) if _has_numbers(text) else text


def heading_row(text: str) -> int:
    """Number, from 1, of the only row that is a heading of the first level in a text in Markdown; else 0."""
    tops = list(_TOP_HEADING.finditer(text)) if _is_markdown(text) else []
    return text.count("\n", 0, tops[0].start()) + 1 if len(tops) == 1 else 0


def _is_markdown(text: str) -> bool:
    return (
        len(_MARKDOWN_LINK.findall(text)) >= _FEWEST_LINKS
        or len(_MARKDOWN_HEADING.findall(text)) >= _FEWEST_HEADINGS
    )


def without_numbers(rows: list[str]) -> list[str]:
    """Rows without the numbers of links, where they have any; lines were broken to fit those in, too."""
    if not _has_numbers("\n".join(row for row in rows if "[" in row)):
        return rows
    return [_CONTROL.sub("", _NUMBER.sub("", row)) for row in rows]


def _has_numbers(text: str) -> bool:
    numbers = [int(number) for number in _NUMBER.findall(text)]
    in_order = sum(after > before for before, after in pairwise(numbers))
    return len(numbers) >= _FEWEST_NUMBERS and in_order > _IN_ORDER * (len(numbers) - 1)


def _without_addresses(rows: Sequence[str]) -> list[str]:
    """Rows, those empty from where addresses are listed on, with the headings above them."""
    listed = [n for n, row in enumerate(rows) if _LISTED.match(row)]
    first = next(
        (n for n, after in pairwise(listed) if not any(map(str.strip, rows[n + 1 : after]))), len(rows)
    )
    while first and len(rows) > first and (not rows[first - 1].strip() or _LISTS.match(rows[first - 1])):
        first -= 1
    return [*rows[:first], *[""] * (len(rows) - first)]


def _rendered(text: str) -> list[str]:
    """The rows of a text in Markdown as they are read, wrapped paragraphs on their first."""
    from markdown_it import MarkdownIt

    whole = _DESTINATION.sub(lambda link: f"](#{_BREAK * link[0].count(chr(10))})", text)
    at = [0, *accumulate(1 + row.count(_BREAK) for row in whole.split("\n"))]
    rows = [""] * at[-1]
    mark = ""
    for token in MarkdownIt("commonmark").enable("table").parse(whole):
        if token.type == "list_item_open":
            mark = f"{token.info}. " if token.info else "* "
        elif token.type == "inline" and token.map:
            for n, words in enumerate(_lines_of(token.children or ()), at[token.map[0]]):
                rows[n] = f"{rows[n]} {words}" if rows[n] else mark + words
                mark = ""
        elif token.type in ("fence", "code_block") and token.map:
            first = at[token.map[0]]
            for n, code in enumerate(token.content.rstrip("\n").split("\n"), first):
                rows[n] = code
    return [_REST_OF_LINK.sub("", row) for row in rows]


def _lines_of(children: "Sequence[Token]") -> list[str]:
    """What is read of an inline text, a line for each that is broken on purpose."""
    lines = [""]
    for token in children:
        if token.type in ("text", "code_inline"):
            lines[-1] += token.content
        elif token.type == "softbreak":
            lines[-1] += " "
        elif token.type == "hardbreak":
            lines.append("")
    return lines
