"""A feed, whatever its format: what every reader of it learns, as plain values."""

import re
from datetime import UTC, datetime
from html import escape, unescape
from urllib.parse import urljoin

from msgspec import Struct

from newsdigest.model.output import Tools
from newsdigest.model.site import Citation, Term

_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 forbids or discourages: control characters, surrogates, non-characters."""

_TAG = re.compile(r"""<[a-zA-Z][^\s<>="]*(?:\s+[^\s<>="]+="[^"]*")+\s*/?>""")
_ATTRIBUTE = re.compile(r"""\s([^\s<>="]+)="([^"]*)\"""")
_ADDRESSES = ("href", "src", "cite")
_WHOLE = ("https://", "http://", "mailto:")

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without an entry was updated: the build instant would make it new at every build."""


class Item(Struct, frozen=True):
    """An entry, or a correction, in a feed; addresses are absolute."""

    id: str
    url: str
    title: str
    summary: str
    lang: str
    published: datetime
    updated: datetime
    tags: tuple[Term, ...]
    sources: tuple[Citation, ...]
    image: str = ""
    image_alt: str = ""
    body: bytes | None = None
    """Fingerprint of the rendered body, where the feed carries it."""


class Feed(Struct, frozen=True):
    """A channel with its items, newest first; addresses are absolute."""

    id: str
    url: str
    home: str
    """The page whose feed it is."""
    title: str
    description: str
    language: str
    author: str
    items: tuple[Item, ...]
    hub: str = ""
    """A WebSub hub, which tells subscribers at once of what is new."""

    @property
    def updated(self) -> datetime:
        """Of the newest change to any item."""
        return max((item.updated for item in self.items), default=NEVER)


def legal(text: str) -> str:
    """A text without the signs that an XML document must not hold."""
    return text if text.isascii() and text.isprintable() else _ILLEGAL.sub("", text)


def content(item: Item, tools: Tools) -> str:
    """The full content as HTML: picture, body, and what it draws on; empty in a feed of summaries."""
    if item.body is None:
        return ""
    body = _absolute(legal(tools.body(item.body)), item.url)
    alt, src = escape(legal(item.image_alt)), escape(item.image)
    picture = f'<p><img src="{src}" alt="{alt}"></p>' if item.image else ""
    credits = f"<ul>{''.join(map(_credit, item.sources))}</ul>" if item.sources else ""
    return picture + body + credits


def _absolute(html: str, base: str) -> str:
    """Sanitised HTML, in which every `<` begins a tag with quoted values, with addresses that hold anywhere.

    A parser would do the same, and its import alone take longer than many a build.
    """

    def whole(found: re.Match[str]) -> str:
        if found[1] not in _ADDRESSES or found[2].startswith(_WHOLE):
            return found[0]
        try:
            return f' {found[1]}="{escape(urljoin(base, unescape(found[2])))}"'
        except ValueError:
            return found[0]

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(whole, tag[0]), html)


def _credit(source: Citation) -> str:
    """A source as an item of a list, in no language: title, publisher, agency."""
    title = escape(legal(source.title or source.url))
    cited = f'<a href="{escape(legal(source.url))}">{title}</a>' if source.url else title
    names = [escape(legal(term.label)) for term in (source.publisher, source.agency) if term]
    return f"<li>{', '.join(filter(None, [cited, *names]))}</li>"
