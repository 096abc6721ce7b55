"""Plain-text dumps of HTML pages in the three styles of the development data, for training.

The data have a dump of about half of their pages, each in one style. Training makes those that are missing,
so that a model sees every page, and sees it laid out in every way. `layout` needs inscriptis.
"""

import re
from collections.abc import Iterator

import lxml.html
from inscriptis import Inscriptis
from lxml.html import HtmlElement

from newsdigest.extract.decode import decode

STYLES = ("browser", "layout", "lines")

_UNSEEN = frozenset(["script", "style", "noscript", "template"])
_NOT_SHOWN = _UNSEEN | frozenset(
    "head title svg iframe object select textarea canvas audio video math datalist".split()  # noqa: SIM905
)
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big button cite code data del dfn em font i img input ins kbd label mark
    meter nobr output picture q ruby rb rt rp s samp small source span strike strong sub sup time tt u
    var wbr""".split()  # noqa: SIM905
)
_APART = frozenset("p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre figure table hr".split())  # noqa: SIM905
"""Elements with a margin: a browser's text has an empty line around them."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def dump(data: bytes, style: str) -> str:
    """The text of a page as a dump of this style has it."""
    root = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(data)))
    if style == "layout":
        return Inscriptis(root).get_text().strip()
    if style == "lines":
        return "\n".join(_nodes(root))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_blocks(root))).strip()


def _nodes(element: HtmlElement) -> Iterator[str]:
    """The text nodes, the page's title among them."""
    if isinstance(element.tag, str) and element.tag not in _UNSEEN:
        yield from _shown(element.text)
        for child in element:
            yield from _nodes(child)
            yield from _shown(child.tail)


def _shown(text: str | None) -> Iterator[str]:
    if text and (words := " ".join(text.split())):
        yield words


def _blocks(root: HtmlElement) -> Iterator[str]:
    """The text of blocks as a browser copies it, and an empty text where a margin stands."""
    row: list[str] = []

    def walk(element: HtmlElement) -> Iterator[str]:
        if not isinstance(element.tag, str) or element.tag in _NOT_SHOWN or _is_hidden(element):
            return
        block = element.tag not in _INLINE
        if block or element.tag == "br":
            yield from ended()
        if element.tag in _APART:
            yield ""
        row.append(element.text or "")
        for child in element:
            yield from walk(child)
            row.append(child.tail or "")
        if block:
            yield from ended()
        if element.tag in _APART:
            yield ""

    def ended() -> Iterator[str]:
        yield from _shown("".join(row))
        row.clear()

    yield from walk(root)
    yield from ended()


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))
