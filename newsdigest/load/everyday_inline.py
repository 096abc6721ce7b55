"""Everyday inline Markdown read in one pass: emphasis, code and links as digests have them.

Only what can mean one thing, whatever stands around it, is read here; see everyday.py.
"""

import re

from msgspec import Struct

_SIGN = re.compile(r"[\\`*_\[\]~!]")
"""Where none of these stands, a text is its own HTML once it is escaped."""

_ENTITY = re.compile(r"&#?\w+;")
_CODE = re.compile(r"`([^\s`](?:[^`\n]*[^\s`])?)`(?!`)")
_LINK = re.compile(r"\[([^\\`*_\[\]~!]+)\]\(([^\s()\\\"'`*\[\]]+)\)")
_OPEN = re.compile(
    r"(?<![^\s(\"'\u201c\u2018\u00ab\u2013\u2014])(?:\*\*?|__?)(?=[^\W_])"
    r"|(?<!\S)(?:\*\*?|__?)(?=[(\"'\u201c\u2018\u00ab])"
)
_CLOSE = re.compile(
    r"(?<=[^\W_])(?:\*\*?|__?)(?![^\s.,;:?!)\"'\u201d\u2019\u00bb\u2013\u2014])"
    r"|(?<=[.,:?!)\"'\u201d\u2019])(?:\*\*?|__?)(?!\S)"
)
_INSIDE_WORD = re.compile(r"(?<=[^\W_])_(?=[^\W_])")

_ADDRESS = re.compile(
    r"(?:https?://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9]*[a-z0-9])?(?=[/?#]|$)|(?=/[^/]|\#|/$))"
    r"(?:[A-Za-z0-9/?#=.,:;@!$+_-]|&amp;)*"
)
"""An address that nothing on the way changes: http with a plain host, or within the site."""

_TAGS = {"*": "em", "_": "em", "**": "strong", "__": "strong"}


class Inline(Struct, frozen=True):
    """The text of one block as HTML; links and pictures are counted by the line ends before them."""

    html: str
    links: tuple[tuple[str, int], ...] = ()
    """(address as written, line ends before it)."""
    images: tuple[tuple[str, str, int], ...] = ()
    """(address as written, alternative text, line ends before it)."""


def read_inline(text: str, base_path: str) -> Inline | None:
    """The HTML of a block's text, which has no `<`; None where it has more than everyday signs."""
    if ("&" in text and _ENTITY.search(text)) or ("\n" in text and (" \n" in text or "\n " in text)):
        return None
    text = _escape(text)
    sign = _SIGN.search(text)
    if sign is None:
        return Inline(text)
    pieces: list[str] = []
    links: list[tuple[str, int]] = []
    marks: list[str] = []
    done = 0
    while sign is not None:
        start, kind = sign.start(), sign[0]
        if kind == "!" and text[start + 1 : start + 2] != "[":
            sign = _SIGN.search(text, start + 1)
            continue
        if kind == "[" and (found := _LINK.match(text, start)) and _ADDRESS.fullmatch(found[2]):
            if "xn--" in found[2]:
                return None
            links.append((found[2].replace("&amp;", "&"), text.count("\n", 0, start)))
            html = f"{_opening(found[2], base_path)}{found[1]}</a>"
        elif kind == "`" and (found := _CODE.match(text, start)):
            html = f"<code>{found[1]}</code>"
        elif kind in "*_" and (found := _OPEN.match(text, start)) and found[0] not in marks:
            marks.append(found[0])
            html = f"<{_TAGS[found[0]]}>"
        elif kind in "*_" and (found := _CLOSE.match(text, start)) and marks[-1:] == [found[0]]:
            html = f"</{_TAGS[marks.pop()]}>"
        elif kind == "_" and (found := _INSIDE_WORD.match(text, start)):
            html = "_"
        else:
            return None
        pieces += text[done:start], html
        done = found.end()
        sign = _SIGN.search(text, done)
    if marks:
        return None
    return Inline("".join(pieces) + text[done:], tuple(links))


def _escape(text: str) -> str:
    """Text without `<` as the sanitiser writes it."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace("\xa0", "&nbsp;") if "\xa0" in text else text


def _opening(address: str, base_path: str) -> str:
    if address.startswith("http"):
        return f'<a href="{address}" rel="external">'
    return f'<a href="{base_path}{address[1:]}">' if address.startswith("/") else f'<a href="{address}">'
