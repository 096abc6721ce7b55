"""Inline Markdown: words, emphasis, links, code and pictures of a paragraph, escaped to read back."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from msgspec import Struct, field

BLANK = re.compile(r"[\s\x00-\x1f\x7f]+")
_SPECIAL = re.compile(r"[\\`*\[\]<~]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
_LINE_START = re.compile(r"(?:[-+](?=\s|$)|\#{1,6}(?=\s|$)|>|[-=:|][-=:|\s]*$)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


class Mark(Struct, frozen=True):
    """The beginning or end of emphasis or of a link."""

    kind: Literal["em", "strong", "del", "link"]
    opens: bool
    href: str = ""


class Verbatim(Struct, frozen=True):
    """A piece that is Markdown already: a picture or inline code."""

    markdown: str
    code: str = ""


class Break(Struct, frozen=True):
    """A line break that the author set."""


Token = str | Mark | Verbatim | Break


def shows(token: Token) -> bool:
    """Whether a reader sees anything of it."""
    return not token.isspace() if isinstance(token, str) else isinstance(token, Verbatim)


def code(text: str) -> Verbatim:
    """Inline code, in as many backticks as it takes."""
    text = BLANK.sub(" ", text).strip()
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return Verbatim(f"{fence}{pad}{text}{pad}{fence}" if text else "", text)


def picture(source: str, alt: str) -> Verbatim:
    """A picture whose alternative text stands for it."""
    return Verbatim(f"![{escape(' '.join(alt.split()))}]({destination(source)})")


def destination(url: str) -> str:
    """An address as it may stand in the round brackets of a link."""
    url = re.sub(
        r"[\s\x00-\x1f\x7f\\<>|]", lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), url
    )
    url = re.sub(r"&(?=#?\w+;)", r"\\&", url)
    return f"<{url}>" if re.search(r"[()*_`\[\]~!]", url) else url


def escape(text: str) -> str:
    """Text with each sign that Markdown would take for its own marked as plain."""
    return _SPECIAL.sub(lambda found: "\\" + found[0], text)


def render(tokens: Sequence[Token], *, one_line: bool = False) -> str:
    """One paragraph; with `one_line` (headings, table cells) line breaks are blanks."""
    tidy = _Tidy(one_line)
    for token in tokens:
        tidy.add(token)
    lines = _assemble(_without_misfits(_delimited(_no_definition(_one_code(tidy.done))))).split("\n")
    return "\n".join(_guard(line) for line in lines)


def _one_code(tokens: Sequence[Token]) -> list[Token]:
    """Pieces of code side by side as one: their backticks would run together."""
    whole: list[Token] = []
    for is_code, run in groupby(tokens, lambda token: isinstance(token, Verbatim) and bool(token.code)):
        pieces = list(run)
        whole += (
            [code("".join(piece.code for piece in pieces if isinstance(piece, Verbatim)))]
            if is_code
            else pieces
        )
    return whole


def _no_definition(tokens: list[Token]) -> list[Token]:
    """Code with `]:` within a link that opens a paragraph would define an address: there it is plain text."""
    if not (tokens and isinstance(tokens[0], Mark) and tokens[0].kind == "link"):
        return tokens
    return [token.code if isinstance(token, Verbatim) and "]:" in token.code else token for token in tokens]


def _guard(line: str) -> str:
    """A line that cannot be taken for the start of a heading, list, quotation or table."""
    numbered = _NUMBERED.match(line)
    if numbered:
        return f"{numbered[1]}\\{line[numbered.end(1) :]}"
    return "\\" + line if _LINE_START.match(line) else line


class _Tidy(Struct):
    """Moves blanks and breaks out of marks, and drops marks that hold nothing."""

    one_line: bool
    done: list[Token] = field(default_factory=list)
    opening: list[Mark] = field(default_factory=list)
    """Marks that wait for their first word."""
    began: dict[str, int] = field(default_factory=dict)
    """Where in `done` the last mark of each kind begins."""
    gap: str = ""

    def add(self, token: Token) -> None:
        if isinstance(token, str):
            self._text(token)
        elif isinstance(token, Break):
            self.gap = " " if self.one_line else "\n"
        elif isinstance(token, Verbatim):
            if token.markdown:
                self._settle()
                self.done.append(token)
        elif token.opens:
            self.opening.append(token)
        else:
            self._close(token)

    def _close(self, mark: Mark) -> None:
        waiting = next((m for m in self.opening if m.kind == mark.kind), None)
        if waiting:
            self.opening.remove(waiting)
            return
        start = self.began[mark.kind]
        if mark.kind == "link" and not any(_has_words(token) for token in self.done[start + 1 :]):
            # a picture's link leads to the same picture, larger
            del self.done[start]
            self.began = {kind: at - (at > start) for kind, at in self.began.items()}
        else:
            self.done.append(mark)

    def _text(self, text: str) -> None:
        text = BLANK.sub(_blank, text)
        words = text.strip(" ")
        self.gap = self.gap or (" " if text[:1] == " " else "")
        if words:
            self._settle()
            self.done.append(words)
            self.gap = " " if text[-1:] == " " else ""

    def _settle(self) -> None:
        if self.gap and self.done:
            self.done.append(self.gap)
        self.gap = ""
        for mark in self.opening:
            last = self.done[-1] if self.done else None
            if isinstance(last, Mark) and not last.opens and last.kind == mark.kind != "link":
                self.done.pop()
            else:
                self.began[mark.kind] = len(self.done)
                self.done.append(mark)
        self.opening.clear()


def _has_words(token: Token) -> bool:
    return (
        bool(token.strip())
        if isinstance(token, str)
        else isinstance(token, Verbatim) and token.markdown[0] == "`"
    )


def _blank(found: re.Match[str]) -> str:
    """One blank; a no-break blank stays what it is where it stands alone."""
    return found[0] if found[0] in "\u00a0\u2007\u202f" else " "


class _Delimiter(Struct, frozen=True):
    sign: str
    opens: bool
    pair: int
    """Shared by the two ends of one emphasis."""


_Piece = str | _Delimiter
_SIGNS = {"em": "*", "strong": "**", "del": "~~"}


def _delimited(tokens: Sequence[Token]) -> list[_Piece]:
    """Marks as signs, text escaped, links written out."""
    pieces: list[_Piece] = []
    pairs: list[tuple[str, int, str]] = []
    for number, token in enumerate(tokens):
        if isinstance(token, str):
            pieces.append(token if token.isspace() and token in " \n" else escape(token))
        elif isinstance(token, Verbatim):
            _unbang(pieces, token.markdown)
            pieces.append(token.markdown)
        elif isinstance(token, Mark) and token.opens:
            pairs.append((token.kind, number, token.href))
            if token.kind == "link":
                _unbang(pieces, "[")
            pieces.append("[" if token.kind == "link" else _Delimiter(_SIGNS[token.kind], True, number))
        elif isinstance(token, Mark):
            position = next(n for n in reversed(range(len(pairs))) if pairs[n][0] == token.kind)
            _, pair, href = pairs.pop(position)
            pieces.append(
                f"]({destination(href)})"
                if token.kind == "link"
                else _Delimiter(_SIGNS[token.kind], False, pair)
            )
    return pieces


def _unbang(pieces: list[_Piece], following: str) -> None:
    """An exclamation mark before a link would make a picture of it."""
    if following.startswith("[") and pieces and isinstance(last := pieces[-1], str) and last.endswith("!"):
        pieces[-1] = last[:-1] + "\\!"


def _without_misfits(pieces: list[_Piece]) -> list[_Piece]:
    """Only emphasis whose signs Markdown will recognise where they stand; the words matter more."""
    while misfits := set(_misfits(pieces)):
        pieces = [p for p in pieces if isinstance(p, str) or p.pair not in misfits]
    return pieces


def _misfits(pieces: list[_Piece]) -> Iterator[int]:
    for number, piece in enumerate(pieces):
        if isinstance(piece, str):
            continue
        before = _outer(pieces, number, -1)
        after = _outer(pieces, number, +1)
        outside, inside = (before, after) if piece.opens else (after, before)
        neighbours = [pieces[n] for n in (number - 1, number + 1) if 0 <= n < len(pieces)]
        touching = any(
            isinstance(other, _Delimiter) and other.sign[0] == piece.sign[0] for other in neighbours
        )
        last = pieces[number - 1] if number else ""
        # An end and a beginning of one sign would be read as a longer sign, which is none.
        again = piece.opens and isinstance(last, _Delimiter) and not last.opens and last.sign == piece.sign
        flanked = inside.isalnum() or not outside or outside.isspace() or _is_plain_punctuation(outside)
        if (touching and piece.sign == "*") or again or inside.isspace() or not inside or not flanked:
            yield piece.pair


def _outer(pieces: list[_Piece], number: int, step: int) -> str:
    """The sign next to a piece; empty at the edge of the paragraph."""
    number += step
    if not 0 <= number < len(pieces):
        return ""
    piece = pieces[number]
    text = piece if isinstance(piece, str) else piece.sign
    return text[-1] if step < 0 else text[0]


def _is_plain_punctuation(sign: str) -> bool:
    return sign.isascii() and not sign.isalnum() and not sign.isspace()


def _assemble(pieces: list[_Piece]) -> str:
    """Line breaks become a backslash at the line's end."""
    return "".join(p.sign if isinstance(p, _Delimiter) else "\\\n" if p == "\n" else p for p in pieces)
