"""The lines of a dump: three styles brought to one list of blocks, each with its place on the page."""

import re
import unicodedata

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.extract.names import clean_names, is_byline
from newsdigest.extract.text.notation import without_notation, without_numbers
from newsdigest.extract.text.words import MID_SENTENCE, ends_sentence

MOST_LINES = 30_000
"""What a dump has beyond is not read: no news page is as long, and time stays bounded."""

LONGEST_WRAP = 140
"""Columns of the widest text browser that wraps its lines."""

_MONTH_AND_YEAR = re.compile(r"\S+ (?:19|20)\d\d|\S+ \d{2}:\d{2}")
"""What follows the number of a day, and not that of a list's item."""

LONG_NODE, LINK, HEADLINE, BUTTON = 40, 60, 140, 20
"""Signs of a node within which a link may stand, of the longest such link, of a headline, and of a button."""
_GOES_ON = tuple(",.;:)”’»、。，）」")
_BULLETS = ("* ", "+ ", "- ", "• ", "o ", "· ", "‣ ", "▪ ", "– ")


class Line(Struct, frozen=True):
    """One block of text as the dump shows it."""

    number: int
    """Line of the dump on which it starts, counted from 1."""
    text: str
    """Without indent and list mark, blanks joined."""
    indent: int = 0
    mark: str = ""
    """The list mark in front: `*`, `2.`; else empty."""
    gap: bool = False
    """Whether an empty line stands above."""


def read_lines(text: str) -> list[Line]:
    """The blocks of a dump in order: wrapped lines unwrapped, text nodes of one sentence joined."""
    raw = without_notation(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n", MOST_LINES)[
        :MOST_LINES
    ]
    rows = [row.expandtabs(8).rstrip() for row in raw]
    full = [row for row in rows if row]
    if not full:
        return []
    if len(rows) - len(full) < 0.1 * len(full) and len(full) > 8:
        return _join_nodes(_blocks(rows))
    return _blocks(without_numbers(_unwrapped(rows)))


def _blocks(rows: list[str]) -> list[Line]:
    """Each row that is not empty as a line of its own; rows joined by unwrapping have become empty."""
    lines: list[Line] = []
    gap = True
    for number, row in enumerate(rows, 1):
        words = " ".join(_visible(row).split())
        if words:
            mark, words = _list_mark(words)
            if words:
                lines.append(Line(number, words, len(row) - len(row.lstrip()), mark, gap))
        gap = row != _JOINED and not row.strip()
    return lines


_JOINED = "\x00"
"""Stands for a row that has become part of the one above."""


_UNSEEN: dict[int, str | None] = {
    code: " " for code in range(0x3001) if unicodedata.category(chr(code)) in ("Cc", "Zs")
} | dict.fromkeys(
    map(
        ord,
        "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\x00",
    )
)
"""Signs that a reader does not see, and blanks of other widths."""


def _visible(row: str) -> str:
    """A row without control signs and invisible marks (soft hyphens, direction marks, byte order marks)."""
    return row if row.isascii() and row.isprintable() else row.translate(_UNSEEN)


def _list_mark(words: str) -> tuple[str, str]:
    """The list mark in front of a row, and the rest."""
    if words.startswith(_BULLETS) and len(words) > 2:
        return "*", words[2:].lstrip()
    head, _, rest = words.partition(" ")
    numbered = rest and len(head) < 4 and head[-1] in ".)" and head[:-1].isascii() and head[:-1].isdigit()
    if numbered and not _MONTH_AND_YEAR.match(rest):
        return head[:-1] + ".", rest
    return ("*", "") if words in ("*", "+", "-", "•", "·") else ("", words)


def _unwrapped(rows: list[str]) -> list[str]:
    """Rows of a paragraph joined where a text browser broke them: where the next word had no room.

    Only on a page whose longest row is as long as a screen is wide, and that has several such breaks.
    """
    if max(map(len, rows)) > LONGEST_WRAP:
        return rows
    widths = [_columns(row) for row in rows]
    widest = max(widths)
    if widest > LONGEST_WRAP or widest < 40:
        return rows
    breaks = [
        bool(row and below and not _list_mark(below.strip())[0])
        and width + 1 + _columns(_first_word(below)) > widest
        for row, below, width in zip(rows, rows[1:], widths, strict=False)
    ]
    if sum(breaks) < 4:
        return rows
    out = list(rows)
    head = 0
    for above, broken in enumerate(breaks):
        if not broken:
            head = above + 1
            continue
        glue = "" if _unspaced(out[head][-1:]) else " "
        out[head] = out[head] + glue + rows[above + 1].strip()
        out[above + 1] = _JOINED
    return out


def _columns(row: str) -> int:
    if row.isascii():
        return len(row)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in row)


def _first_word(row: str) -> str:
    word = row.split(None, 1)[0]
    return word[0] if _unspaced(word[0]) else word


def _unspaced(sign: str) -> bool:
    return "\u3000" <= sign <= "\u9fff" or "\uff00" <= sign <= "\uffef"


def _join_nodes(lines: list[Line]) -> list[Line]:
    """Lines that are the text nodes of one sentence (a link within it) joined to one."""
    out: list[Line] = []
    pieces: list[str] = []
    size = 0
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        after = below.text if below else ""
        if pieces and _continues(pieces[-1], line.text, after, size):
            pieces.append(line.text)
            size += len(line.text)
            continue
        if len(pieces) > 1:
            out[-1] = replace(out[-1], text=_glued(pieces))
        out.append(line)
        pieces, size = [line.text], len(line.text)
    if len(pieces) > 1:
        out[-1] = replace(out[-1], text=_glued(pieces))
    return out


def _continues(above: str, below: str, after: str, size: int) -> bool:
    """Whether a text node goes on with the sentence of the one above, which has `size` signs so far.

    `after` is the node that follows: a link amid a sentence is known by it.
    """
    first = below[0]
    if first in ",.;:)”’»、。，）」" and not below.startswith(("...", ".com")):
        return size > 2
    if ends_sentence(above):
        return False
    linked = (
        size > LONG_NODE
        and len(below) < LINK
        and first.isalpha()
        and not ends_sentence(below)
        and _goes_on(after)
    )
    if above[-1] in ",([“«" or above.rsplit(None, 1)[-1].lower() in MID_SENTENCE:
        return size > 30 or len(below) > 60
    if first.islower():
        if is_byline(below) and size < HEADLINE and not linked:
            return not clean_names(below)
        return size > 30 or len(below) > 40
    return linked


def _goes_on(text: str) -> bool:
    """Whether a node is the rest of a sentence, and no button: `share`, `hide`."""
    return text.startswith(_GOES_ON) or (text[:1].islower() and len(text) > BUTTON)


def _glued(pieces: list[str]) -> str:
    """Text nodes as one text: no blank before a closing sign, nor after an opening one."""
    out = [pieces[0]]
    for piece in pieces[1:]:
        tight = piece[0] in ",.;:)”’»、。，）」!?" or out[-1][-1] in "([“«" or _unspaced(piece[0])
        out.append(piece if tight else " " + piece)
    return "".join(out)
