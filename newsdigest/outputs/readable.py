"""A file of the site as the lines that a reader takes in, for telling what an edit changes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
))  # fmt: skip
"""What stands within a line."""

UNREAD = frozenset(("script", "style", "template", "noscript", "svg"))

TEXT = (".xml", ".json", ".txt", ".css", ".js", ".svg")
"""Endings of files whose own lines are what one reads in them."""


def readable(path: str, data: bytes) -> list[str] | None:
    """The lines; None for a file that is not for reading.

    Of a page: its title and description, then a line for each heading, paragraph, item, ...;
    a link is followed by its address, a picture stands as its alternative text and address.
    """
    if path.endswith(".html"):
        return _lines(data)
    return data.decode("utf-8", "replace").splitlines() if path.endswith(TEXT) else None


def _lines(data: bytes) -> list[str]:
    from lxml import html

    page = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    head = [f"title: {page.findtext('.//title', '')}"]
    head += [f"description: {one.get('content')}" for one in page.iterfind(".//meta[@name='description']")]
    head += [f"leads to: {one.get('content')}" for one in page.iterfind(".//meta[@http-equiv='refresh']")]
    body = page.find("body")
    text = "" if body is None else "".join(_text(body))
    return head + [line for part in text.split("\n") if (line := " ".join(part.split()))]


def _text(element: "HtmlElement") -> Iterator[str]:
    """The text of an element, a line's end around whatever does not stand within one."""
    if not isinstance(element.tag, str) or element.tag in UNREAD:
        return
    edge = "" if element.tag in INLINE else "\n"
    yield edge
    if element.tag == "img":
        yield f"[{element.get('alt', '')}] <{element.get('src', '')}>"
    yield _flat(element.text)
    for child in element:
        yield from _text(child)
        yield _flat(child.tail)
    if element.tag == "a" and (address := element.get("href")):
        yield f" <{address}>"
    yield edge


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ")
